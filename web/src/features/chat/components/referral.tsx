/** A referral in a conversation: one press hands over; an agent that is not hired yet is hired on the way. */

import { Note } from "@/components/ui/note";
import { ReferralCard } from "@/components/ui/referral-card";
import { toast } from "@/components/ui/toast";
import type { SuggestedAgent } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { microsFromCents, money, plural } from "@/lib/format";
import { useCatalogue, useHire, useHiredAgents } from "@/lib/workforce";
import type { AttachedFile } from "../model/live";

interface ReferralProps {
  suggested: SuggestedAgent;
  files: readonly AttachedFile[];
  busy: boolean;
  onHandOver: (code: string, message: string, files: readonly AttachedFile[]) => void;
}

export function Referral({ suggested, files, busy, onHandOver }: ReferralProps) {
  const mayHire = useAllows("admin");
  const hire = useHire();
  const hired = useHiredAgents().data?.items;
  const agent = useCatalogue().data?.find((candidate) => candidate.code === suggested.code);
  const isHired = hired?.some((candidate) => candidate.agent_code === suggested.code) ?? suggested.is_hired;
  const handOver = () => onHandOver(suggested.code, suggested.handoff_context, files);
  const hireFirst = () =>
    hire.mutate(suggested.code, {
      onSuccess: handOver,
      onError: (error) => toast.problem(error, `${suggested.code} was not hired`),
    });
  const along = ["the question", files.length > 0 && plural(files.length, "file")].filter(Boolean).join(", ");
  const price =
    agent && `${money(microsFromCents(agent.price_cents_month), { currency: agent.currency })} a month`;
  return (
    <div className="mt-2.5 mb-2">
      <ReferralCard
        code={suggested.code}
        icon={agent?.icon}
        reason={suggested.reason}
        isHired={isHired}
        takesAlong={isHired || !price ? along : `${along}. Costs ${price}`}
        onHandOver={handOver}
        onHire={mayHire ? hireFirst : undefined}
        hireLabel="Hire and hand over"
        busy={busy || hire.isPending}
      />
      {!isHired && !mayHire && (
        <Note className="mt-1.5">
          An owner or admin can hire {suggested.code}. Then it can be handed over.
        </Note>
      )}
    </div>
  );
}
