/** The record of an agent in this organization; every rate with its n and interval. */
import { IntervalDot } from "@/components/ui/interval-dot";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { HiredAgent } from "@/lib/api";
import { duration, number, percent, plural } from "@/lib/format";
import { ENOUGH, recordOf } from "../model/record";

export function DossierRecord({ hired }: { hired: HiredAgent | undefined }) {
  const record = recordOf(hired);
  const aside = hired ? plural(hired.statistics.interactions, "answer") : "none here yet";
  return (
    <section className="border-t border-border px-[18px] py-3">
      <h3 className="mb-[7px] flex items-baseline gap-2 font-semibold">
        Record
        <span className="text-sm font-normal text-subtle-foreground">
          {aside}
          {record.share && ", axis 60 to 100%"}
        </span>
      </h3>
      {!hired || hired.statistics.interactions === 0 ? (
        <p className="text-sm text-pretty text-muted-foreground">
          No record yet. It begins with the first answer, and a share is given from {ENOUGH} judged answers
          on.
        </p>
      ) : (
        <dl className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1.5 text-sm">
          <dt className="text-muted-foreground">Judged good</dt>
          <dd className="flex items-center justify-end gap-3 text-right tabular-nums">
            {record.share ? (
              <>
                <IntervalDot {...record.share} width={120} />
                <span>
                  <b className="font-semibold">{percent(record.share.value)}</b>{" "}
                  {number(record.share.low * 100, 1)} to {number(record.share.high * 100, 1)}, n{" "}
                  {record.judged}
                </span>
              </>
            ) : (
              <span>
                no record yet{" "}
                <span className="text-subtle-foreground">
                  {record.judged === 0 ? "none" : `${record.up} of ${record.judged}`} judged
                  {record.judged > 0 && " good"}, {ENOUGH} needed
                </span>
              </span>
            )}
          </dd>
          <Facts hired={hired} />
        </dl>
      )}
    </section>
  );
}

function Facts({ hired }: { hired: HiredAgent }) {
  const { median_cost_micros, median_latency_ms, last_used_at, cost_micros } = hired.statistics;
  return (
    <>
      <dt className="text-muted-foreground">Cost of a task, median</dt>
      <dd className="text-right">
        <Money micros={median_cost_micros} />
      </dd>
      {typeof median_latency_ms === "number" && (
        <>
          <dt className="text-muted-foreground">Time of a task, median</dt>
          <dd className="text-right tabular-nums">{duration(median_latency_ms)}</dd>
        </>
      )}
      <dt className="text-muted-foreground">Cost so far</dt>
      <dd className="text-right">
        <Money micros={cost_micros} />
      </dd>
      {last_used_at && (
        <>
          <dt className="text-muted-foreground">Last used</dt>
          <dd className="text-right">
            <Time at={last_used_at} />
          </dd>
        </>
      )}
    </>
  );
}
