"""What is said of records that point to each other. Texts only."""

from crmfs.core.messages import Rule, Text

_WHY_EMPLOYEE = Text(
    "每次互动和状态变更都要查得到是哪位员工（员工ID）",
    "every interaction and change of status must lead to the employee who made it",
)

MESSAGES: dict[str, Text | Rule] = {
    "reference.unknown_employee": Rule(
        "error",
        Text("{field} 写的员工不在 members.yaml 中", "{field} names somebody who is not in members.yaml"),
        Text(
            "改成员工ID，如 E001（crmfs member list 列出）；新员工先用 crmfs member add 登记",
            "write the employee's id, such as E001 (crmfs member list); enter a new one with crmfs member add",
        ),
        _WHY_EMPLOYEE,
    ),
    "reference.unknown_employee_imported": Rule(
        "warning",
        Text(
            "{field} 写的员工不在 members.yaml 中（这条记录是导入的）",
            "{field} names somebody who is not in members.yaml (the record was imported)",
        ),
        Text(
            "用 crmfs import --kind member 导入员工名单，或改成员工ID",
            "import the list of employees with crmfs import --kind member, or write an employee's id",
        ),
        _WHY_EMPLOYEE,
    ),
    "reference.customer_missing": Rule(
        "error",
        Text("{customer} 的文件夹里没有 customer.yaml", "the folder of customer {customer} has no customer.yaml"),
        Text(
            "从历史恢复它：git log -- 文件夹；放错了的记录移到正确的客户下面",
            "restore it: git log -- FOLDER shows when it went; move misplaced records to their customer",
        ),
        Text(
            "没有 customer.yaml，列表和搜索都看不到这里的互动和订单",
            "without customer.yaml no list and no search shows the interactions and orders in here",
        ),
    ),
    "reference.unknown_contact": Rule(
        "warning",
        Text("contact 不在本客户的 contacts.yaml 中", "contact is not in this customer's contacts.yaml"),
        Text(
            "写联系人的 id，如 P01；已删除的联系人可以留空",
            "write the contact's id, such as P01; leave it empty for a contact who was removed",
        ),
        Text("这样才知道是和谁谈的", "it tells with whom one spoke"),
    ),
}
