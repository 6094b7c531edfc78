/** Files going along with the next message: how far each upload is, or what the server said about it. */
import { CircleX, FileText, X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { bytes, percent, plural } from "@/lib/format";
import type { Attachment } from "../model/use-attachments";

function state({ file, problem, progress, size }: Attachment): string {
  if (problem) return `${problem.detail || problem.title} ${problem.fix}`.trim();
  if (!file) return progress < 1 ? `${percent(progress, 0)} of ${bytes(size)}` : "Reading";
  if (file.status === "failed") return file.notice || "The file could not be read.";
  const parts = [
    file.pages ? plural(file.pages, "page") : null,
    file.rows ? plural(file.rows, "row") : null,
    bytes(file.size_bytes),
  ];
  return parts.filter(Boolean).join(", ");
}

export function AttachmentList({
  items,
  onRemove,
}: {
  items: readonly Attachment[];
  onRemove: (key: string) => void;
}) {
  if (items.length === 0) return null;
  return (
    <ul aria-label="Files for this message" className="flex flex-wrap gap-1.5 px-2.5 pt-2.5">
      {items.map((item) => (
        <AttachmentChip key={item.key} item={item} onRemove={() => onRemove(item.key)} />
      ))}
    </ul>
  );
}

function AttachmentChip({ item, onRemove }: { item: Attachment; onRemove: () => void }) {
  const isBad = item.problem !== null || item.file?.status === "failed";
  const Icon = isBad ? CircleX : FileText;
  const uploading = !isBad && item.file === null;
  return (
    <li
      role={isBad ? "alert" : undefined}
      className="relative flex max-w-full items-center gap-2 overflow-hidden rounded-md border border-border bg-background py-1 pr-1 pl-2 text-sm"
    >
      <Icon
        aria-hidden="true"
        className={isBad ? "size-4 text-danger-text" : "size-4 text-subtle-foreground"}
      />
      <span className="min-w-0">
        <span className="block truncate font-medium">{item.name}</span>
        <span
          className={
            isBad
              ? "block max-w-[52ch] text-pretty text-danger-text"
              : "block truncate text-subtle-foreground tabular-nums"
          }
        >
          {state(item)}
        </span>
      </span>
      <IconButton small icon={X} label={`Remove ${item.name}`} onClick={onRemove} />
      {uploading && (
        <span
          role="progressbar"
          aria-label={`Upload of ${item.name}`}
          aria-valuenow={Math.round(item.progress * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
          className="absolute inset-x-0 bottom-0 h-0.5 origin-left bg-primary"
          style={{ transform: `scaleX(${item.progress})` }}
        />
      )}
    </li>
  );
}
