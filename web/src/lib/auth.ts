/** Who is signed in, and the organization the URL names. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { ApiProblem, api, type Me, type Organization, type Role, type User, unwrap } from "./api";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => unwrap(api.GET("/v1/me")),
  staleTime: 60_000,
});

export function useMe() {
  return useQuery(meQuery);
}

export const isSignedOut = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;

/** The organization the page is about, with the reader's place in it. */
export interface Workplace {
  user: User;
  organization: Organization;
  role: Role;
}

const RANK: Record<Role, number> = { viewer: 0, member: 1, admin: 2, owner: 3 };

/** True when a role may do what the needed role may. */
export function allows(role: Role, needed: Role): boolean {
  return RANK[role] >= RANK[needed];
}

export function workplaceOf(me: Me, slug: string): Workplace | undefined {
  const membership = me.memberships.find(({ organization }) => organization.slug === slug);
  return membership && { user: me.user, organization: membership.organization, role: membership.role };
}

export const WorkplaceContext = createContext<Workplace | null>(null);

/** The current workplace; pages under /o/$org always have one. */
export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (!workplace) throw new Error("useWorkplace is for pages under /o/$org.");
  return workplace;
}

/** The path parameter of every organization call. */
export function useOrgPath(): { org_id: string } {
  return { org_id: useWorkplace().organization.id };
}

export function useAllows(needed: Role): boolean {
  return allows(useWorkplace().role, needed);
}

/** Ends the session and forgets everything that was read with it. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await unwrap(api.POST("/v1/auth/logout"));
    client.clear();
    window.location.assign("/");
  };
}
