/** The settings of a hired agent, in a drawer: shown at once, taken back when the server refuses. */
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { toast } from "@/components/ui/toast";
import type { Budget, HiredAgent, Model } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { MICROS, money } from "@/lib/format";
import { useBudgets, useConfigureAgent, useModels, useSetDayBudget } from "../api";

const FORMATS = [
  ["text", "Text"],
  ["markdown", "Markdown"],
  ["table", "Table"],
  ["json", "JSON"],
  ["slides", "Slides"],
] as const;

type Format = (typeof FORMATS)[number][0];

interface AgentSettingsProps {
  agent: HiredAgent;
  onClose: () => void;
}

export function AgentSettings({ agent, onClose }: AgentSettingsProps) {
  const budgets = useBudgets();
  const budget = budgets.data?.items.find(
    (one) => one.scope === "agent" && one.agent_code === agent.agent_code && one.period === "day",
  );
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${agent.agent_code} settings`}
      description={agent.name}
    >
      {budgets.isPending ? null : <SettingsForm agent={agent} budget={budget} onClose={onClose} />}
    </Drawer>
  );
}

/** "2.50" as micro-dollars; empty is no limit, anything else than an amount is undefined. */
export function parseBudget(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const amount = Number(trimmed.replace(",", "."));
  return Number.isFinite(amount) && amount >= 0 ? Math.round(amount * MICROS) : undefined;
}

const shownBudget = (budget: Budget | undefined): string =>
  typeof budget?.limit_micros === "number" ? String(budget.limit_micros / MICROS) : "";

interface SettingsFormProps extends AgentSettingsProps {
  budget: Budget | undefined;
}

function SettingsForm({ agent, budget, onClose }: SettingsFormProps) {
  const mayChange = useAllows("admin");
  const configure = useConfigureAgent(agent.agent_code);
  const setBudget = useSetDayBudget(agent.agent_code);
  const models = useModels().data?.items ?? [];
  const [instructions, setInstructions] = useState(agent.settings.instructions ?? "");
  const [format, setFormat] = useState<Format>(agent.settings.output_format ?? "markdown");
  const [model, setModel] = useState(agent.model ?? "");
  const [limit, setLimit] = useState(shownBudget(budget));
  const parsed = parseBudget(limit);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed === undefined) return;
    const onError = (error: unknown) =>
      toast.problem(error, `The settings of ${agent.agent_code} were not kept`);
    const settings = { instructions: instructions.trim(), output_format: format };
    configure.mutate({ settings, model }, { onError });
    if (limit !== shownBudget(budget)) setBudget.mutate(parsed, { onError });
    onClose();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4 pt-1">
      {!mayChange && <Note>An owner or admin can change these.</Note>}
      <fieldset disabled={!mayChange} className="contents">
        <Field
          label="Instructions"
          hint={`Added to its role, in your own words. ${instructions.length} of 4,000 characters.`}
        >
          {(control) => (
            <Textarea
              {...control}
              value={instructions}
              maxLength={4000}
              rows={7}
              placeholder="Sign as Lanternfish. Amounts in Australian dollars."
              onChange={(event) => setInstructions(event.target.value)}
            />
          )}
        </Field>
        <Field label="Form of its answers" hint="A message may ask for another one.">
          {(control) => (
            <Select
              {...control}
              value={format}
              onChange={(event) =>
                setFormat(FORMATS.find(([value]) => value === event.target.value)?.[0] ?? "markdown")
              }
            >
              {FORMATS.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <ModelField models={models} value={model} onChange={setModel} />
        <Field
          label="Budget a day, in US dollars"
          hint={
            budget
              ? `${money(budget.spent_micros)} spent today. Empty means no limit of its own.`
              : "Empty means no limit of its own."
          }
          error={parsed === undefined ? "Write an amount such as 2.50, or nothing." : undefined}
        >
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={limit}
              onChange={(event) => setLimit(event.target.value)}
            />
          )}
        </Field>
        {mayChange && (
          <div className="flex gap-2">
            <Button type="submit" variant="primary">
              Save
            </Button>
            <Button variant="ghost" onClick={onClose}>
              Cancel
            </Button>
          </div>
        )}
      </fieldset>
    </form>
  );
}

interface ModelFieldProps {
  models: readonly Model[];
  value: string;
  onChange: (value: string) => void;
}

function ModelField({ models, value, onChange }: ModelFieldProps) {
  const names = models.map((one) => `${one.provider}/${one.model}`);
  const unknown = value && !names.includes(value) ? [value] : [];
  return (
    <Field label="Model" hint="Left to the router, the cheapest model that fits the task answers.">
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">The router's choice</option>
          {unknown.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
          {models.map((one) => (
            <option
              key={`${one.provider}/${one.model}`}
              value={`${one.provider}/${one.model}`}
              disabled={!one.available}
            >
              {one.provider}/{one.model}
              {one.available ? "" : `, ${one.why}`}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
