/** What may be spent on models a day and a month; a call over the limit is refused before it is made. */

import { Hand } from "lucide-react";
import { useState } from "react";
import { QueryPanel } from "@/components/page/query-panel";
import { AgentCode } from "@/components/ui/agent-plate";
import { BudgetMeter, budgetState } from "@/components/ui/budget-meter";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Money } from "@/components/ui/money";
import { Note } from "@/components/ui/note";
import { ProblemNote } from "@/components/ui/problem-note";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Budget } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { useForm } from "@/lib/form";
import { MICROS, money } from "@/lib/format";
import { useBudgets, useSetBudget } from "../llm-api";
import { Block } from "./section";

export default function BudgetSection() {
  const budgets = useBudgets();
  return (
    <>
      <Block
        title="Budget for models"
        text="The worst case of a call is reserved before it, the real cost settled after it. A call that does not fit is not made."
      />
      <QueryPanel name="Budgets" query={budgets}>
        {(page) => (
          <ul>
            {page.items.map((budget) => (
              <BudgetRow key={`${budget.scope}${budget.agent_code}${budget.period}`} budget={budget} />
            ))}
          </ul>
        )}
      </QueryPanel>
    </>
  );
}

function BudgetRow({ budget }: { budget: Budget }) {
  const [editing, setEditing] = useState(false);
  const editable = useAllows("admin");
  const state = budgetState(budget.spent_micros, budget.limit_micros);
  return (
    <li className="flex flex-col gap-2 border-t border-border px-4 py-3 max-sm:px-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="w-40 font-medium">
          {budget.agent_code ? <AgentCode code={budget.agent_code} /> : "Organization"}
          <span className="font-normal text-subtle-foreground">, a {budget.period}</span>
        </span>
        <BudgetMeter
          className="w-40"
          spentMicros={budget.spent_micros}
          reservedMicros={budget.reserved_micros}
          limitMicros={budget.limit_micros}
        />
        <span className="text-sm text-muted-foreground tabular-nums">
          <Money micros={budget.spent_micros} />{" "}
          {budget.limit_micros === null ? (
            "spent, no limit"
          ) : (
            <>of {money(budget.limit_micros, { decimals: 2 })}</>
          )}
          {budget.reserved_micros > 0 && `, ${money(budget.reserved_micros)} reserved`}
        </span>
        <span className="text-sm text-subtle-foreground">
          starts again <Time at={budget.resets_at} />
        </span>
        {editable && !editing && (
          <Button size="sm" className="ml-auto" onClick={() => setEditing(true)}>
            {budget.limit_micros === null ? "Set a limit" : "Change"}
          </Button>
        )}
      </div>
      {state === "reached" && (
        <Note icon={Hand} tone="attention">
          <b className="font-semibold">Budget reached.</b> Calls are refused until{" "}
          <Time at={budget.resets_at} /> or until the limit is raised.
        </Note>
      )}
      {editing && <LimitForm budget={budget} onDone={() => setEditing(false)} />}
    </li>
  );
}

function LimitForm({ budget, onDone }: { budget: Budget; onDone: () => void }) {
  const setBudget = useSetBudget();
  const present = budget.limit_micros === null ? "" : String(budget.limit_micros / MICROS);
  const form = useForm({ limit_micros: present }, async (values) => {
    const amount = values.limit_micros.trim();
    const { scope, agent_code, period } = budget;
    const limit_micros = amount === "" ? null : Math.round(Number(amount) * MICROS);
    await setBudget.mutateAsync({ scope, agent_code, period, limit_micros });
    toast.plain(limit_micros === null ? "No limit now." : "Limit saved.");
    onDone();
  });
  return (
    <form onSubmit={form.submit} className="flex flex-wrap items-end gap-2">
      <Field label="Limit in US dollars" hint="Empty means no limit." error={form.error("limit_micros")}>
        {(control) => (
          <Input
            {...control}
            {...form.bind("limit_micros")}
            type="number"
            min="0"
            step="0.01"
            inputMode="decimal"
            className="w-40"
          />
        )}
      </Field>
      <div className="flex gap-2 pb-5">
        <Button type="submit" variant="primary" busy={form.busy}>
          Save limit
        </Button>
        <Button variant="ghost" onClick={onDone}>
          Leave as it is
        </Button>
      </div>
      <ProblemNote problem={form.problem} className="basis-full" />
    </form>
  );
}
