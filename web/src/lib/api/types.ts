/** Names for what the API answers, derived from the generated paths so that a change there is a type error here. */
import type { paths } from "./schema";

export type Paths = paths;

type Json<Op> = Op extends { responses: infer R }
  ? { [S in keyof R]: R[S] extends { content: { "application/json": infer Body } } ? Body : never }[keyof R &
      (200 | 201)]
  : never;

export type Get<P extends keyof Paths> = Paths[P] extends { get: infer Op } ? Json<Op> : never;
export type Post<P extends keyof Paths> = Paths[P] extends { post: infer Op } ? Json<Op> : never;
type Item<T> = T extends { items: readonly (infer I)[] } ? I : never;
export type ItemOf<P extends keyof Paths> = Item<Get<P>>;

export type Me = Get<"/v1/me">;
export type User = Me["user"];
export type Membership = Me["memberships"][number];
export type Organization = Membership["organization"];
export type Role = Membership["role"];
export type System = Get<"/v1/system">;
export type Member = ItemOf<"/v1/organizations/{org_id}/members">;
export type ApiKey = ItemOf<"/v1/organizations/{org_id}/api-keys">;
export type Department = ItemOf<"/v1/departments">;
export type Agent = Get<"/v1/agents/{agent_code}">;
export type AgentSummary = ItemOf<"/v1/agents">;
export type HiredAgent = ItemOf<"/v1/organizations/{org_id}/agents">;
export type Session = Get<"/v1/organizations/{org_id}/sessions/{session_id}">;
export type SessionSummary = ItemOf<"/v1/organizations/{org_id}/sessions">;
export type Message = Session["messages"][number];
export type Interaction = ItemOf<"/v1/organizations/{org_id}/interactions">;
export type Source = Interaction["citations"][number];
export type ToolCall = Interaction["tool_calls"][number];
export type SuggestedAgent = NonNullable<Interaction["suggested_agent"]>;
export type Answer = Post<"/v1/organizations/{org_id}/agents/{agent_code}/execute">;
export type StoredFile = ItemOf<"/v1/organizations/{org_id}/files">;
export type Memory = ItemOf<"/v1/organizations/{org_id}/memories">;
export type Task = ItemOf<"/v1/organizations/{org_id}/inbox">;
export type Budget = ItemOf<"/v1/organizations/{org_id}/llm/budgets">;
export type Model = ItemOf<"/v1/organizations/{org_id}/llm/models">;
export type RouterStats = Get<"/v1/llm/router/stats">;
export type Provider = ItemOf<"/v1/organizations/{org_id}/integrations/providers">;
export type Integration = ItemOf<"/v1/organizations/{org_id}/integrations">;
export type DashboardStats = Get<"/v1/organizations/{org_id}/dashboard-stats">;
