/** The theme, on this device. */
import { Segmented } from "@/components/ui/segmented";
import { THEMES, type Theme, useTheme } from "@/lib/theme";
import { Block } from "./section";

const LABELS: Record<Theme, string> = { dark: "Dark", light: "Light", system: "As the system" };

export default function AppearanceSection() {
  const { theme, setTheme } = useTheme();
  return (
    <Block title="Theme" text="Kept on this device. Reduced motion follows the system's setting.">
      <Segmented
        label="Theme"
        value={theme}
        onChange={setTheme}
        choices={THEMES.map((value) => ({ value, label: LABELS[value] }))}
      />
    </Block>
  );
}
