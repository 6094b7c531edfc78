import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { Source } from "@/lib/api";
import Markdown from "./markdown";

const source = (n: number): Source => ({
  n,
  kind: "document",
  title: "Handbook",
  locator: "",
  excerpt: "",
  file_id: null,
  document_id: null,
  url: null,
  date: null,
});

function show(text: string, onOpenSource = vi.fn()) {
  const citations = [source(1)];
  const view = render(
    <TooltipProvider>
      <Markdown
        text={text}
        writing={false}
        citations={citations}
        currentSource={null}
        onOpenSource={onOpenSource}
      />
    </TooltipProvider>,
  );
  return { ...view, onOpenSource };
}

describe("an answer's Markdown", () => {
  it("opens a source from its number and leaves unknown numbers as text", async () => {
    const { onOpenSource, container } = show("Hot from 75 [1], not [9].");
    await userEvent.click(screen.getByRole("button", { name: "Source 1" }));
    expect(onOpenSource).toHaveBeenCalledWith(1);
    expect(container.textContent).toContain("not [9].");
  });

  it("draws raw HTML as text, never as elements", () => {
    const { container } = show('Before <img src="x" onerror="alert(1)"> <script>alert(2)</script> after');
    expect(container.querySelector("img, script")).toBeNull();
    expect(container.textContent).toContain("after");
  });

  it("keeps only links that cannot run anything, and opens others' pages apart", () => {
    show("[bad](javascript:alert(1)) and [good](https://example.com/a)");
    expect(screen.queryByRole("link", { name: "bad" })).toBeNull();
    const good = screen.getByRole("link", { name: "good" });
    expect(good.getAttribute("rel")).toBe("noopener noreferrer");
    expect(good.getAttribute("target")).toBe("_blank");
  });

  it("loads no picture from elsewhere", () => {
    const { container } = show(
      "![spy](https://example.com/p.png) ![chart](/v1/organizations/o/files/f/content)",
    );
    const pictures = [...container.querySelectorAll("img")].map((image) => image.getAttribute("src"));
    expect(pictures).toEqual(["/v1/organizations/o/files/f/content"]);
  });

  it("aligns figures to the right in tables, with a scope on every head", () => {
    show("| Lead | Score |\n|---|---|\n| Tallow | 94 |\n");
    expect(screen.getAllByRole("columnheader")).toHaveLength(2);
    expect(screen.getByRole("cell", { name: "94" }).className).toContain("text-right");
    expect(screen.getByRole("cell", { name: "Tallow" }).className).not.toContain("text-right");
  });

  it("never adds a first-level heading to the page", () => {
    show("# Verdict\n\nYes.");
    expect(screen.queryByRole("heading", { level: 1 })).toBeNull();
    expect(screen.getByRole("heading", { level: 3 }).textContent).toBe("Verdict");
  });
});
