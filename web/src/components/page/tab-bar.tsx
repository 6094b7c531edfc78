/** Five tabs under 640 px: four rooms and the rest. */
import { Link } from "@tanstack/react-router";
import { Menu } from "lucide-react";
import { ROOMS, type RoomCounts } from "./rooms";

const TABS = ["dashboard", "inbox", "chat", "agents"] as const;
const TAB =
  "relative flex flex-col items-center justify-center gap-[3px] text-xs aria-[current=page]:font-medium aria-[current=page]:text-primary-text";

export function TabBar({ org, counts, onMore }: { org: string; counts: RoomCounts; onMore: () => void }) {
  const tabs = TABS.flatMap((id) => ROOMS.filter((room) => room.id === id));
  return (
    <nav
      aria-label="Rooms"
      className="hidden h-14 shrink-0 grid-cols-5 border-t border-border bg-sidebar text-sidebar-foreground max-sm:grid"
    >
      {tabs.map(({ id, label, icon: Icon, to }) => (
        <Link
          key={id}
          to={to}
          params={{ org }}
          activeOptions={{ exact: id === "dashboard", includeSearch: false }}
          className={TAB}
        >
          <Icon aria-hidden="true" className="size-5" />
          {id === "dashboard" ? "Home" : label}
          {counts[id]?.need && (counts[id]?.count ?? 0) > 0 && (
            <span className="absolute top-1.5 left-[calc(50%+8px)] grid h-[15px] min-w-[15px] place-items-center rounded-full bg-attention px-[3px] text-[10px] font-bold text-attention-foreground">
              {counts[id]?.count}
              <span className="sr-only"> open</span>
            </span>
          )}
        </Link>
      ))}
      <button type="button" onClick={onMore} className={TAB}>
        <Menu aria-hidden="true" className="size-5" />
        More
      </button>
    </nav>
  );
}
