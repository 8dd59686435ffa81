"""Singular and plural of English words, for names by convention. Honest about its reach: rules, and lists of what the
rules get wrong; a word that is no English gets the rules. Only the last word of a snake_case name changes."""

_IRREGULAR = {
    "person": "people",
    "child": "children",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "goose": "geese",
    "mouse": "mice",
    "ox": "oxen",
    "datum": "data",
    "medium": "media",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "matrix": "matrices",
    "vertex": "vertices",
    "quiz": "quizzes",
    "leaf": "leaves",
    "life": "lives",
    "wife": "wives",
    "knife": "knives",
    "shelf": "shelves",
    "half": "halves",
    "wolf": "wolves",
    "self": "selves",
    "thief": "thieves",
    "loaf": "loaves",
    "calf": "calves",
    **{
        word: word[:-2] + "es"
        for word in "analysis axis basis crisis diagnosis hypothesis parenthesis synopsis synthesis thesis".split()
    },
    **{word: word + "es" for word in "cargo echo embargo hero potato tomato veto".split()},
}
_SINGULARS = {many: one for one, many in _IRREGULAR.items()}
_ONE_FORM = frozenset(
    """
    aircraft advice analytics credentials economics equipment evidence feedback fish furniture hardware information
    knowledge logistics mathematics merchandise metadata money music news offspring permafrost physics pricing progress
    research series sheep software species staff statistics stuff traffic weather
    aws css dns gps https ios iris jobs_os js lens_os os sms sos tls
    """.split()
)
# Singulars that look like plurals, beside those in -ss, -us and -is.
_SINGULAR_IN_S = frozenset("alias atlas bias canvas chaos cosmos gas lens pancreas".split())
# Plurals in -es whose singular keeps the e, where the rule would take it.
_KEEP_E = frozenset(
    "ache apache avalanche axe cache canoe creche excuse fuse headache mustache muse niche psyche recluse refuse shoe "
    "toe use".split()
)
# Plurals in -ies whose singular ends in -ie.
_IE = frozenset(
    "birdie calorie cookie die eerie genie hoodie lie movie pie prairie rookie selfie smoothie tie zombie".split()
)
_VOWELS = "aeiou"


def plural(name: str) -> str:
    """The name for many: `order_line` -> `order_lines`, `category` -> `categories`; a plural stays as it is."""
    head, word = _last_word(name)
    return head + _in_case_of(word, _plural(_singular(word.lower())))


def singular(name: str) -> str:
    """The name for one: `order_lines` -> `order_line`, `statuses` -> `status`; a singular stays as it is."""
    head, word = _last_word(name)
    return head + _in_case_of(word, _singular(word.lower()))


def is_plural(name: str) -> bool:
    """Whether a name is a plural that has another singular (`staff` and `series` are both and count as neither)."""
    return singular(name) != name and plural(name) == name


def is_singular(name: str) -> bool:
    """Whether a name is a singular that has another plural."""
    return plural(name) != name and singular(name) == name


def _last_word(name: str) -> tuple[str, str]:
    head, underscore, word = name.rpartition("_")
    return head + underscore, word


def _in_case_of(word: str, inflected: str) -> str:
    """The inflected form with the capitals of `word`: as much of the stem as is the same stays as it was."""
    shared = 0
    for one, other in zip(word.lower(), inflected, strict=False):
        if one != other:
            break
        shared += 1
    tail = inflected[shared:]
    return word[:shared] + (tail.upper() if len(word) > 1 and word.isupper() else tail)


def _plural(word: str) -> str:
    if not word[-1:].isascii() or not word[-1:].isalpha() or word in _ONE_FORM:
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("y") and word[-2:-1] not in {*_VOWELS, ""}:
        return word[:-1] + "ies"
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    return word + "s"


def _singular(word: str) -> str:
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word in _ONE_FORM or word in _IRREGULAR or word in _SINGULAR_IN_S or len(word) < 3:
        return word
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-1] if word[:-1] in _IE or len(word) < 5 else word[:-3] + "y"
    if word.endswith("es"):
        return _without_es(word)
    return word[:-1]


def _without_es(word: str) -> str:
    stem, with_e = word[:-2], word[:-1]
    if with_e in _KEEP_E:
        return with_e
    if stem in _SINGULAR_IN_S or word.endswith(("sses", "xes", "shes", "ches", "oes")):
        return stem
    # status-es, but house-s and clause-s
    if word.endswith("uses") and not word.endswith(("auses", "ouses")):
        return stem
    return with_e
