/** Reads the part of JSON Schema that connection forms use, and turns typed text back into values. */

export interface SchemaField {
  name: string;
  title: string;
  description: string;
  kind: "text" | "secret" | "number" | "boolean" | "choice";
  choices: readonly string[];
  required: boolean;
  initial: string;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (value === undefined || value === null ? "" : String(value));

function kindOf(property: Json): SchemaField["kind"] {
  if (property.writeOnly === true || property.format === "password") return "secret";
  if (Array.isArray(property.enum)) return "choice";
  const types = Array.isArray(property.type) ? property.type : [property.type];
  if (types.includes("boolean")) return "boolean";
  if (types.includes("integer") || types.includes("number")) return "number";
  return "text";
}

/** api_key becomes "Api key" when the schema gives no title. */
function titleOf(name: string): string {
  const words = name.replaceAll(/[_-]+/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The fields of an object schema, in its order; anything else yields none. */
export function schemaFields(schema: unknown): SchemaField[] {
  if (!isObject(schema) || !isObject(schema.properties)) return [];
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties).flatMap(([name, property]) => {
    if (!isObject(property)) return [];
    return {
      name,
      title: text(property.title) || titleOf(name),
      description: text(property.description),
      kind: kindOf(property),
      choices: Array.isArray(property.enum) ? property.enum.map(text) : [],
      required: required.includes(name),
      initial: text(property.default),
    };
  });
}

function parse(field: SchemaField, typed: string): unknown {
  if (field.kind === "boolean") return typed === "true";
  if (field.kind === "number") return Number(typed);
  return typed;
}

/** What was typed, as values of the schema's types; empty optional fields are left out. */
export function schemaValues(fields: readonly SchemaField[], typed: Record<string, string>): Json {
  const given = fields.filter((field) => (typed[field.name] ?? "") !== "");
  return Object.fromEntries(given.map((field) => [field.name, parse(field, typed[field.name] ?? "")]));
}
