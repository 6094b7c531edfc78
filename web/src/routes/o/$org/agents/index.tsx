import { createFileRoute } from "@tanstack/react-router";
import { readCatalogueView } from "@/features/agents/model/browse";
import { CataloguePage } from "@/features/agents/pages/catalogue";

export const Route = createFileRoute("/o/$org/agents/")({
  validateSearch: readCatalogueView,
  component: Catalogue,
});

function Catalogue() {
  const navigate = Route.useNavigate();
  return (
    <CataloguePage
      view={Route.useSearch()}
      onView={(search) => void navigate({ search, replace: true })}
      onOpenPage={(code) =>
        void navigate({ to: "/o/$org/agents/$code", params: (before) => ({ ...before, code }) })
      }
    />
  );
}
