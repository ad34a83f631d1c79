import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from reader.sources.web.exchange import FetchError
from reader.sources.web.fetcher import Fetcher
from tests.sources.web.server import Route, Server, failure


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "no_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers that end with the test."""
    with ExitStack() as running:
        yield lambda routes=None, **options: running.enter_context(Server(routes or {}, **options))


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """With the limits of everyday: on a busy machine nothing that is as it should be takes too long."""
    with Fetcher(allow_private=True) as fetcher:
        yield fetcher


@pytest.fixture
def trouble(fetcher: Fetcher, serve: Callable[..., Server]) -> Callable[[Route], FetchError]:
    """What fetching from a server that answers like this ends with."""
    return lambda route: failure(fetcher, serve({"/": route}).url())


_SELF_SIGNED = (
    "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    " -keyout key.pem -out cert.pem"
)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost with its key, made for this run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not there to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [openssl, *_SELF_SIGNED.split()],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    (folder / "both.pem").write_bytes((folder / "key.pem").read_bytes() + (folder / "cert.pem").read_bytes())
    return folder / "both.pem"


@pytest.fixture
def secure(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """For a server that is localhost, whose certificate is trusted while the test runs."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context
