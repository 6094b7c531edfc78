import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { type Column, DataTable } from "./data-table";

interface Lead {
  id: string;
  name: string;
  score: number;
}

const COLUMNS: readonly Column<Lead>[] = [
  { id: "name", header: "Name", grow: true, cell: (lead) => lead.name },
  { id: "score", header: "Score", numeric: true, cell: (lead) => lead.score },
];

const leads = (count: number): Lead[] =>
  Array.from({ length: count }, (_, n) => ({ id: `l${n}`, name: `Lead ${n}`, score: n }));

describe("DataTable", () => {
  it("draws a row for each item under named columns", () => {
    render(<DataTable label="Leads" columns={COLUMNS} rows={leads(2)} rowKey={(lead) => lead.id} />);
    expect(screen.getAllByRole("columnheader").map((cell) => cell.textContent)).toEqual(["Name", "Score"]);
    const [, , second] = screen.getAllByRole("row");
    expect(
      within(second as HTMLElement)
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    ).toEqual(["Lead 1", "1"]);
  });

  it("opens a row from the keyboard", async () => {
    const open = vi.fn();
    const rows = leads(2);
    render(
      <DataTable
        label="Leads"
        columns={COLUMNS}
        rows={rows}
        rowKey={(lead) => lead.id}
        onOpen={open}
        openLabel={(lead) => `Open ${lead.name}`}
      />,
    );
    screen.getByRole("button", { name: "Open Lead 1" }).focus();
    await userEvent.keyboard("{Enter}");
    expect(open).toHaveBeenCalledWith(rows[1]);
  });

  it("renders only the rows in view of a long list, and still tells how many there are", () => {
    render(<DataTable label="Leads" columns={COLUMNS} rows={leads(5_000)} rowKey={(lead) => lead.id} />);
    expect(screen.getAllByRole("row").length).toBeLessThan(100);
    expect(screen.getByRole("table").getAttribute("aria-rowcount")).toBe("5001");
  });
});
