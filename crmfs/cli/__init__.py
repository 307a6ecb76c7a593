"""The command line: parses a request, calls one function, renders. No rule, no permission check and no git here."""

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command line and returns its exit code; interrupted while the program is still being loaded, 130.

    Args:
        arguments: What stands behind the program's name; by default this process's own.
    """
    try:
        from crmfs.cli import program  # a tenth of a second, in which somebody may think better of it

        return program.main(arguments)
    except KeyboardInterrupt:  # before it could be told, or while it was
        return 130
