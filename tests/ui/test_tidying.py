from reader.ui.tidying import Tidying


def test_garbage_is_looked_for_when_many_keys_were_pressed_and_none_is_any_more() -> None:
    looked: list[float] = []
    clock = [0.0]
    tidying = Tidying(lambda: looked.append(clock[0]), lambda: clock[0])

    def wait(seconds: float, keys: int) -> None:
        for _ in range(keys):
            tidying.pressed()
        clock[0] += seconds
        tidying.look()

    wait(9, 3)  # too few to be worth it
    wait(1, 100)  # one goes on
    assert looked == []
    wait(9, 1)
    wait(9, 5)  # that was all
    assert looked == [19]
