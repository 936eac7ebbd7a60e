//! The body's own choices through the pages: settings, emblems, code lists.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    record::organisation::{CodeEntry, Setting},
};
use store::{Find, Read as _};

use crate::inside::{Inside, both};

both! {
    settings_say_their_default_and_who_changed_them
    a_value_out_of_range_is_refused_beside_its_field
    an_emblem_is_a_small_picture
    a_form_with_a_file_is_taken_once
    code_lists_are_looked_at_before_they_are_stored
    a_value_of_ours_is_matched_with_a_code_of_the_authority
    staff_see_and_do_not_change
}

async fn settings_say_their_default_and_who_changed_them(inside: Inside) {
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Bambang", "admin@contoh.id", None).await;
    let before = admin.get("/pengaturan").await;
    assert!(before.text.contains("Bawaan: 3") && before.text.contains("Belum ada yang diubah"), "{}", before.text);
    let same = admin.post("/pengaturan", &[("panel.quorum", "3")]).await;
    assert_eq!(same.header("location"), "/pengaturan?sudah=tetap");
    assert_eq!(inside.flow.reader().count::<Setting>(&Find::all()).await.unwrap(), 0);
    let fields = [("panel.quorum", "5"), ("panel.exclude_verifier", "yes"), ("body.name", "LSP Pustakawan Contoh")];
    assert_eq!(admin.post("/pengaturan", &fields).await.header("location"), "/pengaturan?sudah=simpan");
    let stored: Vec<Setting> = inside.flow.reader().find(&Find::all()).await.unwrap();
    let keys: Vec<&str> = stored.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(keys, ["body.name", "panel.quorum"], "what did not change is no act");
    let after = admin.get("/pengaturan").await;
    assert!(after.text.contains("Diubah Bambang") && after.text.contains("Kuorum menjadi 5, oleh Bambang"));
    assert!(inside.browser().get("/").await.text.contains("LSP Pustakawan Contoh"), "in force at once");
}

async fn a_value_out_of_range_is_refused_beside_its_field(inside: Inside) {
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Bambang", "admin@contoh.id", None).await;
    let wrong = admin.post("/pengaturan", &[("panel.quorum", "0"), ("body.city", "Banjarbaru")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("harus antara 1 dan 15") && wrong.text.contains(r#"value="Banjarbaru""#));
    let zone = admin.post("/pengaturan", &[("body.zone", "Asia/Banjarbaru")]).await;
    assert!(zone.text.contains("bukan zona waktu"), "{}", zone.text);
    assert_eq!(inside.flow.reader().count::<Setting>(&Find::all()).await.unwrap(), 0, "all or nothing");
}

/// The smallest picture there is.
const PNG: &[u8] = &[
    0x89, 0x50, 0x4e, 0x47, 0xd, 0xa, 0x1a, 0xa, 0x0, 0x0, 0x0, 0xd, 0x49, 0x48, 0x44, 0x52, 0x0, 0x0, 0x0, 0x1, 0x0,
    0x0, 0x0, 0x1, 0x8, 0x6, 0x0, 0x0, 0x0, 0x1f, 0x15, 0xc4, 0x89, 0x0, 0x0, 0x0, 0xd, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9c, 0x63, 0xa8, 0x90, 0x8b, 0xfa, 0xf, 0x0, 0x3, 0xf2, 0x1, 0xf0, 0x4d, 0xa3, 0x53, 0x6f, 0x0, 0x0, 0x0, 0x0,
    0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
];

async fn an_emblem_is_a_small_picture(inside: Inside) {
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Bambang", "admin@contoh.id", None).await;
    assert!(admin.get("/pengaturan/lambang").await.text.contains("Belum ada"));
    assert_eq!(admin.get("/pengaturan/lambang/body").await.status, StatusCode::NOT_FOUND);
    let path = "/pengaturan/lambang/body";
    let put = admin.post_file(path, &[], ("berkas-body", "lambang.png", PNG)).await;
    assert_eq!(put.header("location"), "/pengaturan?sudah=lambang", "{}", put.text);
    let picture = admin.get(path).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/png"));
    assert!(admin.get("/pengaturan").await.text.contains("Lambang lembaga diubah oleh Bambang"));
    for bytes in [b"<svg xmlns='http://www.w3.org/2000/svg'/>".as_slice(), b"%PDF-1.7\n", b""] {
        let refused = admin.post_file(path, &[], ("berkas-body", "x", bytes)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        assert!(refused.text.contains("salah"), "{}", refused.text);
    }
    // One that breaks off would keep every paper that shows it from being printed.
    let damaged = admin.post_file(path, &[], ("berkas-body", "lambang.png", &PNG[..PNG.len() - 20])).await;
    assert_eq!(damaged.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(damaged.text.contains("rusak atau tidak utuh"), "{}", damaged.text);
    assert_eq!(admin.get(path).await.bytes, PNG, "the one that was there stays");
    let nowhere = admin.post_file("/pengaturan/lambang/lain", &[], ("berkas-lain", "x", PNG)).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
}

async fn a_form_with_a_file_is_taken_once(inside: Inside) {
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Bambang", "admin@contoh.id", None).await;
    let path = "/pengaturan/lambang/body";
    let changes = async || {
        let rows = inside.flow.reader().rows("SELECT seq FROM journal WHERE act_type = 'SetEmblem'", &[]).await;
        rows.unwrap().len()
    };
    let once = uuid::Uuid::now_v7();
    // A refused one is not taken: it may be sent again, mended.
    let refused = admin.upload_under(path, once, ("berkas-body", "x", b"%PDF-1.7\n")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let first = admin.upload_under(path, once, ("berkas-body", "lambang.png", PNG)).await;
    assert_eq!(first.header("location"), "/pengaturan?sudah=lambang", "{}", first.text);
    let second = admin.upload_under(path, once, ("berkas-body", "lambang.png", PNG)).await;
    assert_eq!((second.status, second.header("location")), (StatusCode::SEE_OTHER, "/pengaturan?sudah=lambang"));
    assert_eq!(changes().await, 1);
    // Another file under the same token is neither taken nor passed over in silence.
    let other = admin.upload_under(path, once, ("berkas-body", "lain.png", PNG)).await;
    assert!(other.text.contains("berkas lain"), "{}", other.text);
    assert_eq!(changes().await, 1);
    let anew = admin.upload_under(path, uuid::Uuid::now_v7(), ("berkas-body", "lambang.png", PNG)).await;
    assert_eq!((anew.status, changes().await), (StatusCode::SEE_OTHER, 2));
}

async fn code_lists_are_looked_at_before_they_are_stored(inside: Inside) {
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Bambang", "admin@contoh.id", None).await;
    let csv = "Daftar;Kode;Label\npendidikan;06;S1\npendidikan;07;\"S2; magister\"\nHobi;1;Catur\npendidikan;;S3\n";
    let shown = admin.post_file("/pengaturan/kode", &[], ("berkas", "kode.csv", csv.as_bytes())).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
    for said in ["2 kode: 2 baru", "Daftar ini tidak dikenal", "1 baris dilewati", "tanpa kode", "Simpan 1 daftar"] {
        assert!(shown.text.contains(said), "{said}: {}", shown.text);
    }
    assert_eq!(inside.flow.reader().count::<CodeEntry>(&Find::all()).await.unwrap(), 0, "nothing is stored yet");
    let isi = "Daftar;Kode;Label\n\"pendidikan\";\"06\";\"S1\"\n\"pendidikan\";\"07\";\"S2; magister\"\n";
    assert_eq!(
        admin.post("/pengaturan/kode/simpan", &[("naskah", isi)]).await.header("location"),
        "/pengaturan?sudah=kode"
    );
    let stored: Vec<CodeEntry> = inside.flow.reader().find(&Find::all()).await.unwrap();
    let codes: Vec<(&str, &str)> = stored.iter().map(|e| (e.id.as_str(), e.label.as_str())).collect();
    assert_eq!(codes, [("pendidikan:06", "S1"), ("pendidikan:07", "S2; magister")]);
    assert!(admin.get("/pengaturan/kode?daftar=pendidikan").await.text.contains("S2; magister"));
    let other = "Kode,Nama\n06,Sarjana\n";
    let fields = [("daftar", "pendidikan")];
    let shown = admin.post_file("/pengaturan/kode", &fields, ("berkas", "kode.csv", other.as_bytes())).await;
    assert!(shown.text.contains("S1 menjadi Sarjana"), "{}", shown.text);
    let refused = admin.post_file("/pengaturan/kode", &[], ("berkas", "x.csv", b"halo dunia\n")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("bukan lembar kerja"), "{}", refused.text);
}

async fn a_value_of_ours_is_matched_with_a_code_of_the_authority(inside: Inside) {
    let mut admin = inside.signed_in(Some(Duty::Administrator), "Bambang", "admin@contoh.id", None).await;
    let isi = "Daftar;Kode;Label\n\"pekerjaan\";\"12\";\"Pustakawan\"\n";
    admin.post("/pengaturan/kode/simpan", &[("naskah", isi)]).await;
    let list = "/pengaturan/kode?daftar=pekerjaan";
    assert!(admin.get(list).await.text.contains("Belum ada padanan"));
    let typed = |code| [("daftar", "pekerjaan"), ("nilai", "Pustakawan Mahir"), ("kode", code)];
    let invented = admin.post("/pengaturan/kode/padanan", &typed("99")).await;
    assert_eq!(invented.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(invented.text.contains("Kode 99 tidak ada"), "{}", invented.text);
    let done = admin.post("/pengaturan/kode/padanan", &typed("12")).await;
    assert_eq!(done.header("location"), list);
    let shown = admin.get(list).await;
    assert!(shown.text.contains("Pustakawan Mahir") && shown.text.contains("Hapus padanan"), "{}", shown.text);
    // The list itself holds one code still.
    assert_eq!(inside.flow.reader().count::<CodeEntry>(&Find::by("list", "pekerjaan")).await.unwrap(), 1);
    admin.post("/pengaturan/kode/padanan", &typed("")).await;
    assert!(admin.get(list).await.text.contains("Belum ada padanan"));
    let changed = admin.get("/pengaturan").await;
    assert!(changed.text.contains("Pustakawan Mahir → 12"), "{}", changed.text);
}

async fn staff_see_and_do_not_change(inside: Inside) {
    let mut staff = inside.signed_in(Some(Duty::Staff), "Retno", "staf@contoh.id", None).await;
    let seen = staff.get("/pengaturan").await;
    assert!(seen.status == StatusCode::OK && !seen.text.contains("Simpan bagian ini"), "{}", seen.text);
    assert_eq!(staff.post("/pengaturan", &[("panel.quorum", "5")]).await.status, StatusCode::NOT_FOUND);
    let put = staff.post_file("/pengaturan/lambang/body", &[], ("berkas-body", "x.png", PNG)).await;
    assert_eq!(put.status, StatusCode::NOT_FOUND);
    let mut committee = inside.signed_in(Some(Duty::SchemeCommittee), "Yohana", "skema@contoh.id", None).await;
    assert_eq!(committee.get("/pengaturan").await.status, StatusCode::NOT_FOUND);
}
