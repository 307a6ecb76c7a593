"""After a push the server's index shows what was pushed; the pusher neither waits for it nor hears of it."""

import time

import pytest
from office import CUSTOMER, GOOD_CUSTOMER, Office

from crmfs.edits.hook_scripts import install, script_of
from crmfs.git.repository import Repository
from crmfs.search.opened import opened
from crmfs.search.place import IndexPlace


@pytest.fixture
def server(office: Office) -> Repository:
    found = Repository.find(office.server)
    install(found)
    return found


def shown(server: Repository) -> str | None:
    """Returns the commit that the server's index shows, once the hook's process has come to its end."""
    place, until = IndexPlace(server), time.monotonic() + 60
    while time.monotonic() < until:
        found = opened(place)
        if found and found.state.commit == server.head():
            with place.writing():  # it has put its lock down
                return found.state.commit
        time.sleep(0.05)
    return None


def test_what_was_pushed_is_in_the_servers_index(office: Office, server: Repository) -> None:
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "notes: 新的需求\n"}, "x")
    pushed = office.push()
    assert pushed.returncode == 0, pushed.stderr
    assert shown(server) == server.head()


def test_another_programs_hook_runs_first_and_its_failure_is_no_refusal(office: Office, server: Repository) -> None:
    own = server.hooks_dir() / "post-receive.local"
    own.write_text("#!/bin/sh\ncat\nexit 1\n", encoding="utf-8")
    own.chmod(0o755)
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "notes: 新的需求\n"}, "x")
    pushed = office.push()
    assert pushed.returncode == 0
    assert "refs/heads/main" in pushed.stderr
    assert shown(server) == server.head()


def test_where_crmfs_is_gone_nothing_is_refused_afterwards(office: Office, server: Repository) -> None:
    hook = server.hooks_dir() / "post-receive"
    hook.write_bytes(script_of("post-receive").replace(b"python=", b"python=/nowhere"))
    office.commit_unchecked({CUSTOMER: GOOD_CUSTOMER + "notes: 新的需求\n"}, "x")
    assert office.push().returncode == 0
