"""What crmfs is compared to: other validators, git, imports, the bare reading of files. Each as one command line."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import distribution
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.timing import Cost, environment, measure

_BIN = Path(sys.executable).parent
_SCHEMA = "schema/customer.schema.json"
_READ = """\
import os, sys
for path in open(sys.argv[1]).read().split("\\n"):
    file = os.open(path, os.O_RDONLY)
    os.read(file, 1 << 20)
    os.close(file)
"""
_SCRIPT = """\
import sys, yaml
from collections import Counter
owners, counts = {}, Counter()
for path in open(sys.argv[1]).read().split("\\n"):
    values = yaml.load(open(path, "rb"), yaml.CSafeLoader)
    customer = path.split("/")[2]
    if path.endswith("/customer.yaml"):
        owners[customer] = values["owner"]
    else:
        counts[customer, values["date"].isoformat()[:7]] += 1
print(Counter((owners[customer], month) for customer, month in counts))
"""
_HEAVY = ("click", "pygit2", "yaml", "jsonschema_rs", "jsonschema", "python_calamine", "tantivy")


def sourcemeta(corpus: Corpus, *options: str) -> Cost:
    """Runs the compiled C++ validator on every customer.yaml; it resolves `base/…` beside the schema by itself.

    Formats are asserted (`-F`), because crmfs checks dates too.
    """
    machine = os.uname().machine.replace("aarch64", "arm64")
    package = distribution("sourcemeta_jsonschema")
    program = Path(str(package.locate_file(f"sourcemeta_jsonschema/jsonschema-{sys.platform}-{machine}")))
    return measure([program, "validate", "-F", *options, _SCHEMA, *corpus.customer_yaml], corpus.work)


def check_jsonschema(corpus: Corpus, sample: int) -> Cost:
    """Runs check-jsonschema on a sample of the customer.yaml and scales it to all."""
    return _scaled([_BIN / "check-jsonschema", "--schemafile", _SCHEMA], corpus, sample)


def yamllint(corpus: Corpus, sample: int) -> Cost:
    """Runs yamllint, which checks form only, on a sample of the customer.yaml and scales it to all."""
    return _scaled([_BIN / "yamllint", "-d", "relaxed"], corpus, sample)


def bare_read(corpus: Corpus, paths: Sequence[str]) -> Cost:
    """Opens and reads files without looking at them: what no validator can do without."""
    listed = corpus.work.parent / f"paths-{len(paths)}.txt"
    listed.write_text("\n".join(paths))
    return measure([sys.executable, "-I", "-S", "-c", _READ, listed], corpus.work)


def yaml_script(corpus: Corpus, sample: int) -> Cost:
    """Runs a script that counts the talks of a sample of customers by owner and month, and scales it to all."""
    folders = sorted((corpus.work / "customers").glob("*/*"))[: sample + 1]

    def counted(count: int) -> Cost:
        listed = corpus.work.parent / f"talks-{count}.txt"
        files = [file for folder in folders[:count] for file in _with_talks(folder)]
        listed.write_text("\n".join(str(file.relative_to(corpus.work)) for file in files), encoding="utf-8")
        return measure([sys.executable, "-c", _SCRIPT, listed], corpus.work)

    return _of_all(counted(1), counted(len(folders)), len(folders), corpus)


def _with_talks(folder: Path) -> list[Path]:
    return [folder / "customer.yaml", *folder.glob("interactions/*.yaml")]


def git_status(corpus: Corpus) -> Cost:
    """Runs `git status`."""
    return measure(["git", "-c", "core.quotepath=false", "status", "--short"], corpus.work)


def git_grep(corpus: Corpus, words: str) -> Cost:
    """Runs `git grep` on the files in the work tree; it reads every one, and no office file's text."""
    return measure(["git", "grep", "--fixed-strings", "-I", words, "--", "customers", "library"], corpus.work, (0, 1))


def ripgrep() -> str | None:
    """Returns the program of ripgrep, from the path or beside this Python; None where there is none."""
    return shutil.which("rg") or shutil.which("rg", path=str(_BIN))


def ripgrep_for(program: str, corpus: Corpus, words: str) -> Cost:
    """Runs ripgrep on the same files; it reads every one, and no office file's text."""
    return measure([program, "--fixed-strings", "--no-config", words, "customers", "library"], corpus.work, (0, 1))


def imports(modules: Sequence[str]) -> Cost:
    """Starts Python and imports modules."""
    return measure([sys.executable, "-c", f"import {', '.join(modules) or 'sys'}"])


def heavy_imports(command: Sequence[str | Path]) -> tuple[str, ...]:
    """Returns which of the heavy libraries a crmfs command loads."""
    ended = subprocess.run(
        [str(word) for word in command],
        env=environment() | {"PYTHONPROFILEIMPORTTIME": "1"}, capture_output=True, check=False,
    )  # fmt: skip
    loaded = {line.rpartition(b"|")[2].strip().decode() for line in ended.stderr.splitlines() if b"|" in line}
    return tuple(name for name in _HEAVY if name in loaded)


def _scaled(command: Sequence[str | Path], corpus: Corpus, sample: int) -> Cost:
    files = corpus.customer_yaml[:: max(1, len(corpus.customers) // sample)]
    one = measure([*command, files[0]], corpus.work)
    many = measure([*command, *files], corpus.work)
    return _of_all(one, many, len(files), corpus)


def _of_all(one: Cost, many: Cost, count: int, corpus: Corpus) -> Cost:
    """Returns what all customers cost, as far as one and so many tell."""
    each = (many - one).scaled(1 / (count - 1))
    rest = each.scaled(len(corpus.customers) - 1)
    return Cost(one.wall + rest.wall, one.cpu + rest.cpu)
