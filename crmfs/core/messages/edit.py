"""Messages about changes that people make."""

from crmfs.core.messages import Text

MESSAGES = {
    "edit.refused": Text(
        zh="没有修改任何内容：有 {count} 个问题。",
        en="Nothing was changed. Problems: {count}.",
    ),
    "edit.conflict": Text(
        zh="{path} 的“{field}”同时被别人改成了另一个值。先用 crmfs show 查看，再决定。",
        en="“{field}” of {path} was changed to another value meanwhile. Look at it with crmfs show, then decide.",
    ),
    "edit.conflict_file": Text(
        zh="{path} 同时被别人新建、删除或改得读不懂了。先看一看这个文件，再决定。",
        en="{path} was made, deleted or broken by somebody else meanwhile. Look at the file, then decide.",
    ),
    "edit.not_an_assignment": Text(
        zh="“{text}”不是 字段=值 的形式，例如 客户状态=活跃。",
        en="“{text}” is not of the form FIELD=VALUE, such as status=active.",
    ),
    "edit.field_of_items": Text(
        zh="“{field}”属于 {list} 里的一项：加一项写 '{name}+={field}=…'，改第一项写 '{name}[0].{field}=…'",
        en="“{field}” belongs to an item of {list}: write '{name}+={field}=…' to add one, "
        "'{name}[0].{field}=…' to change the first.",
    ),
    "edit.field_twice": Text(
        zh="字段 {field} 写了两次。请只写一次。",
        en="The field {field} is given twice. Give it once.",
    ),
    "edit.field_fixed": Text(
        zh="字段 {field} 由系统生成，不能修改。",
        en="The field {field} is generated and cannot be changed.",
    ),
    "edit.item_unknown": Text(
        zh="{field} 里没有“{item}”这一项。用序号（从 0 起）或 id 指定。",
        en="{field} has no item “{item}”. Name it by index (from 0) or id.",
    ),
    "edit.nothing": Text(
        zh="没有要修改的字段。例如：crmfs set CUST001 客户状态=活跃 --reason 签约。",
        en="No field to change is given. For example: crmfs set CUST001 status=active --reason signed.",
    ),
    "edit.unchanged": Text(zh="{name} 已经是这样，没有修改。", en="{name} is so already; nothing was changed."),
    "edit.repeated": Text(
        zh="这个编号的操作先前已经完成（提交 {commit}），没有再做一次。",
        en="The change with this id was made before (commit {commit}); it was not made again.",
    ),
    "edit.op_taken": Text(
        zh="这个操作编号别人已经用过了。请换一个新的编号，例如一个 UUID。",
        en="Somebody else's change has this id. Give a new one, such as a UUID.",
    ),
    "edit.op_malformed": Text(
        zh="操作编号由 8 到 64 个字母、数字和连字符组成，例如一个 UUID。",
        en="The id of a change is 8 to 64 letters, digits and dashes, such as a UUID.",
    ),
    "edit.personal_moved": Text(
        zh="真实的姓名和联系方式已存入受保护的 contacts.yaml；customer.yaml 里只留“{mask}”。",
        en="The real name and contact details went to the protected contacts.yaml; customer.yaml keeps “{mask}” only.",
    ),
    "edit.personal_here": Text(
        zh="真实姓名可以写在 name 里，联系方式写在下面：保存时会移到受保护的 contacts.yaml。",
        en="Write a real name for name, and contact details below: they are moved to the protected contacts.yaml.",
    ),
    "edit.created": Text(zh="已新建 {id}：{path}", en="{id} is made: {path}"),
    "edit.changed": Text(zh="已修改 {id}：{path}", en="{id} is changed: {path}"),
    "edit.attached": Text(zh="已附加：{path}", en="attached: {path}"),
    "edit.deleted": Text(zh="已删除 {id}：{path}", en="{id} is deleted: {path}"),
    "edit.deleted_whole": Text(
        zh="已删除客户 {id} 和他的全部文件，共 {count} 个",
        en="{id} and all that belongs to it are deleted: {count:file|files}",
    ),
    "edit.take_back": Text(zh="要撤回：crmfs undo {commit}", en="To take it back: crmfs undo {commit}"),
    "edit.take_back_status": Text(
        zh="要撤回：crmfs undo {commit} --reason …", en="To take it back: crmfs undo {commit} --reason …"
    ),
    "edit.take_back_asked": Text(
        zh="您无权撤回这次修改；要撤回，请找管理员，并告知提交 {commit}",
        en="You may not take this back yourself; ask an administrator and name the commit {commit}",
    ),
    "edit.take_back_unpushed": Text(
        zh="上传之前还可以去掉：crmfs sync --fold --without {commit}；上传以后，请管理员撤回",
        en="Before it is pushed it can be left out: crmfs sync --fold --without {commit}; later ask an administrator",
    ),
    "edit.status_back": Text(
        zh="要改回去：crmfs status {id} {status} --reason … --follow-up …",
        en="To change it back: crmfs status {id} {status} --reason … --follow-up …",
    ),
    "edit.reason_needed": Text(
        zh="请说明原因：--reason “…”。",
        en="Say why: --reason “…”.",
    ),
    "edit.kind_unknown": Text(
        zh="没有“{kind}”这种记录。可以写：{known}。附加文件用 crmfs attach。",
        en="There is no kind of record “{kind}”. Known are: {known}. Documents are added with crmfs attach.",
    ),
    "edit.fields_missing": Text(
        zh="还缺{fields}。例如：crmfs new {what} … {example}",
        en="Missing: {fields}. For example: crmfs new {what} … {example}",
    ),
    "edit.field_missing": Text(zh="“{field}”", en="{field}"),
    "edit.choice_missing": Text(zh="“{field}”（{choices}）", en="{field} ({choices})"),
    "edit.company_missing": Text(
        zh="还缺“公司名称”。例如：crmfs new customer 公司名称=未来科技有限公司。个人客户没有公司，请写 客户类型=个人客户。",
        en="Missing: company. For example: crmfs new customer company=Acme. A private person has none: write type=b2c.",
    ),
    "edit.company_bare": Text(
        zh="请写成 字段=值：crmfs new customer {example}",
        en="Write FIELD=VALUE: crmfs new customer {example}",
    ),
    "edit.nothing_new": Text(
        zh="没有写任何内容。请至少写一项 字段=值；可以写的字段：{fields}。也可以用 --edit 在编辑器里填。",
        en="Nothing is said. Give at least one FIELD=VALUE; the fields are: {fields}. --edit opens your editor instead.",
    ),
    "edit.customer_missing": Text(
        zh="请写明客户：crmfs new {kind} 客户ID 字段=值 …",
        en="Name the customer: crmfs new {kind} CUSTOMER FIELD=VALUE …",
    ),
    "edit.exists": Text(
        zh="{id} 已存在。修改它用 crmfs set {id} 字段=值。",
        en="{id} is there already. Change it with crmfs set {id} FIELD=VALUE.",
    ),
    "edit.would_change": Text(
        zh="将修改 {count} 个文件（--dry-run，未写入）。",
        en="{count:file|files} would be changed (--dry-run, nothing is written).",
    ),
    "edit.none_match": Text(zh="没有客户符合筛选条件。", en="No customer matches the filter."),
    "edit.company_known": Text(
        zh="注意：这家公司已有客户 {ids}（公司类型和写法不计）。如果是同一家，可以合并：crmfs dedupe。",
        en="Note: the company is there already as {ids} (legal form and spelling not counted). If they are the same, merge them: crmfs dedupe.",
    ),
    "edit.lifecycle_cleared": Text(
        zh="有了新互动，“待归档”标记已取消。",
        en="There is a new interaction, so the mark “to archive” was cleared.",
    ),
    "edit.no_editor": Text(
        zh="没有设置编辑器。请设置环境变量 EDITOR，例如 EDITOR=nano。",
        en="No editor is set. Set the variable EDITOR, such as EDITOR=nano.",
    ),
    "edit.editor_failed": Text(
        zh="编辑器 {editor} 没有正常结束，未写入任何内容。", en="The editor {editor} failed; nothing was written."
    ),
    "edit.abandoned": Text(zh="没有填写任何内容，未新建。", en="Nothing was filled in; nothing was made."),
    "edit.draft_kept": Text(zh="草稿保存在 {file}", en="The draft is kept in {file}"),
    "edit.ask_again": Text(zh="再打开编辑器改正吗？[Y/n]", en="Open the editor again to correct it? [Y/n]"),
}
