"""Whether git knows the merge driver of records: asked at every start, so it loads nothing. Registers none."""

from crmfs.git.repository import Repository

MERGE_DRIVER = "merge.crmfs.driver"  # what `*.yaml merge=crmfs` in .gitattributes stands for


def lacks_driver(repository: Repository) -> bool:
    """Says whether git would merge the records of a clone as mere text, in silence."""
    return not repository.is_bare and not repository.config(MERGE_DRIVER)
