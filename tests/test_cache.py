"""The cache that all processes of one machine share."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from core.cache import FileCache

AT_ONCE, KEYS = 8, 200


def test_of_several_who_add_at_once_one_wins(tmp_path):
    caches = [FileCache(tmp_path, {}) for _ in range(AT_ONCE)]
    start = Barrier(AT_ONCE)

    def wins(cache):
        won = []
        for key in range(KEYS):
            start.wait()
            won.append(cache.add(key, True))
        return won

    with ThreadPoolExecutor(AT_ONCE) as people:
        winners = [sum(won) for won in zip(*people.map(wins, caches), strict=True)]

    assert winners == [1] * KEYS
