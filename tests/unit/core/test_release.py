"""What a release brings: complete, and storable on every system."""

from pathlib import Path

from crmfs.core.paths import unsafe_reason
from crmfs.core.release import base_schemas, release_folder, template_files
from crmfs.records.kinds import KINDS, LIBRARY_SECTIONS
from crmfs.records.yaml import read_yaml


def test_template_has_every_folder_and_file_of_a_repository_but_its_members() -> None:
    files = template_files()
    assert {"crmfs.yaml", "access.yaml", "README.md", "AGENTS.md", ".gitattributes", ".gitignore"} <= set(files)
    assert "members.yaml" not in files
    assert {f"library/{section}/.gitkeep" for section in LIBRARY_SECTIONS} <= set(files)
    assert not any(unsafe_reason(path) for path in files)


def test_every_kind_has_its_schema_and_its_base() -> None:
    assert {f"schema/base/{name}.schema.json" for name in KINDS} <= set(base_schemas())
    assert {kind.schema_path for kind in KINDS.values()} <= set(template_files())


def test_yaml_of_the_template_is_read_without_a_word() -> None:
    for path, data in template_files().items():
        if Path(path).suffix == ".yaml" and not path.startswith("templates/"):
            assert read_yaml(data).notes == (), path


def test_release_lies_in_the_package_or_at_the_top_of_the_checkout() -> None:
    assert (release_folder() / "repo-template" / "crmfs.yaml").is_file()
