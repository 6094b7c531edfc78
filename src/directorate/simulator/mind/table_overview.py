"""What a table holds, for those who ask, and for asks that name nothing in it: columns, ranges, questions to try."""

from directorate.simulator.mind.formats import markdown_table
from directorate.simulator.mind.table_answer import shown
from directorate.simulator.mind.table_facts import Column, Table


def overview(table: Table, *, asked_for: bool) -> str:
    """The overview; `asked_for` is false where the ask could not be read."""
    if not table.columns:
        return f"**{table.name}** has no columns that could be read."
    lead = f"**{table.name}** has {table.total_rows:,} rows and {len(table.columns)} columns.{table.cite}"
    if not asked_for:
        lead = f"The question names nothing that stands in {table.name}, so here is what it holds. {lead}"
    cells = [[item.name, item.type, f"{item.filled:,}", f"{item.empty:,}", _range(item)] for item in table.columns]
    listed = markdown_table(["Column", "Type", "Filled", "Empty", "Range or most frequent"], cells)
    tries = "\n".join(f"- {question}" for question in _questions(table))
    return "\n\n".join([lead, listed, *([f"It can answer, for example:\n\n{tries}"] if tries else [])])


def _questions(table: Table) -> list[str]:
    numbers = [column for column in table.columns if column.is_number and not column.is_key]
    number = next((column for column in numbers if column.currency), next(iter(numbers), None))
    group = next((column for column in table.columns if column.groups), None)
    date = next((column for column in table.columns if column.is_date), None)
    found = [f"What is the average {number.label} by {group.label}?"] if number and group else []
    found += [f"Show the number of rows by month of {date.label} as a chart."] if date else []
    found += [f"Which five rows have the highest {number.label}?"] if number else []
    found += [f"How many rows are there by {group.label}?"] if group else []
    return found[:3]


def _range(column: Column) -> str:
    if column.is_number or column.is_date:
        return f"{shown(column.minimum, column)} to {shown(column.maximum, column)}" if column.filled else "-"
    if column.is_key or not column.top or column.top[0][1] == 1:
        return f"{column.distinct:,} different values"
    return ", ".join(f"{shown(value)} ({count})" for value, count in column.top[:3])
