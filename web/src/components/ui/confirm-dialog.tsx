/** Asks before what cannot be undone; everything else offers undo instead. */
import type { ReactNode } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";

interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The question: "Revoke “nightly import”?" */
  title: string;
  /** What follows from it. */
  children: ReactNode;
  /** The verb on the button. */
  verb: string;
  busy?: boolean;
  onConfirm: () => void;
}

export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  verb,
  busy,
  onConfirm,
}: ConfirmDialogProps) {
  const footer = (
    <>
      <Button onClick={() => onOpenChange(false)}>Keep</Button>
      <Button variant="bad" busy={busy} onClick={onConfirm}>
        {verb}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} footer={footer}>
      {children}
    </Dialog>
  );
}
