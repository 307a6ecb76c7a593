"""Typst → PDF, with the Chinese font that is embedded. The only module that loads typst; writes no file.

Values reach the document as JSON alone, so that none of them is ever read as Typst's own language.
"""

import importlib.util
import json
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from crmfs.core.errors import ConfigError

FONT_FAMILY = "Noto Sans SC"
_FONT_PACKAGE, _FONT_FILE = "pylopdf_fonts_zh_cn", "NotoSansSC-Regular.otf"


def chinese_font() -> Path:
    """Returns the file of the font for Chinese; ConfigError (`export.font_missing`) where it is not installed."""
    found = importlib.util.find_spec(_FONT_PACKAGE)
    file = Path(found.origin).parent / _FONT_FILE if found and found.origin else None
    if file is None or not file.is_file():
        raise ConfigError("export.font_missing")
    return file


def typeset(template: Path, values: Mapping[str, Any], moment: datetime) -> bytes:
    """Returns the PDF of a document.

    Args:
        template: A Typst file, which takes its values from `json(bytes(sys.inputs.values))`.
        moment: When the PDF says that it was made.

    Raises:
        ConfigError: `export.pdf_missing`, `export.font_missing`: a library or the font is not installed.
    """
    try:
        import typst
    except ModuleNotFoundError:
        raise ConfigError("export.pdf_missing") from None
    compiled = typst.compile(
        template.read_bytes(),
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(chinese_font().parent)]),
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        timestamp=moment.astimezone(timezone(moment.utcoffset() or timedelta())),  # it takes no named zone
    )
    assert isinstance(compiled, bytes)
    return compiled
