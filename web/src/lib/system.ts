/** What this installation runs as: version and mode. Public, so the landing page may ask too. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, unwrap } from "./api";

export const systemQuery = queryOptions({
  queryKey: ["system"],
  queryFn: () => unwrap(api.GET("/v1/system")),
  staleTime: 60_000,
});

export function useSystem() {
  return useQuery(systemQuery).data;
}

/** Whether work is simulated: the organization's own answer where one is named, else the installation's. */
export function useMode(orgId?: string): "sandbox" | "mixed" | "live" {
  const installation = useSystem()?.mode;
  const own = useQuery({
    queryKey: ["integrations", "mode", orgId],
    queryFn: () =>
      unwrap(
        api.GET("/v1/organizations/{org_id}/integrations/mode", {
          params: { path: { org_id: orgId ?? "" } },
        }),
      ),
    enabled: orgId !== undefined,
    staleTime: 60_000,
  }).data?.mode;
  return own ?? installation ?? "sandbox";
}

/** Marks the document as simulated, which turns effect chips to hatch. Simulated until the server says otherwise. */
export function useSandboxTexture(orgId?: string): boolean {
  const mode = useMode(orgId);
  useEffect(() => {
    document.documentElement.classList.toggle("sandbox", mode === "sandbox");
  }, [mode]);
  return mode === "sandbox";
}
