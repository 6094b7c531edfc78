/** Says that the machine is offline; what is on the page stays readable. */
import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

export function OfflineBar() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  if (online) return null;
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-b border-border bg-muted px-4 py-1.5 text-sm text-muted-foreground"
    >
      <WifiOff aria-hidden="true" className="size-3.5" />
      Offline. What is shown was current when the connection was lost; changes wait until it is back.
    </div>
  );
}
