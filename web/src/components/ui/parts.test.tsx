import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { ApiProblem } from "@/lib/api";
import { BudgetMeter, budgetState } from "./budget-meter";
import { Button } from "./button";
import { ConfidenceRuler } from "./confidence-ruler";
import { ErrorPanel } from "./error-panel";
import { Field, Input } from "./field";
import { wilson } from "./interval-dot";
import { Money } from "./money";
import { Receipt } from "./receipt";
import { TooltipProvider } from "./tooltip";

describe("Button", () => {
  it("does nothing while it is busy, and says so", async () => {
    const press = vi.fn();
    render(
      <Button busy onClick={press}>
        Hire
      </Button>,
    );
    await userEvent.click(screen.getByRole("button", { name: "Hire" }));
    expect(press).not.toHaveBeenCalled();
    expect(screen.getByRole("button").getAttribute("aria-busy")).toBe("true");
  });

  it("keeps its name free of the key it prints", () => {
    render(<Button keys="c">New task</Button>);
    expect(screen.getByRole("button", { name: "New task" }).getAttribute("aria-keyshortcuts")).toBe("c");
  });
});

describe("Field", () => {
  it("ties the error to its input", () => {
    render(
      <Field label="Email" error="This is not an address." hint="Where links are sent.">
        {(control) => <Input {...control} defaultValue="x" />}
      </Field>,
    );
    const input = screen.getByLabelText("Email");
    const described = (input.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent);
    expect(described).toEqual(["This is not an address.", "Where links are sent."]);
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });
});

describe("ErrorPanel", () => {
  it("shows cause, way on and reference, and retries", async () => {
    const retry = vi.fn();
    const problem = new ApiProblem(500, {
      detail: "The server took longer than 10 s.",
      fix: "Try again.",
      error_id: "err_7Q2M",
    });
    render(
      <TooltipProvider>
        <ErrorPanel title="Activity did not load" error={problem} onRetry={retry} />
      </TooltipProvider>,
    );
    expect(screen.getByRole("alert").textContent).toContain("The server took longer than 10 s. Try again.");
    expect(screen.getByText("err_7Q2M")).toBeTruthy();
    await userEvent.click(screen.getByRole("button", { name: "Retry" }));
    expect(retry).toHaveBeenCalledOnce();
  });
});

describe("figures", () => {
  it("says unpriced when no price is known", () => {
    render(<Money micros={null} />);
    expect(screen.getByText("unpriced")).toBeTruthy();
  });

  it("names the judgement with its threshold", () => {
    render(<ConfidenceRuler value={0.61} threshold={0.7} />);
    expect(screen.getByRole("img", { name: "confidence 0.61, threshold 0.70" })).toBeTruthy();
  });

  it("names spent, reserved and limit of a budget", () => {
    render(<BudgetMeter spentMicros={38_420_000} reservedMicros={4_100_000} limitMicros={60_000_000} />);
    expect(screen.getByRole("img", { name: "$38.42 spent and $4.10 reserved, of $60.00" })).toBeTruthy();
  });

  it.each([
    [0, null, "unlimited"],
    [1, 10, "in"],
    [9, 10, "near"],
    [10, 10, "reached"],
  ] as const)("calls %s of %s %s", (spent, limit, state) => {
    expect(budgetState(spent, limit)).toBe(state);
  });

  it("keeps the order effect, sources, cost, time on a receipt", () => {
    const { container } = render(
      <Receipt effect="read" sources={4} spellSources costMicros={4_200} latencyMs={2_100} />,
    );
    expect(container.textContent).toBe("read4 sources$0.00422.1 s");
  });

  it("gives an interval that stays within 0 and 1", () => {
    expect(wilson(0, 0)).toBeNull();
    const all = wilson(5, 5);
    expect(all?.high).toBe(1);
    expect(all?.low).toBeCloseTo(0.5655, 3);
  });
});
