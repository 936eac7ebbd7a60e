//! What a sheet says beside its cells: hidden, merged, struck out, commented on.

use rust_xlsxwriter::{Format as Form, Note, Workbook, Worksheet};

use super::*;
use crate::item::*;

/// Two items under their headings, and what is done to the sheet beside.
fn sheet(beside: impl Fn(&mut Worksheet)) -> Import {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let rows = [
        ["Unit", "KUK", "Soal", "A", "B", "C", "Kunci"],
        ["R.91PRP02.021.1", "1.1", "Satu?", "satu", "dua", "tiga", "B"],
        ["", "1.2", "Dua?", "ya", "tidak", "entah", "A"],
    ];
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(row) {
            sheet.write_string(at, column, cell).unwrap();
        }
    }
    beside(sheet);
    xlsx::import(&book.save_to_buffer().unwrap(), &intake()).unwrap()
}

const BOTH: [&str; 2] = ["taken", "loss: loss.place-part"];

#[test]
fn what_is_hidden_is_told() {
    let said = |beside: fn(&mut Worksheet)| short(&sheet(beside).report);
    assert_eq!(said(|_| ()), BOTH);
    let hidden = said(|sheet| {
        sheet.set_row_hidden(1).unwrap();
    });
    assert_eq!(hidden, ["loss: loss.hidden", BOTH[1]]);
    // A key may well be hidden, what candidates see may not.
    assert_eq!(
        said(|sheet| {
            sheet.set_column_hidden(6).unwrap();
        }),
        BOTH
    );
    let hidden = said(|sheet| {
        sheet.set_column_hidden(5).unwrap();
    });
    assert_eq!(hidden, ["loss: loss.hidden-column", "loss: loss.hidden-column loss.place-part"]);
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "Petunjuk").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_hidden(true);
    for (column, cells) in (0..).zip([["Soal", "Satu?"], ["A", "a"], ["B", "b"], ["Kunci", "A"]]) {
        sheet.write_column(0, column, cells).unwrap();
    }
    let import = xlsx::import(&book.save_to_buffer().unwrap(), &intake()).unwrap();
    assert!(short(&import.report).contains(&"loss: loss.hidden".to_owned()), "{:?}", short(&import.report));
}

#[test]
fn comments_are_told_of_their_rows() {
    let import = sheet(|sheet| {
        sheet.insert_note(1, 3, &Note::new("salah ketik?")).unwrap();
    });
    assert_eq!(short(&import.report), ["loss: loss.comment", BOTH[1]]);
    let import = sheet(|sheet| {
        sheet.insert_note(0, 3, &Note::new("pilihan pertama")).unwrap();
    });
    assert_eq!(short(&import.report), [BOTH[0], BOTH[1], "refused: loss.comment"]);
}

#[test]
fn merged_cells_are_told_only_where_they_matter() {
    let form = Form::new();
    // A title above the headings, a place for both items.
    let import = sheet(|sheet| {
        sheet.merge_range(1, 0, 2, 0, "R.91PRP02.021.1", &form).unwrap();
    });
    assert_eq!(short(&import.report), ["taken", "taken"]);
    assert_eq!(import.items[1].place.as_ref().unwrap().unit, "R.91PRP02.021.1");
    // One cell for two options.
    let import = sheet(|sheet| {
        sheet.merge_range(1, 3, 1, 4, "satu", &form).unwrap();
    });
    assert_eq!(short(&import.report), ["refused: card.merged-cells", BOTH[1]]);
    // One stem for two rows.
    let import = sheet(|sheet| {
        sheet.merge_range(1, 2, 2, 2, "Satu?", &form).unwrap();
    });
    assert_eq!(short(&import.report), ["refused: card.merged-cells", "refused: card.merged-cells"]);
}

#[test]
fn what_is_struck_out_is_left_out_and_told() {
    let struck = Form::new().set_font_strikethrough();
    let import = sheet(|sheet| {
        sheet.write_string_with_format(1, 5, "tiga", &struck).unwrap();
    });
    assert_eq!(short(&import.report), ["loss: loss.struck-text", BOTH[1]]);
    assert_eq!(import.items[0].question.interaction.choices().count(), 2);
    // A key that was corrected.
    let plain = Form::new();
    let corrected = [(&struck, "A"), (&plain, " B")];
    let import = sheet(|sheet| {
        sheet.write_rich_string(1, 6, &corrected).unwrap();
    });
    assert_eq!(short(&import.report), ["loss: loss.struck-text", BOTH[1]]);
    assert!(import.items[0].key.answer == Answer::Choice(ChoiceId::letter(1)));
    // The option that is named as right.
    let import = sheet(|sheet| {
        sheet.write_string_with_format(1, 4, "dua", &struck).unwrap();
    });
    assert_eq!(short(&import.report), ["refused: card.key-no-option", BOTH[1]]);
}
