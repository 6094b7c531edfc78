/** Writes a task for a person or an agent. */
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { useZone } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useForm } from "@/lib/form";
import { zoneName } from "@/lib/format";
import { useCreateTask } from "../api";
import { dueOf } from "../model/due";
import { useAssignees } from "./assignee";
import { Options } from "./inbox-filters";

const EMPTY = { title: "", body: "", assignee: "", due: "", time: "" };

export function CreateTask({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const create = useCreateTask();
  const zone = useZone();
  const { people, agents } = useAssignees();
  const form = useForm(EMPTY, async ({ title, body, assignee, due, time }) => {
    await create.mutateAsync({ title, body, assignee: assignee || null, due: dueOf(zone, due, time) });
    form.reset();
    onOpenChange(false);
    toast.plain("Task added.");
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="New task">
      <form onSubmit={form.submit} className="flex flex-col gap-3" noValidate>
        <Field label="What is to be done" error={form.error("title")}>
          {(control) => <Input {...control} {...form.bind("title")} autoComplete="off" maxLength={300} />}
        </Field>
        <Field label="More, if needed" error={form.error("body")}>
          {(control) => <Textarea {...control} {...form.bind("body")} rows={4} />}
        </Field>
        <Field label="For" error={form.error("assignee")}>
          {(control) => (
            <Select {...control} {...form.bind("assignee")}>
              <option value="">Nobody in particular</option>
              <Options label="Members" items={people} />
              <Options label="Hired agents" items={agents} />
            </Select>
          )}
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="Due" error={form.error("due")}>
            {(control) => <Input {...control} {...form.bind("due")} type="date" />}
          </Field>
          <Field label={`At, in ${zoneName(zone)}`} hint="Empty is the end of the day.">
            {(control) => (
              <Input {...control} {...form.bind("time")} type="time" disabled={form.values.due === ""} />
            )}
          </Field>
        </div>
        <ProblemNote problem={form.problem} />
        <Button
          type="submit"
          variant="primary"
          busy={form.busy}
          disabled={form.values.title.trim() === ""}
          className="self-start"
        >
          Add task
        </Button>
      </form>
    </Dialog>
  );
}
