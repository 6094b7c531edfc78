/** The interaction log. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

const PAGE = 100;

/** Interactions, newest first, a page at a time. */
export function useInteractions(agentCode?: string) {
  const path = useOrgPath();
  return useInfiniteQuery({
    queryKey: ["interactions", path.org_id, agentCode ?? ""],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/interactions", {
          params: { path, query: { limit: PAGE, agent_code: agentCode, cursor: pageParam || undefined } },
        }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One interaction by id, for links to rows that are not loaded. */
export function useInteraction(id: string | undefined) {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["interactions", path.org_id, "one", id],
    enabled: id !== undefined,
    queryFn: () =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/interactions/{interaction_id}", {
          params: { path: { ...path, interaction_id: id ?? "" } },
        }),
      ),
  });
}
