"""Text that a page holds only in its scripts."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cleaning.formats.html import parse_html
from reader.cleaning.page_state import state_body

TITLE = "The mill at Dunmere stands in the river again"
BODY = [
    "The river rose in the night, and by the morning it stood at the door of the old mill at Dunmere.",
    "Nobody in Mill Row had slept, said Agnes Lowther, who has lived beside the water for eighty years.",
    "By noon the rain had stopped, and the river, slowly at first, went back to its bed again.",
]
STATE = {"props": {"story": {"title": TITLE, "blocks": [{"kind": "p", "content": text} for text in BODY]}}}
TEASERS = [{"title": f"Story {n}", "description": f"{text} And so on in story {n}."} for n, text in enumerate(BODY * 4)]


@pytest.mark.parametrize(
    "script",
    [
        f"<script id='__NEXT_DATA__' type='application/json'>{json.dumps(STATE)}</script>",
        f"<script>window.__STATE__ = {json.dumps(STATE)};</script>",
        f"<script>window.__STATE__ = {json.dumps(json.dumps(STATE))};</script>",
        f"<script>load('x', {json.dumps({'body': ''.join(f'<p>{text}</p>' for text in BODY)})})</script>",
    ],
    ids=["next", "assignment", "json in a string", "html in a call"],
)
def test_the_text_in_a_script_is_found_and_shown_with_a_notice(script):
    assert state_body(script, TITLE).splitlines() == BODY
    parsed = parse_html(f"<html><head><title>{TITLE}</title></head><body><div id='app'></div>{script}</body></html>")
    assert [line.block.text for line in parsed.lines if not line.outside] == BODY
    assert any("taken from its data" in notice for notice in parsed.notices)


def test_what_only_speaks_of_other_articles_is_not_taken_for_this_one():
    script = f"<script>{json.dumps({'teasers': TEASERS})}</script>"
    assert state_body(script, TITLE) == ""
    assert state_body(f"<script>{json.dumps(STATE)}</script>", "Elections in another country tomorrow") == ""


def test_code_is_no_text():
    code = "function render() { return a.map(function (x) { return x.y; }); } // and so on. "
    assert state_body(f"<script>{json.dumps({'content': code * 9})}</script>", "function render") == ""


def test_a_page_that_shows_its_text_is_left_alone():
    other = [f"{text} This is what the script says of it, and it goes on for longer." for text in BODY * 3]
    script = f"<script>{json.dumps([{'content': text} for text in other])}</script>"
    shown = "".join(f"<p>{text}</p>" for text in BODY * 2)
    parsed = parse_html(
        f"<html><head><title>{TITLE}</title></head><body><article>{shown}</article>{script}</body></html>"
    )
    assert [line.block.text for line in parsed.lines if not line.outside] == BODY * 2


def test_scripts_left_open_cost_no_more_than_one_look():
    assert state_body("<script>" * 400_000, TITLE) == ""


@given(st.text(alphabet='"\\{}[]:<>/script aé.\n', max_size=400))
def test_no_script_breaks_it(text):
    assert isinstance(state_body(f"<script>{text}</script>", "a"), str)
