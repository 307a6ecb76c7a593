"""Messages about members and about who asks."""

from crmfs.core.messages import Text

MESSAGES = {
    "members.unreadable": Text(
        zh="members.yaml 第 {line} 行读不懂，因此谁也不认识。请改正该行（git log -p members.yaml 可看历史）。",
        en="members.yaml cannot be read at line {line}, so nobody is known. Mend that line (git log -p members.yaml shows its past).",
    ),
}
