/** The files: drop one, see what was understood of it, open it, remove it. */
import { Upload } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead, Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { toast } from "@/components/ui/toast";
import { useUndoableRemoval } from "@/components/ui/undo";
import { useAllows } from "@/lib/auth";
import { cn } from "@/lib/cn";
import { useDeleteFile, useFiles, useUploadFile } from "../api";
import { FileTable } from "./file-table";

export function FilesView() {
  const files = useFiles();
  const deletion = useDeleteFile();
  const removal = useUndoableRemoval((id) => deletion.mutate(id));
  const [filter, setFilter] = useState("");
  const editable = useAllows("member");
  const send = useSendFiles();
  const drop = useDrop(send.all, editable);
  const wanted = filter.trim().toLowerCase();
  const items = (files.data?.items ?? []).filter(
    (file) => !removal.hidden.has(file.id) && file.name.toLowerCase().includes(wanted),
  );
  return (
    <Sheet {...drop.handlers} className={cn("relative", drop.over && "outline-2 outline-primary")}>
      <PanelHead
        title="Files"
        aside={<span className="max-sm:hidden">PDF, Word, text, Markdown, CSV and spreadsheets</span>}
        refreshing={files.isRefetching}
        end={
          <>
            <SearchInput
              label="Filter files"
              value={filter}
              onChange={setFilter}
              slashKey
              className="w-52 max-sm:hidden"
            />
            {editable && <UploadButton busy={send.busy} onFiles={send.all} />}
          </>
        }
      />
      <QueryPanel
        name="Files"
        query={files}
        isEmpty={(page) => page.items.length === 0}
        empty={
          <EmptyState
            title="No files yet"
            className="border-t border-border"
            action={editable && <UploadButton variant="line" busy={send.busy} onFiles={send.all} />}
          >
            What you put here, hired agents can search, read and quote with page or row. Drop a PDF or a CSV
            anywhere on this sheet.
          </EmptyState>
        }
      >
        {() =>
          items.length === 0 && wanted !== "" ? (
            <EmptyState
              title={`No file is called “${filter}”`}
              action={<Button onClick={() => setFilter("")}>Clear the filter</Button>}
            >
              The others are only hidden by the filter.
            </EmptyState>
          ) : (
            <FileTable
              files={items}
              onRemove={editable ? (file) => removal.remove(file.id, `${file.name} removed.`) : undefined}
            />
          )
        }
      </QueryPanel>
    </Sheet>
  );
}

/** Uploads one after another, so that one refusal does not hide the others. */
function useSendFiles() {
  const uploading = useUploadFile();
  const all = async (files: readonly File[]) => {
    for (const file of files) {
      try {
        const stored = await uploading.mutateAsync(file);
        toast.plain(
          stored.status === "failed"
            ? `${stored.name} could not be read.`
            : `${stored.name} can be read now.`,
        );
      } catch (error) {
        toast.problem(error, `${file.name} was not taken`);
      }
    }
  };
  return { all: (files: readonly File[]) => void all(files), busy: uploading.isPending };
}

function useDrop(onFiles: (files: readonly File[]) => void, enabled: boolean) {
  const [over, setOver] = useState(false);
  if (!enabled) return { over, handlers: {} };
  const handlers = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { over, handlers };
}

interface UploadButtonProps {
  variant?: "primary" | "line";
  busy: boolean;
  onFiles: (files: readonly File[]) => void;
}

function UploadButton({ variant = "primary", busy, onFiles }: UploadButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button
        variant={variant}
        size={variant === "primary" ? "sm" : "md"}
        busy={busy}
        onClick={() => input.current?.click()}
      >
        {!busy && <Upload aria-hidden="true" />} Upload
      </Button>
    </>
  );
}
