/** The two sides of the room: the catalogue, and those hired. */
import { TabLinks } from "@/components/ui/tabs";
import { useWorkplace } from "@/lib/auth";
import { useCatalogue, useHiredAgents } from "@/lib/workforce";

export function RoomTabs({ current }: { current: "catalogue" | "hired" }) {
  const org = useWorkplace().organization.slug;
  const total = useCatalogue().data?.length;
  const hired = useHiredAgents().data?.items.length;
  return (
    <TabLinks
      label="Agents"
      items={[
        {
          label: "Catalogue",
          count: total,
          current: current === "catalogue",
          link: { to: "/o/$org/agents", params: { org } },
        },
        {
          label: "Hired",
          count: hired,
          current: current === "hired",
          link: { to: "/o/$org/agents/hired", params: { org } },
        },
      ]}
    />
  );
}
