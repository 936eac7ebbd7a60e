//! What is taken along: the outcome of an event as page, report and workbook, and lists of cases as workbooks; nothing
//! that is hidden on a page stands in them, and nobody takes what they may not see.

use std::io::Cursor;

use axum::http::StatusCode;
use calamine::{Data, Reader as _, Xlsx};
use certification::{body::ChangeSettings, duty::Duty, form::Locale};
use rehearsal::Finding;

use crate::{
    inside::{Browser, Inside, both},
    panel::{assessed, of_duty},
};

both! {
    what_came_out_is_told_alike_on_page_paper_and_sheet
    a_list_is_taken_along_as_it_is_narrowed_by_who_may_see_it
}

/// The sheets of a workbook, each cell as text.
fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    let text = |cell: &Data| cell.to_string();
    names
        .into_iter()
        .map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            (name, range.rows().map(|row| row.iter().map(text).collect()).collect())
        })
        .collect()
}

async fn workbook(browser: &mut Browser<'_>, path: &str) -> Vec<(String, Vec<Vec<String>>)> {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text);
    assert!(answer.header("content-disposition").contains(".xlsx"));
    sheets(&answer.bytes)
}

async fn what_came_out_is_told_alike_on_page_paper_and_sheet(inside: Inside) {
    // Three of one scheme and two of another; three of one district and two of another.
    let findings = [Finding::K, Finding::K, Finding::Bk, Finding::K, Finding::Bk];
    let troupe = assessed(&inside, &findings).await;
    let stage = inside.stage();
    let sitting = troupe.convene(&stage, 0).await.unwrap();
    let at = format!("/acara/{}", troupe.event.id);
    let mut manager = of_duty(&inside, &troupe, Duty::Manager, 0).await;
    for (n, (case, finding)) in troupe.cases.iter().zip(findings).enumerate() {
        if n == 3 {
            // Three in all: not even their sum is told.
            let page = manager.get(&format!("{at}/hasil")).await.text;
            assert!(
                page.contains("Baru kurang dari 5 orang yang diputus") && !page.contains("Diputus kompeten"),
                "{page}"
            );
            let line = workbook(&mut manager, &format!("{at}/hasil.xlsx")).await.remove(0).1;
            assert!(!line.iter().any(|row| row[0].starts_with("Di") && row[0].ends_with("kompeten")), "{line:?}");
            let paper =
                inside.flow.event_report(troupe.event.id, Locale::Id).await.unwrap().data["sections"].to_string();
            assert!(paper.contains("hasilnya belum dimuat") && !paper.contains("orang terbukti kompeten"), "{paper}");
        }
        let (outcome, reason) = if finding == Finding::K { ("granted", "") } else { ("not-granted", "Ulang.") };
        sitting.decide(case.id, outcome, reason).await.unwrap();
    }
    // Fewer than five: who they are is told nowhere.
    let page = manager.get(&format!("{at}/hasil")).await.text;
    assert!(page.contains("kurang dari 5 orang yang diputus") && page.contains("dari 5 orang yang diputus"), "{page}");
    let book = workbook(&mut manager, &format!("{at}/hasil.xlsx")).await;
    for (name, rows) in &book[1..3] {
        assert_eq!(rows[1..3].iter().map(|r| r[3..6].concat()).collect::<String>(), "", "{name}: {rows:?}");
    }
    assert_eq!(book[3].1.iter().filter(|r| r[0].starts_with("CONTOH")).count(), 0, "{:?}", book[3]);

    let act = ChangeSettings { values: vec![("outcome.least_shown".to_owned(), "1".to_owned())] };
    stage.act(troupe.cast.one(Duty::Administrator).unwrap(), (), act).await.unwrap();
    let page = manager.get(&format!("{at}/hasil")).await.text;
    assert!(page.contains("Unit yang paling sering belum tercapai") && page.contains("1 dari 3"), "{page}");

    let book = workbook(&mut manager, &format!("{at}/hasil.xlsx")).await;
    let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["Tahap", "Per skema", "Peserta per kabupatenkota", "Unit yang paling sering belum t", "Dari tahun ke tahun"]
    );
    let row = |sheet: usize, first: &str| book[sheet].1.iter().find(|r| r[0] == first).cloned().unwrap_or_default();
    assert_eq!(row(0, "Diputus kompeten")[1], "3");
    let told = |sheet: usize| book[sheet].1[1..3].iter().map(|r| r[1..6].join(" ")).collect::<Vec<_>>();
    assert_eq!(told(1), ["3 3 3 2 1", "2 2 2 1 1"], "{:?}", book[1]);
    assert_eq!(told(2), ["3 3 3 1 2", "2 2 2 2 0"], "{:?}", book[2]);
    let units: Vec<String> = book[3].1[1..3].iter().map(|r| r[3..5].join(" ")).collect();
    assert_eq!(units, ["2 1", "3 1"], "{:?}", book[3]);
    let paper = inside.flow.event_report(troupe.event.id, Locale::Id).await.unwrap().data;
    let said = paper["sections"].to_string();
    for sentence in [
        "Yang kami sarankan",
        "1 dari 2 orang yang diputus belum mencapainya",
        "Apa yang terjadi",
        "Manajer Sertifikasi",
    ] {
        assert!(said.contains(sentence), "{sentence}: {said}");
    }
    let pdf = manager.get(&format!("{at}/laporan.pdf")).await;
    assert_eq!((pdf.status, &pdf.bytes[..5]), (StatusCode::OK, &b"%PDF-"[..]));
    let mut assessor = inside.signed_in_by_own(troupe.assessors[0]).await;
    assert_eq!(assessor.get(&format!("{at}/hasil.xlsx")).await.status, StatusCode::NOT_FOUND);
}

async fn a_list_is_taken_along_as_it_is_narrowed_by_who_may_see_it(inside: Inside) {
    let stage = inside.stage();
    let troupe = rehearsal::Troupe::gather(&stage, 3).await.unwrap();
    troupe.player(&stage, 0).unwrap().confirm().await.unwrap();
    let mut staff = of_duty(&inside, &troupe, Duty::Staff, 0).await;
    let all = workbook(&mut staff, "/berkas/daftar.xlsx").await;
    assert_eq!(all[0].1.len(), 4, "a head and three cases: {all:?}");
    assert!(staff.get("/berkas").await.text.contains("/berkas/daftar.xlsx"));
    let invited = workbook(&mut staff, "/berkas/daftar.xlsx?tahap=invited").await;
    assert_eq!(invited[0].1.len(), 3, "{invited:?}");
    assert!(invited[0].1[1..].iter().all(|row| row[9] == "Diundang"), "{invited:?}");
    // A candidate takes along what is their own, and nothing else.
    let mut own = inside.signed_in_by_own(troupe.cases[1].person_id).await;
    let mine = workbook(&mut own, "/berkas/daftar.xlsx").await;
    assert_eq!((mine[0].1.len(), mine[0].1[1][5].as_str()), (2, "Sertifikasi contoh"), "{mine:?}");
}
