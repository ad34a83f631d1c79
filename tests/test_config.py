from pathlib import Path

import pytest

from reader.config import Config, as_toml, load
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
            '[keys]\nbookmark = "B"\nsearch = ["slash", "f3"]\n',
        )
    )
    keys = {"bookmark": ("B",), "search": ("slash", "f3")}
    assert config == Config(66, 0.5, "nord", ascii=True, watch=False, keys=keys)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[reading]\n\nmeasure = 5\n", r"config\.toml:3: \[reading\] measure: 5 will not do; .* from 30 to 160"),
        ("[reading]\nmeasure = true\n", r"config\.toml:2: \[reading\] measure: True will not do"),
        ("[reading]\nmeazure = 5\n", r"config\.toml:2: \[reading\] meazure: unknown; \[reading\] has measure"),
        ('[screen]\ntheme = "pink"\n', r"config\.toml:2: .*'pink' will not do; it must be one of reader-night"),
        ("[screen]\nascii = 1\n", r"config\.toml:2: .*must be true or false"),
        ("\n[colours]\nred = 1\n", r"config\.toml:2: \[colours\]: unknown; sections are reading, screen, keys"),
        ("keys = 3\n", r"config\.toml:1: \[keys\]: must be a section"),
        ("[keys]\ndown = 3\n", r"config\.toml:2: \[keys\] down: must be a key"),
        ("[keys]\ndown = []\n", r"config\.toml:2: \[keys\] down: must be a key"),
        ('[keys]\n"jump" = "J"\n', r"config\.toml:2: \[keys\] jump: there is no such action"),
        ('[keys]\nzen = "Z"\nbookmark = "m"\n', r'config\.toml:3: \[keys\] "m" is the key of both'),
        ("[reading\n", r"config\.toml: this is not TOML: .*line 1"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as caught:
        load(written(tmp_path, text))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"[screen]\n# \xff\n")
    with pytest.raises(ConfigError, match="byte 11 is not UTF-8"):
        load(path)


def test_a_folder_in_its_place_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(100, 0.0, "reader-paper", ascii=False, watch=False, keys={"zen": ("Z", "quotation_mark")}),
        Config(keys={"zen": ('"',), "help": ("\\",)}),
    ],
)
def test_what_is_shown_can_be_read_again(tmp_path: Path, config: Config) -> None:
    assert load(written(tmp_path, as_toml(config))) == config
