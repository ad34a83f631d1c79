from textual.widgets._toast import Toast, ToastHolder

from tests.ui.conftest import Open


async def test_what_was_said_leaves_nothing_behind(opened: Open) -> None:
    async with opened() as session:
        for number in range(12):
            session.main.say(f"Sentence {number}")
            await session.pilot.pause(0.05)
        await session.until(
            lambda: len(session.app.screen.query(ToastHolder)) == len(session.app.screen.query(Toast)) <= 3
        )
        assert "Sentence 11" in session.text


async def test_what_is_undone_is_said_no_more(opened: Open) -> None:
    async with opened() as session:
        await session.press("b")
        await session.until(lambda: "undoes" in session.text)
        await session.press("U")
        await session.until(lambda: "Undone: Bookmarked" in session.text)
        assert "undoes" not in session.text
