"""A target for atheris, which lets coverage guide it: only errors that are meant come out of any bytes.

Run by hand: ``pip install atheris``, then ``python -m tests.fuzz -max_total_time=600 -max_len=4096 CORPUS tests/documents``;
what it learns is kept in the folder CORPUS.
"""

from __future__ import annotations

import sys
from typing import Any


def main() -> None:
    """Run until something is found or the time is over."""
    import atheris

    # All of it, for modules are instrumented as they are loaded, which is when they are first needed.
    with atheris.instrument_imports(include=["zlcli"]):
        atheris.Setup(sys.argv, _target(atheris))
        atheris.Fuzz()


def _target(atheris: Any) -> Any:
    import zlcli
    from tests.test_hostile import FORMATS, TARGETS
    from zlcli.errors import ZlcliError

    def target(data: bytes) -> None:
        chosen = atheris.FuzzedDataProvider(data)
        to, form = chosen.PickValueInList(TARGETS), chosen.PickValueInList(FORMATS)
        rest = chosen.ConsumeBytes(len(data))
        zlcli.detect(rest)
        try:
            zlcli.normalize(rest, to=to, format=form).text.encode("utf-8")
        except ZlcliError:
            return

    return target


if __name__ == "__main__":
    main()
