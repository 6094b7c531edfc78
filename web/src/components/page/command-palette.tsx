/** Ctrl+K: every registered action, recent ones first. It runs things, and goes places. Loaded on first use. */
import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useState } from "react";
import { Kbd } from "@/components/ui/kbd";
import { type Action, useActions } from "@/lib/actions";

const RECENT_KEY = "directorate.recent-actions";
const RECENT_MAX = 4;

function recentIds(): string[] {
  return (localStorage.getItem(RECENT_KEY) ?? "").split("\n").filter(Boolean);
}

function remember(id: string): void {
  const ids = [id, ...recentIds().filter((other) => other !== id)].slice(0, RECENT_MAX);
  localStorage.setItem(RECENT_KEY, ids.join("\n"));
}

/** What this page can do comes first, then agents, then the ways elsewhere. */
const LAST_GROUPS = ["Agents", "Go to", "Everywhere"];
const rank = (group: string) => LAST_GROUPS.indexOf(group);

export default function CommandPalette({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [text, setText] = useState("");
  const actions = useActions().filter((action) => !action.keysOnly);
  const recent = recentIds().flatMap((id) => actions.filter((action) => action.id === id));
  const groups = [...new Set(actions.map((action) => action.group))].toSorted((a, b) => rank(a) - rank(b));
  const close = () => {
    setText("");
    onOpenChange(false);
  };
  const run = (action: Action) => {
    remember(action.id);
    close();
    action.run();
  };
  return (
    <Command.Dialog
      open={open}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      label="Search or run a command"
      overlayClassName="overlay-in fixed inset-0 z-(--z-dialog) bg-scrim"
      contentClassName="float-in fixed top-[12vh] left-1/2 z-(--z-palette) w-[min(560px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-lg bg-popover text-popover-foreground shadow-float"
    >
      <div className="flex items-center gap-2.5 border-b border-border px-3.5">
        <Search aria-hidden="true" className="size-4 text-subtle-foreground" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder="Search or run a command"
          className="h-11 min-w-0 flex-1 bg-transparent text-md outline-none placeholder:text-subtle-foreground"
        />
        <Kbd keys="esc" />
      </div>
      <Command.List className="max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
        <Command.Empty className="px-2.5 py-6 text-muted-foreground">
          Nothing is called “{text}”. Try a room, an agent's code or a verb such as “hire”.
        </Command.Empty>
        {text === "" && recent.length > 0 && (
          <Group heading="Recent" prefix="recent" actions={recent} run={run} />
        )}
        {groups.map((group) => (
          <Group
            key={group}
            heading={group}
            actions={actions.filter((action) => action.group === group)}
            run={run}
          />
        ))}
      </Command.List>
    </Command.Dialog>
  );
}

interface GroupProps {
  heading: string;
  prefix?: string;
  actions: readonly Action[];
  run: (action: Action) => void;
}

function Group({ heading, prefix = "", actions, run }: GroupProps) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-subtle-foreground"
    >
      {actions.map((action) => (
        <Command.Item
          key={action.id}
          value={`${prefix}${action.id}`}
          keywords={[action.label, action.keywords ?? "", action.group]}
          onSelect={() => run(action)}
          className="flex min-h-[34px] cursor-pointer items-center gap-2.5 rounded-sm px-2 data-[selected=true]:bg-accent max-sm:min-h-11"
        >
          {action.icon ? (
            <action.icon aria-hidden="true" className="size-4 text-muted-foreground" />
          ) : (
            <span className="size-4" />
          )}
          <span className="min-w-0 flex-1 truncate">{action.label}</span>
          {action.keys && <Kbd keys={action.keys} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
