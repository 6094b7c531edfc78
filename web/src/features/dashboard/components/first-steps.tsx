/** The first steps, watching real state; gone when all are done or the reader has put them away. */
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { Checklist } from "@/components/ui/checklist";
import type { DashboardStats } from "@/lib/api";
import { useWorkplace } from "@/lib/auth";

export function FirstSteps({ steps }: { steps: DashboardStats["checklist"] }) {
  const { organization } = useWorkplace();
  const key = `directorate.first-steps.${organization.slug}`;
  const [isHidden, setHidden] = useState(() => localStorage.getItem(key) === "hidden");
  const router = useRouter();
  const next = steps.find((step) => !step.done);
  if (isHidden || !next) return null;
  return (
    <Checklist
      title="First steps"
      steps={steps}
      next={
        <a
          href={next.href}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            router.history.push(next.href);
          }}
          className="flex min-h-6 items-center font-medium text-primary-text hover:underline"
        >
          {next.label}
        </a>
      }
      onHide={() => {
        localStorage.setItem(key, "hidden");
        setHidden(true);
      }}
    />
  );
}
