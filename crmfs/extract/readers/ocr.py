"""Letters in pictures, by rapidocr, which brings its models along. Where its extra is installed, it is on."""

from functools import cache
from importlib.util import find_spec
from typing import Any

from crmfs.extract.limits import allow_ocr

Picture = Any  # the bytes of an image file, or an array of pixels


@cache
def is_there() -> bool:
    """Says whether letters in pictures can be read."""
    return find_spec("rapidocr") is not None


def recognised(picture: Picture) -> str:
    """Returns the lines of text in a picture, `""` if there are none; takes seconds."""
    allow_ocr()
    found = _engine()(picture)
    return "\n".join(found.txts or ())


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR()
