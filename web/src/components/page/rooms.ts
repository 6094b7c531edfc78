/** The rooms of the workplace: one list feeds the sidebar, the tab bar, the go-to keys and the palette. */
import {
  IdCard,
  Inbox,
  LayoutDashboard,
  LibraryBig,
  type LucideIcon,
  MessagesSquare,
  ScrollText,
  Settings,
} from "lucide-react";

export interface Room {
  id: "dashboard" | "inbox" | "chat" | "agents" | "knowledge" | "log" | "settings";
  label: string;
  icon: LucideIcon;
  to:
    | "/o/$org"
    | "/o/$org/inbox"
    | "/o/$org/chat"
    | "/o/$org/agents"
    | "/o/$org/knowledge"
    | "/o/$org/log"
    | "/o/$org/settings";
  keys: string;
  group: "Main" | "Workforce" | "Organization";
}

export const ROOMS: readonly Room[] = [
  { id: "dashboard", label: "Dashboard", icon: LayoutDashboard, to: "/o/$org", keys: "g d", group: "Main" },
  { id: "inbox", label: "Inbox", icon: Inbox, to: "/o/$org/inbox", keys: "g i", group: "Main" },
  { id: "chat", label: "Chat", icon: MessagesSquare, to: "/o/$org/chat", keys: "g c", group: "Main" },
  { id: "agents", label: "Agents", icon: IdCard, to: "/o/$org/agents", keys: "g a", group: "Workforce" },
  {
    id: "knowledge",
    label: "Knowledge",
    icon: LibraryBig,
    to: "/o/$org/knowledge",
    keys: "g k",
    group: "Workforce",
  },
  { id: "log", label: "Log", icon: ScrollText, to: "/o/$org/log", keys: "g l", group: "Workforce" },
  {
    id: "settings",
    label: "Settings",
    icon: Settings,
    to: "/o/$org/settings",
    keys: "g s",
    group: "Organization",
  },
];

/** Figures beside rooms; `need` marks what waits for a person. */
export type RoomCounts = Partial<Record<Room["id"], { count: number; need?: boolean }>>;
