import { createFileRoute } from "@tanstack/react-router";
import { KnowledgePage, type KnowledgeView } from "@/features/knowledge/pages/knowledge";

const SCOPES = ["organization", "agent", "user"] as const;

export const Route = createFileRoute("/o/$org/knowledge")({
  validateSearch: (search: Record<string, unknown>): KnowledgeView => {
    const scope = SCOPES.find((known) => known === search.scope);
    return {
      ...(search.view === "memories" || search.view === "documents" ? { view: search.view } : {}),
      ...(typeof search.file === "string" ? { file: search.file } : {}),
      ...(scope ? { scope } : {}),
      ...(typeof search.agent === "string" ? { agent: search.agent } : {}),
    };
  },
  component: Knowledge,
});

function Knowledge() {
  const navigate = Route.useNavigate();
  return (
    <KnowledgePage view={Route.useSearch()} onView={(search) => void navigate({ search, replace: true })} />
  );
}
