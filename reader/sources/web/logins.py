"""Logins of servers: passwords come from a command, a file or the environment, and go nowhere but into a header."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import threading
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic

from reader.config import Login
from reader.errors import SourceError
from reader.sources.files import opened
from reader.sources.web.errand import Errand
from reader.sources.web.exchange import FetchError, Trouble
from reader.sources.web.target import Target
from reader.text import safe

__all__ = ["Logins"]

_PATIENCE = 30.0
"""Seconds that a command may take; someone may have to unlock a key ring meanwhile."""
_AGAIN = 60.0
"""Seconds until a password that could not be had is tried for again."""
_LONGEST = 65_536
"""Bytes that a command or file may hold; the password is in the first line."""


class Logins:
    """The logins of the config by host; each password is read when it is first needed, and once."""

    def __init__(self, logins: Mapping[str, Login], patience: float = _PATIENCE) -> None:
        """`patience` is how many seconds a command may take."""
        self._held = {host: _Held(login, patience) for host, login in logins.items()}

    def authorization(self, target: Target, errand: Errand) -> str | None:
        """The value of the Authorization header for a server; None where it has no login.

        Raises FetchError (REFUSED) where the password cannot be had; the message does not tell it.
        """
        held = self._of(target)
        return held.authorization(errand) if held else None

    def forget(self, target: Target) -> None:
        """Read the password anew next time: the server did not take it."""
        if held := self._of(target):
            held.forget()

    def _of(self, target: Target) -> _Held | None:
        """By host and port, else by the host alone where the port is the usual one."""
        if not self._held:
            return None
        host = f"[{target.host}]" if ":" in target.host else target.host
        return self._held.get(f"{host}:{target.port}") or self._held.get(target.authority)


class _Held:
    """One login and what came of reading its password."""

    def __init__(self, login: Login, patience: float) -> None:
        self._login = login
        self._patience = patience
        self._lock = threading.Lock()
        self._value: str | None = None
        self._complaint = ""
        self._complained = 0.0

    def authorization(self, errand: Errand) -> str:
        with errand.paused(), self._lock:
            errand.check()
            if self._value is None:
                self._read(errand)
            if self._value is None:
                raise FetchError(Trouble.REFUSED, f"the password of its login cannot be had: {self._complaint}")
            return self._value

    def forget(self) -> None:
        with self._lock:
            self._value = None

    def _read(self, errand: Errand) -> None:
        if self._complaint and monotonic() - self._complained < _AGAIN:
            return
        try:
            password = _password(self._login, errand, self._patience)
        except _UnreadableError as error:
            errand.check()
            self._complaint, self._complained = str(error), monotonic()
        else:
            self._value = "Basic " + b64encode(f"{self._login.user}:{password}".encode()).decode()


class _UnreadableError(Exception):
    """There is no password; says why, without it."""


def _password(login: Login, errand: Errand, patience: float) -> str:
    if login.password_command is not None:
        return _first_line(_printed(login.password_command, errand, patience), "its command says nothing")
    if login.password_file is not None:
        return _first_line(_filed(login.password_file), "its file is empty")
    value = os.environ.get(login.password_env or "", "")
    if not value:
        raise _UnreadableError(f"the variable {safe(login.password_env or '')} is not set")
    return value


def _first_line(data: bytes, otherwise: str) -> str:
    try:
        line = data.decode("utf-8").split("\n", 1)[0].rstrip("\r")
    except UnicodeDecodeError:
        raise _UnreadableError("it is not UTF-8") from None
    if not line:
        raise _UnreadableError(otherwise)
    return line


def _filed(path: str) -> bytes:
    try:
        with opened(Path(path).expanduser()) as file:
            return file.read(_LONGEST)
    except SourceError:
        raise _UnreadableError("its file is no plain file") from None
    except (OSError, RuntimeError) as error:
        raise _UnreadableError(f"its file cannot be read: {getattr(error, 'strerror', None) or 'no home'}") from None


def _printed(command: str, errand: Errand, patience: float) -> bytes:
    """What a command prints. It is run without a shell, sees no keyboard, and is stopped when it takes too long."""
    began = monotonic()
    with _started(command) as process:
        timer = threading.Timer(patience, _end, (process,))
        timer.start()
        try:
            with errand.until(lambda: _end(process)):
                printed = process.stdout.read(_LONGEST + 1) if process.stdout else b""
                if len(printed) > _LONGEST:  # it may never end
                    raise _UnreadableError("its command prints more than a password")
                status = process.wait()
        finally:
            timer.cancel()
            _end(process)
    if status == 0:
        return printed
    if monotonic() - began >= patience:
        raise _UnreadableError(f"its command did not end within {patience:g} seconds")
    raise _UnreadableError(f"its command failed with status {status}")


def _started(command: str) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603  # the user's own command, out of the config
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # no terminal to ask at; and it can be ended with all that it started
        )
    except OSError as error:
        raise _UnreadableError(f"its command cannot be run: {error.strerror}") from None
    except (ValueError, IndexError):
        raise _UnreadableError("its command cannot be run: it is not written as one") from None


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is None:
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
