"""Workbooks with a password: opened and sealed. The only module that loads msoffcrypto-tool; keeps no password."""

import io

from crmfs.core.errors import ConfigError, ValueRefused

_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted XLSX is wrapped in the container of the old formats


def decrypted(data: bytes, name: str, password: str) -> bytes:
    """Returns a workbook that can be read: itself where it has no password.

    Args:
        name: The file's name, for messages.
        password: What opens it, "" for none.

    Raises:
        ConfigError: `table.decrypt_missing`: msoffcrypto-tool is not installed.
        ValueRefused: `table.password` where one is needed, `table.password_wrong`.
    """
    if not data.startswith(_OLE):
        return data
    try:
        import msoffcrypto
        from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
    except ModuleNotFoundError:
        if password:
            raise ConfigError("table.decrypt_missing") from None
        return data
    try:
        workbook = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not workbook.is_encrypted():
            return data
    except (FileFormatError, ParseError, OSError, ValueError):
        return data  # what it is instead, the reader says
    if not password:
        raise ValueRefused("table.password", file=name)
    opened = io.BytesIO()
    try:
        workbook.load_key(password=password, verify_password=True)
        workbook.decrypt(opened)
    except (InvalidKeyError, DecryptionError):
        raise ValueRefused("table.password_wrong", file=name) from None
    return opened.getvalue()


def encrypted(data: bytes, password: str) -> bytes:
    """Returns an XLSX that opens by a password alone: agile encryption, AES-256, SHA-512 (ECMA-376, [MS-OFFCRYPTO]).

    Raises:
        ConfigError: `export.encrypt_missing`: msoffcrypto-tool is not installed.
    """
    try:
        from msoffcrypto.format.ooxml import OOXMLFile
    except ModuleNotFoundError:
        raise ConfigError("export.encrypt_missing") from None
    sealed = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, sealed)
    return sealed.getvalue()
