"""Messages about who may do what, gathered from one file a subject. Texts only."""

from crmfs.core.messages import Rule, Text
from crmfs.core.messages.rights import linted, refused, words, written

MESSAGES: dict[str, Text | Rule] = {**refused.MESSAGES, **written.MESSAGES, **linted.MESSAGES, **words.MESSAGES}
