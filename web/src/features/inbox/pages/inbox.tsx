/** Inbox. */
import { Page } from "@/components/page/page";

export function InboxPage() {
  return <Page crumbs={["Inbox"]}>{null}</Page>;
}
