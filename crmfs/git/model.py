"""git's words for what a tree holds: modes of entries, and the id of an object's bytes. Reads nothing."""

FOLDER, FILE, EXECUTABLE, SYMLINK, SUBMODULE = 0o040000, 0o100644, 0o100755, 0o120000, 0o160000


def object_id(kind: str, data: bytes) -> str:
    """Returns the id that git gives an object (`blob`, `tree`, `commit`) of these bytes."""
    from hashlib import sha1  # slow to load, and who only reads the work tree needs no id

    return sha1(b"%s %d\0" % (kind.encode(), len(data)) + data, usedforsecurity=False).hexdigest()
