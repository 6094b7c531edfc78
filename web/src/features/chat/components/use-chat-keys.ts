/** The keys of the chat: a new conversation, and stopping an answer. */
import { Square, SquarePen } from "lucide-react";
import { useAction } from "@/lib/actions";

interface ChatKeys {
  writing: boolean;
  onNew: () => void;
  onStop: () => void;
}

export function useChatKeys({ writing, onNew, onStop }: ChatKeys): void {
  useAction({
    id: "chat:new",
    label: "New conversation",
    group: "This page",
    keys: "n",
    icon: SquarePen,
    run: onNew,
  });
  useAction(
    {
      id: "chat:stop",
      label: "Stop the answer",
      group: "This page",
      keys: "escape",
      icon: Square,
      run: onStop,
    },
    writing,
  );
}
