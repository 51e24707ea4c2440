"""One server for all tests of the semantic layer."""

from collections.abc import Iterator

import pytest

from semantic import table_files
from tests.semantic_layer.server import World, make_world, serving


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Return a company with a published snapshot and a running server."""
    folder = tmp_path_factory.mktemp("semantic_layer")
    made = make_world(folder)
    with pytest.MonkeyPatch.context() as patched:
        # As a large company's: the ledger in parts, all other tables in one file.
        patched.setattr(table_files, "LARGE", 1)
        made.publish()
    with serving(made, folder / "server.log") as served:
        yield served
