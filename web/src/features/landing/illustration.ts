/** The example figures of the landing page's picture. */
import type { Effect } from "@/components/ui/effect-chip";

export interface PictureSourceFacts {
  n: number;
  kind: "file" | "memory" | "field";
  title: string;
  place: string;
  excerpt: string;
}

export const SOURCES: readonly PictureSourceFacts[] = [
  {
    n: 1,
    kind: "field",
    title: "leads-builders.csv",
    place: "Table, rows 4, 11 and 27",
    excerpt: "Fit-out, 14 staff, new lease, budget over 40,000",
  },
  {
    n: 2,
    kind: "file",
    title: "ideal-customer.pdf",
    place: "File, page 2",
    excerpt: "We do our best work for owners who signed a lease in the last sixty days.",
  },
  {
    n: 3,
    kind: "memory",
    title: "Calls before noon",
    place: "Memory, yours",
    excerpt: "Mara calls between nine and twelve.",
  },
];

interface LedgerEntry {
  id: string;
  time: string;
  icon: string;
  code: string;
  did: string;
  effect: Effect;
  sources: number;
  costMicros: number | null;
}

export const LEDGER: readonly LedgerEntry[] = [
  {
    id: "1",
    time: "10:41",
    icon: "filter",
    code: "QUALIFIER-01",
    did: "ranked 38 leads, three to call",
    effect: "read",
    sources: 3,
    costMicros: 4_200,
  },
  {
    id: "2",
    time: "10:38",
    icon: "pen-line",
    code: "Author-01",
    did: "wrote the Harlow case story",
    effect: "write",
    sources: 6,
    costMicros: 31_000,
  },
  {
    id: "3",
    time: "10:31",
    icon: "database",
    code: "DATA-02",
    did: "charted enquiries by month",
    effect: "write",
    sources: 2,
    costMicros: 9_400,
  },
  {
    id: "4",
    time: "10:24",
    icon: "handshake",
    code: "ONBOARD-01",
    did: "left you a task: site access",
    effect: "write",
    sources: 1,
    costMicros: 600,
  },
];
