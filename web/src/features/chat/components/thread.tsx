/** The messages of a conversation; stays at the end while text comes in, unless the reader has scrolled away. */
import { ArrowDown } from "lucide-react";
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import type { ThreadItem } from "../model/thread";
import { type AnswerActions, AnswerView } from "./answer";
import { QuestionView } from "./question";

interface ThreadProps extends AnswerActions {
  items: readonly ThreadItem[];
  /** The source that is open: which answer, which number. */
  current: { key: string; n: number } | null;
  busy: boolean;
  children?: ReactNode;
}

const NEAR_PX = 48;

/** Keeps the end in view; answers whether it is. */
function useStickToEnd(scroller: RefObject<HTMLDivElement | null>, items: readonly ThreadItem[]) {
  const sticks = useRef(true);
  const [away, setAway] = useState(false);
  const toEnd = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
    sticks.current = true;
    setAway(false);
  }, [scroller]);
  const last = items.at(-1)?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message brings the end into view.
  useLayoutEffect(toEnd, [last, toEnd]);
  useEffect(() => {
    const element = scroller.current;
    const inner = element?.firstElementChild;
    if (!element || !inner) return undefined;
    const onScroll = () => {
      sticks.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_PX;
      setAway(!sticks.current);
    };
    const grown = new ResizeObserver(() => {
      if (sticks.current) element.scrollTop = element.scrollHeight;
    });
    element.addEventListener("scroll", onScroll, { passive: true });
    grown.observe(inner);
    return () => {
      element.removeEventListener("scroll", onScroll);
      grown.disconnect();
    };
  }, [scroller]);
  return { away, toEnd };
}

export function Thread({ items, current, busy, children, ...actions }: ThreadProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { away, toEnd } = useStickToEnd(scroller, items);
  return (
    <div className="relative min-h-0 flex-1">
      <section
        ref={scroller}
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        tabIndex={0}
        className="h-full overflow-y-auto outline-offset-[-2px]"
      >
        <div className={cn("flex min-h-full flex-col gap-4 px-7 pt-[18px] pb-2 max-md:px-3 max-md:pt-3")}>
          {items.map((item) =>
            item.kind === "question" ? (
              <QuestionView key={item.key} question={item} />
            ) : (
              <AnswerView
                key={item.key}
                item={item}
                busy={busy}
                currentSource={current?.key === item.key ? current.n : null}
                {...actions}
              />
            ),
          )}
          {children}
        </div>
      </section>
      {away && (
        <Button
          size="sm"
          onClick={toEnd}
          className="absolute bottom-1 left-1/2 -translate-x-1/2 shadow-float"
        >
          <ArrowDown aria-hidden="true" /> Latest
        </Button>
      )}
    </div>
  );
}
