import { createFileRoute } from "@tanstack/react-router";
import { InboxPage, type InboxView } from "@/features/inbox/pages/inbox";

export const Route = createFileRoute("/o/$org/inbox")({
  validateSearch: (search: Record<string, unknown>): InboxView => ({
    ...(search.status === "done" || search.status === "cancelled" ? { status: search.status } : {}),
    ...(typeof search.assignee === "string" ? { assignee: search.assignee } : {}),
    ...(typeof search.task === "string" ? { task: search.task } : {}),
  }),
  component: Inbox,
});

function Inbox() {
  const navigate = Route.useNavigate();
  return <InboxPage view={Route.useSearch()} onView={(search) => void navigate({ search, replace: true })} />;
}
