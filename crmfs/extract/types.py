"""What is got out of a file, and which type a file's name says it has. Reads no bytes."""

from typing import NamedTuple


class Extracted(NamedTuple):
    """The text of one file.

    Attributes:
        text: What could be read, `""` if nothing.
        problem: Why all of it, or a part, could not be read: a message code such as `extract.encrypted`; else None.
        truncated: The text goes on in the file; its beginning is here.
    """

    text: str
    problem: str | None = None
    truncated: bool = False


OTHER = "other"
_ENDINGS = {
    "pdf": "pdf",
    "docx": "docx docm dotx dotm",
    "doc": "doc dot wps",
    "xlsx": "xlsx xlsm xltx xltm",
    "xlsb": "xlsb",
    "xls": "xls xlt et",
    "pptx": "pptx pptm ppsx ppsm potx potm",
    "ppt": "ppt pps pot dps",
    "odt": "odt ott",
    "ods": "ods ots",
    "odp": "odp otp",
    "rtf": "rtf",
    "html": "html htm xhtml",
    "text": "txt text md markdown rst csv tsv json jsonl yaml yml xml log ini cfg conf toml sql ics vcf srt tex",
    "mail": "eml mht mhtml",
    "msg": "msg",
    "image": "png jpg jpeg jpe jfif gif bmp tif tiff webp heic heif",
    "svg": "svg",
    "audio": "mp3 wav m4a aac ogg flac amr wma",
    "video": "mp4 mov avi mkv wmv webm m4v 3gp",
    "archive": "zip 7z rar gz tgz tar bz2 xz",
}
_TYPES = {ending: type_ for type_, endings in _ENDINGS.items() for ending in endings.split()}
_GROUPS = {
    "docx": "word", "doc": "word", "odt": "word", "rtf": "word",
    "xlsx": "excel", "xlsb": "excel", "xls": "excel", "ods": "excel",
    "pptx": "powerpoint", "ppt": "powerpoint", "odp": "powerpoint",
    "msg": "mail", "svg": "image",
}  # fmt: skip


def known_types() -> frozenset[str]:
    """Returns all codes of types and the endings that have one; a file may have any other ending too."""
    return frozenset((*_TYPES, *_TYPES.values(), *_GROUPS.values(), OTHER))


def ending_of(name: str) -> str:
    """Returns what stands after the last dot of a file's name, in lower case; `""` without one."""
    stem, _, ending = name.rpartition("/")[2].rpartition(".")
    return ending.lower() if stem else ""


def file_type(name: str) -> str:
    """Returns the code of a file's type by its name: `pdf`, `docx`, `image`, `text`, `mail` …, else `other`."""
    return _TYPES.get(ending_of(name), OTHER)


def file_types(name: str) -> tuple[str, ...]:
    """Returns all that a filter may call a file's type, `file_type` first: `("docx", "word")`, `("image", "jpg")`."""
    type_ = file_type(name)
    return tuple(dict.fromkeys(filter(None, (type_, _GROUPS.get(type_), ending_of(name)))))
