import { createFileRoute } from "@tanstack/react-router";
import { SettingsPage } from "@/features/settings/pages/settings";

export const Route = createFileRoute("/o/$org/settings/$section")({ component: Settings });

function Settings() {
  return <SettingsPage section={Route.useParams().section} />;
}
