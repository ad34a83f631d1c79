"""Reads the dates that documents state, in the usual notations, and guesses nothing that is not written."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from reader.text import fold, safe, squash

__all__ = ["date_in_name", "parse_date"]

_LONGEST = 80
_YEARS = range(1900, 2101)

_ISO_DAY = re.compile(r"[0-9]{4}(-?)[0-9]{2}\1[0-9]{2}\Z")
_ISO = re.compile(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}[T ][0-9]{2}:?[0-9]{2}")
_EAST_ASIAN = re.compile(r"([0-9]{4}) ?[年년] ?([0-9]{1,2}) ?[月월] ?([0-9]{1,2}) ?[日일]?(?: ?\([^)]*\))?")
_NUMERIC = re.compile(r"([0-9]{1,4})([./-])([0-9]{1,2})\2([0-9]{1,4})(?![0-9])\.?")
_NAMED_MONTH = re.compile(r"[^\W\d_]{3,}")
_FILLER = re.compile(
    r"\b(?:de|del|di|d'|at|um|uhr|kl|klo|à|a las|alle|às|om|o|den|der|le|la|il|el|of|the)\b\.?", re.IGNORECASE
)
_LABEL = re.compile(r"([^\W\d_]+)(?: ?[:|,] ?|\.? (?=[0-9]))")
_ORDINAL = re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th|er|º|ª|°)(?!\w)", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![0-9])([0-9]{1,2})(?:h|[時时] ?|시 ?)([0-9]{2})(?![0-9])[分분]?")
_IN_NAME = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9])")

_MONTHS = {
    fold(name): english
    for english, names in {
        "jan": "janvier januar januari enero gennaio janeiro ocak styczen stycznia январь января januara tammikuuta",
        "feb": "fevrier fev februar februari febrero febbraio fevereiro subat luty lutego февраль февраля helmikuuta",
        "mar": "mars marz maerz maart marzo marco mart marzec marca март марта maaliskuuta",
        "apr": "avril avr abril abr aprile nisan kwiecien kwietnia апрель апреля huhtikuuta",
        "may": "mai mei mayo maggio maio mayis maj maja mei май мая toukokuuta",
        "jun": "juin juni junio giugno junho haziran czerwiec czerwca июнь июня kesakuuta",
        "jul": "juillet juil juli julio luglio julho temmuz lipiec lipca июль июля heinakuuta",
        "aug": "aout august augustus agosto ago agustos sierpien sierpnia augusti agustus август августа elokuuta",
        "sep": "septembre sept septiembre settembre setembro eylul wrzesien wrzesnia сентябрь сентября syyskuuta",
        "oct": "octobre oktober okt octubre ottobre outubro out ekim pazdziernik pazdziernika октябрь "
        "октября lokakuuta",
        "nov": "novembre noviembre novembro kasim listopad listopada ноябрь ноября marraskuuta",
        "dec": "decembre dezember dez december desember des diciembre dic dicembre dezembro aralik grudzien "
        "grudnia декабрь декабря joulukuuta",
    }.items()
    for name in names.split()
}
_ZONES = {
    "UT": 0.0, "UTC": 0.0, "GMT": 0.0, "Z": 0.0, "WET": 0.0, "BST": 1.0, "WEST": 1.0, "CET": 1.0, "CEST": 2.0,
    "EET": 2.0, "EEST": 3.0, "MSK": 3.0, "IST": 5.5, "HKT": 8.0, "SGT": 8.0, "JST": 9.0, "KST": 9.0, "AEST": 10.0,
    "AEDT": 11.0, "EST": -5.0, "EDT": -4.0, "ET": -5.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0,
    "PST": -8.0, "PDT": -7.0,
}  # fmt: skip


def parse_date(text: str) -> date | datetime | None:
    """The moment a text states: a `date` where it gives only the day, else an aware `datetime` (UTC unless it says).

    None where year, month or day is missing, where day and month cannot be told apart (02/03/2022), outside the
    years 1900 to 2100, and for anything that is not a date as a whole.
    """
    stated = squash(safe(text[:_LONGEST])) if len(text) <= 4 * _LONGEST else ""
    if not stated:
        return None
    try:
        found = _iso(stated) or _spelled(stated)
        return _plausible(found) if found else None
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError):
        return None


def date_in_name(name: str) -> date | None:
    """The day in a file's name ("2022-02-25-storm.txt", "20220225_storm.html")."""
    for year, _, month, day in _IN_NAME.findall(name):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def _iso(text: str) -> date | datetime | None:
    if _ISO_DAY.match(text):
        return date.fromisoformat(text)
    if not _ISO.match(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _spelled(text: str) -> date | datetime | None:
    dated = _year_first(_EAST_ASIAN.sub(r"\1-\2-\3", _unlabelled(text), count=1))
    if dated is None:
        return None
    dated = _CLOCK.sub(r"\1:\2", _ORDINAL.sub(r"\1 ", dated))
    dated = _NAMED_MONTH.sub(lambda word: _MONTHS.get(fold(word.group()), word.group()), _FILLER.sub(" ", dated))
    return _with_dateutil(squash(dated))


def _unlabelled(text: str) -> str:
    """The text without a first word that is no month: a weekday in any language, "Published:"."""
    match = _LABEL.match(text)
    if not match:
        return text
    word = fold(match[1])
    return text if word in _MONTHS or word[:3] in _MONTHS.values() else text[match.end() :]


def _year_first(text: str) -> str | None:
    """The text with a date in figures put as year-month-day; None where it could mean two days."""
    match = _NUMERIC.search(text)
    if not match:
        return text
    first, mark, second, third = match.groups()
    if len(first) == 4:
        year, month, day = first, second, third
    elif len(third) != 4:
        return None
    elif mark == "." or int(first) > 12 or first == second:
        year, month, day = third, second, first
    elif int(second) > 12:
        year, month, day = third, first, second
    else:
        return None
    return f"{text[: match.start()]}{year}-{int(month):02}-{int(day):02} {text[match.end() :]}"


def _with_dateutil(text: str) -> date | datetime | None:
    """What is written, found by parsing over two backgrounds: a part that follows the background is not written."""
    from dateutil import parser

    one = parser.parse(text, default=datetime(1904, 1, 1), tzinfos=_zone)  # noqa: DTZ001
    other = parser.parse(text, default=datetime(1908, 2, 2, 1, 1), tzinfos=_zone)  # noqa: DTZ001
    if one.date() != other.date():
        return None
    return one if one.hour == other.hour else one.date()


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    hours = _ZONES.get(name or "")
    return None if hours is None else timezone(timedelta(hours=hours))


def _plausible(found: date | datetime) -> date | datetime | None:
    if found.year not in _YEARS:
        return None
    if isinstance(found, datetime) and found.tzinfo is None:
        return found.replace(tzinfo=UTC)
    return found
