/** The sidebar: organization, rooms, and at its foot what today has cost and who is signed in. */
import { Link, useNavigate } from "@tanstack/react-router";
import { LogOut, Settings, SunMoon } from "lucide-react";
import { BudgetMeter } from "@/components/ui/budget-meter";
import { Menu } from "@/components/ui/menu";
import { Money } from "@/components/ui/money";
import { Person } from "@/components/ui/person";
import type { Budget } from "@/lib/api";
import { useSignOut, useWorkplace } from "@/lib/auth";
import { cn } from "@/lib/cn";
import { compact } from "@/lib/format";
import { toggleTheme } from "@/lib/theme";
import { Mark } from "./brand";
import { OrgSwitcher } from "./org-switcher";
import { ROOMS, type Room, type RoomCounts } from "./rooms";

export interface SidebarProps {
  counts: RoomCounts;
  spend?: Budget;
  /** Closes the overlay after a choice. */
  onNavigate?: () => void;
}

export function Sidebar({ counts, spend, onNavigate }: SidebarProps) {
  const groups = [...new Set(ROOMS.map((room) => room.group))];
  const org = useWorkplace().organization.slug;
  return (
    <div className="flex h-full min-h-0 flex-col border-r border-sidebar-border bg-sidebar text-sidebar-foreground">
      <Link
        to="/o/$org"
        params={{ org }}
        onClick={onNavigate}
        className="flex h-12 shrink-0 items-center gap-[9px] px-3.5 text-md font-semibold tracking-[-0.012em] text-foreground"
      >
        <Mark />
        Directorate
      </Link>
      <OrgSwitcher onNavigate={onNavigate} />
      <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col gap-2.5 overflow-y-auto px-2 py-0.5">
        {groups.map((group) => (
          <RoomGroup key={group} group={group} counts={counts} onNavigate={onNavigate} />
        ))}
      </nav>
      <footer className="flex shrink-0 flex-col gap-2.5 border-t border-sidebar-border px-3 pt-2.5 pb-3">
        {spend && <SpendToday budget={spend} />}
        <Account />
      </footer>
    </div>
  );
}

function RoomGroup({ group, counts, onNavigate }: { group: Room["group"] } & Omit<SidebarProps, "spend">) {
  const org = useWorkplace().organization.slug;
  return (
    <div className="flex flex-col gap-px">
      {group !== "Main" && <h2 className="px-2 py-1 text-xs font-medium text-subtle-foreground">{group}</h2>}
      {ROOMS.filter((room) => room.group === group).map(({ id, label, icon: Icon, to }) => (
        <Link
          key={id}
          to={to}
          params={{ org }}
          onClick={onNavigate}
          activeOptions={{ exact: id === "dashboard", includeSearch: false }}
          className="relative flex h-[29px] items-center gap-[9px] rounded-sm px-2 hover:bg-sidebar-accent aria-[current=page]:bg-sidebar-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground aria-[current=page]:before:absolute aria-[current=page]:before:inset-y-1.5 aria-[current=page]:before:-left-2 aria-[current=page]:before:w-0.5 aria-[current=page]:before:rounded-r-[2px] aria-[current=page]:before:bg-primary max-md:h-10"
        >
          <Icon aria-hidden="true" className="size-4" />
          {label}
          <RoomCount {...counts[id]} />
        </Link>
      ))}
    </div>
  );
}

function RoomCount({ count = 0, need }: { count?: number; need?: boolean }) {
  if (count === 0) return null;
  return (
    <span
      className={cn(
        "ml-auto flex items-center gap-[5px] text-sm tabular-nums",
        need
          ? "font-semibold text-attention-text before:size-1.5 before:rounded-full before:bg-attention"
          : "text-subtle-foreground",
      )}
    >
      {compact(count)}
      {need && <span className="sr-only">open</span>}
    </span>
  );
}

function SpendToday({ budget }: { budget: Budget }) {
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2 text-sm whitespace-nowrap">
        <span className="text-subtle-foreground">Spend today</span>
        <span className="ml-auto text-foreground">
          <Money micros={budget.spent_micros} />
          {budget.limit_micros !== null && (
            <>
              {" "}
              <span className="text-subtle-foreground">of</span>{" "}
              <Money micros={budget.limit_micros} decimals={0} />
            </>
          )}
        </span>
      </div>
      <BudgetMeter
        spentMicros={budget.spent_micros}
        reservedMicros={budget.reserved_micros}
        limitMicros={budget.limit_micros}
      />
    </div>
  );
}

function Account() {
  const { user, role, organization } = useWorkplace();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const profile = () =>
    void navigate({
      to: "/o/$org/settings/$section",
      params: { org: organization.slug, section: "profile" },
    });
  return (
    <Menu
      align="start"
      items={[
        { id: "profile", label: "Profile and settings", icon: Settings, onSelect: profile },
        { id: "theme", label: "Switch theme", icon: SunMoon, onSelect: toggleTheme },
        "separator",
        { id: "out", label: "Sign out", icon: LogOut, onSelect: () => void signOut() },
      ]}
      trigger={
        <button
          type="button"
          className="-mx-1 flex items-center gap-2 rounded-sm px-1 py-0.5 text-left hover:bg-sidebar-accent"
        >
          <Person name={user.name} />
          <span className="flex min-w-0 flex-1 flex-col leading-tight">
            <span className="truncate text-sm font-medium text-foreground">{user.name}</span>
            <span className="text-xs text-muted-foreground capitalize">{role}</span>
          </span>
          <Settings aria-hidden="true" className="size-3.5 text-subtle-foreground" />
          <span className="sr-only">, account menu</span>
        </button>
      }
    />
  );
}
