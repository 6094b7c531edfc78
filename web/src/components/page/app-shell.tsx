/** The shell: sidebar, overlay under 768 px, tab bar under 640, top bar, palette and help sheet. */
import { useNavigate } from "@tanstack/react-router";
import { Keyboard, Search, SunMoon } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from "react";
import { TooltipProvider } from "@/components/ui/tooltip";
import { type Action, listenForKeys, useAction, useActionList } from "@/lib/actions";
import type { Budget } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";
import { toggleTheme } from "@/lib/theme";
import { ModeEdge } from "./mode-tag";
import { OfflineBar } from "./offline-bar";
import { ROOMS, type RoomCounts } from "./rooms";
import { Sidebar } from "./sidebar";
import { TabBar } from "./tab-bar";
import { TopBar } from "./top-bar";

const CommandPalette = lazy(() => import("./command-palette"));
const ShortcutSheet = lazy(() => import("./shortcut-sheet"));

interface AppShellProps {
  counts: RoomCounts;
  spend?: Budget;
  children: ReactNode;
}

type Float = "palette" | "keys" | "menu" | null;

export function AppShell({ counts, spend, children }: AppShellProps) {
  const { id, slug: org } = useWorkplace().organization;
  const [float, setFloat] = useState<Float>(null);
  useEffect(() => listenForKeys(), []);
  useRoomActions(org);
  useAction({
    id: "palette",
    label: "Search or run a command",
    group: "Everywhere",
    keys: "mod+k",
    icon: Search,
    keysOnly: true,
    run: () => setFloat("palette"),
  });
  useAction({
    id: "keys",
    label: "Show keys",
    group: "Everywhere",
    keys: "?",
    icon: Keyboard,
    run: () => setFloat("keys"),
  });
  useAction({
    id: "theme",
    label: "Switch theme",
    group: "Everywhere",
    icon: SunMoon,
    keywords: "dark light",
    run: toggleTheme,
  });
  const opener = (name: Exclude<Float, null>) => (open: boolean) => setFloat(open ? name : null);
  return (
    <TooltipProvider>
      <div className="grid h-dvh grid-cols-[var(--sidebar-width)_minmax(0,1fr)] overflow-hidden max-md:grid-cols-1">
        <a
          href="#main"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-(--z-toast) focus:rounded-md focus:bg-inverse focus:px-3 focus:py-2 focus:text-inverse-foreground"
        >
          Skip to content
        </a>
        <ModeEdge orgId={id} />
        <aside aria-label="Navigation" className="min-h-0 max-md:hidden">
          <Sidebar counts={counts} spend={spend} />
        </aside>
        <div className="flex min-h-0 min-w-0 flex-col">
          <TopBar org={org} onSearch={() => setFloat("palette")} onMenu={() => setFloat("menu")} />
          <OfflineBar />
          {children}
          <TabBar org={org} counts={counts} onMore={() => setFloat("menu")} />
        </div>
        <Overlay open={float === "menu"} onOpenChange={opener("menu")}>
          <Sidebar counts={counts} spend={spend} onNavigate={() => setFloat(null)} />
        </Overlay>
        <Suspense fallback={null}>
          {float === "palette" && <CommandPalette open onOpenChange={opener("palette")} />}
          {float === "keys" && <ShortcutSheet open onOpenChange={opener("keys")} />}
        </Suspense>
      </div>
    </TooltipProvider>
  );
}

/** "g i" and its like, and the same places in the palette. */
function useRoomActions(org: string): void {
  const navigate = useNavigate();
  const actions = useMemo<Action[]>(
    () =>
      ROOMS.map((room) => ({
        id: `go:${room.id}`,
        label: `Go to ${room.label}`,
        group: "Go to",
        keys: room.keys,
        icon: room.icon,
        run: () => void navigate({ to: room.to, params: { org } }),
      })),
    [navigate, org],
  );
  useActionList(actions);
}

function Overlay({
  open,
  onOpenChange,
  children,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="overlay-in fixed inset-0 z-(--z-drawer) bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="overlay-in fixed inset-y-0 left-0 z-(--z-drawer) w-[min(264px,85vw)] shadow-drawer"
        >
          <Radix.Title className="sr-only">Navigation</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
