import { describe, expect, it } from "vitest";
import { schemaFields, schemaValues } from "./schema";

const SCHEMA = {
  type: "object",
  required: ["api_key"],
  properties: {
    base_url: { type: "string", title: "Base URL", default: "https://example.test/v1" },
    api_key: { type: "string", writeOnly: true },
    timeout_s: { type: ["integer", "null"] },
    region: { enum: ["eu", "us"] },
    verify: { type: "boolean", default: true },
  },
};

describe("schema forms", () => {
  it("draws each property as its own kind of field", () => {
    const kinds = Object.fromEntries(schemaFields(SCHEMA).map((field) => [field.name, field.kind]));
    expect(kinds).toEqual({
      base_url: "text",
      api_key: "secret",
      timeout_s: "number",
      region: "choice",
      verify: "boolean",
    });
  });

  it("names a field without a title, and knows what is required and preset", () => {
    const [base, key] = schemaFields(SCHEMA);
    expect([key?.title, key?.required, base?.initial]).toEqual(["Api key", true, "https://example.test/v1"]);
  });

  it("turns text back into typed values and leaves empty ones out", () => {
    const typed = { base_url: "", api_key: "k", timeout_s: "30", verify: "false" };
    expect(schemaValues(schemaFields(SCHEMA), typed)).toEqual({ api_key: "k", timeout_s: 30, verify: false });
  });

  it("draws nothing for what is not an object schema", () => {
    expect([schemaFields(null), schemaFields({ type: "string" })]).toEqual([[], []]);
  });
});
