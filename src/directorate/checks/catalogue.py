"""Every manifest loads; every tool, skill, agent and event that data names is there."""

from collections.abc import Iterator
from pathlib import Path

from directorate.checks.finding import Finding
from directorate.kit import registry
from directorate.marketplace import loader, shapes

FIX = "correct the manifest"


def check(root: Path) -> Iterator[Finding]:
    """Yield the mistakes of `catalog/`."""
    catalogue = loader.load(root / "catalog")
    for mistake in catalogue.mistakes:
        yield Finding(f"catalog/{mistake.path}", f"{mistake.pointer} {mistake.message}".strip(), FIX)
    yield from _shapes(root)
    skills = {path.name for path in (root / "catalog" / "skills").glob("*") if path.is_dir()}
    demo = {path.name for path in (root / "catalog" / "demo" / "files").glob("*")}
    for item in catalogue.agents.values():
        place = f"catalog/agents/{item.folder.name}"
        for name in item.manifest.tools:
            if name not in registry.tools():
                yield Finding(place, f"names the unknown tool {name}", "name a registered tool")
        for name in sorted(set(item.manifest.skills) - skills):
            yield Finding(place, f"names the unknown skill {name}", "name a folder of catalog/skills")
        attachments = [task.files for task in item.manifest.sample_tasks]
        attachments += [example.files for example in item.sandbox.examples]
        attachments += [scenario.files for scenario in item.evals.scenarios]
        for name in sorted({file for files in attachments for file in files} - demo):
            yield Finding(place, f"names the unknown attachment {name}", "put it into catalog/demo/files")


def _shapes(root: Path) -> Iterator[Finding]:
    """Yield the mistakes of skills and workflow blueprints."""
    for kind, read in (("skills", shapes.read_skill), ("workflows", shapes.read_workflow)):
        for folder in sorted(path for path in (root / "catalog" / kind).glob("*") if path.is_dir()):
            for mistake in read(folder).mistakes:
                yield Finding(f"catalog/{kind}/{folder.name}", str(mistake), FIX)
