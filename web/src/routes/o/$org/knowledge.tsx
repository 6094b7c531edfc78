import { createFileRoute } from "@tanstack/react-router";
import { KnowledgePage, type KnowledgeView } from "@/features/knowledge/pages/knowledge";

export const Route = createFileRoute("/o/$org/knowledge")({
  validateSearch: (search: Record<string, unknown>): { view?: KnowledgeView } =>
    search.view === "memories" ? { view: "memories" } : {},
  component: Knowledge,
});

function Knowledge() {
  return <KnowledgePage view={Route.useSearch().view ?? "files"} />;
}
