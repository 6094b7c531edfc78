/** Files as rows: what each is, where it came from, how much of it was understood. */
import { Download, FileText, Image, type LucideIcon, TableProperties, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { IconButton } from "@/components/ui/icon-button";
import { StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import type { StoredFile } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { bytes } from "@/lib/format";
import { fileContentUrl } from "../api";
import { extentOf, kindOf, originOf } from "../model/facts";

const ICONS: Record<StoredFile["kind"], LucideIcon> = {
  table: TableProperties,
  image: Image,
  text: FileText,
};

interface FileTableProps {
  files: readonly StoredFile[];
  selected?: string;
  onOpen: (file: StoredFile) => void;
  onRemove?: (file: StoredFile) => void;
}

export function FileTable({ files, selected, onOpen, onRemove }: FileTableProps) {
  const { org_id } = useOrgPath();
  const columns = useMemo(() => columnsFor(org_id, onRemove), [org_id, onRemove]);
  return (
    <DataTable
      label="Files"
      columns={columns}
      rows={files}
      rowKey={(file) => file.id}
      selected={selected}
      onOpen={onOpen}
      openLabel={(file) => `Open ${file.name}`}
      className="max-h-[72vh] border-t border-border"
    />
  );
}

function columnsFor(orgId: string, onRemove?: (file: StoredFile) => void): Column<StoredFile>[] {
  return [
    { id: "name", header: "Name", grow: true, cell: (file) => <FileName file={file} /> },
    {
      id: "kind",
      header: "Kind",
      phone: "below",
      cell: (file) => (
        <span className="text-sm text-muted-foreground">
          {[kindOf(file), extentOf(file)].filter(Boolean).join(", ")}
        </span>
      ),
    },
    {
      id: "origin",
      header: "Origin",
      wideOnly: true,
      cell: (file) => <span className="text-sm text-muted-foreground">{originOf(file)}</span>,
    },
    { id: "status", header: "Read", wideOnly: true, cell: (file) => <ReadMark file={file} /> },
    { id: "size", header: "Size", numeric: true, wideOnly: true, cell: (file) => bytes(file.size_bytes) },
    {
      id: "at",
      header: "Added",
      numeric: true,
      phone: "belowEnd",
      cell: (file) => <Time at={file.created_at} className="text-sm text-subtle-foreground" />,
    },
    {
      id: "acts",
      phone: "end",
      header: <span className="sr-only">Download, delete</span>,
      cell: (file) => <Acts file={file} orgId={orgId} onRemove={onRemove} />,
    },
  ];
}

function FileName({ file }: { file: StoredFile }) {
  const Icon = ICONS[file.kind];
  return (
    <span className="flex min-h-6 items-center gap-2 font-medium">
      <Icon aria-hidden="true" className="size-4 shrink-0 text-subtle-foreground" />
      <span className="truncate">{file.name}</span>
    </span>
  );
}

function ReadMark({ file }: { file: StoredFile }) {
  if (file.status === "failed") return <StatusMark status="failed">Not readable</StatusMark>;
  return <StatusMark status="done">{file.notice ? "Ready, see note" : "Ready"}</StatusMark>;
}

/** Presses here must not rise to the row, which opens. */
function Acts({
  file,
  orgId,
  onRemove,
}: {
  file: StoredFile;
  orgId: string;
  onRemove?: (f: StoredFile) => void;
}) {
  return (
    <span className="flex justify-end">
      <Button asChild variant="ghost" size="icon-sm">
        <a
          href={fileContentUrl(orgId, file.id)}
          download={file.name}
          aria-label={`Download ${file.name}`}
          title="Download"
          onClick={(event) => event.stopPropagation()}
        >
          <Download aria-hidden="true" />
        </a>
      </Button>
      {onRemove && (
        <IconButton
          small
          icon={Trash2}
          label={`Delete ${file.name}`}
          onClick={(event) => {
            event.stopPropagation();
            onRemove(file);
          }}
        />
      )}
    </span>
  );
}
