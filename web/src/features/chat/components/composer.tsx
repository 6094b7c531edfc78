/** Where a message is written: Enter sends, Shift and Enter breaks the line, files come by menu, drop or paste. */
import { ArrowUp, Square } from "lucide-react";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useState,
} from "react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Money } from "@/components/ui/money";
import { cn } from "@/lib/cn";
import type { Attachments } from "../model/use-attachments";
import { AttachMenu } from "./attach-menu";
import { AttachmentList } from "./attachment-list";
import { FormatMenu, type OutputFormat } from "./format-menu";

export interface Draft {
  message: string;
  outputFormat: OutputFormat | undefined;
}

interface ComposerProps {
  agentCode: string;
  /** Names the conversation, so that what was written is still there after a look elsewhere. */
  draftKey: string;
  initialText?: string;
  input: RefObject<HTMLTextAreaElement | null>;
  attachments: Attachments;
  writing: boolean;
  stopping: boolean;
  /** Why nothing can be sent here. */
  blocked?: string;
  medianCostMicros?: number | null;
  onSend: (draft: Draft) => void;
  onStop: () => void;
}

/** Drafts of this visit, by conversation. */
const drafts = new Map<string, string>();

function useDraft(key: string, initial: string): [string, (text: string) => void] {
  const [text, setText] = useState(() => initial || drafts.get(key) || "");
  useEffect(() => {
    drafts.set(key, text);
  }, [key, text]);
  return [text, setText];
}

/** Grows with its text up to a third of the window. */
function useAutoHeight(input: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const element = input.current;
    if (!element) return;
    element.style.height = "auto";
    element.style.height = `${Math.min(element.scrollHeight, window.innerHeight / 3)}px`;
  }, [input, text]);
}

export function Composer(props: ComposerProps) {
  const { agentCode, input, attachments, writing, stopping, blocked, onStop } = props;
  const [text, setText] = useDraft(props.draftKey, props.initialText ?? "");
  const [outputFormat, setFormat] = useState<OutputFormat>();
  useAutoHeight(input, text);
  const maySend = text.trim() !== "" && !attachments.uploading && !writing && !blocked;
  const send = () => {
    if (!maySend) return;
    props.onSend({ message: text.trim(), outputFormat });
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape" && writing) {
      event.preventDefault();
      onStop();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    attachments.add(files);
  };
  return (
    <section
      aria-label="Write a message"
      className="mx-7 mt-3.5 mb-4 shrink-0 rounded-lg border border-input bg-card focus-within:border-ring focus-within:outline-1 focus-within:outline-ring max-md:mx-3 max-md:mt-2.5 max-md:mb-3"
    >
      <AttachmentList items={attachments.items} onRemove={attachments.remove} />
      <textarea
        ref={input}
        rows={1}
        aria-label={`Ask ${agentCode}`}
        value={text}
        disabled={blocked !== undefined}
        placeholder={blocked ?? `Ask ${agentCode}`}
        maxLength={32_000}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="block w-full resize-none bg-transparent px-3 pt-2.5 pb-1 text-md outline-none placeholder:text-subtle-foreground disabled:cursor-not-allowed max-sm:text-lg"
      />
      <div className="flex items-center gap-1 px-2 pt-1 pb-2">
        <AttachMenu attachments={attachments} disabled={blocked !== undefined} />
        <FormatMenu value={outputFormat} onChange={setFormat} />
        <span className="ml-auto flex min-w-0 items-center gap-2">
          {typeof props.medianCostMicros === "number" && (
            <span className="truncate text-sm text-subtle-foreground max-sm:hidden">
              about <Money micros={props.medianCostMicros} /> a turn
            </span>
          )}
          {writing ? (
            <Button size="sm" variant="second" busy={stopping} onClick={onStop} aria-keyshortcuts="Escape">
              {!stopping && <Square aria-hidden="true" />} Stop <Kbd keys="esc" />
            </Button>
          ) : (
            <Button
              size="sm"
              variant="primary"
              disabled={!maySend}
              onClick={send}
              className={cn("sm:pr-1.5")}
            >
              <ArrowUp aria-hidden="true" /> Send <Kbd keys="enter" />
            </Button>
          )}
        </span>
      </div>
    </section>
  );
}
