"""Is there a backup of the last days? Asked where one was ever made, and on servers: a copy to try needs none."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from crmfs.diagnoses.finding import Diagnosis, Trouble
from crmfs.git.backup_record import known_depots, moment_now
from crmfs.git.repository import Repository

DAYS_MOST = 8  # a weekly backup that is a day late
SETTING = "crmfs.backup"  # `elsewhere`: something else backs this repository up


def look(repository: Repository) -> Iterator[Trouble]:
    """Tells when all was last in a backup, if that is long ago, and of a server that never had one."""
    if (repository.config(SETTING) or "").lower() == "elsewhere":
        return
    moments = [moment for one in known_depots(repository).values() if (moment := one.moment)]
    if moments:
        days = (moment_now() - max(moments)).days
        if days >= DAYS_MOST:
            yield Trouble("backup.old", "backup.old_remedy", {"days": days})
    elif repository.is_bare and repository.head() and _age(repository) >= timedelta(days=DAYS_MOST):
        yield Trouble("backup.never", "backup.never_remedy")


def _age(repository: Repository) -> timedelta:
    """Returns how long a server's repository has been there: its HEAD is written when it is made."""
    made = datetime.fromtimestamp((repository.common_dir / "HEAD").stat().st_mtime, UTC)
    return moment_now() - made


DIAGNOSIS = Diagnosis("backups", "backup.title", look)
