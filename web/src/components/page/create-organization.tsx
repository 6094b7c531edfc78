/** Creates another organization, and goes there as its owner. */
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { api, unwrap } from "@/lib/api";
import { meQuery } from "@/lib/auth";
import { useForm } from "@/lib/form";

interface CreateOrganizationProps {
  onOpenChange: (open: boolean) => void;
  onCreated?: () => void;
}

export default function CreateOrganization({ onOpenChange, onCreated }: CreateOrganizationProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({ name: "" }, async (body) => {
    const made = await unwrap(api.POST("/v1/organizations", { body }));
    // The page of an organization needs the membership that came with it.
    await client.refetchQueries({ queryKey: meQuery.queryKey });
    onOpenChange(false);
    onCreated?.();
    await navigate({ to: "/o/$org", params: { org: made.slug } });
  });
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title="Create another organization"
      description="Its agents, files, members and books are its own. You become its owner."
    >
      <form onSubmit={form.submit} className="flex flex-col gap-3" noValidate>
        <Field label="Name" error={form.error("name")}>
          {(control) => (
            <Input {...control} {...form.bind("name")} autoComplete="organization" maxLength={120} />
          )}
        </Field>
        <ProblemNote problem={form.problem} />
        <Button
          type="submit"
          variant="primary"
          busy={form.busy}
          disabled={form.values.name.trim() === ""}
          className="self-start"
        >
          Create organization
        </Button>
      </form>
    </Dialog>
  );
}
