/** Before a page can be drawn: nothing for 150 ms, then the mark. */
import { Mark } from "@/components/page/brand";
import { useLasting } from "@/lib/delay";

export function Opening() {
  const slow = useLasting(true);
  return (
    <div role="status" aria-label="Opening" className="grid h-full min-h-40 flex-1 place-items-center">
      {slow && <Mark className="size-8 opacity-60" />}
    </div>
  );
}
