/** Starts the app. */
import "@/styles/index.css";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "@/app/providers";
import { makeRouter } from "@/app/router";
import { meQuery } from "@/lib/auth";
import { createQueryClient } from "@/lib/query";
import { systemQuery } from "@/lib/system";

const client = createQueryClient();
const router = makeRouter(client);
// Asked while the route's code is still on its way.
void client.prefetchQuery(systemQuery);
if (window.location.pathname.startsWith("/o/")) void client.prefetchQuery(meQuery);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root.");

createRoot(root).render(
  <StrictMode>
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
