/** A value that is shown once: readable, copied by one press, gone when the dialog closes. */
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

interface SecretProps {
  label: string;
  value: string;
  text: string;
  onDone: () => void;
}

export function Secret({ label, value, text, onDone }: SecretProps) {
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted-foreground">{text}</p>
      <div className="flex items-center gap-2 rounded-md border border-input bg-muted py-1.5 pr-1.5 pl-2.5">
        <output aria-label={label} className="mono min-w-0 flex-1 break-all select-all">
          {value}
        </output>
        <CopyButton text={value} label={`Copy ${label.toLowerCase()}`} />
      </div>
      <Button variant="primary" onClick={onDone} className="self-start">
        I have kept it
      </Button>
    </div>
  );
}
