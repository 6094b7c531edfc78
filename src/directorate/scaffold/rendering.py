"""Templates to files: a template's place below `templates/<kind>` is its place in the checkout.

`__name__` in a path stands for the name. Inside, `<< >>` holds a value and `<% %>` a block, because the files
themselves are full of braces. Every template ends in `.jinja`, so that no tool takes it for source.
"""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from directorate.scaffold.names import Kind

TEMPLATES = Path(__file__).parent / "templates"
SUFFIX = ".jinja"


def render(kind: Kind, name: str, values: Mapping[str, object]) -> dict[Path, str]:
    """Return the text of every file of a kind, by its path in the checkout."""
    folder = TEMPLATES / kind
    environment = Environment(
        loader=FileSystemLoader(folder),
        variable_start_string="<<",
        variable_end_string=">>",
        block_start_string="<%",
        block_end_string="%>",
        comment_start_string="<#",
        comment_end_string="#>",
        trim_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701  # nosec B701: source and manifests, from names that were checked
    )
    environment.filters["in_order"] = in_order
    found = sorted(path.relative_to(folder) for path in folder.rglob(f"*{SUFFIX}"))
    return {
        Path(path.as_posix().removesuffix(SUFFIX).replace("__name__", name)): environment.get_template(
            path.as_posix()
        ).render(name=name, **values)
        for path in found
    }


def in_order(imports: str) -> str:
    """Return lines of imports in the order of their modules, which depends on the name they are written for."""
    return "\n".join(sorted(imports.split("\n"), key=lambda line: (line == "", line.split(" ")[1:2])))
