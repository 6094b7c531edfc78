/** One agent's dossier as a page: where the catalogue has no room beside its list, and for links. */
import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import { Page } from "@/components/page/page";
import { QueryPanel } from "@/components/page/query-panel";
import { Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useWorkplace } from "@/lib/auth";
import { useCatalogue, useHiredAgents } from "../api";
import { CatalogueSkeleton } from "../components/catalogue-skeleton";
import { Dossier } from "../components/dossier";
import { LettingGoProvider } from "../components/letting-go";
import { joined } from "../model/browse";

export function DossierPage({ code }: { code: string }) {
  const org = useWorkplace().organization.slug;
  const catalogue = useCatalogue();
  const hired = useHiredAgents().data?.items;
  const isIt = (other: string) => other.toLowerCase() === code.toLowerCase();
  const item = joined(catalogue.data ?? [], hired).find(({ agent }) => isIt(agent.code));
  const back = (
    <Button asChild>
      <Link to="/o/$org/agents" params={{ org }}>
        <ArrowLeft aria-hidden="true" /> Catalogue
      </Link>
    </Button>
  );
  return (
    <LettingGoProvider>
      <Page crumbs={["Agents", item?.agent.code ?? code]} fill>
        <div className="mx-auto flex w-full max-w-[760px] shrink-0 items-center">{back}</div>
        <Sheet className="mx-auto flex min-h-0 w-full max-w-[760px] flex-col">
          <QueryPanel
            name={code}
            query={catalogue}
            skeleton={<CatalogueSkeleton />}
            isEmpty={() => item === undefined}
            empty={
              <EmptyState title={`There is no ${code}`} level="h2" action={back}>
                No agent of the catalogue has this code. The catalogue lists those there are.
              </EmptyState>
            }
          >
            {() => item && <Dossier item={item} />}
          </QueryPanel>
        </Sheet>
      </Page>
    </LettingGoProvider>
  );
}
