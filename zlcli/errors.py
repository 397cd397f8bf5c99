"""What can go wrong, each with one line for the user and the exit code of the contract."""

from __future__ import annotations

from collections.abc import Callable

EXIT_OK = 0
EXIT_CHANGES = 1
EXIT_USAGE = 2
EXIT_FAILED = 3
EXIT_LOCKED = 75
EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


class ZlcliError(Exception):
    """Base of every error zlcli raises on purpose. ``str(error)`` is one line that says what to do next.

    ``message`` is English with the names of ``values`` in braces, so that whoever shows it can translate it first.
    """

    exit_code = EXIT_FAILED

    def __init__(self, message: str, **values: object) -> None:
        self.message = message
        # Numbers keep their form; of all else the words, which can be sent to another process.
        self.values = {name: value if isinstance(value, int | float) else str(value) for name, value in values.items()}
        super().__init__(self.told(str))

    def told(self, translate: Callable[[str], str]) -> str:
        """Return the message as ``translate`` has it."""
        return translate(self.message).format_map(self.values) if self.values else translate(self.message)


class NotTextError(ZlcliError):
    """The bytes are no text in any encoding that was considered."""


class UnknownEncodingError(ZlcliError):
    """An encoding was named that Python has no text codec for."""

    exit_code = EXIT_USAGE


class UnknownKindError(ZlcliError, ValueError):
    """A treatment, script or format was named that does not exist."""

    exit_code = EXIT_USAGE


class LostBytesError(ZlcliError):
    """Some bytes did not decode, and the caller asked to fail rather than mark them."""


class SourceError(ZlcliError):
    """An input could not be read."""


class SinkError(ZlcliError):
    """An output could not be written; what was there before is intact."""


class ExtraMissingError(ZlcliError):
    """A package that an optional part of zlcli needs is not installed; the message names the extra to install."""

    exit_code = EXIT_USAGE


class LockedError(ZlcliError):
    """Another run works on the same output; nothing was done."""

    exit_code = EXIT_LOCKED


class DictionaryError(ZlcliError):
    """A user dictionary or pattern cannot be read; nothing was done."""

    exit_code = EXIT_USAGE


class ConfigurationError(ZlcliError):
    """A configuration file cannot be read, or sets what does not exist; nothing was done."""

    exit_code = EXIT_USAGE


def defect(error: Exception) -> SourceError:
    """Return what to tell of a document that a fault of zlcli's own stopped at."""
    return SourceError("defect in zlcli, please report it: {kind}: {reason}", kind=type(error).__name__, reason=error)


def died(code: int) -> SourceError:
    """Return what to tell of a document whose process ended with ``code``, which is minus the number of a signal."""
    return SourceError(
        "the process that treated it ended with {code}; it may need more memory than there is", code=_ending(code)
    )


def _ending(code: int) -> str:
    import signal

    try:
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return f"signal {-code}"
