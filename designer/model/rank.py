"""Order among siblings as text that sorts: a new rank fits between any two, so two people who insert do not collide.

Fractional indexing over base 62 ("0" < ... < "z"); a rank never ends in "0", so there is always room below it.
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

type Rank = str


def rank_between(low: Rank | None, high: Rank | None) -> Rank:
    """A rank strictly between `low` and `high`; None is the open end. Raises ValueError unless low < high."""
    low = low or ""
    if high is not None and low >= high:
        raise ValueError(f"no rank fits between {low!r} and {high!r}")
    return _midpoint(low, high)


def _midpoint(low: str, high: str | None) -> str:
    if high is not None:
        shared = 0
        while shared < len(high) and (low[shared] if shared < len(low) else "0") == high[shared]:
            shared += 1
        if shared:
            return high[:shared] + _midpoint(low[shared:], high[shared:])
    first = DIGITS.index(low[0]) if low else 0
    last = DIGITS.index(high[0]) if high is not None else len(DIGITS)
    if last - first > 1:
        # Appending is the usual case: step by one instead of halving, so that ranks stay short.
        return DIGITS[first + 1] if high is None else DIGITS[(first + last) // 2]
    if high is not None and len(high) > 1:
        return high[0]
    return DIGITS[first] + _midpoint(low[1:], None)


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
