/** Files as rows: what each is, how much of it was understood. */
import { FileText, Image, type LucideIcon, TableProperties, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { IconButton } from "@/components/ui/icon-button";
import { StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import type { StoredFile } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { bytes, plural } from "@/lib/format";
import { fileContentUrl } from "../api";

const ICONS: Record<string, LucideIcon> = { table: TableProperties, image: Image };

/** "3 pages", "120 rows, 8 columns". */
function extent(file: StoredFile): string {
  const columns = Array.isArray(file.columns) ? file.columns.length : 0;
  const parts = [
    file.pages ? plural(file.pages, "page") : "",
    file.rows ? plural(file.rows, "row") : "",
    columns > 0 ? plural(columns, "column") : "",
  ];
  return parts.filter(Boolean).join(", ");
}

interface FileTableProps {
  files: readonly StoredFile[];
  onRemove?: (file: StoredFile) => void;
}

export function FileTable({ files, onRemove }: FileTableProps) {
  const { org_id } = useOrgPath();
  const columns = useMemo(() => columnsFor(org_id, onRemove), [org_id, onRemove]);
  return (
    <DataTable
      label="Files"
      columns={columns}
      rows={files}
      rowKey={(file) => file.id}
      className="max-h-[72vh] border-t border-border"
    />
  );
}

function columnsFor(orgId: string, onRemove?: (file: StoredFile) => void): Column<StoredFile>[] {
  return [
    { id: "name", header: "Name", grow: true, cell: (file) => <FileName file={file} orgId={orgId} /> },
    {
      id: "status",
      header: "Read",
      phone: "below",
      cell: (file) =>
        file.status === "failed" ? (
          <StatusMark status="failed">Not readable</StatusMark>
        ) : (
          <StatusMark status="done">Ready</StatusMark>
        ),
    },
    {
      id: "extent",
      header: "Extent",
      wideOnly: true,
      cell: (file) => <span className="text-muted-foreground">{extent(file)}</span>,
    },
    { id: "size", header: "Size", numeric: true, wideOnly: true, cell: (file) => bytes(file.size_bytes) },
    {
      id: "at",
      header: "Added",
      numeric: true,
      wideOnly: true,
      cell: (file) => <Time at={file.created_at} className="text-subtle-foreground" />,
    },
    ...(onRemove
      ? [
          {
            id: "remove",
            phone: "end" as const,
            header: <span className="sr-only">Remove</span>,
            cell: (file: StoredFile) => (
              <IconButton small icon={Trash2} label={`Remove ${file.name}`} onClick={() => onRemove(file)} />
            ),
          },
        ]
      : []),
  ];
}

function FileName({ file, orgId }: { file: StoredFile; orgId: string }) {
  const Icon = ICONS[file.kind] ?? FileText;
  return (
    <a
      href={fileContentUrl(orgId, file.id)}
      target="_blank"
      rel="noreferrer"
      className="flex min-h-6 items-center gap-2 font-medium hover:underline"
    >
      <Icon aria-hidden="true" className="size-4 text-subtle-foreground" />
      <span className="truncate">{file.name}</span>
    </a>
  );
}
