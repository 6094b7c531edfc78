/** Knowledge. */
import { Page } from "@/components/page/page";

export type KnowledgeView = "files" | "memories";

export function KnowledgePage({ view }: { view: KnowledgeView }) {
  return <Page crumbs={["Knowledge"]}>{view}</Page>;
}
