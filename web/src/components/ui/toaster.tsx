/** Where toasts are drawn; loaded lazily by the providers. */
import { Toaster as Sonner } from "sonner";

export default function Toaster() {
  return (
    <Sonner
      // Beside the sidebar: the right edge holds what is pressed next, such as Send and Hire.
      position="bottom-left"
      offset={{ bottom: 16, left: "calc(var(--sidebar-width) + 16px)" }}
      mobileOffset={{ bottom: 68 }}
      theme="system"
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-[356px] max-w-full items-center gap-3 rounded-md font-sans bg-inverse px-3 py-2.5 text-sm text-inverse-foreground shadow-float",
          title: "font-medium",
          content: "min-w-0 flex-1",
          description: "opacity-80",
          actionButton: "shrink-0 rounded-sm px-2 py-1 font-semibold underline underline-offset-2",
        },
      }}
    />
  );
}
