/** Whose tasks are shown: everybody's, mine, nobody's, or those of one member or agent. */
import { Facet } from "@/components/ui/facet";
import { Select } from "@/components/ui/field";
import type { AssigneeFilter } from "../model/task";
import { useAssignees } from "./assignee";

interface InboxFiltersProps {
  value: AssigneeFilter;
  onChange: (value: AssigneeFilter) => void;
}

export function InboxFilters({ value, onChange }: InboxFiltersProps) {
  const { people, agents } = useAssignees();
  const other = value !== undefined && value !== "me" && value !== "nobody" ? value : "";
  const known = [...people, ...agents].some(({ id }) => id === other);
  return (
    <fieldset className="flex flex-wrap items-center gap-1.5 px-3.5 pb-2.5">
      <legend className="sr-only">Whose tasks</legend>
      <Facet on={value === "me"} onChange={(on) => onChange(on ? "me" : undefined)}>
        Mine
      </Facet>
      <Facet on={value === "nobody"} onChange={(on) => onChange(on ? "nobody" : undefined)}>
        Nobody’s
      </Facet>
      <Select
        aria-label="Tasks of"
        value={other}
        onChange={(event) => onChange(event.target.value || undefined)}
        className="ml-auto w-40 [&>select]:h-[26px] [&>select]:text-sm max-sm:[&>select]:h-8"
      >
        <option value="">Everybody</option>
        {other && !known && <option value={other}>{other}</option>}
        <Options label="Members" items={people} />
        <Options label="Hired agents" items={agents} />
      </Select>
    </fieldset>
  );
}

export function Options({ label, items }: { label: string; items: readonly { id: string; name: string }[] }) {
  if (items.length === 0) return null;
  return (
    <optgroup label={label}>
      {items.map((item) => (
        <option key={item.id} value={item.id}>
          {item.name}
        </option>
      ))}
    </optgroup>
  );
}
