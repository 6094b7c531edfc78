/** Letting agents go, with ten seconds to take it back; the room's pages share who is on the way out. */
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { toast } from "@/components/ui/toast";
import { useUndoableRemoval } from "@/components/ui/undo";
import { useLetGo } from "@/lib/workforce";

interface LettingGo {
  hidden: ReadonlySet<string>;
  letGo: (code: string) => void;
  takeBack: (code: string) => void;
}

const LettingGoContext = createContext<LettingGo>({
  hidden: new Set(),
  letGo: () => undefined,
  takeBack: () => undefined,
});

export function LettingGoProvider({ children }: { children: ReactNode }) {
  const { mutate } = useLetGo();
  const { hidden, remove, takeBack } = useUndoableRemoval((code) =>
    mutate(code, { onError: (error) => toast.problem(error, `${code} was not let go`) }),
  );
  const value = useMemo(
    () => ({
      hidden,
      letGo: (code: string) => remove(code, `${code} is let go. Its conversations stay.`),
      takeBack,
    }),
    [hidden, remove, takeBack],
  );
  return <LettingGoContext value={value}>{children}</LettingGoContext>;
}

export function useLettingGo(): LettingGo {
  return useContext(LettingGoContext);
}
