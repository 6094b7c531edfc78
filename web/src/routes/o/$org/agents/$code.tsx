import { createFileRoute } from "@tanstack/react-router";
import { DossierPage } from "@/features/agents/pages/dossier";

export const Route = createFileRoute("/o/$org/agents/$code")({ component: AgentDossier });

function AgentDossier() {
  return <DossierPage code={Route.useParams().code} />;
}
