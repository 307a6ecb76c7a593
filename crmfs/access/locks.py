"""Fields that conditions name must be locked, or whoever may edit one gives himself rights. Reads no file."""

from crmfs.access.policy import DELETE, EDIT, Policy


def unlocked_fields(policy: Policy) -> list[str]:
    """Returns the customer's fields that conditions name and no restriction keeps from being edited and deleted.

    A restriction that a true `unless` passes is no lock: who passes it could change what makes it true.
    """
    meta = policy.automaton.at(f"{policy.scope}/{policy.meta}".replace("*", "x")).fit
    open_to: dict[str, set[str]] = {name: {EDIT, DELETE} for name in sorted(policy.named_fields)}
    for number, rule in enumerate(policy.restrictions, len(policy.allowances)):
        if number not in meta or rule.unless:
            continue
        for name, missing in open_to.items():
            if not rule.fields or (name,) in rule.fields:
                missing -= rule.actions
    return [name for name, missing in open_to.items() if missing]
