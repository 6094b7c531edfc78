/** Files on their way: how far each is, and what the server said of those it refused. */
import { RotateCcw, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { StatusMark } from "@/components/ui/status-mark";
import { bytes, percent } from "@/lib/format";
import type { Upload, Uploads } from "../model/use-uploads";

export function UploadList({ uploads }: { uploads: Uploads }) {
  const { list, busy, dismiss } = uploads;
  if (list.length === 0) return null;
  const over = list.filter((upload) => upload.state === "done").length;
  return (
    <section aria-label="Uploads" className="border-t border-border bg-muted">
      <div className="flex min-h-9 items-center gap-2 px-3.5 text-sm text-muted-foreground">
        <span role="status">
          {busy
            ? `Uploading, ${over} of ${list.length} done. Stay on this page.`
            : `${over} of ${list.length} taken`}
        </span>
        {!busy && (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => dismiss()}>
            Clear
          </Button>
        )}
      </div>
      <ul>
        {list.map((upload) => (
          <UploadRow key={upload.id} upload={upload} uploads={uploads} />
        ))}
      </ul>
    </section>
  );
}

function UploadRow({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { file, state, problem } = upload;
  return (
    <li className="relative border-t border-border bg-card px-3.5 py-1.5">
      <div className="flex min-h-8 items-center gap-3">
        <span className="min-w-0 flex-1 truncate font-medium">{file.name}</span>
        <span className="text-sm text-subtle-foreground tabular-nums max-sm:hidden">{bytes(file.size)}</span>
        <UploadState upload={upload} />
        {state === "failed" && (
          <>
            <IconButton
              small
              icon={RotateCcw}
              label={`Try ${file.name} again`}
              onClick={() => uploads.retry(upload.id)}
            />
            <IconButton
              small
              icon={X}
              label={`Take ${file.name} off the list`}
              onClick={() => uploads.dismiss(upload.id)}
            />
          </>
        )}
      </div>
      {problem && (
        <p role="alert" className="max-w-[80ch] pb-1 text-sm text-pretty text-danger-text">
          {problem.detail || problem.title} {problem.fix}
        </p>
      )}
      {upload.stored?.notice && (
        <p className="max-w-[80ch] pb-1 text-sm text-pretty text-muted-foreground">{upload.stored.notice}</p>
      )}
      {state === "sending" && (
        <span
          aria-hidden="true"
          className="absolute bottom-0 left-0 h-0.5 bg-primary"
          style={{ width: percent(upload.share, 0) }}
        />
      )}
    </li>
  );
}

function UploadState({ upload }: { upload: Upload }) {
  switch (upload.state) {
    case "waiting":
      return <StatusMark status="queued">Waits</StatusMark>;
    case "sending":
      return (
        <StatusMark status="running">{upload.share < 1 ? percent(upload.share, 0) : "Being read"}</StatusMark>
      );
    case "failed":
      return <StatusMark status="failed">Not taken</StatusMark>;
    case "done":
      return upload.stored?.status === "failed" ? (
        <StatusMark status="failed">Kept, not readable</StatusMark>
      ) : (
        <StatusMark status="done">Ready</StatusMark>
      );
  }
}
