/** Over the thread in a narrow window: the way to the other conversations and to the evidence. */
import { PanelLeft, Quote } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

interface ConversationBarProps {
  title: string;
  sources: number;
  onList: () => void;
  onRail: () => void;
}

export function ConversationBar({ title, sources, onList, onRail }: ConversationBarProps) {
  return (
    <div className="flex min-h-10 shrink-0 items-center gap-2 border-b border-border px-2 xl:hidden lg:px-7">
      <span className="lg:hidden">
        <IconButton small icon={PanelLeft} label="Conversations" onClick={onList} />
      </span>
      <h2 className="min-w-0 flex-1 truncate text-sm font-medium">{title}</h2>
      <Button size="sm" variant="ghost" onClick={onRail}>
        <Quote aria-hidden="true" /> Evidence
        <span className="text-subtle-foreground tabular-nums">{sources}</span>
      </Button>
    </div>
  );
}
