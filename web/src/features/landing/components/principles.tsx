/** Three things Directorate keeps to, each shown by the part that carries it. */
import type { ReactNode } from "react";
import { Cells, Sheet } from "@/components/page/sheet";
import { BudgetMeter } from "@/components/ui/budget-meter";
import { EffectChip } from "@/components/ui/effect-chip";

export function Principles() {
  return (
    <section aria-labelledby="principles" className="mt-12">
      <h2 id="principles" className="mb-3 text-xl font-semibold tracking-[-0.018em]">
        You stay in charge of three things
      </h2>
      <Sheet>
        <Cells className="grid-cols-3 max-md:grid-cols-1">
          <Principle title="What leaves" part={<Effects />}>
            Outlined work stays inside. Filled work sends or spends, and asks you first. Hatched work is
            simulated: the sandbox plays every provider, so a fresh machine needs no keys.
          </Principle>
          <Principle title="What it costs" part={<Meter />}>
            The worst case is reserved before a call and the real cost settled after it. At the limit, the
            call is not made. Stop means stop: a cancelled answer costs what was used.
          </Principle>
          <Principle title="What it stands on" part={<Claims />}>
            A claim carries the page, the row or the memory it came from. A claim without a source is marked,
            and a figure comes with its doubt.
          </Principle>
        </Cells>
      </Sheet>
    </section>
  );
}

function Principle({ title, part, children }: { title: string; part: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-2 px-5 py-5">
      <div aria-hidden="true" className="mb-1 flex h-8 items-center">
        {part}
      </div>
      <h3 className="text-lg font-semibold">{title}</h3>
      <p className="text-md text-pretty text-muted-foreground">{children}</p>
    </div>
  );
}

function Effects() {
  return (
    <span className="flex gap-1.5">
      <EffectChip effect="read" />
      <EffectChip effect="write" />
      <EffectChip effect="send" />
      <EffectChip effect="spend" />
    </span>
  );
}

function Meter() {
  return (
    <BudgetMeter className="w-48" spentMicros={6_400_000} reservedMicros={700_000} limitMicros={10_000_000} />
  );
}

function Claims() {
  return (
    <span className="text-md">
      <span className="fact">opens in March</span> <span className="cite">2</span> and{" "}
      <span className="claim-unsourced">two weeks early</span>
    </span>
  );
}
