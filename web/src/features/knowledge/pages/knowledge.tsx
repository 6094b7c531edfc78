/** Knowledge: what agents work with. Documents every agent searches, files, and memories. */

import { Page } from "@/components/page/page";
import { TabLinks } from "@/components/ui/tabs";
import type { Memory } from "@/lib/api";
import { useAllows, useWorkplace } from "@/lib/auth";
import { useDocuments, useFiles, useMemories } from "../api";
import { DocumentsView } from "../components/documents-view";
import { DropZone } from "../components/drop-zone";
import { FilesView } from "../components/files-view";
import { MemoriesView } from "../components/memories-view";
import { UploadButton } from "../components/upload-button";
import { useUploads } from "../model/use-uploads";

export interface KnowledgeView {
  /** Files when left out. */
  view?: "documents" | "memories";
  /** The file that is looked at. */
  file?: string;
  /** Which memories. */
  scope?: Memory["scope"];
  agent?: string;
}

interface KnowledgePageProps {
  view: KnowledgeView;
  onView: (view: KnowledgeView) => void;
}

const TITLES = { files: "Files", documents: "Documents", memories: "Memories" } as const;

export function KnowledgePage({ view, onView }: KnowledgePageProps) {
  const editable = useAllows("member");
  const uploads = useUploads();
  const tab = view.view ?? "files";
  // Uploads stand among the files, whichever tab they were dropped on.
  const add = (files: readonly File[]) => {
    if (files.length === 0) return;
    uploads.add(files);
    if (tab !== "files") onView({});
  };
  const look = (file: string | undefined) => onView({ ...view, file });
  return (
    <Page
      crumbs={["Knowledge", TITLES[tab]]}
      title="Knowledge"
      beside={<KnowledgeTabs tab={tab} />}
      actions={editable && tab !== "memories" && <UploadButton onFiles={add} />}
    >
      <DropZone onFiles={add} enabled={editable}>
        {tab === "files" && (
          <FilesView uploads={uploads} editable={editable} open={view.file} onOpen={look} />
        )}
        {tab === "documents" && <DocumentsView open={view.file} onOpen={look} />}
        {tab === "memories" && (
          <MemoriesView
            filter={{ scope: view.scope, agent_code: view.agent }}
            onFilter={({ scope, agent_code }) => onView({ view: "memories", scope, agent: agent_code })}
          />
        )}
      </DropZone>
    </Page>
  );
}

/** The counts are of what is loaded, so a list that goes on has none. */
function KnowledgeTabs({ tab }: { tab: keyof typeof TITLES }) {
  const org = useWorkplace().organization.slug;
  const lists = { files: useFiles(), documents: useDocuments(), memories: useMemories() };
  const to = "/o/$org/knowledge" as const;
  return (
    <TabLinks
      label="Knowledge"
      items={(["files", "documents", "memories"] as const).map((id) => ({
        label: TITLES[id],
        count: lists[id].query.data && !lists[id].query.hasNextPage ? lists[id].items.length : undefined,
        current: tab === id,
        link: { to, params: { org }, search: id === "files" ? {} : { view: id } },
      }))}
    />
  );
}
