/** Lists that come a page at a time: what is loaded so far, and the way to the rest. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";

export interface ApiPage<T> {
  items: T[];
  next_cursor?: string | null;
}

interface PagesOptions {
  refetchInterval?: number | false;
}

/** Reads pages by cursor; `items` are those of every page loaded so far. */
export function usePages<T>(
  queryKey: readonly unknown[],
  read: (cursor: string | undefined) => Promise<ApiPage<T>>,
  options: PagesOptions = {},
) {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam || undefined),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor || undefined,
    ...options,
  });
  const items = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  return { query, items };
}
