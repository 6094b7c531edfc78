/** Register: a person and the organization they own. */
import { Link } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { useForm } from "@/lib/form";
import { register, useEnter } from "../api";
import { EntrySheet } from "../components/entry-sheet";

const EMPTY = { name: "", email: "", password: "", organization_name: "" };

export function RegisterPage() {
  const enter = useEnter();
  const form = useForm(EMPTY, async (values) => {
    await register(values);
    await enter();
  });
  return (
    <EntrySheet
      title="Create an account"
      lead={
        <>
          Have one already?{" "}
          <Link to="/sign-in" className="font-medium text-primary-text underline underline-offset-2">
            Sign in
          </Link>
        </>
      }
    >
      <form onSubmit={form.submit} className="flex flex-col gap-3.5" noValidate>
        <Field label="Your name" error={form.error("name")}>
          {(control) => <Input {...control} {...form.bind("name")} autoComplete="name" required />}
        </Field>
        <Field label="Organization" hint="You become its owner." error={form.error("organization_name")}>
          {(control) => (
            <Input {...control} {...form.bind("organization_name")} autoComplete="organization" required />
          )}
        </Field>
        <Field label="Email" error={form.error("email")}>
          {(control) => (
            <Input {...control} {...form.bind("email")} type="email" autoComplete="email" required />
          )}
        </Field>
        <Field
          label="Password"
          hint="A sentence you remember is better than a word with signs."
          error={form.error("password")}
        >
          {(control) => (
            <Input
              {...control}
              {...form.bind("password")}
              type="password"
              autoComplete="new-password"
              required
            />
          )}
        </Field>
        <ProblemNote problem={form.problem} />
        <Button type="submit" variant="primary" busy={form.busy} className="mt-1 self-start">
          Create account
        </Button>
      </form>
    </EntrySheet>
  );
}
