/** The sheet of the sign-in and register pages: the form on the left, what is behind the door on the right. */
import { Coins, type LucideIcon, Quote, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { PublicFrame } from "@/components/page/public-frame";
import { Cells, Sheet } from "@/components/page/sheet";
import { usePageTitle } from "@/lib/page-title";
import { useSystem } from "@/lib/system";

interface EntrySheetProps {
  title: string;
  lead: ReactNode;
  children: ReactNode;
  end?: ReactNode;
}

export function EntrySheet({ title, lead, children, end }: EntrySheetProps) {
  usePageTitle(title);
  return (
    <PublicFrame end={end}>
      <main
        id="main"
        className="mx-auto grid w-full max-w-[880px] flex-1 place-items-center px-5 pb-16 max-sm:place-items-start max-sm:px-3"
      >
        <Sheet className="w-full">
          <Cells className="grid-cols-[minmax(0,1fr)_340px] max-md:grid-cols-1">
            <div className="px-8 py-8 max-sm:px-4 max-sm:py-5">
              <h1>{title}</h1>
              <p className="mt-1 mb-5 text-pretty text-muted-foreground">{lead}</p>
              {children}
            </div>
            <Behind />
          </Cells>
        </Sheet>
      </main>
    </PublicFrame>
  );
}

const FACTS: readonly { icon: LucideIcon; title: string; text: string }[] = [
  {
    icon: Quote,
    title: "Every claim has its source",
    text: "A numbered square opens the page, row or memory it stands on.",
  },
  {
    icon: Coins,
    title: "Every answer has its price",
    text: "Cost is reserved before a call and settled after it, under a limit you set.",
  },
  {
    icon: ShieldCheck,
    title: "Nothing leaves unasked",
    text: "What sends or spends waits for a person, unless you say otherwise.",
  },
];

function Behind() {
  const sandbox = useSystem()?.mode === "sandbox";
  return (
    <aside aria-label="What Directorate keeps to" className="flex flex-col gap-5 px-6 py-8 max-md:hidden">
      {FACTS.map(({ icon: Icon, title, text }) => (
        <div key={title} className="grid grid-cols-[20px_minmax(0,1fr)] gap-2.5">
          <Icon aria-hidden="true" className="mt-0.5 size-4 text-primary-text" />
          <div>
            <h2 className="font-semibold">{title}</h2>
            <p className="text-sm text-pretty text-muted-foreground">{text}</p>
          </div>
        </div>
      ))}
      {sandbox && (
        <p className="hatched mt-auto rounded-sm border border-dashed border-rule-strong px-2.5 py-2 text-sm text-sandbox-text">
          <b className="font-semibold text-foreground">Sandbox.</b> Nothing leaves this machine.
        </p>
      )}
    </aside>
  );
}
