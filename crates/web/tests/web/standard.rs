//! From a decree's text to a published standard, and from a file of schemes to a published version.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    record::scheme::{SchemeVersion, Standard},
};
use store::{Find, Read as _};

use crate::inside::{Inside, both};

both! {
    a_decree_is_looked_at_corrected_stored_and_published
    files_that_cannot_be_read_say_what_to_do
    a_table_becomes_text_that_can_be_corrected
    schemes_are_read_chosen_mended_and_published
    a_new_version_begins_from_the_one_that_is_there
    who_may_look_may_not_change
    a_second_click_makes_no_second_draft
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name)).unwrap()
}

async fn standards(inside: &Inside) -> Vec<Standard> {
    inside.flow.reader().find(&Find::all()).await.unwrap()
}

async fn a_decree_is_looked_at_corrected_stored_and_published(inside: Inside) {
    let mut committee = inside.signed_in(Some(Duty::SchemeCommittee), "Yohana", "skema@contoh.id", None).await;
    assert!(committee.get("/standar").await.text.contains("Belum ada standar"));
    let file = ("berkas", "decree-unit.txt", &*sample("decree-unit.txt"));
    let shown = committee.post_file("/standar/impor", &[("judul", "SKKNI bidang Perpustakaan")], file).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    for said in ["R.91PRP02.021.1", "Membuat Tajuk Kendali Subjek", "Ada baris yang hilang", "Simpan draf 1 unit"] {
        assert!(shown.text.contains(said), "{said}: {}", shown.text);
    }
    assert!(shown.text.contains(r#"value="SKKNI bidang Perpustakaan""#), "what was typed stays");
    assert_eq!(standards(&inside).await.len(), 0, "nothing is stored yet");

    let text = "KODE UNIT : CONTOH.LD.01\nJUDUL UNIT : Melayani\nELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n\
                1. Menyiapkan layanan\n1.1 Meja disiapkan.\n";
    let again = committee.post("/standar/impor/periksa", &[("judul", ""), ("teks", text)]).await;
    assert!(again.text.contains("Menyiapkan layanan"), "{}", again.text);
    let untitled = committee.post("/standar/impor/simpan", &[("judul", " "), ("teks", text)]).await;
    assert_eq!(untitled.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(untitled.text.contains("Judul standar belum diisi") && untitled.text.contains("Meja disiapkan"));
    let half = text.replace("1.1 Meja disiapkan.\n", "");
    let half = committee.post("/standar/impor/simpan", &[("judul", "Contoh"), ("teks", &half)]).await;
    assert!(half.text.contains("CONTOH.LD.01 belum punya"), "{}", half.text);

    let fields = [("judul", "Contoh"), ("sumber", "Contoh 1"), ("contoh", "ya"), ("teks", text)];
    let stored = committee.post("/standar/impor/simpan", &fields).await;
    assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text);
    let page = stored.header("location").split('?').next().unwrap().to_owned();
    let draft = committee.get(&page).await;
    assert!(draft.text.contains("Draf") && draft.text.contains("Meja disiapkan."), "{}", draft.text);
    let mend = committee.get(&format!("{page}/ubah")).await;
    assert!(mend.text.contains("1.1 Meja disiapkan."), "{}", mend.text);
    let id = page.rsplit('/').next().unwrap().to_owned();
    let mended = text.replace("Meja", "Meja layanan");
    let fields = [("judul", "Contoh"), ("sumber", "Contoh 1"), ("teks", &*mended), ("draf", &*id)];
    assert_eq!(committee.post("/standar/impor/simpan", &fields).await.status, StatusCode::SEE_OTHER);
    let all = standards(&inside).await;
    assert_eq!((all.len(), &*all[0].units[0].elements[0].criteria[0].text), (1, "Meja layanan disiapkan."));

    assert!(committee.get(&format!("{page}/terbit")).await.text.contains("tidak satu kata pun"));
    assert_eq!(committee.post(&format!("{page}/terbit"), &[]).await.status, StatusCode::SEE_OTHER);
    let published = committee.get(&page).await;
    assert!(published.text.contains("Terbit") && !published.text.contains("/ubah"), "{}", published.text);
    let late = committee.post("/standar/impor/simpan", &fields).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.text.contains("sudah terbit"), "{}", late.text);
    assert_eq!(committee.post(&format!("{page}/terbit"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(committee.get("/standar?keadaan=published").await.text.contains(&page));
}

/// The same form twice, at once and later: one draft, and both clicks end on its page. What was refused, and
/// what was changed, is a form of its own.
async fn a_second_click_makes_no_second_draft(inside: Inside) {
    let committee = inside.signed_in(Some(Duty::SchemeCommittee), "Yohana", "skema@contoh.id", None).await;
    let text = "KODE UNIT : CONTOH.LD.01\nJUDUL UNIT : Melayani\nELEMEN KOMPETENSI KRITERIA UNJUK KERJA\n\
                1. Menyiapkan layanan\n1.1 Meja disiapkan.\n";
    let once = uuid::Uuid::from_u128(7).to_string();
    let click = |title: &'static str| {
        let (mut browser, once) = (committee.clone(), once.clone());
        async move { browser.post("/standar/impor/simpan", &[("judul", title), ("teks", text), ("_once", &once)]).await }
    };
    for _ in 0..2 {
        assert_eq!(click("").await.status, StatusCode::UNPROCESSABLE_ENTITY, "refused as often as it is sent");
    }
    let answers = futures::future::join_all((0..4).map(|_| click("Contoh"))).await;
    let places: Vec<&str> = answers.iter().map(|a| a.header("location")).collect();
    assert!(places.iter().all(|place| !place.is_empty() && *place == places[0]), "{places:?}");
    assert_eq!(click("Contoh").await.header("location"), places[0]);
    assert_eq!(standards(&inside).await.len(), 1);
    assert_eq!(click("Contoh kedua").await.status, StatusCode::SEE_OTHER);
    assert_eq!(standards(&inside).await.len(), 2);
}

async fn files_that_cannot_be_read_say_what_to_do(inside: Inside) {
    let mut committee = inside.signed_in(Some(Duty::SchemeCommittee), "Yohana", "skema@contoh.id", None).await;
    for (bytes, said) in [
        (b"%PDF-1.7 bukan".as_slice(), "bukan PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\0".as_slice(), "bukan teks"),
        (b"Surat biasa".as_slice(), "Tidak ada unit kompetensi"),
        (b"{\"x\": 1}".as_slice(), "bukan standar kompetensi"),
        (b" \n".as_slice(), "Belum ada berkas atau teks"),
    ] {
        let refused = committee.post_file("/standar/impor", &[("judul", "Contoh")], ("berkas", "x", bytes)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(said) && refused.text.contains(r#"value="Contoh""#), "{said}: {}", refused.text);
    }
}

async fn a_table_becomes_text_that_can_be_corrected(inside: Inside) {
    let mut committee = inside.signed_in(Some(Duty::SchemeCommittee), "Yohana", "skema@contoh.id", None).await;
    let json = serde_json::json!({"units": [{"code": "CONTOH.A.01", "title": "Menyusun", "description": "",
        "elements": [{"no": 1, "title": "Menyiapkan", "criteria": [{"no": "1.1", "text": "Alat disiapkan."}]}]}]});
    let file = ("berkas", "standar.json", json.to_string());
    let shown = committee.post_file("/standar/impor", &[], (file.0, file.1, file.2.as_bytes())).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    assert!(shown.text.contains("Dibaca dari tabel") && shown.text.contains("KODE UNIT : CONTOH.A.01"));
}

async fn schemes_are_read_chosen_mended_and_published(inside: Inside) {
    let mut committee = inside.signed_in(Some(Duty::SchemeCommittee), "Yohana", "skema@contoh.id", None).await;
    let json = sample("contoh/skema.json");
    let shown = committee.post_file("/skema-kerja/impor", &[], ("berkas", "skema.json", &json)).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    assert!(shown.text.contains("14 skema terbaca") && shown.text.contains("Contoh"), "{}", shown.text);
    let text = String::from_utf8(json).unwrap();
    let none = committee.post("/skema-kerja/impor/simpan", &[("naskah", &text)]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    let fields = [("naskah", &*text), ("pilih", "promosi"), ("pilih", "literasi-informasi")];
    assert_eq!(committee.post("/skema-kerja/impor/simpan", &fields).await.status, StatusCode::SEE_OTHER);
    let drafts: Vec<SchemeVersion> = inside.flow.reader().find(&Find::all()).await.unwrap();
    assert_eq!(drafts.len(), 2);
    let draft = drafts.iter().find(|s| s.slug == "promosi").unwrap();
    let page = format!("/skema-kerja/{}", draft.id);
    let edit = committee.get(&format!("{page}/ubah")).await;
    assert_eq!(edit.status, StatusCode::OK, "{}", edit.text);

    // As the form has it, with a shorter validity.
    let mut fields: Vec<(String, String)> = vec![
        ("kunci".into(), draft.slug.clone()),
        ("singkatan".into(), draft.abbr.clone()),
        ("nomor".into(), draft.number.clone()),
        ("versi".into(), draft.version.clone()),
        ("nama".into(), draft.name_id.clone()),
        ("bulan".into(), "0".into()),
        ("contoh".into(), "ya".into()),
    ];
    for (n, way) in (1..).zip(&draft.alternatives) {
        assert!(edit.text.contains(&format!("name=\"jalan-{n}\"")));
        fields.push((format!("jalan-{n}"), way.text_id.clone()));
    }
    fields.extend(draft.units.iter().map(|u| ("unit".to_owned(), format!("skema {}", u.code))));
    let sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let wrong = committee.post(&format!("{page}/ubah"), &sent).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("1 sampai 120 bulan"), "{}", wrong.text);
    fields[5].1 = "24".to_owned();
    let sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    let saved = committee.post(&format!("{page}/ubah"), &sent).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text);
    let mended: SchemeVersion = inside.flow.reader().get(draft.id).await.unwrap().unwrap();
    assert_eq!((mended.validity_months, &mended.units), (24, &draft.units));
    let conditions = |s: &SchemeVersion| s.alternatives.iter().map(|a| a.all.clone()).collect::<Vec<_>>();
    assert_eq!(conditions(&mended), conditions(draft), "ways that were not touched keep their conditions");

    assert_eq!(committee.post(&format!("{page}/terbit"), &[]).await.status, StatusCode::SEE_OTHER);
    let published = committee.get(&page).await;
    assert!(published.text.contains("Buat versi baru") && published.text.contains("Contoh"), "{}", published.text);
    assert_eq!(committee.get(&format!("{page}/ubah")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(inside.browser().get("/skema/promosi").await.status, StatusCode::OK);
    let shown = committee.post_file("/skema-kerja/impor", &[], ("berkas", "skema.json", text.as_bytes())).await;
    assert_eq!(shown.text.matches("Sudah ada").count(), 2, "the same file twice changes nothing");
}

async fn a_new_version_begins_from_the_one_that_is_there(inside: Inside) {
    let mut committee = inside.signed_in(Some(Duty::SchemeCommittee), "Yohana", "skema@contoh.id", None).await;
    let text = String::from_utf8(sample("contoh/skema.json")).unwrap();
    committee.post("/skema-kerja/impor/simpan", &[("naskah", &text), ("pilih", "promosi")]).await;
    let first: SchemeVersion = inside.flow.reader().first(Find::all()).await.unwrap().unwrap();
    let id = first.id.to_string();
    committee.post(&format!("/skema-kerja/{id}/terbit"), &[]).await;
    let form = committee.get(&format!("/skema-kerja/baru?dari={id}")).await;
    assert!(form.text.contains(&first.name_id) && form.text.contains(&first.units[0].code), "{}", form.text);
    let unit = format!("skema {}", first.units[0].code);
    let fields = |version| {
        [
            ("dari", id.as_str()),
            ("kunci", &first.slug),
            ("nama", &first.name_id),
            ("versi", version),
            ("bulan", "36"),
            ("jalan-1", "D3 bidang apa pun"),
            ("unit", &unit),
        ]
    };
    let taken = committee.post("/skema-kerja/baru", &fields(&first.version)).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text.contains("Nomor versi itu sudah ada"), "{}", taken.text);
    let made = committee.post("/skema-kerja/baru", &fields("2")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let all: Vec<SchemeVersion> = inside.flow.reader().find(&Find::by("slug", first.slug.as_str())).await.unwrap();
    assert_eq!(all.len(), 2);
    let new = all.iter().find(|s| s.version == "2").unwrap();
    assert_eq!((new.units.len(), new.alternatives.len(), new.status.as_str()), (1, 1, "draft"));
}

async fn who_may_look_may_not_change(inside: Inside) {
    let mut staff = inside.signed_in(Some(Duty::Staff), "Retno", "staf@contoh.id", None).await;
    let mut assessor = inside.signed_in(None, "Siti", "siti@contoh.id", None).await;
    for path in ["/standar", "/skema-kerja"] {
        let seen = staff.get(path).await;
        assert!(seen.status == StatusCode::OK && !seen.text.contains("/impor\""), "{}", seen.text);
        assert_eq!(staff.get(&format!("{path}/impor")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(assessor.get(path).await.status, StatusCode::NOT_FOUND);
    }
    let refused = staff.post("/standar/impor/simpan", &[("judul", "x"), ("teks", "KODE UNIT : A.1")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}
