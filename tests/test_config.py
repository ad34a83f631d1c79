import os
from pathlib import Path

import pytest

from reader.config import Config, Login, as_toml, changed, load
from reader.errors import ConfigError


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load(tmp_path / "absent.toml") == Config()


def test_every_setting_is_read(tmp_path: Path) -> None:
    config = load(
        written(
            tmp_path,
            '[reading]\nmeasure = 66\nmark_read_after = 0.5\n[screen]\ntheme = "nord"\nascii = true\nwatch = false\n'
            '[feeds]\nrefresh_minutes = 0\nallow_private = true\n[keys]\nbookmark = "B"\nsearch = ["slash", "f3"]\n'
            '[logins."News.example"]\nuser = "me"\npassword_command = "pass news"\n'
            "[logins.'news.example:8443']\nuser = 'me'\npassword_file = '~/p'\n"
            '[logins.localhost]\nuser = "me"\npassword_env = "P"\n',
        )
    )
    keys = {"bookmark": ("B",), "search": ("slash", "f3")}
    logins = {
        "news.example": Login("me", password_command="pass news"),
        "news.example:8443": Login("me", password_file="~/p"),
        "localhost": Login("me", password_env="P"),
    }
    assert config == Config(
        66, 0.5, theme="nord", ascii=True, watch=False, refresh_minutes=0, allow_private=True, keys=keys, logins=logins
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[reading]\n\nmeasure = 5\n", r"config\.toml:3: \[reading\] measure: must be .* from 30 to 160"),
        ("[reading]\nmeasure = true\n", r"config\.toml:2: \[reading\] measure: must be a whole"),
        ("[reading]\nmeazure = 5\n", r"config\.toml:2: \[reading\] meazure: unknown; \[reading\] has measure"),
        ('[screen]\ntheme = "pink"\n', r"config\.toml:2: \[screen\] theme: must be one of reader-night"),
        ("[screen]\nascii = 1\n", r"config\.toml:2: .*must be true or false"),
        (
            "\n[colours]\nred = 1\n",
            r"config\.toml:2: \[colours\]: unknown; sections are reading, screen, feeds, keys, logins",
        ),
        ("keys = 3\n", r"config\.toml:1: \[keys\]: must be a section"),
        ("[keys]\ndown = 3\n", r"config\.toml:2: \[keys\] down: must be a key"),
        ("[keys]\ndown = [1]\n", r"config\.toml:2: \[keys\] down: must be a key"),
        ("[keys]\nstory = []\nclose = []\n", r"config\.toml:3: \[keys\] close: needs a key"),
        ('[keys]\ndown = "ctrl+i"\n', r"config\.toml:2: \[keys\] down: a terminal sends \^i as tab"),
        ('[keys]\n"jump" = "J"\n', r"config\.toml:2: \[keys\] jump: there is no such action"),
        ('[keys]\nzen = "Z"\nbookmark = "m"\n', r'config\.toml:3: \[keys\] "m" is the key of both'),
        ("[feeds]\nrefresh_minutes = 1441\n", r"config\.toml:2: \[feeds\] refresh_minutes: must be .* from 0 to 1440"),
        ("[feeds]\nrefresh_minutes = 1.5\n", r"config\.toml:2: .* whole number"),
        ("[feeds]\nrefresh_minutes = true\n", r"config\.toml:2: .* whole number"),
        ("[feeds]\nallow_private = 1\n", r"config\.toml:2: .*must be true or false"),
        ("[reading\n", r"config\.toml: this is not TOML: .*line 1"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load(written(tmp_path, text))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('password = "hunter2"\n', r':3: \[logins."news\.example"\] password: a password is not kept .* password_env'),
        ('password_command = "hunter2"\npassword_env = "P"\n', r":1: .*: needs exactly one of password_command, "),
        ("", r":1: .*: needs exactly one of"),
        ("password_env = 5\n", r":3: .* password_env: must be text in quotes"),
        ('password_env = ""\n', r":3: .* password_env: must be text in quotes"),
        ('password_command = """hunter2\nx"""\n', r":3: .* password_command: must be text in quotes, on one line"),
        ('password_file = "hunter2"\n', r":3: .* password_file: must begin with / or ~"),
        ('pasword_env = "hunter2"\n', r":3: \[logins\..news\.example.\]: a key that is unknown; a login has user and "),
        (
            'password_env = "P"\n[logins.a.b]\nuser = "hunter2"\n',
            r':4: \[logins\]: write \[logins\."example\.org"\]',
        ),
        ('password_env = "P"\n[logins."http://x/"]\nuser = "hunter2"\n', r":4: \[logins\]: this is no host; write"),
        ('password_env = "P"\n[logins."joe:hunter2@a.example"]\nuser = "me"\n', r":4: \[logins\]: this is no host"),
        ('password_env = "P"\n[logins."hunter2@x".y]\nuser = "me"\n', r":4: \[logins\]: write"),
        ('hunter2 = "password_env"\n', r':3: \[logins\."news\.example"\]: a key that is unknown'),
        ('password_env = "P"\n[logins]\nhunter2 = "me"\n', r":\d: \[logins\]: write"),
        ('[logins."joe:hunter2@x"]\n[logins."joe:hunter2@x"]\n', r"this is not TOML: something is said twice \(at"),
        ("hunter2 = { hunter2 = 1, hunter2 = 2 }\n", r"this is not TOML: something is said twice \(at line 3"),
    ],
)
def test_an_error_of_a_login_names_the_key_and_never_what_it_holds(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load(written(tmp_path, f'[logins."news.example"]\nuser = "me"\n{text}'))
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[feeds]\nallow_private = "hunter2"\n', r":2: \[feeds\] allow_private: must be true or false"),
        ('[feeds]\n"joe:hunter2@a.example" = 1\n', r":2: \[feeds\] …: unknown; \[feeds\] has"),
        ('["joe:hunter2@a.example"]\n', r":1: \[…\]: unknown; sections are"),
        ('[keys]\n"joe:hunter2@a.example" = "m"\n', r":2: \[keys\] …: there is no such action"),
    ],
)
def test_no_error_repeats_a_value_or_a_name_that_no_setting_has(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load(written(tmp_path, text))
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("[" * 20_000, "nested too deeply"),
        ("{a=" * 5_000, "nested too deeply"),
        ("9" * 5_000, "a number in it is too long"),
        (f"0x{'f' * 5_000}", "must be a whole number"),
        (".".join("a" * 5_000) + " = 1", "this is not TOML"),
    ],
)
def test_settings_that_no_parser_has_room_for_are_told_in_a_line(tmp_path: Path, value: str, message: str) -> None:
    with pytest.raises(ConfigError, match=rf"config\.toml.*{message}") as caught:
        load(written(tmp_path, f"[reading]\nmeasure = {value}\n"))
    assert len(str(caught.value)) < 300
    assert changed(Config(), "measure", "80").measure == 80
    with pytest.raises(ConfigError, match="measure"):
        changed(Config(), "measure", value)


def test_a_mark_of_the_byte_order_is_none_of_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[reading]\r\nmeasure = 66\r\n")
    assert load(path).measure == 66


@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "config.toml"
    make = {"pipe": os.mkfifo, "device": lambda one: one.symlink_to("/dev/zero"), "folder": Path.mkdir}
    make[kind](path)
    with pytest.raises(ConfigError, match=r"config\.toml: is no plain file"):
        load(path)


def test_settings_have_a_size(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.toml: is larger than 1 MB"):
        load(written(tmp_path, "# \n" * 400_000))


@pytest.mark.parametrize("user", ['""', '"a:b"', "5", '"a\\u001bb"'])
def test_a_user_is_a_name(tmp_path: Path, user: str) -> None:
    with pytest.raises(ConfigError, match=r':2: \[logins\."news\.example"\] user: must be'):
        load(written(tmp_path, f'[logins."news.example"]\nuser = {user}\npassword_env = "P"\n'))


@pytest.mark.parametrize("text", ["logins = 3\n", "[logins]\nhost = 3\n"])
def test_logins_are_sections(tmp_path: Path, text: str) -> None:
    with pytest.raises(ConfigError, match=r"config\.toml:\d: \[logins\].*(must be a section|write \[logins)"):
        load(written(tmp_path, text))


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"[screen]\n# \xff\n")
    with pytest.raises(ConfigError, match="byte 11 is not UTF-8"):
        load(path)


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(100, 0.0, theme="reader-paper", ascii=False, watch=False, keys={"zen": ("Z", "quotation_mark")}),
        Config(keys={"zen": ('"',), "help": ("\\",)}),
        Config(
            refresh_minutes=60,
            allow_private=True,
            logins={
                "news.example:8443": Login('m"e', password_command='pass "news"'),
                "[::1]": Login("me", password_file="/p"),
                "localhost": Login("me", password_env="P"),
            },
        ),
    ],
)
def test_what_is_shown_can_be_read_again(tmp_path: Path, config: Config) -> None:
    assert load(written(tmp_path, as_toml(config))) == config


def test_the_keys_that_count_are_shown_whether_they_were_set_or_not() -> None:
    shown = as_toml(Config(keys={"zen": ("Z",), "story": ()}))
    assert 'zen = ["Z"]\n' in shown
    assert "story = []\n" in shown
    assert '# down = ["j", "down"]\n' in shown


def test_one_setting_is_changed_as_it_would_be_in_a_file() -> None:
    assert changed(Config(), "measure", "80").measure == 80
    assert changed(Config(), "theme", "nord").theme == changed(Config(), "theme", '"nord"').theme == "nord"
    with pytest.raises(ConfigError, match="measure: '5' will not do; it must be a whole number from 30"):
        changed(Config(), "measure", "5")


def test_where_a_file_stands_in_place_of_a_folder_there_are_no_settings(tmp_path: Path) -> None:
    (tmp_path / "home").touch()
    assert load(tmp_path / "home" / "config.toml") == Config()
