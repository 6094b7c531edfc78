import { createFileRoute, redirect } from "@tanstack/react-router";

export const Route = createFileRoute("/o/$org/settings/")({
  beforeLoad: ({ params }) => {
    throw redirect({
      to: "/o/$org/settings/$section",
      params: { org: params.org, section: "profile" },
      replace: true,
    });
  },
});
