//! The workbook given back: comments and colours in the cells with issues, all else as it was.

use std::io::{Cursor, Read};

use exchange::{
    annotated::{Note, annotate},
    participants::{self, Context, Severity},
    table::Corrections,
    workbook::{Limits, Workbook},
};

use crate::{FIRST_DAY, sample};

fn notes_of_the_sample(bytes: &[u8]) -> Vec<Note> {
    let limits = Limits::default();
    let reading = participants::read(bytes, &limits, &Corrections::default(), &Context::on(FIRST_DAY)).unwrap();
    let mut notes = Vec::new();
    for row in &reading.rows {
        for issue in &row.understood.participant.issues {
            let column = *reading.sheets[0].mapping.get(issue.field.as_str()).unwrap();
            let text = format!("{}: {:?} <&>", issue.field.as_str(), issue.code);
            notes.push(Note { sheet: "Peserta".into(), row: row.row, column, text, severity: issue.severity });
        }
    }
    notes
}

fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut out).unwrap();
    out
}

#[test]
fn the_same_workbook_comes_back_with_a_comment_in_each_cell_that_has_an_issue() {
    let before = sample("kalsel-2025/peserta.xlsx");
    let notes = notes_of_the_sample(&before);
    assert_eq!(notes.len(), 17);
    let after = annotate(&before, &Limits::default(), &["Peserta".to_owned()], &notes, "Kompeten").unwrap();

    let limits = Limits::default();
    assert_eq!(Workbook::read(&before, &limits).unwrap(), Workbook::read(&after, &limits).unwrap());
    for untouched in ["xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/theme/theme1.xml"] {
        assert_eq!(part(&before, untouched), part(&after, untouched), "{untouched}");
    }
    let comments = String::from_utf8(part(&after, "xl/comments1.xml")).unwrap();
    assert_eq!(comments.matches("<comment ").count(), notes.len());
    assert!(comments.contains("ref=\"C44\"") && comments.contains("&lt;&amp;&gt;"));
    // Row 14 has no mail address: the empty cell got its colour too.
    let sheet = String::from_utf8(part(&after, "xl/worksheets/sheet1.xml")).unwrap();
    let style = sheet.split("r=\"N14\" s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let styles = String::from_utf8(part(&after, "xl/styles.xml")).unwrap();
    let formats = styles.split("<cellXfs").nth(1).unwrap().split("</cellXfs>").next().unwrap();
    let format = formats.split("<xf ").nth(style.parse::<usize>().unwrap() + 1).unwrap();
    assert!(format.contains("applyFill=\"1\""), "{format}");
}

#[test]
fn a_second_time_adds_to_the_comments_that_are_there() {
    let before = sample("kalsel-2025/peserta.xlsx");
    let note = |row, text: &str| Note {
        sheet: "Peserta".into(),
        row,
        column: 2,
        text: text.into(),
        severity: Severity::Warning,
    };
    let limits = Limits::default();
    let once = annotate(&before, &limits, &["Peserta".to_owned()], &[note(7, "satu")], "A").unwrap();
    let twice = annotate(&once, &limits, &["Peserta".to_owned()], &[note(7, "dua"), note(8, "tiga")], "B").unwrap();
    let comments = String::from_utf8(part(&twice, "xl/comments1.xml")).unwrap();
    assert_eq!((comments.matches("<comment ").count(), comments.matches("<author>").count()), (2, 2));
    assert!(comments.contains("satu") && comments.contains("dua") && comments.contains("tiga"));
    let boxes = String::from_utf8(part(&twice, "xl/drawings/vmlDrawing1.vml")).unwrap();
    assert_eq!(boxes.matches("<v:shape ").count(), 2);
    assert_eq!(
        String::from_utf8(part(&twice, "xl/worksheets/sheet1.xml")).unwrap().matches("<legacyDrawing").count(),
        1
    );
}

#[test]
fn separated_text_comes_back_as_a_workbook_of_its_table() {
    let csv = b"Nama;NIK;Email;Klaster\nAni;6304015701990040;ani;Promosi\nBudi;1;b@contoh.id;Promosi\nCici;2;c@contoh.id;Promosi\n";
    let notes = [Note { sheet: "CSV".into(), row: 2, column: 2, text: "alamat".into(), severity: Severity::Error }];
    let after = annotate(csv, &Limits::default(), &["CSV".to_owned()], &notes, "Kompeten").unwrap();
    let book = Workbook::read(&after, &Limits::default()).unwrap();
    assert_eq!(book.sheets[0].rows, Workbook::read(csv, &Limits::default()).unwrap().sheets[0].rows);
    assert!(String::from_utf8(part(&after, "xl/comments1.xml")).unwrap().contains("alamat"));
}
