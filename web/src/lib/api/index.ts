/** What features import: the client, the problem type and the names of answers. */
export { api, unwrap, upload, writeHeaders } from "./client";
export { ApiProblem, asProblem, problemFrom } from "./problem";
export type * from "./types";
