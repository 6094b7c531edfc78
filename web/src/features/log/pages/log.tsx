/** Log. */
import { Page } from "@/components/page/page";

export function LogPage() {
  return <Page crumbs={["Log"]}>{null}</Page>;
}
