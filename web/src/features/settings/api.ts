/** The organization's own settings: name and zone, members, keys, audit. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ApiKey, api, type ItemOf, type Member, type Organization, type Role, unwrap } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { usePages } from "@/lib/pages";

/** A mutation of this organization that refreshes what it names. */
function useOrgMutation<Input, Output>(
  call: (path: { org_id: string }, input: Input) => Promise<Output>,
  refreshes: readonly string[],
) {
  const path = useOrgPath();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => call(path, input),
    onSuccess: () => Promise.all(refreshes.map((name) => client.invalidateQueries({ queryKey: [name] }))),
  });
}

type OrganizationChange = Partial<Pick<Organization, "name" | "time_zone" | "currency" | "permission_mode">>;

export const useUpdateOrganization = () =>
  useOrgMutation(
    (path, body: OrganizationChange) =>
      unwrap(api.PATCH("/v1/organizations/{org_id}", { params: { path }, body })),
    ["me"],
  );

const PAGE = 50;

export function useMembers() {
  const path = useOrgPath();
  return usePages<Member>(["members", path.org_id, "pages"], (cursor) =>
    unwrap(
      api.GET("/v1/organizations/{org_id}/members", { params: { path, query: { limit: PAGE, cursor } } }),
    ),
  );
}

export const useAddMember = () =>
  useOrgMutation(
    (path, body: { email: string; name: string; role: Role }) =>
      unwrap(api.POST("/v1/organizations/{org_id}/members", { params: { path }, body })),
    ["members"],
  );

export const useSetRole = () =>
  useOrgMutation(
    (path, { user_id, role }: { user_id: string; role: Role }) =>
      unwrap(
        api.PATCH("/v1/organizations/{org_id}/members/{user_id}", {
          params: { path: { ...path, user_id } },
          body: { role },
        }),
      ),
    ["members"],
  );

export const useRemoveMember = () =>
  useOrgMutation(
    (path, user_id: string) =>
      unwrap(
        api.DELETE("/v1/organizations/{org_id}/members/{user_id}", {
          params: { path: { ...path, user_id } },
        }),
      ),
    ["members"],
  );

export function useApiKeys() {
  const path = useOrgPath();
  return usePages<ApiKey>(["api-keys", path.org_id], (cursor) =>
    unwrap(
      api.GET("/v1/organizations/{org_id}/api-keys", { params: { path, query: { limit: PAGE, cursor } } }),
    ),
  );
}

export const useCreateApiKey = () =>
  useOrgMutation(
    (path, body: { name: string; scopes: string[] }) =>
      unwrap(api.POST("/v1/organizations/{org_id}/api-keys", { params: { path }, body })),
    ["api-keys"],
  );

export const useDeleteApiKey = () =>
  useOrgMutation(
    (path, id: string) =>
      unwrap(
        api.DELETE("/v1/organizations/{org_id}/api-keys/{key_id}", {
          params: { path: { ...path, key_id: id } },
        }),
      ),
    ["api-keys"],
  );

export type AuditEvent = ItemOf<"/v1/organizations/{org_id}/audit">;

export interface AuditFilter {
  action?: "insert" | "update" | "delete";
}

/** Changes, newest first. */
export function useAudit(filter: AuditFilter) {
  const path = useOrgPath();
  return usePages<AuditEvent>(["audit", path.org_id, filter.action ?? ""], (cursor) =>
    unwrap(
      api.GET("/v1/organizations/{org_id}/audit", {
        params: { path, query: { limit: PAGE, cursor, ...filter } },
      }),
    ),
  );
}
