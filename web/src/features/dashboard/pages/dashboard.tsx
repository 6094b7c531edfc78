/** Dashboard. */
import { Page } from "@/components/page/page";

export function DashboardPage() {
  return <Page crumbs={["Dashboard"]}>{null}</Page>;
}
