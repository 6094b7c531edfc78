/** An agent names the colleague whose work this is; one press hands over or shows whom to hire. */
import { ArrowRight, UserPlus } from "lucide-react";
import { AgentCode, AgentPlate } from "./agent-plate";
import { Button } from "./button";

interface ReferralCardProps {
  code: string;
  icon?: string | null;
  /** Why it is theirs, in the referring agent's words. */
  reason: string;
  isHired: boolean;
  /** What goes along: "this conversation, 3 files". */
  takesAlong?: string;
  onHandOver: () => void;
  /** Left out when the reader may not hire. */
  onHire?: () => void;
  hireLabel?: string;
  busy?: boolean;
}

export function ReferralCard({
  code,
  icon,
  reason,
  isHired,
  takesAlong,
  onHandOver,
  onHire,
  hireLabel = "See and hire",
  busy,
}: ReferralCardProps) {
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-md border border-border bg-card px-3 py-2.5">
      <AgentPlate icon={icon} idle={!isHired} />
      <div className="min-w-48 flex-1 leading-[1.4]">
        <div>
          <AgentCode code={code} /> <span className="text-muted-foreground">{reason}</span>
        </div>
        <div className="text-sm text-subtle-foreground">
          {takesAlong ? `Takes along: ${takesAlong}. ` : ""}
          {isHired ? "Hired." : "Not hired yet."}
        </div>
      </div>
      {isHired ? (
        <Button size="sm" busy={busy} onClick={onHandOver}>
          Hand over <ArrowRight aria-hidden="true" />
        </Button>
      ) : (
        onHire && (
          <Button size="sm" busy={busy} onClick={onHire}>
            <UserPlus aria-hidden="true" /> {hireLabel}
          </Button>
        )
      )}
    </div>
  );
}
