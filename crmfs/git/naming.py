"""Which files of a commit hold a text, by git's own search. Reads no meaning into them."""

from crmfs.git.repository import Repository


def files_naming(repository: Repository, commit: str, text: str) -> list[str]:
    """Returns the paths of the text files of a commit that hold a text somewhere, sorted as git does.

    Args:
        text: Found as it is, within longer words too.
    """
    found = repository.git("grep", "-lzFI", "--full-name", "-e", text, commit, check=False)
    listed = found.decode("utf-8", "surrogateescape").split("\0")
    return [path.removeprefix(f"{commit}:") for path in listed if path]
