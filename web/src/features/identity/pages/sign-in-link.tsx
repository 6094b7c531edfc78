/** Sign in by a one-time link. The token stands after "#", so that no server log holds it. */
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ProblemNote } from "@/components/ui/problem-note";
import { StatusMark } from "@/components/ui/status-mark";
import { type ApiProblem, asProblem } from "@/lib/api";
import { signInByLink, useEnter } from "../api";
import { EntrySheet } from "../components/entry-sheet";

/** The token of the address, taken out of it so that going back does not try it again. */
export function takeToken(): string {
  const token = new URLSearchParams(window.location.hash.slice(1)).get("token") ?? "";
  window.history.replaceState(window.history.state, "", window.location.pathname);
  return token;
}

export function SignInLinkPage() {
  const enter = useEnter();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [missing, setMissing] = useState(false);
  const started = useRef(false);
  useEffect(() => {
    // A token works once: the second run of an effect in development must not spend it.
    if (started.current) return;
    started.current = true;
    const token = takeToken();
    if (token === "") {
      setMissing(true);
      return;
    }
    signInByLink(token)
      .then(() => enter())
      .catch((error: unknown) => setProblem(asProblem(error)));
  });
  const failed = problem !== null || missing;
  return (
    <EntrySheet
      title={failed ? "The link did not work" : "Signing in"}
      lead={failed ? "A sign-in link works once and for a short time." : "The link is being checked."}
    >
      {!failed && <StatusMark status="running">Checking the link</StatusMark>}
      {missing && (
        <p className="text-muted-foreground">
          This address holds no token. Open the whole link, up to its end.
        </p>
      )}
      <ProblemNote problem={problem} />
      {failed && (
        <div className="mt-4 flex gap-2">
          <Button asChild variant="primary">
            <Link to="/sign-in">Sign in with a password</Link>
          </Button>
        </div>
      )}
    </EntrySheet>
  );
}
