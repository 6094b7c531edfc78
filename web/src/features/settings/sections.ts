/** The sections of the settings, in order. */
import {
  Building2,
  CircleUser,
  Coins,
  Cpu,
  KeyRound,
  type LucideIcon,
  Palette,
  Plug,
  ScrollText,
  Users,
} from "lucide-react";
import type { Role } from "@/lib/api";

export interface Section {
  id: string;
  label: string;
  icon: LucideIcon;
  /** Below this role the section explains who can let one in. */
  needs: Role;
}

export const SECTIONS = [
  { id: "profile", label: "Profile", icon: CircleUser, needs: "viewer" },
  { id: "appearance", label: "Appearance", icon: Palette, needs: "viewer" },
  { id: "organization", label: "Organization", icon: Building2, needs: "viewer" },
  { id: "members", label: "Members", icon: Users, needs: "viewer" },
  { id: "budget", label: "Budget", icon: Coins, needs: "viewer" },
  { id: "models", label: "Models", icon: Cpu, needs: "viewer" },
  { id: "integrations", label: "Integrations", icon: Plug, needs: "viewer" },
  { id: "api-keys", label: "API keys", icon: KeyRound, needs: "admin" },
  { id: "audit", label: "Audit", icon: ScrollText, needs: "admin" },
] as const satisfies readonly Section[];

export type SectionId = (typeof SECTIONS)[number]["id"];
