/** The public first page: what Directorate is, shown on its own ruled sheet. */
import { Link } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { PublicFrame } from "@/components/page/public-frame";
import { Button } from "@/components/ui/button";
import { usePageTitle } from "@/lib/page-title";
import { useOwnSlug } from "../api";
import { LandingFoot } from "../components/landing-foot";
import { Picture } from "../components/picture";
import { Principles } from "../components/principles";
import { Showcase } from "../components/showcase";

export function LandingPage() {
  usePageTitle("An AI workforce for agencies");
  const slug = useOwnSlug();
  return (
    <PublicFrame end={<Ways slug={slug} />}>
      <main id="main" className="mx-auto w-full max-w-[1180px] px-5 pb-14 max-sm:px-3">
        <header className="grid items-end gap-x-10 gap-y-5 pt-14 pb-9 md:grid-cols-[minmax(0,1fr)_minmax(0,420px)] max-sm:pt-8">
          <h1 className="max-w-[24ch] text-[clamp(34px,4.6vw,52px)] leading-[1.04] font-semibold tracking-[-0.035em] text-balance">
            AI agents that do the work and keep the books
          </h1>
          <div>
            <p className="max-w-[46ch] text-lg text-pretty text-muted-foreground">
              Directorate is an AI workforce on your own machine. Hire agents by role, give them real work,
              and decide what leaves. Every answer shows its sources and its cost.
            </p>
            <div className="mt-5 flex flex-wrap items-center gap-2">
              <Button asChild variant="primary" className="h-10 px-4 text-md">
                {slug ? (
                  <Link to="/o/$org" params={{ org: slug }}>
                    Open the dashboard <ArrowRight aria-hidden="true" />
                  </Link>
                ) : (
                  <Link to="/register">
                    Create an account <ArrowRight aria-hidden="true" />
                  </Link>
                )}
              </Button>
              {!slug && (
                <Button asChild className="h-10 px-4 text-md">
                  <Link to="/sign-in">Sign in</Link>
                </Button>
              )}
            </div>
          </div>
        </header>
        <Picture />
        <Principles />
        <Showcase slug={slug} />
      </main>
      <LandingFoot />
    </PublicFrame>
  );
}

function Ways({ slug }: { slug: string | undefined }) {
  if (slug) {
    return (
      <Button asChild>
        <Link to="/o/$org" params={{ org: slug }}>
          Dashboard
        </Link>
      </Button>
    );
  }
  return (
    <>
      <Button asChild variant="ghost">
        <Link to="/sign-in">Sign in</Link>
      </Button>
      <Button asChild className="max-sm:hidden">
        <Link to="/register">Create an account</Link>
      </Button>
    </>
  );
}
