/** A menu under a button. */
import type { LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export interface MenuItem {
  id: string;
  label: ReactNode;
  icon?: LucideIcon;
  hint?: ReactNode;
  danger?: boolean;
  checked?: boolean;
  disabled?: boolean;
  onSelect: () => void;
}

interface MenuProps {
  /** The button, as one element. */
  trigger: ReactNode;
  /** Entries, lines between them, and words over a group of them. */
  items: readonly (MenuItem | "separator" | { heading: string })[];
  heading?: string;
  align?: "start" | "end";
  /** Where a key opens it as well. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
}

function Heading({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-2 py-1 text-xs font-medium text-subtle-foreground">
      {children}
    </DropdownMenu.Label>
  );
}

const ITEM =
  "flex min-h-8 cursor-pointer select-none items-center gap-2 rounded-sm px-2 py-1 outline-none data-[disabled]:cursor-default data-[highlighted]:bg-accent data-[disabled]:text-subtle-foreground max-sm:min-h-10";

export function Menu({ trigger, items, heading, align = "start", open, onOpenChange, className }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            "float-in z-(--z-palette) max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-md bg-popover p-1 text-popover-foreground shadow-float",
            className,
          )}
        >
          {heading && <Heading>{heading}</Heading>}
          {items.map((item, index) => {
            if (item === "separator")
              return (
                <DropdownMenu.Separator key={`separator-${String(index)}`} className="my-1 h-px bg-border" />
              );
            if ("heading" in item) return <Heading key={item.heading}>{item.heading}</Heading>;
            return <Entry key={item.id} item={item} />;
          })}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({ item }: { item: MenuItem }) {
  const Icon = item.icon;
  return (
    <DropdownMenu.Item
      disabled={item.disabled}
      onSelect={item.onSelect}
      className={cn(ITEM, item.danger && "text-danger-text", item.checked && "bg-accent font-medium")}
    >
      {Icon && <Icon aria-hidden="true" className="size-4" />}
      <span className="min-w-0 flex-1 truncate">{item.label}</span>
      {item.hint && <span className="text-sm text-subtle-foreground">{item.hint}</span>}
    </DropdownMenu.Item>
  );
}
