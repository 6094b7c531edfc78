/** Why an answer did not come to its end, and the way on. A reached budget is a refusal: amber, not an error. */
import { Link } from "@tanstack/react-router";
import { CircleX, Hand, RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Note } from "@/components/ui/note";
import type { ApiProblem } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { type Failure, isRefusal } from "../model/answer";

interface AnswerFailureProps {
  error: Failure | null;
  problem: ApiProblem | null;
  onRetry: () => void;
}

interface Words {
  code: string;
  title: string;
  detail: string;
  fix: string;
  reference: string;
}

function wordsOf({ error, problem }: Omit<AnswerFailureProps, "onRetry">): Words | null {
  if (error) return { ...error, fix: error.fix ?? "", reference: error.error_id };
  if (problem) return { ...problem, code: problem.code, title: problem.title, reference: problem.errorId };
  return null;
}

export function AnswerFailure({ error, problem, onRetry }: AnswerFailureProps) {
  const words = wordsOf({ error, problem });
  if (!words) return null;
  if (isRefusal(words)) return <Refusal words={words} onRetry={onRetry} />;
  return (
    <div
      role="alert"
      className="my-2 rounded-md border border-border border-l-[3px] border-l-destructive bg-card px-3 py-2.5"
    >
      <p className="flex items-center gap-1.5 font-semibold">
        <CircleX aria-hidden="true" className="size-4 text-danger-text" />
        {words.title}
      </p>
      <p className="mt-0.5 text-pretty text-muted-foreground">
        {words.detail} {words.fix}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={onRetry}>
          <RotateCcw aria-hidden="true" /> Retry
        </Button>
        {words.reference && (
          <span className="inline-flex min-w-0 items-center gap-1 text-sm text-subtle-foreground">
            <span className="mono truncate">{words.reference}</span>
            <CopyButton text={words.reference} label="Copy reference" />
          </span>
        )}
      </div>
    </div>
  );
}

function Refusal({ words, onRetry }: { words: Words; onRetry: () => void }) {
  const org = useWorkplace().organization.slug;
  return (
    <div role="status" className="my-2">
      <Note icon={Hand} tone="attention">
        <b className="font-semibold">Budget reached. The call was not made.</b> {words.detail} {words.fix}
        <span className="mt-1.5 flex flex-wrap items-center gap-2">
          <Button size="sm" asChild>
            <Link to="/o/$org/settings/$section" params={{ org, section: "budget" }}>
              Open budget
            </Link>
          </Button>
          <Button size="sm" variant="ghost" onClick={onRetry}>
            Ask again
          </Button>
        </span>
      </Note>
    </div>
  );
}
