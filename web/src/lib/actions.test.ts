import { afterEach, describe, expect, it, vi } from "vitest";
import { type Action, handleKey, keyCaps, registerAction } from "./actions";

const removals: (() => void)[] = [];

afterEach(() => {
  for (const remove of removals.splice(0)) remove();
  document.body.replaceChildren();
});

function action(keys: string): Action {
  const made = { id: keys, label: keys, group: "Test", keys, run: vi.fn() };
  removals.push(registerAction(made));
  return made;
}

function press(
  key: string,
  init: KeyboardEventInit = {},
  target: EventTarget = document.body,
): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...init });
  document.addEventListener("keydown", handleKey, { once: true });
  target.dispatchEvent(event);
  return event;
}

describe("shortcuts", () => {
  it("runs a single key and swallows it", () => {
    const create = action("c");
    const event = press("c");
    expect(create.run).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  it("runs a sequence, and the second key alone does not", () => {
    const inbox = action("g i");
    press("i");
    expect(inbox.run).not.toHaveBeenCalled();
    press("g");
    press("i");
    expect(inbox.run).toHaveBeenCalledOnce();
  });

  it("rests while typing, except with a modifier", () => {
    const create = action("c");
    const palette = action("mod+k");
    const input = document.createElement("input");
    document.body.append(input);
    press("c", {}, input);
    press("k", { ctrlKey: true }, input);
    expect(create.run).not.toHaveBeenCalled();
    expect(palette.run).toHaveBeenCalledOnce();
  });

  it("rests behind an open dialog", () => {
    const create = action("c");
    const dialog = document.createElement("div");
    dialog.setAttribute("role", "dialog");
    document.body.append(dialog);
    press("c");
    expect(create.run).not.toHaveBeenCalled();
  });

  it("leaves with its page", () => {
    const create = action("c");
    for (const remove of removals.splice(0)) remove();
    press("c");
    expect(create.run).not.toHaveBeenCalled();
  });

  it("prints a chord as one cap and a sequence as two", () => {
    expect([keyCaps("mod+k"), keyCaps("g i"), keyCaps("?")]).toEqual([["Ctrl K"], ["G", "I"], ["?"]]);
  });
});
