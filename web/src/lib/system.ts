/** What this installation runs as: version, mode, model. Public, so the landing page may ask too. */
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

/** Marks the document as simulated, which turns effect chips to hatch. Simulated until the server says otherwise. */
export function useSandboxTexture(): boolean {
  const mode = useSystem()?.mode ?? "sandbox";
  useEffect(() => {
    document.documentElement.classList.toggle("sandbox", mode === "sandbox");
  }, [mode]);
  return mode === "sandbox";
}
