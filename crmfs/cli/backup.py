"""`crmfs backup`: makes, proves, restores and tries backups. What they are is in `crmfs.backups`."""

from pathlib import Path

import click

from crmfs.backups.chain import chain_of, newest, since
from crmfs.backups.cipher import identities_in, recipients_typed
from crmfs.backups.contents import Contents, read_depot, salvaged
from crmfs.backups.creation import Wish, create
from crmfs.backups.depot import Depot
from crmfs.backups.reading import check_files
from crmfs.backups.restoring import demand_empty, demand_identity, last_whole, restore
from crmfs.backups.sealed import BackupDamaged
from crmfs.cli import backup_told as told
from crmfs.cli.anywhere import open_repository
from crmfs.cli.exits import OK, PROBLEMS
from crmfs.cli.frame import group
from crmfs.cli.globals import Globals, audience_of
from crmfs.cli.options import argument, option
from crmfs.context import Context
from crmfs.core.errors import ConfigError, Denied, RepositoryError, UsageError
from crmfs.core.messages import Language, Text
from crmfs.git.backup_record import Known, known_of, moment_now
from crmfs.git.repository import Repository

_depot = argument(
    "folder",
    metavar=Text("备份文件夹", "DEST"),
    type=click.Path(path_type=Path),
    help=Text(
        "备份放在哪里：仓库以外的文件夹，或挂载的磁盘。", "Where backups lie: a folder outside the repository, a drive."
    ),
)
_identity = option(
    "--identity",
    type=click.Path(path_type=Path),
    metavar=Text("私钥文件", "FILE"),
    help=Text(
        "打开加密备份的私钥：age-keygen 生成的，或 SSH 的。", "The secret key of an encrypted backup: age's, or SSH's."
    ),
)


@group(help=Text(zh="备份：制作、验证、恢复、演练。", en="Backups: make them, prove them, restore them, try it all."))
def backup() -> None:
    """Groups the commands on backups."""


@backup.command(
    name="create",
    help=Text(
        zh="备份整个仓库：全部历史、分支、标签，以及 git 之外的设置。默认只备份上次以来的新内容；接不上时自动做全量。\n"
        "没有提交的修改不在备份里。",
        en="Backs the whole repository up: all history, branches, tags, and the settings outside of git. By default"
        " only what is new since the last backup; a full one where that cannot be continued.\n"
        "Edits that are not committed are in no backup.",
    ),
    examples=(
        "crmfs backup create /mnt/backup",
        "crmfs backup create /mnt/backup --full --keep 90d",
        "crmfs backup create /mnt/backup --recipient age1qyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqszqgpqyqs3290gq",
        "crmfs -C /srv/customers.git backup create /mnt/backup --json",
    ),
)
@_depot
@option("--full", is_flag=True, help=Text("做全量备份。", "Make a full backup."))
@option(
    "--recipient",
    "recipients",
    multiple=True,
    metavar="AGE",
    help=Text(
        "为这把公钥加密（age1…、ssh-ed25519 …），或一个公钥文件；以后这个文件夹里的备份都加密。",
        "Encrypt for this public key (age1…, ssh-ed25519 …), or those of a file; all later backups there, too.",
    ),
)
@option(
    "--keep",
    metavar=Text("90d", "90d"),
    help=Text(
        "删除比这更早的备份（90d、12w、6m、2y），保留的备份需要的除外。",
        "Remove backups older than this (90d, 12w, 6m, 2y), but none that a later one needs.",
    ),
)
@option("--dry-run", is_flag=True, help=Text("只说明会做什么，不写入。", "Say what would be done and write nothing."))
@click.pass_context
def create_(
    ctx: click.Context, folder: Path, full: bool, recipients: tuple[str, ...], keep: str | None, dry_run: bool
) -> None:
    """Makes a backup."""
    asked: Globals = ctx.obj
    now = moment_now()
    wish = Wish(now, full, recipients_typed(recipients), since(now, keep) if keep else None, dry_run)
    repository, lang = _whole_repository(ctx)
    with told.writing(lang) as written:
        done = create(repository, Depot(folder), wish, written)
    told.created(done, folder, asked.json, dry_run, lang)


@backup.command(
    help=Text(
        zh="证明备份能恢复：核对每个文件的校验和，解密，恢复到临时文件夹，运行 git fsck，核对引用和数量，检查资料。\n"
        "在仓库里运行时，还与仓库记得的对照。有不对之处时退出码为 1。",
        en="Proves that backups restore: compares the checksums of every file, decrypts, restores into a temporary"
        " folder, runs git fsck, compares refs and counts, validates the data.\n"
        "Run inside the repository, it also compares with what that remembers. Exit code 1 where anything is wrong.",
    ),
    examples=(
        "crmfs backup verify /mnt/backup",
        "crmfs backup verify /mnt/backup --identity key.txt --all",
        "crmfs backup verify /mnt/backup --checksums",
    ),
)
@_depot
@_identity
@option(
    "--checksums",
    is_flag=True,
    help=Text("只核对校验和，不解密、不试着恢复。", "Compare checksums only; decrypt nothing, restore nothing."),
)
@option(
    "--all",
    "every_chain",
    is_flag=True,
    help=Text("每个全量备份都试着恢复，而不只是最新的。", "Restore from every full backup, not from the newest only."),
)
@click.pass_context
def verify(ctx: click.Context, folder: Path, identity: Path | None, checksums: bool, every_chain: bool) -> int:
    """Proves backups."""
    from crmfs.backups.proof import prove  # the checks are slow to load, and a backup is made every hour

    asked: Globals = ctx.obj
    repository, lang = _perhaps_repository(ctx)
    depot = Depot(folder)
    try:
        proof = prove(
            depot,
            identities_in(identity) if identity else (),
            known=known_of(repository, depot.folder) if repository else Known(),
            checksums_only=checksums,
            every_chain=every_chain,
            progress=told.steps(lang),
        )
    except BackupDamaged as fault:
        told.verified(None, [fault], folder, asked.json, lang)
        return PROBLEMS
    except UsageError as error:
        if error.code == "backup.identity_needed":
            raise UsageError("backup.identity_needed_verify") from None
        raise
    told.verified(proof, proof.contents.faults, folder, asked.json, lang)
    return OK if proof.is_good else PROBLEMS


@backup.command(
    name="restore",
    help=Text(
        zh="把备份恢复到空文件夹：历史、分支、标签、设置、文件。恢复前先核对校验和；从不覆盖任何东西。",
        en="Restores a backup into an empty folder: history, branches, tags, settings, files. Checksums are compared"
        " first; nothing is ever overwritten.",
    ),
    examples=(
        "crmfs backup restore /mnt/backup 客户资料",
        "crmfs backup restore /mnt/backup /srv/customers.git --bare --at 2026-03-02",
        "crmfs backup restore /mnt/backup customers --identity key.txt",
    ),
)
@_depot
@argument(
    "into",
    metavar=Text("空文件夹", "EMPTY_DIR"),
    type=click.Path(path_type=Path),
    help=Text("恢复到哪里：空的或还不存在的文件夹。", "Where to: an empty folder, or a new one."),
)
@option(
    "--at",
    metavar=Text("日期", "DATE"),
    help=Text(
        "恢复到那时为止的最后一份：2026-03-02、2026-03-02T15:00，或备份的名字。",
        "The last backup up to then: 2026-03-02, 2026-03-02T15:00, or a backup's name.",
    ),
)
@_identity
@option(
    "--bare/--work-tree",
    "bare",
    default=None,
    help=Text(
        "恢复成服务器仓库，或带文件的仓库；默认与备份时相同。",
        "A server's repository, or one with files; by default as it was.",
    ),
)
@click.pass_context
def restore_(
    ctx: click.Context, folder: Path, into: Path, at: str | None, identity: Path | None, bare: bool | None
) -> None:
    """Restores a backup."""
    asked: Globals = ctx.obj
    lang = audience_of(ctx).language
    depot, target = Depot(folder), into
    identities = identities_in(identity) if identity else ()
    demand_empty(target)
    contents, whole = _restorable(depot)
    with depot.reading():
        progress = told.steps(lang)
        try:
            if contents.newest_lost and at is None:
                raise contents.newest_lost
            chain = chain_of(contents.manifests, newest(contents.manifests, at))
            demand_identity(chain, identities)
            faults = check_files(depot, chain, lambda done, total: progress("backup.reading", done, total))
            if faults:
                raise faults[0]
        except BackupDamaged:
            told.last_whole(last_whole(depot, contents.manifests), asked.json, lang)
            raise
        as_bare = chain[-1].is_bare if bare is None else bare
        made = restore(
            depot, chain, target, identities, bare=as_bare,
            progress=lambda done, total: progress("backup.restoring", done, total),
        )  # fmt: skip
    told.restored(made, chain[-1], into, whole, asked.json, lang)


@backup.command(
    name="drill",
    help=Text(
        zh="演练恢复：把最新的备份恢复到临时文件夹，与仓库对照 20 个随机文件和全部引用，重建索引，报告 RPO 和 RTO，"
        "记下结果。临时文件夹用完即删。没有通过时退出码为 1。",
        en="Tries a restore in earnest: the newest backup into a temporary folder, 20 files at random and all refs"
        " compared with the repository, the index built anew, RPO and RTO told, the result noted. The folder is"
        " removed. Exit code 1 where it fails.",
    ),
    examples=("crmfs backup drill /mnt/backup", "crmfs backup drill /mnt/backup --identity key.txt --json"),
)
@_depot
@_identity
@click.pass_context
def drill_(ctx: click.Context, folder: Path, identity: Path | None) -> int:
    """Tries a restore."""
    from crmfs.backups.drill import drill  # as above, and searches

    asked: Globals = ctx.obj
    repository, lang = _whole_repository(ctx)
    identities = identities_in(identity) if identity else ()
    done = drill(repository, Depot(folder), moment_now(), identities, told.steps(lang))
    told.drilled(done, folder, asked.json, lang)
    return PROBLEMS if done.faults else OK


def _whole_repository(ctx: click.Context) -> tuple[Repository, Language]:
    """Returns the repository for who may see all of it, and for nobody in particular, as a server's schedule is.

    Where members or settings cannot be read nobody is known, and a backup is needed most.

    Raises:
        Denied: `backup.needs_all`.
    """
    asked: Globals = ctx.obj
    repository, lang = open_repository(ctx)
    context = Context(repository, lang, asked.as_member, keeps=False)
    try:
        seen = context.told_view(context.snapshot)
    except (ConfigError, RepositoryError):
        return repository, lang
    if seen is None or not seen.is_whole:
        raise Denied("backup.needs_all")
    return repository, lang


def _perhaps_repository(ctx: click.Context) -> tuple[Repository | None, Language]:
    """Returns the repository where there is one: a backup is proved on any computer."""
    try:
        return open_repository(ctx)
    except RepositoryError:
        return None, audience_of(ctx).language


def _restorable(depot: Depot) -> tuple[Contents, bool]:
    """Returns what can be restored, and whether the catalogue could be trusted."""
    try:
        return read_depot(depot), True
    except BackupDamaged as fault:
        contents = salvaged(depot)
        if not contents.manifests:
            raise fault from None
        return contents, False
