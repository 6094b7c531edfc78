"""What keeps a skeleton from being written."""

from directorate.kit.errors import Conflict, Invalid


class BadName(Invalid):
    """The name does not fit what is to be written."""

    code, title = "bad_name", "This name cannot be used"


class AlreadyThere(Conflict):
    """Something of this name exists; nothing is overwritten."""

    code, title = "already_there", "This exists already"


class NoCheckout(Invalid):
    """Skeletons are written into a checkout of the source; this is not one."""

    code, title = "no_checkout", "There is no checkout to write into"
