/** The catalogue: departments, the agents that fit, and the dossier of one beside them where there is room. */
import { Scale, X } from "lucide-react";
import { useEffect } from "react";
import { Page } from "@/components/page/page";
import { QueryPanel } from "@/components/page/query-panel";
import { Cells, PanelHead, Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Note } from "@/components/ui/note";
import { cn } from "@/lib/cn";
import { plural } from "@/lib/format";
import { useCatalogue, useDepartments, useHiredAgents } from "../api";
import { AgentList } from "../components/agent-list";
import { CatalogueFilters } from "../components/catalogue-filters";
import { CatalogueSkeleton } from "../components/catalogue-skeleton";
import { DepartmentList, DepartmentSelect } from "../components/department-list";
import { Dossier } from "../components/dossier";
import { LettingGoProvider } from "../components/letting-go";
import { RoomTabs } from "../components/room-tabs";
import { browse, type CatalogueView, joined, type Listed } from "../model/browse";
import { ENOUGH } from "../model/record";

interface CataloguePageProps {
  view: CatalogueView;
  onView: (view: CatalogueView) => void;
  /** Where the dossier has no room beside the list it is a page of its own. */
  onOpenPage: (code: string) => void;
}

const hasRoom = () => window.matchMedia("(min-width: 1280px)").matches;

export function CataloguePage({ view, onView, onOpenPage }: CataloguePageProps) {
  const catalogue = useCatalogue();
  const hired = useHiredAgents().data?.items;
  const departments = useDepartments().data?.items ?? [];
  const all = joined(catalogue.data ?? [], hired);
  const listed = browse(all, view);
  const open = all.find((item) => item.agent.code === view.agent);
  const change = (part: Partial<CatalogueView>) => onView({ ...view, ...part });
  const choose = (code: string) => (hasRoom() ? change({ agent: code }) : onOpenPage(code));
  const chosen = { departments, total: all.length, current: view.department };
  const onChoose = (department: string | undefined) => change({ department });
  useEscape(open !== undefined, () => change({ agent: undefined }));
  return (
    <LettingGoProvider>
      <Page
        crumbs={["Agents", "Catalogue"]}
        title="Agents"
        beside={<RoomTabs current="catalogue" />}
        actions={<CatalogueFilters view={view} onChange={change} />}
        fill
      >
        <DepartmentSelect {...chosen} onChoose={onChoose} />
        <Sheet className="min-h-0 flex-1 max-md:min-h-fit max-md:flex-none">
          <Cells
            className={cn(
              "h-full grid-rows-[minmax(0,1fr)] grid-cols-[190px_minmax(0,1fr)] max-md:grid-cols-1",
              open && "xl:grid-cols-[190px_minmax(0,1fr)_minmax(400px,38%)]",
            )}
          >
            <DepartmentList {...chosen} onChoose={onChoose} />
            <div className="flex min-h-0 flex-col overflow-y-auto max-md:overflow-visible">
              <ListHead
                view={view}
                listed={listed}
                name={departments.find(({ slug }) => slug === view.department)?.name}
              />
              <QueryPanel
                name="The catalogue"
                query={catalogue}
                skeleton={<CatalogueSkeleton />}
                isEmpty={() => listed.length === 0}
                empty={<NothingFits view={view} onClear={() => onView({ agent: view.agent })} />}
              >
                {() => (
                  <>
                    <AgentList listed={listed} current={open?.agent.code} onOpen={choose} />
                    <Note icon={Scale} className="m-4">
                      A record is the share of judged answers that people here found good, with its 95%
                      interval. Agents with fewer than {ENOUGH} judged answers show{" "}
                      <b className="font-semibold">no record yet</b> and sort last.
                    </Note>
                  </>
                )}
              </QueryPanel>
            </div>
            {open && (
              <aside aria-label={`Dossier of ${open.agent.code}`} className="min-h-0 max-xl:hidden">
                <Dossier
                  key={open.agent.code}
                  item={open}
                  end={
                    <IconButton small icon={X} label="Close" onClick={() => change({ agent: undefined })} />
                  }
                />
              </aside>
            )}
          </Cells>
        </Sheet>
      </Page>
    </LettingGoProvider>
  );
}

/** Escape closes the panel, unless something floats over it. */
function useEscape(enabled: boolean, run: () => void): void {
  useEffect(() => {
    if (!enabled) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      if (!document.querySelector("[role=dialog],[role=menu]")) run();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [enabled, run]);
}

function ListHead({
  view,
  listed,
  name,
}: {
  view: CatalogueView;
  listed: readonly Listed[];
  name: string | undefined;
}) {
  const found = plural(listed.length, "agent");
  return (
    <PanelHead
      title={name ?? "All departments"}
      aside={view.q ? `${found} for “${view.q}”` : found}
      className="shrink-0 border-b border-border"
    />
  );
}

function NothingFits({ view, onClear }: { view: CatalogueView; onClear: () => void }) {
  const filters = [
    view.q && `“${view.q}”`,
    view.department && "this department",
    view.hired && "hired",
    view.free && "free of charge",
  ].filter(Boolean);
  return (
    <EmptyState title="No agent fits" action={<Button onClick={onClear}>Clear search and filters</Button>}>
      {filters.length > 0
        ? `Nothing in the catalogue fits ${filters.join(" and ")}.`
        : "The catalogue is empty."}
    </EmptyState>
  );
}
