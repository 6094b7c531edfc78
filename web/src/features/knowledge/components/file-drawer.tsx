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
import { bytes } from "@/lib/format";
import { fileContentUrl, useFile } from "../api";
import { extentOf, kindOf, originOf } from "../model/facts";
import { FileContent } from "./file-content";

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
      <FileContent file={file} />
    </div>
  );
}
