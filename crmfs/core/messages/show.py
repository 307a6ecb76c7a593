"""Words of record pages, lists and trees."""

from crmfs.core.messages import Text

MESSAGES = {
    "show.yes": Text(zh="是", en="yes"),
    "show.no": Text(zh="否", en="no"),
    "show.masked": Text(zh="（已遮蔽）", en=" (masked for you)"),
    "show.masked_partly": Text(zh="（已部分遮蔽）", en=" (partly masked for you)"),
    "show.document": Text(zh="文件", en="document"),
    "show.none": Text(zh="（未填）", en="(not filled in)"),
    "show.customers": Text(zh="{count} 个客户", en="{count:customer|customers}"),
    "show.columns_left_out": Text(
        zh="屏幕较窄，只显示 {count} 列中的前 {shown} 列。要看全部：加大窗口、安装 less，或用 --json。",
        en="The screen has room for the first {shown} of {count} columns. To see all: widen it, install less, or use --json.",
    ),
    "show.no_customers": Text(
        zh="没有客户。用 crmfs new customer 新建，或用 crmfs import 导入。",
        en="There are no customers. Make one with crmfs new customer, or import a table with crmfs import.",
    ),
    "show.part": Text(zh="只包括您能看到的。", en="This covers only what you may see."),
    "show.unread": Text(
        zh="另有 {count} 个客户的 customer.yaml 读不懂，没有算在内，如 {path}。crmfs validate 说明原因。",
        en="Not among them: customers whose customer.yaml cannot be read: {count}, such as {path}."
        " crmfs validate tells why.",
    ),
    "show.reading": Text(zh="读取客户", en="reading customers"),
    "show.links_made": Text(zh="已在 {folder} 建立 {count} 个链接。", en="Made in {folder}: {count:link|links}."),
    "show.links_inside": Text(
        zh="链接文件夹 {folder} 不能在仓库里面。请换一个目录。",
        en="The folder of links {folder} cannot be inside the repository. Name another one.",
    ),
    "show.links_foreign": Text(
        zh="{folder} 里有别的文件，不会改动。请换一个空目录。",
        en="{folder} holds other files and is left alone. Name an empty folder.",
    ),
}
