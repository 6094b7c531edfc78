import { createFileRoute } from "@tanstack/react-router";
import { CataloguePage } from "@/features/agents/pages/catalogue";

export const Route = createFileRoute("/o/$org/agents/")({ component: CataloguePage });
