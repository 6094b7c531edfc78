/** Takes files dropped anywhere on it, and says so while they hover. */
import { Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useState } from "react";

interface DropZoneProps {
  onFiles: (files: readonly File[]) => void;
  enabled: boolean;
  children: ReactNode;
}

const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

export function DropZone({ onFiles, enabled, children }: DropZoneProps) {
  const [over, setOver] = useState(false);
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(false);
      onFiles([...event.dataTransfer.files]);
    },
  };
  return (
    <div className="relative flex-1" {...(enabled ? handlers : {})}>
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-0 grid place-items-start justify-center rounded-lg border-2 border-dashed border-primary bg-scrim pt-24">
          <p className="flex items-center gap-2 rounded-md bg-popover px-4 py-3 font-medium shadow-float">
            <Upload aria-hidden="true" className="size-4 text-primary-text" /> Drop to upload
          </p>
        </div>
      )}
    </div>
  );
}
