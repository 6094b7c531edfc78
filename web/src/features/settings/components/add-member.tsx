/** Adds a member; someone new gets a sign-in link that is shown once. */
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input, Select } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import type { Role } from "@/lib/api";
import { useForm } from "@/lib/form";
import { useAddMember } from "../api";
import { Secret } from "./secret";

const EMPTY = { name: "", email: "", role: "member" };

export function AddMember({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const add = useAddMember();
  const [link, setLink] = useState<string | null>(null);
  const close = (next: boolean) => {
    if (!next) {
      setLink(null);
      form.reset();
    }
    onOpenChange(next);
  };
  const form = useForm(EMPTY, async ({ name, email, role }) => {
    const answer = await add.mutateAsync({ name, email, role: role as Role });
    if (answer.sign_in_link) setLink(answer.sign_in_link);
    else close(false);
  });
  return (
    <Dialog open={open} onOpenChange={close} title={link ? "Pass this link on" : "Add a member"}>
      {link ? (
        <Secret
          label="Sign-in link"
          value={link}
          text={`It lets ${form.values.name || form.values.email} in once. It is not shown again.`}
          onDone={() => close(false)}
        />
      ) : (
        <form onSubmit={form.submit} className="flex flex-col gap-3" noValidate>
          <Field label="Name" error={form.error("name")}>
            {(control) => <Input {...control} {...form.bind("name")} autoComplete="off" />}
          </Field>
          <Field label="Email" error={form.error("email")}>
            {(control) => <Input {...control} {...form.bind("email")} type="email" autoComplete="off" />}
          </Field>
          <Field label="Role" error={form.error("role")}>
            {(control) => (
              <Select {...control} {...form.bind("role")}>
                <option value="viewer">Viewer: looks</option>
                <option value="member">Member: works with agents</option>
                <option value="admin">Admin: also changes settings and keys</option>
              </Select>
            )}
          </Field>
          <ProblemNote problem={form.problem} />
          <Button type="submit" variant="primary" busy={form.busy} className="self-start">
            Add member
          </Button>
        </form>
      )}
    </Dialog>
  );
}
