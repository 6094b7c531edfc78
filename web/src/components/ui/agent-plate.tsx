/** An agent: a square with a cut corner, its job's icon, cyan while it works, grey while it rests. */
import { createElement } from "react";
import { cn } from "@/lib/cn";
import { agentIcon } from "./agent-icon";

const SIZES = { xs: "plate-xs", sm: "plate-sm", md: "", lg: "plate-lg" } as const;
const ICON_SIZES = { xs: "size-[11px]", sm: "size-[13px]", md: "size-[15px]", lg: "size-[22px]" } as const;

interface AgentPlateProps {
  icon: string | null | undefined;
  size?: keyof typeof SIZES;
  idle?: boolean;
  className?: string;
}

export function AgentPlate({ icon, size = "md", idle, className }: AgentPlateProps) {
  return (
    <span aria-hidden="true" className={cn("plate", SIZES[size], idle && "plate-idle", className)}>
      {createElement(agentIcon(icon), { className: ICON_SIZES[size] })}
    </span>
  );
}

/** An agent's code as written, such as QUALIFIER-01. */
export function AgentCode({ code, className }: { code: string; className?: string }) {
  return <span className={cn("code", className)}>{code}</span>;
}
