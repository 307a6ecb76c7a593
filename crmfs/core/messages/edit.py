"""Messages about changes that are refused."""

from crmfs.core.messages import Text

MESSAGES = {}
