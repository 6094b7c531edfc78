import { createFileRoute } from "@tanstack/react-router";
import { ChatPage } from "@/features/chat/pages/chat";

export const Route = createFileRoute("/o/$org/chat/$session")({ component: Chat });

function Chat() {
  return <ChatPage session={Route.useParams().session} opening={{}} />;
}
