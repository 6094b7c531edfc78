import { expect, test } from "vitest";
import { delimiterOf, firstRows } from "./csv";

test("quoted cells keep their commas, quotes and line ends", () => {
  const text = 'name,said\r\nDana,"Yes, ""soon""\nthen"\nOwen,\n';
  expect(firstRows(text, ",", 10)).toEqual([
    ["name", "said"],
    ["Dana", 'Yes, "soon"\nthen'],
    ["Owen", ""],
  ]);
});

test("no more rows than asked for, and the last line needs no end", () => {
  expect(firstRows("a\nb\nc", ",", 2)).toEqual([["a"], ["b"]]);
  expect(firstRows("a;b", ";", 9)).toEqual([["a", "b"]]);
});

test("the delimiter is the one the head uses", () => {
  expect([delimiterOf("a;b;c\n1,5;2;3"), delimiterOf("a\tb\n"), delimiterOf("one")]).toEqual([
    ";",
    "\t",
    ",",
  ]);
});
