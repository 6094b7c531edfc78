/** The help sheet behind "?": every key that works on this page, from the one registry. */
import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useActions } from "@/lib/actions";

export default function ShortcutSheet({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const actions = useActions().filter((action) => action.keys);
  const groups = [...new Set(actions.map((action) => action.group))];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys on this page"
      description="Keys rest while you type in a field."
      className="w-[min(640px,calc(100vw-24px))]"
    >
      <div className="gap-x-8 sm:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-sm font-medium text-subtle-foreground">{group}</h3>
            <dl>
              {actions
                .filter((action) => action.group === group)
                .map((action) => (
                  <div key={action.id} className="flex min-h-8 items-center gap-3 border-t border-border">
                    <dt className="min-w-0 flex-1 truncate">{action.label}</dt>
                    <dd>
                      <Kbd keys={action.keys ?? ""} className="max-sm:inline-flex" />
                      <span className="sr-only">{action.keys}</span>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
