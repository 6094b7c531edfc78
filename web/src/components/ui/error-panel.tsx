/** A failure in the panel that failed: cause, way on, reference id, Retry. The rest of the page stays. */
import { CircleX, RotateCcw } from "lucide-react";
import { asProblem } from "@/lib/api";
import { cn } from "@/lib/cn";
import { Button } from "./button";
import { CopyButton } from "./copy-button";

interface ErrorPanelProps {
  /** What did not load: "Activity did not load". */
  title: string;
  error: unknown;
  onRetry?: () => void;
  className?: string;
}

export function ErrorPanel({ title, error, onRetry, className }: ErrorPanelProps) {
  const problem = asProblem(error);
  const cause = problem.detail || problem.title;
  return (
    <div role="alert" className={cn("px-3.5 py-4", className)}>
      <p className="flex items-center gap-1.5 font-semibold">
        <CircleX aria-hidden="true" className="size-4 text-danger-text" />
        {title}
      </p>
      <p className="mt-1 max-w-[60ch] text-pretty text-muted-foreground">
        {cause}
        {problem.fix && ` ${problem.fix}`}
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-2">
        {onRetry && (
          <Button onClick={onRetry}>
            <RotateCcw aria-hidden="true" /> Retry
          </Button>
        )}
        {problem.errorId && (
          <span className="inline-flex items-center gap-1 text-sm text-subtle-foreground">
            <span className="mono">{problem.errorId}</span>
            <CopyButton text={problem.errorId} label="Copy reference" />
          </span>
        )}
      </div>
    </div>
  );
}
