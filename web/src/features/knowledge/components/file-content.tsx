/** The content of a file, where the page can show it: text, the first rows of a table, a picture. */
import type { ReactNode } from "react";
import { QueryPanel } from "@/components/page/query-panel";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { StoredFile } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { number } from "@/lib/format";
import { fileContentUrl, useFileText } from "../api";
import { delimiterOf, firstRows } from "../model/csv";
import { previewOf } from "../model/facts";

const SHOWN_CHARACTERS = 20_000;
const SHOWN_ROWS = 40;

export function FileContent({ file }: { file: StoredFile }) {
  const { org_id } = useOrgPath();
  const how = previewOf(file);
  const text = useFileText(file.id, how === "text");
  if (how === "image") {
    return (
      <img
        src={fileContentUrl(org_id, file.id)}
        alt={file.name}
        width={file.width ?? undefined}
        height={file.height ?? undefined}
        className="h-auto max-w-full border-t border-border pt-4"
      />
    );
  }
  if (how === "none") {
    return (
      <p className="border-t border-border pt-4 text-muted-foreground">
        Download it to open it in its own program. Agents read its text and quote it by page.
      </p>
    );
  }
  return (
    <QueryPanel name="Its content" query={text} skeleton={<SkeletonRows rows={6} mark={false} />}>
      {(content) => (
        // The drawer scrolls, so something in it must take the focus.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys scroll the content.
        <section aria-label="Content" tabIndex={0} className="overflow-x-auto border-t border-border pt-4">
          {file.kind === "table" ? <Rows file={file} content={content} /> : <Text content={content} />}
        </section>
      )}
    </QueryPanel>
  );
}

function Text({ content }: { content: string }) {
  return (
    <>
      <pre className="font-sans break-words whitespace-pre-wrap">{content.slice(0, SHOWN_CHARACTERS)}</pre>
      {content.length > SHOWN_CHARACTERS && (
        <Rest>
          The first {number(SHOWN_CHARACTERS)} of {number(content.length)} characters. Download it for the
          rest.
        </Rest>
      )}
    </>
  );
}

function Rows({ file, content }: { file: StoredFile; content: string }) {
  const [head = [], ...rows] = firstRows(content, delimiterOf(content), SHOWN_ROWS + 1);
  return (
    <>
      <table className="border-collapse text-sm [&_td]:max-w-56 [&_td]:truncate [&_td]:border-b [&_td]:border-border [&_td]:py-1 [&_td]:pr-4 [&_th]:border-b [&_th]:border-border [&_th]:py-1 [&_th]:pr-4 [&_th]:text-left [&_th]:font-medium [&_th]:whitespace-nowrap [&_th]:text-subtle-foreground">
        <thead>
          <tr>
            {head.map((name, at) => (
              <th key={`${String(at)}-${name}`} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={`${String(line)}-${row[0]}`}>
              {row.map((cell, at) => (
                <td key={`${String(at)}-${cell}`}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(file.rows ?? 0) > rows.length && (
        <Rest>
          The first {number(rows.length)} of {number(file.rows ?? 0)} rows. Download it for the rest.
        </Rest>
      )}
    </>
  );
}

function Rest({ children }: { children: ReactNode }) {
  return <p className="mt-2 text-sm text-subtle-foreground">{children}</p>;
}
