/** A conversation before it is known: two messages in their places. */
import { Skeleton } from "@/components/ui/skeleton";

export function ThreadSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the conversation"
      className="flex flex-1 flex-col gap-5 px-7 pt-[18px] max-md:px-3"
    >
      {["w-3/5", "w-4/5", "w-2/5"].map((width) => (
        <div key={width} className="grid grid-cols-[28px_minmax(0,1fr)] gap-3 max-sm:grid-cols-1">
          <Skeleton className="size-7 max-sm:hidden" />
          <div className="flex flex-col gap-2.5">
            <Skeleton className="w-32" />
            <Skeleton className={`h-3.5 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}
