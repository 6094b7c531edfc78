/** One interaction in full: model, tokens, cost, what it read, and the trace to quote. */
import { Link } from "@tanstack/react-router";
import { CircleX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Money } from "@/components/ui/money";
import { Note } from "@/components/ui/note";
import { STATUS_OF, StatusMark } from "@/components/ui/status-mark";
import type { Interaction } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { duration, number, plural } from "@/lib/format";
import { useMemberChoices } from "@/lib/people";

export function InteractionDetail({ interaction }: { interaction: Interaction }) {
  const org = useWorkplace().organization.slug;
  const { status, model, provider, tokens, cost_micros, latency_ms, error, feedback } = interaction;
  return (
    <div className="flex flex-col gap-4">
      {error && (
        <Note icon={CircleX} tone="danger">
          <b className="font-semibold">{error.title}.</b> {error.detail} {error.fix}
          <span className="mono block text-subtle-foreground">{error.error_id}</span>
        </Note>
      )}
      <section>
        <h3 className="text-sm font-medium text-subtle-foreground">
          Asked by <Asker actor={interaction.actor} />
        </h3>
        <p className="line-clamp-6 text-md whitespace-pre-wrap">{interaction.question}</p>
      </section>
      {interaction.message && (
        <section>
          <h3 className="text-sm font-medium text-subtle-foreground">Answered</h3>
          <p className="line-clamp-[12] whitespace-pre-wrap text-muted-foreground">{interaction.message}</p>
        </section>
      )}
      <dl className="grid grid-cols-[112px_minmax(0,1fr)] gap-y-2">
        <Fact name="Status">
          <StatusMark status={STATUS_OF[status] ?? "unknown"}>
            {status.charAt(0).toUpperCase() + status.slice(1)}
          </StatusMark>
        </Fact>
        <Fact name="Model">
          {model}{" "}
          <span className="text-subtle-foreground">{interaction.cache_hit ? "from cache" : provider}</span>
        </Fact>
        <Fact name="Tokens">
          {number(tokens?.input ?? 0)} in, {number(tokens?.output ?? 0)} out
        </Fact>
        <Fact name="Cost">
          <Money micros={cost_micros} />
        </Fact>
        <Fact name="Took">{typeof latency_ms === "number" ? duration(latency_ms) : "still running"}</Fact>
        <Fact name="Read">
          {plural(interaction.docs_used, "document")},{" "}
          {plural(interaction.memories_used, "memory", "memories")}
          {interaction.search_used && ", the web"}
        </Fact>
        <Fact name="Feedback">{feedback ? (feedback === "up" ? "Useful" : "Not useful") : "None given"}</Fact>
        <Fact name="Trace">
          <span className="flex items-center gap-1">
            <span className="mono truncate">{interaction.trace_id}</span>
            <CopyButton text={interaction.trace_id} label="Copy trace" />
          </span>
        </Fact>
      </dl>
      <Button asChild className="self-start">
        <Link to="/o/$org/chat/$session" params={{ org, session: interaction.session_id }}>
          Open the conversation
        </Link>
      </Button>
    </div>
  );
}

/** The log names people and programs by reference. */
function Asker({ actor }: { actor: string }) {
  const members = useMemberChoices();
  const [kind, id] = actor.split(":");
  const person = members.find(({ user }) => user.id === id)?.user.name;
  const words: Record<string, string> = {
    user: "a former member",
    api_key: "a program",
    agent: id ?? "an agent",
  };
  return <>{person ?? words[kind ?? ""] ?? "Directorate"}</>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-subtle-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
