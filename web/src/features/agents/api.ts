/** Agents: the public catalogue, and those the organization has hired. */
import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

export function useHiredAgents() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["agents", "hired", path.org_id],
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/agents", { params: { path } })),
  });
}
