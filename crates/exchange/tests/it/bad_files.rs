//! Files that would hurt, or are not what they seem, are refused with a code and nothing else.

use std::io::{Cursor, Write};

use exchange::{
    participants::{self, Context},
    table::Corrections,
    workbook::Limits,
};
use rstest::rstest;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::{FIRST_DAY, sample};

fn refusal(bytes: &[u8], limits: &Limits) -> &'static str {
    match participants::read(bytes, limits, &Corrections::default(), &Context::on(FIRST_DAY)) {
        Err(refused) => refused.code(),
        Ok(_) => "read",
    }
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The participants' workbook with one part more, or another in its place.
fn with_part(name: &str, bytes: &[u8]) -> Vec<u8> {
    let original = sample("kalsel-2025/peserta.xlsx");
    let mut archive = zip::ZipArchive::new(Cursor::new(original)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).unwrap();
        if part.name().unwrap() != name {
            out.raw_copy_file(part).unwrap();
        }
    }
    out.start_file(name, SimpleFileOptions::default()).unwrap();
    out.write_all(bytes).unwrap();
    out.finish().unwrap().into_inner()
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (path, bytes) in streams {
        if let Some(parent) = std::path::Path::new(path).parent() {
            file.create_storage_all(parent).unwrap();
        }
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The participants' workbook with other rows on its first sheet.
pub(crate) fn sheet(rows: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    with_part(
        "xl/worksheets/sheet1.xml",
        format!("<worksheet xmlns=\"{space}\"><sheetData>{rows}</sheetData></worksheet>").as_bytes(),
    )
}

#[rstest]
#[case::empty(Vec::new(), "workbook.not_a_workbook")]
#[case::prose(b"Yth. Bapak/Ibu".to_vec(), "workbook.not_a_workbook")]
#[case::pdf(b"%PDF-1.7\n1 0 obj\n".to_vec(), "workbook.not_a_workbook")]
#[case::a_page(b"<html><table><tr><td>Nama</td></tr></table></html>".to_vec(), "workbook.not_a_workbook")]
#[case::bytes((0..=255).cycle().take(4096).collect(), "workbook.not_a_workbook")]
#[case::a_document(zipped(&[("word/document.xml", b"<w/>"), ("[Content_Types].xml", b"<Types/>")]), "workbook.not_a_workbook")]
#[case::cut(sample("kalsel-2025/peserta.xlsx")[..9000].to_vec(), "workbook.truncated")]
#[case::head_only(b"PK\x03\x04".to_vec(), "workbook.truncated")]
#[case::cut_compound(compound(&[("/Workbook", &[0; 9000])])[..2000].to_vec(), "workbook.truncated")]
#[case::macros(with_part("xl/vbaProject.bin", b"x"), "workbook.macros")]
#[case::macro_type(
    with_part("[Content_Types].xml", b"<Types ContentType=\"application/vnd.ms-excel.sheet.macroEnabled.main+xml\"/>"),
    "workbook.macros"
)]
#[case::old_macros(compound(&[("/Workbook", b"\x09\x08\x00\x00"), ("/_VBA_PROJECT_CUR/VBA/dir", b"x")]), "workbook.macros")]
#[case::password(compound(&[("/EncryptionInfo", b"x"), ("/EncryptedPackage", b"x")]), "workbook.password")]
#[case::old_password(compound(&[("/Workbook", b"\x09\x08\x00\x00\x2f\x00\x00\x00")]), "workbook.password")]
#[case::another_compound(compound(&[("/WordDocument", b"x")]), "workbook.not_a_workbook")]
#[case::no_table(sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Halo</t></is></c></row>"), "workbook.no_table")]
#[case::no_sheet_data(sheet(""), "workbook.no_table")]
#[case::broken_xml(
    with_part("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r=\"1\"><c r="),
    "workbook.truncated"
)]
#[case::an_entity(with_part("xl/worksheets/sheet1.xml", b"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>"), "workbook.truncated")]
fn a_file_that_is_not_what_it_should_be(#[case] bytes: Vec<u8>, #[case] code: &str) {
    assert_eq!(refusal(&bytes, &Limits::default()), code);
}

#[test]
fn a_file_of_two_hundred_megabytes_is_not_even_looked_at() {
    let mut bytes = sample("kalsel-2025/peserta.xlsx");
    bytes.resize(200 << 20, 0);
    assert_eq!(refusal(&bytes, &Limits::default()), "workbook.too_large");
}

#[test]
fn what_would_unpack_without_measure_is_refused_before_it_is_parsed() {
    let zeros = vec![b' '; 64 << 20];
    let bomb = with_part("xl/worksheets/sheet1.xml", &zeros);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(refusal(&bomb, &Limits::default()), "workbook.bomb");
    let many: Vec<(String, Vec<u8>)> = (0..4_001).map(|n| (format!("xl/{n}"), Vec::new())).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    assert_eq!(refusal(&zipped(&many), &Limits::default()), "workbook.bomb");
}

#[test]
fn a_cell_at_the_far_end_costs_nothing() {
    let far =
        sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    assert_eq!(refusal(&far, &Limits::default()), "workbook.no_table");
}

#[test]
fn more_rows_than_allowed_are_refused() {
    let limits = Limits { rows: 50, ..Limits::default() };
    assert_eq!(refusal(&sample("kalsel-2025/peserta.xlsx"), &limits), "workbook.too_many_rows");
}

#[test]
fn an_open_document_that_repeats_a_row_a_million_times_is_refused() {
    let content = "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">\
        <table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\">\
        <text:p>x</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
    let mime: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let bytes = zipped(&[("mimetype", mime), ("content.xml", content.as_bytes())]);
    assert_eq!(refusal(&bytes, &Limits::default()), "workbook.too_many_rows");
    let locked =
        zipped(&[("mimetype", mime), ("META-INF/manifest.xml", b"<manifest:encryption-data/>"), ("content.xml", b"x")]);
    assert_eq!(refusal(&locked, &Limits::default()), "workbook.password");
}

#[test]
fn no_cut_and_no_flipped_byte_makes_it_panic() {
    let good = sample("kalsel-2025/peserta.xlsx");
    for at in (0..good.len()).step_by(good.len() / 60) {
        let _ = refusal(&good[..at], &Limits::default());
        let mut flipped = good.clone();
        flipped[at] ^= 0x5A;
        let _ = refusal(&flipped, &Limits::default());
    }
}

/// What is to be done with a decree as a Word document is to save it as PDF or text, not as a workbook.
#[rstest]
#[case::docx(zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>")]))]
#[case::odt(zipped(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")]))]
#[case::doc(compound(&[("/WordDocument", b"text")]))]
fn a_standard_as_a_word_document_is_unreadable(#[case] bytes: Vec<u8>) {
    let refused = exchange::standards::read(&bytes, &Limits::default()).map(|_| ()).unwrap_err();
    assert_eq!(refused.code(), "standard.unreadable");
    assert_eq!(refusal(&bytes, &Limits::default()), "workbook.not_a_workbook");
}
