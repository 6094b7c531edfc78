/** The keys of the inbox: next, previous, new, done, cancel, assign. */
import { Plus } from "lucide-react";
import { useAction } from "@/lib/actions";

interface InboxKeys {
  move: (step: 1 | -1) => void;
  finish: (status: "done" | "cancelled") => void;
  assign: () => void;
  create: () => void;
  /** False for readers who may only look. */
  enabled: boolean;
}

const group = "Inbox";
const keysOnly = true;

export function useInboxKeys({ move, finish, assign, create, enabled }: InboxKeys): void {
  useAction({ id: "inbox:next", label: "Next task", group, keys: "j", keysOnly, run: () => move(1) });
  useAction({
    id: "inbox:previous",
    label: "Previous task",
    group,
    keys: "k",
    keysOnly,
    run: () => move(-1),
  });
  useAction({ id: "inbox:new", label: "New task", group, keys: "c", icon: Plus, run: create }, enabled);
  useAction(
    { id: "inbox:done", label: "Mark done", group, keys: "e", keysOnly, run: () => finish("done") },
    enabled,
  );
  useAction(
    {
      id: "inbox:cancel",
      label: "Cancel the task",
      group,
      keys: "x",
      keysOnly,
      run: () => finish("cancelled"),
    },
    enabled,
  );
  useAction(
    { id: "inbox:assign", label: "Assign the task", group, keys: "a", keysOnly, run: assign },
    enabled,
  );
}
