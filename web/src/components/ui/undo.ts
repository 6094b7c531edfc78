/** Removal that can be taken back: the row hides at once, the server hears of it when the undo time is over. */
import { useCallback, useEffect, useRef, useState } from "react";
import { toast } from "./toast";

const UNDO_MS = 10_000;

interface Removal {
  /** Rows to leave out while they wait. */
  hidden: ReadonlySet<string>;
  remove: (id: string, words: string) => void;
  /** Shows a row again, and does not tell the server when it has not heard yet. */
  takeBack: (id: string) => void;
}

/** Leaving the page settles what waits. */
export function useUndoableRemoval(run: (id: string) => void): Removal {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  const latest = useRef(run);
  latest.current = run;
  const show = useCallback((id: string) => {
    setHidden((before) => new Set([...before].filter((other) => other !== id)));
  }, []);
  const takeBack = useCallback(
    (id: string) => {
      clearTimeout(timers.current.get(id));
      timers.current.delete(id);
      show(id);
    },
    [show],
  );
  useEffect(() => {
    const waiting = timers.current;
    return () => {
      for (const [id, timer] of waiting) {
        clearTimeout(timer);
        latest.current(id);
      }
      waiting.clear();
    };
  }, []);
  const remove = useCallback(
    (id: string, words: string) => {
      const settle = () => {
        timers.current.delete(id);
        latest.current(id);
      };
      setHidden((before) => new Set([...before, id]));
      timers.current.set(id, setTimeout(settle, UNDO_MS));
      toast.undo(words, () => takeBack(id));
    },
    [takeBack],
  );
  return { hidden, remove, takeBack };
}
