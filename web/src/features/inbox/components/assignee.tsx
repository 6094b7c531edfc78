/** Who is to do a task, as a mark, and the menu that gives it to somebody else. */
import { UserRound } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { AgentPlate } from "@/components/ui/agent-plate";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { Person } from "@/components/ui/person";
import { toast } from "@/components/ui/toast";
import type { Task } from "@/lib/api";
import { useMemberChoices } from "@/lib/people";
import { useAgentFace, useHiredAgents } from "@/lib/workforce";
import { useAssignTask } from "../api";

type Assignee = Task["assignee"];

/** Round is a person, a cut corner is an agent, a dashed ring is nobody yet. */
export function AssigneeMark({ assignee }: { assignee: Assignee }) {
  const face = useAgentFace();
  if (!assignee) {
    return (
      <span
        aria-hidden="true"
        className="grid size-[22px] shrink-0 place-items-center rounded-full border border-dashed border-input text-subtle-foreground [&>svg]:size-3"
      >
        <UserRound />
      </span>
    );
  }
  if (assignee.kind === "agent") return <AgentPlate icon={face(assignee.id).icon} size="sm" idle />;
  return <Person name={assignee.name} size="sm" className="size-[22px]" />;
}

/** Members and hired agents a task can be given to. */
export function useAssignees(): { people: NonNullable<Assignee>[]; agents: NonNullable<Assignee>[] } {
  const members = useMemberChoices();
  const hired = useHiredAgents().data?.items;
  return useMemo(
    () => ({
      people: members.map(({ user }) => ({ kind: "user", id: user.id, name: user.name })),
      agents: (hired ?? []).map(({ agent_code: code }) => ({ kind: "agent", id: code, name: code })),
    }),
    [members, hired],
  );
}

interface AssignMenuProps {
  task: Task;
  trigger: ReactNode;
  align?: "start" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}

export function AssignMenu({ task, ...menu }: AssignMenuProps) {
  const { people, agents } = useAssignees();
  const assign = useAssignTask();
  const give = (assignee: Assignee) => {
    if (assignee?.id === task.assignee?.id) return;
    const was = task.assignee;
    assign.mutate(
      { id: task.id, assignee },
      {
        onSuccess: () =>
          toast.undo(assignee ? `${assignee.name} has it now.` : "Anyone may take it now.", () =>
            assign.mutate({ id: task.id, assignee: was }),
          ),
        onError: (error) => toast.problem(error, "The task was not given on"),
      },
    );
  };
  const item = (assignee: NonNullable<Assignee>): MenuItem => ({
    id: assignee.id,
    checked: assignee.id === task.assignee?.id,
    label: <Choice assignee={assignee}>{assignee.name}</Choice>,
    onSelect: () => give(assignee),
  });
  const nobody: MenuItem = {
    id: "nobody",
    checked: task.assignee === null,
    label: <Choice assignee={null}>Nobody in particular</Choice>,
    onSelect: () => give(null),
  };
  return (
    <Menu
      {...menu}
      className="max-h-96 w-60"
      items={[
        nobody,
        { heading: "Members" },
        ...people.map(item),
        ...(agents.length > 0 ? [{ heading: "Hired agents" }, ...agents.map(item)] : []),
      ]}
    />
  );
}

function Choice({ assignee, children }: { assignee: Assignee; children: ReactNode }) {
  return (
    <span className="flex items-center gap-2">
      <AssigneeMark assignee={assignee} />
      <span className="truncate">{children}</span>
    </span>
  );
}
