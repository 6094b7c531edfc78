/** The mark: an amber stem (you) and a cyan bow (the workforce) make the D. */
import { cn } from "@/lib/cn";

export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={cn("size-5 shrink-0", className)}>
      <rect x="2" y="2" width="4" height="16" rx="1" fill="var(--attention)" />
      <path d="M9 4.2h1.2a5.8 5.8 0 0 1 0 11.6H9" fill="none" stroke="var(--primary)" strokeWidth="3.6" />
    </svg>
  );
}
