/** A typed table; longer than the threshold it renders only the rows in view. Two-line rows where it is narrow. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";
import { cn } from "@/lib/cn";

export interface Column<Row> {
  id: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Numbers align right in tabular figures. */
  numeric?: boolean;
  /** Takes the room the others leave and cuts what does not fit. */
  grow?: boolean;
  /** Left out where the table has less than 720 px. */
  wideOnly?: boolean;
  /** Where it stands in the two-line row of a narrow table; the growing column leads by itself. */
  phone?: keyof typeof PHONE;
}

const PHONE = {
  lead: "@max-[560px]:col-start-1 @max-[560px]:row-start-1",
  end: "@max-[560px]:col-start-2 @max-[560px]:row-start-1 @max-[560px]:text-right",
  below: "@max-[560px]:col-start-1 @max-[560px]:row-start-2",
  belowEnd: "@max-[560px]:col-start-2 @max-[560px]:row-start-2 @max-[560px]:text-right",
} as const;

const CELL =
  "h-8 whitespace-nowrap border-b border-border px-2.5 first:pl-3.5 last:pr-3.5 group-last:border-b-0 @max-[560px]:h-auto @max-[560px]:border-0 @max-[560px]:p-0!";

function cellClass<Row>({ grow, numeric, wideOnly, phone }: Column<Row>, selected: boolean): string {
  return cn(
    CELL,
    PHONE[phone ?? (grow ? "lead" : "below")],
    grow && "w-full max-w-0 truncate @max-[560px]:max-w-none",
    numeric && "text-right tabular-nums",
    wideOnly && "@max-[720px]:hidden",
    selected && "first:shadow-[inset_2px_0_0_var(--primary)] @max-[560px]:first:shadow-none",
  );
}

interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Opens a row: anywhere by pointer, by a button in its first cell from the keyboard. */
  onOpen?: (row: Row) => void;
  /** The name of that button: "Open QUALIFIER-01 at 10:42". */
  openLabel?: (row: Row) => string;
  selected?: string;
  /** Old rows at 60 % while newer ones are fetched. */
  stale?: boolean;
  className?: string;
}

const ROW_PX = 32;
const WINDOW_FROM = 200;

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, stale, className } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const windowed = rows.length > WINDOW_FROM;
  const virtual = useVirtualizer({
    count: windowed ? rows.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const shown = windowed ? items.map((item) => rows[item.index] as Row) : rows;
  const above = windowed ? (items[0]?.start ?? 0) : 0;
  const below = windowed ? virtual.getTotalSize() - (items.at(-1)?.end ?? 0) : 0;
  return (
    <section
      ref={scroller}
      aria-label={label}
      // A scrolling region must be reachable by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable regions take focus so that arrow keys scroll them.
      tabIndex={0}
      className={cn("@container min-h-0 overflow-auto", stale && "opacity-60", className)}
    >
      <table aria-rowcount={rows.length + 1} className="w-full border-collapse">
        <thead className="sticky top-0 z-(--z-sticky) @max-[560px]:sr-only">
          <tr>
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cn(
                  "h-[30px] whitespace-nowrap border-b border-border bg-card px-2.5 text-left text-sm font-medium text-subtle-foreground first:pl-3.5 last:pr-3.5",
                  column.numeric && "text-right",
                  column.wideOnly && "@max-[720px]:hidden",
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} />
          {shown.map((row) => (
            <Row key={props.rowKey(row)} row={row} {...props} />
          ))}
          <Spacer height={below} />
        </tbody>
      </table>
    </section>
  );
}

function Spacer({ height }: { height: number }) {
  return height > 0 ? <tr style={{ height }} /> : null;
}

function Row<Row>({ row, columns, rowKey, onOpen, openLabel, selected }: DataTableProps<Row> & { row: Row }) {
  const isSelected = selected === rowKey(row);
  return (
    <tr
      aria-current={isSelected || undefined}
      onClick={onOpen && (() => onOpen(row))}
      className={cn(
        "group @max-[560px]:grid @max-[560px]:grid-cols-[minmax(0,1fr)_auto] @max-[560px]:gap-x-3 @max-[560px]:border-b @max-[560px]:border-border @max-[560px]:px-3.5 @max-[560px]:py-2 @max-[560px]:last:border-b-0",
        onOpen && "cursor-pointer hover:bg-accent",
        isSelected && "bg-accent",
      )}
    >
      {columns.map((column, index) => (
        <td key={column.id} className={cellClass(column, isSelected)}>
          {onOpen && index === 0 ? (
            // The press rises to the row, which opens.
            <button type="button" aria-label={openLabel?.(row)} className="min-h-6 max-w-full text-left">
              {column.cell(row)}
            </button>
          ) : (
            column.cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}
