/** The form of the next answer; without a choice, the one set on the agent. */
import { ChevronDown, Text } from "lucide-react";
import { Menu } from "@/components/ui/menu";
import { cn } from "@/lib/cn";

export const FORMATS = ["text", "markdown", "table", "json", "slides"] as const;
export type OutputFormat = (typeof FORMATS)[number];

export const FORMAT_WORDS: Record<OutputFormat, string> = {
  text: "Text",
  markdown: "Markdown",
  table: "Table",
  json: "JSON",
  slides: "Slides",
};

interface FormatMenuProps {
  value: OutputFormat | undefined;
  onChange: (value: OutputFormat | undefined) => void;
}

export function FormatMenu({ value, onChange }: FormatMenuProps) {
  const choices = FORMATS.map((format) => ({
    id: format,
    label: FORMAT_WORDS[format],
    checked: value === format,
    onSelect: () => onChange(format),
  }));
  const usual = {
    id: "usual",
    label: "As the agent is set",
    checked: !value,
    onSelect: () => onChange(undefined),
  };
  return (
    <Menu
      heading="Form of the answer"
      items={[usual, "separator", ...choices]}
      trigger={
        <button
          type="button"
          aria-label={`Form of the answer: ${value ? FORMAT_WORDS[value] : "as the agent is set"}`}
          className={cn(
            "inline-flex h-[26px] items-center gap-1.5 rounded-sm border px-[9px] text-sm max-sm:h-8",
            value
              ? "border-primary bg-primary-soft text-foreground"
              : "border-border bg-card text-muted-foreground hover:bg-accent",
          )}
        >
          <Text aria-hidden="true" className="size-3" />
          {value ? FORMAT_WORDS[value] : "Form"}
          <ChevronDown aria-hidden="true" className="size-3" />
        </button>
      }
    />
  );
}
