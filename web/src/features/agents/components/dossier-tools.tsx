/** What an agent may touch, by how far it reaches, and what the permission mode makes of it. */
import { ChevronDown } from "lucide-react";
import { Collapsible } from "radix-ui";
import { type Effect, EffectChip } from "@/components/ui/effect-chip";
import { StatusMark } from "@/components/ui/status-mark";
import type { Agent } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";

const EFFECTS: readonly Effect[] = ["read", "write", "send", "spend"];
const OUTWARD = new Set<Effect>(["send", "spend"]);
const MODES: Record<string, string> = { autopilot: "autopilot", copilot: "co-pilot", manual: "manual" };

/** "knowledge.query_table" as "query table". */
const short = (name: string) => (name.split(".").at(-1) ?? name).replaceAll("_", " ");

export function DossierTools({ tools }: { tools: Agent["tools"] }) {
  const mode = useWorkplace().organization.permission_mode;
  return (
    <section className="border-t border-border px-[18px] py-3">
      <Collapsible.Root>
        <div className="mb-[7px] flex items-baseline gap-2">
          <h3 className="font-semibold">What it may touch</h3>
          <span className="text-sm text-subtle-foreground">in {MODES[mode] ?? mode} mode</span>
          <Collapsible.Trigger className="group ml-auto flex min-h-6 items-center gap-1 text-sm text-muted-foreground hover:text-foreground">
            Each tool
            <ChevronDown aria-hidden="true" className="size-3.5 group-data-[state=open]:rotate-180" />
          </Collapsible.Trigger>
        </div>
        <ul>
          {EFFECTS.map((effect) => (
            <EffectRow
              key={effect}
              effect={effect}
              tools={tools.filter((tool) => tool.effect === effect)}
              asks={OUTWARD.has(effect) && mode !== "autopilot"}
            />
          ))}
        </ul>
        <Collapsible.Content>
          <dl className="mt-2 flex flex-col gap-2 border-t border-border pt-2 text-sm">
            {tools.map((tool) => (
              <div key={tool.name}>
                <dt className="mono">{tool.name}</dt>
                <dd className="text-pretty text-muted-foreground">{tool.description.split("\n")[0]}</dd>
              </div>
            ))}
          </dl>
        </Collapsible.Content>
      </Collapsible.Root>
    </section>
  );
}

interface EffectRowProps {
  effect: Effect;
  tools: Agent["tools"];
  asks: boolean;
}

function EffectRow({ effect, tools, asks }: EffectRowProps) {
  const none = tools.length === 0;
  return (
    <li className="grid min-h-[26px] grid-cols-[66px_minmax(0,1fr)_auto] items-center gap-2.5 py-0.5 text-sm">
      <span>
        <EffectChip effect={effect} />
      </span>
      <span className={none ? "text-subtle-foreground" : "text-pretty"}>
        {none ? "Nothing" : sentence(tools.map((tool) => short(tool.name)).join(", "))}
      </span>
      {none ? (
        <StatusMark status="denied" />
      ) : asks ? (
        <StatusMark status="waiting">Asks you each time</StatusMark>
      ) : (
        <StatusMark status="done">Allowed</StatusMark>
      )}
    </li>
  );
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
