import { createFileRoute } from "@tanstack/react-router";
import { ChatPage } from "@/features/chat/pages/chat";

export const Route = createFileRoute("/o/$org/chat/")({
  validateSearch: (search: Record<string, unknown>): { agent?: string } =>
    typeof search.agent === "string" ? { agent: search.agent } : {},
  component: ChatPage,
});
