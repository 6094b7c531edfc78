/** The top bar: where you are, search and commands, what is simulated, the theme. */
import { ChevronRight, Menu, Search, SunMoon } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { useTrail } from "@/lib/page-title";
import { toggleTheme } from "@/lib/theme";
import { Mark } from "./brand";
import { ModeTag } from "./mode-tag";

interface TopBarProps {
  org: string;
  onSearch: () => void;
  onMenu: () => void;
}

export function TopBar({ org, onSearch, onMenu }: TopBarProps) {
  const trail = useTrail();
  return (
    <header className="flex h-12 shrink-0 items-center gap-2.5 border-b border-border bg-background px-4 max-sm:px-3">
      <span className="hidden max-md:block max-sm:hidden">
        <IconButton icon={Menu} label="Open navigation" onClick={onMenu} />
      </span>
      <Mark className="hidden size-[22px] max-sm:block" />
      <div className="flex min-w-0 items-center gap-1.5 whitespace-nowrap text-muted-foreground">
        {trail.map((crumb, index) => (
          <span
            key={crumb}
            className={
              index === trail.length - 1 ? "truncate font-semibold text-foreground" : "contents max-sm:hidden"
            }
          >
            {crumb}
            {index < trail.length - 1 && (
              <ChevronRight aria-hidden="true" className="size-3.5 text-subtle-foreground" />
            )}
          </span>
        ))}
      </div>
      <div className="ml-auto flex items-center gap-2">
        <button
          type="button"
          onClick={onSearch}
          aria-keyshortcuts="Control+K"
          className="flex h-[30px] w-64 items-center gap-2 whitespace-nowrap rounded-md border border-border bg-card pr-2 pl-2.5 text-sm text-subtle-foreground hover:bg-accent max-lg:w-auto max-sm:hidden"
        >
          <Search aria-hidden="true" className="size-3.5" />
          Search or run a command
          <Kbd keys="mod+k" className="ml-auto" />
        </button>
        <span className="sm:hidden">
          <IconButton icon={Search} label="Search or run a command" onClick={onSearch} />
        </span>
        <ModeTag org={org} />
        <span className="max-sm:hidden">
          <IconButton icon={SunMoon} label="Switch theme" onClick={toggleTheme} />
        </span>
      </div>
    </header>
  );
}
