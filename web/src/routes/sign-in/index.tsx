import { createFileRoute } from "@tanstack/react-router";
import { SignInPage } from "@/features/identity/pages/sign-in";

export const Route = createFileRoute("/sign-in/")({
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search.next === "string" && /^\/(?!\/)/.test(search.next) ? { next: search.next } : {},
  component: SignIn,
});

function SignIn() {
  return <SignInPage next={Route.useSearch().next} />;
}
