/** A stored file looked at: what is known of it, its content where the page can show it, download and delete. */
import { Download, Info, Trash2 } from "lucide-react";
import { QueryPanel } from "@/components/page/query-panel";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
import { Fact, Facts } from "@/components/ui/facts";
import { Note } from "@/components/ui/note";
import { SkeletonRows } from "@/components/ui/skeleton";
import { StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import type { StoredFile } from "@/lib/api";
import { useOrgPath } from "@/lib/auth";
import { bytes, number } from "@/lib/format";
import { fileContentUrl, useFile, useFileText } from "../api";
import { extentOf, kindOf, originOf, previewOf } from "../model/facts";

const SHOWN_CHARACTERS = 20_000;

interface FileDrawerProps {
  id: string;
  onClose: () => void;
  onRemove?: (file: StoredFile) => void;
}

export function FileDrawer({ id, onClose, onRemove }: FileDrawerProps) {
  const { org_id } = useOrgPath();
  const file = useFile(id);
  const footer = file.data && (
    <>
      <Button asChild variant="primary">
        <a href={fileContentUrl(org_id, id)} download={file.data.name}>
          <Download aria-hidden="true" /> Download
        </a>
      </Button>
      {onRemove && (
        <Button variant="bad" className="ml-auto" onClick={() => onRemove(file.data)}>
          <Trash2 aria-hidden="true" /> Delete
        </Button>
      )}
    </>
  );
  return (
    <Drawer
      open
      onOpenChange={(open) => !open && onClose()}
      title={file.data?.name ?? "File"}
      footer={footer}
      className="[&_h2]:break-all"
    >
      <QueryPanel name="The file" query={file} skeleton={<SkeletonRows rows={6} mark={false} />}>
        {(found) => <FileFacts file={found} />}
      </QueryPanel>
    </Drawer>
  );
}

function FileFacts({ file }: { file: StoredFile }) {
  return (
    <div className="flex flex-col gap-4">
      {file.notice && <Note icon={Info}>{file.notice}</Note>}
      <Facts>
        <Fact name="Read">
          {file.status === "failed" ? (
            <StatusMark status="failed">Not readable</StatusMark>
          ) : (
            <StatusMark status="done">Ready for agents</StatusMark>
          )}
        </Fact>
        <Fact name="Kind">
          {[kindOf(file), extentOf(file)].filter(Boolean).join(", ")}
          <span className="ml-2 text-subtle-foreground">{file.media_type}</span>
        </Fact>
        <Fact name="Size">{bytes(file.size_bytes)}</Fact>
        <Fact name="Origin">
          {originOf(file)}, <Time at={file.created_at} />
        </Fact>
        {file.columns && file.columns.length > 0 && (
          <Fact name="Columns">
            <span className="mono break-words">{file.columns.join(", ")}</span>
          </Fact>
        )}
      </Facts>
      <Preview file={file} />
    </div>
  );
}

function Preview({ file }: { file: StoredFile }) {
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
        <div className="border-t border-border pt-4">
          <pre className="font-sans break-words whitespace-pre-wrap">
            {content.slice(0, SHOWN_CHARACTERS)}
          </pre>
          {content.length > SHOWN_CHARACTERS && (
            <p className="mt-2 text-sm text-subtle-foreground">
              The first {number(SHOWN_CHARACTERS)} of {number(content.length)} characters. Download it for the
              rest.
            </p>
          )}
        </div>
      )}
    </QueryPanel>
  );
}
