/** The catalogue before it is known: rows of the height they will have. */
import { Skeleton } from "@/components/ui/skeleton";

export function CatalogueSkeleton() {
  return (
    <div role="status" aria-label="Loading the catalogue">
      {["w-1/2", "w-2/5", "w-3/5", "w-1/3"].map((width) => (
        <div
          key={width}
          className="grid h-[88px] grid-cols-[44px_minmax(0,1fr)] items-center gap-3 border-b border-border px-3.5"
        >
          <Skeleton className="size-11" />
          <div className="flex flex-col gap-2.5">
            <Skeleton className="w-1/4" />
            <Skeleton className={width} />
            <Skeleton className="w-1/5" />
          </div>
        </div>
      ))}
    </div>
  );
}
