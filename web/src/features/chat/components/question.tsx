/** What a person asked, with the files that went along. */
import { FileText, Image as ImageIcon, TableProperties } from "lucide-react";
import { Person } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import { useOrgPath, useWorkplace } from "@/lib/auth";
import type { AttachedFile } from "../model/live";
import type { Question } from "../model/thread";

function fileIcon(mediaType: string) {
  if (mediaType.startsWith("image/")) return ImageIcon;
  return /csv|sheet|excel/.test(mediaType) ? TableProperties : FileText;
}

function FileLink({ file }: { file: AttachedFile }) {
  const { org_id } = useOrgPath();
  const Icon = fileIcon(file.media_type);
  return (
    <a
      href={`/v1/organizations/${org_id}/files/${file.id}/content`}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex h-[26px] max-w-full items-center gap-1.5 rounded-sm border border-border bg-card px-2 text-sm text-muted-foreground hover:bg-accent hover:text-foreground"
    >
      <Icon aria-hidden="true" className="size-3.5" />
      <span className="truncate">{file.name}</span>
    </a>
  );
}

export function QuestionView({ question }: { question: Question }) {
  const { user } = useWorkplace();
  const name = question.author ?? user.name;
  return (
    <article
      aria-label={`Message of ${name}`}
      className="grid grid-cols-[28px_minmax(0,1fr)] gap-3 max-sm:block"
    >
      <Person name={name} className="mt-px size-7 max-sm:hidden" />
      <div className="min-w-0">
        <p className="mb-[3px] flex h-[18px] items-center gap-1.5 text-sm">
          <b className="font-semibold">{name}</b>
          <Time at={question.at} className="text-subtle-foreground" />
        </p>
        <p className="text-md break-words whitespace-pre-wrap">{question.text}</p>
        {question.files.length > 0 && (
          <ul aria-label="Attached files" className="mt-1.5 flex flex-wrap gap-1.5">
            {question.files.map((file) => (
              <li key={file.id} className="max-w-full">
                <FileLink file={file} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </article>
  );
}
