/** "[3]" in an answer's text becomes a numbered square, where the answer has a source of that number. */

export type TextPiece = { text: string } | { cite: number };

const MARK = /\[(\d{1,3})\]/g;

/** Splits plain text at its citations; a number without a source stays as it was written. */
export function citePieces(text: string, known: ReadonlySet<number>): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(MARK)) {
    const number = Number(match[1]);
    if (!known.has(number)) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ cite: number });
    from = match.index + match[0].length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

interface HastNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HastNode[];
}

const VERBATIM = new Set(["code", "pre", "a", "cite-mark"]);

function cited(node: HastNode, known: ReadonlySet<number>): HastNode[] {
  if (node.type === "text") {
    return citePieces(node.value ?? "", known).map((piece) =>
      "cite" in piece
        ? { type: "element", tagName: "cite-mark", properties: { number: piece.cite }, children: [] }
        : { type: "text", value: piece.text },
    );
  }
  if (node.children && !VERBATIM.has(node.tagName ?? "")) {
    node.children = node.children.flatMap((child) => cited(child, known));
  }
  return [node];
}

/** A rehype plugin: leaves code and links alone. Its options are plain data, by which processors are told apart. */
export function rehypeCitations({ numbers }: { numbers: readonly number[] }) {
  const known = new Set(numbers);
  return (tree: HastNode) => {
    cited(tree, known);
  };
}
