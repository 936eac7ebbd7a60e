//! Sheets of items.

use rust_xlsxwriter::{ExcelDateTime, Format as Form, Workbook};

use super::*;
use crate::item::*;

fn book(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            sheet.write_string(at, column, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

pub(super) fn read(rows: &[&[&str]]) -> Import {
    xlsx::import(&book(rows), &intake()).unwrap()
}

#[test]
fn the_template_is_empty_and_known_in_both_languages() {
    for language in [Language::Id, Language::En] {
        let bytes = xlsx::template(language).unwrap();
        let import = xlsx::import(&bytes, &intake()).unwrap();
        assert_eq!((import.items.len(), import.report.len()), (0, 0));
        assert_eq!(xlsx::template(language).unwrap(), bytes, "the same template twice");
    }
}

#[test]
fn columns_stand_in_any_order_and_either_language() {
    let import = read(&[
        &["Daftar soal layanan"],
        &["Correct answer", "Opsi B", "Pertanyaan", "A", "Level Kognitif", "No. KUK", "Kode Unit", "id soal"],
        &["b", "dua", "Mana?", "satu", "C2 (memahami)", "2.1", "R.91PRP02.021.1 Melayani", "LD-9"],
    ]);
    assert_eq!(short(&import.report), ["taken"]);
    let item = &import.items[0];
    let place = item.place.as_ref().unwrap();
    assert_eq!((item.id.as_str(), item.level), ("LD-9", Some(Level::C2)));
    assert_eq!((place.unit.as_str(), place.element, place.criterion.as_str()), ("R.91PRP02.021.1", 2, "2.1"));
    assert!(matches!(&item.key.answer, Answer::Choice(id) if id.as_str() == "B"));
    assert_eq!(import.report[0].place, Where::Part("Sheet1!3".to_owned()));
}

#[test]
fn kinds_are_read_as_the_instructions_say() {
    let head = ["Jenis", "Soal", "A", "B", "C", "Kunci", "Pernyataan 1", "Pernyataan 2", "Toleransi", "Satuan"];
    let rows: &[&[&str]] = &[
        &head,
        &["", "s", "a", "b", "c", "A, C"],
        &["", "s", "", "", "", "salah"],
        &["menjodohkan", "s", "a", "b", "c", "1-C; 2 = A", "p", "q"],
        &["mengurutkan", "s", "a", "b", "c", "CAB"],
        &["isian", "s", "", "", "", "kisi | kisi-kisi"],
        &["isian", "kata [[1]] dan [[2]]", "", "", "", "[[1]] satu [[2]] #2 ± 0,5"],
        &["angka", "s", "", "", "", "8,5", "", "", "0,5", "hari"],
        &["jawaban singkat", "s", "", "", "", "Perpusnas"],
        &["esai", "s"],
        &["lisan", "s"],
        &["unggah berkas", "s"],
    ];
    let import = read(rows);
    let kinds: Vec<&str> = import.items.iter().map(|item| item.question.interaction.kind()).collect();
    let wanted = [
        "multiple",
        "true-false",
        "matching",
        "ordering",
        "gaps",
        "gaps",
        "gaps",
        "short-answer",
        "essay",
        "oral",
        "upload",
    ];
    assert_eq!(kinds, wanted, "{:?}", short(&import.report));
    let Interaction::Gaps { gaps } = &import.items[6].question.interaction else { panic!() };
    assert_eq!((gaps[0].number, gaps[0].unit.as_str()), (true, "hari"));
    assert_eq!(import.items[5].question.stem.gaps().len(), 2);
}

#[test]
fn a_row_that_cannot_be_read_is_refused_and_the_others_are_taken() {
    let head = ["Soal", "A", "B", "Kunci", "Nilai", "Jenis"];
    let rows: &[&[&str]] = &[
        &head,
        &["s", "a", "b", "", "", ""],
        &["", "a", "b", "A", "", ""],
        &["s", "a", "b", "C", "", ""],
        &["s", "a", "b", "A", "banyak", ""],
        &["s", "a", "b", "A", "1.000", ""],
        &["s", "a", "b", "A", "", "teka-teki"],
        &["s", "", "", "sesuatu", "", ""],
        &["s [[1]]", "", "", "[[2]] x", "", "isian"],
        &["s", "a", "b", "A", "2", ""],
    ];
    let import = read(rows);
    assert_eq!(
        short(&import.report),
        [
            "refused: card.no-key",
            "refused: card.no-stem",
            "refused: card.key-no-option",
            "refused: card.number",
            "refused: card.number",
            "refused: card.kind",
            "refused: card.no-kind",
            "refused: card.gap",
            "taken"
        ]
    );
}

#[test]
fn what_is_left_behind_is_told() {
    let import = read(&[
        &["Soal", "A", "B", "Kunci", "Penulis", "Level", "Bahasa", "Tidak boleh bersama"],
        &["s", "a", "b", "A", "Orang Contoh", "HOTS", "Jawa", "LD-1, ?"],
        &["s", "a", "b", "A", "", "", "", "", "lebih"],
    ]);
    assert_eq!(short(&import.report), ["loss: loss.column card.choice card.choice loss.enemy", "loss: loss.column"]);
}

#[test]
fn letters_with_form_are_kept_and_days_errors_and_colours_are_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["Soal", "A", "B", "Kunci", "KUK"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    let (bare, bold, low) =
        (Form::new(), Form::new().set_bold(), Form::new().set_font_script(rust_xlsxwriter::FormatScript::Subscript));
    let red = Form::new().set_font_color("#FF0000");
    sheet.write_rich_string(1, 0, &[(&bare, "Rumus H"), (&low, "2"), (&bold, "O")]).unwrap();
    sheet.write_rich_string(2, 0, &[(&bare, "Yang "), (&red, "merah")]).unwrap();
    sheet.write_string(3, 0, "Hari").unwrap();
    sheet.write_string(4, 0, "Galat").unwrap();
    for row in 1..5 {
        for (column, text) in (1..).zip(["a", "b", "A"]) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let day = ExcelDateTime::from_ymd(2026, 2, 1).unwrap();
    sheet.write_datetime_with_format(3, 4, &day, &Form::new().set_num_format("dd-mmm")).unwrap();
    sheet.write_formula(4, 4, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let import = xlsx::import(&book.save_to_buffer().unwrap(), &intake()).unwrap();
    assert_eq!(
        short(&import.report),
        ["taken", "loss: loss.style", "refused: xlsx.cell-date", "refused: xlsx.cell-error"]
    );
    let [Block::Paragraph(line)] = import.items[0].question.stem.0.as_slice() else { panic!() };
    assert_eq!(line[1], Inline::Sub(vec![Inline::Text("2".into())]));
    assert_eq!(line[2], Inline::Strong(vec![Inline::Text("O".into())]));
}

#[test]
fn a_workbook_that_is_none_of_ours_is_refused() {
    let code = |bytes: &[u8]| xlsx::import(bytes, &intake()).unwrap_err().code;
    assert_eq!(code(&book(&[&["Nama", "Alamat"], &["x", "y"]])), "xlsx.no-heading");
    assert_eq!(code(&book(&[&["Soal", "Kunci", "Key"], &["x", "y", "z"]])), "xlsx.heading-twice");
    assert_eq!(code(b"PK\x03\x04 no zip"), "zip.broken");
    assert_eq!(code(&zipped::pack([("a.xml", b"<a/>".as_slice())]).unwrap()), "xlsx.broken");
}

#[test]
fn a_cell_far_away_costs_nothing() {
    let bytes = book(&[&["Soal", "A", "B", "Kunci"], &["s", "a", "b", "A"]]);
    let mut parts = zipped::unpack(&bytes).unwrap();
    let name = "xl/worksheets/sheet1.xml";
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>jauh</t></is></c></row></sheetData>";
    let sheet = String::from_utf8(parts[name].clone()).unwrap().replace("</sheetData>", far);
    parts.insert(name.to_owned(), sheet.into_bytes());
    let bytes = zipped::pack(parts.iter().map(|(name, part)| (name.as_str(), part.as_slice()))).unwrap();
    let import = xlsx::import(&bytes, &intake()).unwrap();
    assert_eq!(short(&import.report), ["taken", "refused: loss.column"]);
}

#[test]
fn signs_that_sheets_escape_come_through() {
    let mut item = samples().into_iter().next().unwrap();
    item.question.stem = crate::item::Content::plain("_x0041_ & <b> \"x\" [html] =1+1");
    let export = xlsx::export(std::slice::from_ref(&item), &[], Language::Id).unwrap();
    assert_eq!(xlsx::import(&export.bytes, &intake()).unwrap().items, [item]);
}

#[test]
fn what_items_share_stands_on_a_sheet_of_its_own() {
    let named = |id: &str| StimulusId::new(id).unwrap();
    let picture = Picture { file: MediaName::new("rak.png").unwrap(), alt: "rak".into(), width: None, height: None };
    let table =
        Table { caption: Vec::new(), head: Vec::new(), rows: vec![vec![Content::plain("a"), Content::plain("b")]] };
    let shared =
        |id: &str, language, title: &str, content| Stimulus { id: named(id), language, title: title.into(), content };
    let stimuli = vec![
        shared("BAHAN-1", Language::Id, "Kartu katalog", Content(vec![Block::Table(table)])),
        shared("BAHAN-2", Language::En, "", Content::plain("Dua baris\nteks.")),
        shared("BAHAN-3", Language::Id, "Rak", Content(vec![Block::Picture(picture)])),
    ];
    let mut items: Vec<Item> = samples().into_iter().take(4).collect();
    for (item, stimulus) in items.iter_mut().zip(&stimuli) {
        item.question.stimulus = Some(stimulus.id.clone());
    }
    for language in [Language::Id, Language::En] {
        let export = xlsx::export(&items, &stimuli, language).unwrap();
        assert_eq!(short(&export.report), ["taken", "taken", "loss: loss.files", "taken"]);
        let back = xlsx::import(&export.bytes, &intake()).unwrap();
        assert_eq!((&back.items, &back.stimuli), (&items, &stimuli));
        // A sheet carries no pictures, those of a material as little as others.
        assert_eq!(short(&back.report), ["taken", "taken", "loss: loss.file-missing", "taken"]);
    }
    // A material that is not there is told of the item.
    let export = xlsx::export(&items, &stimuli[1..], Language::Id).unwrap();
    assert_eq!(short(&export.report)[0], "loss: loss.stimulus");
    assert_eq!(short(&xlsx::import(&export.bytes, &intake()).unwrap().report)[0], "loss: loss.stimulus");
}

#[test]
fn a_material_without_a_code_or_twice_is_refused() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, text) in (0..).zip(["Kode", "Soal", "Pilihan A", "Pilihan B", "Kunci", "Bahan bersama"]) {
        sheet.write_string(0, column, text).unwrap();
    }
    for (column, text) in (0..).zip(["S-1", "Mana?", "a", "b", "A", "B-1"]) {
        sheet.write_string(1, column, text).unwrap();
    }
    let sheet = book.add_worksheet();
    for (row, cells) in (0..).zip([["Kode", "Isi bahan"], ["B-1", "Teks"], ["B-1", "Teks lain"], ["kode ini", "x"]]) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    let import = xlsx::import(&book.save_to_buffer().unwrap(), &intake()).unwrap();
    assert_eq!(short(&import.report), ["refused: format.stimulus-twice", "refused: xlsx.stimulus-code", "taken"]);
    assert_eq!(import.items[0].question.stimulus.as_ref().map(StimulusId::as_str), Some("B-1"));
    assert_eq!(import.stimuli[0].content, Content::plain("Teks"));
}

/// A workbook of these rows, whose cells are given as the XML of a sheet: the letters of the column are put in.
fn raw(rows: &[&[&str]], styles: &str) -> Vec<u8> {
    let mut parts = zipped::unpack(&book(&[&["x"]])).unwrap();
    let cell = |(at, cell): (usize, &&str)| {
        let column = char::from(b'A' + u8::try_from(at).unwrap());
        if cell.starts_with("<c") {
            cell.replacen("<c", &format!("<c r=\"{column}ROW\""), 1)
        } else if cell.is_empty() {
            String::new()
        } else {
            format!("<c r=\"{column}ROW\" t=\"inlineStr\"><is><t>{cell}</t></is></c>")
        }
    };
    let row = |(at, row): (usize, &&[&str])| {
        let cells: String = row.iter().enumerate().map(cell).collect();
        format!("<row r=\"{at}\">{cells}</row>", at = at + 1).replace("ROW", &(at + 1).to_string())
    };
    let rows: String = rows.iter().enumerate().map(row).collect();
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
    );
    parts.insert("xl/worksheets/sheet1.xml".to_owned(), sheet.into_bytes());
    if !styles.is_empty() {
        let styles = format!(
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{styles}</styleSheet>"
        );
        parts.insert("xl/styles.xml".to_owned(), styles.into_bytes());
    }
    zipped::pack(parts.iter().map(|(name, part)| (name.as_str(), part.as_slice()))).unwrap()
}

#[test]
fn options_that_are_not_there_are_refused_or_told() {
    let head = ["Soal", "A", "B", "C", "D", "Kunci"];
    let formula = "<c><f>1+1</f><v></v></c>";
    let stored = "<c><f>1+1</f><v>2</v></c>";
    let nothing = "<c t=\"str\"><f>\"\"</f><v></v></c>";
    let rows: &[&[&str]] = &[
        &head,
        &["s", formula, "tiga", "empat", "lima", "B"],
        &["s", stored, "tiga", "empat", "lima", "B"],
        &["s", "satu", "", "tiga", "empat", "A"],
        &["s", "satu", nothing, "tiga", "empat", "A"],
        &["s", "satu", "dua", "tiga", "", "A"],
        &["s", "satu", "dua", "tiga", "", formula],
    ];
    let import = xlsx::import(&raw(rows, ""), &intake()).unwrap();
    assert_eq!(
        short(&import.report),
        [
            "refused: xlsx.cell-formula",
            "taken",
            "loss: loss.empty-option",
            "loss: loss.empty-option",
            "taken",
            "refused: xlsx.cell-formula"
        ]
    );
    let Outcome::Refused { reasons } = &import.report[0].outcome else { panic!() };
    assert_eq!(reasons[0], Refusal::new("xlsx.cell-formula").with("cell", "B2"));
}

#[test]
fn letters_with_form_within_a_cell_itself_are_kept() {
    let stem = "<c t=\"inlineStr\"><is><r><t>Rumus H</t></r><r><rPr><vertAlign val=\"subscript\"/></rPr><t>2</t></r><r><rPr><b/></rPr><t>O</t></r></is></c>";
    let red = "<c t=\"inlineStr\"><is><r><rPr><color rgb=\"FFFF0000\"/></rPr><t>merah</t></r></is></c>";
    let import = xlsx::import(&raw(&[&["Soal", "A", "B", "Kunci"], &[stem, "a", red, "A"]], ""), &intake()).unwrap();
    assert_eq!(short(&import.report), ["loss: loss.style"]);
    let [Block::Paragraph(line)] = import.items[0].question.stem.0.as_slice() else { panic!() };
    assert_eq!(line[1], Inline::Sub(vec![Inline::Text("2".into())]));
    assert_eq!(line[2], Inline::Strong(vec![Inline::Text("O".into())]));
}

#[test]
fn numbers_that_a_sheet_shows_otherwise_are_told() {
    let styles = "<numFmts count=\"2\"><numFmt numFmtId=\"170\" formatCode=\"000\"/><numFmt numFmtId=\"171\" formatCode=\"0.0\"/></numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"170\"/><xf numFmtId=\"4\"/><xf numFmtId=\"171\"/><xf numFmtId=\"49\"/></cellXfs>";
    let head = ["Soal", "A", "B", "Kunci", "Nilai"];
    let rows: &[&[&str]] = &[
        &head,
        &["s", "<c><v>0.25</v></c>", "<c s=\"0\"><v>5</v></c>", "A", "<c s=\"3\"><v>2</v></c>"],
        &["s", "<c s=\"1\"><v>0.25</v></c>", "b", "A"],
        &["s", "<c s=\"2\"><v>5</v></c>", "b", "A"],
        &["s", "<c s=\"3\"><v>1234567.5</v></c>", "b", "A"],
        &["s", "<c s=\"4\"><v>2.5</v></c>", "<c s=\"5\"><v>7</v></c>", "A"],
        &["s", "<c s=\"4\"><v>2</v></c>", "b", "A"],
    ];
    let import = xlsx::import(&raw(rows, styles), &intake()).unwrap();
    let told = "loss: loss.number-form";
    assert_eq!(short(&import.report), ["taken", told, told, told, "taken", told]);
}

#[test]
fn values_of_logic_are_flags_and_keys_and_nothing_that_somebody_wrote() {
    let (yes, no) = ("<c t=\"b\"><v>1</v></c>", "<c t=\"b\"><v>0</v></c>");
    let head = ["Soal", "A", "B", "Kunci", "Jenis", "Boleh diacak"];
    let rows: &[&[&str]] = &[
        &head,
        &["s", "a", "b", "A", "", no],
        &["s", "", "", yes, "benar salah", ""],
        &["s", "", "", no, "", ""],
        &["s", yes, no, "A", "", ""],
        &["s", "", "", yes, "isian", ""],
    ];
    let import = xlsx::import(&raw(rows, ""), &intake()).unwrap();
    let refused = "refused: xlsx.cell-truth";
    assert_eq!(short(&import.report), ["taken", "taken", "taken", refused, refused]);
    assert!(matches!(import.items[0].question.interaction, Interaction::Single { shuffle: false, .. }));
    let key = |at: usize| import.items[at].key.answer.clone();
    assert!(key(1) == Answer::Truth(true) && key(2) == Answer::Truth(false));
}

#[test]
fn a_key_that_the_weights_deny_is_refused() {
    let import = read(&[
        &["Soal", "A", "B", "C", "Kunci", "Cara penilaian", "Jenis"],
        &["s", "a", "b", "c", "B", "A=1; B=0,5"],
        &["s", "a", "b", "c", "A", "A=1; B=0,5"],
        &["s", "a", "b", "c", "B", "C=-0,5"],
        &["s", "a", "b", "c", "A", "A=1; B=1", "pilihan ganda kompleks"],
        &["s", "a", "b", "c", "A", "A=0,5; B=0,5", "pilihan ganda kompleks"],
        &["s", "a", "b", "c", "A, B", "A=0,5; B=0,5; C=-0,5", "pilihan ganda kompleks"],
        &["s", "a", "b", "c", "A", "A=79228162514264337593543950335; B=79228162514264337593543950335"],
    ]);
    let refused = "refused: card.key-disagrees";
    assert_eq!(short(&import.report), [refused, "taken", refused, "taken", refused, "taken", "refused: card.number"]);
}
