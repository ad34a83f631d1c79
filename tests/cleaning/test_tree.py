"""What is taken out of a page before it is walked, and put where it belongs."""

from reader.cleaning.formats.html import parse_html

FIRST, SECOND, LAST = (
    "The river rose in the night, and by the morning it stood at the door of the mill.",
    "Nobody in Mill Row had slept, said Agnes Lowther, who has lived there for eighty years.",
    "By noon the rain had stopped, and the water, slowly at first, went back to its bed.",
)


def shown(body: str) -> list[str]:
    parsed = parse_html(f"<html><head><title>Flood</title></head><body>{body}</body></html>")
    return [line.block.text for line in parsed.lines if not line.outside]


def test_parts_that_came_later_stand_where_they_belong():
    page = (
        f"<article><p>{FIRST}</p><template id='B:0'></template><p>{LAST}</p></article>"
        f"<div hidden id='S:0'><p>{SECOND}</p></div>"
    )
    assert shown(page) == [FIRST, SECOND, LAST]


def test_what_is_there_only_to_be_read_out_goes_and_real_text_under_such_a_name_stays():
    hint = "<span class='visually-hidden'>, opens new tab</span>"
    named = f"<div class='sr-only'><p>{LAST}</p><p>{FIRST} Again.</p></div>"
    page = f"<article><p>{FIRST}</p><p>{SECOND}{hint}</p>{named}</article>"
    assert shown(page) == [FIRST, SECOND, LAST, f"{FIRST} Again."]


def test_a_document_type_with_rules_of_its_own_leaves_no_text():
    rules = "<!DOCTYPE html [<!ENTITY x 'y'> <!ELEMENT p ANY>]>"
    parsed = parse_html(f"{rules}<html><body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>")
    assert [line.block.text for line in parsed.lines] == [FIRST, SECOND]


def test_characters_that_no_tree_can_hold_go_and_the_page_stays_a_page():
    page = f"<article><p>{FIRST}</p><script>x</script>&#1;&#x1b;[31m&#xD800;&#xFFFE;<p>{SECOND}&#12;</p></article>"
    assert shown(page) == [FIRST, SECOND]


def test_numbers_of_no_character_are_a_mark():
    assert shown(f"<p>{FIRST} &#{'9' * 5000}; &#x{'f' * 5000}; &#0065;</p>") == [f"{FIRST} \ufffd \ufffd A"]


def test_a_tag_with_more_attributes_than_anyone_writes_keeps_its_text():
    flood = " ".join(f"a{number}='{number}'" for number in range(50_000))
    assert shown(f"<p class='text' {flood}>{FIRST}</p><p>{SECOND}</p>") == [FIRST, SECOND]
