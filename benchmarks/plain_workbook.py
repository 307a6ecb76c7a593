"""`python -m benchmarks.plain_workbook FILE`: prints the wall and CPU seconds that writing a workbook's cells takes.

The cells are read before the clock runs; they are written into memory by XlsxWriter in the simplest way: this is what
an export of the same cells cannot do without.
"""

import io
import sys
import time
from datetime import date

import python_calamine
import xlsxwriter


def main(file: str) -> None:
    """Writes the sheets of a workbook anew."""
    book = python_calamine.load_workbook(file)
    sheets = [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]
    wall, cpu = time.perf_counter(), time.process_time()
    written = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    text = written.add_format({"num_format": "@", "text_wrap": True})
    day = written.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets:
        page = written.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    page.write_datetime(row, column, cell, day)
                elif isinstance(cell, float):
                    page.write_number(row, column, cell)
                elif cell:
                    page.write_string(row, column, str(cell), text)
    written.close()
    print(time.perf_counter() - wall, time.process_time() - cpu)


if __name__ == "__main__":
    main(*sys.argv[1:])
