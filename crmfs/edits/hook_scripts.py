"""The scripts that git runs as hooks: written, recognised, removed. What they call is in `crmfs.hooks`."""

import os
import shlex
import sys
from pathlib import Path
from typing import Literal, NamedTuple

from crmfs.core.errors import UsageError, ValueRefused
from crmfs.core.messages import LANGUAGES, say
from crmfs.git.repository import Repository

CLIENT = ("pre-commit", "prepare-commit-msg", "commit-msg")
SERVER = ("pre-receive", "post-receive")
_AFTERWARDS = ("post-receive",)  # what comes after the fact: nothing is judged, and nobody waits
REFUSED = 9  # exit code of `python -m crmfs.hooks` for a refusal that it has explained itself
_MARK = b"# crmfs-hook"
_LOCAL = ".local"

_SCRIPT = """\
#!/bin/sh
# crmfs-hook 1 {name}
{comment}
python={python}
{run_own}
if [ -x "$python" ]; then
    {call}
    status=$?
    [ "$status" -eq 0 ] && exit 0
    [ "$status" -eq {refused} ] && exit 1
fi
{gone}
exit 1
"""
# In the background, all streams closed: git tells the pusher that all is done when nobody holds them any more.
_SCRIPT_AFTERWARDS = """\
#!/bin/sh
# crmfs-hook 1 {name}
{comment}
python={python}
{run_own}
if [ -x "$python" ]; then
    trap '' HUP
    {call} </dev/null >/dev/null 2>&1 &
fi
exit 0
"""
_RUN_OWN = """\
if [ -x "$0.local" ]; then
    "$0.local" "$@" || exit $?
fi"""
_RUN_OWN_AFTERWARDS = """\
if [ -x "$0.local" ]; then
    "$0.local" "$@"
fi"""
_RUN_OWN_FED = """\
updates=$(cat)
if [ -x "$0.local" ]; then
    printf '%s\\n' "$updates" | "$0.local" "$@" || exit $?
fi"""
_CALL = '"$python" -P -m crmfs.hooks {name} "$@"'  # -P: never import from the folder that the hook runs in
_CALL_FED = "printf '%s\\n' \"$updates\" | " + _CALL

State = Literal["current", "outdated", "foreign", "absent"]


class Done(NamedTuple):
    """What became of one hook.

    Attributes:
        name: The hook's name, such as `pre-commit`.
        file: Where its script lies.
        how: `made`, `updated`, `unchanged`; `removed`, `absent`, `foreign`.
        other: Whether another program's hook was kept beside it, or put back.
    """

    name: str
    file: Path
    how: str
    other: bool = False


def hooks_of(repository: Repository) -> tuple[str, ...]:
    """Returns the hooks that a repository needs: on a server those that judge pushes, else those that judge commits."""
    return SERVER if repository.is_bare else CLIENT


def script_of(name: str) -> bytes:
    """Returns the script of a hook that calls the crmfs running now.

    Where that is gone, a hook that judges refuses; one that comes after the fact does nothing.
    """
    comment = "\n".join(f"# {say('hook.do_not_edit', lang, name=name)}" for lang in LANGUAGES)
    if name in _AFTERWARDS:
        call, own = _CALL.format(name=name), _RUN_OWN_AFTERWARDS
        python = shlex.quote(sys.executable)
        return _SCRIPT_AFTERWARDS.format(name=name, comment=comment, python=python, run_own=own, call=call).encode()
    fed = name in SERVER
    gone = "hook.gone_server" if fed else "hook.gone"
    filled = _SCRIPT.format(
        name=name,
        comment=comment,
        python=shlex.quote(sys.executable),
        run_own=_RUN_OWN_FED if fed else _RUN_OWN,
        call=(_CALL_FED if fed else _CALL).format(name=name),
        refused=REFUSED,
        gone="\n".join(f"printf '%s\\n' {shlex.quote('crmfs: ' + say(gone, lang))} >&2" for lang in LANGUAGES),
    )
    return filled.encode()


def state_of(repository: Repository, name: str) -> State:
    """Returns how a hook stands: ours as it should be, ours from another crmfs, another program's, or none."""
    file = repository.hooks_dir() / name
    if not file.exists():
        return "absent"
    data = file.read_bytes()
    if not _is_ours(data):
        return "foreign"
    return "current" if data == script_of(name) and os.access(file, os.X_OK) else "outdated"


def install(repository: Repository) -> list[Done]:
    """Installs the hooks that a repository needs; another program's hook is kept as `NAME.local` and runs first.

    Raises:
        ValueRefused: `hook.local_taken`: two other hooks are in the way; nothing was changed then.
    """
    folder = repository.hooks_dir()
    names = hooks_of(repository)
    states = {name: state_of(repository, name) for name in names}
    for name in names:
        if states[name] == "foreign" and (folder / (name + _LOCAL)).exists():
            raise ValueRefused("hook.local_taken", name=name)
    folder.mkdir(parents=True, exist_ok=True)
    return [_install(folder / name, states[name]) for name in names]


def _install(file: Path, state: State) -> Done:
    if state == "current":
        return Done(file.name, file, "unchanged")
    if state == "foreign":
        file.rename(file.with_name(file.name + _LOCAL))
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    fresh.write_bytes(script_of(file.name))
    fresh.chmod(0o755)
    fresh.replace(file)
    return Done(file.name, file, "updated" if state == "outdated" else "made", state == "foreign")


def uninstall(repository: Repository) -> list[Done]:
    """Removes our hooks, and puts back those that were there before."""
    return [_uninstall(repository.hooks_dir() / name) for name in hooks_of(repository)]


def _uninstall(file: Path) -> Done:
    if not file.exists():
        return Done(file.name, file, "absent")
    if not _is_ours(file.read_bytes()):
        return Done(file.name, file, "foreign")
    own = file.with_name(file.name + _LOCAL)
    other = own.exists()
    if other:
        own.replace(file)
    else:
        file.unlink()
    return Done(file.name, file, "removed", other)


def demand_side(repository: Repository, server: bool) -> None:
    """Refuses (UsageError) the server's hooks in a clone, and a clone's hooks on a server."""
    if server and not repository.is_bare:
        raise UsageError("hook.server_needs_bare")
    if repository.is_bare and not server:
        raise UsageError("hook.client_needs_work_tree")


def interpreter_of(file: Path) -> Path | None:
    """Returns the Python that one of our scripts calls, None for another program's script."""
    data = file.read_bytes() if file.exists() else b""
    if not _is_ours(data):
        return None
    line = next((line for line in data.decode("utf-8", "replace").splitlines() if line.startswith("python=")), "")
    words = shlex.split(line.partition("=")[2])
    return Path(words[0]) if words else None


def _is_ours(data: bytes) -> bool:
    return data.startswith(b"#!") and _MARK in data.partition(b"\n")[2].partition(b"\n")[0]
