/** Test environment: unmounts React trees between tests and keeps time-zone output stable. */
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(() => {
  cleanup();
});
