/** Buttons. Primary is cyan and acts; decide is amber and answers a gate, at most one in view. */
import { LoaderCircle } from "lucide-react";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";
import { Kbd } from "./kbd";

const VARIANTS = {
  primary:
    "bg-primary text-primary-foreground hover:bg-[color-mix(in_oklab,var(--primary),var(--foreground)_12%)]",
  decide:
    "bg-attention text-attention-foreground hover:bg-[color-mix(in_oklab,var(--attention),var(--foreground)_12%)]",
  second: "bg-secondary text-secondary-foreground hover:bg-accent",
  line: "border-rule-strong bg-card hover:bg-accent",
  ghost: "text-muted-foreground hover:bg-accent hover:text-foreground",
  bad: "border-rule-strong text-danger-text hover:bg-danger-soft",
} as const;

const SIZES = {
  md: "h-8 gap-[7px] rounded-md px-3 max-sm:h-10",
  sm: "h-[26px] gap-[5px] rounded-sm px-[9px] text-sm max-sm:h-8 [&_svg]:size-3.5",
  icon: "size-8 rounded-md max-sm:size-10",
  "icon-sm": "size-[26px] rounded-sm max-sm:size-8",
} as const;

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
  /** Work is under way: the label stays, a turning mark joins it, and a second press does nothing. */
  busy?: boolean;
  /** The key that does the same; printed and announced. */
  keys?: string;
  /** Renders the child (a link) with the button's look. */
  asChild?: boolean;
}

export function buttonClass(
  variant: keyof typeof VARIANTS = "line",
  size: keyof typeof SIZES = "md",
): string {
  return cn(
    "btn inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap border border-transparent font-medium transition-colors duration-(--time-instant) [&_svg]:size-4",
    "disabled:cursor-default disabled:border-border disabled:bg-muted disabled:text-subtle-foreground",
    SIZES[size],
    VARIANTS[variant],
  );
}

export function Button({
  variant,
  size,
  busy,
  keys,
  asChild,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const classes = cn(buttonClass(variant, size), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type="button"
      className={classes}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys?.replace("mod", "Control")}
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : rest.onClick}
    >
      {busy && <LoaderCircle aria-hidden="true" className="spin" />}
      {children}
      {keys && <Kbd keys={keys} />}
    </button>
  );
}
