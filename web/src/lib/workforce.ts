/** Agents, as several rooms need them: the catalogue, those hired here, hiring and letting go. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Agent, api, type HiredAgent, unwrap } from "./api";
import { useOrgPath } from "./auth";

const PAGE = 200;

/** Reads every page of the catalogue; it is small, and searching it in the page answers at once. */
async function wholeCatalogue(): Promise<Agent[]> {
  const agents: Agent[] = [];
  let cursor: string | undefined;
  do {
    const page = await unwrap(api.GET("/v1/agents", { params: { query: { limit: PAGE, cursor } } }));
    agents.push(...page.items);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return agents;
}

export const catalogueQuery = queryOptions({
  queryKey: ["catalogue"],
  queryFn: wholeCatalogue,
  staleTime: 5 * 60_000,
});

export function useCatalogue() {
  return useQuery(catalogueQuery);
}

const hiredKey = (orgId: string) => ["agents", "hired", orgId];

export function useHiredAgents() {
  const path = useOrgPath();
  return useQuery({
    queryKey: hiredKey(path.org_id),
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/agents", { params: { path } })),
  });
}

export interface AgentFace {
  code: string;
  name: string;
  icon: string | undefined;
}

/** What is printed of an agent, from those hired first, else from the catalogue. */
export function useAgentFace(): (code: string) => AgentFace {
  const hired = useHiredAgents().data?.items;
  const catalogue = useCatalogue().data;
  return (code) => {
    const agent =
      hired?.find((candidate) => candidate.agent_code === code) ??
      catalogue?.find((candidate) => candidate.code === code);
    return { code, name: agent?.name ?? code, icon: agent?.icon };
  };
}

export function useHire() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agent_code: string) =>
      unwrap(
        api.POST("/v1/organizations/{org_id}/agents/{agent_code}/hire", {
          params: { path: { ...path, agent_code } },
          body: { settings: { instructions: "", output_format: "markdown" } },
        }),
      ),
    onSuccess: (hired) => {
      client.setQueryData<{ items: HiredAgent[] }>(hiredKey(path.org_id), (page) => {
        const others = (page?.items ?? []).filter((agent) => agent.agent_code !== hired.agent_code);
        return { next_cursor: null, ...page, items: [...others, hired] };
      });
      return client.invalidateQueries({ queryKey: ["agents"] });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["dashboard"] }),
  });
}

export function useLetGo() {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (agent_code: string) =>
      unwrap(
        api.DELETE("/v1/organizations/{org_id}/agents/{agent_code}", {
          params: { path: { ...path, agent_code } },
        }),
      ),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["dashboard"] });
      return client.invalidateQueries({ queryKey: ["agents"] });
    },
  });
}
