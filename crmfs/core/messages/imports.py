"""Messages about importing tables: maps, recognised columns, rejected rows."""

from crmfs.core.messages import Text

MESSAGES = {
    "imports.date_invalid": Text(
        zh="看不懂这个日期。可以写 2023-10-15、2023/10/15、2023年10月15日、15-Oct-2023。",
        en="This date is not understood. Write 2023-10-15, 2023/10/15 or 15-Oct-2023.",
    ),
    "imports.date_ambiguous": Text(
        zh="这个日期可以有两种读法（日/月 或 月/日）。请写成 2023-10-15，或在映射文件中写 dates: dmy 或 dates: mdy。",
        en="This date can mean two days (day/month or month/day). "
        "Write 2023-10-15, or put dates: dmy or dates: mdy into the map.",
    ),
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
