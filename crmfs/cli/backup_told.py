"""What `crmfs backup` prints, as text and as JSON. Does nothing to a backup."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

from crmfs.cli import output
from crmfs.cli.progress import meter, waiting
from crmfs.core.messages import Language, say
from crmfs.core.text import one_line
from crmfs.formats.cells import padded
from crmfs.formats.colours import paint
from crmfs.git.repository import Repository

if TYPE_CHECKING:
    from crmfs.backups.creation import Created
    from crmfs.backups.drill import Drilled
    from crmfs.backups.manifest import Manifest
    from crmfs.backups.proof import Proof
    from crmfs.backups.sealed import BackupDamaged

_WHY = {
    "first": "backup.why_first",
    "rewritten": "backup.why_rewritten",
    "damaged": "backup.why_damaged",
    "recipients": "backup.why_recipients",
}
_MB = 1_000_000
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_UNITS = ((1e9, "GB"), (1e6, "MB"), (1e3, "kB"))


@contextmanager
def writing(lang: Language) -> Iterator[Callable[[int], None]]:
    """Shows, while its block runs, that git packs, then how many MB are written; yields what is told of the bytes."""
    with ExitStack() as stack:
        stack.enter_context(waiting(say("backup.packing", lang)))
        show = meter(say("backup.making", lang))
        written = 0

        def tell(done_bytes: int) -> None:
            nonlocal written
            stack.close()
            written = done_bytes // _MB
            show(written, None)

        yield tell
        show(written, written)


def steps(lang: Language) -> Callable[[str, int, int], None]:
    """Returns what shows how far each step got, by the code of its name."""
    shown: dict[str, Callable[[int, int | None], None]] = {}

    def show(code: str, done: int, total: int) -> None:
        if code not in shown:
            shown[code] = meter(say(code, lang))
        shown[code](done, total)

    return show


def created(done: "Created", folder: Path, as_json: bool, dry_run: bool, lang: Language) -> None:
    """Tells what `create` did."""
    made = done.manifest
    if as_json:
        if made:
            output.objects([{"path": str(folder / made.id)} | _as_object(made) | {"why": done.why}])
        output.objects({"path": str(folder / name), "removed": not dry_run} for name in done.removed)
        summary = {
            "kind": done.kind, "why": done.why, "bytes": made.size_bytes if made else 0, "removed": len(done.removed),
            "uncommitted": done.edits, "encrypted": bool(done.recipients),
        }  # fmt: skip
        output.objects([{"summary": summary}])
        return
    output.lines(_created(done, dry_run, lang))
    if done.edits:
        output.note(say("backup.edits", lang, count=done.edits))
    if not done.recipients:
        output.note(say("backup.in_clear", lang))


def verified(
    proof: "Proof | None", faults: "Sequence[BackupDamaged]", folder: Path, as_json: bool, lang: Language
) -> None:
    """Tells what `verify` found."""
    manifests = proof.contents.manifests if proof else {}
    if as_json:
        output.objects(
            {"path": str(folder / name)} | _as_object(one) | {"restored": bool(proof and name in proof.tried)}
            for name, one in manifests.items()
        )
        output.objects(_faults(faults, folder, lang))
        output.objects([{"summary": _proved(proof, len(manifests), faults)}])
        return
    output.lines(_listed(manifests.values(), lang))
    output.lines(_told(faults, lang))
    if faults or proof is None:
        output.lines([say("backup.failed", lang, count=len(faults), remedy=say("backup.damaged_remedy", lang))])
    elif not proof.tried:
        output.lines([say("backup.checked", lang, backups=len(manifests))])
    else:
        output.lines(_said_proved(proof, len(manifests), lang))


def last_whole(name: str | None, as_json: bool, lang: Language) -> None:
    """Tells which backup can be restored in place of a damaged one; for programs the error is all."""
    if not as_json:
        output.note(say("backup.last_whole", lang, id=name) if name else say("backup.none_whole", lang))


def restored(made: Repository, one: "Manifest", into: Path, whole: bool, as_json: bool, lang: Language) -> None:
    """Tells what `restore` made, and what is left to do."""
    if not whole:
        output.note(say("backup.salvaged", lang))
    others = [name for name, whose in one.outside.hooks.items() if whose == "other"]
    if as_json:
        made_of = {"id": one.id, "commit": one.refs.commit, "bare": made.is_bare, "other_hooks": others}
        output.objects([{"path": str(into)} | made_of, {"summary": {"repositories": 1, "catalogue": whole}}])
        return
    counts = {"files": f"{one.counts.files:,}", "commits": f"{one.counts.commits:,}"}
    time = one.created.astimezone().strftime("%Y-%m-%d %H:%M")
    output.lines([say("backup.restored", lang, path=one_line(str(into)), id=one.id, time=time, **counts)])
    name = quote(str(into))
    install = f"crmfs -C {name} hooks install{' --server' if made.is_bare else ''} && crmfs -C {name} doctor --fix"
    wanted = [(install, say("backup.next_hooks", lang))]
    if not made.is_bare:
        wanted.append((f"git -C {name} remote add origin …", say("backup.next_remote", lang)))
    output.lines(
        ["", say("init.next", lang), *(line for typed, does in wanted for line in (f"  {typed}", f"      {does}"))]
    )
    if others:
        output.note(say("backup.next_other_hooks", lang, names=", ".join(map(one_line, others))))


def drilled(done: "Drilled", folder: Path, as_json: bool, lang: Language) -> None:
    """Tells what came of a drill."""
    if as_json:
        output.objects(_faults(done.faults, folder, lang))
        summary = {
            "passed": not done.faults, "id": done.id, "files": done.files, "tips": done.tips, "moved": done.moved,
            "entries": done.entries, "rpo_seconds": done.rpo_seconds, "commits": done.commits,
            "uncommitted": done.edits, "rto_seconds": done.rto_seconds, "restore_seconds": done.restore_seconds,
            "index_seconds": done.index_seconds,
        }  # fmt: skip
        output.objects([{"summary": summary}])
        return
    if done.faults:
        output.lines(_told(done.faults, lang))
        output.lines([say("backup.drill_failed", lang, remedy=say("backup.damaged_remedy", lang))])
        return
    counts = {"files": done.files, "tips": f"{done.tips:,}", "entries": f"{done.entries:,}"}
    age = _age(done.rpo_seconds, lang)
    output.lines(
        [
            say("backup.drilled", lang, id=done.id, **counts),
            say("backup.rto", lang, seconds=done.rto_seconds, restore=done.restore_seconds, index=done.index_seconds),
            say("backup.rpo", lang, age=age, commits=done.commits, edits=done.edits),
        ]
    )


def _created(done: "Created", dry_run: bool, lang: Language) -> Iterator[str]:
    made = done.manifest
    if done.kind == "none":
        yield say("backup.unchanged", lang)
    elif made is None:
        yield say("backup.would_full" if done.kind == "full" else "backup.would_incremental", lang)
    else:
        counts = {name: f"{number:,}" for name, number in made.counts._asdict().items()}
        code = "backup.made_full" if made.kind == "full" else "backup.made_incremental"
        yield say(code, lang, id=made.id, size=_size(made.size_bytes), **counts)
    if done.why in _WHY:
        yield say(_WHY[done.why], lang)
    for name in done.removed:
        yield say("backup.would_remove" if dry_run else "backup.removed", lang, id=name)
    if done.recipients:
        yield say("backup.encrypted_for", lang, count=len(done.recipients))


def _listed(manifests: Any, lang: Language) -> Iterator[str]:
    kinds = {"full": say("backup.full", lang), "incremental": say("backup.incremental", lang)}
    for one in manifests:
        yield f"{padded(one.id, 30)}  {padded(kinds[one.kind], 11)}  {_size(one.size_bytes):>9}"


def _told(faults: "Sequence[BackupDamaged]", lang: Language) -> Iterator[str]:
    for fault in faults:
        yield f"{paint(say('backup.bad', lang), 'error', output.page().colours)}  {_words(fault, lang)}"


def _faults(faults: "Sequence[BackupDamaged]", folder: Path, lang: Language) -> Iterator[dict[str, Any]]:
    for fault in faults:
        yield {"path": str(folder / str(fault.params["path"])), "code": fault.code, "message": _words(fault, lang)}


def _words(fault: "BackupDamaged", lang: Language) -> str:
    return say(fault.code, lang, **{name: one_line(str(value)) for name, value in fault.params.items()})


def _proved(proof: "Proof | None", backups: int, faults: "Sequence[BackupDamaged]") -> dict[str, object]:
    tried = len(proof.tried) if proof else 0
    return {
        "good": not faults, "backups": backups, "faults": len(faults), "restored": tried,
        "records": dict(proof.records) if proof and proof.records is not None else None,
        "rules": proof.rules if proof else None,
    }  # fmt: skip


def _said_proved(proof: "Proof", backups: int, lang: Language) -> Iterator[str]:
    counts = {name: f"{number:,}" for name, number in proof.counts.items()}
    yield say("backup.proved", lang, backups=backups, **counts)
    if proof.rules:
        yield say("backup.not_validated", lang, reason=proof.rules)
    elif proof.records and any(proof.records.values()):
        yield say("backup.records", lang, errors=proof.records["error"], warnings=proof.records["warning"])


def _as_object(one: "Manifest") -> dict[str, object]:
    return {
        "id": one.id, "kind": one.kind, "created": one.created.isoformat(), "parent": one.parent,
        "bytes": one.size_bytes, "commit": one.refs.commit, "encrypted": bool(one.recipients), **one.counts._asdict(),
    }  # fmt: skip


def _size(size_bytes: int) -> str:
    return next((f"{size_bytes / unit:.1f} {name}" for unit, name in _UNITS if size_bytes >= unit), f"{size_bytes} B")


def _age(seconds: int, lang: Language) -> str:
    if seconds >= 2 * _DAY:
        return say("backup.age_days", lang, count=seconds // _DAY)
    if seconds >= 2 * _HOUR:
        return say("backup.age_hours", lang, count=seconds // _HOUR)
    if seconds < _MINUTE:
        return say("backup.age_moments", lang)
    return say("backup.age_minutes", lang, count=seconds // _MINUTE)
