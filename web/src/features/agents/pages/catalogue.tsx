/** Agents. */
import { Page } from "@/components/page/page";

export function CataloguePage() {
  return <Page crumbs={["Agents"]}>{null}</Page>;
}
