/** Chat. */
import { Page } from "@/components/page/page";

export function ChatPage() {
  return <Page crumbs={["Chat"]}>{null}</Page>;
}
