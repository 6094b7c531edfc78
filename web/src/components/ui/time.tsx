/** A time in the organization's zone; its title gives UTC. */
import { useContext } from "react";
import { WorkplaceContext } from "@/lib/auth";
import { cn } from "@/lib/cn";
import { utc, when } from "@/lib/format";

export function useZone(): string {
  const zone = useContext(WorkplaceContext)?.organization.time_zone;
  return zone || Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function Time({ at, className }: { at: string; className?: string }) {
  const zone = useZone();
  return (
    <time dateTime={at} title={utc(at)} className={cn("whitespace-nowrap tabular-nums", className)}>
      {when(at, zone)}
    </time>
  );
}
