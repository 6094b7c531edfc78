/** Agents: what this room alone asks of the server. What several rooms ask stands in lib/workforce. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, type HiredAgent, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

export { useCatalogue, useHire, useHiredAgents, useLetGo } from "@/lib/workforce";

export function useDepartments() {
  return useQuery({
    queryKey: ["departments"],
    queryFn: () => unwrap(api.GET("/v1/departments")),
    staleTime: 5 * 60_000,
  });
}

export interface AgentChange {
  settings?: HiredAgent["settings"];
  model?: string | null;
}

interface HiredPage {
  items: HiredAgent[];
  next_cursor: string | null;
}

/** Shows a change of settings at once and takes it back when the server refuses. */
export function useConfigureAgent(agent_code: string) {
  const path = useOrgPath();
  const client = useQueryClient();
  const key = ["agents", "hired", path.org_id];
  return useMutation({
    mutationFn: (body: AgentChange) =>
      unwrap(
        api.PATCH("/v1/organizations/{org_id}/agents/{agent_code}", {
          params: { path: { ...path, agent_code } },
          body,
        }),
      ),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: key });
      const before = client.getQueryData<HiredPage>(key);
      client.setQueryData<HiredPage>(
        key,
        (page) =>
          page && {
            ...page,
            items: page.items.map((agent) =>
              agent.agent_code === agent_code ? { ...agent, ...change } : agent,
            ),
          },
      );
      return { before };
    },
    onError: (_error, _change, context) => {
      client.setQueryData(key, context?.before);
    },
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useModels() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["models", path.org_id],
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/llm/models", { params: { path } })),
  });
}

export function useBudgets() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["budgets", path.org_id],
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/llm/budgets", { params: { path } })),
  });
}

export function useSetDayBudget(agent_code: string) {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (limit_micros: number | null) =>
      unwrap(
        api.PUT("/v1/organizations/{org_id}/llm/budgets", {
          params: { path },
          body: { scope: "agent", agent_code, period: "day", limit_micros },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ["budgets", path.org_id] }),
  });
}
