/** Writes or changes a memory. */
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Select, Textarea } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import type { Memory } from "@/lib/api";
import { useForm } from "@/lib/form";
import { useHiredAgents } from "@/lib/workforce";
import { useSaveMemory } from "../api";

export function MemoryDialog({ memory, onClose }: { memory?: Memory; onClose: () => void }) {
  const save = useSaveMemory(memory?.id);
  const hired = useHiredAgents().data?.items.map((agent) => agent.agent_code) ?? [];
  const codes = [...new Set([...hired, ...(memory?.agent_code ? [memory.agent_code] : [])])];
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
  const incomplete =
    form.values.text.trim() === "" || (form.values.scope === "agent" && form.values.agent_code === "");
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
          <Field label="Agent" error={form.error("agent_code")}>
            {(control) => (
              <Select {...control} {...form.bind("agent_code")}>
                <option value="">Choose one</option>
                {codes.map((code) => (
                  <option key={code}>{code}</option>
                ))}
              </Select>
            )}
          </Field>
        )}
        <ProblemNote problem={form.problem} />
        <Button type="submit" variant="primary" busy={form.busy} disabled={incomplete} className="self-start">
          {memory ? "Save memory" : "Remember it"}
        </Button>
      </form>
    </Dialog>
  );
}
