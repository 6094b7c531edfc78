/** Writes a task for a person. */
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Textarea } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { useForm } from "@/lib/form";
import { useCreateTask } from "../api";

export function CreateTask({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const create = useCreateTask();
  const form = useForm({ title: "", body: "", due: "" }, async ({ title, body, due }) => {
    await create.mutateAsync({ title, body, due: due === "" ? null : new Date(due).toISOString() });
    form.reset();
    onOpenChange(false);
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="New task">
      <form onSubmit={form.submit} className="flex flex-col gap-3" noValidate>
        <Field label="What is to be done" error={form.error("title")}>
          {(control) => <Input {...control} {...form.bind("title")} autoComplete="off" />}
        </Field>
        <Field label="More, if needed" error={form.error("body")}>
          {(control) => <Textarea {...control} {...form.bind("body")} rows={4} />}
        </Field>
        <Field label="Due" hint="In this device's time. Leave empty for no date." error={form.error("due")}>
          {(control) => <Input {...control} {...form.bind("due")} type="datetime-local" className="w-56" />}
        </Field>
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
