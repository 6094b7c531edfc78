/** The first rows of a delimited table, quotes honoured, for looking at it. */

const unquoted = (cell: string): string =>
  cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;

export function firstRows(text: string, delimiter: string, limit: number): string[][] {
  // A cell, quoted or plain, and what ends it: the delimiter, the end of the line, or of the text.
  const cells = new RegExp(`("(?:[^"]|"")*"|[^${delimiter}\\r\\n]*)(${delimiter}|\\r?\\n|$)`, "gy");
  const rows: string[][] = [];
  let row: string[] = [];
  while (rows.length < limit && cells.lastIndex < text.length) {
    const found = cells.exec(text);
    if (!found) break;
    row.push(unquoted(found[1] ?? ""));
    if (found[2] === delimiter && cells.lastIndex < text.length) continue;
    if (row.join("") !== "") rows.push(row);
    row = [];
  }
  return rows;
}

/** The delimiter that occurs most often in the first line. */
export function delimiterOf(text: string): string {
  const line = text.slice(0, text.indexOf("\n") + 1 || undefined);
  const count = (sign: string) => line.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
