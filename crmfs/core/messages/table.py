"""Messages about reading files of rows: CSV, workbooks, JSON."""

from crmfs.core.messages import Text

MESSAGES = {
    "table.no_file": Text(
        zh="没有文件“{file}”。请检查文件名和所在文件夹。",
        en="There is no file “{file}”. Check its name and folder.",
    ),
    "table.unreadable": Text(
        zh="文件“{file}”打不开。请检查它的读取权限，并在其他程序中关闭它。",
        en="The file “{file}” cannot be opened. Check its permissions and close it in other programs.",
    ),
    "table.empty": Text(
        zh="文件“{file}”里没有数据行。",
        en="The file “{file}” holds no rows.",
    ),
    "table.too_large": Text(
        zh="文件“{file}”太大（最多 {most_mib} MiB）。请分成几个文件，一次导入一个。",
        en="The file “{file}” is too large ({most_mib} MiB at most). Split it and import the parts one by one.",
    ),
    "table.too_many_rows": Text(
        zh="文件“{file}”的行数太多（最多 {most} 行）。请分成几个文件，一次导入一个。",
        en="The file “{file}” has too many rows ({most} at most). Split it and import the parts one by one.",
    ),
    "table.too_many_columns": Text(
        zh="文件“{file}”的列数太多（最多 {most} 列）。请删除不用的列。",
        en="The file “{file}” has too many columns ({most} at most). Remove those that are not used.",
    ),
    "table.encoding_name": Text(
        zh="文件“{file}”：映射中的 encoding 不是已知的编码。请写成 utf-8、gb18030 或 utf-16 的样子。",
        en="File “{file}”: the map's encoding is not a known one. Write it like utf-8, gb18030 or utf-16.",
    ),
    "table.encoding_unknown": Text(
        zh="文件“{file}”不是文本，或编码无法识别（试过 UTF-8、UTF-16、GB18030）。"
        "请另存为“CSV UTF-8”或 xlsx，或在映射文件中写明 encoding。",
        en="The file “{file}” is no text, or its encoding is not recognised (tried UTF-8, UTF-16, GB18030). "
        "Save it as “CSV UTF-8” or xlsx, or name its encoding in the map.",
    ),
    "table.quotes_broken": Text(
        zh='文件“{file}”从第 {line} 行起的引号不成对。单元格内的引号要写两遍（""），并用引号结束单元格。',
        en="In the file “{file}” the quotes from line {line} on do not match. "
        'Write a quote within a cell twice ("") and close the cell with one.',
    ),
    "table.cell_too_long": Text(
        zh="文件“{file}”第 {line} 行有一个单元格超过 {most} 个字符。请缩短它，或把长文存成文件用 crmfs attach 附加。",
        en="In line {line} of the file “{file}” a cell has over {most} characters. Shorten it, or store long text as a file: crmfs attach.",
    ),
    "table.header_line": Text(
        zh="文件“{file}”的第 {line} 行是空的，不能作表头。请改正映射文件中的 header。",
        en="Line {line} of the file “{file}” is empty and cannot be the headings. Mend header in the map.",
    ),
    "table.header_missing": Text(
        zh="文件“{file}”里找不到表头。请在数据上方加一行列名，如“客户ID、公司名称、客户姓名”。",
        en="No row of headings is found in the file “{file}”. "
        "Put column names above the data, such as “id, company, name”.",
    ),
    "table.json_broken": Text(
        zh="文件“{file}”第 {line} 行起不是正确的 JSON（或同一个键写了两次）。",
        en="The file “{file}” is not valid JSON from line {line} on (or a key stands twice in one object).",
    ),
    "table.json_no_object": Text(
        zh="文件“{file}”第 {line} 行的记录不是 JSON 对象。请写成 [{{…}}, {{…}}]，或每行一个对象。",
        en="The record at line {line} of the file “{file}” is no JSON object. "
        "Write [{{…}}, {{…}}], or one object a line.",
    ),
    "table.excel_missing": Text(
        zh="读取 Excel 文件需要 python-calamine。请运行 pip install 'crmfs[excel]'，或把文件另存为 CSV。",
        en="Reading Excel files needs python-calamine. Run pip install 'crmfs[excel]', or save the file as CSV.",
    ),
    "table.password": Text(
        zh="文件“{file}”有密码。请把密码写进一个文件的第一行，再用 --password-file 指定它。",
        en="The file “{file}” has a password. Write it into the first line of a file and name that with --password-file.",
    ),
    "table.password_wrong": Text(
        zh="密码打不开文件“{file}”。请检查 --password-file 的第一行。",
        en="The password does not open the file “{file}”. Check the first line of the --password-file.",
    ),
    "table.password_unreadable": Text(
        zh="读不到密码文件“{file}”，或它的第一行是空的。",
        en="The password file “{file}” cannot be read, or its first line is empty.",
    ),
    "table.decrypt_missing": Text(
        zh="打开有密码的 Excel 需要 msoffcrypto-tool：pip install 'crmfs[excel]'。",
        en="To open a workbook with a password msoffcrypto-tool is needed: pip install 'crmfs[excel]'.",
    ),
    "table.workbook_broken": Text(
        zh="文件“{file}”不是能读取的 Excel 文件，或已损坏。请在 Excel 中打开并另存为 xlsx。",
        en="The file “{file}” is no workbook that can be read, or it is damaged. Open it in Excel and save it as xlsx.",
    ),
    "table.no_sheet": Text(
        zh="文件“{file}”里没有映射中写的工作表，或它是空的。",
        en="The file “{file}” has no sheet of the name in the map, or it is empty.",
    ),
}
