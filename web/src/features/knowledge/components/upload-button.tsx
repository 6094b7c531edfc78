/** Chooses files to upload. */
import { Upload } from "lucide-react";
import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { useAction } from "@/lib/actions";

interface UploadButtonProps {
  onFiles: (files: readonly File[]) => void;
}

export function UploadButton({ onFiles }: UploadButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  useAction({
    id: "knowledge:upload",
    label: "Upload files",
    group: "Knowledge",
    keys: "u",
    icon: Upload,
    run: choose,
  });
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to upload"
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button variant="primary" keys="u" onClick={choose}>
        <Upload aria-hidden="true" /> Upload
      </Button>
    </>
  );
}
