/** One answer: who, what it did, what it says, whom it refers to, and its receipt. */
import { lazy, memo, Suspense, useCallback } from "react";
import { AgentCode, AgentPlate } from "@/components/ui/agent-plate";
import { StatusMark } from "@/components/ui/status-mark";
import { Time } from "@/components/ui/time";
import { useAgentFace } from "@/lib/workforce";
import type { AttachedFile } from "../model/live";
import type { AnswerItem } from "../model/thread";
import { AnswerFailure } from "./answer-failure";
import { AnswerFoot } from "./answer-foot";
import { Referral } from "./referral";
import { ToolCalls } from "./tool-calls";

const loadMarkdown = () => import("./markdown");
const Markdown = lazy(loadMarkdown);

/** Fetches what draws answers before the first one comes. */
export const preloadMarkdown = (): void => void loadMarkdown();

export interface AnswerActions {
  onOpenSource: (key: string, n: number) => void;
  onRetry: (item: AnswerItem) => void;
  onHandOver: (code: string, message: string, files: readonly AttachedFile[]) => void;
}

interface AnswerViewProps extends AnswerActions {
  item: AnswerItem;
  /** The source that is open in the rail, when it is one of this answer. */
  currentSource: number | null;
  /** A hand-over is on its way. */
  busy: boolean;
}

export const AnswerView = memo(function AnswerView(props: AnswerViewProps) {
  const { item, currentSource, onOpenSource, onRetry, onHandOver, busy } = props;
  const { answer, live } = item;
  const face = useAgentFace()(item.agentCode);
  const writing = answer.status === "running" && !live?.problem;
  const { key } = item;
  const open = useCallback((n: number) => onOpenSource(key, n), [onOpenSource, key]);
  return (
    <article
      aria-label={`Answer of ${item.agentCode}`}
      aria-busy={writing}
      className="grid grid-cols-[28px_minmax(0,1fr)] gap-3 max-sm:block"
    >
      <AgentPlate icon={face.icon} className="mt-px max-sm:hidden" />
      <div className="min-w-0">
        <p className="mb-[3px] flex h-[18px] items-center gap-1.5 text-sm">
          <AgentCode code={item.agentCode} />
          <Time at={item.at} className="text-subtle-foreground" />
          <Progress item={item} />
        </p>
        <ToolCalls calls={answer.toolCalls} writing={writing} />
        {answer.text && (
          <Suspense fallback={<p className="text-md whitespace-pre-wrap">{answer.text}</p>}>
            <Markdown
              text={readable(item)}
              writing={writing}
              citations={answer.citations}
              currentSource={currentSource}
              onOpenSource={open}
            />
          </Suspense>
        )}
        {writing && !answer.text && <span aria-hidden="true" className="caret" />}
        {!writing && (
          <AnswerFailure error={answer.error} problem={live?.problem ?? null} onRetry={() => onRetry(item)} />
        )}
        {!writing && answer.status === "cancelled" && <Stopped onRetry={() => onRetry(item)} />}
        {answer.suggested && !writing && (
          <Referral
            suggested={answer.suggested}
            files={item.asked.files}
            busy={busy}
            onHandOver={onHandOver}
          />
        )}
        {answer.interaction && (answer.text || !answer.error) && (
          <AnswerFoot interaction={answer.interaction} text={answer.text} />
        )}
      </div>
    </article>
  );
});

/** An answer in JSON is drawn as code. */
function readable({ answer }: AnswerItem): string {
  const { text, interaction } = answer;
  const isJson = interaction?.output_format === "json" && /^\s*[[{]/.test(text);
  return isJson ? `\`\`\`json\n${text}\n\`\`\`` : text;
}

function Progress({ item: { answer, live } }: { item: AnswerItem }) {
  if (answer.status !== "running" || live?.problem) return null;
  if (live?.stopping) return <StatusMark status="stopped">Stopping</StatusMark>;
  if (live?.reconnecting) {
    return (
      <StatusMark status="degraded">
        Connection lost<span className="font-normal text-subtle-foreground"> taking it up again</span>
      </StatusMark>
    );
  }
  const tool = answer.toolCalls.findLast((call) => call.status === "running");
  return <StatusMark status="running">{tool ? "Working" : answer.text ? "Writing" : "Reading"}</StatusMark>;
}

function Stopped({ onRetry }: { onRetry: () => void }) {
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-subtle-foreground">
      <StatusMark status="stopped" /> What was written is kept, and nothing more is spent.
      <button
        type="button"
        onClick={onRetry}
        className="min-h-6 font-medium text-primary-text hover:underline"
      >
        Ask again
      </button>
    </p>
  );
}
