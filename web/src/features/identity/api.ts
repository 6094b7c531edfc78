/** Identity: getting in. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { api, unwrap } from "@/lib/api";
import { meQuery } from "@/lib/auth";

/** After signing in: forgets the last reader's data and opens the wanted page, or the first organization. */
export function useEnter() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (next?: string) => {
    client.clear();
    const me = await client.fetchQuery(meQuery);
    const first = me.memberships[0];
    if (next) return navigate({ to: next, replace: true });
    if (first) return navigate({ to: "/o/$org", params: { org: first.organization.slug }, replace: true });
    return navigate({ to: "/", replace: true });
  };
}

export const register = (body: {
  email: string;
  password: string;
  name: string;
  organization_name: string;
}) => unwrap(api.POST("/v1/auth/register", { body }));

export const signIn = (body: { email: string; password: string }) =>
  unwrap(api.POST("/v1/auth/login", { body }));

export const signInByLink = (token: string) => unwrap(api.POST("/v1/auth/link", { body: { token } }));
