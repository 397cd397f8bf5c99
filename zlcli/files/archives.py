"""Archives read member by member in bounded memory, with nothing in them believed, and written whole or not at all."""

from __future__ import annotations

import contextlib
import gzip
import io
import lzma
import os
import re
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Any, Literal, cast

from zlcli.errors import SourceError
from zlcli.files.inputs import STATE
from zlcli.files.sinks import PREFIX, SUFFIX, replacing, write_all
from zlcli.records import Record

Refused = Literal["", "failed", "skipped"]
Decode = Callable[[list[bytes]], list[bytes]]
"""Gives names of unknown encoding in UTF-8, seen all together."""

# Bytes of a member that are held in memory; a longer one goes to a file, which is handed on.
_IN_MEMORY = 16 << 20
_CHUNK = 1 << 20
# Text of any kind compresses to a fiftieth at best; a bomb, to a thousandth. Below the first size nothing is harmful.
_HARMLESS = 64 << 20
_RATIO = 200
# A zip's members may overlap, so that each is innocent and all together are not.
_HARMLESS_SUM = 1 << 30
# More than any night's work; a compressed tar of empty files could hold a billion and use up the places of the disk.
_MEMBERS = 2_000_000
# Bytes of the list of files that a zip ends with, which is read whole: as many files, with names of usual length.
_DIRECTORY = 128 << 20

_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error,
    EOFError, ValueError, NotImplementedError, RuntimeError, OSError,
)  # fmt: skip
_DRIVE = re.compile(rb"[A-Za-z]:/")
_FAT, _NTFS = 0, 10
_TAR_NAMES: Any = {"encoding": "utf-8", "errors": "surrogateescape"}


class Member(Record):
    """A file in an archive; ``data`` are its bytes or the path of a temporary file with them. It may be ``refused``."""

    name: bytes
    data: bytes | str = b""
    refused: Refused = ""
    reason: str = ""


def read(path: str, spool: str | None, decode: Decode) -> Iterator[Member]:
    """Yield the members of the archive ``path``; long ones as files in the folder ``spool``, which the caller removes.

    Links, devices, names that lead out of the archive and bombs are refused one by one. Raises SourceError where the archive
    cannot be read any further.
    """
    try:
        with ExitStack() as stack:
            members = _zip_members if path.lower().endswith(".zip") else _tar_members
            yield from members(path, spool, decode, stack)
    except (*_BROKEN, SourceError) as error:
        raise SourceError(
            "the archive {path} cannot be read further ({reason}); what came before is done", path=path, reason=error
        ) from error


def _zip_members(path: str, spool: str | None, decode: Decode, stack: ExitStack) -> Iterator[Member]:
    archive = stack.enter_context(zipfile.ZipFile(stack.enter_context(_Bounded(path))))
    infos = [info for info in archive.infolist() if not info.is_dir()]
    names = iter(decode([_raw_name(info) for info in infos if not _is_utf8(info)]))
    limit = max(_HARMLESS_SUM, _RATIO * os.path.getsize(path))
    for info in infos:
        name = info.orig_filename.encode("utf-8", "surrogateescape") if _is_utf8(info) else next(names)
        if info.create_system in {_FAT, _NTFS}:
            name = name.replace(b"\\", b"/")
        member = _zip_member(archive, info, name, spool)
        limit -= len(member.data) if isinstance(member.data, bytes) else os.path.getsize(member.data)
        if limit < 0:
            raise SourceError("it unpacks to far more than it can hold")
        yield member


class _Bounded(io.FileIO):
    """The file of a zip, whose list of files is the only part that is asked for in one piece, however long it says to be."""

    def read(self, size: int | None = -1, /) -> bytes:
        if size is not None and size > _DIRECTORY:
            raise SourceError("its list of files is longer than {size} MiB; split it", size=_DIRECTORY >> 20)
        return super().read(size)


def _is_utf8(info: zipfile.ZipInfo) -> bool:
    return bool(info.flag_bits & 0x800)


def _raw_name(info: zipfile.ZipInfo) -> bytes:
    """The bytes of a name that is not marked as UTF-8: Python reads them as cp437, which loses none."""
    return info.orig_filename.encode("cp437")


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: bytes, spool: str | None) -> Member:
    kind = stat.S_IFMT(info.external_attr >> 16)
    refusal = _refusal(name, is_file=kind in {0, stat.S_IFREG})
    if refusal:
        return refusal
    if info.flag_bits & 0x1:
        return Member(_inside(name), refused="failed", reason="is encrypted; unpack it first")
    try:
        with archive.open(info) as file:
            return Member(_inside(name), _content(file, spool, _RATIO * info.compress_size))
    except (*_BROKEN, SourceError) as error:
        return Member(_inside(name), refused="failed", reason=f"cannot be unpacked ({error})")


def _tar_members(path: str, spool: str | None, _decode: Decode, stack: ExitStack) -> Iterator[Member]:
    file = stack.enter_context(unpacked(path))
    archive: Any = stack.enter_context(tarfile.TarFile.open(fileobj=file, mode="r|", **_TAR_NAMES))
    for number, info in enumerate(archive):
        archive.members = []  # or it would remember every one
        if number >= _MEMBERS:
            raise SourceError("it has more than {count:,} members; split it", count=_MEMBERS)
        if info.isdir():
            continue
        name = info.name.encode("utf-8", "surrogateescape")
        content = archive.extractfile(info) if info.isreg() else None
        refusal = _refusal(name, is_file=content is not None)
        yield refusal or Member(_inside(name), _content(cast("IO[bytes]", content), spool, info.size))


def _refusal(name: bytes, *, is_file: bool) -> Member | None:
    parts = name.split(b"/")
    if name.startswith(b"/") or _DRIVE.match(name) or b".." in parts:
        return Member(name, refused="failed", reason="its name leads out of the output; it is not written")
    if b"\0" in name or not _inside(name) or STATE.encode() in parts:
        return Member(name, refused="failed", reason="no file can have its name; it is not written")
    return None if is_file else Member(name, refused="skipped", reason="link or device, left out")


def _inside(name: bytes) -> bytes:
    return b"/".join(part for part in name.split(b"/") if part not in {b"", b"."})


def _content(file: IO[bytes], spool: str | None, limit: int) -> bytes | str:
    """All of ``file``, which may be so long, or harmless."""
    start = file.read(_IN_MEMORY)
    if len(start) < _IN_MEMORY:
        return start
    handle, path = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=spool)
    try:
        with contextlib.closing(os.fdopen(handle, "wb")) as copy:
            size = 0
            while start:
                size += len(start)
                if size > max(limit, _HARMLESS):
                    raise SourceError("unpacks to far more than any text; it may be a bomb")
                write_all(copy.fileno(), start)
                start = file.read(_CHUNK)
    except BaseException:
        os.unlink(path)
        raise
    return path


class _Guarded(io.RawIOBase):
    """What is unpacked from ``packed`` by ``inner``, as long as that is no bomb."""

    def __init__(self, inner: IO[bytes], packed: IO[bytes]) -> None:
        self._inner, self._packed, self._size = inner, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._inner.read(len(buffer))
        self._size += len(data)
        if self._size > max(_HARMLESS, _RATIO * self._packed.tell()):
            raise SourceError("it unpacks to far more than any text; it may be a bomb")
        buffer[: len(data)] = data
        return len(data)


@contextlib.contextmanager
def unpacked(path: str) -> Iterator[io.BufferedReader]:
    """Open ``path`` for reading, through the decompressor that its ending asks for. Raises SourceError for a bomb."""
    with ExitStack() as stack:
        packed = stack.enter_context(open(path, "rb"))
        inner = _decompressor(path.lower(), packed)
        yield packed if inner is None else stack.enter_context(io.BufferedReader(_Guarded(inner, packed), _CHUNK))


def _decompressor(path: str, packed: IO[bytes]) -> IO[bytes] | None:
    if path.endswith((".gz", ".tgz")):
        return cast("IO[bytes]", gzip.GzipFile(fileobj=packed))
    if path.endswith(".xz"):
        return lzma.LZMAFile(packed)
    return cast("IO[bytes]", _zstandard().ZstdDecompressor().stream_reader(packed)) if path.endswith(".zst") else None


def _zstandard() -> Any:
    try:
        import zstandard
    except ImportError:
        raise SourceError("archives in .zst need the package zstandard: pip install 'zlcli[zstd]'") from None
    return zstandard


def write(path: str, files: Iterable[tuple[bytes, str]]) -> None:
    """Write an archive of ``files``, names and paths of their contents, in one step. Equal files give equal bytes.

    Raises SinkError with what was there intact.
    """
    with packing(path) as packed:
        if path.lower().endswith(".zip"):
            _write_zip(packed, files)
        else:
            _write_tar(packed, files)


@contextlib.contextmanager
def packing(path: str) -> Iterator[IO[bytes]]:
    """Give a file to write to, through the compressor that the ending of ``path`` asks for; see `sinks.replacing`."""
    lower = path.lower()
    with replacing(path) as draft:
        sink = cast("IO[bytes]", draft)
        if lower.endswith((".gz", ".tgz")):
            with gzip.GzipFile(filename="", mode="wb", fileobj=sink, mtime=0) as packed:
                yield cast("IO[bytes]", packed)
        elif lower.endswith(".xz"):
            with lzma.LZMAFile(sink, "w") as packed:
                yield packed
        elif lower.endswith(".zst"):
            with _zstandard().ZstdCompressor().stream_writer(sink, closefd=False) as packed:
                yield packed
        else:
            yield sink


def _write_zip(packed: IO[bytes], files: Iterable[tuple[bytes, str]]) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in files:
            info = zipfile.ZipInfo(name.decode("utf-8", "backslashreplace"))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            with open(path, "rb") as file, archive.open(info, "w", force_zip64=True) as copy:
                while chunk := file.read(_CHUNK):
                    copy.write(chunk)


def _write_tar(packed: IO[bytes], files: Iterable[tuple[bytes, str]]) -> None:
    with cast("Any", tarfile.TarFile.open(fileobj=packed, mode="w|", **_TAR_NAMES)) as archive:
        for name, path in files:
            with open(path, "rb") as file:
                info = tarfile.TarInfo(name.decode("utf-8", "surrogateescape"))
                info.size = os.fstat(file.fileno()).st_size
                archive.addfile(info, file)
                archive.members = []
