/** Names a key, chooses its scopes, and shows the key once. */
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Checkbox, Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { useForm } from "@/lib/form";
import { useCreateApiKey } from "../api";
import { Secret } from "./secret";

/** The API's tags; a scope is "<tag>:read" or "<tag>:write". */
const TAGS = [
  "agents",
  "chat",
  "knowledge",
  "inbox",
  "llm",
  "integrations",
  "analytics",
  "identity",
] as const;

export function CreateApiKey({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const create = useCreateApiKey();
  const [scopes, setScopes] = useState<readonly string[]>(["agents:read", "chat:write"]);
  const [key, setKey] = useState<string | null>(null);
  const form = useForm({ name: "" }, async ({ name }) => {
    const made = await create.mutateAsync({ name, scopes: [...scopes] });
    setKey(made.key);
  });
  const close = (next: boolean) => {
    if (!next) {
      setKey(null);
      form.reset();
    }
    onOpenChange(next);
  };
  const toggle = (scope: string) => (on: boolean) =>
    setScopes((before) => (on ? [...before, scope] : before.filter((other) => other !== scope)));
  return (
    <Dialog open={open} onOpenChange={close} title={key ? "Keep this key" : "Create a key"}>
      {key ? (
        <Secret
          label="API key"
          value={key}
          text="It is stored only as a hash and is not shown again."
          onDone={() => close(false)}
        />
      ) : (
        <form onSubmit={form.submit} className="flex flex-col gap-3" noValidate>
          <Field label="Name" hint="What will use it, such as “nightly import”." error={form.error("name")}>
            {(control) => <Input {...control} {...form.bind("name")} autoComplete="off" />}
          </Field>
          <fieldset>
            <legend className="mb-1 text-sm font-medium text-muted-foreground">Scopes</legend>
            <div className="grid grid-cols-[minmax(0,1fr)_80px_80px] items-center gap-x-2">
              {TAGS.map((tag) => (
                <div key={tag} className="contents">
                  <span className="capitalize">{tag}</span>
                  {["read", "write"].map((verb) => (
                    <Checkbox
                      key={verb}
                      label={
                        <>
                          <span className="sr-only">{tag} </span>
                          {verb}
                        </>
                      }
                      checked={scopes.includes(`${tag}:${verb}`)}
                      onChange={toggle(`${tag}:${verb}`)}
                    />
                  ))}
                </div>
              ))}
            </div>
          </fieldset>
          <ProblemNote problem={form.problem} />
          <Button
            type="submit"
            variant="primary"
            busy={form.busy}
            disabled={form.values.name.trim() === "" || scopes.length === 0}
            className="self-start"
          >
            Create key
          </Button>
        </form>
      )}
    </Dialog>
  );
}
