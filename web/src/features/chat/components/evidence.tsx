/** Where the evidence stands: beside the thread where there is room, else in a drawer over it. */
import { useCallback, useMemo, useState } from "react";
import { Drawer } from "@/components/ui/dialog";
import { useMedia } from "@/lib/wide";
import type { AnswerItem, ThreadItem } from "../model/thread";
import { Rail, type RailTab } from "./rail";

export interface OpenSource {
  /** The answer it belongs to. */
  key: string;
  n: number;
}

/** What the rail shows: the answer whose source was opened, else the last one. */
export function useEvidence(items: readonly ThreadItem[]) {
  const [source, setSource] = useState<OpenSource | null>(null);
  const [tab, setTab] = useState<RailTab>("sources");
  const [isOpen, setOpen] = useState(false);
  const answers = useMemo(() => items.filter((item): item is AnswerItem => item.kind === "answer"), [items]);
  const shown = answers.find((item) => item.key === source?.key) ?? answers.at(-1);
  const openSource = useCallback((key: string, n: number) => {
    setSource({ key, n });
    setTab("sources");
    setOpen(true);
  }, []);
  const count = shown?.answer.citations.length ?? 0;
  return { items, source, tab, setTab, isOpen, setOpen, shown, openSource, count };
}

export function Evidence({ evidence }: { evidence: ReturnType<typeof useEvidence> }) {
  const { items, source, tab, setTab, isOpen, setOpen, shown } = evidence;
  const hasRoom = useMedia("(min-width: 1280px)");
  const rail = (
    <Rail
      items={items}
      answer={shown}
      currentSource={source && shown?.key === source.key ? source.n : null}
      tab={tab}
      onTab={setTab}
    />
  );
  if (hasRoom) {
    return (
      <aside aria-label="Evidence" className="min-h-0 border-l border-border bg-card">
        {rail}
      </aside>
    );
  }
  return (
    <Drawer open={isOpen} onOpenChange={setOpen} title="Evidence" className="w-[min(400px,100vw)]">
      <div className="-mx-4">{rail}</div>
    </Drawer>
  );
}
