import { createFileRoute } from "@tanstack/react-router";
import { HiredPage } from "@/features/agents/pages/hired";

export const Route = createFileRoute("/o/$org/agents/hired")({
  validateSearch: (search: Record<string, unknown>): { settings?: string } =>
    typeof search.settings === "string" ? { settings: search.settings } : {},
  component: Hired,
});

function Hired() {
  const navigate = Route.useNavigate();
  const { org } = Route.useParams();
  return (
    <HiredPage
      settings={Route.useSearch().settings}
      onSettings={(settings) => void navigate({ search: settings ? { settings } : {}, replace: true })}
      onDossier={(code) => void navigate({ to: "/o/$org/agents/$code", params: { org, code } })}
    />
  );
}
