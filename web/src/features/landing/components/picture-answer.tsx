/** The conversation in the picture: a question, the tools used, the answer with its citations and its receipt. */
import { ArrowRight, Brain, FileText, TableProperties } from "lucide-react";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { buttonClass } from "@/components/ui/button";
import { Cite } from "@/components/ui/cite";
import { EffectChip } from "@/components/ui/effect-chip";
import { Person } from "@/components/ui/person";
import { Receipt } from "@/components/ui/receipt";
import { StatusMark } from "@/components/ui/status-mark";
import type { PictureSourceFacts } from "../illustration";

const LEADS = [
  { who: "Dana Whitcombe", company: "Tallow & Pine", score: 94, why: "Lease signed 3 Nov", n: 1 },
  { who: "Priya Nair", company: "Brightwater Dental", score: 91, why: "Second clinic", n: 1 },
  { who: "Owen Castell", company: "Foundry Lane", score: 88, why: "New manager", n: 2 },
] as const;

export function PictureAnswer() {
  return (
    <div className="flex flex-col gap-4 px-6 py-5 max-sm:px-3.5">
      <div className="grid grid-cols-[28px_minmax(0,1fr)] gap-3">
        <Person name="Mara Okafor" size="md" />
        <div>
          <p className="mb-[3px] text-sm">
            <b className="font-semibold">Mara</b>{" "}
            <span className="text-subtle-foreground tabular-nums">10:40</span>
          </p>
          <p className="text-md">Which of these leads do we call first?</p>
        </div>
      </div>
      <div className="grid grid-cols-[28px_minmax(0,1fr)] gap-3">
        <AgentPlate icon="filter" />
        <div className="min-w-0">
          <p className="mb-1 flex items-center gap-1.5 text-sm">
            <AgentCode code="QUALIFIER-01" />{" "}
            <span className="text-subtle-foreground tabular-nums">10:41</span>
          </p>
          <div className="mb-2.5 flex h-[34px] items-center gap-2 rounded-md border border-border bg-card px-2.5 text-sm">
            <EffectChip effect="read" />
            <span className="mono truncate">knowledge.query_table</span>
            <span className="ml-auto flex items-center gap-2">
              <StatusMark status="done">38 rows</StatusMark>
              <span className="text-subtle-foreground tabular-nums max-sm:hidden">0.4 s</span>
            </span>
          </div>
          <p className="text-md">
            Call these three today. All <span className="fact">signed or moved within sixty days</span>{" "}
            <Cite n={1} />
            <Cite n={2} />, and you call <span className="fact">before noon</span> <Cite n={3} />.
          </p>
          <div className="mt-2.5 mb-2 overflow-hidden rounded-md border border-border">
            <table className="w-full text-sm [&_td]:h-[29px] [&_td]:border-b [&_td]:border-border [&_td]:px-2 [&_td]:first:pl-2.5 [&_tr:last-child_td]:border-0">
              <tbody>
                {LEADS.map((lead) => (
                  <tr key={lead.who}>
                    <td className="font-medium whitespace-nowrap">{lead.who}</td>
                    <td className="whitespace-nowrap text-muted-foreground max-sm:hidden">{lead.company}</td>
                    <td className="text-right tabular-nums">{lead.score}</td>
                    <td className="whitespace-nowrap text-muted-foreground">
                      {lead.why} <Cite n={lead.n} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Receipt sources={3} spellSources costMicros={4_200} latencyMs={2_100} model="Sandbox model" />
          <div className="mt-4 flex items-center gap-3 rounded-md border border-border px-3 py-2.5 max-sm:hidden">
            <AgentPlate icon="pen-line" />
            <div className="min-w-0 flex-1 leading-[1.4]">
              <AgentCode code="Author-01" />{" "}
              <span className="text-muted-foreground">writes letters, I do not.</span>
              <div className="text-sm text-subtle-foreground">
                Takes along: this conversation, 3 sources. Hired.
              </div>
            </div>
            <span className={buttonClass("line", "sm")}>
              Hand over <ArrowRight aria-hidden="true" />
            </span>
          </div>
        </div>
      </div>
    </div>
  );
}

const ICONS = { file: FileText, memory: Brain, field: TableProperties } as const;

export function PictureSource({ source }: { source: PictureSourceFacts }) {
  const Icon = ICONS[source.kind];
  return (
    <div className="grid grid-cols-[20px_minmax(0,1fr)] gap-2 px-3.5 py-[7px] text-sm">
      <span className="cite self-start">{source.n}</span>
      <div>
        <div className="flex items-center gap-1.5">
          <Icon aria-hidden="true" className="size-3.5 text-subtle-foreground" />
          <span className="truncate font-medium">{source.title}</span>
        </div>
        <div className="text-subtle-foreground">{source.place}</div>
        <blockquote className="mt-0.5 border-l-2 border-source-underline pl-2 text-muted-foreground">
          {source.excerpt}
        </blockquote>
      </div>
    </div>
  );
}
