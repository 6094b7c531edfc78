/** Settings. */
import { Page } from "@/components/page/page";

export function SettingsPage({ section }: { section: string }) {
  return <Page crumbs={["Settings"]}>{section}</Page>;
}
