/** The thread over the composer; before the first message, the starters. Files may be dropped anywhere on it. */
import { Paperclip, Upload } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import type { Agent, HiredAgent } from "@/lib/api";
import { useAllows } from "@/lib/auth";
import { useAddSamples, useFiles } from "../api";
import type { Ask, AttachedFile } from "../model/live";
import type { Opening } from "../model/opening";
import { type Attachments, useAttachments } from "../model/use-attachments";
import type { useThread } from "../model/use-thread";
import type { AnswerActions } from "./answer";
import { Composer } from "./composer";
import { Starters } from "./starters";
import { Thread } from "./thread";

interface DeskProps extends AnswerActions {
  thread: ReturnType<typeof useThread>;
  sessionId: string | null;
  code: string | null;
  agent: Agent | undefined;
  hired: readonly HiredAgent[] | undefined;
  opening: Opening;
  current: { key: string; n: number } | null;
  busy: boolean;
  onChoose: (code: string) => void;
  onSend: (message: string, files: readonly AttachedFile[], format: Ask["outputFormat"]) => void;
}

/** Why nothing can be sent, in words for the composer; undefined when it can. */
function useBlocked(code: string | null, hired: readonly HiredAgent[] | undefined): string | undefined {
  const mayAsk = useAllows("member");
  if (!mayAsk) return "Viewers read conversations. A member can ask.";
  if (!code) return "Choose an agent first";
  if (hired && !hired.some((one) => one.agent_code === code)) return `${code} is not hired any more`;
  return undefined;
}

/** Attaches the organization's files of these names once they are known; answers those it does not have. */
function useNamedFiles(names: readonly string[], attachments: Attachments): readonly string[] {
  const files = useFiles(names.length > 0).data?.items;
  const { addStored } = attachments;
  const wanted = names.join("\n");
  useEffect(() => {
    for (const name of wanted.split("\n")) {
      const file = files?.find((candidate) => candidate.name === name && candidate.status === "ready");
      if (file) addStored(file);
    }
  }, [wanted, files, addStored]);
  return files ? names.filter((name) => !files.some((file) => file.name === name)) : [];
}

export function ConversationDesk(props: DeskProps) {
  const { thread, sessionId, code, agent, hired, opening, onChoose, onSend, current, busy } = props;
  const input = useRef<HTMLTextAreaElement>(null);
  const attachments = useAttachments();
  const [sample, setSample] = useState({ ask: opening.ask ?? "", files: opening.files ?? [], count: 0 });
  const missing = useNamedFiles(sample.files, attachments);
  const samples = useAddSamples();
  const blocked = useBlocked(code, hired);
  const drop = useDropTarget(blocked === undefined, attachments.add);
  const median = hired?.find((one) => one.agent_code === code)?.statistics.median_cost_micros;
  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing an agent or a sample leads to writing.
  useEffect(() => {
    if (window.matchMedia("(pointer: fine)").matches) input.current?.focus();
  }, [code, sample.count]);
  return (
    <div className="relative flex min-h-0 flex-1 flex-col" {...drop.handlers}>
      <Thread
        items={thread.items}
        current={current}
        busy={busy}
        onOpenSource={props.onOpenSource}
        onRetry={props.onRetry}
        onHandOver={props.onHandOver}
      >
        {thread.items.length === 0 && (
          <Starters
            hired={hired}
            agent={agent}
            code={code}
            onChoose={onChoose}
            onSample={({ ask, files }) => {
              attachments.clear();
              setSample(({ count }) => ({ ask, files: [...files], count: count + 1 }));
            }}
          />
        )}
      </Thread>
      <p role="status" className="sr-only">
        {thread.writing ? `${code} is answering` : thread.items.length > 0 ? `${code} has answered` : ""}
      </p>
      {missing.length > 0 && attachments.items.length === 0 && (
        <Note icon={Paperclip} className="mx-7 max-md:mx-3">
          {missing.join(", ")} is not among your files.{" "}
          <Button size="sm" variant="line" busy={samples.isPending} onClick={() => samples.mutate(missing)}>
            Use the sample
          </Button>{" "}
          or attach one of your own.
        </Note>
      )}
      {hired?.length !== 0 && (
        <Composer
          key={`${sessionId ?? "new"}-${sample.count}`}
          draftKey={sessionId ?? "new"}
          initialText={sample.ask}
          agentCode={code ?? "an agent"}
          input={input}
          attachments={attachments}
          writing={thread.writing !== null}
          stopping={thread.writing?.stopping ?? false}
          blocked={blocked}
          medianCostMicros={median}
          onStop={thread.stop}
          onSend={({ message, outputFormat }) => {
            onSend(message, attachments.ready, outputFormat);
            attachments.clear();
            setSample((before) => ({ ...before, ask: "", files: [] }));
          }}
        />
      )}
      {drop.over && (
        <div className="pointer-events-none absolute inset-2 grid place-items-center rounded-lg border-2 border-dashed border-primary bg-card/90">
          <p className="flex items-center gap-2 text-lg font-semibold">
            <Upload aria-hidden="true" className="size-5" /> Drop files to attach them
          </p>
        </div>
      )}
    </div>
  );
}

function useDropTarget(enabled: boolean, onFiles: (files: readonly File[]) => void) {
  const [depth, setDepth] = useState(0);
  const hasFiles = (event: DragEvent) => enabled && event.dataTransfer.types.includes("Files");
  const handlers = {
    onDragEnter: (event: DragEvent) => {
      if (hasFiles(event)) setDepth((before) => before + 1);
    },
    onDragLeave: (event: DragEvent) => {
      if (hasFiles(event)) setDepth((before) => Math.max(0, before - 1));
    },
    onDragOver: (event: DragEvent) => {
      if (hasFiles(event)) event.preventDefault();
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setDepth(0);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { over: depth > 0, handlers };
}
