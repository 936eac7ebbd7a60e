"""Files of items written by programs of others: Moodle XML, a workbook, Word documents, and what other writers begin
with. scripts/exam-files.sh calls it with a folder. People and libraries are invented."""

import sys
from pathlib import Path

import docx
import moodle_questions as moodle
import openpyxl
import qti_sdk

folder = Path(sys.argv[1])

(folder / "quiz.txt").write_text(
    """Quiz title: Example quiz
Quiz description: For the tests.

1.  What is 2+3?
a)  6
b)  1
*c) 5

2.  Which of these are **mammals**?
[*] dog
[ ] carp
[*] cat

3.  In which year?
=   1945 +- 1

4.  Which city?
*   Contoh

5.  Explain.
___
""",
    encoding="utf-8",
)

(folder / "bbq-example-questions.txt").write_text(
    "MC\tWhich call number comes first?\t020.1 ABC\tCorrect\t025.3 ABC\tIncorrect\t030 ABC\tIncorrect\n"
    "MA\tWhich are <b>reference</b> works?\tDictionary\tCorrect\tYearbook\tCorrect\tNovel\tIncorrect\n"
    "MAT\tMatch the classes\t000\tGeneralities\t100\tPhilosophy\t200\tReligion\n"
    "NUM\tHow many main classes?\t10\t0.5\n"
    "FIB\tThe list of holdings is the\tcatalogue\tcatalog\n"
    "ORD\tOrder the steps\tSelect\tOrder\tReceive\tCatalogue\n",
    encoding="utf-8",
)


def moodle_quiz():
    quiz = moodle.Quiz()
    single = moodle.MultipleChoiceQuestion(name="one", question_text="<p>Which shelf?</p>", default_mark=1)
    for fraction, text in [(100, "reference"), (0, "fiction"), (0, "serials")]:
        single.add_answer(fraction, text)
    short = moodle.ShortAnswerQuestion(name="two", question_text="Which city?", default_mark=1)
    short.add_answer(100, "Contoh")
    for question in (single, short):
        quiz.add_question(question)
    quiz.save(str(folder / "moodle-questions.xml"))


def workbook():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Bank soal"
    sheet.append(["No", "Soal", "A", "B", "C", "Kunci", "KUK", "Level", "Penulis"])
    sheet.append([1, "Rak apa?", "fiksi", "rujukan", "berkala", "B", 1.2, "C2", "Orang Contoh"])
    sheet.append([2, "Berapa hari?", None, None, None, 8, "1.3", "C1", None])
    sheet.append([3, "Mana saja?", "satu", "dua", "tiga", "A, C", "2.1", "C4", None])
    sheet.append([4, "Tanpa kunci", "satu", "dua", None, None, None, None, None])
    book.save(folder / "openpyxl.xlsx")


def documents():
    cards = docx.Document()
    cards.add_heading("Kartu soal", 1)
    for number, key in [(1, "B"), (2, "A"), (3, "E")]:
        rows = [
            ("Nomor", str(number)),
            ("KUK", f"1.{number}"),
            ("Level", "C3"),
            ("Soal", f"Pertanyaan {number}?"),
            ("A", "satu"),
            ("B", "dua"),
            ("C", "tiga"),
            ("Kunci", key),
        ]
        table = cards.add_table(rows=0, cols=2)
        for label, said in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, said
    cards.save(folder / "python-docx-cards.docx")

    listed = docx.Document()
    for number in (1, 2):
        line = listed.add_paragraph(f"{number}. Yang ")
        line.add_run("bukan").bold = True
        line.add_run(" koleksi rujukan ialah")
        for text in ("A. kamus", "B. novel", "C. atlas", "Kunci: B"):
            listed.add_paragraph(text)
    listed.save(folder / "python-docx-list.docx")


def qti_3_items():
    choices = [qti_sdk.Choice(id=name, content=f"option {name}", correct=name in "AC") for name in "ABCD"]
    order = [{"id": name, "content": f"step {name}"} for name in ("one", "two", "three")]
    sides = [[{"id": f"{side}{n}", "content": f"{side} {n}"} for n in (1, 2)] for side in "ST"]
    asked = {
        "single": qti_sdk.ChoiceConfig(choices=[c.model_copy(update={"correct": c.id == "B"}) for c in choices]),
        "several": qti_sdk.ChoiceConfig(choices=choices, max_selections=3),
        "entry": qti_sdk.TextEntryConfig(prompt="The answer is <blank>.", answers=["colour", "color"]),
        "order": qti_sdk.OrderConfig(items=order, correct_order=["two", "one", "three"]),
        "match": qti_sdk.MatchConfig(
            source_set=sides[0], target_set=sides[1], correct_mapping=[("S1", "T2"), ("S2", "T1")]
        ),
        "essay": qti_sdk.ExtendedTextConfig(expected_length="essay", scoring_mode="human"),
    }
    for name, interaction in asked.items():
        item = qti_sdk.QuestionItem(
            question=f"Question **{name}**, $x^2$?",
            behavior=qti_sdk.SummativeBehavior(),
            packaging=qti_sdk.ItemPackaging(difficulty=0.3),
            interactions=[interaction],
        )
        text = qti_sdk.QtiBuilder().build(item).item_xml
        (folder / f"qti-sdk-{name}.xml").write_text(text, encoding="utf-8")


moodle_quiz()
qti_3_items()
workbook()
documents()
