/** Not for this role: who can let you in. */
import { Lock } from "lucide-react";
import { useMemberChoices } from "@/lib/people";

export function Forbidden({ what }: { what: string }) {
  const owners = useMemberChoices().filter((member) => member.role === "owner" || member.role === "admin");
  const names = owners.map((member) => member.user.name).slice(0, 3);
  return (
    <div className="flex items-start gap-2 px-4 py-5">
      <Lock aria-hidden="true" className="mt-0.5 size-4 text-subtle-foreground" />
      <p>
        <b className="font-semibold">{what} is for owners and admins.</b>{" "}
        <span className="text-muted-foreground">
          {names.length > 0 ? `${names.join(", ")} can let you in.` : "An owner can let you in."}
        </span>
      </p>
    </div>
  );
}
