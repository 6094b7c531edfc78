/** The first strip: who did it, what it cost, what happened, what was learned, in this order. */
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { Cells, Sheet } from "./sheet";

export interface Stat {
  id: string;
  icon: LucideIcon;
  label: string;
  value: ReactNode;
  /** The unit or the limit beside the figure. */
  unit?: ReactNode;
  foot?: ReactNode;
  /** The comparison at the right end of the foot. */
  against?: ReactNode;
}

interface StatStripProps {
  label: string;
  stats: readonly Stat[];
  loading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  className?: string;
}

export function StatStrip({ label, stats, loading, error, onRetry, className }: StatStripProps) {
  if (error) {
    return (
      <Sheet aria-label={label}>
        <ErrorPanel title={`${label} did not load`} error={error} onRetry={onRetry} />
      </Sheet>
    );
  }
  return (
    <Sheet aria-label={label} aria-busy={loading} className="shrink-0">
      <Cells className={cn("grid-cols-4 max-lg:grid-cols-2", className)}>
        {stats.map((stat) => (
          <StatCell key={stat.id} stat={stat} loading={loading} />
        ))}
      </Cells>
    </Sheet>
  );
}

function StatCell({ stat, loading }: { stat: Stat; loading?: boolean }) {
  const Icon = stat.icon;
  return (
    <div className="px-3.5 pt-[11px] pb-3 max-sm:px-3">
      <div className="flex items-center gap-[7px] text-sm font-medium text-subtle-foreground">
        <Icon aria-hidden="true" className="size-3.5" />
        {stat.label}
      </div>
      {loading ? (
        <div className="flex h-[52px] flex-col justify-center gap-2.5">
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="w-3/5" />
        </div>
      ) : (
        <>
          <div className="mt-1 mb-[3px] flex items-baseline gap-2">
            <b className="text-[24px] leading-[1.15] font-semibold tracking-[-0.025em] tabular-nums max-sm:text-[20px]">
              {stat.value}
            </b>
            {stat.unit && <span className="truncate text-subtle-foreground">{stat.unit}</span>}
          </div>
          <div className="flex min-h-[17px] justify-between gap-2 overflow-hidden text-sm whitespace-nowrap text-muted-foreground">
            <span className="truncate">{stat.foot}</span>
            {stat.against && (
              <span className="truncate text-subtle-foreground max-sm:hidden">{stat.against}</span>
            )}
          </div>
        </>
      )}
    </div>
  );
}
