"""Full-width letters, digits and signs, as a Chinese keyboard gives them, as ASCII. Touches no other character."""

# ASCII's full-width forms and the wide space. Not all of NFKC: that changes ① and ㎡.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """Returns a text with full-width letters, digits and signs as ASCII, without spaces around it if any was there."""
    return text if text.isascii() else text.translate(_NARROW).strip()
