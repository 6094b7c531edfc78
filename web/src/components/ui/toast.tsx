/** Short confirmations at the edge; undo stays for ten seconds. The module that draws them loads on first use. */
import { asProblem } from "@/lib/api";

const UNDO_MS = 10_000;
const sonner = () => import("sonner").then((module) => module.toast);

export const toast = {
  plain(text: string): void {
    void sonner().then((show) => show(text));
  },
  undo(text: string, undo: () => void): void {
    void sonner().then((show) => show(text, { duration: UNDO_MS, action: { label: "Undo", onClick: undo } }));
  },
  problem(error: unknown, title: string): void {
    const problem = asProblem(error);
    const description = [problem.detail, problem.fix, problem.errorId].filter(Boolean).join(" ");
    void sonner().then((show) => show.error(title, { description, duration: UNDO_MS }));
  },
};
