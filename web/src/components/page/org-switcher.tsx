/** Which organization: a list to switch between, and the way to another one. */
import { useNavigate } from "@tanstack/react-router";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Menu } from "@/components/ui/menu";
import { Person } from "@/components/ui/person";
import { useAction } from "@/lib/actions";
import { useMe, useWorkplace } from "@/lib/auth";

const CreateOrganization = lazy(() => import("./create-organization"));

export function OrgSwitcher({ onNavigate }: { onNavigate?: () => void }) {
  const { organization } = useWorkplace();
  const memberships = useMe().data?.memberships ?? [];
  const navigate = useNavigate();
  const [creating, setCreating] = useState(false);
  const create = () => setCreating(true);
  useAction({
    id: "organization:new",
    label: "Create another organization",
    group: "Everywhere",
    icon: Plus,
    run: create,
  });
  const items = memberships.map(({ organization: other, role }) => ({
    id: other.id,
    label: (
      <span className="flex items-center gap-2">
        <Person name={other.name} size="sm" shape="square" tone="plain" />
        <span className="truncate">{other.name}</span>
      </span>
    ),
    hint: other.id === organization.id ? <Check aria-label="Current" className="size-3.5" /> : role,
    onSelect: () => {
      onNavigate?.();
      void navigate({ to: "/o/$org", params: { org: other.slug } });
    },
  }));
  return (
    <>
      <Menu
        heading="Organizations"
        items={[...items, "separator", { id: "new", label: "Create another", icon: Plus, onSelect: create }]}
        className="max-h-96 w-64"
        trigger={
          <button
            type="button"
            className="mx-2 mt-1 mb-2 flex min-h-9 shrink-0 items-center gap-2 rounded-md bg-sidebar-accent px-2 py-1.5 text-left font-medium text-foreground"
          >
            <Person name={organization.name} size="sm" shape="square" />
            <span className="min-w-0 flex-1 truncate">{organization.name}</span>
            <ChevronsUpDown aria-hidden="true" className="size-3.5 text-subtle-foreground" />
            <span className="sr-only">, switch organization</span>
          </button>
        }
      />
      <Suspense fallback={null}>
        {creating && <CreateOrganization onOpenChange={setCreating} onCreated={onNavigate} />}
      </Suspense>
    </>
  );
}
