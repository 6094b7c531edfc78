/** The foot of a dossier: the price and the one decision. Letting go can be taken back for ten seconds. */
import { Link } from "@tanstack/react-router";
import { MessageSquareText, UserMinus, UserPlus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useAction } from "@/lib/actions";
import { useAllows, useWorkplace } from "@/lib/auth";
import { microsFromCents, money } from "@/lib/format";
import { useHire } from "@/lib/workforce";
import type { Listed } from "../model/browse";
import { useLettingGo } from "./letting-go";

export function DossierHire({ item: { agent, hired } }: { item: Listed }) {
  const mayHire = useAllows("admin");
  const hire = useHire();
  const lettingGo = useLettingGo();
  const isHired = hired !== undefined && !lettingGo.hidden.has(agent.code);
  const press = () => {
    lettingGo.takeBack(agent.code);
    hire.mutate(agent.code, {
      onError: (error) => toast.problem(error, `${agent.code} was not hired`),
    });
  };
  const canHire = mayHire && !isHired && !hire.isPending && agent.status !== "retired";
  useAction(
    {
      id: "agents:hire",
      label: `Hire ${agent.code}`,
      group: "This page",
      keys: "h",
      icon: UserPlus,
      run: press,
    },
    canHire,
  );
  const price = agent.price_cents_month
    ? `for ${money(microsFromCents(agent.price_cents_month), { currency: agent.currency })} a month`
    : "free of charge";
  return (
    <footer className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-t border-border px-[18px] py-3">
      {isHired ? (
        <HiredActions
          code={agent.code}
          hiredAt={hired.hired_at}
          onLetGo={mayHire ? lettingGo.letGo : undefined}
        />
      ) : (
        <>
          <Button
            variant="primary"
            keys="h"
            busy={hire.isPending}
            disabled={!mayHire}
            onClick={press}
            className="h-9"
          >
            <UserPlus aria-hidden="true" /> Hire {price}
          </Button>
          <p className="min-w-40 flex-1 text-right text-sm text-subtle-foreground max-sm:text-left">
            {mayHire
              ? "Let go any time. Model cost comes on top, within your budget."
              : "An owner or admin can hire."}
          </p>
        </>
      )}
    </footer>
  );
}

interface HiredActionsProps {
  code: string;
  hiredAt: string;
  onLetGo: ((code: string) => void) | undefined;
}

function HiredActions({ code, hiredAt, onLetGo }: HiredActionsProps) {
  const org = useWorkplace().organization.slug;
  return (
    <>
      <Button variant="primary" asChild>
        <Link to="/o/$org/chat" params={{ org }} search={{ agent: code }}>
          <MessageSquareText aria-hidden="true" /> Give it work
        </Link>
      </Button>
      {onLetGo && (
        <Button variant="bad" onClick={() => onLetGo(code)}>
          <UserMinus aria-hidden="true" /> Let go
        </Button>
      )}
      <span className="ml-auto flex items-center gap-2 text-sm text-subtle-foreground">
        <StatusMark status="done">Hired</StatusMark> <Time at={hiredAt} />
      </span>
    </>
  );
}
