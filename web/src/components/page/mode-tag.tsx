/** Hatched is simulated, solid is real: the edge over the window and the tag in the top bar. */
import { Link } from "@tanstack/react-router";
import { Box, Radio } from "lucide-react";
import { useOrgPath } from "@/lib/auth";
import { useMode, useSandboxTexture } from "@/lib/system";

export function ModeEdge({ orgId }: { orgId?: string }) {
  const sandbox = useSandboxTexture(orgId);
  return <div aria-hidden="true" className={sandbox ? "hatched-edge" : "solid-edge"} />;
}

const WORDS = {
  sandbox: { word: "Sandbox", says: "Nothing leaves this machine" },
  mixed: { word: "Partly live", says: "Some integrations are real" },
  live: { word: "Live", says: "Work reaches the outside" },
} as const;

export function ModeTag({ org }: { org: string }) {
  const mode = useMode(useOrgPath().org_id);
  const { word, says } = WORDS[mode];
  const Icon = mode === "sandbox" ? Box : Radio;
  return (
    <Link
      to="/o/$org/settings/$section"
      params={{ org, section: "integrations" }}
      title="See what is simulated"
      className={`inline-flex h-[26px] shrink-0 items-center gap-[7px] whitespace-nowrap rounded-sm border px-2.5 text-sm text-sandbox-text ${mode === "live" ? "border-primary bg-primary-soft" : "hatched border-dashed border-rule-strong"}`}
    >
      <Icon aria-hidden="true" className="size-3.5" />
      <b className="font-semibold text-foreground">{word}</b>
      <span className="max-lg:hidden">{says}</span>
    </Link>
  );
}
