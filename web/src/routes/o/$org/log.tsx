import { createFileRoute } from "@tanstack/react-router";
import { LogPage, type LogView } from "@/features/log/pages/log";

export const Route = createFileRoute("/o/$org/log")({
  validateSearch: (search: Record<string, unknown>): LogView => ({
    ...(typeof search.agent === "string" ? { agent: search.agent } : {}),
    ...(typeof search.open === "string" ? { open: search.open } : {}),
  }),
  component: Log,
});

function Log() {
  const navigate = Route.useNavigate();
  return <LogPage view={Route.useSearch()} onView={(search) => void navigate({ search, replace: true })} />;
}
