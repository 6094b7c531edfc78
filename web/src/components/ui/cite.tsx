/** Provenance: the numbered square in a text, and the source it opens. */
import { Brain, CircleSlash, FileText, type LucideIcon, Newspaper, TableProperties } from "lucide-react";
import type { Source } from "@/lib/api";
import { cn } from "@/lib/cn";

const ICONS: Record<string, LucideIcon> = {
  file: FileText,
  document: FileText,
  web: Newspaper,
  memory: Brain,
  field: TableProperties,
};
const WORDS: Record<string, string> = {
  file: "File",
  document: "Document",
  web: "Web",
  memory: "Memory",
  field: "Field",
};

export function Cite({ n, current, onOpen }: { n: number; current?: boolean; onOpen?: (n: number) => void }) {
  return (
    <button
      type="button"
      className="cite"
      aria-label={`Source ${n}`}
      aria-current={current}
      onClick={() => onOpen?.(n)}
    >
      {n}
    </button>
  );
}

/** Kind, place and date of a source: "File, page 2, 4 Nov". */
export function sourcePlace(source: Source): string {
  return [WORDS[source.kind] ?? source.kind, source.locator, source.date].filter(Boolean).join(", ");
}

/** An excerpt without the marks of Markdown, which say nothing outside their text. */
const plainWords = (text: string): string => text.replace(/\*\*|__|`|^#{1,6}\s+/gm, "");

interface SourceItemProps {
  source: Source;
  current?: boolean;
  /** The source can no longer be opened. */
  unreachable?: boolean;
  onOpen?: (source: Source) => void;
}

export function SourceItem({ source, current, unreachable, onOpen }: SourceItemProps) {
  const Icon = unreachable ? CircleSlash : (ICONS[source.kind] ?? FileText);
  const heading = <span className="truncate font-medium">{source.title}</span>;
  return (
    <div
      id={`source-${source.n}`}
      className={cn(
        "grid grid-cols-[20px_minmax(0,1fr)] gap-2 px-3.5 py-[7px] text-sm",
        current && "bg-accent",
      )}
    >
      <span aria-hidden="true" className="cite self-start" data-n={source.n}>
        {source.n}
      </span>
      <div>
        <div className="flex min-h-5 items-center gap-1.5">
          <Icon aria-hidden="true" className="size-3.5 text-subtle-foreground" />
          {source.url ? (
            <a
              href={source.url}
              target="_blank"
              rel="noreferrer"
              className="truncate font-medium hover:underline"
            >
              {source.title}
            </a>
          ) : onOpen && !unreachable ? (
            <button type="button" onClick={() => onOpen(source)} className="min-w-0 truncate hover:underline">
              {heading}
            </button>
          ) : (
            heading
          )}
        </div>
        <div className="text-subtle-foreground">
          {unreachable ? "No longer reachable" : sourcePlace(source)}
        </div>
        {source.excerpt && (
          <blockquote className="mt-0.5 line-clamp-6 border-l-2 border-source-underline pl-2 text-muted-foreground">
            {plainWords(source.excerpt)}
          </blockquote>
        )}
      </div>
    </div>
  );
}
