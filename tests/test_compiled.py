"""Compiled patterns are kept from run to run, and without what was kept everything is as it is with it."""

from __future__ import annotations

import marshal
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace

import pytest

import zlcli
from zlcli import compiled
from zlcli.patterns import Lazy


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "folder" / "test.patterns"
    monkeypatch.setattr(compiled, "_path", str(path))
    forget(monkeypatch)
    return path


def patterns() -> Iterator[Lazy]:
    for module in pkgutil.walk_packages(zlcli.__path__, "zlcli."):
        if not module.name.endswith("__main__"):
            for value in vars(import_module(module.name)).values():
                yield from (found for found in (value if isinstance(value, tuple) else (value,)) if isinstance(found, Lazy))


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_new", "_used"):
        monkeypatch.setattr(compiled, name, {})
    monkeypatch.setattr(compiled, "_kept", None)


def refuse(*_: object) -> None:
    raise AssertionError("compiled")


def test_every_pattern_of_zlcli_comes_back_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [pattern.compiled() for pattern in patterns()]
    assert len(whole) > 200
    compiled.keep()
    forget(monkeypatch)
    with monkeypatch.context() as patched:
        patched.setattr(re, "compile", refuse)
        back = [pattern.compiled() for pattern in patterns()]
    for was, now in zip(whole, back, strict=True):
        assert was == now  # flags and code
        assert (was.groups, was.groupindex) == (now.groups, now.groupindex)


def test_every_pattern_is_the_same_in_every_process() -> None:
    """One that is put together from a set would be compiled anew, and kept beside the others, at each run."""
    code = "from tests.test_compiled import patterns; print([(str(pattern._source), pattern._flags) for pattern in patterns()])"
    command = [sys.executable, "-c", code]
    found = [subprocess.check_output(command, env={**os.environ, "PYTHONHASHSEED": seed}) for seed in "12"]
    assert found[0] == found[1]


def test_runs_add_to_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for source in ("a", "b"):
        compiled.compiled(source)
        compiled.keep()
        forget(monkeypatch)
    monkeypatch.setattr(re, "compile", refuse)
    assert compiled.compiled("a").match("a")
    assert compiled.compiled("b").match("b")


@pytest.mark.parametrize(
    "content",
    [b"", b"nonsense", b"\x00" * 100, marshal.dumps((compiled._MADE_BY, {compiled._name("(?P<name>a)+", 0): (0, 9)})), None],
)
def test_a_damaged_or_foreign_file_is_as_none(content: bytes | None, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.compiled("(?P<name>a)+")
    compiled.keep()
    if content is None:
        monkeypatch.setattr(compiled, "_MADE_BY", ("another Python",))
    else:
        store.write_bytes(content)
    forget(monkeypatch)
    found = compiled.compiled("(?P<name>a)+").fullmatch("aa")
    assert found
    assert found["name"] == "a"
    compiled.keep()  # and it is mended
    forget(monkeypatch)
    monkeypatch.setattr(re, "compile", refuse)
    assert compiled.compiled("(?P<name>a)+")


def test_a_file_without_its_end_is_as_none(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.compiled("[甲乙]+")
    compiled.keep()
    store.write_bytes(store.read_bytes()[:-8])
    forget(monkeypatch)
    assert compiled.compiled("[甲乙]+").fullmatch("甲乙")
    store.write_bytes(store.read_bytes()[:-1000])
    forget(monkeypatch)
    assert compiled.compiled("[甲乙]+").fullmatch("甲乙")


def test_code_that_the_engine_refuses_is_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = marshal.dumps(("a", 32, 0, {}, b"\xff" * 8))
    monkeypatch.setattr(compiled, "_kept", ({compiled._name("a", 0): (0, len(parts))}, parts))
    assert compiled.compiled("a").match("a")


def test_patterns_of_one_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (f"{'a' * 40}{middle}{'b' * 59}" for middle in "xy")
    monkeypatch.setattr(compiled, "_TELLING", 1)
    assert compiled._name(one, 0) == compiled._name(other, 0)
    compiled.compiled(one)
    compiled.keep()
    forget(monkeypatch)
    assert compiled.compiled(other).match(other)


def test_the_file_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "_MOST", 3)
    for source in ("a", "b", "c"):
        compiled.compiled(source)
        compiled.keep()
        forget(monkeypatch)
    compiled.compiled("b")
    compiled.compiled("d")
    compiled.keep()
    assert sorted(compiled._read()[0]) == sorted(compiled._name(source, 0) for source in "bd")


def test_they_are_kept_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert Path(compiled._place()).parent == tmp_path / "zlcli"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Path(compiled._place()).parent == tmp_path / ".cache/zlcli"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert not compiled._place()


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="files have no owners here")
@pytest.mark.parametrize("is_kept", [False, True])
def test_nothing_is_read_or_kept_where_another_user_writes(
    is_kept: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    path = Path(compiled._place())
    if is_kept:
        path.parent.mkdir()
        path.touch()
    assert compiled._place() == str(path)
    monkeypatch.setattr(os, "stat", lambda _path: SimpleNamespace(st_uid=os.geteuid() + 1))
    assert not compiled._place()


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setattr(compiled, "_path", str(tmp_path / "file" / "x"))
    compiled.compiled("a")
    compiled.keep()
    assert (tmp_path / "file").read_bytes() == b""


def test_the_program_keeps_them_in_the_cache_alone(tmp_path: Path) -> None:
    cache, bytecode = tmp_path / "cache", tmp_path / "bytecode"
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"XDG_CACHE_HOME": str(cache), "PYTHONPYCACHEPREFIX": str(bytecode)}
    command = [sys.executable, "-m", "zlcli", "convert", "--to", "hans"]
    outputs = [
        subprocess.run(command, input="漢語(hànyǔ)，見/圖".encode(), env=env, capture_output=True, check=True) for _ in "12"
    ]
    assert len(list(cache.rglob("*.patterns"))) == 1
    assert {path.suffix for path in bytecode.rglob("*") if path.is_file()} == {".pyc"}
    assert outputs[0].stdout == outputs[1].stdout
    assert outputs[0].stderr == outputs[1].stderr == b""
