//! Writing items over HTTP: look-alikes before anything is saved, pictures and recordings, areas of a picture, enemies,
//! the other language, shared material in versions; and a blueprint that its scheme does not allow.

use axum::http::StatusCode;
use certification::{
    record::scheme::SchemeVersion,
    scheme::{DraftScheme, PublishScheme},
};
use exam::item::{ItemId, Language};
use regex::Regex;
use rehearsal::written;
use workflow::{exam_bank::ItemStep, load::SchemeKey};

use crate::{
    bank::{WRITTEN, full_bank, item, member, schemes},
    house::NOW,
    inside::{Inside, both, hidden},
};

both! {
    what_looks_alike_is_shown_before_anything_is_saved
    what_leaked_comes_back_neither_by_file_nor_past_its_reviewers_unnoticed
    a_picture_is_put_into_an_item_by_its_first_bytes_and_with_words
    a_picture_is_pressed_to_draw_an_area
    enemies_are_found_by_a_search
    a_question_in_the_other_language_keeps_its_key_and_never_meets_it
    who_saw_the_key_of_a_question_checks_no_translation_of_it
    a_blueprint_says_its_language_and_no_form_mixes_two
    shared_material_is_written_in_versions_and_shows_who_uses_it
    a_blueprint_is_judged_against_its_scheme_in_the_act
    the_form_of_a_kind_says_what_belongs_to_it
    a_blueprint_form_names_line_and_field_and_shows_the_stock
    what_the_bank_has_unchanged_is_told_as_there_already
    example_items_stand_on_no_form_of_a_scheme_that_is_none
}

/// A form of WRITTEN with other fields.
fn with<'a>(other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = WRITTEN.iter().copied().filter(|(name, _)| !other.iter().any(|(known, _)| known == name));
    kept.chain(other.iter().copied()).collect()
}

async fn what_looks_alike_is_shown_before_anything_is_saved(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    author.post("/butir/baru", WRITTEN).await;
    let twin = with(&[("kode", "LD-S-0118")]);
    let asked = author.post("/butir/baru", &twin).await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    assert!(asked.text.contains("belum ada yang disimpan") && asked.text.contains("LD-S-0117"), "{}", asked.text);
    assert!(item(&inside, "LD-S-0118").await.is_none());
    let seen = hidden(&asked.text, "mirip");
    let again = author.post("/butir/baru", &[&twin[..], &[("mirip", &*seen)]].concat()).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
    assert!(item(&inside, "LD-S-0118").await.is_some());
}

/// The item of [`WRITTEN`] and another that is twice in the file, as Aiken has them.
const AGAIN: &str = "Tindakan petugas yang paling tepat adalah\nA) Menolak permintaan\nB) Menawarkan pemesanan\n\
                     C) Menghubungi peminjam\nANSWER: B\n\n\
                     Katalog daring yang dapat dicari pemustaka disebut\nA) OPAC\nB) OPAK\nANSWER: A\n\n\
                     Katalog daring yang dapat dicari pemustaka disebut\nA) OPAC\nB) OPAK\nC) OPEC\nANSWER: A\n\n\
                     Ibu kota Kalimantan Selatan adalah\nA) Banjarbaru\nB) Martapura\nANSWER: A\n";

async fn what_leaked_comes_back_neither_by_file_nor_past_its_reviewers_unnoticed(inside: Inside) {
    let (person, mut author) = member(&inside, "Hafiz").await;
    let actor = inside.flow.actor(person).await.unwrap();
    author.post("/butir/baru", WRITTEN).await;
    inside.flow.exam_bank().step(&actor, "LD-S-0117", &ItemStep::Leaked, "Beredar.").await.unwrap();
    author.post_file("/butir/impor", &[("awalan", "BARU")], ("berkas", "soal.txt", AGAIN.as_bytes())).await;
    let report = author.get("/butir/impor/periksa").await;
    assert!(report.text.contains("3 butir mirip dengan yang sudah ada"), "{}", report.text);
    let leaked =
        Regex::new(r#"href="/butir/LD-S-0117">LD-S-0117</a>\s*<span class="ds-tag" data-color="danger">"#).unwrap();
    assert!(leaked.is_match(&report.text) && report.text.contains("Bocor"), "{}", report.text);
    assert_eq!(report.text.matches("di berkas yang sama").count(), 2, "each names the other: {}", report.text);
    assert!(item(&inside, "BARU-001").await.is_none(), "told before anything is stored");

    // Written again under another name, it says the same to whoever reviews it.
    let twin = with(&[("kode", "LD-S-0118"), ("mirip", "LD-S-0117")]);
    assert_eq!(author.post("/butir/baru", &twin).await.status, StatusCode::SEE_OTHER);
    author.post("/butir/LD-S-0118/langkah", &[("langkah", "ajukan")]).await;
    let (_, mut reviewer) = member(&inside, "Nurul").await;
    let page = reviewer.get("/butir/LD-S-0118").await;
    assert!(page.text.contains("Mirip dengan 1 butir lain") && leaked.is_match(&page.text), "{}", page.text);
}

/// The smallest PNG header that tells a size: 640 by 480.
fn png() -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    out.extend([0, 0, 2, 128, 0, 0, 1, 224, 8, 2, 0, 0, 0]);
    out
}

async fn a_picture_is_put_into_an_item_by_its_first_bytes_and_with_words(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let mut candidate = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    let said = with(&[("berkas-kata", "Rak 900"), ("berkas-ke", "soal"), ("perbuatan", "")]);
    let outside = candidate.post_file("/butir/sisip", &said, ("berkas", "rak.png", &png())).await;
    assert_eq!(outside.status, StatusCode::NOT_FOUND);
    let put = author.post_file("/butir/sisip", &said, ("berkas", "rak.exe", &png())).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.text);
    let line = Regex::new(r"!\[Rak 900\]\((media/[0-9a-f]{16}\.png) =640x480\)").unwrap();
    let name = line.captures(&put.text).unwrap_or_else(|| panic!("{}", put.text))[1].to_owned();
    assert!(put.text.contains("Tindakan petugas"), "what was typed is still there");
    assert!(item(&inside, "LD-S-0117").await.is_none(), "the item is not saved by that");
    let shown = author.get(&format!("/butir/baru/media/{name}")).await;
    assert_eq!((shown.status, shown.header("content-type")), (StatusCode::OK, "image/png"));

    let silent = with(&[("berkas-kata", " "), ("berkas-ke", "soal")]);
    let refused = author.post_file("/butir/sisip", &silent, ("berkas", "rak.png", &png())).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("Tulis apa yang terlihat"), "{}", refused.text);
    let other = author.post_file("/butir/sisip", &said, ("berkas", "rak.png", b"<svg onload=alert(1)>")).await;
    assert!(other.text.contains("bukan gambar atau rekaman"), "{}", other.text);

    let sound = with(&[("berkas-kata", "Bunyi bel"), ("berkas-ke", "soal")]);
    let heard = author.post_file("/butir/sisip", &sound, ("berkas", "bel.bin", b"OggS\0\x02bunyi")).await;
    assert!(heard.text.contains("!audio[Bunyi bel](media/"), "{}", heard.text);
}

async fn a_picture_is_pressed_to_draw_an_area(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let base = [
        ("jenis", "hotspot"),
        ("baris", "2"),
        ("kode", "LD-H-0001"),
        ("soal", "Tunjuk nomor panggil"),
        ("nilai", "1"),
        ("bahasa", "id"),
        ("garis", "ya"),
        ("gambar", "media/rak.png"),
        ("gambar-kata", "Punggung buku"),
        ("gambar-lebar", "640"),
        ("gambar-tinggi", "480"),
        ("bentuk-1", "kotak"),
        ("kunci", "1"),
        ("aktif", "1"),
    ];
    let pressed = [&base[..], &[("titik-1", "10,10"), ("ketuk.x", "90"), ("ketuk.y", "70")]].concat();
    let shown = author.post("/butir/baru", &pressed).await;
    assert!(shown.status == StatusCode::OK && shown.text.contains("10,10 90,70"), "{}", shown.text);
    assert!(item(&inside, "LD-H-0001").await.is_none());
    let half = [&base[..], &[("titik-1", "10,10"), ("perbuatan", "simpan")]].concat();
    assert_eq!(author.post("/butir/baru", &half).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let whole = [&base[..], &[("titik-1", "10,10 90,70"), ("jodoh-1", "Atas"), ("perbuatan", "simpan")]].concat();
    let saved = author.post("/butir/baru", &whole).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    assert_eq!(item(&inside, "LD-H-0001").await.unwrap().kind, "hotspot");
}

async fn enemies_are_found_by_a_search(inside: Inside) {
    let (person, mut author) = member(&inside, "Hafiz").await;
    author.post("/butir/baru", WRITTEN).await;
    let own = with(&[
        ("kode", "LD-S-0200"),
        ("soal", "Katalog itu apa"),
        ("isi-1", "Satu"),
        ("isi-2", "Dua"),
        ("isi-3", "Tiga"),
    ]);
    let sought: Vec<_> = own.iter().copied().filter(|(name, _)| *name != "perbuatan").collect();
    let sought = [&sought[..], &[("perbuatan", "cari"), ("cari", "tepat adalah")]].concat();
    let found = author.post("/butir/baru", &sought).await;
    assert!(found.text.contains(r#"name="musuh-pilih" value="LD-S-0117""#), "{}", found.text);
    let ticked = [&own[..], &[("musuh-pilih", "LD-S-0117")]].concat();
    assert_eq!(author.post("/butir/baru", &ticked).await.status, StatusCode::SEE_OTHER);
    let actor = inside.flow.actor(person).await.unwrap();
    let (_, life) = inside.flow.exam_bank().life(&actor, "LD-S-0200").await.unwrap();
    assert!(life.newest().unwrap().item.enemies.contains(&ItemId::new("LD-S-0117").unwrap()));
}

/// The item of [`WRITTEN`] in English.
fn english() -> Vec<(&'static str, &'static str)> {
    with(&[
        ("dari", "LD-S-0117"),
        ("kode", "LD-S-0117-EN"),
        ("bahasa", "en"),
        ("musuh", "LD-S-0117"),
        ("soal", "The officer had best"),
        ("isi-1", "Refuse"),
        ("isi-2", "Offer a reservation"),
        ("isi-3", "Call the borrower"),
    ])
}

async fn a_question_in_the_other_language_keeps_its_key_and_never_meets_it(inside: Inside) {
    let (person, mut author) = member(&inside, "Hafiz").await;
    author.post("/butir/baru", WRITTEN).await;
    let asked = author.get("/butir/LD-S-0117/terjemah").await;
    assert!(asked.text.contains("LD-S-0117-EN") && asked.text.contains("Tindakan petugas"), "{}", asked.text);
    let saved = author.post("/butir/baru", &english()).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let actor = inside.flow.actor(person).await.unwrap();
    let bank = inside.flow.exam_bank();
    let (_, first) = bank.life(&actor, "LD-S-0117").await.unwrap();
    let (_, second) = bank.life(&actor, "LD-S-0117-EN").await.unwrap();
    let (first, second) = (&first.newest().unwrap().item, &second.newest().unwrap().item);
    assert!(first.key.answer == second.key.answer && second.enemies.contains(&first.id));
    assert_eq!(second.question.language, exam::item::Language::En);
}

async fn who_saw_the_key_of_a_question_checks_no_translation_of_it(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let (_, mut curious) = member(&inside, "Nurul").await;
    let (_, mut checker) = member(&inside, "Fajar").await;
    author.post("/butir/baru", WRITTEN).await;
    author.post("/butir/baru", &english()).await;
    let both = ["LD-S-0117", "LD-S-0117-EN"];
    for id in both {
        author.post(&format!("/butir/{id}/langkah"), &[("langkah", "ajukan")]).await;
        let checks = curious.get(&format!("/butir/{id}/periksa-kunci")).await;
        assert_eq!(checks.status, StatusCode::OK, "{}", checks.text);
    }
    // The key of the one is seen, and that of the other is known by it, whichever was written first.
    curious.get("/butir/LD-S-0117?kunci=1").await;
    checker.get("/butir/LD-S-0117-EN?kunci=1").await;
    for id in both {
        for person in [&mut curious, &mut checker] {
            let barred = person.get(&format!("/butir/{id}/periksa-kunci")).await;
            assert_eq!(barred.status, StatusCode::UNPROCESSABLE_ENTITY, "{id}: {}", barred.text);
            let seed = "00".repeat(32);
            let forced = person.post(&format!("/butir/{id}/periksa-kunci"), &[("acak", &seed), ("a", "1")]).await;
            assert_eq!(forced.status, StatusCode::UNPROCESSABLE_ENTITY, "{id}: {}", forced.text);
        }
    }
}

async fn a_blueprint_says_its_language_and_no_form_mixes_two(inside: Inside) {
    full_bank(&inside).await;
    let (person, mut author) = member(&inside, "Hafiz").await;
    let (bank, actor) = (inside.flow.exam_bank(), inside.flow.actor(person).await.unwrap());
    let mut people = Vec::new();
    for name in ["Dewi", "Eko", "Gita"] {
        people.push(inside.person(name, &format!("{name}@lama.contoh.id"), None).await);
    }
    // Every question is there in English too, active as its original is.
    for mut item in written::examples().unwrap() {
        item.enemies.insert(item.id.clone());
        item.id = ItemId::new(format!("{}-T", item.id)).unwrap();
        item.question.language = Language::En;
        let life = written::lived(item, [people[0], people[1], people[2]], NOW - 90 * 24 * 3_600_000_000);
        bank.bring_in(&life.unwrap()).await.unwrap();
    }
    let kept = bank.keep_blueprint(&actor, written::blueprint().unwrap()).await.unwrap();
    for n in 0..8 {
        let made = bank.assemble(&actor, &kept, 1, &format!("LD-{n}")).await.unwrap();
        let english = made[0].asked().find(|asked| asked.item.question.language == Language::En);
        assert_eq!(english.map(|asked| &asked.item.id), None, "on an Indonesian form");
    }
    let mut mixed = bank.assemble(&actor, &kept, 1, "LD-X").await.unwrap().remove(0);
    mixed.questions[0].item.question.language = Language::En;
    let refused = bank.freeze(&actor, &kept, &mixed).await.unwrap_err().to_string();
    assert!(refused.contains("form.other-language"), "{refused}");

    let page = author.get("/kisi-kisi/layanan-dasar:1").await;
    assert!(page.text.contains("<dt>Bahasa soal</dt><dd>Indonesia</dd>"), "{}", page.text);
    let asked = author.get("/kisi-kisi/baru?dari=layanan-dasar:1").await;
    assert!(asked.text.contains(r#"<option value="id" selected>"#), "{}", asked.text);
    let english = [
        ("skema", "layanan-dasar"),
        ("baris", "1"),
        ("bahasa", "en"),
        ("unit-1", "CONTOH.LD.01"),
        ("jenis-1", "single"),
        ("banyak-1", "90"),
        ("nilai-1", "1"),
        ("menit", "30"),
        ("lulus", "seluruh"),
        ("batas", "2"),
        ("cara", "provisional"),
        ("surat", "CONTOH/001/2026"),
        ("perbuatan", "simpan"),
    ];
    let saved = author.post("/kisi-kisi/baru", &english).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let address = saved.header("location").to_owned();
    let address = address.split('?').next().unwrap();
    let page = author.get(address).await;
    assert!(page.text.contains("<dt>Bahasa soal</dt><dd>Inggris</dd>"), "{}", page.text);
    // What lacks is named with the language and with what there is in another.
    let make = [("banyak", "1"), ("kode", "LD-EN"), ("perbuatan", "rakit")];
    let short = author.post(&format!("{address}/perangkat"), &make).await;
    assert!(short.text.contains("soal berbahasa") && short.text.contains("Inggris"), "{}", short.text);
    assert!(short.text.contains("cocok tetapi berbahasa lain"), "{}", short.text);
}

async fn shared_material_is_written_in_versions_and_shows_who_uses_it(inside: Inside) {
    let (_, mut author) = member(&inside, "Hafiz").await;
    let mut candidate = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    assert_eq!(candidate.get("/bahan-soal").await.status, StatusCode::NOT_FOUND);
    let text = "Jam layanan\n| Hari | Jam |\n|---|---|\n| Senin | 8.00 |";
    let kept = [("kode", "kasus-1"), ("judul", "Jam"), ("bahasa", "id"), ("isi-bahan", text), ("perbuatan", "simpan")];
    let saved = author.post("/bahan-soal/baru", &kept).await;
    assert_eq!(saved.header("location"), "/bahan-soal/kasus-1", "{}", saved.text);
    let taken = author.post("/bahan-soal/baru", &kept).await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.text.contains("sudah ada"), "{}", taken.text);
    let using = with(&[("bahan", "kasus-1")]);
    assert_eq!(author.post("/butir/baru", &using).await.status, StatusCode::SEE_OTHER);
    let same = author.post("/bahan-soal/kasus-1/ubah", &kept).await;
    assert!(same.text.contains("sama dengan versi sebelumnya"), "{}", same.text);
    let changed = [("judul", "Jam"), ("bahasa", "id"), ("isi-bahan", "Jam layanan baru"), ("perbuatan", "simpan")];
    let next = author.post("/bahan-soal/kasus-1/ubah", &changed).await;
    assert_eq!(next.header("location"), "/bahan-soal/kasus-1.v2", "{}", next.text);
    let page = author.get("/bahan-soal/kasus-1").await;
    assert!(page.text.contains("LD-S-0117") && page.text.contains("Senin"), "the former one stays: {}", page.text);
    assert!(author.get("/butir/LD-S-0117").await.text.contains("Senin"));
    let took = author.post("/bahan-soal/kasus-1.v2/pakai", &[]).await;
    assert_eq!(took.status, StatusCode::SEE_OTHER, "{}", took.text);
    assert!(author.get("/butir/LD-S-0117").await.text.contains("Jam layanan baru"));
}

async fn a_blueprint_is_judged_against_its_scheme_in_the_act(inside: Inside) {
    let (person, _) = member(&inside, "Hafiz").await;
    let (bank, actor) = (inside.flow.exam_bank(), inside.flow.actor(person).await.unwrap());
    let refused = async |change: &dyn Fn(&mut exam::blueprint::Blueprint)| {
        let mut blueprint = written::blueprint().unwrap();
        change(&mut blueprint);
        match bank.keep_blueprint(&actor, blueprint).await {
            Err(workflow::WorkflowError::Refused(why)) => why,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(refused(&|_| ()).await.code, "blueprint.unknown-scheme");
    schemes(&inside).await;
    let unit = refused(&|blueprint| blueprint.lines[0].which.unit = Some("LAIN.01".to_owned())).await;
    assert_eq!(unit.code, "blueprint.unknown-unit");
    let said: Vec<_> = unit.args.iter().map(|(_, value)| value.clone()).collect();
    assert!(said.iter().any(|value| value.contains("CONTOH.LD.01")), "{said:?}");
    let criterion = refused(&|blueprint| blueprint.lines[0].which.criterion = Some("9.9".to_owned())).await;
    assert_eq!(criterion.code, "blueprint.unknown-criterion");
    assert!(bank.blueprints(&actor, None).await.unwrap().is_empty(), "nothing was kept");
    bank.keep_blueprint(&actor, written::blueprint().unwrap()).await.unwrap();
}

async fn the_form_of_a_kind_says_what_belongs_to_it(inside: Inside) {
    schemes(&inside).await;
    let (_, mut author) = member(&inside, "Hafiz").await;
    let essay = author.get("/butir/baru?jenis=essay").await;
    // Criteria stand under unit and element, and what was chosen is chosen still.
    let group =
        Regex::new(r#"<optgroup label="CONTOH\.LD\.01 · 1 [^"]+"><option value="CONTOH\.LD\.01~1~1\.1""#).unwrap();
    assert!(group.is_match(&essay.text), "{}", essay.text);
    let chosen = author.post("/butir/baru", &with(&[("perbuatan", "periksa")])).await;
    assert!(chosen.text.contains(r#"<option value="CONTOH.LD.01~1~1.3" selected>"#), "{}", chosen.text);
    // An aspect is added among the aspects, before the model answer; places to fill in are of gaps alone.
    let at = |words: &str| essay.text.find(words).unwrap_or_else(|| panic!("{words}: {}", essay.text));
    assert!(at("Tambah aspek") < at(r#"name="model""#));
    assert!(!essay.text.contains("Tambah baris") && !essay.text.contains("Tempat isian"));
    let gaps = author.get("/butir/baru?jenis=gaps").await;
    assert!(gaps.text.contains("Tempat isian") && gaps.text.contains("Tambah baris"), "{}", gaps.text);
}

async fn a_blueprint_form_names_line_and_field_and_shows_the_stock(inside: Inside) {
    let items = full_bank(&inside).await;
    let (person, mut author) = member(&inside, "Hafiz").await;
    let actor = inside.flow.actor(person).await.unwrap();
    let which = exam::blueprint::Which {
        unit: Some("CONTOH.LD.01".to_owned()),
        kinds: ["single".to_owned()].into(),
        ..exam::blueprint::Which::default()
    };
    let stock = inside.flow.exam_bank().stock(&actor, written::SLUG, Language::Id, &[which]).await.unwrap();
    let [stock] = &stock[..] else { panic!("{stock:?}") };
    let fitting = stock.get(&1.into()).copied().unwrap_or_default();
    assert!(fitting > 0 && fitting < items.len(), "{stock:?}");

    // What cannot be read is named by line and field, in the order of the page.
    let line = [("skema", "layanan-dasar"), ("baris", "2"), ("unit-1", "CONTOH.LD.01"), ("jenis-1", "single")];
    let save = |more: &[(&'static str, &'static str)]| [&line[..], more].concat();
    let wrong = save(&[("banyak-1", "x"), ("nilai-1", "1"), ("lulus", "seluruh"), ("cara", "angoff")]);
    let wrong = author.post("/kisi-kisi/baru", &wrong).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let summary = &wrong.text[wrong.text.find(r#"class="ringkas""#).unwrap()..];
    let at = |words: &str| summary.find(words).unwrap_or_else(|| panic!("{words}: {summary}"));
    assert!(at("Baris 1, Soal: tulis angkanya.") < at("Lama pengerjaan (menit): tulis angkanya."));
    assert!(at("Lama pengerjaan (menit): tulis angkanya.") < at("Batas nilai seluruh tes: tulis angkanya."));

    // The stock of a line and the sum of all, with other points than the bank has.
    let one = save(&[("banyak-1", "3"), ("nilai-1", "4"), ("perbuatan", "hitung")]);
    let counted = author.post("/kisi-kisi/baru", &one).await;
    assert_eq!(counted.status, StatusCode::OK);
    assert!(counted.text.contains("Sejauh ini 3 soal, nilai penuh 12."), "{}", counted.text);
    let other = format!("Persediaan: 0 soal aktif bernilai 4; yang bernilai lain (banyaknya × nilai): {fitting} × 1");
    assert!(counted.text.contains(&other), "{other}: {}", counted.text);

    // A line that does not say what its questions are worth is named, and the sum is not called the whole.
    let unsaid = [("unit-2", "CONTOH.LD.01"), ("jenis-2", "essay"), ("banyak-2", "2"), ("nilai-2", "")];
    let counted = author.post("/kisi-kisi/baru", &[&one[..], &unsaid[..]].concat()).await;
    let said = "Sejauh ini 5 soal. Nilai tiap soal belum ditulis di baris 2; baris yang lain bernilai 12.";
    assert!(counted.text.contains(said) && !counted.text.contains("nilai penuh"), "{}", counted.text);

    // What is told of a cut is no approval of it, whatever is sent.
    let provisional = save(&[
        ("banyak-1", "3"),
        ("nilai-1", "1"),
        ("menit", "30"),
        ("lulus", "seluruh"),
        ("batas", "2"),
        ("cara", "provisional"),
        ("penilai", "5"),
        ("surat", "CONTOH/001/2026"),
        ("perbuatan", "simpan"),
    ]);
    let kept = author.post("/kisi-kisi/baru", &provisional).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let page = author.get("/kisi-kisi/layanan-dasar:1").await;
    assert!(page.text.contains("0 penilai, dengan CONTOH/001/2026"), "{}", page.text);
    let claims = [
        ("dari", "layanan-dasar:1"),
        ("banyak-1", "3"),
        ("nilai-1", "1"),
        ("menit", "30"),
        ("lulus", "seluruh"),
        ("batas", "2"),
        ("cara", "angoff"),
        ("penilai", "5"),
        ("tanggal", "2025-09-05"),
        ("surat", "REKAAN/999"),
        ("perbuatan", "simpan"),
    ];
    let kept = author.post("/kisi-kisi/baru", &save(&claims)).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER, "{}", kept.text);
    let page = author.get("/kisi-kisi/layanan-dasar:2").await;
    assert!(page.text.contains("Sudah diusulkan, belum disetujui"), "{}", page.text);
    assert!(page.text.contains("diusulkan (REKAAN/999), belum disetujui"), "{}", page.text);
    assert!(!page.text.contains("/setujui"), "who proposes does not approve: {}", page.text);
    let approval = [("tanggal", "2025-09-05"), ("surat", "CONTOH/020/2025"), ("alasan", "Berita acara ada.")];
    let own = author.post("/kisi-kisi/layanan-dasar:2/setujui", &approval).await;
    assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(own.text.contains("Yang mengusulkan batas ini tidak menyetujuinya."), "{}", own.text);

    let (_, mut other) = member(&inside, "Rahma").await;
    assert!(other.get("/kisi-kisi/layanan-dasar:2").await.text.contains("/kisi-kisi/layanan-dasar:2/setujui"));
    let asked = other.get("/kisi-kisi/layanan-dasar:2/setujui").await;
    assert_eq!(asked.status, StatusCode::OK, "{}", asked.text);
    assert!(asked.text.contains("Ditulis Hafiz"), "{}", asked.text);
    let silent = other.post("/kisi-kisi/layanan-dasar:2/setujui", &approval[..2]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY);
    let approved = other.post("/kisi-kisi/layanan-dasar:2/setujui", &approval).await;
    assert_eq!(approved.header("location"), "/kisi-kisi/layanan-dasar:3?sudah=setuju", "{}", approved.text);
    let page = other.get("/kisi-kisi/layanan-dasar:3").await;
    assert!(page.text.contains("5 penilai, disetujui 5 September 2025 dengan CONTOH/020/2025"), "{}", page.text);
    assert!(!page.text.contains("Sementara"), "{}", page.text);
}

async fn example_items_stand_on_no_form_of_a_scheme_that_is_none(inside: Inside) {
    full_bank(&inside).await;
    let (person, _) = member(&inside, "Hafiz").await;
    let actor = inside.flow.actor(person).await.unwrap();
    let bank = inside.flow.exam_bank();
    let stock = || async {
        let any = [exam::blueprint::Which::default()];
        bank.stock(&actor, written::SLUG, Language::Id, &any).await.unwrap()[0].values().sum::<usize>()
    };
    assert!(stock().await > 0, "the scheme is an example as the items are");
    let kept = bank.keep_blueprint(&actor, written::blueprint().unwrap()).await.unwrap();
    assert!(bank.assemble(&actor, &kept, 1, "LD-A").await.is_ok());
    // The body puts its own version in the place of the example.
    let example =
        workflow::example::schemes().unwrap().into_iter().find(|scheme| scheme.slug == written::SLUG).unwrap();
    let own = SchemeVersion { version: "resmi".to_owned(), example: false, ..example };
    let key = |id| SchemeKey { id, slug: own.slug.clone(), version: own.version.clone() };
    let draft = DraftScheme { scheme: own.clone() };
    let id = inside.flow.perform_as_house(key(None), draft).await.unwrap().file.scheme.id;
    inside.flow.perform_as_house(key(Some(id)), PublishScheme {}).await.unwrap();
    assert_eq!(stock().await, 0);
    assert!(bank.assemble(&actor, &kept, 1, "LD-B").await.is_err());
}

async fn what_the_bank_has_unchanged_is_told_as_there_already(inside: Inside) {
    full_bank(&inside).await;
    let (_, mut author) = member(&inside, "Hafiz").await;
    let file = include_bytes!("../../../../samples/contoh/soal-layanan-dasar.json");
    let items = {
        let intake = exam::format::Intake {
            prefix: ItemId::new("CONTOH").unwrap(),
            language: exam::item::Language::Id,
            most: 1_000,
        };
        exam::format::json::import(file, &intake).unwrap().items.len()
    };
    let sent = author.post_file("/butir/impor", &[("bahasa", "id")], ("berkas", "soal.json", &file[..])).await;
    assert_eq!(sent.header("location"), "/butir/impor/periksa", "{}", sent.text);
    let report = author.get("/butir/impor/periksa").await.text;
    assert_eq!(report.matches("Sudah ada, tanpa perubahan").count(), items, "{report}");
    let counted = |page: &str, n: usize, words: &str| page.contains(&format!("<b>{n}</b><span>{words}</span>"));
    assert!(counted(&report, items, "Sudah ada") && counted(&report, 0, "Tidak diambil"), "{report}");
    let sidik = hidden(&report, "sidik");
    let stored = author.post("/butir/impor/simpan", &[("sidik", &*sidik)]).await.text;
    assert!(counted(&stored, items, "Sudah ada") && counted(&stored, 0, "Tidak diambil"), "{stored}");
}
