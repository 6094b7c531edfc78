/** The frame of pages anyone may see: the edge, the mark, the theme, the ways in. */
import { Link } from "@tanstack/react-router";
import { SunMoon } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TooltipProvider } from "@/components/ui/tooltip";
import { toggleTheme } from "@/lib/theme";
import { Mark } from "./brand";
import { ModeEdge } from "./mode-tag";

export function PublicFrame({ end, children }: { end?: ReactNode; children: ReactNode }) {
  return (
    <TooltipProvider>
      <div className="flex min-h-full flex-col">
        <ModeEdge />
        <header className="mx-auto flex h-14 w-full max-w-[1180px] shrink-0 items-center gap-2 px-5 max-sm:px-3">
          <Link to="/" className="flex items-center gap-[9px] text-md font-semibold tracking-[-0.012em]">
            <Mark />
            Directorate
          </Link>
          <span className="ml-auto flex items-center gap-2">
            <IconButton icon={SunMoon} label="Switch theme" onClick={toggleTheme} />
            {end ?? (
              <Button asChild variant="ghost">
                <Link to="/sign-in">Sign in</Link>
              </Button>
            )}
          </span>
        </header>
        {children}
      </div>
    </TooltipProvider>
  );
}
