//! Tests that come with their items from a file: kept in versions, shown with what is missing, and going out again.

use axum::http::StatusCode;
use certification::duty::Duty;
use exam::{
    format::{
        Files, Intake, TestOutline,
        qti::{self, Contents, Version},
    },
    item::{Item, ItemId, Language},
};
use rehearsal::written;

use crate::{
    bank::member,
    house::Response,
    inside::{Browser, Inside, both, hidden},
};

both! {
    a_test_that_comes_in_is_kept_and_goes_out_again
    a_test_says_which_of_its_items_the_bank_has_not_as_the_file_has_them
}

/// A package with the test `UJI-1` over the items, in sections of that many.
fn package(items: &[Item], minutes: Option<u32>, each: usize) -> (TestOutline, Vec<u8>) {
    let name = |part: &[Item]| ("Layanan".to_owned(), part.iter().map(|item| item.id.clone()).collect());
    let sections = items.chunks(each).map(name).collect();
    let test = TestOutline { id: ItemId::new("UJI-1").unwrap(), title: "Uji layanan".to_owned(), minutes, sections };
    let contents = Contents { items, stimuli: &[], files: &Files::new(), tests: std::slice::from_ref(&test) };
    (test.clone(), qti::export(&contents, Version::V21).unwrap().bytes)
}

/// Uploads a package and takes it in; answers the report before and after.
async fn bring(author: &mut Browser<'_>, file: &[u8]) -> (Response, Response) {
    author.post_file("/butir/impor", &[("awalan", "LD")], ("berkas", "uji.zip", file)).await;
    let before = author.get("/butir/impor/periksa").await;
    let sidik = hidden(&before.text, "sidik");
    let after = author.post("/butir/impor/simpan", &[("sidik", &sidik)]).await;
    (before, after)
}

fn simple(most: usize) -> Vec<Item> {
    let plain = |item: &Item| item.media().is_empty() && item.question.stimulus.is_none();
    written::examples().unwrap().into_iter().filter(plain).take(most).collect()
}

async fn a_test_that_comes_in_is_kept_and_goes_out_again(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let mut staff = inside.signed_in(Some(Duty::Staff), "Retno", "staf@contoh.id", None).await;
    assert!(author.get("/tes-soal").await.text.contains("Belum ada tes dari berkas"));
    let items = simple(3);
    let (test, file) = package(&items, Some(45), 2);
    let (before, after) = bring(&mut author, &file).await;
    let named = format!("Bagian “Layanan”, 2 butir: {}, {}", items[0].id, items[1].id);
    for said in ["Paket QTI 2.1", "Susunan tes diambil", "Uji layanan", "Waktu 45 menit", &named] {
        assert!(before.text.contains(said), "{said}: {}", before.text);
    }
    assert!(after.text.contains("href=\"/tes-soal/UJI-1\""), "{}", after.text);
    let list = author.get("/tes-soal").await;
    assert!(list.text.contains("Uji layanan") && list.text.contains("uji.zip"), "{}", list.text);
    let page = author.get("/tes-soal/UJI-1").await;
    assert!(items.iter().all(|item| page.text.contains(&format!("/butir/{}", item.id))), "{}", page.text);
    assert!(!page.text.contains("tidak diambil dari berkas"), "{}", page.text);
    assert_eq!(staff.get("/tes-soal/UJI-1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(author.get("/tes-soal/UJI-2").await.status, StatusCode::NOT_FOUND);

    for (bentuk, version) in [("qti", Version::V30), ("qti-2.2", Version::V22), ("qti-2.1", Version::V21)] {
        let asked = format!("bentuk={bentuk}&tes=UJI-1&versi=1");
        let report = author.get(&format!("/butir/ekspor?{asked}")).await;
        let text = report.text.replace("&#38;", "&").replace("&amp;", "&");
        assert!(text.contains(&format!("/butir/ekspor/berkas?{asked}")), "{text}");
        let file = author.get(&format!("/butir/ekspor/berkas?{asked}")).await;
        let intake = Intake { prefix: ItemId::new("X").unwrap(), language: Language::Id, most: 1_000 };
        let back = qti::import(&file.bytes, &intake).unwrap();
        assert_eq!((back.version, back.tests.as_slice()), (Some(version), &[test.clone()][..]));
        assert_eq!(back.items.len(), 3);
    }
    let other = author.get("/butir/ekspor/berkas?bentuk=json&tes=UJI-1").await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);

    // The same file again is there already; another test of that name is its next version.
    bring(&mut author, &file).await;
    assert_eq!(author.get("/tes-soal/UJI-1?versi=2").await.status, StatusCode::NOT_FOUND);
    bring(&mut author, &package(&items, Some(60), 2).1).await;
    let newest = author.get("/tes-soal/UJI-1").await;
    assert!(newest.text.contains("Waktu 60 menit"), "{}", newest.text);
    let former = author.get("/tes-soal/UJI-1?versi=1").await;
    assert!(former.text.contains("Waktu 45 menit") && former.text.contains("Versi terbaru"), "{}", former.text);
}

async fn a_test_says_which_of_its_items_the_bank_has_not_as_the_file_has_them(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let items = simple(2);
    bring(&mut author, &package(&items[..1], None, 1).1).await;
    let mut changed = items.clone();
    changed[0].question.stem = changed[1].question.stem.clone();
    let (_, after) = bring(&mut author, &package(&changed, None, 2).1).await;
    assert!(after.text.contains("sudah ada"), "{}", after.text);
    let page = author.get("/tes-soal/UJI-1").await;
    assert!(page.text.contains("1 butir tidak ada di bank soal seperti pada berkas"), "{}", page.text);
    let file = author.get("/butir/ekspor/berkas?bentuk=qti-2.1&tes=UJI-1").await;
    let intake = Intake { prefix: ItemId::new("X").unwrap(), language: Language::Id, most: 1_000 };
    let back = qti::import(&file.bytes, &intake).unwrap();
    assert_eq!(back.tests[0].sections, [("Layanan".to_owned(), vec![items[1].id.clone()])]);
    assert_eq!(back.items.len(), 1);
}
