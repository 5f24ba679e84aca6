"""Writes the files of the corpus that come from other programs: LibreOffice, openpyxl and XlsxWriter.

They are kept in files/ as they were written, since no two versions of these programs write the same bytes. To make
them anew: a system with soffice, python3-uno, python3-openpyxl and python3-xlsxwriter, then

    python3 tests/corpus/make/office/write-office-files.py
"""

import datetime
import pathlib
import shutil
import subprocess
import tempfile
import time

import openpyxl
import uno
import xlsxwriter
from com.sun.star.beans import NamedValue, PropertyValue
from com.sun.star.table import CellRangeAddress

FILES = pathlib.Path(__file__).resolve().parents[2] / "files"
PORT = 22042

HEADER = ["Name", "Zip", "Amount", "Share", "Day", "At", "Time", "Active", "Formula", "Lookup"]
DAYS = [datetime.date(2026, 3, 4), datetime.date(2024, 2, 29), datetime.date(1999, 12, 31)]
NAMES = ["Zoë & <Ada>", "山田 🦊", " padded\nBreak "]


def prop(name, value):
    one = PropertyValue()
    one.Name = name
    one.Value = value
    return one


def lock(extension):
    """What makes LibreOffice write a file that asks for a password."""
    if extension != "xlsx":
        return prop("Password", "secret")
    named = (NamedValue("OOXPassword", "secret"), NamedValue("CryptoType", "StrongEncryptionDataSpace"))
    return prop("EncryptionData", uno.Any("[]com.sun.star.beans.NamedValue", named))


def connect():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:socket,host=127.0.0.1,port={PORT};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.5)
    raise SystemExit("soffice does not answer")


def serial(day, start=datetime.date(1899, 12, 30)):
    return (day - start).days


class Book:
    """A spreadsheet document of LibreOffice, with its number formats by code."""

    def __init__(self, desktop):
        self.doc = desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, (prop("Hidden", True),))
        self.locale = uno.createUnoStruct("com.sun.star.lang.Locale")
        self.locale.Language = "en"
        self.locale.Country = "US"

    def sheet(self, name, at=0):
        sheets = self.doc.Sheets
        if at == 0:
            first = sheets.getByIndex(0)
            first.Name = name
            return first
        sheets.insertNewByName(name, at)
        return sheets.getByName(name)

    def put(self, sheet, column, row, value, code=None):
        cell = sheet.getCellByPosition(column, row)
        if isinstance(value, str) and value.startswith("="):
            cell.Formula = value
        elif isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value
        if code is not None:
            formats = self.doc.NumberFormats
            key = formats.queryKey(code, self.locale, False)
            cell.NumberFormat = key if key != -1 else formats.addNew(code, self.locale)
        return cell

    def save(self, name, filter_name, *more):
        url = (FILES / name).as_uri()
        self.doc.storeToURL(url, (prop("FilterName", filter_name), *more))

    def close(self):
        self.doc.close(True)


FILTERS = {"xls": "MS Excel 97", "xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


def write_everything(desktop):
    book = Book(desktop)
    data = book.sheet("Data")
    for at, name in enumerate(HEADER):
        book.put(data, at, 0, name)
    amounts = [1234.5, -7.25, 0.1]
    shares = [0.05, 0.125, 1]
    lookups = ["=NA()", "=1/0", "ok"]
    for at in range(3):
        row = at + 1
        book.put(data, 0, row, NAMES[at])
        if at == 0:
            book.put(data, 1, row, "00501")
        else:
            book.put(data, 1, row, 123 + at, "00000")
        book.put(data, 2, row, amounts[at], "#,##0.00")
        book.put(data, 3, row, shares[at], "0.0%")
        book.put(data, 4, row, serial(DAYS[at]), "YYYY-MM-DD")
        book.put(data, 5, row, serial(DAYS[at]) + (5 * 3600 + 6 * 60 + 7) / 86400, "YYYY-MM-DD HH:MM:SS")
        book.put(data, 6, row, [0.5, 0.75, 0][at], "HH:MM:SS")
        book.put(data, 7, row, 1 if at % 2 == 0 else 0, "BOOLEAN")
        book.put(data, 8, row, ['=1+1', '="a"&"b"', "=E4+1"][at], "YYYY-MM-DD" if at == 2 else None)
        book.put(data, 9, row, lookups[at])
    data.Rows.getByIndex(2).IsVisible = False
    other = book.sheet("Other", 1)
    book.put(other, 0, 0, "Note")
    book.put(other, 0, 1, "not this one")
    old = book.sheet("Old", 2)
    book.put(old, 0, 0, "Gone")
    book.put(old, 0, 1, "long ago")
    old.IsVisible = False
    for extension, filter_name in FILTERS.items():
        book.save(f"libreoffice.{extension}", filter_name)
        book.save(f"password.{extension}", filter_name, lock(extension))
    book.save("flat.fods", "OpenDocument Spreadsheet Flat XML")
    book.close()
    shutil.copy(FILES / "libreoffice.xls", FILES / "xls-named.xlsx")


def write_1904(desktop):
    book = Book(desktop)
    start = uno.createUnoStruct("com.sun.star.util.Date")
    start.Year, start.Month, start.Day = 1904, 1, 1
    book.doc.NullDate = start
    data = book.sheet("Data")
    for at, name in enumerate(["Name", "Day"]):
        book.put(data, at, 0, name)
    for at, day in enumerate(DAYS):
        book.put(data, 0, at + 1, f"n{at}")
        book.put(data, 1, at + 1, serial(day, datetime.date(1904, 1, 1)), "YYYY-MM-DD")
    for extension in ("xls", "ods"):
        book.save(f"system-1904.{extension}", FILTERS[extension])
    book.close()


def write_titles(desktop):
    """A title above a table that begins in column B, merged cells, and gaps."""
    book = Book(desktop)
    data = book.sheet("Report")
    book.put(data, 1, 0, "Customers of the north")
    area = CellRangeAddress()
    area.Sheet, area.StartColumn, area.EndColumn, area.StartRow, area.EndRow = 0, 1, 3, 0, 0
    data.getCellRangeByPosition(1, 0, 3, 0).merge(True)
    for at, name in enumerate(["No", "Name", "City"]):
        book.put(data, 1 + at, 3, name)
    for at, (name, city) in enumerate([("Ada", "Oslo"), ("Bo", ""), ("Cy", "Tromsø")]):
        row = 4 + at + (1 if at == 2 else 0)
        book.put(data, 1, row, at + 1)
        book.put(data, 2, row, name)
        if city != "":
            book.put(data, 3, row, city)
    for extension in ("xls", "ods"):
        book.save(f"titles.{extension}", FILTERS[extension])
    book.close()


def write_long_texts(desktop):
    """Long and many texts: an .xls cuts its strings into records of 8,224 bytes, in the middle of a letter too."""
    book = Book(desktop)
    data = book.sheet("Data")
    book.put(data, 0, 0, "Name")
    book.put(data, 1, 0, "Note")
    for at in range(40):
        book.put(data, 0, at + 1, f"n{at + 1}")
        letter = "é" if at % 2 == 0 else "語"
        book.put(data, 1, at + 1, f"{at + 1}:" + letter * (300 + at * 40))
    book.save("long-texts.xls", FILTERS["xls"])
    book.close()


def write_openpyxl():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    sheet.append(["Name", "Day", "At", "Active", "Sum", "Share"])
    sheet.append(["Ada", DAYS[0], datetime.datetime(2026, 3, 4, 5, 6, 7), True, "=1+1", 0.05])
    sheet.append(["Bo", DAYS[1], datetime.datetime(2024, 2, 29, 23, 59, 59), False, 2, 0.5])
    for row in (2, 3):
        sheet.cell(row, 6).number_format = "0%"
    sheet.cell(2, 1).comment = openpyxl.comments.Comment("Not part of the cell", "Ada")
    sheet.freeze_panes = "A2"
    book.save(FILES / "openpyxl.xlsx")


def write_xlsxwriter():
    book = xlsxwriter.Workbook(str(FILES / "xlsxwriter.xlsx"), {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    zipped = book.add_format({"num_format": "00000"})
    sheet.write_row(0, 0, ["Name", "Zip", "Day", "Site", "Twice"])
    for at, name in enumerate(["Ada", "Bo"]):
        sheet.write_string(at + 1, 0, name)
        sheet.write_number(at + 1, 1, 501 + at, zipped)
        sheet.write_datetime(at + 1, 2, datetime.datetime.combine(DAYS[at], datetime.time()), day)
        sheet.write_url(at + 1, 3, "https://ada.example", string="ada.example")
        sheet.write_formula(at + 1, 4, f"=2*B{at + 2}", None, 2 * (501 + at))
    book.close()

    book = xlsxwriter.Workbook(str(FILES / "xlsxwriter-table.xlsx"))
    sheet = book.add_worksheet("Sales")
    sheet.write(0, 0, "Sales by region")
    sheet.add_table(
        "B3:D6",
        {
            "name": "Sales",
            "total_row": True,
            "data": [["Ada", "North", 100], ["Bo", "South", 250]],
            "columns": [
                {"header": "Name", "total_string": "Total"},
                {"header": "Region"},
                {"header": "Amount", "total_function": "sum", "total_value": 350},
            ],
        },
    )
    book.close()


def main():
    profile = tempfile.mkdtemp(prefix="corpus-office-")
    office = subprocess.Popen(
        [
            "soffice",
            "--headless",
            "--norestore",
            f"--accept=socket,host=127.0.0.1,port={PORT};urp;",
            f"-env:UserInstallation={pathlib.Path(profile).as_uri()}",
        ]
    )
    try:
        desktop = connect()
        write_everything(desktop)
        write_1904(desktop)
        write_titles(desktop)
        write_long_texts(desktop)
        try:
            desktop.terminate()
        except Exception:
            pass
    finally:
        office.wait(30)
        shutil.rmtree(profile, ignore_errors=True)
    write_openpyxl()
    write_xlsxwriter()


main()
