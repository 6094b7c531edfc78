/** Knowledge: two views of what agents work with, files and memories. */
import { Page } from "@/components/page/page";
import { TabLinks } from "@/components/ui/tabs";
import { useWorkplace } from "@/lib/auth";
import { useFiles, useMemories } from "../api";
import { FilesView } from "../components/files-view";
import { MemoriesView } from "../components/memories-view";

export type KnowledgeView = "files" | "memories";

export function KnowledgePage({ view }: { view: KnowledgeView }) {
  const org = useWorkplace().organization.slug;
  const files = useFiles().data?.items.length;
  const memories = useMemories().data?.items.length;
  const to = "/o/$org/knowledge" as const;
  return (
    <Page
      crumbs={["Knowledge", view === "files" ? "Files" : "Memories"]}
      title="Knowledge"
      beside={
        <TabLinks
          label="Knowledge"
          items={[
            { label: "Files", count: files, current: view === "files", link: { to, params: { org } } },
            {
              label: "Memories",
              count: memories,
              current: view === "memories",
              link: { to, params: { org }, search: { view: "memories" } },
            },
          ]}
        />
      }
    >
      {view === "files" ? <FilesView /> : <MemoriesView />}
    </Page>
  );
}
