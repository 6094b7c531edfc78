import { createFileRoute } from "@tanstack/react-router";
import { RegisterPage } from "@/features/identity/pages/register";

export const Route = createFileRoute("/register")({ component: RegisterPage });
