/** One conversation in the column; renamed in its place. */
import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { AgentPlate } from "@/components/ui/agent-plate";
import { IconButton } from "@/components/ui/icon-button";
import { Menu } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import type { SessionSummary } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { cn } from "@/lib/cn";
import { useAgentFace } from "@/lib/workforce";
import { useRenameSession } from "../api";
import { agoLabel } from "../model/groups";

interface ConversationRowProps {
  session: SessionSummary;
  isCurrent: boolean;
  zone: string;
  now: Date;
  link: (children: ReactNode) => ReactNode;
  onDelete: () => void;
}

export function ConversationRow({ session, isCurrent, zone, now, link, onDelete }: ConversationRowProps) {
  const mayChange = useAllows("member");
  const [renaming, setRenaming] = useState(false);
  const face = useAgentFace()(session.agent_code);
  return (
    <li
      className={cn(
        "group relative flex items-center hover:bg-accent focus-within:bg-accent",
        isCurrent && "bg-accent shadow-[inset_2px_0_0_var(--primary)]",
      )}
    >
      {renaming ? (
        <RenameForm session={session} onClose={() => setRenaming(false)} />
      ) : (
        <>
          {link(
            <>
              <AgentPlate icon={face.icon} size="sm" />
              <span className="sr-only">{session.agent_code}: </span>
              <span className={cn("truncate text-sm", isCurrent ? "font-medium" : "text-muted-foreground")}>
                {session.title}
              </span>
              <span className="ml-auto flex shrink-0 items-center pr-3.5 pl-1 text-xs whitespace-nowrap text-subtle-foreground tabular-nums group-focus-within:invisible group-hover:invisible max-lg:pr-10 max-lg:group-focus-within:visible max-lg:group-hover:visible">
                {session.running ? (
                  <>
                    <span aria-hidden="true" className="live-dot" />
                    <span className="sr-only">answering now</span>
                  </>
                ) : (
                  agoLabel(session.updated_at, zone, now)
                )}
              </span>
            </>,
          )}
          {mayChange && (
            <span className="absolute right-1.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-lg:opacity-100">
              <Menu
                align="end"
                trigger={<IconButton small icon={Ellipsis} label={`More for ${session.title}`} />}
                items={[
                  { id: "rename", label: "Rename", icon: Pencil, onSelect: () => setRenaming(true) },
                  { id: "delete", label: "Delete", icon: Trash2, danger: true, onSelect: onDelete },
                ]}
              />
            </span>
          )}
        </>
      )}
    </li>
  );
}

function RenameForm({ session, onClose }: { session: SessionSummary; onClose: () => void }) {
  const [title, setTitle] = useState(session.title);
  const rename = useRenameSession();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = title.trim();
    if (next && next !== session.title) {
      rename.mutate(
        { id: session.id, title: next },
        { onError: (error) => toast.problem(error, "The title was not kept") },
      );
    }
    onClose();
  };
  return (
    <form onSubmit={submit} className="flex w-full px-2.5 py-1">
      <input
        // Opened from the row's own menu.
        // biome-ignore lint/a11y/noAutofocus: focus follows the control that opened the form.
        autoFocus
        aria-label="Title"
        value={title}
        maxLength={120}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={submit}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
        className="h-7 w-full rounded-sm border border-input bg-card px-1.5 text-sm max-sm:text-lg"
      />
    </form>
  );
}
