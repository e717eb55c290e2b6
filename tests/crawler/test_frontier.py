"""Every host has its turn, none has more than its share, nothing waits for ever."""

from hypothesis import given
from hypothesis import strategies as st

from crawler.plan import Ask
from crawler.scheduler import HOST_CAP, Frontier


def ask(host: int, number: int) -> Ask:
    return Ask(0, f"http://h{host}/{number}", "page")


@given(st.lists(st.tuples(st.sampled_from(["add", "take", "done"]), st.integers(0, 3)), max_size=120))
def test_any_order_of_events_serves_all_within_the_cap(events: list[tuple[str, int]]) -> None:
    frontier, added, taken, under_way = Frontier(), list[Ask](), list[Ask](), list[Ask]()

    def take() -> bool:
        found = frontier.take()
        if found is not None:
            taken.append(found)
            under_way.append(found)
        return found is not None

    for event, number in events:
        if event == "add":
            added.append(ask(number, len(added)))
            frontier.add(added[-1])
        elif event == "take":
            take()
        elif under_way:
            frontier.done(under_way.pop(number % len(under_way)))
        for host in range(4):
            assert sum(one.url.startswith(f"http://h{host}/") for one in under_way) <= HOST_CAP
    while take() or under_way:
        if under_way:
            frontier.done(under_way.pop())
    assert frontier.waiting == 0
    assert sorted(taken) == sorted(added)
    for host in range(4):
        line = [one for one in taken if one.url.startswith(f"http://h{host}/")]
        assert line == sorted(line, key=added.index)


def test_large_host_holds_up_nobody() -> None:
    frontier = Frontier()
    for number in range(100):
        frontier.add(ask(1, number))
    frontier.add(ask(2, 0))
    assert [one.url[:9] for one in (frontier.take(), frontier.take(), frontier.take()) if one] == [
        "http://h1",
        "http://h2",
        "http://h1",
    ]
    assert frontier.take() is None
    assert frontier.waiting == 98


def test_postponed_counts_as_waiting() -> None:
    frontier = Frontier()
    frontier.postpone()
    assert (frontier.waiting, frontier.take()) == (1, None)
    frontier.add(ask(1, 1), postponed=True)
    assert frontier.waiting == 1
    assert frontier.take() == ask(1, 1)
    assert frontier.waiting == 0


@given(
    st.lists(
        st.tuples(st.sampled_from(["add", "take", "done", "0", "1", "2", "pull", "clear"]), st.integers(0, 2)),
        max_size=150,
    )
)
def test_any_holding_and_clearing_keeps_caps_and_loses_nothing(events: list[tuple[str, int]]) -> None:
    frontier, under_way, caps = Frontier(), list[Ask](), [HOST_CAP] * 3
    added, settled = 0, 0

    def take() -> bool:
        found = frontier.take()
        if found is not None:
            assert caps[int(found.host[1:])] > sum(one.host == found.host for one in under_way)
            under_way.append(found)
        return found is not None

    for event, number in events:
        if event == "add":
            frontier.add(ask(number, added))
            added += 1
        elif event == "take":
            take()
        elif event == "done" and under_way:
            frontier.done(under_way.pop(number % len(under_way)))
            settled += 1
        elif event == "pull" and (pulled := frontier.pull(f"h{number}")):
            frontier.add(pulled, postponed=True)
        elif event == "clear":
            settled += len(frontier.clear(f"h{number}"))
        elif event.isdigit():
            caps[number] = int(event)
            frontier.limit(f"h{number}", int(event))
    for number in range(3):
        caps[number] = HOST_CAP
        frontier.limit(f"h{number}", HOST_CAP)
    while take() or under_way:
        if under_way:
            frontier.done(under_way.pop())
            settled += 1
    assert (frontier.waiting, settled) == (0, added)


def test_closed_frontier_gives_nothing_and_keeps_all() -> None:
    opened = [False]
    frontier = Frontier(lambda: opened[0])
    frontier.add(ask(1, 1))
    assert (frontier.take(), frontier.waiting) == (None, 1)
    opened[0] = True
    assert frontier.take() == ask(1, 1)
