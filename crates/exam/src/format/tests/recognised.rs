//! Files are known by what they hold.

use super::{super::import, docx_file, *};

#[test]
fn each_format_is_known_by_its_content_whatever_its_name() {
    let items: Vec<Item> = samples().into_iter().take(2).collect();
    let contents = qti::Contents { items: &items, stimuli: &[], files: &Files::new(), tests: &[] };
    let files = [
        (Format::Aiken, b"Soal?\nA) ya\nB) tidak\nANSWER: A\n".to_vec()),
        (Format::Gift, gift::export(&items).bytes),
        (Format::Gift, b"[html]<b>Soal</b>{T}".to_vec()),
        (Format::Gift, b"{ =Asia } adalah benua terbesar.".to_vec()),
        (Format::Moodle, moodle::export(&items, &Files::new()).bytes),
        (Format::Json, json::export(&items, &[], &Files::new()).unwrap().bytes),
        (Format::Qti, qti::export(&contents, qti::Version::V22).unwrap().bytes),
        (Format::QtiItem, qti::export_item(&items[0], qti::Version::V21).unwrap().into_bytes()),
        (Format::QtiItem, qti::export_item(&items[0], qti::Version::V30).unwrap().into_bytes()),
        (Format::Xlsx, xlsx::export(&items, &[], Language::Id).unwrap().bytes),
        (Format::Docx, docx_file::list()),
    ];
    for (format, bytes) in files {
        for name in ["soal", "soal.xml", "soal.zip", "soal.txt"] {
            let (found, read) = import(name, &bytes, &intake()).unwrap();
            assert_eq!(found, format);
            assert!(!read.items.is_empty(), "{format:?}: {:?}", short(&read.report));
        }
    }
}

/// As editors of Windows save them, and as XML allows.
#[test]
fn a_file_in_another_encoding_that_it_tells_is_the_same_file() {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let bytes = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let stem = |bytes: &[u8]| {
        let (_, import) = import("soal", bytes, &intake()).unwrap();
        assert_eq!(short(&import.report), ["taken"]);
        import.items[0].question.stem.words()
    };
    let quiz = |encoding: &str| {
        format!(
            "<?xml version=\"1.0\" encoding=\"{encoding}\"?><quiz><question type=\"essay\"><questiontext format=\"html\"><text>Menu kafé?</text></questiontext></question></quiz>"
        )
    };
    assert_eq!(stem(&wide("\u{FEFF}Menu kafé?\r\nA) teh\r\nB) kopi\r\nANSWER: B\r\n")), "Menu kafé?");
    assert_eq!(stem(&wide("\u{FEFF}Menu kafé? {=kopi ~teh}")), "Menu kafé?");
    assert_eq!(stem(&wide(&quiz("UTF-16"))), "Menu kafé?");
    assert_eq!(stem(&bytes(&quiz("ISO-8859-1"))), "Menu kafé?");
    assert_eq!(stem(&bytes(&quiz("windows-1252"))), "Menu kafé?");
    let code = |bytes: &[u8]| import("soal", bytes, &intake()).unwrap_err().code;
    assert_eq!(code(quiz("ISO-8859-1").as_bytes()), "xml.encoding-otherwise");
    assert_eq!(code(quiz("UTF-7").as_bytes()), "xml.encoding");
}

#[test]
fn plain_text_that_could_be_either_is_read_as_what_takes_more_of_it() {
    let text = "::1::Soal {=ya ~tidak}\n\n::2::Apa arti\nANSWER: ? {=x}\n";
    let (format, read) = import("soal.txt", text.as_bytes(), &intake()).unwrap();
    assert_eq!((format, read.items.len()), (Format::Gift, 2));
}

#[test]
fn what_is_not_known_is_refused_with_the_way_out() {
    let code = |bytes: &[u8]| import("soal.xml", bytes, &intake()).unwrap_err().code;
    for empty in ["", " \n", "\u{FEFF}", "<quiz></quiz>", "$CATEGORY: a/b\n\n// kosong\n"] {
        assert_eq!(code(empty.as_bytes()), "format.no-items", "{empty:?}");
    }
    let category = "<quiz><question type=\"category\"><category><text>a</text></category></question></quiz>";
    assert_eq!(code(category.as_bytes()), "format.no-items");
    assert_eq!(code(b"Sekadar catatan."), "format.unknown");
    assert_eq!(code(b"<!DOCTYPE html><html><body>x</body></html>"), "format.unknown");
    assert_eq!(code(b"<html/>"), "format.unknown");
    let item = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"xhtml1-strict.dtd\"><assessmentItem identifier=\"I\">&nbsp;</assessmentItem>";
    assert_eq!(code(item.as_bytes()), "xml.entity", "an item under the document type of a page is one");
    assert_eq!(code(b"<!DOCTYPE quiz [<!ENTITY a \"b\">]><quiz/>"), "xml.doctype");
    assert_eq!(code(b"<quiz"), "xml.broken");
    assert_eq!(
        code(b"<?xml version='1.0'?><!DOCTYPE questestinterop SYSTEM 'a.dtd'><questestinterop/>"),
        "format.qti-old"
    );
    assert_eq!(code(b"<questestinterop/>"), "format.qti-old");
    assert_eq!(code(b"<qti-assessment-test/>"), "format.qti-part");
    assert_eq!(code(b"<x:manifest xmlns:x='urn:x'/>"), "format.qti-part");
    assert_eq!(code(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "format.old-office");
    assert_eq!(code(b"\xFF\xFEa\0"), "format.unknown");
    assert_eq!(code(b"\xFF\xFEa"), "format.encoding");
    assert_eq!(code(b"Soal?\nA) caf\xE9\nB) teh\nANSWER: A"), "format.encoding");
    assert_eq!(code(b"PK\x03\x04"), "zip.broken");
    assert_eq!(code(&zipped::pack([("a.txt", b"a".as_slice())]).unwrap()), "format.unknown");
    assert_eq!(import("soal.gift", b"Soal tanpa jawaban", &intake()).unwrap().0, Format::Gift);
}
