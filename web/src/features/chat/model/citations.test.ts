import { describe, expect, it } from "vitest";
import { citePieces, rehypeCitations } from "./citations";

const known = new Set([1, 2, 12]);

describe("citations in text", () => {
  it.each([
    ["no marks", [{ text: "no marks" }]],
    ["Moved [1].", [{ text: "Moved " }, { cite: 1 }, { text: "." }]],
    ["[1][2]", [{ cite: 1 }, { cite: 2 }]],
    ["See [12]", [{ text: "See " }, { cite: 12 }]],
    ["unknown [7] stays", [{ text: "unknown [7] stays" }]],
    ["[a] [] [1234]", [{ text: "[a] [] [1234]" }]],
    ["", []],
  ])("splits %j", (text, pieces) => {
    expect(citePieces(text, known)).toEqual(pieces);
  });

  it("leaves code and links as they are", () => {
    const text = (value: string) => ({ type: "text", value });
    const element = (tagName: string, value: string) => ({
      type: "element",
      tagName,
      children: [text(value)],
    });
    const tree = {
      type: "root",
      children: [element("p", "a [1]"), element("code", "x[1]"), element("a", "[2]")],
    };
    rehypeCitations({ numbers: [1, 2] })(tree);
    expect(tree.children.map(({ children }) => children)).toEqual([
      [text("a "), { type: "element", tagName: "cite-mark", properties: { number: 1 }, children: [] }],
      [text("x[1]")],
      [text("[2]")],
    ]);
  });
});
