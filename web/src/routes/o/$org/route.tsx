import { createFileRoute } from "@tanstack/react-router";
import { Workplace } from "@/app/workplace";

export const Route = createFileRoute("/o/$org")({ component: Shell });

function Shell() {
  return <Workplace slug={Route.useParams().org} />;
}
