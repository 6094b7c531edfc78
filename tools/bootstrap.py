"""Bring an empty machine to a running product: `make run`, `make test` and the others start here.

Needs Python 3.11 or newer and the package registries, nothing else. This file is read by whatever `python3` is, so
it keeps to old syntax and hands over to a new enough interpreter before anything else is imported.
"""

import os
import shutil
import subprocess
import sys

OLDEST = (3, 11)
CANDIDATES = ("python3.13", "python3.12", "python3.11", "python3.14", "python3", "python")
PROBE = "import sys; sys.exit(0 if sys.version_info >= (%d, %d) else 1)" % OLDEST  # noqa: UP031 read by old Pythons


def new_enough():
    """Return an interpreter that is new enough; None when there is none."""
    if sys.version_info >= OLDEST:
        return sys.executable
    for name in CANDIDATES:
        found = shutil.which(name)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if found and subprocess.call([found, "-c", PROBE], **quiet) == 0:
            return found
    return None


def main():
    """Hand over to a new enough interpreter, then do what was asked."""
    python = new_enough()
    if python is None:
        print("Python %d.%d or newer is needed; this is %s." % (OLDEST + (sys.version.split()[0],)))  # noqa: UP031, RUF005
        print("Next: install it (Debian: apt-get install python3.12 python3.12-venv), then run the same command again.")
        return 1
    if python != sys.executable:
        os.execv(python, [python] + sys.argv)  # noqa: RUF005 read by old Pythons
    import commands

    return commands.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
