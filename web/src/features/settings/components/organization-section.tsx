/** Name, zone, currency, and how freely agents may act. */
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { Segmented } from "@/components/ui/segmented";
import { toast } from "@/components/ui/toast";
import type { Organization } from "@/lib/api";
import { useAllows, useWorkplace } from "@/lib/auth";
import { useForm } from "@/lib/form";
import { useUpdateOrganization } from "../api";
import { Block } from "./section";

const MODES: readonly { value: Organization["permission_mode"]; label: string; text: string }[] = [
  {
    value: "manual",
    label: "Manual",
    text: "Agents read. Whatever writes, sends or spends waits for a person.",
  },
  {
    value: "co-pilot",
    label: "Co-pilot",
    text: "Agents read and write here. What leaves or costs waits for a person.",
  },
  {
    value: "autopilot",
    label: "Autopilot",
    text: "Agents act inside budgets and caps. Refusals still stop them.",
  },
];

export default function OrganizationSection() {
  const { organization } = useWorkplace();
  const editable = useAllows("admin");
  const update = useUpdateOrganization();
  const { name, time_zone, currency } = organization;
  const form = useForm({ name, time_zone, currency }, async (values) => {
    await update.mutateAsync(values);
    toast.plain("Organization saved.");
  });
  const mode = MODES.find((choice) => choice.value === organization.permission_mode);
  const setMode = (permission_mode: Organization["permission_mode"]) =>
    update.mutate(
      { permission_mode },
      { onError: (error) => toast.problem(error, "The mode was not changed") },
    );
  return (
    <>
      <Block title="Organization" text={`Its address is /o/${organization.slug}.`}>
        <form onSubmit={form.submit} className="flex max-w-sm flex-col gap-3">
          <Field label="Name" error={form.error("name")}>
            {(control) => <Input {...control} {...form.bind("name")} readOnly={!editable} />}
          </Field>
          <Field
            label="Time zone"
            hint="Every time on screen is in this zone."
            error={form.error("time_zone")}
          >
            {(control) => (
              <Select {...control} {...form.bind("time_zone")} disabled={!editable}>
                {zones(time_zone).map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </Select>
            )}
          </Field>
          <Field label="Currency" error={form.error("currency")}>
            {(control) => (
              <Select {...control} {...form.bind("currency")} disabled={!editable}>
                {Intl.supportedValuesOf("currency").map((code) => (
                  <option key={code}>{code}</option>
                ))}
              </Select>
            )}
          </Field>
          <ProblemNote problem={form.problem} />
          {editable && (
            <Button type="submit" busy={form.busy} className="self-start">
              Save organization
            </Button>
          )}
        </form>
      </Block>
      <Block title="What agents may do without asking" text={mode?.text}>
        {editable ? (
          <Segmented
            label="Permission mode"
            value={organization.permission_mode}
            onChange={setMode}
            choices={MODES}
          />
        ) : (
          <p className="font-medium">{mode?.label}</p>
        )}
      </Block>
    </>
  );
}

/** Every zone the browser knows, and the present one, which may be an alias it does not list. */
function zones(present: string): string[] {
  return [...new Set([present, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
