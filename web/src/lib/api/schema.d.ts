/**
 * Provisional description of the API, in the shape openapi-typescript writes. `npm run generate` replaces this file
 * with the one made from openapi.json.
 */

export interface paths {
  "/v1/auth/register": {
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": Register } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { user: User; organization: Organization } } } };
    };
  };
  "/v1/auth/login": {
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { email: string; password: string } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { user: User } } } };
    };
  };
  "/v1/auth/logout": {
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/auth/link": {
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { token: string } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { user: User } } } };
    };
  };
  "/v1/me": {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Me } } };
    };
    patch: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { name?: string; password?: string; current_password?: string } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Me } } };
    };
  };
  "/v1/organizations": {
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: { content: { "application/json": { name: string } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Organization } } };
    };
  };
  "/v1/organizations/{org_id}": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Organization } } };
    };
    patch: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { name?: string; time_zone?: string; currency?: string; permission_mode?: PermissionMode } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Organization } } };
    };
  };
  "/v1/organizations/{org_id}/members": {
    get: {
      parameters: { query?: Paging; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Member> } } };
    };
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { email: string; name: string; role: Role } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { member: Member; sign_in_link: string | null } } } };
    };
  };
  "/v1/organizations/{org_id}/members/{user_id}": {
    patch: {
      parameters: { query?: never; header?: never; path: { org_id: string; user_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { role: Role } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Member } } };
    };
    delete: {
      parameters: { query?: never; header?: never; path: { org_id: string; user_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/organizations/{org_id}/api-keys": {
    get: {
      parameters: { query?: Paging; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<ApiKey> } } };
    };
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { name: string; scopes: string[] } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { id: string; name: string; scopes: string[]; key: string } } } };
    };
  };
  "/v1/organizations/{org_id}/api-keys/{id}": {
    delete: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/organizations/{org_id}/audit": {
    get: {
      parameters: { query?: Paging; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<AuditEvent> } } };
    };
  };
  "/v1/system": {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": System } } };
    };
  };
  "/v1/health/ready": {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Readiness } } };
    };
  };
  "/v1/departments": {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<DepartmentCount> } } };
    };
  };
  "/v1/agents": {
    get: {
      parameters: { query?: Paging & { q?: string; department?: string; tag?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Agent> } } };
    };
  };
  "/v1/agents/{agent_code}": {
    get: {
      parameters: { query?: never; header?: never; path: { agent_code: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Agent } } };
    };
  };
  "/v1/organizations/{org_id}/agents": {
    get: {
      parameters: { query?: Paging; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<HiredAgent> } } };
    };
  };
  "/v1/organizations/{org_id}/agents/{agent_code}/hire": {
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; agent_code: string; }; cookie?: never };
      requestBody: { content: { "application/json": { settings?: Record<string, unknown> } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": HiredAgent } } };
    };
  };
  "/v1/organizations/{org_id}/agents/{agent_code}": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; agent_code: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": HiredAgent } } };
    };
    patch: {
      parameters: { query?: never; header?: never; path: { org_id: string; agent_code: string; }; cookie?: never };
      requestBody: { content: { "application/json": { settings?: Record<string, unknown>; model?: string | null } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": HiredAgent } } };
    };
    delete: {
      parameters: { query?: never; header?: never; path: { org_id: string; agent_code: string; }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/organizations/{org_id}/agents/{agent_code}/execute": {
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; agent_code: string; }; cookie?: never };
      requestBody: { content: { "application/json": Ask } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Answer } } };
    };
  };
  "/v1/organizations/{org_id}/interactions": {
    get: {
      parameters: { query?: Paging & { agent_code?: string; from?: string; to?: string }; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Interaction> } } };
    };
  };
  "/v1/organizations/{org_id}/interactions/{interaction_id}": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; interaction_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Interaction } } };
    };
  };
  "/v1/organizations/{org_id}/interactions/{interaction_id}/cancel": {
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; interaction_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/organizations/{org_id}/interactions/{interaction_id}/feedback": {
    put: {
      parameters: { query?: never; header?: never; path: { org_id: string; interaction_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { rating: "up" | "down"; reason?: string } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Interaction } } };
    };
  };
  "/v1/organizations/{org_id}/sessions": {
    get: {
      parameters: { query?: Paging & { agent_code?: string; q?: string }; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<SessionSummary> } } };
    };
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { agent_code: string; title?: string } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Session } } };
    };
  };
  "/v1/organizations/{org_id}/sessions/{session_id}": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; session_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Session } } };
    };
    patch: {
      parameters: { query?: never; header?: never; path: { org_id: string; session_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { title: string } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Session } } };
    };
    delete: {
      parameters: { query?: never; header?: never; path: { org_id: string; session_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/organizations/{org_id}/files": {
    get: {
      parameters: { query?: Paging & { q?: string }; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<StoredFile> } } };
    };
  };
  "/v1/organizations/{org_id}/files/{id}": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": StoredFile } } };
    };
    delete: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/organizations/{org_id}/documents": {
    get: {
      parameters: { query?: Paging; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<KnowledgeDocument> } } };
    };
  };
  "/v1/organizations/{org_id}/memories": {
    get: {
      parameters: { query?: Paging & { scope?: MemoryScope }; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Memory> } } };
    };
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { text: string; scope: MemoryScope; agent_code?: string | null } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Memory } } };
    };
  };
  "/v1/organizations/{org_id}/memories/{id}": {
    put: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { text: string; scope: MemoryScope; agent_code?: string | null } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Memory } } };
    };
    delete: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/organizations/{org_id}/inbox": {
    get: {
      parameters: { query?: Paging & { status?: TaskStatus }; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Task> } } };
    };
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { title: string; body?: string; assignee?: string | null; due?: string | null } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Task } } };
    };
  };
  "/v1/organizations/{org_id}/inbox/{id}/status": {
    put: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { status: TaskStatus } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Task } } };
    };
  };
  "/v1/organizations/{org_id}/inbox/{id}/assign": {
    put: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { assignee: string | null } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Task } } };
    };
  };
  "/v1/organizations/{org_id}/llm/budgets": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Budget> } } };
    };
    put: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { scope: "organization" | "agent"; agent_code?: string | null; period: "day" | "month"; limit_micros: number | null } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Budget } } };
    };
  };
  "/v1/llm/router/stats": {
    get: {
      parameters: { query?: { organization_id: string; from?: string; to?: string }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": RouterStats } } };
    };
  };
  "/v1/organizations/{org_id}/llm/explain": {
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { message: string; agent_code?: string; needs_tools?: boolean } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Explanation } } };
    };
  };
  "/v1/organizations/{org_id}/llm/models": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Model> } } };
    };
  };
  "/v1/organizations/{org_id}/integrations/providers": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Provider> } } };
    };
  };
  "/v1/organizations/{org_id}/integrations": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Page<Integration> } } };
    };
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody: { content: { "application/json": { provider: string; name: string; config: Record<string, unknown>; credentials: Record<string, unknown> } } };
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": Integration } } };
    };
  };
  "/v1/organizations/{org_id}/integrations/{id}": {
    delete: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 204: { headers: { [name: string]: unknown }; content?: never } };
    };
  };
  "/v1/organizations/{org_id}/integrations/{id}/test": {
    post: {
      parameters: { query?: never; header?: never; path: { org_id: string; id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": { ok: boolean; latency_ms: number; detail: string } } } };
    };
  };
  "/v1/organizations/{org_id}/dashboard-stats": {
    get: {
      parameters: { query?: never; header?: never; path: { org_id: string; }; cookie?: never };
      requestBody?: never;
      responses: { 200: { headers: { [name: string]: unknown }; content: { "application/json": DashboardStats } } };
    };
  };
}

type Page<T> = { items: T[]; next_cursor: string | null };
type Paging = { limit?: number; cursor?: string };
type Role = "viewer" | "member" | "admin" | "owner";
type PermissionMode = "autopilot" | "co-pilot" | "manual";
type Effect = "read" | "write" | "send" | "spend";
type User = { id: string; email: string; name: string };
type Register = { email: string; password: string; name: string; organization_name: string };
type Organization = { id: string; name: string; slug: string; time_zone: string; currency: string; permission_mode: PermissionMode };
type Me = { user: User; memberships: { organization: Organization; role: Role }[] };
type Member = { user: User; role: Role; created_at: string };
type ApiKey = { id: string; name: string; scopes: string[]; created_at: string; last_used_at?: string | null };
type AuditEvent = { id: string; at: string; actor: { kind: string; id: string | null; label: string }; action: string; entity: string; entity_id: string | null; before: unknown; after: unknown };
type System = { version: string; mode: "sandbox" | "mixed" | "live"; demo: boolean; model: { provider: string; model: string } };
type Readiness = { status: string; components: { name: string; status: string; latency_ms: number; detail: string }[] };
type DepartmentCount = { slug: string; name: string; agents: number };
type Tool = { name: string; effect: Effect; description: string };
type Agent = {
  code: string; slug: string; version: string; name: string; department: { slug: string; name: string }; tagline: string; summary: string;
  price_cents_month: number; currency: string; model_tier: string; tools: Tool[]; skills: string[]; domain_tags: string[];
  out_of_scope_examples: { ask: string; refer_to: string }[]; related: { code: string; name: string }[]; strengths: string[];
  sample_tasks: { title: string; ask: string; files: string[] }[]; output: string; icon: string; status: string; evals_count: number;
};
type HiredSettings = { instructions: string; output_format: OutputFormat };
type OutputFormat = "text" | "markdown" | "table" | "json" | "slides";
type HiredAgent = {
  id: string; agent_code: string; name: string; department: { slug: string; name: string }; icon: string; version: string; hired_at: string;
  settings: HiredSettings; model: string | null; price_cents_month: number; working_now: number;
  statistics: { interactions: number; cost_micros: number; median_cost_micros: number | null; median_latency_ms: number | null; feedback_up: number; feedback_down: number; last_used_at: string | null };
};
type Source = { n: number; kind: "file" | "document" | "web" | "memory" | "field"; title: string; locator: string; excerpt: string; file_id: string | null; document_id: string | null; url: string | null; date: string | null };
type ToolCall = { call_id: string; name: string; effect: Effect; status: "running" | "done" | "failed" | "denied"; arguments: { [key: string]: unknown }; summary: string; duration_ms: number | null };
type SuggestedAgent = { code: string; name: string; reason: string; is_hired: boolean; handoff_context: string };
type ErrorView = { code: string; title: string; detail: string; fix: string; error_id: string; retryable: boolean };
type Ask = { message: string; session_id?: string; file_ids?: string[]; web_search?: boolean; deep_research?: boolean; output_format?: "text" | "markdown" | "table" | "json" | "slides" };
type Answer = {
  message: string; session_id: string; interaction_id: string; agent_code: string; status: InteractionStatus; model: string | null; provider: string | null; simulated: boolean; tokens: { input: number; output: number };
  cost_micros: number | null; currency: string; latency_ms: number | null; first_token_ms: number | null; cache_hit: boolean; citations: Source[]; docs_used: number; memories_used: number; search_used: boolean;
  tool_calls: ToolCall[]; referral_triggered: boolean; suggested_agent: SuggestedAgent | null; trace_id: string;
};
type InteractionStatus = "running" | "done" | "failed" | "cancelled" | "interrupted";
type Interaction = Answer & {
  /** Until the page of the log reads interaction_id and started_at. */
  id: string; created_at: string;
  question: string; actor: string; file_ids: string[]; output_format: string; error: ErrorView | null; feedback: "up" | "down" | null; feedback_reason: string | null; started_at: string; finished_at: string | null;
};
type SessionSummary = { id: string; title: string; agent_code: string; created_at: string; updated_at: string; running: boolean };
type Message = { id: string; role: "user" | "agent"; text: string; author: string; created_at: string; files: { id: string; name: string; media_type: string }[]; interaction: Interaction | null };
type Session = SessionSummary & { messages: Message[] };
type StoredFile = { id: string; name: string; media_type: string; size_bytes: number; status: "ready" | "failed"; kind: "table" | "text" | "image" | string; pages: number | null; rows: number | null; columns: string[] | null; created_at: string };
type KnowledgeDocument = { id: string; title: string; created_at: string };
type MemoryScope = "organization" | "agent" | "user";
type Memory = { id: string; text: string; scope: MemoryScope; agent_code: string | null; created_at: string };
type TaskStatus = "open" | "done" | "cancelled";
type Task = { id: string; title: string; body: string; status: TaskStatus; assignee: { id: string; name: string } | null; due: string | null; created_by: { kind: string; id: string | null; label: string }; refs: Record<string, unknown> | null; created_at: string };
type Budget = { scope: "organization" | "agent"; agent_code: string | null; period: "day" | "month"; limit_micros: number | null; spent_micros: number; reserved_micros: number; resets_at: string };
type RouterStats = { calls: number; cache_hits: number; cache_hit_rate: number; cost_micros: number; unpriced_calls: number; savings_micros: number; by_model: { provider: string; model: string; calls: number; cost_micros: number }[] };
type Explanation = { choice: { provider: string; model: string }; reasons: string[]; candidates: { provider: string; model: string; eligible: boolean; score: number; why: string }[] };
type Model = { provider: string; model: string; context_window: number | null; input_micros_per_mtok: number | null; output_micros_per_mtok: number | null; tools: boolean; available: boolean; why: string };
type Provider = { slug: string; name: string; category: string; docs_url: string; auth: string; connection_schema: Record<string, unknown>; capabilities: string[] };
type Integration = { id: string; provider: string; name: string; status: string; mode: "sandbox" | "live"; created_at: string; last_test: { ok: boolean; at: string; detail: string } | null };
type DashboardStats = {
  done: { interactions: number; ok_rate: number | null; previous_ok_rate: number | null };
  cost: { spent_micros: number; limit_micros: number | null; reserved_micros: number; month_micros: number };
  happened: { documents_written: number; tasks_created: number; referrals: number };
  learned: { feedback_up: number; feedback_down: number; memories: number };
  spend_by_day: { day: string; cost_micros: number; interactions: number }[];
  activity: { at: string; agent_code: string; summary: string; effect: Effect; cost_micros: number | null; sources: number; interaction_id: string; session_id: string }[];
  workforce: { agent_code: string; name: string; icon: string; working_now: number; cost_today_micros: number; last: string | null }[];
  checklist: { id: string; label: string; done: boolean; href: string }[];
};
export interface components { schemas: { Answer: Answer; Message: Message; Source: Source; ToolCall: ToolCall } }
