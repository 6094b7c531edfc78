/** Attaching: from this device, or a file the organization already has. */
import { FileText, Paperclip, Upload } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { useFiles } from "../api";
import type { Attachments } from "../model/use-attachments";

const RECENT = 8;

export function AttachMenu({ attachments, disabled }: { attachments: Attachments; disabled: boolean }) {
  const picker = useRef<HTMLInputElement>(null);
  const [wanted, setWanted] = useState(false);
  const stored = useFiles(wanted).data?.items ?? [];
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    attachments.add([...(event.target.files ?? [])]);
    event.target.value = "";
  };
  const fromDevice: MenuItem = {
    id: "device",
    label: "From this device",
    icon: Upload,
    onSelect: () => picker.current?.click(),
  };
  const fromFiles = stored
    .filter((file) => file.status === "ready")
    .slice(0, RECENT)
    .map(
      (file): MenuItem => ({
        id: file.id,
        label: file.name,
        icon: FileText,
        onSelect: () => attachments.addStored(file),
      }),
    );
  return (
    <>
      <input ref={picker} type="file" multiple hidden aria-label="Files" onChange={choose} />
      <Menu
        heading="Attach"
        className="max-w-72"
        items={fromFiles.length > 0 ? [fromDevice, "separator", ...fromFiles] : [fromDevice]}
        trigger={
          <IconButton
            small
            icon={Paperclip}
            label="Attach files"
            disabled={disabled}
            onPointerEnter={() => setWanted(true)}
            onFocus={() => setWanted(true)}
          />
        }
      />
    </>
  );
}
