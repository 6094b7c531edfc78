/** The files: see what was understood of each, look at it, take it away. */
import { useState } from "react";
import { LoadMore } from "@/components/page/load-more";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead, Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Facet } from "@/components/ui/facet";
import { SearchInput } from "@/components/ui/search-input";
import { useUndoableRemoval } from "@/components/ui/undo";
import type { StoredFile } from "@/lib/api";
import { useDeleteFile, useFiles } from "../api";
import type { Uploads } from "../model/use-uploads";
import { FileDrawer } from "./file-drawer";
import { FileTable } from "./file-table";
import { UploadList } from "./upload-list";

interface FilesViewProps {
  uploads: Uploads;
  editable: boolean;
  /** The file that is looked at. */
  open?: string;
  onOpen: (id: string | undefined) => void;
}

export function FilesView({ uploads, editable, open, onOpen }: FilesViewProps) {
  const files = useFiles();
  const deletion = useDeleteFile();
  const removal = useUndoableRemoval((id) => deletion.mutate(id));
  const [filter, setFilter] = useState("");
  const [origin, setOrigin] = useState<StoredFile["origin"]>();
  const wanted = filter.trim().toLowerCase();
  const kept = files.items.filter((file) => !removal.hidden.has(file.id));
  const items = kept.filter(
    (file) => file.name.toLowerCase().includes(wanted) && (!origin || file.origin === origin),
  );
  const remove = (file: StoredFile) => {
    onOpen(undefined);
    removal.remove(file.id, `${file.name} deleted.`);
  };
  const clear = () => {
    setFilter("");
    setOrigin(undefined);
  };
  return (
    <Sheet>
      <PanelHead
        title="Files"
        aside={<OriginFacets value={origin} onChange={setOrigin} files={kept} />}
        refreshing={files.query.isRefetching && !files.query.isFetchingNextPage}
        end={
          <SearchInput
            label="Filter files"
            value={filter}
            onChange={setFilter}
            slashKey
            className="h-[26px] w-52 max-sm:hidden"
          />
        }
      />
      <UploadList uploads={uploads} />
      <QueryPanel
        name="Files"
        query={files.query}
        isEmpty={() => kept.length === 0}
        empty={
          <EmptyState title="No files yet" className="border-t border-border">
            Upload a PDF, a Word file, a text or a spreadsheet, or drop it anywhere on this page. Attached to
            a conversation, it is read and quoted by page or row.
          </EmptyState>
        }
      >
        {() =>
          items.length === 0 ? (
            <EmptyState
              title="No file passes this filter"
              className="border-t border-border"
              action={<Button onClick={clear}>Clear the filter</Button>}
            >
              {wanted ? `Nothing loaded here is called “${filter}”.` : "The others are only hidden."}
            </EmptyState>
          ) : (
            <FileTable
              files={items}
              selected={open}
              onOpen={(file) => onOpen(file.id)}
              onRemove={editable ? remove : undefined}
            />
          )
        }
      </QueryPanel>
      <LoadMore query={files.query} loaded={files.items.length} of="files" />
      {open && (
        <FileDrawer id={open} onClose={() => onOpen(undefined)} onRemove={editable ? remove : undefined} />
      )}
    </Sheet>
  );
}

const ORIGINS = [
  { value: "uploaded", label: "Uploaded" },
  { value: "written", label: "Written by agents" },
] as const;

interface OriginFacetsProps {
  value: StoredFile["origin"] | undefined;
  onChange: (value: StoredFile["origin"] | undefined) => void;
  files: readonly StoredFile[];
}

function OriginFacets({ value, onChange, files }: OriginFacetsProps) {
  return ORIGINS.map((choice) => (
    <Facet
      key={choice.value}
      on={value === choice.value}
      count={files.filter((file) => file.origin === choice.value).length}
      onChange={(on) => onChange(on ? choice.value : undefined)}
    >
      {choice.label}
    </Facet>
  ));
}
