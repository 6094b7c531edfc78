/** The departments beside the list, each with its number of agents; a select in a narrow window. */
import { Select } from "@/components/ui/field";
import type { Department } from "@/lib/api";
import { cn } from "@/lib/cn";

interface DepartmentListProps {
  departments: readonly Department[];
  total: number;
  current: string | undefined;
  onChoose: (slug: string | undefined) => void;
}

export function DepartmentList({ departments, total, current, onChoose }: DepartmentListProps) {
  const rows = [{ slug: undefined, name: "All departments", agents: total }, ...departments];
  return (
    <nav aria-label="Departments" className="min-h-0 overflow-y-auto py-2 max-md:hidden">
      <h2 className="px-3.5 pt-0.5 pb-[3px] text-xs font-medium text-subtle-foreground">Departments</h2>
      <ul>
        {rows.map((row) => (
          <li key={row.slug ?? "all"}>
            <button
              type="button"
              aria-pressed={row.slug === current}
              onClick={() => onChoose(row.slug)}
              className={cn(
                "flex min-h-[26px] w-full items-center gap-2 px-3.5 py-0.5 text-left text-sm text-muted-foreground hover:bg-accent",
                row.slug === current &&
                  "bg-accent font-medium text-foreground shadow-[inset_2px_0_0_var(--primary)]",
                row.agents === 0 && "text-subtle-foreground",
              )}
            >
              <span className="min-w-0 flex-1">{row.name}</span>
              <span className="font-normal text-subtle-foreground tabular-nums">{row.agents}</span>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

export function DepartmentSelect({ departments, total, current, onChoose }: DepartmentListProps) {
  return (
    <Select
      aria-label="Department"
      value={current ?? ""}
      onChange={(event) => onChoose(event.target.value || undefined)}
      className="hidden max-md:inline-flex"
    >
      <option value="">All departments, {total}</option>
      {departments.map((department) => (
        <option key={department.slug} value={department.slug}>
          {department.name}, {department.agents}
        </option>
      ))}
    </Select>
  );
}
