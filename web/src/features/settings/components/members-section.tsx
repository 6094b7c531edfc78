/** Who belongs to the organization and as what; adding someone yields a one-time link to pass on. */
import { Trash2, UserPlus } from "lucide-react";
import { useState } from "react";
import { LoadMore } from "@/components/page/load-more";
import { QueryPanel } from "@/components/page/query-panel";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Select } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Person } from "@/components/ui/person";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Member, Role } from "@/lib/api";
import { allows, useAllows, useWorkplace } from "@/lib/auth";
import { useMembers, useRemoveMember, useSetRole } from "../api";
import { AddMember } from "./add-member";
import { Block } from "./section";

const ROLES: readonly Role[] = ["viewer", "member", "admin", "owner"];

export default function MembersSection() {
  const members = useMembers();
  const [adding, setAdding] = useState(false);
  const editable = useAllows("admin");
  const add = (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <UserPlus aria-hidden="true" /> Add a member
    </Button>
  );
  return (
    <>
      <Block
        title="Members"
        text="Viewers look, members work, admins change settings and keys, owners also decide who owns."
        action={editable && add}
      />
      <QueryPanel name="Members" query={members.query}>
        {() => (
          <ul>
            {members.items.map((member) => (
              <MemberRow key={member.user.id} member={member} editable={editable} />
            ))}
          </ul>
        )}
      </QueryPanel>
      <LoadMore query={members.query} loaded={members.items.length} of="members" />
      <AddMember open={adding} onOpenChange={setAdding} />
    </>
  );
}

function MemberRow({ member, editable }: { member: Member; editable: boolean }) {
  const { user, role } = useWorkplace();
  const setRole = useSetRole();
  const [leaving, setLeaving] = useState(false);
  const mayChange = editable && member.user.id !== user.id && allows(role, member.role);
  const change = (next: Role) =>
    setRole.mutate(
      { user_id: member.user.id, role: next },
      { onError: (error) => toast.problem(error, "The role was not changed") },
    );
  return (
    <li className="flex min-h-[46px] items-center gap-2.5 border-t border-border px-4 py-1.5 max-sm:px-3">
      <Person name={member.user.name} />
      <div className="min-w-0 flex-1 leading-[1.35]">
        <div className="truncate font-medium">{member.user.name}</div>
        <div className="truncate text-sm text-subtle-foreground">{member.user.email}</div>
      </div>
      <span className="text-sm text-subtle-foreground max-sm:hidden">
        since <Time at={member.created_at} />
      </span>
      {mayChange ? (
        <Select
          aria-label={`Role of ${member.user.name}`}
          value={member.role}
          onChange={(event) => change(event.target.value as Role)}
          className="w-28"
        >
          {ROLES.filter((choice) => allows(role, choice)).map((choice) => (
            <option key={choice} value={choice}>
              {choice[0]?.toUpperCase() + choice.slice(1)}
            </option>
          ))}
        </Select>
      ) : (
        <span className="w-28 text-muted-foreground capitalize">{member.role}</span>
      )}
      {mayChange && (
        <IconButton icon={Trash2} label={`Remove ${member.user.name}`} onClick={() => setLeaving(true)} />
      )}
      <Removal member={member} open={leaving} onOpenChange={setLeaving} />
    </li>
  );
}

interface RemovalProps {
  member: Member;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Removing ends the person's sessions at once, which undo could not give back: so it asks. */
function Removal({ member, open, onOpenChange }: RemovalProps) {
  const remove = useRemoveMember();
  const confirm = () =>
    remove.mutate(member.user.id, {
      onSuccess: () => toast.plain(`${member.user.name} no longer belongs to the organization.`),
      onError: (error) => toast.problem(error, "The member was not removed"),
      onSettled: () => onOpenChange(false),
    });
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Remove ${member.user.name}?`}
      verb="Remove"
      busy={remove.isPending}
      onConfirm={confirm}
    >
      Their access ends at once. What they wrote and decided stays, under their name.
    </ConfirmDialog>
  );
}
