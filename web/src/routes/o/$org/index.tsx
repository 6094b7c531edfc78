import { createFileRoute } from "@tanstack/react-router";
import { DashboardPage } from "@/features/dashboard/pages/dashboard";

export const Route = createFileRoute("/o/$org/")({ component: DashboardPage });
