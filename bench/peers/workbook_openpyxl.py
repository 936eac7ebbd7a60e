"""openpyxl: reads the participant workbook, and writes one of the authority's size.

    workbook_openpyxl.py make FILE    writes the participant workbook that every reader is given
    workbook_openpyxl.py out          measures writing
    workbook_openpyxl.py FILE         measures reading
"""

import io
import sys

import openpyxl

from measure import PARTICIPANT_HEAD, ROWS, candidate, participant, tell


def make(path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Peserta")
    sheet.append(PARTICIPANT_HEAD)
    for i in range(1, ROWS + 1):
        sheet.append(participant(i))
    book.save(path)


def read(path):
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = sum(1 for row in book.worksheets[0].iter_rows(values_only=True) if row[1])
    assert rows == ROWS + 1, rows


def write():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Data Asesmen")
    for i in range(1, ROWS + 1):
        sheet.append(candidate(i))
    book.save(io.BytesIO())


def main():
    if sys.argv[1] == "out":
        tell("workbook-out", "openpyxl (write only)", "s CPU / 10,000 rows", write)
        return
    if sys.argv[1] == "make":
        make(sys.argv[2])
        return
    tell("workbook-in", "openpyxl (reading alone)", "s CPU / 10,000 rows", lambda: read(sys.argv[1]))


main()
