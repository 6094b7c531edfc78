/** Answers against spend by day, as a chart or as the same figures in a table. */
import { useState } from "react";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead } from "@/components/page/sheet";
import { DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import type { DashboardStats } from "@/lib/api";
import { number } from "@/lib/format";
import type { useDashboard } from "../api";
import { dayLabel } from "./chart-parts";
import { SpendChart } from "./spend-chart";

type Day = DashboardStats["spend_by_day"][number];

export function SpendPanel({ query }: { query: ReturnType<typeof useDashboard> }) {
  const [view, setView] = useState<"chart" | "table">("chart");
  const days = query.data?.spend_by_day;
  const cost = query.data?.cost;
  return (
    <div className="flex min-h-0 flex-col">
      <PanelHead
        title="Answers against spend"
        aside={days && `${days.length} days${cost?.simulated ? ", simulated" : ""}`}
        end={
          <Segmented
            label="Show as"
            value={view}
            choices={[
              { value: "chart", label: "Chart" },
              { value: "table", label: "Table" },
            ]}
            onChange={setView}
          />
        }
      />
      <QueryPanel
        name="Spend"
        query={query}
        skeleton={<ChartSkeleton />}
        isEmpty={(stats) =>
          stats.spend_by_day.every((day) => day.interactions === 0 && day.cost_micros === 0)
        }
        empty={
          <EmptyState title="Nothing spent yet">
            Answers and their cost stand here day by day, under the limit of the budget.
          </EmptyState>
        }
      >
        {(stats) =>
          view === "chart" ? (
            <SpendChart days={stats.spend_by_day} limitMicros={stats.cost.limit_micros} />
          ) : (
            <SpendTable days={stats.spend_by_day} />
          )
        }
      </QueryPanel>
    </div>
  );
}

function SpendTable({ days }: { days: readonly Day[] }) {
  return (
    <DataTable
      label="Answers and spend by day"
      rows={days.toReversed()}
      rowKey={(day) => day.day}
      columns={[
        { id: "day", header: "Day", grow: true, cell: (day) => dayLabel(day.day, true) },
        { id: "answers", header: "Answers", numeric: true, cell: (day) => number(day.interactions) },
        { id: "spend", header: "Spend", numeric: true, cell: (day) => <Money micros={day.cost_micros} /> },
      ]}
    />
  );
}

const HEIGHTS = [38, 52, 46, 70, 58, 62, 50, 20, 24, 66, 60, 74, 55, 64];

function ChartSkeleton() {
  return (
    <div role="status" aria-label="Loading spend" className="flex h-64 items-end gap-3 px-14 pb-8">
      {HEIGHTS.map((height, index) => (
        <span key={String(index)} className="flex-1" style={{ height: `${height}%` }}>
          <Skeleton className="h-full" />
        </span>
      ))}
    </div>
  );
}
