import { createFileRoute } from "@tanstack/react-router";
import { LogPage } from "@/features/log/pages/log";

export const Route = createFileRoute("/o/$org/log")({ component: LogPage });
