/** What a visitor may see: the public catalogue. */
import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api";
import { meQuery } from "@/lib/auth";

const SHOWN = 6;

export function useShowcase() {
  return useQuery({
    queryKey: ["agents", "showcase"],
    queryFn: () => unwrap(api.GET("/v1/agents", { params: { query: { limit: SHOWN } } })),
    staleTime: 300_000,
  });
}

/** The visitor's organization when already signed in; asks only when a session cookie's partner is there. */
export function useOwnSlug(): string | undefined {
  const signedIn = document.cookie.includes("directorate_csrf=");
  const me = useQuery({ ...meQuery, enabled: signedIn, retry: false });
  return me.data?.memberships[0]?.organization.slug;
}
