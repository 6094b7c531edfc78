/** RFC 9457 problem documents as a typed error: what failed, what to do, and the reference to quote. */

export interface FieldProblem {
  /** JSON pointer into the request body, such as "/email". */
  pointer: string;
  message: string;
}

interface ProblemDocument {
  title?: unknown;
  detail?: unknown;
  code?: unknown;
  fix?: unknown;
  error_id?: unknown;
  errors?: unknown;
}

const text = (value: unknown): string => (typeof value === "string" ? value : "");

export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly fix: string;
  readonly errorId: string;
  readonly errors: readonly FieldProblem[];

  constructor(status: number, document: ProblemDocument) {
    super(text(document.detail) || text(document.title) || `The server answered ${status}.`);
    this.status = status;
    this.code = text(document.code) || `http_${status}`;
    this.title = text(document.title) || this.message;
    this.detail = text(document.detail);
    this.fix = text(document.fix);
    this.errorId = text(document.error_id);
    this.errors = Array.isArray(document.errors) ? document.errors.filter(isFieldProblem) : [];
  }

  /** The message for one field of the request, by its name or pointer; undefined when that field is fine. */
  field(name: string): string | undefined {
    const pointer = name.startsWith("/") ? name : `/${name}`;
    return this.errors.find((error) => error.pointer === pointer)?.message;
  }
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return typeof value === "object" && value !== null && "pointer" in value && "message" in value;
}

/** Reads a failed response, whatever its body, as a problem. */
export async function problemFrom(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  return new ApiProblem(response.status, typeof body === "object" && body !== null ? body : {});
}

/** Any thrown value as a problem, so that every panel can show the same four things. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof TypeError) {
    return new ApiProblem(0, {
      title: "The server could not be reached",
      detail: "The request did not get an answer.",
      code: "unreachable",
      fix: "Check that Directorate is running and that this machine is online, then try again.",
    });
  }
  return new ApiProblem(0, { title: "This part of the page failed", detail: String(error), code: "client" });
}
