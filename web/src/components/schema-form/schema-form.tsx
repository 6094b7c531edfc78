/** The inputs a JSON Schema asks for; the form around them owns the values. */
import { Checkbox, Field, Input, Select } from "@/components/ui/field";
import type { SchemaField } from "./schema";

interface SchemaInputsProps {
  fields: readonly SchemaField[];
  values: Record<string, string>;
  onChange: (name: string, value: string) => void;
  error: (name: string) => string | undefined;
}

export function SchemaInputs({ fields, values, onChange, error }: SchemaInputsProps) {
  return fields.map((field) => (
    <SchemaInput
      key={field.name}
      field={field}
      value={values[field.name] ?? ""}
      error={error(field.name)}
      onChange={(value) => onChange(field.name, value)}
    />
  ));
}

interface SchemaInputProps {
  field: SchemaField;
  value: string;
  error?: string;
  onChange: (value: string) => void;
}

const TYPES = { secret: "password", number: "number", text: "text" } as const;

function SchemaInput({ field, value, error, onChange }: SchemaInputProps) {
  if (field.kind === "boolean") {
    return (
      <Checkbox
        label={field.title}
        hint={error ?? field.description}
        checked={value === "true"}
        onChange={(on) => onChange(String(on))}
      />
    );
  }
  const label = field.required ? field.title : `${field.title} (optional)`;
  return (
    <Field label={label} hint={field.description} error={error}>
      {(control) =>
        field.kind === "choice" ? (
          <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
            {!field.required && <option value="">None</option>}
            {field.choices.map((choice) => (
              <option key={choice}>{choice}</option>
            ))}
          </Select>
        ) : (
          <Input
            {...control}
            type={TYPES[field.kind as keyof typeof TYPES]}
            value={value}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  );
}
