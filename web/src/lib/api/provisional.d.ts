/** Paths that the exported OpenAPI document does not list yet; each goes when `npm run generate` brings it. */

type Json<T> = { headers: { [name: string]: unknown }; content: { "application/json": T } };
type InOrganization = { query?: never; header?: never; path: { org_id: string }; cookie?: never };
type Page<T> = { items: T[]; next_cursor: string | null };

type Budget = {
  scope: "organization" | "agent";
  agent_code: string | null;
  period: "day" | "month";
  limit_micros: number | null;
  spent_micros: number;
  reserved_micros: number;
  resets_at: string;
};
type Model = {
  provider: string;
  model: string;
  connection: string;
  tier: "small" | "standard" | "large" | null;
  context_window: number | null;
  input_micros_per_mtok: number | null;
  output_micros_per_mtok: number | null;
  tools: boolean | null;
  simulated: boolean;
  available: boolean;
  why: string;
};
type RouterStats = {
  calls: number;
  cache_hits: number;
  cache_hit_rate: number;
  cost_micros: number;
  currency: "USD";
  unpriced_calls: number;
  savings_micros: number;
};

export interface provisionalPaths {
  "/v1/organizations/{org_id}/llm/budgets": {
    get: { parameters: InOrganization; requestBody?: never; responses: { 200: Json<Page<Budget>> } };
    put: {
      parameters: InOrganization;
      requestBody: {
        content: {
          "application/json": Pick<Budget, "scope" | "period" | "limit_micros"> & {
            agent_code?: string | null;
          };
        };
      };
      responses: { 200: Json<Budget> };
    };
  };
  "/v1/organizations/{org_id}/llm/models": {
    get: { parameters: InOrganization; requestBody?: never; responses: { 200: Json<Page<Model>> } };
  };
  "/v1/llm/router/stats": {
    get: {
      parameters: {
        query: { organization_id: string; from?: string; to?: string };
        header?: never;
        path?: never;
        cookie?: never;
      };
      requestBody?: never;
      responses: { 200: Json<RouterStats> };
    };
  };
}
