/** The foot of the public page: what this installation is, and what it is built to be asked by. */
import { Mark } from "@/components/page/brand";
import { useSystem } from "@/lib/system";

export function LandingFoot() {
  const system = useSystem();
  return (
    <footer className="border-t border-border">
      <div className="mx-auto flex w-full max-w-[1180px] flex-wrap items-center gap-x-6 gap-y-2 px-5 py-5 text-sm text-subtle-foreground max-sm:px-3">
        <span className="flex items-center gap-2 font-medium text-foreground">
          <Mark className="size-4" /> Directorate
          {system && <span className="font-normal text-subtle-foreground">{system.version}</span>}
        </span>
        <span>
          {system?.mode === "sandbox"
            ? "Sandbox. Nothing leaves this machine."
            : "You decide what leaves this machine."}
        </span>
        {system?.demo && (
          <span className="max-sm:basis-full sm:ml-auto">
            A demo organization lives here. The link into it was printed where Directorate was started.
          </span>
        )}
      </div>
    </footer>
  );
}
