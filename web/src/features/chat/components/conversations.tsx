/** The conversations column: search, grouped by when they were used; rename, delete with undo, a mark while one runs. */
import { Link } from "@tanstack/react-router";
import { SquarePen } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorPanel } from "@/components/ui/error-panel";
import { IconButton } from "@/components/ui/icon-button";
import { SearchInput } from "@/components/ui/search-input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useZone } from "@/components/ui/time";
import { useUndoableRemoval } from "@/components/ui/undo";
import { useWorkplace } from "@/lib/auth";
import { useNow, useSettled } from "@/lib/delay";
import { useDeleteSession, useSessions } from "../api";
import { groupSessions } from "../model/groups";
import { ConversationRow } from "./conversation-row";

interface ConversationsProps {
  current: string | null;
  onNew: () => void;
  /** The open conversation was deleted. */
  onGone: () => void;
  /** Something was opened: an overlay may close. */
  onOpen?: () => void;
  slashKey?: boolean;
}

export function Conversations({ current, onNew, onGone, onOpen, slashKey }: ConversationsProps) {
  const org = useWorkplace().organization.slug;
  const zone = useZone();
  const now = useNow();
  const [text, setText] = useState("");
  const query = useSessions(useSettled(text.trim()));
  const remove = useDeleteSession();
  const removal = useUndoableRemoval((id) => remove.mutate(id));
  const sessions = (query.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((session) => !removal.hidden.has(session.id));
  const drop = (id: string, title: string) => {
    removal.remove(id, `“${title}” is deleted.`);
    if (id === current) onGone();
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      {onOpen ? (
        <div className="px-3 pb-2">
          <Button onClick={onNew}>
            <SquarePen aria-hidden="true" /> New conversation
          </Button>
        </div>
      ) : (
        <div className="flex min-h-10 items-center gap-2 pr-2 pl-3.5">
          <h2 className="font-semibold">Conversations</h2>
          <span className="ml-auto">
            <IconButton small icon={SquarePen} label="New conversation" keys="n" onClick={onNew} />
          </span>
        </div>
      )}
      <div className="px-3 pb-2">
        <SearchInput
          label="Search conversations"
          placeholder="Search"
          value={text}
          onChange={setText}
          slashKey={slashKey}
          className="h-[26px] px-2 text-sm"
        />
      </div>
      <nav aria-label="Conversations" className="min-h-0 flex-1 overflow-y-auto pb-2">
        {query.isPending && <SkeletonRows rows={6} label="Loading conversations" />}
        {query.error && !query.data && (
          <ErrorPanel
            title="Conversations did not load"
            error={query.error}
            onRetry={() => void query.refetch()}
          />
        )}
        {query.data && sessions.length === 0 && (
          <EmptyState title={text ? "None found" : "None yet"}>
            {text
              ? `No conversation has “${text}” in its title.`
              : "A conversation begins with the first message to an agent and stays here."}
          </EmptyState>
        )}
        {groupSessions(sessions, zone, now).map((group) => (
          <section key={group.name} aria-label={group.name}>
            <h3 className="px-3.5 pt-2 pb-[3px] text-xs font-medium text-subtle-foreground">{group.name}</h3>
            <ul>
              {group.sessions.map((session) => (
                <ConversationRow
                  key={session.id}
                  session={session}
                  isCurrent={session.id === current}
                  zone={zone}
                  now={now}
                  onDelete={() => drop(session.id, session.title)}
                  link={(children) => (
                    <Link
                      to="/o/$org/chat/$session"
                      params={{ org, session: session.id }}
                      onClick={onOpen}
                      aria-current={session.id === current ? "page" : undefined}
                      className="flex min-w-0 flex-1 items-center gap-2 self-stretch py-[7px] pl-3.5"
                    >
                      {children}
                    </Link>
                  )}
                />
              ))}
            </ul>
          </section>
        ))}
        {query.hasNextPage && (
          <Button
            size="sm"
            variant="ghost"
            className="mx-2 mt-1"
            busy={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show earlier ones
          </Button>
        )}
      </nav>
    </div>
  );
}
