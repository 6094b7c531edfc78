/** Models: budgets, what is available, what it cost and saved. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type Budget, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

export function useBudgets() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["budgets", path.org_id],
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/llm/budgets", { params: { path } })),
    refetchInterval: 30_000,
  });
}

/** The organization's budget of today, for the sidebar's foot. */
export function useSpendToday(): Budget | undefined {
  const items = useBudgets().data?.items;
  return items?.find((budget) => budget.scope === "organization" && budget.period === "day");
}

export function useSetBudget() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: {
      scope: Budget["scope"];
      agent_code?: string | null;
      period: Budget["period"];
      limit_micros: number | null;
    }) => unwrap(api.PUT("/v1/organizations/{org_id}/llm/budgets", { params: { path }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["budgets", path.org_id] }),
  });
}

export function useModels() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["models", path.org_id],
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/llm/models", { params: { path } })),
  });
}

/** Calls, cache and cost of the last 30 days. */
export function useRouterStats() {
  const { org_id: organization_id } = useOrgPath();
  return useQuery({
    queryKey: ["router-stats", organization_id],
    queryFn: () => unwrap(api.GET("/v1/llm/router/stats", { params: { query: { organization_id } } })),
  });
}
