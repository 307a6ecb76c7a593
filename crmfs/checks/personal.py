"""Finds personal data in text: phone numbers, e-mail addresses, identity and bank cards. Knows no files and no rules.

Every pattern is bounded, so the time is linear in the text. Each starts with a literal character, which makes `re` skip
through the text by memchr; what must stand before is looked at behind that character.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from crmfs.checks.checksums import is_bank_card, is_id_card, is_old_id_card
from crmfs.core.regex import regex

Sort = Literal["email", "id_card", "bank_card", "mobile", "landline", "international"]
PHONES: tuple[Sort, ...] = ("mobile", "landline", "international")


class Personal(NamedTuple):
    """Personal data in a text, from `start` to before `end`, in characters."""

    sort: Sort
    start: int
    end: int


_GAP = r"[ \t\u00a0\u3000\u200b\u2060.\-\u00b7\u2010-\u2015\u2212]"  # between the digits of one number
_WIDE_CHARACTERS = "０１２３４５６７８９＠＋"
_NARROW = str.maketrans(_WIDE_CHARACTERS, "0123456789@+")  # as many characters, so that places stay right
_WIDE = regex(b"\xef\xbc[\x8b\x90-\x99\xa0]")  # the same characters in UTF-8

# A record's digits, signs and line ends alone: short, so that looking through them costs little.
_ALL_ELSE = bytes(set(range(256)) - set(b"0123456789@+\\\n"))
_ELEVEN = regex(rb"1[3-9][0-9]{9}")
_AREA = regex(rb"0(?:10|2[0-57-9]|[3-9][0-9]{2})[2-9][0-9]{6}")
_ABROAD = regex(rb"\+[1-9][0-9]{7}")
_DATED = regex(rb"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]{1,6}")  # a date, or an id with a date
_BORN = regex(rb"[1-8][0-9]{5}(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]{4}")
_MOBILE_LOOK = regex(rb"1[3-9][0-9](?:(?:[\s.\-]|\xe2[\x80\x81\x88].|\xc2[\xa0\xb7]|\xe3\x80\x80){0,3}[0-9]){8}")
_PHONE_WORDS = r"\(|电话|手机|座机|传真|热线|联系方式|phone|mobile|tel|cell|fax"
_PHONE_WORD = regex(_PHONE_WORDS.encode())
_CARD_WORD = regex((_PHONE_WORDS + "|卡|账|帐|开户|身份|证件|card|acc|iban").encode())

_PHONE_KEY = regex(r"电话|手机|座机|传真|热线|联系方式|phone|mobile|\btel\b|telephone|\bfax\b|\bcell", re.I)
_PHONE_NEAR = regex(
    r"(?:电话|手机|座机|传真|热线|联系方式|phone|mobile|tel|fax)(?:号码|号|no)?[是为\s:：.\-(（\"']{0,4}$", re.I
)
_PHONE_VALUE = regex(r"\+?[0-9() .\-\u2010-\u2015/]{7,40}")
_CARD_NEAR = regex(r"卡号|[账帐]号|[账帐]户|银行卡|信用卡|储蓄卡|开户|card|acc(?:oun)?t|iban", re.I)
_IDENTITY_NEAR = regex(r"身份证|证件|\bid ?card", re.I)

_MOBILE = regex(
    rf"1(?:(?<![0-9]1)|(?<=861)|(?<=01))[3-9][0-9](?:{_GAP}{{0,3}}[0-9]{{4}}{_GAP}{{0,3}}[0-9]{{4}}"
    rf"|{_GAP}{{1,3}}[0-9]{{3}}{_GAP}{{1,3}}[0-9]{{5}}|[0-9]{_GAP}{{1,3}}[0-9]{{3}}{_GAP}{{1,3}}[0-9]{{4}}"
    rf"|[0-9]{{2}}{_GAP}{{1,3}}[0-9]{{6}})(?![0-9]|\.[0-9]|[A-Za-z]{{1,16}}[0-9])"
)
_LANDLINE = regex(
    r"0(?<![0-9]0)(?:10|2[0-57-9]|[3-9][0-9]{2})"
    rf"(?P<gap>[)）]?{_GAP}{{0,3}})[2-9][0-9]{{2,3}}[ \-]?[0-9]{{4}}(?![0-9A-Za-z]|\.[0-9])"
)
_JOINED = regex(r"[0-9A-Za-z][\-._/]?$")
_LOCAL = regex(r"(?<![0-9A-Za-z.\-])[2-9][0-9]{2,3}[ \-]?[0-9]{4}(?![0-9]|[\-.][0-9])")
_FOREIGN = regex(r"\+(?<![0-9A-Za-z]\+)[1-9][0-9]{0,2}(?:[ \-.()\u00a0]{0,2}[0-9]){6,13}(?![0-9])")
_BRACKETED = regex(r"\([2-9][0-9]{2}\) ?[2-9][0-9]{2}[ \-.][0-9]{4}(?![0-9])")
_EMAIL = regex(r"@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})")
_LOCAL_PART = regex(r"[A-Za-z0-9._%+'\-]{1,64}$")
_ID_CARD = regex(
    r"(?<![0-9A-Za-z])[1-8][0-9]{5}[ \-]?(?:19|20)[0-9]{2}[01][0-9][0-3][0-9][ \-]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_OLD_ID_CARD = regex(r"(?<![0-9A-Za-z])[1-8][0-9]{14}(?![0-9A-Za-z])")
_BANK_CARD = regex(r"(?<![0-9A-Za-z])[1-9][0-9]{3}(?:[ \-]?[0-9]{4}){2,3}[ \-]?[0-9]{1,4}(?![0-9A-Za-z])")

_AMOUNT_BEFORE = regex(r"(?:[¥￥$€£]|RMB|CNY|USD) ?$")
_AMOUNT_AFTER = regex(r" ?(?:元|万|亿|美元|RMB|CNY|USD|%)")
_SERVICE = regex(r"[48]00[0-9]{7}")
_FICTION = regex(r".*555[^0-9]*01[0-9]{2}", re.S)  # 555-0100 to 555-0199 are kept free for films and samples
_DAY = regex(r"(?:19|20)[0-9]{2}[01][0-9][0-3][0-9]")
_DAY_LED = regex(_DAY.pattern + "[0-9]{0,5}")  # as the quick look lets them pass
_ID_PREFIX = regex(r"[A-Z]+$")
_PHONE_PREFIXES = frozenset(("TEL", "T", "M", "P", "HP", "PHONE", "MOBILE", "WX", "VX", "QQ"))
_FREE_DOMAINS = regex(r"(?:.*\.)?(?:example\.(?:com|net|org)|example|test|invalid|localhost)", re.I)  # RFC 2606
_FILE_ENDING = regex(r"\.(?:pdf|docx?|xlsx?|pptx?|txt|csv|md|png|jpe?g|gif|webp|svg|zip|ya?ml|json|eml|msg)$", re.I)


def may_hold_personal(data: bytes) -> bool:
    """Says False for UTF-8 text in which `find_personal` finds nothing, line by line; costs some 6 µs a record.

    `about` is taken to stand in the same line or, for an indented one, in the four before it. A backslash counts as a
    maybe: in YAML it may stand for any character.
    """
    bones = data.translate(None, _ALL_ELSE)
    if b"@" in bones or b"\\" in bones or _WIDE.search(data):
        return True
    if (_ELEVEN.search(bones) and _MOBILE_LOOK.search(data)) or _AREA.search(bones) or _ABROAD.search(bones):
        return True
    lines: list[bytes] = []
    for number, digits in enumerate(bones.split(b"\n")):
        if len(digits) < 7 or _DATED.fullmatch(digits):
            continue
        lines = lines or data.split(b"\n")
        word = _PHONE_WORD if len(digits) < 13 else _CARD_WORD
        inside = lines[number][:1] in (b" ", b"-", b"\t")  # of a map or list whose key stands above
        near = b"\n".join(lines[max(0, number - 4) : number + 1]) if inside else lines[number]
        if _BORN.search(digits) or word.search(near.lower()):
            return True
    return False


def find_personal(text: str, about: str = "") -> list[Personal]:
    """Returns the personal data in a text, in order, without overlaps.

    Free are: masked numbers (`138****5678`), service numbers (95588, 400-800-1234), addresses in the domains kept for
    examples (RFC 2606), amounts of money, credit codes of companies.

    Args:
        about: What the text is about, such as the heading or key above it; `电话` makes any number a phone number.
    """
    narrow = text if text.isascii() else text.translate(_NARROW)
    found = sorted(
        (*_emails(narrow), *_id_cards(narrow, about), *_bank_cards(narrow, about), *_phones(narrow, about)),
        key=lambda personal: (personal.start, -personal.end),
    )
    kept: list[Personal] = []
    for personal in found:
        if not kept or personal.start >= kept[-1].end:
            kept.append(personal)
    return kept


def _emails(text: str) -> Iterator[Personal]:
    for match in _EMAIL.finditer(text):
        local = _LOCAL_PART.search(text[max(0, match.start() - 64) : match.start()])
        domain = _FILE_ENDING.sub("", match[1])
        last = domain.rpartition(".")[2]
        if not local or "." not in domain or len(last) < 2 or last.isdigit() or local[0] == "git":
            continue
        if not _FREE_DOMAINS.fullmatch(domain):
            yield Personal("email", match.start() - len(local[0]), match.start() + 1 + len(domain))


def _id_cards(text: str, about: str) -> Iterator[Personal]:
    for match in _ID_CARD.finditer(text):
        if is_id_card(re.sub(r"[ \-]", "", match[0])):
            yield Personal("id_card", *match.span())
    for match in _OLD_ID_CARD.finditer(text):
        near = about + " " + text[max(0, match.start() - 20) : match.start()]
        if is_old_id_card(match[0]) and _IDENTITY_NEAR.search(near):
            yield Personal("id_card", *match.span())


def _bank_cards(text: str, about: str) -> Iterator[Personal]:
    for match in _BANK_CARD.finditer(text):
        if not is_bank_card(re.sub(r"[ \-]", "", match[0])):
            continue
        near = f"{about} {text[max(0, match.start() - 40) : match.start()]} {text[match.end() : match.end() + 20]}"
        if _CARD_NEAR.search(near):
            yield Personal("bank_card", *match.span())


def _phones(text: str, about: str) -> Iterator[Personal]:
    for match in _MOBILE.finditer(text):
        if _stands_alone(text, match.start()) and not _is_amount(text, *match.span()):
            yield Personal("mobile", *match.span())
    for match in _LANDLINE.finditer(text):
        before = text[max(0, match.start() - 24) : match.start()]
        near = _PHONE_KEY.search(about) or _PHONE_NEAR.search(before)
        if near or (match["gap"] and not _JOINED.search(before)):
            yield Personal("landline", *match.span())
    for pattern in (_FOREIGN, _BRACKETED):
        for match in pattern.finditer(text):
            if _is_foreign_number(match[0]) and not _is_amount(text, *match.span()):
                yield Personal("international", *match.span())
    for match in _LOCAL.finditer(text):
        if _PHONE_NEAR.search(text[max(0, match.start() - 24) : match.start()]) and not _DAY.fullmatch(match[0]):
            yield Personal("landline", *match.span())
    if _PHONE_KEY.search(about):
        yield from _whole_value(text)


def _whole_value(text: str) -> Iterator[Personal]:
    value = _PHONE_VALUE.fullmatch(text.strip())
    digits = re.sub(r"[^0-9]", "", text)
    if value and len(digits) >= 7 and not _SERVICE.fullmatch(digits) and not _DAY_LED.fullmatch(digits):
        yield Personal("landline", 0, len(text))


def _stands_alone(text: str, start: int) -> bool:
    """Says whether 11 digits stand for themselves: in no longer number, no fraction, no id such as `SO13812345678`."""
    before = text[max(0, start - 24) : start]
    digits = re.search(r"[0-9]*$", before)
    if (digits and digits[0] not in ("", "0", "86", "086", "0086")) or before.endswith("0."):
        return False
    letters = _ID_PREFIX.search(before)
    return not letters or letters[0] in _PHONE_PREFIXES


def _is_amount(text: str, start: int, end: int) -> bool:
    return bool(_AMOUNT_AFTER.match(text, end) or _AMOUNT_BEFORE.search(text[max(0, start - 4) : start]))


def _is_foreign_number(number: str) -> bool:
    digits = sum(char.isdigit() for char in number)
    spaced = digits < len(number.removeprefix("+"))
    return digits >= (8 if spaced else 10) and not _FICTION.fullmatch(number)
