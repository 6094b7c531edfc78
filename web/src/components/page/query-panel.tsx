/** The four states of a panel that reads from the server: waiting, failed, empty, filled (also stale). */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/ui/error-panel";
import { SkeletonRows } from "@/components/ui/skeleton";
import { PanelBoundary } from "./panel-boundary";

interface QueryPanelProps<T> {
  /** What it shows, for messages: "Members". */
  name: string;
  query: Pick<UseQueryResult<T>, "data" | "error" | "refetch" | "isPending">;
  isEmpty?: (data: T) => boolean;
  /** An EmptyState. */
  empty?: ReactNode;
  /** A skeleton in the final layout; rows by default. */
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

export function QueryPanel<T>({ name, query, isEmpty, empty, skeleton, children }: QueryPanelProps<T>) {
  if (query.data !== undefined) {
    if (empty && isEmpty?.(query.data)) return empty;
    return <PanelBoundary name={name}>{children(query.data)}</PanelBoundary>;
  }
  if (query.error) {
    return (
      <ErrorPanel title={`${name} did not load`} error={query.error} onRetry={() => void query.refetch()} />
    );
  }
  return skeleton ?? <SkeletonRows label={`Loading ${name.toLowerCase()}`} />;
}
