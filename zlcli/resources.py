"""The data files beside a module."""

import os


def read_text(module: str, name: str) -> str:
    """Return the text of ``data/name`` beside the module whose ``__file__`` is ``module``.

    `importlib.resources` does the same for packages inside an archive; to import it takes longer than to read the file.
    """
    with open(os.path.join(os.path.dirname(module), "data", name), encoding="utf-8") as file:  # noqa: PTH118, PTH120, PTH123
        return file.read()
