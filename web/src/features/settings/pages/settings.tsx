/** Settings: a list of sections, one of them open. */
import { Link, notFound } from "@tanstack/react-router";
import { type ComponentType, lazy, Suspense, useEffect, useRef } from "react";
import { Page } from "@/components/page/page";
import { PanelBoundary } from "@/components/page/panel-boundary";
import { Cells, Sheet } from "@/components/page/sheet";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAllows, useWorkplace } from "@/lib/auth";
import { Forbidden } from "../components/forbidden";
import { SECTIONS, type SectionId } from "../sections";

const PANELS: Record<SectionId, ComponentType> = {
  profile: lazy(() => import("../components/profile-section")),
  appearance: lazy(() => import("../components/appearance-section")),
  organization: lazy(() => import("../components/organization-section")),
  members: lazy(() => import("../components/members-section")),
  budget: lazy(() => import("../components/budget-section")),
  models: lazy(() => import("../components/models-section")),
  integrations: lazy(() => import("../components/integrations-section")),
  "api-keys": lazy(() => import("../components/api-keys-section")),
  audit: lazy(() => import("../components/audit-section")),
};

export function SettingsPage({ section }: { section: string }) {
  const current = SECTIONS.find((item) => item.id === section);
  if (!current) throw notFound();
  const Panel = PANELS[current.id];
  const allowed = useAllows(current.needs);
  return (
    <Page crumbs={["Settings", current.label]} title="Settings">
      <Sheet className="shrink-0">
        <Cells className="min-h-[480px] grid-cols-[200px_minmax(0,1fr)] max-md:min-h-0 max-md:grid-cols-1">
          <SectionList current={current.id} />
          <div>
            <PanelBoundary key={current.id} name={current.label}>
              <Suspense fallback={<SkeletonRows label={`Loading ${current.label.toLowerCase()}`} />}>
                {allowed ? <Panel /> : <Forbidden what={current.label} />}
              </Suspense>
            </PanelBoundary>
          </div>
        </Cells>
      </Sheet>
    </Page>
  );
}

function SectionList({ current }: { current: SectionId }) {
  const org = useWorkplace().organization.slug;
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone the list is one scrolling line: bring the open section into it.
    list.current
      ?.querySelector(`[data-section="${current}"]`)
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [current]);
  return (
    <nav
      ref={list}
      aria-label="Settings"
      className="flex flex-col gap-px p-2 max-md:flex-row max-md:overflow-x-auto"
    >
      {SECTIONS.map(({ id, label, icon: Icon }) => (
        <Link
          key={id}
          data-section={id}
          to="/o/$org/settings/$section"
          params={{ org, section: id }}
          className="flex h-[30px] shrink-0 items-center gap-2 rounded-sm px-2 text-muted-foreground hover:bg-accent aria-[current=page]:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-foreground max-md:h-10"
        >
          <Icon aria-hidden="true" className="size-4" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
