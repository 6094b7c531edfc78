/** Where a task came from and what it is about, as links where there is a place to go. */
import { Link } from "@tanstack/react-router";
import { FileText, MessageSquareText, ScrollText } from "lucide-react";
import type { ReactNode } from "react";
import { Fact } from "@/components/ui/facts";
import type { Task } from "@/lib/api";
import { useOrgPath, useWorkplace } from "@/lib/auth";
import { type Ref, refsOf } from "../model/task";

const LINK =
  "inline-flex items-baseline gap-1.5 py-0.5 text-primary-text underline-offset-2 hover:underline [&>svg]:size-3.5 [&>svg]:self-center";

export function TaskOrigin({ task }: { task: Task }) {
  const refs = refsOf(task.refs);
  return (
    <>
      {task.session_id && (
        <Fact name="Came from">
          <SessionLink id={task.session_id}>the conversation</SessionLink>
        </Fact>
      )}
      {!task.session_id && task.interaction_id && (
        <Fact name="Came from">
          <InteractionLink id={task.interaction_id}>an answer in the log</InteractionLink>
        </Fact>
      )}
      {refs.map((ref) => (
        <Fact key={ref.name + (ref.kind === "text" ? ref.text : ref.id)} name={ref.name}>
          <RefValue item={ref} />
        </Fact>
      ))}
    </>
  );
}

function RefValue({ item }: { item: Ref }) {
  const { org_id } = useOrgPath();
  if (item.kind === "text") return <span className="break-words">{item.text}</span>;
  if (item.kind === "session") return <SessionLink id={item.id}>Open the conversation</SessionLink>;
  if (item.kind === "interaction") return <InteractionLink id={item.id}>Open in the log</InteractionLink>;
  return (
    <a className={LINK} href={`/v1/organizations/${org_id}/files/${item.id}/content`}>
      <FileText aria-hidden="true" /> Download the file
    </a>
  );
}

function SessionLink({ id, children }: { id: string; children: ReactNode }) {
  const org = useWorkplace().organization.slug;
  return (
    <Link className={LINK} to="/o/$org/chat/$session" params={{ org, session: id }}>
      <MessageSquareText aria-hidden="true" /> {children}
    </Link>
  );
}

function InteractionLink({ id, children }: { id: string; children: ReactNode }) {
  const org = useWorkplace().organization.slug;
  return (
    <Link className={LINK} to="/o/$org/log" params={{ org }} search={{ open: id }}>
      <ScrollText aria-hidden="true" /> {children}
    </Link>
  );
}
