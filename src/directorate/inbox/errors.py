"""What can go wrong in the inbox."""

from directorate.kit.errors import Invalid, NotFound


class TaskNotFound(NotFound):
    """No such task here."""

    code, title = "task_not_found", "There is no such task"


class AmbiguousAssignee(Invalid):
    """The name fits several members."""

    code, title = "ambiguous_assignee", "Several members have this name"
