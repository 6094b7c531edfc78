/** Everything on one agent before it is hired: record, reach, strengths, limits, samples, price. */
import { Link } from "@tanstack/react-router";
import { Check, CornerUpRight, FlaskConical, MessageSquareText, Paperclip } from "lucide-react";
import type { ReactNode } from "react";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { Tag } from "@/components/ui/tag";
import { useWorkplace } from "@/lib/auth";
import { plural } from "@/lib/format";
import type { Listed } from "../model/browse";
import { DossierHire } from "./dossier-hire";
import { DossierRecord } from "./dossier-record";
import { DossierTools } from "./dossier-tools";

interface DossierProps {
  item: Listed;
  /** At the right end of the head: the button that closes the panel. */
  end?: ReactNode;
}

export function Dossier({ item, end }: DossierProps) {
  const { agent, hired } = item;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="min-h-0 flex-1 overflow-y-auto">
        <header className="flex items-start gap-3 px-[18px] pt-4 pb-3">
          <AgentPlate icon={agent.icon} size="lg" idle={!hired} />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-2">
              <h2 className="text-lg font-semibold">
                <AgentCode code={agent.code} />
              </h2>
              <Tag>{agent.department.name}</Tag>
              {agent.status !== "available" && <Tag tone="info">{agent.status}</Tag>}
            </div>
            <p className="mt-0.5 text-pretty text-muted-foreground">{agent.summary}</p>
          </div>
          {end}
        </header>
        <DossierRecord hired={hired} />
        <DossierTools tools={agent.tools} />
        <div className="grid grid-cols-2 gap-[18px] border-t border-border px-[18px] py-3 max-sm:grid-cols-1">
          <Strengths strengths={agent.strengths} />
          <Referrals item={item} />
        </div>
        <Samples item={item} />
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-border px-[18px] py-3 text-sm text-subtle-foreground">
          <span>Version {agent.version}</span>
          <span className="flex items-center gap-1.5">
            <FlaskConical aria-hidden="true" className="size-3.5" /> {plural(agent.evals_count, "test case")}
          </span>
          <span>{agent.model_tier} model</span>
          <span className="w-full text-pretty">Gives: {agent.output}</span>
        </p>
      </div>
      <DossierHire item={item} />
    </div>
  );
}

function Strengths({ strengths }: { strengths: readonly string[] }) {
  return (
    <section>
      <h3 className="mb-[7px] font-semibold">Good at</h3>
      <ul className="flex flex-col gap-1">
        {strengths.map((strength) => (
          <li key={strength} className="flex gap-1.5 text-sm text-pretty text-muted-foreground">
            <Check aria-hidden="true" className="mt-0.5 size-3.5 text-success-text" />
            {strength}
          </li>
        ))}
      </ul>
    </section>
  );
}

const EXAMPLES = 2;

/** Out-of-scope questions by the colleague who takes them. */
function Referrals({ item: { agent } }: { item: Listed }) {
  const org = useWorkplace().organization.slug;
  const codes = [...new Set(agent.out_of_scope_examples.map((example) => example.refer_to))];
  return (
    <section>
      <h3 className="mb-[7px] font-semibold">Refers elsewhere</h3>
      <ul className="flex flex-col gap-1">
        {codes.map((code) => (
          <li key={code} className="flex gap-1.5 text-sm text-pretty text-muted-foreground">
            <CornerUpRight aria-hidden="true" className="mt-0.5 size-3.5 text-subtle-foreground" />
            <span>
              {agent.out_of_scope_examples
                .filter((example) => example.refer_to === code)
                .slice(0, EXAMPLES)
                .map((example) => `“${example.ask}”`)
                .join(", ")}{" "}
              <Link
                to="/o/$org/agents/$code"
                params={{ org, code }}
                className="whitespace-nowrap text-foreground hover:underline"
              >
                <AgentCode code={code} />
              </Link>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A sample opens a conversation with the question ready; it is sent by the person. */
function Samples({ item: { agent, hired } }: { item: Listed }) {
  const org = useWorkplace().organization.slug;
  return (
    <section className="border-t border-border px-[18px] py-3">
      <h3 className="mb-1 flex flex-wrap items-baseline gap-2 font-semibold">
        Try it on your work
        {!hired && <span className="text-sm font-normal text-subtle-foreground">once it is hired</span>}
      </h3>
      <ul>
        {agent.sample_tasks.map((task) => {
          const files = task.files ?? [];
          const words = (
            <>
              <MessageSquareText aria-hidden="true" className="size-3.5 text-subtle-foreground" />
              <span className="min-w-0 flex-1 text-pretty">{task.ask}</span>
              {files.length > 0 && (
                <span className="flex max-w-[45%] min-w-0 items-center gap-1 text-subtle-foreground">
                  <Paperclip aria-hidden="true" className="size-3" />
                  <span className="truncate">{files.join(", ")}</span>
                </span>
              )}
            </>
          );
          const row = "flex min-h-7 items-center gap-2 rounded-sm text-sm";
          return (
            <li key={task.title}>
              {hired ? (
                <Link
                  to="/o/$org/chat"
                  params={{ org }}
                  search={{ agent: agent.code, ask: task.ask, files }}
                  className={`${row} hover:bg-accent`}
                >
                  {words}
                </Link>
              ) : (
                <span className={`${row} text-muted-foreground`}>{words}</span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
