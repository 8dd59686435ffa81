"""The last few of what is costly to make and never changes, kept in this process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock


class Recent[T]:
    """The `size` values used last, by key. Two threads that miss at once both make the value; one of them is kept."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._values: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        return self.put(key, make())

    def find(self, key: Hashable) -> T | None:
        """The value where it is still kept."""
        with self._lock:
            return self._values.get(key)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()

    def put(self, key: Hashable, value: T) -> T:
        with self._lock:
            value = self._values.setdefault(key, value)
            self._values.move_to_end(key)
            while len(self._values) > self.size:
                self._values.popitem(last=False)
            return value
