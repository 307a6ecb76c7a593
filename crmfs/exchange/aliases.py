"""Column headings of other systems, by table kind and target, beyond the schema's own labels and aliases. Data only.

Sources: the standard exports of Salesforce, Zoho CRM, HubSpot, 纷享销客 and 悟空CRM.
"""

CUSTOMER_ID = (
    "customer id", "customer no", "customer number", "customer code", "account id", "account number", "company id",
    "client id", "cust id", "客户ID", "客户编号", "客户编码", "客户代码", "客户号",
)  # fmt: skip
COMPANY = (
    "company", "company name", "account name", "account", "organization", "organization name", "organisation",
    "client name", "associated company", "parent account", "客户名称", "客户", "公司名称", "公司", "单位名称",
    "企业名称", "所属客户", "关联客户", "客户公司", "公司全称",
)  # fmt: skip
ORDER_ID = (
    "order id", "order no", "order number", "sales order number", "so number", "sales order id", "销售订单编号",
    "订单编号", "订单号", "订单ID", "销售订单号", "所属订单", "关联订单", "合同编号",
)  # fmt: skip
EMPLOYEE = (
    "employee", "employee id", "assigned to", "assigned", "owner", "activity owner", "created by", "员工ID", "员工",
    "负责员工", "负责人", "跟进人", "跟进人员", "创建人", "记录人", "处理人", "执行人",
)  # fmt: skip
_FIRST = ("first name", "firstname", "given name", "名")
_LAST = ("last name", "lastname", "surname", "family name", "姓", "姓氏")
_CONTACT = {
    "first_name": _FIRST,
    "last_name": _LAST,
    "title": ("contact title", "job title", "title", "position", "designation", "职务", "职位", "岗位"),
    "phone": (
        "phone", "phone number", "business phone", "work phone", "office phone", "contact phone", "account phone",
        "电话", "联系电话", "办公电话", "公司电话", "固话", "联系方式", "电话1",
    ),
    "mobile": ("mobile", "mobile phone", "mobile phone number", "cell phone", "手机", "手机号", "手机1", "联系手机"),
    "email": ("email", "e-mail", "email address", "contact email", "mail", "邮箱", "邮件", "电子邮件", "联系邮箱"),
    "wechat": ("wechat", "wechat id", "微信", "微信号"),
}  # fmt: skip

# Columns without a field that hold a person's numbers or addresses: they go to the protected contact.
PERSONAL = (
    "fax", "fax number", "home phone", "other phone", "assistant phone", "asst phone", "assistant", "secondary email",
    "other email", "skype id", "skype", "qq", "qq号", "传真", "传真号码", "家庭电话", "其他电话", "其它电话",
    "备用电话",
    "备用邮箱", "电话2", "电话3", "手机2", "手机3", "mailing street", "mailing address", "other street", "home address",
    "家庭住址", "家庭地址", "birthdate", "birthday", "date of birth", "生日", "出生日期", "身份证号", "证件号码",
    "旺旺",
)  # fmt: skip

ALIASES: dict[str, dict[str, tuple[str, ...]]] = {
    "customer": {
        "id": (*CUSTOMER_ID, "id", "record id"),
        "name": ("contact name", "contact person", "primary contact", "联系人姓名", "首要联系人", "主联系人", "联系人"),
        "company": COMPANY,
        "industry": ("industry", "客户行业", "行业", "一级行业"),
        "size": ("company size", "employee range", "人员规模", "企业规模", "公司人数"),
        "source": ("account source", "lead source", "source", "original source", "来源渠道", "客户来源", "线索来源"),
        "region": (
            "region", "state", "billing state", "billing state/province", "state/region", "地区定位", "省", "大区",
        ),
        "address": (
            "address", "street", "billing street", "billing address", "street address", "详细地址", "客户地址", "地址",
        ),
        "owner": (
            "owner", "account owner", "company owner", "contact owner", "sales rep", "负责人", "所属员工", "客户负责人",
            "业务员", "跟进人",
        ),
        "level": ("account rating", "rating", "tier", "客户级别", "客户等级"),
        "website": ("website", "company domain name", "website url", "web", "网址", "官网"),
        "status": ("customer status", "account status"),
        "next_follow_up": ("next follow up", "next activity date", "next step date", "下次联系时间", "下次回访时间"),
        "notes": ("notes", "description", "comments", "remarks", "备注", "客户备注", "描述"),
        "tags": ("tags", "tag", "客户标签"),
        "interaction_date": (
            "interaction date", "last interaction date", "last contact", "互动日期", "最近互动日期", "跟进日期",
            "沟通日期",
        ),
        "interaction_type": ("interaction type", "contact type", "互动类型", "跟进方式", "沟通方式"),
        "interaction_content": (
            "interaction content", "contact content", "互动内容", "跟进内容", "沟通内容", "跟进记录",
        ),
        "credit_limit": ("credit limit", "信用额度", "授信额度"),
        "bank": ("bank", "bank account", "开户行", "开户银行", "银行账号"),
        "tax": ("tax id", "vat number", "vat", "纳税人识别号", "税务信息"),
        **_CONTACT,
    },
    "contact": {
        "id": ("contact id", "联系人ID", "联系人编号", "record id"),
        "parent": (*CUSTOMER_ID, *COMPANY, "associated company id", "primary associated company", "account.name"),
        "name": ("contact name", "full name", "name", "contact", "联系人", "联系人姓名", "姓名"),
        "primary": ("primary", "is primary", "primary contact", "主要联系人", "首要联系人", "是否主联系人"),
        **_CONTACT,
    },
    "interaction": {
        "id": ("interaction id", "activity id", "task id", "event id", "record id", "互动ID", "互动编号", "跟进编号"),
        "parent": (*CUSTOMER_ID, *COMPANY, "related to", "关联业务"),
        "date": (
            "date", "interaction date", "activity date", "due date", "start", "call start time", "互动日期", "跟进时间",
            "跟进日期", "记录时间", "拜访时间", "沟通时间", "创建时间",
        ),
        "type": (
            "type", "interaction type", "activity type", "task subtype", "互动类型", "跟进方式", "跟进类型",
            "记录类型",
        ),
        "content": (
            "content", "interaction content", "comments", "full comments", "subject", "notes", "description",
            "互动内容",
            "跟进内容", "记录内容", "销售记录内容", "拜访内容", "沟通内容",
        ),
        "employee": EMPLOYEE,
        "contact": ("contact id", "联系人ID"),
        "next_step": ("next step", "next steps", "下一步", "下一步计划"),
    },
    "order": {
        "id": ORDER_ID,
        "parent": (*CUSTOMER_ID, *COMPANY),
        "date": (
            "date", "order date", "order start date", "purchase date", "created date", "下单日期", "订单日期",
            "下单时间",
            "签单日期", "成交日期", "购买日期",
        ),
        "amount": (
            "amount", "order amount", "total", "total amount", "grand total", "order total", "订单金额", "销售订单金额",
            "订单总额", "合计金额", "总金额", "成交金额",
        ),
        "currency": ("currency", "currency iso code", "币种"),
        "status": ("order status", "status", "订单状态"),
        "notes": ("notes", "description", "备注", "订单备注"),
        "product": (
            "product", "product id", "product name", "item", "sku", "产品", "产品名称", "商品", "商品名称",
            "产品编号",
        ),
        "quantity": ("quantity", "qty", "数量"),
        "unit_price": ("unit price", "price", "sales price", "单价", "售价", "价格"),
        "discount": ("discount", "折扣", "折扣率"),
    },
    "order_line": {
        "parent": ORDER_ID,
        "product": (
            "product", "product id", "product name", "item", "sku", "产品", "产品名称", "商品", "商品名称",
            "产品编号",
        ),
        "quantity": ("quantity", "qty", "数量"),
        "unit_price": ("unit price", "price", "sales price", "list price", "单价", "售价", "价格"),
        "discount": ("discount", "折扣", "折扣率"),
    },
    "ticket": {
        "id": (
            "ticket id", "ticket number", "case number", "case id", "ticket no", "工单编号", "工单号", "工单ID",
            "服务单号",
        ),
        "parent": (*CUSTOMER_ID, *COMPANY),
        "opened": (
            "opened", "opened date", "date opened", "date/time opened", "created time", "create date", "提出日期",
            "受理时间",
            "创建时间", "反馈日期", "报修时间",
        ),
        "kind": ("case type", "ticket type", "case reason", "问题类型", "工单类型"),
        "subject": ("subject", "ticket name", "title", "主题", "标题", "问题主题"),
        "content": ("description", "ticket description", "问题描述", "描述", "内容", "问题内容"),
        "employee": (*EMPLOYEE, "case owner", "ticket owner", "受理人"),
        "status": ("status", "ticket status", "case status", "处理状态", "工单状态"),
        "solution": ("solution", "resolution", "处理结果", "解决方案", "处理方案"),
        "closed": ("closed", "closed date", "date/time closed", "close date", "关闭日期", "完成时间", "解决时间"),
    },
    "feedback": {
        "id": ("feedback id", "评价编号", "评价ID", "反馈编号"),
        "parent": (*CUSTOMER_ID, *COMPANY),
        "date": ("date", "feedback date", "评价日期", "评价时间", "反馈日期", "提交时间"),
        "rating": ("rating", "score", "stars", "评分", "满意度", "满意度评分", "星级"),
        "content": ("content", "comment", "comments", "feedback", "suggestion", "评价内容", "评价", "建议", "意见"),
        "employee": EMPLOYEE,
        "reply": ("reply", "response", "回复", "答复"),
    },
    "member": {
        "id": (
            "employee id", "employee no", "employee number", "user id", "staff id", "员工ID", "员工编号", "工号",
            "员工号",
        ),
        "name": ("employee name", "full name", "name", "user name", "员工姓名", "姓名", "员工"),
        "first_name": _FIRST,
        "last_name": _LAST,
        "emails": ("email", "emails", "e-mail", "work email", "user email", "邮箱", "电子邮箱", "工作邮箱"),
        "roles": ("role", "roles", "角色"),
        "team": ("team", "department", "部门", "团队", "所属部门"),
        "regions": ("regions", "territory", "负责地区", "负责区域"),
        "language": ("language", "语言"),
    },
}  # fmt: skip
