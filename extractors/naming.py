"""Naming: which councils and other organisations a text names, and in which form.

A council is recognised by the names it has in the register ("Stockport", "Kingston upon Hull"), spelled with "&" or
"and", with or without hyphens and apostrophes. What stands beside the name says how sure the naming is (``Form``):
"Reading Borough Council" is a council, "the London Borough of Camden" is one too, "Manchester" alone probably,
"Reading" alone is not. The name of a street, a river, a hospital or a wider area ("Kent Street", "River Rother",
"Greater Manchester") names no council.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from itertools import pairwise

from extractors.lexicon.words import any_of
from extractors.memo import kept
from extractors.register import Council, councils, folded, slug_of


class Form(IntEnum):
    """How a text names a council; a higher form weighs more."""

    BARE = 1
    TITLED = 2
    OFFICIAL = 4


@dataclass(frozen=True)
class Mention:
    """One place where a text names a council: its offsets, and the form in which."""

    council: Council
    start: int
    end: int
    form: Form


@dataclass(frozen=True)
class Organisation:
    """One place where a text names an organisation that is no council of the register."""

    name: str
    start: int
    end: int


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Names that are also words, rivers, surnames or several places: alone they name no council.
AMBIGUOUS = _words(
    """
    adur angus arun ashfield ashford barrow bedford boston broadland bucks christchurch copeland corby craven dover
    dudley eden fareham halton hart hastings highland kingston lewes mansfield medway melton mendip newcastle nwl
    pendle purbeck rbk rct reading richmond rother rugby stafford stirling stockton stoke stroud sutton swale torridge
    warwick waveney waverley westminster wyre
    """
) | {"city corporation", "forest of dean", "high peak", "new forest", "three rivers", "western isles"}

# Words between a name and "Council", and what the word "Council" is shortened to.
TYPE_WORDS = _words("city county borough district metropolitan unitary royal london islands and")
COUNCIL_WORDS = _words("council councils corporation mbc mdc mcc cbc lbc bc cc dc cyngor")
PLACE_WORDS = _words("city borough county district")
NO_COUNCIL_AFTER_COUNCIL = frozenset({"tax"})

# "London Borough of", "City of", "Council of the": what makes a place a council from the front.
TITLE_BEFORE = re.compile(
    r"\b(?:(?P<council>(?:council|corporation|cyngor)(?: of)?(?: the)?)"
    r"|(?:london|royal|metropolitan)? ?(?:borough|city|county|district) of(?: the)?"
    r"|lb(?: of)?|rb(?: of)?) ?$",
    re.IGNORECASE,
)

# A place name beside one of these is part of another name.
PART_OF_NAME_BEFORE = _words(
    """
    greater river rivers lake loch north south east west central mid upper lower inner outer university cllr councillor
    mr mrs ms miss dr sir lord lady baroness saint port great new old northern southern eastern western
    """
)
PART_OF_NAME_AFTER = _words(
    """
    road street avenue lane close way drive court crescent terrace gardens grove place square house lodge hall hospital
    hospitals infirmary university college school academy nhs police constabulary fire airport station river estuary
    canal park football united rovers rangers wanderers athletic rugby cricket arena cathedral castle museum library
    homes housing combined magistrates crown coroner integrated teaching youth sports town parish community
    communities chamber cup bay estate centre site theatre news times gazette post echo evening foundation
    """
)

# How an organisation's name ends.
ORGANISATION_ENDS = (
    r"Integration Joint Board", r"Joint Board", r"Integrated Care Board", r"NHS (?:Foundation )?Trust",
    r"Health (?:and|&) (?:Social )?Care (?:Trust|Partnership|Board)", r"Combined (?:County )?Authority",
    r"Fire (?:and|&) Rescue (?:Authority|Service)", r"Fire Authority", r"National Park Authority",
    r"Transport Authority", r"Children(?:['’]?s)? Trust",
    r"Housing (?:Association|Trust|Group|Society|Partnership|Limited|Ltd|Co-operative)", r"Housing Executive",
    r"Homes", r"Housing",
    r"(?:University )?Health Board", r"University", r"(?:University )?College", r"Police",
    r"Ambulance Service", r"(?:Town|Parish|Community) Council", r"Council", r"Partnership", r"Trust", r"Constabulary",
)  # fmt: skip
_ENDS = "|".join(ORGANISATION_ENDS)
_NAME_WORD = r"(?:\([A-Z]\w+\)|St\.|[A-Z][\w'’-]*|&|and|of|for|upon|on|the|in|with)"
ORGANISATION = re.compile(
    rf"\b(?P<before>[A-Z][\w'’-]*(?:,? {_NAME_WORD}){{0,7}}?) (?P<end>(?:{_ENDS})(?: (?:{_ENDS}))*)\b"
)
#: Names that end in no such word: by how they begin, and public bodies of one name.
_SUBJECTS = any_of(
    "complain, annual, report, quarter, feedback, performance, customer, handling, statistic, board, trust, 20"
)
_PLACE_WORD = rf"(?!(?i:{_SUBJECTS}))[A-Z][\w'’-]*"
_PLACES = rf"{_PLACE_WORD}(?: (?:and |of |& )?{_PLACE_WORD}){{0,4}}"
NAMED_WHOLE = re.compile(
    rf"\b(?:(?:University|Universities) of(?: the)? {_PLACES}|NHS {_PLACES}|"
    + any_of(
        "Police Scotland, Scottish Water, Education Scotland, Revenue Scotland, Registers of Scotland, NatureScot",
        "Historic Environment Scotland, Scottish Environment Protection Agency, Scottish Qualifications Authority",
        "VisitScotland, Care Inspectorate, Scottish Prison Service, Public Health (Scotland|Wales)",
        "Social Security Scotland",
        "Natural Resources Wales, Natural England, Homes England, Environment Agency, Transport for (London|Wales)",
        "Student Loans Company, HM Revenue (and|&) Customs, Companies House, Land Registry, Invest Northern Ireland",
    )
    + r")\b"
)
NOT_BEFORE_AN_END = _words("a an and each every for full in of on our that the their this to upon with your")
# Words that come before "Council", "Housing", "Trust" without naming anybody.
GENERIC = _words(
    """
    a adult adults affordable all an and annual answer appendix approved at audit board body borough by cabinet care
    charity chief child children childrens city combined committee complaint complaints compliments corporate council
    councillor councillors county customer customers date decent department director district each education every
    executive families feedback fire for foundation from full general governance government health home
    homes housing improvement in independent information integrated joint lead leader learning local meeting
    member members metropolitan mid nhs of officer ombudsman on other our overview page paper parish part partner
    performance place planning policy prepared presented private public quarter regional report
    resident residents response royal rural schools scrutiny senior service services sheltered shadow social
    standards statutory summary supported survey tenant tenants that the their these this title to town trust under
    unitary vision wards were what when where which with year your youth sports
    """
)


@dataclass(frozen=True)
class _Token:
    """A word of a text: as printed, as it is compared, and where it stands."""

    raw: str
    folded: str
    start: int
    end: int


_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|&")
_FILE_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|&")
_GAP = re.compile(r"[\s,.\-\u2010-\u2013_]{0,4}")


def _tokens(text: str, is_filename: bool = False) -> list[_Token]:
    found = []
    for match in (_FILE_WORDS if is_filename else _WORDS).finditer(text):
        raw = match[0]
        possessive = re.search(r"['’][sS]$", raw)
        bare = raw[: possessive.start()] if possessive else raw
        found.append(_Token(raw, "and" if raw == "&" else folded(bare.replace("’", "'")), match.start(), match.end()))
    return found


@cache
def _names() -> dict[str, list[tuple[tuple[str, ...], Council, bool]]]:
    """By first word: each name as words, longest first, its council, and whether it must be in capitals."""
    names: dict[str, dict[tuple[str, ...], tuple[Council, bool]]] = defaultdict(dict)
    for each in sorted(councils(), key=lambda one: bool(one.ended)):
        for name in (each.name, *each.aliases):
            words = tuple(token.folded for token in _tokens(name) if token.folded)
            if words[0] == "the":
                words = words[1:]
            names[words[0]].setdefault(words, (each, name.isupper() and len(words) == 1))
    return {
        first: sorted(((words, *rest) for words, rest in found.items()), key=lambda one: -len(one[0]))
        for first, found in names.items()
    }


def _is_filename(text: str) -> bool:
    return bool(text) and not re.search(r"\s", text)


def _name_at(tokens: Sequence[_Token], at: int, text: str, any_case: bool) -> tuple[int, Council] | None:
    """The longest name of a council that begins at a word: how many words long, and whose."""
    for words, council_, capitals in _names().get(tokens[at].folded, ()):
        if len(words) > len(tokens) - at:
            continue
        found = tokens[at : at + len(words)]
        if any(token.folded != word for token, word in zip(found, words, strict=True)):
            continue
        if not any_case and (not found[0].raw[0].isupper() or (len(words) > 1 and not found[-1].raw[0].isupper())):
            continue
        if capitals and not any_case and not found[0].raw.isupper():
            continue
        if all(_joined(text, one, two) for one, two in pairwise(found)):
            return len(words), council_
    return None


def _joined(text: str, one: _Token, two: _Token) -> bool:
    return _GAP.fullmatch(text, one.end, two.start) is not None


def _neighbours(text: str, tokens: Sequence[_Token], first: int, last: int) -> tuple[str, list[str]]:
    """What stands right before a name, in one line, and the words right after it, lower case."""
    before = tokens[max(first - 4, 0) : first]
    kept: list[str] = []
    following = tokens[first]
    for token in reversed(before):
        if not re.fullmatch(r"[\s\-_]{0,4}", text[token.end : following.start]):
            break
        kept.append(token.folded)
        following = token
    after: list[str] = []
    previous = tokens[last]
    for token in tokens[last + 1 : last + 7]:
        if not re.fullmatch(r"[\s\-_]{0,4}", text[previous.end : token.start]):
            break
        after.append(token.folded)
        previous = token
    return " ".join(reversed(kept)), after


def _form(before: str, after: list[str], name: Sequence[str], is_filename: bool) -> Form | None:
    """How a name is used, from the words beside it; None where it is part of another name."""
    length = next((i for i, word in enumerate(after) if word not in TYPE_WORDS), len(after))
    rest = after[length : length + 2]
    if rest and rest[0] in COUNCIL_WORDS and not (len(rest) > 1 and rest[1] in NO_COUNCIL_AFTER_COUNCIL):
        return Form.OFFICIAL
    if COUNCIL_WORDS & set(name) or name[0] in ("london", "royal"):
        return Form.OFFICIAL
    title = TITLE_BEFORE.search(before)
    if title:
        return Form.OFFICIAL if title["council"] and not title["council"].endswith("council") else Form.TITLED
    if name[0] in ("borough", "city", "county") and "of" in name:
        return Form.TITLED
    last = before.split()[-2:]
    if last and (last[-1] in PART_OF_NAME_BEFORE or last == ["university", "of"]):
        return None
    if after and after[0] in PART_OF_NAME_AFTER:
        return None
    if after and after[0] in PLACE_WORDS:
        return Form.TITLED
    return None if " ".join(name) in AMBIGUOUS and not is_filename else Form.BARE


@kept
def mentions(text: str) -> list[Mention]:
    """Every place where a text names a council of the register, in order.

    A text without any space is taken for a file name: there a name may be in lower case.
    """
    is_filename = _is_filename(text)
    tokens = _tokens(text, is_filename)
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        hit = _name_at(tokens, at, text, is_filename)
        if hit is None:
            at += 1
            continue
        length, council_ = hit
        last = at + length - 1
        before, after = _neighbours(text, tokens, at, last)
        form = _form(before, after, [token.folded for token in tokens[at : last + 1]], is_filename)
        if form is not None:
            found.append(Mention(council_, tokens[at].start, tokens[last].end, form))
        at = last + 1
    return found


def named_in(text: str) -> list[tuple[Council, int]]:
    """Each naming of a council in a text with the offset of the name, in order of place.

    The longest name wins: "West Lancashire" is not "Lancashire". A name that is also a common word counts
    only with "Council", "Borough", "City", "County" or "District" beside it.
    """
    return [(mention.council, mention.start) for mention in mentions(text)]


def organisations(text: str) -> list[Organisation]:
    """Every place where a text names an organisation that is no council of the register.

    In a text all in capitals the name comes back with capital initials.
    """
    text = _titled(text) if text.isupper() else text
    councils_named = [mention for mention in mentions(text) if mention.form is not Form.BARE]
    found = []
    for match in ORGANISATION.finditer(text):
        words = list(re.finditer(r"[^\s,]+", match["before"]))
        while words and folded(words[0][0].replace("’", "'")) in GENERIC:
            words.pop(0)
        if not words or words[-1][0].casefold() in NOT_BEFORE_AN_END:
            continue
        start = match.start() + words[0].start()
        if not any(start < named.end and named.start < match.end() for named in councils_named):
            found.append(Organisation(text[start : match.end()], start, match.end()))
    whole = [Organisation(match[0], match.start(), match.end()) for match in NAMED_WHOLE.finditer(text)]
    found += [one for one in whole if all(one.end <= other.start or other.end <= one.start for other in found)]
    return sorted(found, key=lambda one: one.start)


_SMALL = _words("and of for upon on the in with")


def _titled(text: str) -> str:
    """A text in capitals with capital initials only, each letter in its place."""
    return re.sub(
        r"\S+",
        lambda word: (
            word[0].lower() if word[0].lower() in _SMALL else word[0] if word[0] == "NHS" else word[0].capitalize()
        ),
        text,
    )


_DOMAIN = re.compile(r"\b([a-z][a-z-]+)\.gov\.(?:uk|scot|wales)\b|\b([a-z][a-z-]+)\.llyw\.cymru\b", re.IGNORECASE)


@cache
def _domains() -> dict[str, Council]:
    return {
        slug_of(name).replace("-", ""): each
        for each in sorted(councils(), key=lambda one: not one.ended)
        for name in (each.slug, *each.aliases)
    }


def domain_mentions(text: str) -> Iterator[Mention]:
    """Every place where a text gives an address of a council on the web or for letters."""
    for match in _DOMAIN.finditer(text):
        owner = _domains().get((match[1] or match[2]).lower().replace("-", ""))
        if owner:
            yield Mention(owner, match.start(), match.end(), Form.OFFICIAL)
