import { createFileRoute } from "@tanstack/react-router";
import { readOpening } from "@/features/chat/model/opening";
import { ChatPage } from "@/features/chat/pages/chat";

export const Route = createFileRoute("/o/$org/chat/")({
  validateSearch: readOpening,
  component: NewChat,
});

function NewChat() {
  const opening = Route.useSearch();
  return <ChatPage key={JSON.stringify(opening)} session={null} opening={opening} />;
}
