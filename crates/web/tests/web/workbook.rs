//! What becomes of the file of a workbook: every kind that the page names is taken, whoever may not see a NIK gets it back
//! masked, a file handed in twice is kept once, and none outlives its event or somebody who was erased.

use axum::http::StatusCode;
use certification::{
    application::WithdrawOnBehalf,
    duty::Duty,
    erasure::ErasePerson,
    event::SetEventStatus,
    id::{EventId, PersonId},
    record::{
        case::Case,
        import::{ImportBatch, ImportRow},
    },
};
use exchange::workbook::{Limits, Workbook};
use store::{Find, Read as _, erased_of};
use workflow::intake::cells;

use crate::{
    event::{SHEET, event, of_event, staff},
    inside::{Inside, PASSWORD, both},
};

both! {
    every_kind_that_the_page_names_is_taken
    who_may_not_see_a_nik_gets_the_workbook_masked_and_each_look_is_noted
    a_file_handed_in_twice_is_kept_once
    an_erased_person_is_in_no_workbook_any_more
    what_is_told_of_a_row_before_its_person_is_known_goes_with_them
    a_workbook_goes_when_its_event_is_over
}

const ODS: &[u8] = include_bytes!("../../../../samples/layout-lain/peserta.ods");
const XLS: &[u8] = include_bytes!("../../../../samples/layout-lain/lama.xls");

/// How many files the house keeps.
async fn files(inside: &Inside) -> i64 {
    let rows = inside.flow.reader().rows("SELECT COUNT(*) AS n FROM file_object", &[]).await.unwrap();
    rows[0].int("n").unwrap()
}

/// The workbook of that page.
async fn batch(inside: &Inside, import: &str) -> ImportBatch {
    inside.flow.reader().get(import.rsplit('/').next().unwrap()).await.unwrap().unwrap()
}

/// All text of a workbook.
fn text_of(bytes: &[u8]) -> String {
    let book = Workbook::read(bytes, &Limits::default()).unwrap();
    let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    rows.flat_map(|row| &row.cells).filter_map(|cell| cell.as_text()).collect::<Vec<_>>().join("\n")
}

async fn every_kind_that_the_page_names_is_taken(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/peserta");
    let windows: Vec<u8> =
        SHEET.replace("Hamdani", "Hamd?ni").bytes().map(|b| if b == b'?' { 0xE9 } else { b }).collect();
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(SHEET.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, bytes, kind, said) in [
        ("peserta.ods", ODS, "application/vnd.oasis.opendocument.spreadsheet", "2 dari 3 siap"),
        ("lama.xls", XLS, "application/vnd.ms-excel", "dari 5 siap"),
        ("windows.csv", &*windows, "text/csv", "2 dari 3 siap"),
        ("utf16.csv", &*utf16, "text/csv", "2 dari 3 siap"),
    ] {
        let taken = staff.upload(&page, name, bytes).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{name}: {}", taken.text);
        let import = taken.header("location").to_owned();
        let shown = staff.get(&import).await;
        assert!(shown.text.contains(said), "{name}: {}", shown.text);
        let batch = batch(&inside, &import).await;
        let file = inside.flow.store().files().unwrap().info(&batch.file).await.unwrap().unwrap();
        assert_eq!(file.media_type, kind, "{name}");
        let back = staff.get(&format!("{import}/lembar")).await;
        assert_eq!((back.status, &back.bytes[..2]), (StatusCode::OK, &b"PK"[..]), "{name}");
    }
    // What is no workbook is told what a workbook is.
    let locked: Vec<u8> = b"PK\x03\x04 no zip at all".to_vec();
    for (name, bytes) in [("foto.ods", &b"\x89PNG\r\n\x1a\n0000"[..]), ("rusak.ods", &*locked)] {
        let refused = staff.upload(&page, name, bytes).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(!refused.text.contains("JPEG"), "{name}: {}", refused.text);
    }
}

async fn who_may_not_see_a_nik_gets_the_workbook_masked_and_each_look_is_noted(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let import = staff.upload(&format!("/acara/{event}/peserta"), "a.csv", SHEET.as_bytes()).await;
    let import = import.header("location").to_owned();
    let sheet = format!("{import}/lembar");
    let whole = text_of(&staff.get(&sheet).await.bytes);
    assert!(whole.contains("6372045501880003") && whole.contains("637104"), "{whole}");
    let mut facilitator = of_event(&inside, Duty::Facilitator, event).await;
    let masked = text_of(&facilitator.get(&sheet).await.bytes);
    assert!(masked.contains("6372 •••• •••• 0003") && !masked.contains("6372045501880003"), "{masked}");
    // What has to be mended is readable, as on the page.
    assert!(masked.contains("637104") && masked.contains("Hamdani"), "{masked}");
    assert_eq!(staff.get(&format!("{import}/kolom")).await.status, StatusCode::OK);
    let sql = "SELECT action, object FROM access_log WHERE object LIKE 'import:%' ORDER BY action";
    let looks = inside.flow.reader().rows(sql, &[]).await.unwrap();
    let looks: Vec<_> = looks.iter().map(|l| (l.text("action").unwrap(), l.text("object").unwrap())).collect();
    let object = format!("import:{}", batch(&inside, &import).await.id);
    assert_eq!(looks, ["give-back-masked", "give-back-workbook", "see-columns"].map(|action| (action, &*object)));
}

async fn a_file_handed_in_twice_is_kept_once(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/peserta");
    staff.upload(&page, "a.csv", SHEET.as_bytes()).await;
    assert_eq!(files(&inside).await, 1);
    for _ in 0..2 {
        assert_eq!(staff.upload(&page, "b.csv", SHEET.as_bytes()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(files(&inside).await, 1);
}

/// Invites who is ready and answers the case of that person's row.
async fn invited(inside: &Inside, import: &str, row: i64) -> Case {
    while inside.flow.work_once("test").await.unwrap() > 0 {}
    let id = format!("{}:{row}", import.rsplit('/').next().unwrap());
    let row: ImportRow = inside.flow.reader().get(&id).await.unwrap().unwrap();
    inside.flow.reader().get(row.case_id.unwrap()).await.unwrap().unwrap()
}

/// A manager, who may erase.
async fn manager(inside: &Inside) -> PersonId {
    let manager = inside.person("Manajer Rekaan", "manajer@contoh.id", None).await;
    let starts = "2025-01-01".to_owned();
    let appoint =
        certification::person::Appoint { duty: Duty::Manager, event: None, institution: None, starts, ends: None };
    inside.flow.perform_as_house(workflow::load::PersonKey::from(manager), appoint).await.unwrap();
    inside.let_in(manager).await;
    manager
}

async fn an_erased_person_is_in_no_workbook_any_more(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/peserta");
    // Siti stands in two; in the second her row waits and is nobody's yet.
    let second = SHEET.replace("DAFTAR", "SUSULAN");
    let without = SHEET.replace("Siti Rahmah", "Noor Aida").replace("6372045501880003", "6372045501880004");
    let mut imports = Vec::new();
    for text in [SHEET, &second, &without] {
        imports.push(staff.upload(&page, "a.csv", text.as_bytes()).await.header("location").to_owned());
    }
    staff.post(&format!("{}/undang", imports[0]), &[("dana", "")]).await;
    let case = invited(&inside, &imports[0], 3).await;
    let act = WithdrawOnBehalf { reason: "Lewat telepon".to_owned() };
    inside.flow.perform_as_house(case.id, act).await.unwrap();

    let manager = manager(&inside).await;
    let actor = inside.flow.actor(manager).await.unwrap();
    let act = ErasePerson { reason: "Permintaan 12/PDP".to_owned(), issuance: false };
    inside.flow.erase_person(&actor, case.person_id, act).await.unwrap();

    assert_eq!(files(&inside).await, 1, "the workbook without her alone is kept");
    let mut known = Vec::new();
    for import in &imports {
        known.push(batch(&inside, import).await);
    }
    let why: Vec<_> = known.iter().map(|b| b.gone_why.as_deref()).collect();
    assert_eq!(why, [Some("erasure"), Some("erasure"), None]);
    for (import, batch) in imports.iter().zip(&known) {
        let sheet = staff.get(&format!("{import}/lembar")).await;
        let page = staff.get(import).await;
        let gone = batch.gone_at.is_some();
        assert_eq!(sheet.status == StatusCode::OK, !gone, "{import}");
        assert_eq!(page.text.contains("Berkasnya dimusnahkan"), gone, "{import}: {}", page.text);
        assert_eq!(page.text.contains("/lembar\""), !gone, "{import}");
        let own = certification::id::PersonId(batch.id.0);
        assert_eq!(erased_of(&mut inside.flow.reader(), own).await.unwrap().len(), usize::from(gone));
    }
    let row = async |import: &str, row: i64| -> ImportRow {
        let id = format!("{}:{row}", import.rsplit('/').next().unwrap());
        inside.flow.reader().get(&id).await.unwrap().unwrap()
    };
    for import in &imports[..2] {
        assert!(row(import, 3).await.cells.is_none(), "what her row held is gone");
        assert!(row(import, 4).await.cells.is_some(), "what the others' held is not");
    }
    // The rows of the others are mended in place.
    let mended = [("sel|5|nik", "6303054803830004"), ("sel|5|born", "08/03/1983")];
    let answer = staff.post(&format!("{}/baris", imports[1]), &mended).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(row(&imports[1], 5).await.state, "ready");
    let columns = staff.get(&format!("{}/kolom", imports[1])).await;
    assert_eq!(columns.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", columns.text);

    let mut reader = inside.flow.reader();
    let sql = "SELECT act, actor FROM journal WHERE act_type = 'DropWorkbook'";
    let acts = reader.rows(sql, &[]).await.unwrap();
    assert_eq!(acts.len(), 2);
    assert!(acts.iter().all(|a| a.text("actor").unwrap() == manager.to_string()));
    assert_eq!(reader.verify_chains().await.unwrap(), []);
}

async fn what_is_told_of_a_row_before_its_person_is_known_goes_with_them(inside: Inside) {
    let (first, second) = (event(&inside, "KALSEL-2026").await, event(&inside, "KALSEL-2027").await);
    let mut staff = staff(&inside).await;
    let mut cases = Vec::new();
    for event in [first, second] {
        let import = staff.upload(&format!("/acara/{event}/peserta"), "a.csv", SHEET.as_bytes()).await;
        let import = import.header("location").to_owned();
        staff.post(&format!("{import}/undang"), &[("dana", "")]).await;
        let case = invited(&inside, &import, 3).await;
        let act = WithdrawOnBehalf { reason: "Lewat telepon".to_owned() };
        inside.flow.perform_as_house(case.id, act).await.unwrap();
        cases.push((batch(&inside, &import).await.id, case));
    }
    let [(_, known), (again, case)] = &cases[..] else { panic!("two events") };
    assert_eq!(known.person_id, case.person_id, "she is the same in both");
    let row: ImportRow = inside.flow.reader().get(format!("{again}:3")).await.unwrap().unwrap();
    assert!(row.person_id == case.person_id && row.first_person_id != case.person_id);
    assert!(erased_of(&mut inside.flow.reader(), row.first_person_id).await.unwrap().is_empty());

    let actor = inside.flow.actor(manager(&inside).await).await.unwrap();
    let act = ErasePerson { reason: "Permintaan 12/PDP".to_owned(), issuance: false };
    inside.flow.erase_person(&actor, case.person_id, act).await.unwrap();
    for id in [row.person_id, row.first_person_id] {
        assert!(!erased_of(&mut inside.flow.reader(), id).await.unwrap().is_empty(), "{id}");
    }
    assert_eq!(inside.flow.reader().verify_chains().await.unwrap(), []);
}

async fn set(inside: &Inside, event: EventId, status: &str) {
    let act = SetEventStatus { status: status.to_owned(), reason: String::new() };
    inside.flow.perform_as_house((Some(event), String::new()), act).await.unwrap();
}

async fn a_workbook_goes_when_its_event_is_over(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut first = staff(&inside).await;
    let import = first.upload(&format!("/acara/{event}/peserta"), "a.csv", SHEET.as_bytes()).await;
    let import = import.header("location").to_owned();
    first.post(&format!("{import}/undang"), &[("dana", "")]).await;
    invited(&inside, &import, 3).await;
    // Closed, and not yet 30 days past its last day; then past them, and open again.
    set(&inside, event, "closed").await;
    inside.minutes_pass(40 * 24 * 60);
    inside.flow.tidy().await.unwrap();
    assert_eq!(files(&inside).await, 1);
    set(&inside, event, "open").await;
    inside.minutes_pass(30 * 24 * 60);
    inside.flow.tidy().await.unwrap();
    assert_eq!(files(&inside).await, 1);

    set(&inside, event, "closed").await;
    inside.flow.tidy().await.unwrap();
    assert_eq!(files(&inside).await, 0);
    let batch = batch(&inside, &import).await;
    assert_eq!((batch.status.as_str(), batch.gone_why.as_deref()), ("done", Some("closed")));
    let rows: Vec<ImportRow> = inside.flow.reader().find(&Find::by("batch_id", batch.id)).await.unwrap();
    assert!(rows.len() == 3 && rows.iter().all(|row| cells(row).unwrap().is_empty() && row.understood.is_none()));
    for row in &rows {
        let erased = erased_of(&mut inside.flow.reader(), row.person_id).await.unwrap();
        assert_eq!(erased.is_empty(), row.state == "imported", "who was invited keeps the own key");
    }
    let mut again = inside.browser();
    assert_eq!(again.sign_in("dian@contoh.id", PASSWORD).await.status, StatusCode::SEE_OTHER);
    let page = again.get(&import).await;
    assert!(page.text.contains("Acaranya sudah selesai") && !page.text.contains("/lembar\""), "{}", page.text);
    assert_eq!(again.get(&format!("{import}/lembar")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Once more finds nothing to do.
    inside.flow.tidy().await.unwrap();
    assert_eq!(inside.flow.reader().verify_chains().await.unwrap(), []);
}
