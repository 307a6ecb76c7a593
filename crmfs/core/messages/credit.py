"""What is said of unified social credit codes. Texts only."""

from crmfs.core.messages import Rule, Text

MESSAGES: dict[str, Text | Rule] = {
    "credit.invalid": Rule(
        "error",
        Text(
            "统一社会信用代码的校验位不对，可能输错了", "the credit code's check character is wrong; it may be mistyped"
        ),
        Text("对照营业执照重新输入 18 位代码", "type the 18 characters again from the business licence"),
        Text(
            "校验位（GB 32100）能发现输错的一位或对调的两位", "the check character (GB 32100) shows mistyped characters"
        ),
    ),
}
