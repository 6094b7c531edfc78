import { describe, expect, it } from "vitest";
import { ApiProblem, asProblem, problemFrom } from "./problem";

const response = (body: string, status = 422) => new Response(body, { status });

describe("problems", () => {
  it("carries code, detail, fix, reference and field errors", async () => {
    const problem = await problemFrom(
      response(
        JSON.stringify({
          title: "Invalid",
          detail: "One field needs a change.",
          code: "identity.email_taken",
          fix: "Sign in instead.",
          error_id: "err_7Q2M",
          errors: [{ pointer: "/email", message: "This address has an account." }],
        }),
      ),
    );
    expect(problem).toMatchObject({
      status: 422,
      code: "identity.email_taken",
      fix: "Sign in instead.",
      errorId: "err_7Q2M",
    });
    expect(problem.field("email")).toBe("This address has an account.");
    expect(problem.field("name")).toBeUndefined();
  });

  it.each(["", "<html>Bad gateway</html>", "[]", "null", '{"errors": "none"}'])(
    "reads %j as a problem too",
    async (body) => {
      const problem = await problemFrom(response(body, 502));
      expect(problem).toBeInstanceOf(ApiProblem);
      expect(problem.code).toBe("http_502");
      expect(problem.message).not.toBe("");
    },
  );

  it("calls a failed fetch unreachable and says what to do", () => {
    expect(asProblem(new TypeError("Failed to fetch"))).toMatchObject({ code: "unreachable" });
    expect(asProblem(new TypeError("Failed to fetch")).fix).not.toBe("");
  });
});
