import { createFileRoute } from "@tanstack/react-router";
import { SignInLinkPage } from "@/features/identity/pages/sign-in-link";

export const Route = createFileRoute("/sign-in/link")({ component: SignInLinkPage });
