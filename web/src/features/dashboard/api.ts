/** The dashboard: its figures, renewed while it is looked at, and the open tasks. */
import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

const EVERY_MS = 8_000;

export function useDashboard() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["dashboard", path.org_id],
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/dashboard-stats", { params: { path } })),
    refetchInterval: EVERY_MS,
    staleTime: EVERY_MS / 2,
  });
}

/** The same list the inbox reads, so that both always agree. */
export function useOpenTasks() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["inbox", path.org_id, "open"],
    queryFn: () =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/inbox", {
          params: { path, query: { status: "open", limit: 100 } },
        }),
      ),
    refetchInterval: 30_000,
  });
}
