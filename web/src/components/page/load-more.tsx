/** The foot of a list that goes on: how much is loaded, and the rest on request. */
import { Button } from "@/components/ui/button";
import { number } from "@/lib/format";

interface LoadMoreProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** How many rows are loaded. */
  loaded: number;
  /** "tasks". */
  of: string;
}

export function LoadMore({ query, loaded, of }: LoadMoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className="flex shrink-0 items-center gap-3 border-t border-border px-3.5 py-2">
      <span className="text-sm text-subtle-foreground tabular-nums">
        {number(loaded)} {of} loaded
      </span>
      <Button
        size="sm"
        className="ml-auto"
        busy={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        Load more
      </Button>
    </div>
  );
}
