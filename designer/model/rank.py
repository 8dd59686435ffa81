"""Order among siblings as text that sorts: a new rank fits between any two, so two people who insert do not collide.

Fractional indexing over base 62 ("0" < ... < "z"); a rank never ends in "0", so there is always room below it.
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

type Rank = str

_LONGEST = 1_000  # five thousand insertions at one place


def rank_fault(rank: str) -> str | None:
    """Why `rank` is none, as a sentence; None if it is one."""
    if not rank or rank.strip(DIGITS) or rank.endswith("0") or len(rank) > _LONGEST:
        return f"{rank[:20]!r} is no rank: digits and letters that do not end in 0."
    return None


def rank_between(low: Rank | None, high: Rank | None) -> Rank:
    """A rank strictly between `low` and `high`; None is the open end. Raises ValueError unless low < high."""
    low = low or ""
    if high is not None and low >= high:
        raise ValueError(f"no rank fits between {low!r} and {high!r}")
    appending = high is None
    made = ""
    while True:
        if high is not None:
            shared = 0
            while (low[shared] if shared < len(low) else "0") == high[shared]:
                shared += 1
            made, low, high = made + high[:shared], low[shared:], high[shared:]
        first = DIGITS.index(low[0]) if low else 0
        last = DIGITS.index(high[0]) if high is not None else len(DIGITS)
        if last - first > 1:
            # Appending is the usual case: step by one instead of halving, so that ranks stay short.
            return made + DIGITS[first + 1 if appending else (first + last) // 2]
        if high is not None and len(high) > 1:
            return made + high[0]
        made, low, high = made + DIGITS[first], low[1:], None


def ranks(count: int) -> tuple[Rank, ...]:
    """`count` ascending ranks of one width, for things that arrive already in order."""
    width = 1
    while len(DIGITS) ** width < 2 * (count + 1):
        width += 1
    return tuple(_digits((number + 1), width) + "V" for number in range(count))


def _digits(number: int, width: int) -> str:
    text = ""
    for _ in range(width):
        number, digit = divmod(number, len(DIGITS))
        text = DIGITS[digit] + text
    return text
