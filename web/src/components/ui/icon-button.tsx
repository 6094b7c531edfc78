/** A button that is only an icon: always named, always with a tooltip that carries its shortcut. */
import type { LucideIcon } from "lucide-react";
import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

interface IconButtonProps extends Omit<ButtonProps, "children" | "size"> {
  icon: LucideIcon;
  label: string;
  small?: boolean;
}

export function IconButton({ icon: Icon, label, small, keys, variant = "ghost", ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <Button
        aria-label={label}
        aria-keyshortcuts={keys?.replace("mod", "Control")}
        variant={variant}
        size={small ? "icon-sm" : "icon"}
        {...rest}
      >
        <Icon aria-hidden="true" />
      </Button>
    </Tooltip>
  );
}
