/** A refused form: what the server said and the way on, above the button that was pressed. */
import { CircleX } from "lucide-react";
import type { ApiProblem } from "@/lib/api";
import { Note } from "./note";

export function ProblemNote({ problem, className }: { problem: ApiProblem | null; className?: string }) {
  if (!problem) return null;
  return (
    <div role="alert" className={className}>
      <Note icon={CircleX} tone="danger">
        {problem.detail || problem.title} {problem.fix}
        {problem.errorId && <span className="mono block text-subtle-foreground">{problem.errorId}</span>}
      </Note>
    </div>
  );
}
