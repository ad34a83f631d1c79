"""Bodies of answers, unpacked as they come and never more of them than is allowed."""

from __future__ import annotations

import io
import mmap
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing
from typing import Protocol

from reader.sources.web.exchange import LARGEST, FetchError, Trouble

__all__ = ["AHEAD", "LARGE", "read_body", "too_large"]

LARGE = 500_000
"""Bytes above which a body needs a place among the few that may be large at the same time. Most feeds have less."""
AHEAD = 65_536
"""Bytes that are read or unpacked in one go."""
_GZIP, _ZLIB, _RAW = 31, 15, -15
"""Window sizes by which zlib tells its formats apart."""
_GZIP_BEGINS = b"\x1f"
_MEMBERS = 1_000
"""Parts a gzip stream may have: each costs time however little is in it, and 16 MB hold 800,000 that are empty."""


def read_body(chunks: Iterable[bytes], encoding: str, large: Callable[[], AbstractContextManager[None]]) -> bytes:
    """All that comes, unpacked; `encoding` is the Content-Encoding. Raises FetchError.

    Once it is more than `LARGE`, the rest is read inside `large()`, which waits for a place.
    """
    unpacker = _unpacker(encoding)
    came = 0
    with ExitStack() as held, closing(_Body(lambda: held.enter_context(large()))) as body:
        for chunk in chunks:
            came += len(chunk)
            if came > LARGEST:
                raise too_large()
            for piece in unpacker.pieces(chunk):
                body.add(piece)
        for piece in unpacker.end():
            body.add(piece)
        return body.whole()


def too_large() -> FetchError:
    """The error for what is larger than may be."""
    return FetchError(Trouble.SIZE, f"the answer is larger than {LARGEST // 1_000_000} MB and was not read")


class _Body:
    """Bytes collected, up to what is allowed.

    What is large lies in memory of its own that goes back to the system at once: freed by the usual way it stays with
    each thread's share of the heap, and a hundred bombs one after another left 300 MB of it behind.
    """

    def __init__(self, grows_large: Callable[[], None]) -> None:
        self._grows_large = grows_large
        self._size = 0
        self._small = io.BytesIO()
        self._large: mmap.mmap | None = None

    def add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > LARGEST:
            raise too_large()
        if self._size > LARGE and self._large is None:
            self._grows_large()
            self._large = mmap.mmap(-1, LARGEST)
            self._large.write(self._small.getbuffer())
            self._small = io.BytesIO()
        (self._large or self._small).write(piece)

    def whole(self) -> bytes:
        return self._small.getvalue() if self._large is None else self._large[: self._size]

    def close(self) -> None:
        """Let go of the bytes, which an error's traceback would hold on to."""
        self._small.close()
        if self._large is not None:
            self._large.close()


class _Unpacker(Protocol):
    def pieces(self, chunk: bytes) -> Iterable[bytes]:
        """What a chunk unpacks to, in pieces of bounded size."""

    def end(self) -> Iterable[bytes]:
        """What is left when all has come; raises FetchError where it cannot be all."""


def _unpacker(encoding: str) -> _Unpacker:
    match encoding.strip().lower():
        case "" | "identity":
            return _Unpacked()
        case "gzip" | "x-gzip":
            return _Gzip()
        case "deflate":
            return _Deflate()
    raise FetchError(Trouble.BROKEN, "the answer is packed in a way that was not asked for")


class _Unpacked:
    def pieces(self, chunk: bytes) -> Iterable[bytes]:
        return (chunk,)

    def end(self) -> Iterable[bytes]:
        return ()


class _Gzip:
    """Any number of gzip members; what is behind them and is none is left aside, as gzip does."""

    def __init__(self) -> None:
        self._stream: _Stream | None = None
        self._past = False
        self._members = 0

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk and not self._past:
            stream = self._stream
            if stream is not None and stream.complete:
                self._past = not chunk.startswith(_GZIP_BEGINS)
                stream = None
            if not self._past:
                self._stream = stream = stream or self._next_member()
                yield from stream.pieces(chunk)
                chunk = stream.behind

    def _next_member(self) -> _Stream:
        self._members += 1
        if self._members > _MEMBERS:
            raise _cannot_be_unpacked()
        return _Stream(_GZIP)

    def end(self) -> Iterator[bytes]:
        if self._stream is not None:
            yield from self._stream.end()


class _Deflate:
    """A zlib stream, which is what the standard means by deflate, or a bare one, which some servers take it for."""

    def __init__(self) -> None:
        self._head = b""
        self._stream: _Stream | None = None

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        if self._stream is None:
            chunk = self._head = self._head + chunk
            if len(chunk) < 2:
                return
            has_header = chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2], "big") % 31 == 0
            self._stream = _Stream(_ZLIB if has_header else _RAW)
        if not self._stream.complete:
            yield from self._stream.pieces(chunk)

    def end(self) -> Iterator[bytes]:
        if self._stream is not None:
            yield from self._stream.end()
        elif self._head:
            raise _cannot_be_unpacked()


class _Stream:
    """One packed stream."""

    def __init__(self, window: int) -> None:
        self._zlib = zlib.decompressobj(window)

    @property
    def complete(self) -> bool:
        return self._zlib.eof

    @property
    def behind(self) -> bytes:
        """What came behind the end of the stream."""
        return self._zlib.unused_data

    def pieces(self, chunk: bytes) -> Iterator[bytes]:
        while chunk and not self._zlib.eof:
            try:
                piece = self._zlib.decompress(chunk, AHEAD)
            except zlib.error:
                raise _cannot_be_unpacked() from None
            if piece:
                yield piece
            chunk = self._zlib.unconsumed_tail

    def end(self) -> Iterator[bytes]:
        try:
            yield self._zlib.flush()
        except zlib.error:
            raise _cannot_be_unpacked() from None
        if not self._zlib.eof:
            raise FetchError(Trouble.BROKEN, "the answer ends too early")


def _cannot_be_unpacked() -> FetchError:
    return FetchError(Trouble.BROKEN, "the answer is damaged and cannot be unpacked")
