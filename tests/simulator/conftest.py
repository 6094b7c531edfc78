"""A sandbox host of this module's own."""

from collections.abc import Iterator

import pytest

from tests.simulator.serving import Sandboxed, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandboxed]:
    with serving(tmp_path_factory.mktemp("sandbox")) as running:
        yield running


@pytest.fixture
def sandbox(served: Sandboxed) -> Iterator[Sandboxed]:
    """The host with an empty log and no faults."""
    served.http.delete("/_log")
    served.http.delete("/_faults")
    yield served
    served.http.delete("/_faults")
