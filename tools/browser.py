"""The system's Chromium or Chrome for the browser tests: found, or installed from Debian where that is allowed."""

import os
import shutil

from directorate.entrypoints.doctor import chromium
from steps import run, step

PACKAGES = ("chromium", "fonts-liberation")


def find_or_install() -> str | None:
    """Return the browser's path; None where there is none and it may not be installed."""
    found = chromium()
    if found or not _may_install():
        return found
    following = "install it by hand, then again: " + install_command()
    try:
        with step("Chromium for the browser tests (apt-get)"):
            environment = {"DEBIAN_FRONTEND": "noninteractive"}
            run(["apt-get", "update", "-q"], env=environment, following=following)
            options = ["-q", "-y", "--no-install-recommends"]
            run(["apt-get", "install", *options, *PACKAGES], env=environment, following=following)
    except SystemExit:
        return None
    return chromium()


def install_command() -> str:
    """Return the one command that brings a browser to this machine."""
    if shutil.which("apt-get"):
        prefix = "" if os.geteuid() == 0 else "sudo "
        return f"{prefix}apt-get update && {prefix}apt-get install -y --no-install-recommends {' '.join(PACKAGES)}"
    if shutil.which("brew"):
        return "brew install --cask google-chrome"
    return "install the package chromium with this system's package manager"


def _may_install() -> bool:
    return os.geteuid() == 0 and shutil.which("apt-get") is not None
