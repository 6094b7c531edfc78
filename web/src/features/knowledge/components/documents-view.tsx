/** The knowledge base: the documents agents search, and in how many passages each can be found. */
import { BookOpenText } from "lucide-react";
import { useState } from "react";
import { LoadMore } from "@/components/page/load-more";
import { QueryPanel } from "@/components/page/query-panel";
import { PanelHead, Sheet } from "@/components/page/sheet";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Time } from "@/components/ui/time";
import { number, plural } from "@/lib/format";
import { type KnowledgeDocument, useDocuments } from "../api";
import { FileDrawer } from "./file-drawer";

const COLUMNS: readonly Column<KnowledgeDocument>[] = [
  {
    id: "title",
    header: "Title",
    grow: true,
    cell: (document) => (
      <span className="flex min-h-6 items-center gap-2 font-medium">
        <BookOpenText aria-hidden="true" className="size-4 shrink-0 text-subtle-foreground" />
        <span className="truncate">{document.title}</span>
      </span>
    ),
  },
  {
    id: "passages",
    header: "Passages",
    numeric: true,
    phone: "end",
    cell: (document) => (
      <>
        {number(document.passages)}
        <span className="hidden text-sm text-subtle-foreground @max-[560px]:inline"> passages</span>
      </>
    ),
  },
  {
    id: "at",
    header: "Added",
    phone: "below",
    cell: (document) => <Time at={document.created_at} className="text-sm text-subtle-foreground" />,
  },
];

interface DocumentsViewProps {
  /** The document's file that is looked at. */
  open?: string;
  onOpen: (fileId: string | undefined) => void;
}

export function DocumentsView({ open, onOpen }: DocumentsViewProps) {
  const documents = useDocuments();
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLowerCase();
  const items = documents.items.filter((document) => document.title.toLowerCase().includes(wanted));
  const passages = documents.items.reduce((sum, document) => sum + document.passages, 0);
  return (
    <Sheet>
      <PanelHead
        title="Knowledge base"
        aside={
          documents.items.length > 0 && (
            <span>
              {plural(passages, "passage")}
              <span className="max-sm:hidden"> every hired agent searches</span>
            </span>
          )
        }
        refreshing={documents.query.isRefetching && !documents.query.isFetchingNextPage}
        end={
          <SearchInput
            label="Filter documents"
            value={filter}
            onChange={setFilter}
            slashKey
            className="h-[26px] w-52 max-sm:hidden"
          />
        }
      />
      <QueryPanel
        name="Documents"
        query={documents.query}
        isEmpty={(data) => data.pages.every((page) => page.items.length === 0)}
        empty={
          <EmptyState title="The knowledge base is empty" className="border-t border-border">
            Handbooks, price lists and policies that every agent should know stand here. An agent can write
            one when you ask it to put a document into the knowledge base.
          </EmptyState>
        }
      >
        {() =>
          items.length === 0 ? (
            <EmptyState
              title={`No document is called “${filter}”`}
              className="border-t border-border"
              action={<Button onClick={() => setFilter("")}>Clear the filter</Button>}
            >
              The others are only hidden by the filter.
            </EmptyState>
          ) : (
            <DataTable
              label="Documents"
              columns={COLUMNS}
              rows={items}
              rowKey={(document) => document.id}
              selected={items.find((document) => document.file_id === open)?.id}
              onOpen={(document) => onOpen(document.file_id)}
              openLabel={(document) => `Open ${document.title}`}
              className="max-h-[72vh] border-t border-border"
            />
          )
        }
      </QueryPanel>
      <LoadMore query={documents.query} loaded={documents.items.length} of="documents" />
      {open && <FileDrawer id={open} onClose={() => onOpen(undefined)} />}
    </Sheet>
  );
}
