"""Rights in plain words, in both languages: conditions, rules, actions, fields. Decides nothing."""

from collections.abc import Iterable, Mapping

from crmfs.access.condition import Condition, Term
from crmfs.access.field_path import ITEM, FieldPath, shown_field
from crmfs.access.policy import Allowance, Restriction
from crmfs.access.premises import ALWAYS, Premise, When
from crmfs.context import Context
from crmfs.core.errors import ConfigError
from crmfs.core.messages import Language, say
from crmfs.core.text import one_line
from crmfs.records.fields import Field
from crmfs.records.kinds import CUSTOMER, MEMBERS, locate
from crmfs.records.labels import label
from crmfs.records.yaml import Value

_ACTIONS = {
    "read": "access.action_read",
    "edit": "access.action_edit",
    "create": "access.action_create",
    "delete": "access.action_delete",
    "write": "access.action_write",
}
_VERDICTS = {
    "allow": "access.verdict_allow",
    "deny": "access.verdict_deny",
    "mask": "access.verdict_mask",
    "partial": "access.verdict_partial",
    "hide": "access.verdict_hide",
}
_SIGNS = {"==": "is", "!=": "is_not", "in": "in"}
_TERMS = {
    ("is", "me"): "access.term_is_me",
    ("is_not", "me"): "access.term_is_not_me",
    ("is", "mine"): "access.term_is_mine",
    ("is_not", "mine"): "access.term_is_not_mine",
    ("in", "mine"): "access.term_in_mine",
    ("is", "literal"): "access.term_is",
    ("is_not", "literal"): "access.term_is_not",
    ("in", "literal"): "access.term_in",
}
_OPPOSITE = {"is": "is_not", "is_not": "is"}


class Words:
    """How rights are put into words for one reader."""

    def __init__(self, context: Context) -> None:
        self.lang: Language = context.lang
        self._schemas = context.schemas

    def action(self, action: str) -> str:
        """Returns what people call an action."""
        return say(_ACTIONS[action], self.lang)

    def verdict(self, verdict: str) -> str:
        """Returns what people call a decision."""
        return say(_VERDICTS[verdict], self.lang)

    def listed(self, words: Iterable[str]) -> str:
        """Returns words in a row."""
        return ("、" if self.lang == "zh" else ", ").join(words)

    def sentences(self, parts: Iterable[str]) -> str:
        """Returns parts of one statement in a row."""
        return ("；" if self.lang == "zh" else "; ").join(parts)

    def noted(self, what: str, note: str) -> str:
        """Returns words with a note in brackets, where there is one."""
        if not note:
            return what
        return f"{what}（{note}）" if self.lang == "zh" else f"{what} ({note})"

    def field(self, path: str, field: FieldPath) -> str:
        """Returns what people call a field of a file: its label, or the field as the policy writes it."""
        kind = locate(path).kind
        found = field_at(self._fields(kind.name), field) if kind else None
        return one_line(label(found, self.lang)) if found else shown_field(field)

    def when(self, when: When) -> str:
        """Returns for which customers something is so, "" for all."""
        if when == ALWAYS:
            return ""
        return say("access.or", self.lang).join(self._premise(one) for one in when)

    def condition(self, condition: Condition, *, holds: bool = True) -> str:
        """Returns what a condition says, or that it does not hold."""
        if not holds and len(condition.terms) > 1:
            return say("access.term_not", self.lang, said=self.condition(condition))
        return say("access.and", self.lang).join(self._term(term, holds) for term in condition.terms)

    def grant(self, rule: Allowance) -> str:
        """Returns a grant by its id, with its condition."""
        return self.noted(say("access.said_grant", self.lang, id=rule.id), self._where(rule.where))

    def rule(self, rule: Allowance) -> str:
        """Returns a grant's id with its condition."""
        return self.noted(rule.id, self._where(rule.where))

    def near(self, rule: Allowance) -> str:
        """Returns a grant that lacks nothing but its condition."""
        return say("access.said_near", self.lang, id=rule.id, condition=self._where(rule.where))

    def stop(self, rule: Restriction, *, masks: bool) -> str:
        """Returns a restriction by its id, with whom it lets pass."""
        passes = []
        if rule.only:
            passes.append(say("access.said_only", self.lang, roles=self.listed(sorted(rule.only))))
        if rule.unless:
            passes.append(say("access.said_unless", self.lang, condition=self._where(rule.unless)))
        code = "access.said_masked" if masks else "access.said_stopped"
        return self.noted(say(code, self.lang, id=rule.id), self.sentences(passes))

    def _where(self, condition: Condition | None) -> str:
        return self.condition(condition) if condition else ""

    def _premise(self, premise: Premise) -> str:
        said = [self.condition(one) for one in premise.holding]
        said += [self.condition(one, holds=False) for one in premise.failing]
        return say("access.and", self.lang).join(said)

    def _term(self, term: Term, holds: bool) -> str:
        field = field_at(self._fields(CUSTOMER.name), tuple(term.field.split(".")))
        sign = _SIGNS[term.operator]
        negated = False
        if not holds:
            negated = sign not in _OPPOSITE
            sign = _OPPOSITE.get(sign, sign)
        right = "literal" if not term.attribute else "me" if term.attribute == "id" and sign != "in" else "mine"
        said = say(
            _TERMS[sign, right],
            self.lang,
            field=self._name(field, term.field),
            value=self._attribute(term.attribute) if term.attribute else self._literal(field, term.literal),
        )
        return say("access.term_not", self.lang, said=said) if negated else said

    def _name(self, field: Field | None, code: str) -> str:
        if field is None:
            return code
        said = one_line(label(field, self.lang))
        return said.lower() if self.lang == "en" else said

    def _attribute(self, name: str) -> str:
        members = self._fields(MEMBERS.name).get("members")
        return self._name(members.items.get(name) if members else None, name)

    def _literal(self, field: Field | None, value: "Value | tuple[Value, ...]") -> str:
        if isinstance(value, (list, tuple)):
            return self.listed(self._literal(field, one) for one in value)
        choice = next((one for one in field.choices if one.code == value), None) if field else None
        return one_line(label(choice, self.lang) if choice else str(value))

    def _fields(self, kind: str) -> Mapping[str, Field]:
        try:
            return self._schemas.fields(kind)
        except ConfigError:
            return {}


def field_at(fields: Mapping[str, Field], path: FieldPath) -> Field | None:
    """Returns the field at a path of steps, None where the schema knows none."""
    found: Field | None = None
    for step in path:
        if step != ITEM:
            found = (found.items if found else fields).get(step)
            if found is None:
                return None
    return found
