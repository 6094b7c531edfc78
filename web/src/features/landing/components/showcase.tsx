/** Agents this installation offers, from its own catalogue; absent while the catalogue cannot be read. */
import { Link } from "@tanstack/react-router";
import { Cells, Sheet } from "@/components/page/sheet";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { Money } from "@/components/ui/money";
import type { AgentSummary } from "@/lib/api";
import { useShowcase } from "../api";

const LINK = "font-medium text-primary-text underline underline-offset-2";

export function Showcase({ slug }: { slug: string | undefined }) {
  const agents = useShowcase().data?.items ?? [];
  if (agents.length === 0) return null;
  return (
    <section aria-labelledby="showcase" className="mt-12">
      <h2 id="showcase" className="mb-3 text-xl font-semibold tracking-[-0.018em]">
        Agents you can hire
      </h2>
      <Sheet>
        <Cells className="grid-cols-2 max-md:grid-cols-1">
          {agents.map((agent) => (
            <Offer key={agent.code} agent={agent} />
          ))}
        </Cells>
      </Sheet>
      <p className="mt-3 text-muted-foreground">
        Each has a dossier: what it may touch, what it is good at, whom it refers to.{" "}
        {slug ? (
          <Link to="/o/$org/agents" params={{ org: slug }} className={LINK}>
            Open the catalogue
          </Link>
        ) : (
          <Link to="/register" className={LINK}>
            Create an account
          </Link>
        )}
      </p>
    </section>
  );
}

function Offer({ agent }: { agent: AgentSummary }) {
  return (
    <div className="flex items-center gap-3.5 px-4 py-3.5">
      <AgentPlate icon={agent.icon} size="lg" />
      <div className="min-w-0 flex-1 leading-[1.4]">
        <p className="flex flex-wrap items-baseline gap-x-1.5">
          <AgentCode code={agent.code} /> <span className="text-muted-foreground">{agent.name}</span>
        </p>
        <p className="text-sm text-pretty text-subtle-foreground">{agent.tagline}</p>
      </div>
      <p className="text-right text-sm whitespace-nowrap text-subtle-foreground">
        <Money
          cents={agent.price_cents_month}
          currency={agent.currency}
          className="text-base text-foreground"
        />{" "}
        a month
      </p>
    </div>
  );
}
