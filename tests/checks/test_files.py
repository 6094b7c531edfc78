"""Files over their limit, and names of machines and registries, are reported."""

from pathlib import Path

import pytest

from directorate.checks import files


def write(root: Path, name: str, text: str) -> None:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("src/directorate/long.py", 400),
        ("tests/test_long.py", 500),
        ("web/src/long.tsx", 250),
        ("web/src/long.ts", 250),
    ],
)
def test_a_file_over_its_limit_is_reported_and_one_at_it_is_not(tmp_path: Path, name: str, limit: int) -> None:
    write(tmp_path, name, "line\n" * limit)
    assert list(files.check(tmp_path)) == []
    write(tmp_path, name, "line\n" * (limit + 1))
    (finding,) = files.check(tmp_path)
    assert finding.place == name
    assert finding.message == f"has {limit + 1} lines, over {limit}"


def test_generated_files_may_be_long(tmp_path: Path) -> None:
    write(tmp_path, "web/src/routeTree.gen.ts", "line\n" * 2_000)
    assert list(files.check(tmp_path)) == []


@pytest.mark.parametrize(
    "path", ["/".join(["", "home", "somebody", "project"]), ".".join(["files", "pythonhosted", "org"])]
)
def test_a_machine_path_or_registry_is_reported(tmp_path: Path, path: str) -> None:
    write(tmp_path, "src/directorate/place.py", f'PLACE = "{path}"\n')
    (finding,) = files.check(tmp_path)
    assert finding.place == "src/directorate/place.py"
