"""Who is asked next."""

import threading

from reader.newsroom.schedule import Schedule


def test_of_one_host_two_are_asked_at_once_and_the_third_when_one_is_done() -> None:
    schedule = Schedule([(f"http://one.example/{number}", number) for number in range(3)])
    assert [schedule.take(), schedule.take()] == [("one.example", 0), ("one.example", 1)]
    taken: list[object] = []
    waiting = threading.Thread(target=lambda: taken.append(schedule.take()))
    waiting.start()
    waiting.join(0.05)
    assert not taken
    schedule.done("one.example")
    waiting.join()
    assert taken == [("one.example", 2)]


def test_the_host_with_most_to_ask_goes_first() -> None:
    schedule = Schedule([("http://a.example/", 1), ("http://b.example/", 2), ("http://B.example/x", 3)])
    assert schedule.take() == ("b.example", 2)


def test_when_nothing_is_left_all_who_wait_are_told() -> None:
    schedule = Schedule([("http://a.example/1", 1), ("http://a.example/2", 2), ("http://a.example/3", 3)])
    schedule.take()
    schedule.take()
    taken: list[object] = []
    waiting = [threading.Thread(target=lambda: taken.append(schedule.take())) for _ in range(3)]
    for one in waiting:
        one.start()
    assert schedule.drop("a.example") == [3]
    for one in waiting:
        one.join()
    assert taken == [None, None, None]


def test_once_stopped_it_hands_out_nothing() -> None:
    schedule = Schedule([("http://a.example/", 1)])
    schedule.stop()
    assert schedule.take() is None
