"""The one judgement of a push, a range or an edit. Finds problems and says which count; never moves a ref."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from crmfs import checks
from crmfs.access.configuration import SCHEMA_FOLDER, is_configuration
from crmfs.access.policy_reader import PATH as POLICY_PATH
from crmfs.checks.load import load_rules
from crmfs.checks.policy import untold
from crmfs.checks.run import check_schema_files, guarded
from crmfs.checks.subject import Rules
from crmfs.core.errors import ConfigError, RepositoryError
from crmfs.core.problem import Problem
from crmfs.gate.introduced import introduced
from crmfs.gate.policy import policy_problems
from crmfs.gate.push_rights import BranchRights, push_rights
from crmfs.gate.pusher import Claim
from crmfs.gate.twins import duplicate_companies
from crmfs.git.change import Change, changes_between
from crmfs.git.derived import Derived
from crmfs.git.history import Commit, commits_between, is_ancestor, merge_base
from crmfs.git.repository import Repository
from crmfs.git.snapshot import Snapshot
from crmfs.records.schema import SchemaRefused

EVERY_COMMIT_AREAS = ("access", "privacy", "path", "file")  # what was once in a commit stays in history
BRANCHES = "refs/heads/"


@dataclass(frozen=True, slots=True)
class Update:
    """One ref that a push wants to move; None for a ref that is not there before or after."""

    ref: str
    old: str | None
    new: str | None


def judge(
    repository: Repository, updates: Sequence[Update], claim: Claim, *, today: date | None = None
) -> list[Problem]:
    """Returns the problems that a push brings and its pusher may be told of; those of severity error refuse it.

    Judged are the net change of each branch and every commit that the protected branch does not have yet: the areas of
    `EVERY_COMMIT_AREAS` count in every commit, all others at the new tip. The first push brings the protected branch:
    without it there is no state to trust.

    Args:
        updates: The refs as git hands them to pre-receive.
        claim: Who pushes, as the server knows it.
        today: Wins over the calendar.

    Raises:
        ConfigError: The members in force cannot be read.
    """
    protected = repository.trusted_tip()
    landing = next((update.new for update in updates if _lands_on(repository, update)), None)
    problems = [problem for update in updates for problem in _judge_ref(repository, update)]
    if protected is None and landing is None:
        problems.append(Problem("push.protected_first", "", params={"branch": repository.head_branch()}))
        return problems
    if protected is None and repository.git("for-each-ref", "--count=1", BRANCHES):
        problems.append(Problem("push.protected_absent", "", params={"branch": repository.head_branch()}))
        return problems
    if problems and not any(update.new and update.ref.startswith(BRANCHES) for update in updates):
        return problems  # refused whoever pushes; commits that nobody pushes say nothing about that
    rights = push_rights(repository, protected, protected or landing, claim)
    if isinstance(rights, list):
        return problems + rights
    for update in updates:
        if update.new and update.ref.startswith(BRANCHES):
            base = _base(repository, update, protected)
            commits = commits_between(repository, update.new, protected)
            branch = rights.of_branch(commits)
            problems += branch.told(_judge_branch(repository, base, update.new, commits, today, rights=branch))
    return problems


def judge_range(
    repository: Repository, old: str | None, new: str, *, today: date | None = None, profile: str | None = None
) -> list[Problem]:
    """Returns the problems that the commits `old..new` bring, as the server's hook would see them."""
    return _judge_branch(repository, old, new, commits_between(repository, new, old), today, profile)


def judge_change(
    old: Snapshot | None,
    new: Snapshot,
    *,
    rules: Rules | None = None,
    today: date | None = None,
    profile: str | None = None,
    derived: Derived | None = None,
) -> list[Problem]:
    """Returns the problems that one change introduces; rules that cannot be read are its only problem then.

    Args:
        rules: Those to judge by, such as those of a work tree whose schema is being changed; by default, and wherever
            the change itself touches settings, members or schemas, those that `new` brings.
        derived: Where the names of all companies are kept; None not to look whether a new one is there already.
    """
    changes = changes_between(old, new)
    if rules is None or any(is_configuration(change.path) for change in changes):
        found = _in_force(new, changes, today, profile)
        if not isinstance(found, Rules):
            return found
        rules = found
    twins = guarded([duplicate_companies], "", old, new, changes, derived) if derived else []
    found = introduced(old, new, changes, rules) + twins
    return found + _unless_there(policy_problems(old, new, changes), found)


def judge_message(message: str, rules: Rules) -> list[Problem]:
    """Returns what is wrong with the text of a commit message."""
    return guarded(checks.MESSAGE_CHECKS, "", message, rules)


def _base(repository: Repository, update: Update, protected: str | None) -> str | None:
    """Returns what the net change of a branch counts from.

    For any branch but the protected one that is where it left the protected one: what comes from there by a merge was
    judged when it landed there.
    """
    if _is_protected(repository, update) or protected is None:
        return update.old
    return merge_base(repository, protected, update.new) if update.new else None


def _is_protected(repository: Repository, update: Update) -> bool:
    return update.ref == BRANCHES + repository.head_branch()


def _lands_on(repository: Repository, update: Update) -> bool:
    """Says whether an update leaves the protected branch with a commit."""
    return _is_protected(repository, update) and update.new is not None


def _judge_ref(repository: Repository, update: Update) -> list[Problem]:
    if not update.ref.startswith(BRANCHES):
        return [Problem("push.ref_refused", "", params={"ref": update.ref})]
    if not _is_protected(repository, update) or update.old is None:
        return []
    if update.new is None:
        return [Problem("push.branch_deleted", "", params={"ref": update.ref})]
    if not is_ancestor(repository, update.old, update.new):
        return [Problem("push.forced", "", params={"ref": update.ref})]
    return []


def _judge_branch(
    repository: Repository,
    base: str | None,
    new: str,
    commits: Sequence[Commit],
    today: date | None,
    profile: str | None = None,
    rights: BranchRights | None = None,
) -> list[Problem]:
    """Returns the problems of a branch: of its net change `base..new`, and of its commits; with rights, those too."""
    before, tip = repository.snapshot(base) if base else None, repository.snapshot(new)
    changes = changes_between(before, tip)
    denied = rights.of_net(before, tip, changes) if rights else []
    rules = _in_force(tip, changes, today, profile)
    if not isinstance(rules, Rules):
        return denied + rules
    net = denied + introduced(before, tip, changes, rules)
    net += guarded([duplicate_companies], "", before, tip, changes, Derived(repository))
    net += _unless_there(policy_problems(before, tip, changes), net)
    lasting: dict[tuple[str, str, str], Problem] = {}
    messages: list[Problem] = []
    for commit in commits:
        alone = commit.oid == new and commit.parents == ((base,) if base else ())
        for problem in _lasting(net if alone else _judge_commit(repository, commit, rules, rights)):
            lasting.setdefault(_key(problem), _in_commit(problem, commit))
        said = judge_message(commit.message, rules) + (list(rights.of_people(commit)) if rights else [])
        messages += [_in_commit(problem, commit) for problem in said]
    at_tip = {_key(problem) for problem in net}
    found = [_told_where(problem, lasting.get(_key(problem))) for problem in net]
    return [*found, *(problem for key, problem in lasting.items() if key not in at_tip), *messages]


def _judge_commit(repository: Repository, commit: Commit, rules: Rules, rights: BranchRights | None) -> list[Problem]:
    snapshot = repository.snapshot(commit.oid)
    parents = [repository.snapshot(parent) for parent in commit.parents]
    problems = introduced(parents[0] if parents else None, snapshot, _own_changes(parents, snapshot), rules)
    return problems + (rights.of_commit(commit) if rights else [])


def _unless_there(more: Sequence[Problem], found: Sequence[Problem]) -> list[Problem]:
    """Returns the problems that are not among others already, by code, place and pointer, nor in other words."""
    known = {_key(problem) for problem in found}
    told = {problem.pointer for problem in found if problem.path == POLICY_PATH}
    return [problem for problem in untold(more, told) if _key(problem) not in known]


def _lasting(problems: Sequence[Problem]) -> list[Problem]:
    """Returns the problems that stay in history even where a later commit takes them out again."""
    return [problem for problem in problems if problem.code.partition(".")[0] in EVERY_COMMIT_AREAS]


def _key(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.path, problem.pointer


def _in_commit(problem: Problem, commit: Commit) -> Problem:
    return problem._replace(params={**problem.params, "commit": commit.oid[:10]})


def _told_where(problem: Problem, first: Problem | None) -> Problem:
    """Returns a problem of the tip, with the commit that brought it where taking it out of the tip is not enough."""
    return problem._replace(params={**problem.params, "commit": first.params["commit"]}) if first else problem


def _in_force(
    new: Snapshot, changes: Sequence[Change], today: date | None, profile: str | None
) -> Rules | list[Problem]:
    """Returns the rules that a state brings, or what keeps them from being used: nothing else can be judged then."""
    if any(change.path.startswith(SCHEMA_FOLDER + "/") for change in changes):
        broken = check_schema_files(new)
        if broken:
            return broken
    try:
        return load_rules(new, profile=profile, today=today)
    except SchemaRefused as refused:
        return refused.problems
    except (ConfigError, RepositoryError) as error:
        return [Problem("check.rules_unreadable", "", params={"reason": error.code})]


def _own_changes(parents: Sequence[Snapshot], snapshot: Snapshot) -> list[Change]:
    """Returns what a commit itself changed: for a merge, the paths that equal neither of its parents."""
    if not parents:
        return changes_between(None, snapshot)
    changes = changes_between(parents[0], snapshot)
    for parent in parents[1:]:
        differing = {change.path for change in changes_between(parent, snapshot)}
        changes = [change for change in changes if change.path in differing]
    return changes
