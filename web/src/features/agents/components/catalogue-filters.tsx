/** Search, order and filters of the catalogue. */
import { ArrowDownWideNarrow, SlidersHorizontal } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/menu";
import { SearchInput } from "@/components/ui/search-input";
import { type CatalogueView, SORT_WORDS, SORTS } from "../model/browse";

interface CatalogueFiltersProps {
  view: CatalogueView;
  onChange: (change: Partial<CatalogueView>) => void;
}

export function CatalogueFilters({ view, onChange }: CatalogueFiltersProps) {
  const sort = view.sort ?? "record";
  const filters = [view.hired && "hired", view.free && "free"].filter(Boolean).join(", ");
  return (
    <>
      <SearchInput
        label="Search agents"
        placeholder="Role, skill or task"
        slashKey
        value={view.q ?? ""}
        onChange={(q) => onChange({ q: q || undefined })}
        className="w-[230px] max-sm:w-full"
      />
      <Menu
        align="end"
        heading="Order"
        trigger={
          <Button>
            <ArrowDownWideNarrow aria-hidden="true" /> {SORT_WORDS[sort]}
          </Button>
        }
        items={SORTS.map((choice) => ({
          id: choice,
          label: SORT_WORDS[choice],
          checked: choice === sort,
          onSelect: () => onChange({ sort: choice === "record" ? undefined : choice }),
        }))}
      />
      <Menu
        align="end"
        heading="Show only"
        trigger={
          <Button variant={filters ? "second" : "line"}>
            <SlidersHorizontal aria-hidden="true" /> {filters ? `Only ${filters}` : "Price, status"}
          </Button>
        }
        items={[
          {
            id: "hired",
            label: "Hired",
            checked: view.hired ?? false,
            onSelect: () => onChange({ hired: view.hired ? undefined : true }),
          },
          {
            id: "free",
            label: "Free of charge",
            checked: view.free ?? false,
            onSelect: () => onChange({ free: view.free ? undefined : true }),
          },
        ]}
      />
    </>
  );
}
