/** What stands where a page should be: no such page, no place for you, or a page that failed. */
import { type ErrorComponentProps, Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Mark } from "@/components/page/brand";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { TooltipProvider } from "@/components/ui/tooltip";
import { asProblem } from "@/lib/api";
import { usePageTitle } from "@/lib/page-title";

interface FailureProps {
  title: string;
  children: ReactNode;
  reference?: string;
  onRetry?: () => void;
}

function FailurePage({ title, children, reference, onRetry }: FailureProps) {
  usePageTitle(title);
  return (
    <TooltipProvider>
      <main id="main" className="grid min-h-full flex-1 place-items-center p-4">
        <section className="w-full max-w-md rounded-lg border border-border bg-card px-5 py-6">
          <Mark className="mb-4 size-7" />
          <h1>{title}</h1>
          <p className="mt-1 text-md text-pretty text-muted-foreground">{children}</p>
          <div className="mt-4 flex flex-wrap items-center gap-2">
            {onRetry && (
              <Button variant="primary" onClick={onRetry}>
                Try again
              </Button>
            )}
            <Button asChild>
              <Link to="/">Start page</Link>
            </Button>
            {reference && (
              <span className="inline-flex items-center gap-1 text-sm text-subtle-foreground">
                <span className="mono">{reference}</span>
                <CopyButton text={reference} label="Copy reference" />
              </span>
            )}
          </div>
        </section>
      </main>
    </TooltipProvider>
  );
}

export function NotFoundPage() {
  return (
    <FailurePage title="There is no page here">
      The address may be mistyped, or what it named was deleted. The start page leads everywhere else.
    </FailurePage>
  );
}

export function NoPlacePage({ slug }: { slug: string }) {
  return (
    <FailurePage title="This organization is not open to you">
      You are not a member of “{slug}”, or it does not exist. An owner or admin of it can let you in.
    </FailurePage>
  );
}

export function RouteErrorPage({ error, reset }: ErrorComponentProps) {
  const problem = asProblem(error);
  return (
    <FailurePage title="This page did not load" reference={problem.errorId} onRetry={reset}>
      {problem.detail || problem.title} {problem.fix}
    </FailurePage>
  );
}
