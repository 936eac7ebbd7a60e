//! The item bank over HTTP: who may pass, two people before an item is used, a key that its checker does not see, what
//! an import tells before and after, a leak, forms frozen as they were looked at.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    id::{EventId, PersonId, SchemeVersionId},
    person::Appoint,
    record::exam::{ExamForm, Item},
    scheme::DraftScheme,
};
use exam::{
    format::{
        Intake, TestOutline,
        qti::{self, Version},
    },
    item::{ItemId, Language},
};
use regex::Regex;
use rehearsal::written;
use store::{Find, Read as _, outside::looked};
use workflow::{
    exam_bank::ItemStep,
    load::{PersonKey, SchemeKey},
};

use crate::{
    house::{NOW, Response},
    inside::{Browser, Inside, both, hidden},
};

both! {
    the_bank_is_there_for_who_keeps_it_alone
    two_people_approve_before_an_item_is_used_and_neither_wrote_it
    whoever_checks_a_key_does_not_see_it
    an_import_tells_each_item_before_anything_is_stored
    what_comes_twice_overwrites_nothing_without_a_word
    names_that_we_made_up_overwrite_nothing
    a_leak_names_the_forms_that_hold_the_item
    forms_are_frozen_as_they_were_looked_at
    an_export_tells_what_it_loses_and_is_noted
    a_frozen_form_goes_out_as_a_test_of_each_version
    reports_speak_the_readers_language
    items_say_their_language_on_pages_of_another
}

/// Somebody of the scheme committee.
pub async fn member<'a>(inside: &'a Inside, name: &str) -> (PersonId, Browser<'a>) {
    appointed(inside, name, Duty::SchemeCommittee, None).await
}

async fn appointed<'a>(inside: &'a Inside, name: &str, duty: Duty, event: Option<EventId>) -> (PersonId, Browser<'a>) {
    let email = format!("{}@contoh.id", name.to_lowercase());
    let person = inside.person(name, &email, None).await;
    let appoint = Appoint { duty, event, institution: None, starts: "2025-01-01".to_owned(), ends: None };
    inside.flow.perform_as_house(PersonKey::from(person), appoint).await.unwrap();
    (person, inside.signed_in_as(person, &email).await)
}

pub async fn item(inside: &Inside, id: &str) -> Option<Item> {
    inside.flow.reader().get(id).await.unwrap()
}

/// The example schemes that the product ships.
const SCHEMES: &[u8] = include_bytes!("../../../../samples/contoh/skema.json");

pub const WRITTEN: &[(&str, &str)] = &[
    ("jenis", "single"),
    ("baris", "3"),
    ("kode", "LD-S-0117"),
    ("judul", "Buku sedang dipinjam"),
    ("soal", "Tindakan petugas yang paling tepat adalah …"),
    ("isi-1", "Menolak permintaan"),
    ("isi-2", "Menawarkan pemesanan"),
    ("isi-3", "Menghubungi peminjam"),
    ("kunci", "2"),
    ("acak", "ya"),
    ("nilai", "1"),
    ("bahasa", "id"),
    ("tingkat", "C3"),
    ("tempat", "CONTOH.LD.01~1~1.3"),
    ("pembahasan", "Pembahasan yang dirahasiakan"),
    ("perbuatan", "simpan"),
];

async fn step(browser: &mut Browser<'_>, step: &str) -> Response {
    browser.post("/butir/LD-S-0117/langkah", &[("langkah", step)]).await
}

/// The place under which the page shows an option.
fn place_of(html: &str, words: &str) -> String {
    let option = Regex::new(r#"name="a" value="(\d+)".*?class="opsi__t"[^>]*>([^<]*)<"#).unwrap();
    let found = option.captures_iter(html).find(|found| &found[2] == words);
    found.unwrap_or_else(|| panic!("no {words} in {html}"))[1].to_owned()
}

async fn the_bank_is_there_for_who_keeps_it_alone(inside: Inside) {
    let mut candidate = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    let mut staff = inside.signed_in(Some(Duty::Staff), "Retno", "staf@contoh.id", None).await;
    let event = Some(EventId(uuid::Uuid::from_u128(7)));
    let (_, mut facilitator) = appointed(&inside, "Fajar", Duty::Facilitator, event).await;
    let (_, mut author) = member(&inside, "Hafiz").await;
    let pages = ["/butir", "/butir/baru", "/butir/impor", "/butir/ekspor", "/kisi-kisi"];
    for path in pages {
        for browser in [&mut candidate, &mut staff, &mut facilitator] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let seen = author.get(path).await;
        assert_eq!(seen.status, StatusCode::OK, "{path}: {}", seen.text);
    }
    assert!(author.get("/butir").await.text.contains("Bank soal masih kosong"));
    assert_eq!(candidate.post("/butir/baru", WRITTEN).await.status, StatusCode::NOT_FOUND);
    assert_eq!(author.post("/butir/baru", WRITTEN).await.status, StatusCode::SEE_OTHER);
    for path in ["/butir/LD-S-0117", "/butir/LD-S-0117?kunci=1", "/butir/LD-S-0117/ubah", "/butir/LD-S-0117/bocor"] {
        assert_eq!(candidate.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(author.get("/butir?cari=dipinjam").await.text.contains("LD-S-0117"));
    assert!(author.get("/butir?keadaan=active").await.text.contains("Tidak ada butir yang cocok"));
}

async fn two_people_approve_before_an_item_is_used_and_neither_wrote_it(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let (_, mut reviewer) = member(&inside, "Nurul").await;
    let (_, mut checker) = member(&inside, "Fajar").await;
    let saved = author.post("/butir/baru", WRITTEN).await;
    assert_eq!(saved.header("location"), "/butir/LD-S-0117?sudah=tulis", "{}", saved.text);
    let taken = author.post("/butir/baru", WRITTEN).await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.text.contains("sudah dipakai butir lain"));

    assert_eq!(step(&mut author, "ajukan").await.status, StatusCode::SEE_OTHER);
    let own = step(&mut author, "terima-isi").await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.text.contains("Penulis tidak menelaah"), "{}", own.text);
    for aspect in ["terima-isi", "terima-bahasa", "terima-adil"] {
        assert_eq!(step(&mut reviewer, aspect).await.status, StatusCode::SEE_OTHER, "{aspect}");
    }
    assert_eq!(step(&mut reviewer, "uji-coba").await.status, StatusCode::UNPROCESSABLE_ENTITY, "no key checked yet");

    let asked = checker.get("/butir/LD-S-0117/periksa-kunci").await;
    let answer = place_of(&asked.text, "Menawarkan pemesanan");
    let seed = hidden(&asked.text, "acak");
    let right = checker.post("/butir/LD-S-0117/periksa-kunci", &[("acak", &seed), ("a", &answer)]).await;
    assert_eq!(right.header("location"), "/butir/LD-S-0117?sudah=kunci", "{}", right.text);
    assert_eq!(step(&mut reviewer, "uji-coba").await.status, StatusCode::SEE_OTHER);
    assert_eq!(step(&mut author, "setujui").await.status, StatusCode::UNPROCESSABLE_ENTITY, "not one's own");
    assert_eq!(step(&mut reviewer, "setujui").await.status, StatusCode::SEE_OTHER);
    let early = step(&mut reviewer, "aktifkan").await;
    assert!(early.status == StatusCode::UNPROCESSABLE_ENTITY && early.text.contains("Baru 1 dari 2"), "{}", early.text);
    assert_eq!(step(&mut reviewer, "setujui").await.status, StatusCode::UNPROCESSABLE_ENTITY, "one person once");
    assert_eq!(step(&mut checker, "setujui").await.status, StatusCode::SEE_OTHER);
    assert_eq!(step(&mut author, "aktifkan").await.status, StatusCode::SEE_OTHER);
    assert_eq!(item(&inside, "LD-S-0117").await.unwrap().state, "active");

    let changed: Vec<_> = WRITTEN.iter().copied().filter(|(name, _)| *name != "judul").collect();
    let unsaid = author.post("/butir/LD-S-0117/ubah", &changed).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY, "a new version wants a reason");
    let said = [&changed[..], &[("alasan", "Judul dihapus")]].concat();
    assert_eq!(author.post("/butir/LD-S-0117/ubah", &said).await.status, StatusCode::SEE_OTHER);
    let row = item(&inside, "LD-S-0117").await.unwrap();
    assert_eq!((row.state.as_str(), row.version, row.in_use), ("draft", 2, Some(1)));
}

async fn whoever_checks_a_key_does_not_see_it(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let (_, mut curious) = member(&inside, "Nurul").await;
    let (_, mut checker) = member(&inside, "Fajar").await;
    author.post("/butir/baru", WRITTEN).await;
    step(&mut author, "ajukan").await;

    let plain = curious.get("/butir/LD-S-0117").await;
    assert!(!plain.text.contains("Pembahasan yang dirahasiakan"), "{}", plain.text);
    let open = curious.get("/butir/LD-S-0117?kunci=1").await;
    assert!(open.text.contains("Pembahasan yang dirahasiakan"), "{}", open.text);
    let barred = curious.get("/butir/LD-S-0117/periksa-kunci").await;
    assert_eq!(barred.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!barred.text.contains("Menawarkan pemesanan"), "{}", barred.text);
    let seed = "00".repeat(32);
    let forced = curious.post("/butir/LD-S-0117/periksa-kunci", &[("acak", &seed), ("a", "1")]).await;
    assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(author.get("/butir/LD-S-0117/periksa-kunci").await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let asked = checker.get("/butir/LD-S-0117/periksa-kunci").await;
    assert_eq!(asked.status, StatusCode::OK);
    for told in ["Pembahasan", "checked", "rationale", "\"answer\""] {
        assert!(!asked.text.contains(told), "{told}: {}", asked.text);
    }
    let values = Regex::new(r#"name="a" value="([^"]*)""#).unwrap();
    let values: Vec<String> = values.captures_iter(&asked.text).map(|found| found[1].to_owned()).collect();
    assert_eq!(values, ["1", "2", "3"], "options are called by their places");
    let seed = hidden(&asked.text, "acak");
    let empty = checker.post("/butir/LD-S-0117/periksa-kunci", &[("acak", &seed)]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.text.contains("Jawab dulu"), "{}", empty.text);
    let wrong = place_of(&asked.text, "Menolak permintaan");
    let sent = checker.post("/butir/LD-S-0117/periksa-kunci", &[("acak", &seed), ("a", &wrong)]).await;
    assert_eq!(sent.header("location"), "/butir/LD-S-0117?sudah=kunci-lain", "{}", sent.text);
    assert_eq!(item(&inside, "LD-S-0117").await.unwrap().state, "draft");
}

const AIKEN: &str = "Ibu kota Kalimantan Selatan adalah\nA) Banjarbaru\nB) Martapura\nANSWER: A\n\n\
                     Katalog daring disebut\nA) OPAC\nB) OPAK\nANSWER: Z\n";

async fn an_import_tells_each_item_before_anything_is_stored(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let nothing = author.post_file("/butir/impor", &[("awalan", "LD")], ("berkas", "x.txt", b"")).await;
    assert!(nothing.status == StatusCode::UNPROCESSABLE_ENTITY && nothing.text.contains("Pilih berkasnya"));
    let odd = author.post_file("/butir/impor", &[], ("berkas", "x.bin", b"Surat biasa tanpa soal.")).await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", odd.text);
    assert_eq!(author.get("/butir/impor/periksa").await.header("location"), "/butir/impor");

    let sent = author.post_file("/butir/impor", &[("awalan", "LD")], ("berkas", "soal.txt", AIKEN.as_bytes())).await;
    assert_eq!(sent.header("location"), "/butir/impor/periksa", "{}", sent.text);
    let report = author.get("/butir/impor/periksa").await;
    for said in ["Aiken", "LD-001", "Diambil seluruhnya", "Tidak diambil", "Belum ada yang disimpan"] {
        assert!(report.text.contains(said), "{said}: {}", report.text);
    }
    assert!(item(&inside, "LD-001").await.is_none(), "nothing before the word");
    let other = author.post("/butir/impor/simpan", &[("sidik", "lain")]).await;
    assert_eq!(other.header("location"), "/butir/impor/periksa", "what was not looked at is looked at first");
    let sidik = hidden(&report.text, "sidik");
    let stored = author.post("/butir/impor/simpan", &[("sidik", &sidik)]).await;
    assert_eq!(stored.status, StatusCode::OK, "{}", stored.text);
    assert!(stored.text.contains("Hasil impor") && stored.text.contains("Tidak diambil"), "{}", stored.text);
    assert_eq!(item(&inside, "LD-001").await.unwrap().state, "draft");
    assert_eq!(author.get("/butir/impor/periksa").await.header("location"), "/butir/impor", "the file is gone");
}

/// Uploads a file, looks at the report and takes it in.
async fn bring(author: &mut Browser<'_>, text: &str, more: &[(&str, &str)]) -> Response {
    author.post_file("/butir/impor", &[("awalan", "LD")], ("berkas", "soal.txt", text.as_bytes())).await;
    let report = author.get("/butir/impor/periksa").await;
    let sidik = hidden(&report.text, "sidik");
    let fields = [&[("sidik", sidik.as_str())][..], more].concat();
    author.post("/butir/impor/simpan", &fields).await
}

async fn what_comes_twice_overwrites_nothing_without_a_word(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let once = "Ibu kota Kalimantan Selatan adalah\nA) Banjarbaru\nB) Martapura\nANSWER: A\n";
    let twice = once.replace("Ibu kota", "Ibu kota provinsi");
    bring(&mut author, once, &[]).await;
    let left = bring(&mut author, &twice, &[]).await;
    assert!(left.text.contains("Draf LD-001 sudah ada"), "{}", left.text);
    assert!(!author.get("/butir/LD-001").await.text.contains("Ibu kota provinsi"));
    let revised = bring(&mut author, &twice, &[("perbarui", "ya")]).await;
    assert!(revised.text.contains("Draf diperbarui"), "{}", revised.text);
    assert!(author.get("/butir/LD-001").await.text.contains("Ibu kota provinsi"));
}

async fn names_that_we_made_up_overwrite_nothing(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let (_, mut colleague) = member(&inside, "Rahmi").await;
    bring(&mut author, "Siapa yang memeriksa keanggotaan?\nA) Petugas\nB) Pemustaka\nANSWER: A\n", &[]).await;
    let other = "Katalog daring disebut apa\nA) OPAC\nB) OPAK\nANSWER: A\n";
    let came = bring(&mut colleague, other, &[("perbarui", "ya")]).await;
    assert!(came.text.contains("LD-2-001") && !came.text.contains("Draf diperbarui"), "{}", came.text);
    assert!(author.get("/butir/LD-001").await.text.contains("memeriksa keanggotaan"));
    assert!(author.get("/butir/LD-2-001").await.text.contains("Katalog daring"));
    // The same file again is known for what it is.
    let again = bring(&mut colleague, other, &[]).await;
    assert!(again.text.contains("Draf LD-2-001 sudah ada"), "{}", again.text);
}

/// The schemes that the example blueprint is for.
pub async fn schemes(inside: &Inside) {
    let all = exchange::schemes::read(SCHEMES, |_| SchemeVersionId(uuid::Uuid::nil())).unwrap();
    for scheme in all.into_iter().filter(|scheme| scheme.slug == written::SLUG) {
        let key = SchemeKey { id: None, slug: scheme.slug.clone(), version: scheme.version.clone() };
        inside.flow.perform_as_house(key, DraftScheme { scheme }).await.unwrap();
    }
}

/// The example items in use, brought in by three who are not among those who test.
pub async fn full_bank(inside: &Inside) -> Vec<ItemId> {
    let mut people = Vec::new();
    for name in ["Ani", "Budi", "Citra"] {
        people.push(inside.person(name, &format!("{name}@lama.contoh.id"), None).await);
    }
    schemes(inside).await;
    let (bank, items) = (inside.flow.exam_bank(), written::examples().unwrap());
    let ids = items.iter().map(|item| item.id.clone()).collect();
    for item in items {
        let life = written::lived(item, [people[0], people[1], people[2]], NOW - 90 * 24 * 3_600_000_000).unwrap();
        bank.bring_in(&life).await.unwrap();
    }
    ids
}

async fn forms(inside: &Inside) -> Vec<ExamForm> {
    inside.flow.reader().find(&Find::all().order_by(&["code"])).await.unwrap()
}

async fn a_leak_names_the_forms_that_hold_the_item(inside: Inside) {
    full_bank(&inside).await;
    let (person, mut author) = member(&inside, "Hafiz").await;
    let (bank, actor) = (inside.flow.exam_bank(), inside.flow.actor(person).await.unwrap());
    let kept = bank.keep_blueprint(&actor, written::blueprint().unwrap()).await.unwrap();
    let made = bank.assemble(&actor, &kept, 1, "LD-2026").await.unwrap();
    bank.freeze(&actor, &kept, &made[0]).await.unwrap();
    let id = made[0].questions[0].item.id.to_string();
    let page = format!("/butir/{id}/bocor");

    let asked = author.get(&page).await;
    assert!(asked.text.contains(&made[0].code) && asked.text.contains("Tarik sekarang"), "{}", asked.text);
    let careless = author.post(&page, &[("alasan", "Beredar"), ("nama", "lain")]).await;
    assert_eq!(careless.status, StatusCode::UNPROCESSABLE_ENTITY);
    let unsaid = author.post(&page, &[("alasan", " "), ("nama", &id)]).await;
    assert!(unsaid.status == StatusCode::UNPROCESSABLE_ENTITY && unsaid.text.contains("Alasannya belum ditulis"));
    assert_eq!(item(&inside, &id).await.unwrap().state, "active");
    let done = author.post(&page, &[("alasan", "Beredar di grup pesan"), ("nama", &id)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    assert_eq!(item(&inside, &id).await.unwrap().state, "retired");
    let after = author.get(&page).await;
    assert!(after.text.contains("Tercatat bocor") && !after.text.contains("Tarik sekarang"), "{}", after.text);
    assert!(author.get(&format!("/butir/{id}")).await.text.contains("Ditarik karena bocor"));

    let form = format!("/kisi-kisi/perangkat/{}", forms(&inside).await[0].id);
    assert!(author.get(&form).await.text.contains(&id));
    assert_eq!(author.post(&form, &[("alasan", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(author.post(&form, &[("alasan", "Satu butirnya bocor")]).await.status, StatusCode::SEE_OTHER);
    assert!(forms(&inside).await[0].withdrawn.is_some());
}

async fn forms_are_frozen_as_they_were_looked_at(inside: Inside) {
    let ids = full_bank(&inside).await;
    let (person, mut author) = member(&inside, "Hafiz").await;
    let (bank, actor) = (inside.flow.exam_bank(), inside.flow.actor(person).await.unwrap());
    let kept = bank.keep_blueprint(&actor, written::blueprint().unwrap()).await.unwrap();
    let page = format!("/kisi-kisi/{}/perangkat", kept.id);
    let shown = author.get(&format!("/kisi-kisi/{}", kept.id)).await;
    assert!(shown.text.contains("Sementara") && shown.text.contains("CONTOH.LD.01"), "{}", shown.text);
    let too_many = author.post(&page, &[("banyak", "12"), ("kode", "LD-2026"), ("perbuatan", "rakit")]).await;
    assert_eq!(too_many.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(too_many.text.contains("Perangkat tidak dapat dirakit"), "{}", too_many.text);
    let made = author.post(&page, &[("banyak", "1"), ("kode", "LD-2026"), ("perbuatan", "rakit")]).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.text);
    assert_eq!(forms(&inside).await.len(), 0, "looked at, not stored");
    let (seed, digest) = (hidden(&made.text, "acak"), hidden(&made.text, "sidik"));
    let used = ids.iter().find(|id| made.text.contains(&format!("/butir/{id}\""))).unwrap().to_string();

    let freeze =
        [("banyak", "1"), ("kode", "LD-2026"), ("perbuatan", "bekukan"), ("acak", &*seed), ("sidik", &*digest)];
    bank.step(&actor, &used, &ItemStep::Retire, "Tidak dipakai lagi").await.unwrap();
    let moved = author.post(&page, &freeze).await;
    assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", moved.text);
    assert_eq!(forms(&inside).await.len(), 0, "what was not looked at is not frozen");
    let again = author.post(&page, &[("banyak", "1"), ("kode", "LD-2026"), ("perbuatan", "rakit")]).await;
    if again.status == StatusCode::OK {
        let (seed, digest) = (hidden(&again.text, "acak"), hidden(&again.text, "sidik"));
        let freeze =
            [("banyak", "1"), ("kode", "LD-2026"), ("perbuatan", "bekukan"), ("acak", &*seed), ("sidik", &*digest)];
        let frozen = author.post(&page, &freeze).await;
        assert_eq!(frozen.status, StatusCode::SEE_OTHER, "{}", frozen.text);
        assert_eq!(forms(&inside).await.len(), 1);
    }
}

async fn an_export_tells_what_it_loses_and_is_noted(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let (_, mut other) = member(&inside, "Nurul").await;
    author.post("/butir/baru", WRITTEN).await;
    step(&mut author, "ajukan").await;
    for bentuk in ["qti", "qti-2.2", "qti-2.1", "moodle", "gift", "aiken", "xlsx", "json"] {
        let report = other.get(&format!("/butir/ekspor?bentuk={bentuk}")).await;
        assert!(report.text.contains("LD-S-0117"), "{bentuk}: {}", report.text);
    }
    let before = other.get("/butir/LD-S-0117/periksa-kunci").await;
    assert_eq!(before.status, StatusCode::OK, "a report holds no key");
    let file = other.get("/butir/ekspor/berkas?bentuk=json").await;
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.header("content-disposition").contains("butir-json.json"));
    assert!(file.text.contains("LD-S-0117"), "{}", file.text);
    let after = other.get("/butir/LD-S-0117/periksa-kunci").await;
    assert_eq!(after.status, StatusCode::UNPROCESSABLE_ENTITY, "who took the keys out does not check them");
}

async fn a_frozen_form_goes_out_as_a_test_of_each_version(inside: Inside) {
    full_bank(&inside).await;
    let (person, mut author) = member(&inside, "Hafiz").await;
    let mut staff = inside.signed_in(Some(Duty::Staff), "Retno", "staf@contoh.id", None).await;
    let (bank, actor) = (inside.flow.exam_bank(), inside.flow.actor(person).await.unwrap());
    let kept = bank.keep_blueprint(&actor, written::blueprint().unwrap()).await.unwrap();
    let made = bank.assemble(&actor, &kept, 1, "LD-2026").await.unwrap();
    bank.freeze(&actor, &kept, &made[0]).await.unwrap();
    let id = forms(&inside).await[0].id;
    let (_, life) = bank.life(&actor, made[0].questions[0].item.id.as_str()).await.unwrap();
    let page = author.get(&format!("/kisi-kisi/perangkat/{id}")).await;
    assert!(page.text.contains(&format!("/butir/ekspor?bentuk=qti&amp;perangkat={id}")), "{}", page.text);
    for (bentuk, version) in [("qti", Version::V30), ("qti-2.2", Version::V22), ("qti-2.1", Version::V21)] {
        let asked = format!("bentuk={bentuk}&perangkat={id}");
        let report = author.get(&format!("/butir/ekspor?{asked}")).await;
        assert_eq!(report.status, StatusCode::OK);
        let text = report.text.replace("&#38;", "&").replace("&amp;", "&");
        assert!(text.contains("Susunan tes ikut"), "{text}");
        assert!(text.contains(&format!("/butir/ekspor/berkas?{asked}")), "{text}");
        assert_eq!(staff.get(&format!("/butir/ekspor/berkas?{asked}")).await.status, StatusCode::NOT_FOUND);
        if version == Version::V30 {
            assert!(!bank.saw_key(&actor, &life).await.unwrap(), "a report holds no key");
        }
        // What goes out is read back by the same program: the test, its order, its items as they were frozen.
        let contents = TestOutline::of(&made[0], "T", None);
        let file = author.get(&format!("/butir/ekspor/berkas?{asked}")).await;
        let intake = Intake { prefix: ItemId::new("X").unwrap(), language: Language::Id, most: 1_000 };
        let back = qti::import(&file.bytes, &intake).unwrap();
        assert_eq!((back.version, back.tests.len()), (Some(version), 1));
        assert_eq!(back.tests[0].sections, contents.sections);
        assert_eq!(back.items.len(), made[0].questions.len());
    }
    // A form goes out as a test alone.
    let other = author.get(&format!("/butir/ekspor/berkas?bentuk=json&perangkat={id}")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert!(bank.saw_key(&actor, &life).await.unwrap(), "who took the keys out has seen them");
    let noted = looked(&mut inside.flow.reader(), person, "export-items", &format!("form:{id}"), 0).await.unwrap();
    assert!(noted, "the access log names the form");
}

async fn items_say_their_language_on_pages_of_another(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    author.post("/butir/baru", WRITTEN).await;
    let own = author.get("/butir").await.text;
    assert!(own.contains(r#"<span class="kecil">Buku sedang dipinjam</span>"#), "{own}");
    let list = author.get("/butir?lang=en").await.text;
    assert!(list.contains(r#"<span class="kecil" lang="id">Buku sedang dipinjam</span>"#), "{list}");
    let key = author.get("/butir/LD-S-0117?kunci=1").await.text;
    for said in [
        r#"<span lang="id">Buku sedang dipinjam</span>"#,
        r#"<p lang="id">Pembahasan yang dirahasiakan</p>"#,
        r#"<li lang="id"><b>B</b> Menawarkan pemesanan</li>"#,
    ] {
        assert!(key.contains(said), "{said}: {key}");
    }
}

async fn reports_speak_the_readers_language(inside: Inside) {
    schemes(&inside).await;
    let (person, mut author) = member(&inside, "Hafiz").await;
    let (bank, actor) = (inside.flow.exam_bank(), inside.flow.actor(person).await.unwrap());
    let kept = bank.keep_blueprint(&actor, written::blueprint().unwrap()).await.unwrap();
    let page = format!("/kisi-kisi/{}/perangkat", kept.id);
    let asked = [("banyak", "1"), ("kode", "LD-2026")];
    let reasons = author.post(&page, &asked).await.text;
    assert!(reasons.contains("(pilihan ganda)"), "{reasons}");
    author.post_file("/butir/impor", &[("awalan", "LD")], ("berkas", "soal.txt", AIKEN.as_bytes())).await;
    assert!(author.get("/butir/impor/periksa").await.text.contains(">baris 1<"));

    author.get("/butir?lang=en").await;
    let reasons = author.post(&page, &asked).await.text;
    assert!(reasons.contains("(one choice)"), "{reasons}");
    assert!(author.get("/butir/impor/periksa").await.text.contains(">line 1<"));
    let list = author.get("/butir").await.text;
    let english = "CONTOH.LD.01 · Provide Circulation Services";
    assert!(list.contains(english), "{list}");
}
