"""Messages about importing tables: maps, recognised columns, rejected rows."""

from crmfs.core.messages import Text

MESSAGES = {
    "imports.would_empty": Text(
        zh="{name} 第 {line} 行：将清空 {fields}", en="{name}, line {line}: would empty {fields}"
    ),
    "imports.emptied_row": Text(zh="{name} 第 {line} 行：已清空 {fields}", en="{name}, line {line}: emptied {fields}"),
    "imports.more_emptied": Text(zh="另有 {count} 行清空了字段。", en="{count:more row|more rows} emptied fields."),
    "imports.export_required": Text(
        zh="“{column}”必填，不能清空；这一行没有导入。要删除记录，用 crmfs delete。",
        en="“{column}” is needed and cannot be emptied; the row was not imported. To delete a record use crmfs delete.",
    ),
    "imports.date_invalid": Text(
        zh="看不懂这个日期。可以写 2023-10-15、2023/10/15、2023年10月15日、15-Oct-2023。",
        en="This date is not understood. Write 2023-10-15, 2023/10/15 or 15-Oct-2023.",
    ),
    "imports.date_ambiguous": Text(
        zh="这个日期可以有两种读法（日/月 或 月/日）。请写成 2023-10-15，或在映射文件中写 dates: dmy 或 dates: mdy。",
        en="This date can mean two days (day/month or month/day). "
        "Write 2023-10-15, or put dates: dmy or dates: mdy into the map.",
    ),
    "imports.status_reason": Text(zh="导入 {files}", en="import of {files}"),
    "imports.subject": Text(zh="导入 {files}：{count} 个文件", en="Import {files}: {count:file|files}"),
    "imports.reason_heading": Text(zh="拒绝原因 (crmfs)", en="Rejected because (crmfs)"),
    "imports.row_too_long": Text(
        zh="这一行的单元格比表头多（表头 {columns} 列）。含分隔符的内容请用引号括起来。",
        en="This row has more cells than there are headings ({columns}). Put quotes around text that holds the delimiter.",
    ),
    "imports.rows_disagree": Text(
        zh="{file} 第 {line} 行对同一条记录的“{field}”说法不同。请只留一个；如果是两个客户，请加一列客户编号。",
        en="{file}, line {line}, says something else for “{field}” of the same record. "
        "Keep one of them; if they are two customers, add a column with the customer's id.",
    ),
    "imports.parent_missing": Text(
        zh="没有写明属于哪个客户或订单。请填写编号。",
        en="The row does not say which customer or order it belongs to. Fill in its id.",
    ),
    "imports.parent_unknown": Text(
        zh="找不到它所属的客户。请先导入该客户，或把两个文件放在一次导入里。",
        en="Its customer is not found. Import that customer first, or both files in one import.",
    ),
    "imports.parent_ambiguous": Text(
        zh="有几个客户叫这个名称。请改写客户编号。",
        en="Several customers have this name. Give the customer's id instead.",
    ),
    "imports.order_unknown": Text(
        zh="找不到它所属的订单。请先导入该订单，或把两个文件放在一次导入里。",
        en="Its order is not found. Import that order first, or both files in one import.",
    ),
    "imports.order_ambiguous": Text(
        zh="有几张订单是这个编号，无法确定属于哪一张。",
        en="Several orders have this id; which one is meant cannot be told.",
    ),
    "imports.company_ambiguous": Text(
        zh="已有几个客户是这个公司名称或姓名。请加一列客户编号。",
        en="Several customers have this company or person name. Add a column with the customer's id.",
    ),
    "imports.company_missing": Text(
        zh="公司名称和客户姓名都没有填写。请至少填一项。",
        en="There is neither a company nor a name. Fill in one of them.",
    ),
    "imports.name_missing": Text(zh="没有填写姓名。", en="There is no name. Fill it in."),
    "imports.product_missing": Text(zh="没有填写产品。", en="There is no product. Fill it in."),
    "imports.export_columns": Text(
        zh="“{file}”是 crmfs 导出的，但说明每行是哪条记录的编号列，或隐藏的 _id、_base 列被删掉了。请从导出的文件重新做起。",
        en="“{file}” is an export of crmfs, but the column of ids or one of the hidden columns _id and _base, which say what "
        "each row is, was taken out. Start again from the exported file.",
    ),
    "imports.export_id": Text(
        zh="这一行导出时是 {id}，编号不能改。要登记新的记录，请在空白行里填写，不要复制导出的行。",
        en="This row was exported as {id}; its id cannot change. For a new record fill in an empty row, not a copy.",
    ),
    "imports.export_copied": Text(
        zh="{id} 在表里有 {count} 行，看不出以哪一行为准，这一行没有导入。只留一行；要登记新的记录，请在空白行里填写。",
        en="{id} stands in {count} rows, so which of them counts is unknown; this one is not imported. Leave one row of "
        "it, and fill in an empty row for a new record.",
    ),
    "imports.export_base_unknown": Text(
        zh="导出时的版本不在这个仓库里，无法判断改了什么。请先 crmfs sync，或重新导出再改。",
        en="The version that was exported is not in this repository, so what was edited cannot be told. "
        "Run crmfs sync, or export again.",
    ),
    "imports.export_gone": Text(
        zh="{id} 已经不在了，或您看不到它。要恢复请用 crmfs restore。",
        en="{id} is no longer there, or not for you. crmfs restore brings back what was deleted.",
    ),
    "imports.export_conflict": Text(
        zh="“{column}”在导出之后已被改过，没有覆盖。请看 crmfs log，再用 crmfs set 修改。",
        en="“{column}” was changed since the export and is not overwritten. See crmfs log, then use crmfs set.",
    ),
    "imports.export_closed": Text(
        zh="{name}：“{column}”列有 {count} 行，那里的内容您看不到，所以保持不变。",
        en="{name}: what the records hold under “{column}” is not shown to you and stays as it is: {count:row|rows}.",
    ),
    "imports.id_unusable": Text(
        zh="编号不能原样保留（须以大写字母开头，由大写字母、数字和连字符组成，3 到 40 个字符，且未被占用）。"
        "请改写编号，或去掉 --keep-ids。",
        en="The id cannot be kept: capitals, digits and hyphens, a capital first, 3 to 40 characters, not taken. "
        "Change it, or leave out --keep-ids.",
    ),
    "imports.merged": Text(
        zh="这个客户已并入 {id}，没有再新建。请在原来的系统里也合并，或从表里去掉这一行；要更新 {id}，把编号改成它的。",
        en="This customer was merged into {id} and is not made again. Merge it in the other system, too, or take the row out; "
        "to change {id}, give the row that id.",
    ),
    "imports.rejected_unwritable": Text(
        zh="写不了“{file}”，被拒绝的行没有保存。请检查磁盘空间和文件夹权限。",
        en="“{file}” cannot be written, so the rejected rows are not saved. Check disk space and the folder's permissions.",
    ),
    "imports.no_sheet": Text(
        zh="“{file}”里没有一张能识别的工作表。请用 --kind 或映射文件写明：{kinds}。",
        en="No sheet of “{file}” is recognised. Name its kind by --kind or in the map: {kinds}.",
    ),
    "imports.map_file": Text(
        zh="映射文件里的“{file}”不在这次导入的文件中。这次的文件：{near}。",
        en="The map names “{file}”, which is not among the files of this import: {near}.",
    ),
    "imports.kind_invalid": Text(
        zh="没有“{kind}”这种表。可以写：{kinds}。", en="There is no table of {kind}. Possible: {kinds}."
    ),
    "imports.recognised": Text(
        zh="{name}：{kind}，{count} 行；{encoding}表头在第 {line} 行",
        en="{name}: {kind}, {count:row|rows}; {encoding}headings in line {line}",
    ),
    "imports.encoding": Text(zh="编码 {encoding}，", en="encoding {encoding}, "),
    "imports.delimiter": Text(zh="分隔符 {delimiter}，", en="delimiter {delimiter}, "),
    "imports.columns": Text(zh="  列 → 字段：{columns}", en="  columns → fields: {columns}"),
    "imports.kept": Text(
        zh="  没有对应字段、原样保留在 extra 中：{columns}",
        en="  without a field, kept under extra: {columns}",
    ),
    "imports.kept_protected": Text(
        zh="  含个人信息、保留在 contacts.yaml 中：{columns}",
        en="  personal, kept in contacts.yaml: {columns}",
    ),
    "imports.misfit": Text(
        zh="  列“{column}”的值都不能用作 {field}，因此原样保留在 extra 中。",
        en="  No value of the column “{column}” can be {field}, so it is kept under extra.",
    ),
    "imports.left_out": Text(
        zh="{name}：看不出是什么表，没有导入。可用 --kind 或映射文件写明。",
        en="{name}: not recognised and left out. Name its kind by --kind or in the map.",
    ),
    "imports.strangers": Text(
        zh="{name}：“{column}”列写的员工不在 members.yaml 中的有 {count} 行。可用 --kind member 导入员工。",
        en="{name}: rows whose “{column}” names an employee who is not in members.yaml: {count}. "
        "Import them with --kind member.",
    ),
    "imports.choices_hint": Text(
        zh="选项不够用时：在 schema/ 里给字段加选项，或在映射文件中把该列写成 extra（原样保留）。",
        en="Where choices are missing: add them to the field in schema/, or map the column to extra, which keeps it as it is.",
    ),
    "imports.rejected_row": Text(zh="{name} 第 {line} 行：{reason}", en="{name}, line {line}: {reason}"),
    "imports.more_rejected": Text(
        zh="… 还有 {count} 行被拒绝", en="… and {count:more rejected row|more rejected rows}"
    ),
    "imports.reason": Text(zh="{message}；{remedy}", en="{message}; {remedy}"),
    "imports.in_column": Text(zh="{column}：{reason}", en="{column}: {reason}"),
    "imports.rejected_file": Text(
        zh="被拒绝的行已写入 {path}（仅本人可读），原因在最后一列。改正后导入这个文件即可。",
        en="The rejected rows are in {path} (readable by you alone), the reason in the last column. "
        "Mend them and import that file.",
    ),
    "imports.summary": Text(
        zh="新建 {created} 行，修改 {changed} 行，未变 {unchanged} 行，拒绝 {rejected} 行",
        en="{created:row|rows} created, {changed} changed, {unchanged} unchanged, {rejected} rejected",
    ),
    "imports.held": Text(
        zh="有行被拒绝，因此按 --strict 没有写入任何内容（{count} 行本可导入）。",
        en="Nothing was written, for some rows are rejected and --strict is set ({count:row|rows} could land).",
    ),
    "imports.dry_run": Text(zh="试运行：没有写入任何内容。", en="Dry run: nothing was written."),
    "imports.personal_moved": Text(
        zh="真实姓名和联系方式在受保护的 contacts.yaml 中；customer.yaml 里只留 * 和称呼。",
        en="Real names and contact details are in the protected contacts.yaml; customer.yaml keeps * and the title only.",
    ),
    "imports.denied": Text(
        zh="您无权写入这一行。{reasons}。crmfs whoami 显示您的权限",
        en="you may not bring in this row. {reasons}. crmfs whoami shows your rights",
    ),
    "imports.defaulted": Text(
        zh="{count} 位新客户没有写状态或负责员工：状态记为 potential（潜在），负责员工记为 {member}。",
        en="{count:new customer lacks|new customers lack} a status or an owner: the status is potential, the owner {member}.",
    ),
    "imports.landing": Text(zh="检查并写入", en="checking and writing"),
    "imports.working": Text(zh="读取各行", en="reading rows"),
    "imports.kind_unknown": Text(
        zh="看不出“{file}”是什么表（列名：{headings}）。请用 --kind 或映射文件写明：{kinds}。",
        en="What “{file}” holds is not recognised (headings: {headings}). Name it by --kind or in the map: {kinds}.",
    ),
    "imports.map_invalid": Text(
        zh="映射文件“{file}”第 {line} 行起不是正确的 YAML。",
        en="The map “{file}” is not valid YAML from line {line} on.",
    ),
    "imports.map_not_mapping": Text(
        zh="映射文件“{file}”第 {line} 行：“{key}”下面应是“键: 值”。例如 files: {{orders.csv: {{kind: order}}}}",
        en="Map “{file}”, line {line}: “{key}” needs keys and values, such as files: {{orders.csv: {{kind: order}}}}",
    ),
    "imports.map_key": Text(
        zh="映射文件“{file}”第 {line} 行：不认识“{key}”。可以写：{near}。",
        en="Map “{file}”, line {line}: “{key}” is unknown. Possible: {near}.",
    ),
    "imports.map_value": Text(
        zh="映射文件“{file}”第 {line} 行：“{key}”的值不对。",
        en="Map “{file}”, line {line}: the value of “{key}” is not possible.",
    ),
    "imports.map_column": Text(
        zh="映射文件：“{file}”里没有“{column}”列。已有的列：{near}。",
        en="Map: “{file}” has no column “{column}”. It has: {near}.",
    ),
    "imports.map_field": Text(
        zh="映射文件：“{file}”的“{column}”列不能对应“{field}”。可以写：{near}；或写 extra 原样保留。",
        en="Map: column “{column}” of “{file}” cannot become “{field}”. "
        "Possible: {near}; or extra, to keep it as it is.",
    ),
    "imports.map_twice": Text(
        zh="映射文件：“{file}”有两列对应“{field}”，第二列是“{column}”。请只留一列，另一列写 extra。",
        en="Map: two columns of “{file}” become “{field}”, the second is “{column}”. "
        "Keep one and map the other to extra.",
    ),
}
