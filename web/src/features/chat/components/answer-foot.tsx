/** Under an answer: its receipt, and copying and judging it. */
import { ThumbsDown, ThumbsUp } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Field, Input } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Receipt } from "@/components/ui/receipt";
import { toast } from "@/components/ui/toast";
import type { Interaction } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { cn } from "@/lib/cn";
import { useJudge } from "../api";

/** Which model answered, as the receipt prints it. */
export function modelWords(interaction: Interaction): string {
  if (interaction.cache_hit) return "from cache";
  if (interaction.simulated) return "Sandbox model";
  return interaction.model ?? "";
}

export function AnswerFoot({ interaction, text }: { interaction: Interaction; text: string }) {
  const mayJudge = useAllows("member");
  const judge = useJudge(interaction.session_id);
  const [asking, setAsking] = useState(false);
  const rating = judge.isPending ? judge.variables.rating : interaction.feedback;
  const rate = (next: "up" | "down", reason?: string) =>
    judge.mutate(
      { id: interaction.interaction_id, rating: next, reason },
      { onError: (error) => toast.problem(error, "The judgement was not kept") },
    );
  return (
    <>
      <Receipt
        className="mt-2 flex-wrap gap-y-1"
        sources={interaction.citations.length}
        spellSources
        costMicros={interaction.cost_micros}
        currency={interaction.currency}
        latencyMs={interaction.latency_ms}
        model={modelWords(interaction)}
      >
        <span className="flex items-center">
          {text && <CopyButton text={text} label="Copy answer" />}
          {mayJudge && (
            <>
              <IconButton
                small
                icon={ThumbsUp}
                label="Good answer"
                aria-pressed={rating === "up"}
                className={cn(rating === "up" && "text-success-text")}
                onClick={() => {
                  setAsking(false);
                  rate("up");
                }}
              />
              <IconButton
                small
                icon={ThumbsDown}
                label="Bad answer"
                aria-pressed={rating === "down"}
                aria-expanded={asking}
                className={cn(rating === "down" && "text-danger-text")}
                onClick={() => {
                  setAsking(true);
                  if (rating !== "down") rate("down");
                }}
              />
            </>
          )}
        </span>
      </Receipt>
      {asking && (
        <ReasonForm
          initial={interaction.feedback_reason ?? ""}
          onClose={() => setAsking(false)}
          onSave={(reason) => {
            setAsking(false);
            rate("down", reason);
            toast.plain("Kept. The agent's record counts it.");
          }}
        />
      )}
    </>
  );
}

function ReasonForm({
  initial,
  onSave,
  onClose,
}: {
  initial: string;
  onSave: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState(initial);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(reason.trim());
  };
  return (
    <form onSubmit={submit} className="mt-2 flex flex-wrap items-end gap-2">
      <Field label="What was wrong" className="min-w-48 flex-1">
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={reason}
            maxLength={1000}
            placeholder="A figure, a source, the tone"
            onChange={(event) => setReason(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") onClose();
            }}
          />
        )}
      </Field>
      <Button type="submit">Save reason</Button>
      <Button variant="ghost" onClick={onClose}>
        Close
      </Button>
    </form>
  );
}
