/** What is said of a stored file, in words. */
import type { StoredFile } from "@/lib/api";
import { plural } from "@/lib/format";

const KINDS: Record<StoredFile["kind"], string> = { text: "Text", table: "Table", image: "Picture" };

export const kindOf = (file: StoredFile): string => KINDS[file.kind];

export const originOf = (file: StoredFile): string =>
  file.origin === "written" ? "Written by an agent" : "Uploaded";

/** "3 pages", "120 rows, 8 columns", "720 by 256". */
export function extentOf(file: StoredFile): string {
  const parts = [
    file.pages ? plural(file.pages, "page") : "",
    file.rows ? plural(file.rows, "row") : "",
    file.columns?.length ? plural(file.columns.length, "column") : "",
    file.width && file.height ? `${file.width} by ${file.height}` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** Whether the page can show the content itself, and how. */
export function previewOf(file: StoredFile): "text" | "image" | "none" {
  if (file.kind === "image") return "image";
  const plain = file.media_type.startsWith("text/") || file.media_type === "application/json";
  return plain ? "text" : "none";
}
