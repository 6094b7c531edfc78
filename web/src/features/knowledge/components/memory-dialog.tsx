/** Writes or changes a memory. */
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select, Textarea } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import type { Memory } from "@/lib/api";
import { useForm } from "@/lib/form";
import { useSaveMemory } from "../api";

export function MemoryDialog({ memory, onClose }: { memory?: Memory; onClose: () => void }) {
  const save = useSaveMemory(memory?.id);
  const initial = {
    text: memory?.text ?? "",
    scope: memory?.scope ?? "organization",
    agent_code: memory?.agent_code ?? "",
  };
  const form = useForm<Record<keyof typeof initial, string>>(initial, async ({ text, scope, agent_code }) => {
    const agent = scope === "agent" ? agent_code.trim() : null;
    await save.mutateAsync({ text, scope: scope as Memory["scope"], agent_code: agent || null });
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={memory ? "Change a memory" : "Write a memory"}
    >
      <form onSubmit={form.submit} className="flex flex-col gap-3" noValidate>
        <Field label="The fact, in one sentence" error={form.error("text")}>
          {(control) => <Textarea {...control} {...form.bind("text")} rows={3} />}
        </Field>
        <Field label="Who recalls it" error={form.error("scope")}>
          {(control) => (
            <Select {...control} {...form.bind("scope")}>
              <option value="organization">Every agent here</option>
              <option value="agent">One agent</option>
              <option value="user">Any agent, for me only</option>
            </Select>
          )}
        </Field>
        {form.values.scope === "agent" && (
          <Field label="Agent code" hint="Such as QUALIFIER-01." error={form.error("agent_code")}>
            {(control) => <Input {...control} {...form.bind("agent_code")} autoComplete="off" />}
          </Field>
        )}
        <ProblemNote problem={form.problem} />
        <Button
          type="submit"
          variant="primary"
          busy={form.busy}
          disabled={form.values.text.trim() === ""}
          className="self-start"
        >
          {memory ? "Save memory" : "Remember it"}
        </Button>
      </form>
    </Dialog>
  );
}
