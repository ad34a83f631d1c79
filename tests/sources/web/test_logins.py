"""Logins: where passwords come from, and to whom alone they are shown."""

import base64
import os
import shlex
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.config import Login
from reader.sources.web.errand import LIMITS, Errand
from reader.sources.web.exchange import FetchError, Request, Trouble
from reader.sources.web.fetcher import Fetcher
from reader.sources.web.logins import Logins
from reader.sources.web.target import Target
from tests.sources.web.server import Server, answer, redirect

FEED = b"<rss/>"
HUNTER = "Basic " + base64.b64encode(b"me:hunter2").decode()


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code])


def authorization(login: Login, host: str = "news.example", url: str = "https://news.example/") -> str | None:
    return Logins({host: login}, patience=5).authorization(Target.of(url), Errand(LIMITS))


@pytest.fixture
def env_login(monkeypatch: pytest.MonkeyPatch) -> Login:
    monkeypatch.setenv("FEED_PASSWORD", "hunter2")
    return Login("me", password_env="FEED_PASSWORD")


def shown(server: Server) -> list[str | None]:
    return [asked.headers.get("authorization") for asked in server.asked]


def test_a_password_comes_from_a_command_a_file_or_the_environment(tmp_path, env_login, monkeypatch):
    file = tmp_path / "password"
    file.write_text("hunter2\r\nsecond line\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    for login in (
        Login("me", password_command=python("print('hunter2\\nsecond line')")),
        Login("me", password_command="printf %s hunter2"),
        Login("me", password_file=str(file)),
        Login("me", password_file="~/password"),
        env_login,
    ):
        assert authorization(login) == HUNTER
    assert (
        authorization(Login("mé", password_command="echo ü")) == "Basic " + base64.b64encode("mé:ü".encode()).decode()
    )


def test_a_command_is_run_without_a_shell_and_without_a_keyboard(tmp_path):
    assert (
        authorization(Login("me", password_command="echo $(id);id"))
        == "Basic " + base64.b64encode(b"me:$(id);id").decode()
    )
    reads = python("import sys; print('nothing' if sys.stdin.read() == '' else 'something')")
    assert authorization(Login("me", password_command=reads)) == "Basic " + base64.b64encode(b"me:nothing").decode()


@pytest.mark.parametrize(
    ("login", "said"),
    [
        (
            Login("me", password_command=python("print('hunter2'); raise SystemExit(3)")),
            "its command failed with status 3",
        ),
        (Login("me", password_command="true"), "its command says nothing"),
        (Login("me", password_command="/nowhere/hunter2"), "its command cannot be run: No such file or directory"),
        (Login("me", password_command="echo 'hunter2"), "its command cannot be run: it is not written as one"),
        (Login("me", password_command="  "), "its command cannot be run: it is not written as one"),
        (Login("me", password_command="printf '\\377hunter2'"), "it is not UTF-8"),
        (Login("me", password_file="/nowhere/hunter2"), "its file cannot be read: No such file or directory"),
        (Login("me", password_file="/"), "its file is no plain file"),
        (Login("me", password_file="/dev/zero"), "its file is no plain file"),
        (Login("me", password_command="yes hunter2"), "its command prints more than a password"),
        (Login("me", password_command="cat /dev/zero"), "its command prints more than a password"),
        (Login("me", password_env="NOT_SET"), "the variable NOT_SET is not set"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_password_that_cannot_be_had_is_told_without_it(login, said):
    with pytest.raises(FetchError) as caught:
        authorization(login)
    assert caught.value.trouble is Trouble.REFUSED
    assert str(caught.value) == f"the password of its login cannot be had: {said}"


def test_a_pipe_in_place_of_its_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "password")
    with pytest.raises(FetchError, match="its file is no plain file"):
        authorization(Login("me", password_file=str(tmp_path / "password")))


def test_an_empty_file_holds_no_password(tmp_path):
    (tmp_path / "password").touch()
    with pytest.raises(FetchError, match="its file is empty"):
        authorization(Login("me", password_file=str(tmp_path / "password")))


def test_a_command_that_does_not_end_is_ended_with_all_it_started():
    stuck = Login("me", password_command="sh -c 'sleep 30 & sleep 30'")
    with pytest.raises(FetchError, match=r"did not end within 0\.3 seconds"):
        Logins({"news.example": stuck}, 0.3).authorization(Target.of("https://news.example/"), Errand(LIMITS))


def test_cancelling_ends_it_too(tmp_path):
    started = tmp_path / "started"
    login = Login("me", password_command=f"sh -c 'touch {started}; sleep 30'")
    errand = Errand(LIMITS)
    with ThreadPoolExecutor() as threads:
        running = threads.submit(
            Logins({"news.example": login}).authorization, Target.of("https://news.example/"), errand
        )
        while not started.exists():
            pass
        errand.cancel()
        with pytest.raises(FetchError) as caught:
            running.result(10)
    assert caught.value.trouble is Trouble.CANCELLED


def counting(folder: Path, then: str) -> Login:
    """One whose command leaves a line each time it is run."""
    return Login("me", password_command=f"sh -c 'echo run >> {folder / 'runs'}; {then}'")


@pytest.mark.parametrize("then", ["echo hunter2", "exit 1"])
def test_a_command_is_run_once_for_all(tmp_path, then):
    logins = Logins({"news.example": counting(tmp_path, then)})

    def ask(_: int) -> str:
        try:
            return logins.authorization(Target.of("https://news.example/"), Errand(LIMITS))
        except FetchError as error:
            return str(error)

    with ThreadPoolExecutor(10) as threads:
        assert len(set(threads.map(ask, range(20)))) == 1
    assert (tmp_path / "runs").read_text() == "run\n"


@pytest.mark.parametrize(
    ("host", "url", "is_for_it"),
    [
        ("news.example", "https://news.example/feed", True),
        ("news.example", "http://news.example/", True),
        ("news.example", "https://NEWS.example./", True),
        ("news.example", "https://news.example:8443/", False),
        ("news.example:8443", "https://news.example:8443/", True),
        ("news.example:8443", "https://news.example/", False),
        ("news.example:443", "https://news.example/", True),
        ("news.example", "https://sub.news.example/", False),
        ("news.example", "https://fakenews.example/", False),
        ("[::1]:8080", "http://[::1]:8080/", True),
    ],
)
def test_a_login_is_for_one_host(env_login, host, url, is_for_it):
    assert (authorization(env_login, host, url) is not None) is is_for_it


def test_it_is_shown_over_https_and_within_ones_own_network(serve, secure, env_login):
    server, plain = serve({"/": answer(200, FEED)}, context=secure), serve({"/": answer(200, FEED)})
    logins = {f"localhost:{server.port}": env_login, f"127.0.0.1:{plain.port}": env_login}
    with Fetcher(allow_private=True, logins=logins) as fetcher:
        fetcher.fetch(Request(server.url(host="localhost")))
        fetcher.fetch(Request(plain.url()))
        fetcher.fetch(Request(plain.url(host="localhost")))
    assert shown(server) == [HUNTER]
    assert shown(plain) == [HUNTER, None]


def test_it_is_not_shown_in_the_clear_through_a_proxy(serve, env_login, monkeypatch):
    proxy = serve({"http://news.example/": answer(401)})
    monkeypatch.setenv("http_proxy", proxy.url())
    with (
        Fetcher(logins={"news.example": env_login}) as fetcher,
        pytest.raises(FetchError, match="its login is only sent over https"),
    ):
        fetcher.fetch(Request("http://news.example/"))
    assert shown(proxy) == [None]


def test_it_follows_to_the_same_host_only(serve, env_login):
    server, other = serve({"/": answer(200, FEED)}), serve({"/": answer(200, FEED)}, host="127.0.0.2")
    logins = {f"127.0.0.1:{server.port}": env_login, f"127.0.0.2:{other.port}": env_login}
    server.routes |= {"/same": redirect("/"), "/other": redirect(other.url()), "/back": redirect(other.url("/back"))}
    other.routes["/back"] = redirect(server.url())
    with Fetcher(allow_private=True, logins=logins) as fetcher:
        for path in ("/same", "/other", "/back"):
            fetcher.fetch(Request(server.url(path)))
    assert shown(server) == [HUNTER, HUNTER, HUNTER, HUNTER, None]
    assert shown(other) == [None, None]


def test_it_does_not_follow_from_https_to_http(serve, secure, env_login):
    plain = serve({"/": answer(200, FEED)})
    server = serve({"/": redirect(plain.url(host="localhost"))}, context=secure)
    logins = {f"localhost:{server.port}": env_login, f"localhost:{plain.port}": env_login}
    with Fetcher(allow_private=True, logins=logins) as fetcher:
        fetcher.fetch(Request(server.url(host="localhost")))
        fetcher.fetch(Request(plain.url(host="localhost")))
    assert shown(server) == [HUNTER]
    assert shown(plain) == [None, HUNTER]


def test_a_server_that_asks_for_one_is_told_about(trouble):
    error = trouble(answer(401, b"", WWW_Authenticate='Basic realm="\x1b[2J"'))
    assert error.status == 401
    assert str(error) == "the server answers 401 (unauthorized); a login for it can be put into the config"


def test_a_password_that_is_not_taken_is_read_anew_next_time(serve, tmp_path):
    server = serve({"/": answer(401)})
    login = counting(tmp_path, "echo hunter2")
    with Fetcher(allow_private=True, logins={f"127.0.0.1:{server.port}": login}) as fetcher:
        for _ in range(2):
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(Request(server.url()))
            assert str(caught.value) == (
                "the server answers 401 (unauthorized); it does not take the login in the config"
            )
    assert (tmp_path / "runs").read_text() == "run\nrun\n"
