/** Flat blocks in the final layout; parts.css shows them only after 150 ms. */
import { cn } from "@/lib/cn";

export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={cn("skeleton", className)} />;
}

const WIDTHS = ["w-[70%]", "w-[46%]", "w-[82%]", "w-[58%]"];

/** Rows as a list will have them: a mark and a line. */
export function SkeletonRows({
  rows = 4,
  label = "Loading",
  mark = true,
}: {
  rows?: number;
  label?: string;
  mark?: boolean;
}) {
  return (
    <div role="status" aria-label={label} className="px-3.5 py-1.5">
      {Array.from({ length: rows }, (_, index) => (
        <div key={String(index)} className="flex h-8 items-center gap-2">
          {mark && <Skeleton className="size-[22px]" />}
          <Skeleton className={WIDTHS[index % WIDTHS.length]} />
        </div>
      ))}
    </div>
  );
}
