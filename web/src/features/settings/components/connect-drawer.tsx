/** The connect form, drawn from the provider's own schema. Secrets are sealed on arrival and never shown again. */
import { ExternalLink } from "lucide-react";
import { schemaFields, schemaValues } from "@/components/schema-form/schema";
import { SchemaInputs } from "@/components/schema-form/schema-form";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { toast } from "@/components/ui/toast";
import type { Provider } from "@/lib/api";
import { useForm } from "@/lib/form";
import { useConnect } from "../integrations-api";

const NAME = "connection_name";

export function ConnectDrawer({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const connect = useConnect();
  const fields = schemaFields(provider.connection_schema);
  const initial = Object.fromEntries(fields.map((field) => [field.name, field.initial]));
  const secret = fields.filter((field) => field.kind === "secret");
  const open = fields.filter((field) => field.kind !== "secret");
  const form = useForm<Record<string, string>>({ ...initial, [NAME]: provider.name }, async (values) => {
    await connect.mutateAsync({
      provider: provider.slug,
      name: values[NAME] ?? provider.name,
      config: schemaValues(open, values),
      credentials: Object.fromEntries(
        secret.map((field) => [field.name, values[field.name] ?? ""]).filter(([, value]) => value !== ""),
      ),
    });
    toast.plain(`${provider.name} is connected.`);
    onClose();
  });
  /** The server points into the body, "/credentials/api_key"; a field is in either part. */
  const error = (name: string) => form.fieldAt(`/config/${name}`, `/credentials/${name}`, `/${name}`);
  return (
    <Drawer
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Connect ${provider.name}`}
      description="Secrets are sealed when they arrive. They are never shown, logged or returned."
    >
      <form onSubmit={form.submit} className="flex flex-col gap-3.5" noValidate>
        <Field label="Name in this organization" error={form.fieldAt("/name")}>
          {(control) => <Input {...control} {...form.bind(NAME)} autoComplete="off" />}
        </Field>
        <SchemaInputs fields={fields} values={form.values} onChange={form.set} error={error} />
        <ProblemNote problem={form.problem} />
        <div className="flex items-center gap-3">
          <Button type="submit" variant="primary" busy={form.busy}>
            Connect
          </Button>
          {provider.docs_url && (
            <a
              href={provider.docs_url}
              target="_blank"
              rel="noreferrer"
              className="inline-flex min-h-6 items-center gap-1 text-sm font-medium text-primary-text hover:underline"
            >
              Where to find these <ExternalLink aria-hidden="true" className="size-3.5" />
            </a>
          )}
        </div>
      </form>
    </Drawer>
  );
}
