/** Sign in with email and password. */
import { Link } from "@tanstack/react-router";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { useForm } from "@/lib/form";
import { useSystem } from "@/lib/system";
import { signIn, useEnter } from "../api";
import { EntrySheet } from "../components/entry-sheet";

export function SignInPage({ next }: { next?: string }) {
  const enter = useEnter();
  const demo = useSystem()?.demo;
  const form = useForm({ email: "", password: "" }, async (values) => {
    await signIn(values);
    await enter(next);
  });
  const create = (
    <Button asChild variant="ghost">
      <Link to="/register">Create an account</Link>
    </Button>
  );
  return (
    <EntrySheet
      title="Sign in"
      end={create}
      lead={
        demo
          ? "The terminal that started Directorate printed a one-time link to the demo organization."
          : "With the email and password of your account."
      }
    >
      <form onSubmit={form.submit} className="flex flex-col gap-3.5" noValidate>
        <Field label="Email" error={form.error("email")}>
          {(control) => (
            <Input {...control} {...form.bind("email")} type="email" autoComplete="username" required />
          )}
        </Field>
        <Field label="Password" error={form.error("password")}>
          {(control) => (
            <Input
              {...control}
              {...form.bind("password")}
              type="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        <ProblemNote problem={form.problem} />
        <Button type="submit" variant="primary" busy={form.busy} className="mt-1 self-start">
          Sign in
        </Button>
      </form>
    </EntrySheet>
  );
}
