"""Letters in pictures and scans, where the extra `ocr` is installed."""

from io import BytesIO

import pytest

from crmfs.extract.reading import extract

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
Image = pytest.importorskip("PIL.Image", reason="comes with the extra `ocr`")
Draw, Font = pytest.importorskip("PIL.ImageDraw"), pytest.importorskip("PIL.ImageFont")


@pytest.mark.parametrize("form", ["PNG", "PDF"])
def test_letters_in_a_picture(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crmfs.extract.readers.ocr.allow_ocr", lambda: None)  # its limits are a child's
    picture, file = Image.new("RGB", (900, 160), "white"), BytesIO()
    Draw.Draw(picture).text((20, 40), "QUOTATION AX2000", fill="black", font=Font.load_default(48))
    picture.save(file, form)
    assert extract(f"a.{form.lower()}", file.getvalue()).text == "QUOTATION AX2000"
