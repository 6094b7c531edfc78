/** The person's own name and password. */
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { ProblemNote } from "@/components/ui/problem-note";
import { toast } from "@/components/ui/toast";
import { useWorkplace } from "@/lib/auth";
import { useForm } from "@/lib/form";
import { useUpdateProfile } from "../profile-api";
import { Block } from "./section";

export default function ProfileSection() {
  const { user } = useWorkplace();
  const update = useUpdateProfile();
  const name = useForm({ name: user.name }, async (values) => {
    await update.mutateAsync(values);
    toast.plain("Name saved.");
  });
  const secret = useForm({ current_password: "", password: "" }, async (values) => {
    await update.mutateAsync(values);
    secret.reset();
    toast.plain("Password changed.");
  });
  return (
    <>
      <Block title="You" text={`Signed in as ${user.email}.`}>
        <form onSubmit={name.submit} className="flex max-w-sm flex-col gap-3">
          <Field label="Name" error={name.error("name")}>
            {(control) => <Input {...control} {...name.bind("name")} autoComplete="name" />}
          </Field>
          <ProblemNote problem={name.problem} />
          <Button
            type="submit"
            busy={name.busy}
            disabled={name.values.name.trim() === ""}
            className="self-start"
          >
            Save name
          </Button>
        </form>
      </Block>
      <Block title="Password" text="Leave the present one empty if you came in by a link and never set one.">
        <form onSubmit={secret.submit} className="flex max-w-sm flex-col gap-3">
          <Field label="Present password" error={secret.error("current_password")}>
            {(control) => (
              <Input
                {...control}
                {...secret.bind("current_password")}
                type="password"
                autoComplete="current-password"
              />
            )}
          </Field>
          <Field label="New password" error={secret.error("password")}>
            {(control) => (
              <Input {...control} {...secret.bind("password")} type="password" autoComplete="new-password" />
            )}
          </Field>
          <ProblemNote problem={secret.problem} />
          <Button
            type="submit"
            busy={secret.busy}
            disabled={secret.values.password === ""}
            className="self-start"
          >
            Change password
          </Button>
        </form>
      </Block>
    </>
  );
}
