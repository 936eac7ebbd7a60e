"""openpyxl: reads the participant workbook and writes the BNSP workbook of as many rows.

    workbook_openpyxl.py make FILE    writes the participant workbook that every reader is given
    workbook_openpyxl.py FILE         measures
"""

import io
import sys

import openpyxl

from measure import BNSP_HEAD, PARTICIPANT_HEAD, ROWS, bnsp, participant, tell


def write(target, title, head, row):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.append(head)
    for i in range(1, ROWS + 1):
        sheet.append(row(i))
    book.save(target)


def read(path):
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if row[1])
    assert rows == ROWS + 1, rows


def main():
    if sys.argv[1] == "make":
        write(sys.argv[2], "Peserta", PARTICIPANT_HEAD, participant)
        return
    tell("workbook-in", "openpyxl (reading alone)", "s CPU / 10,000 rows", lambda: read(sys.argv[1]))
    tell("workbook-out", "openpyxl", "s CPU / 10,000 rows", lambda: write(io.BytesIO(), "Data Asesmen", BNSP_HEAD, bnsp))


main()
