/** The router over the generated route tree. */
import type { QueryClient } from "@tanstack/react-query";
import { createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { routeTree } from "@/routeTree.gen";
import { Opening } from "./opening";

const NotFoundPage = lazyRouteComponent(() => import("./failure-pages"), "NotFoundPage");
const RouteErrorPage = lazyRouteComponent(() => import("./failure-pages"), "RouteErrorPage");

export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultPendingComponent: Opening,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: RouteErrorPage,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
