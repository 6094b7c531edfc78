/** Integrations: what is connected, what can be. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";

export function useIntegrations() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["integrations", path.org_id],
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/integrations", { params: { path } })),
  });
}

export function useProviders() {
  const path = useOrgPath();
  return useQuery({
    queryKey: ["providers", path.org_id],
    queryFn: () => unwrap(api.GET("/v1/organizations/{org_id}/integrations/providers", { params: { path } })),
    staleTime: 300_000,
  });
}

/** After a connection changes, what is simulated and which models answer change with it. */
function useRefresh() {
  const client = useQueryClient();
  return () =>
    Promise.all(
      ["integrations", "system", "models"].map((name) => client.invalidateQueries({ queryKey: [name] })),
    );
}

interface ConnectInput {
  provider: string;
  name: string;
  config: Record<string, unknown>;
  credentials: Record<string, string>;
}

export function useConnect() {
  const path = useOrgPath();
  return useMutation({
    mutationFn: (body: ConnectInput) =>
      unwrap(api.POST("/v1/organizations/{org_id}/integrations", { params: { path }, body })),
    onSuccess: useRefresh(),
  });
}

export function useDisconnect() {
  const path = useOrgPath();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.DELETE("/v1/organizations/{org_id}/integrations/{connection_id}", {
          params: { path: { ...path, connection_id: id } },
        }),
      ),
    onSuccess: useRefresh(),
  });
}

export function useTestIntegration() {
  const path = useOrgPath();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.POST("/v1/organizations/{org_id}/integrations/{connection_id}/test", {
          params: { path: { ...path, connection_id: id } },
        }),
      ),
  });
}
