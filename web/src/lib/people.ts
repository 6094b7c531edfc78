/** Who belongs to the organization, as several rooms need them: to assign, to name, to filter. */
import { useQuery } from "@tanstack/react-query";
import { api, type Member, unwrap } from "./api";
import { useOrgPath } from "./auth";

const LIMIT = 200;

/** The members to choose among, by name. */
export function useMemberChoices(): readonly Member[] {
  const path = useOrgPath();
  const members = useQuery({
    queryKey: ["members", path.org_id, "choices"],
    queryFn: () =>
      unwrap(api.GET("/v1/organizations/{org_id}/members", { params: { path, query: { limit: LIMIT } } })),
    staleTime: 60_000,
    select: (page) => page.items.toSorted((a, b) => a.user.name.localeCompare(b.user.name)),
  });
  return members.data ?? [];
}
