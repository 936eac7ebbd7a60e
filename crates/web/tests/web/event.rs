//! Events through the pages: planning one, its board, workbooks of participants and assessors, sessions,
//! the outcome; and who sees what of it.

use axum::http::StatusCode;
use certification::{
    duty::Duty,
    event::{EventPlan, PlanEvent},
    id::{EventId, SchemeVersionId},
    person::Appoint,
    record::{
        case::Case,
        event::{Event, Funding, Offer, Session},
        import::ImportRow,
        person::Assessor,
        scheme::SchemeVersion,
    },
    scheme::{DraftScheme, PublishScheme},
};
use rehearsal::Troupe;
use store::{Find, Read as _};
use workflow::load::{PersonKey, SchemeKey};

use crate::inside::{Browser, Inside, PASSWORD, both};

both! {
    staff_plan_an_event_and_mistakes_are_said_at_their_fields
    an_event_is_cancelled_with_a_reason_only
    a_facilitator_sees_the_own_event_alone
    a_workbook_is_read_mended_and_its_good_rows_invited
    a_file_that_is_no_workbook_is_refused_with_a_sentence
    columns_taken_wrongly_are_corrected_and_remembered
    a_workbook_of_several_sheets_is_read_whole_and_sheets_are_chosen
    nobody_is_given_a_session_before_being_accepted
    a_seat_that_somebody_left_is_not_taken
    the_outcome_is_for_those_who_may_see_it
    a_scheme_of_the_bodys_own_is_known_in_its_sheets
    every_registered_assessor_is_offered_however_many_there_are
    a_visitor_is_told_how_one_is_entered
}

const SCHEMES: &[u8] = include_bytes!("../../../../samples/contoh/skema.json");

pub const SHEET: &str = "\
DAFTAR PESERTA SERTIFIKASI\n\
No;Nama Lengkap;NIK;Tanggal Lahir;Kabupaten/Kota;Klaster;Email\n\
1;Siti Rahmah, S.Hum.;6372045501880003;15-01-1988;Banjarbaru;Layanan Dasar;siti@contoh.go.id\n\
2;Hamdani;6371041204850011;12-04-1985;Banjarmasin;Layanan Dasar;hamdani@contoh.go.id\n\
3;Ani Maulida;637104;31/02/1983;Banjar;Layanan Dasar;ani@contoh.go.id\n";

/// The first example scheme, published.
async fn offer(inside: &Inside) -> Offer {
    published(inside, example()).await
}

fn example() -> SchemeVersion {
    let schemes = exchange::schemes::read(SCHEMES, |_| SchemeVersionId(uuid::Uuid::nil())).unwrap();
    schemes.into_iter().find(|s| s.slug == "layanan-dasar").unwrap()
}

async fn published(inside: &Inside, scheme: SchemeVersion) -> Offer {
    let (slug, version) = (scheme.slug.clone(), scheme.version.clone());
    let key = |id| SchemeKey { id, slug: slug.clone(), version: version.clone() };
    let drafted = inside.flow.perform_as_house(key(None), DraftScheme { scheme }).await.unwrap();
    let id = drafted.file.scheme.id;
    inside.flow.perform_as_house(key(Some(id)), PublishScheme {}).await.unwrap();
    Offer { slug, scheme_version_id: id }
}

/// An event with two seats and one session.
pub async fn event(inside: &Inside, code: &str) -> EventId {
    let known = inside.flow.reader().first::<Event>(Find::all()).await.unwrap().map(|e| e.offers[0].clone());
    let offer = match known {
        Some(offer) => offer,
        None => offer(inside).await,
    };
    offering(inside, code, offer).await
}

async fn offering(inside: &Inside, code: &str, offer: Offer) -> EventId {
    let plan = EventPlan {
        code: code.to_owned(),
        title: format!("Sertifikasi {code}"),
        host: "Dispersip".to_owned(),
        venue: "Aula Dispersip".to_owned(),
        venue_kind: "sewaktu".to_owned(),
        venue_verified: true,
        kab: "63.72".to_owned(),
        starts: "2026-12-08".to_owned(),
        ends: "2026-12-09".to_owned(),
        zone: "Asia/Makassar".to_owned(),
        offers: vec![offer],
        funding: vec![Funding { id: "apbn".to_owned(), source: "APBN".to_owned(), seats: 3 }],
        sessions: vec![Session {
            id: "d1-pagi".to_owned(),
            day: "2026-12-08".to_owned(),
            name: "Pagi".to_owned(),
            starts: "08:30".to_owned(),
            ends: "12:00".to_owned(),
            room: "Aula".to_owned(),
            capacity: 2,
        }],
        schedule: String::new(),
        ministry: String::new(),
        example: true,
    };
    inside.flow.perform_as_house((None, code.to_owned()), PlanEvent { plan }).await.unwrap().file.event.id
}

pub async fn staff(inside: &Inside) -> Browser<'_> {
    inside.signed_in(Some(Duty::Staff), "Dian Prameswari", "dian@contoh.id", None).await
}

/// Someone appointed to a duty of one event, signed in.
pub async fn of_event<'a>(inside: &'a Inside, duty: Duty, event: EventId) -> Browser<'a> {
    let person = inside.person("Zainal Hakim", "zainal@contoh.id", None).await;
    let starts = "2025-01-01".to_owned();
    let appoint = Appoint { duty, event: Some(event), institution: None, starts, ends: None };
    inside.flow.perform_as_house(PersonKey::from(person), appoint).await.unwrap();
    inside.let_in(person).await;
    let mut browser = inside.browser();
    assert_eq!(browser.sign_in("zainal@contoh.id", PASSWORD).await.status, StatusCode::SEE_OTHER);
    browser
}

async fn staff_plan_an_event_and_mistakes_are_said_at_their_fields(inside: Inside) {
    let scheme = offer(&inside).await.scheme_version_id.to_string();
    let mut staff = staff(&inside).await;
    let empty = staff.get("/acara").await;
    assert!(empty.text.contains("Belum ada acara"), "{}", empty.text);
    assert!(staff.get("/acara/baru").await.text.contains("Layanan Dasar"));
    let good = [
        ("nama", "Sertifikasi Kalsel 2026"),
        ("kode", "KALSEL-2026"),
        ("tuan", "Dispersip"),
        ("tempat", "Aula Dispersip"),
        ("jenis", "sewaktu"),
        ("kab", "Kota Banjarbaru"),
        ("mulai", "2026-12-08"),
        ("akhir", "2026-12-09"),
        ("zona", "Asia/Makassar"),
        ("skema", &*scheme),
        ("dana-0-sumber", "APBN (Perpusnas)"),
        ("dana-0-kursi", "60"),
        ("sesi-0-nama", "Pagi"),
        ("sesi-0-hari", "2026-12-08"),
        ("sesi-0-mulai", "08:30"),
        ("sesi-0-akhir", "12:00"),
        ("sesi-0-ruang", "Aula"),
        ("sesi-0-muat", "30"),
    ];
    let with = |name: &str, value: &'static str| -> Vec<(&str, &str)> {
        good.iter().map(|(n, v)| if *n == name { (*n, value) } else { (*n, *v) }).collect()
    };
    for (name, value, said) in [
        ("kode", "kalsel", "Kode acara hanya huruf besar"),
        ("kab", "Atlantis", "tidak dikenal"),
        ("dana-0-kursi", "banyak", "dengan angka"),
        ("akhir", "2026-12-07", "Hari terakhir mendahului"),
        ("sesi-0-akhir", "08:00", "Ada sesi dengan jam"),
        ("skema", "", "belum punya skema"),
    ] {
        let mut fields = with(name, value);
        if value.is_empty() {
            fields.retain(|(n, _)| *n != name);
        }
        let answer = staff.post("/acara/baru", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.text);
        assert!(answer.text.contains(said) && answer.text.contains("Aula Dispersip"), "{name}: {}", answer.text);
    }
    let bare =
        staff.post("/acara/baru", &[("nama", "Sertifikasi"), ("jenis", "sewaktu"), ("zona", "Asia/Makassar")]).await;
    for said in
        ["Kode: Bagian ini", "Tempat uji (TUK): Bagian ini", "Kabupaten/kota: Bagian ini", "Hari pertama: Bagian ini"]
    {
        assert!(bare.text.contains(said), "all that is missing is said at once, {said}: {}", bare.text);
    }
    assert!(bare.text.contains("belum punya skema") && bare.text.contains("belum punya kursi"), "{}", bare.text);
    assert!(!bare.text.contains("tidak dikenal"), "what is empty is not unknown: {}", bare.text);
    let more = staff.post("/acara/baru", &[&good[..], &[("lagi", "ya")]].concat()).await;
    assert_eq!((more.status, more.text.contains("sesi-3-nama")), (StatusCode::OK, true));
    let made = staff.post("/acara/baru", &good).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let board = made.header("location").split('?').next().unwrap().to_owned();
    let shown = staff.get(&board).await;
    for words in ["Sertifikasi Kalsel 2026", "APBN (Perpusnas)", "Belum ada peserta", "8–9 Des 2026 (WITA)"] {
        assert!(shown.text.contains(words), "{words}: {}", shown.text);
    }
    let again = staff.get(&format!("{board}/ubah")).await;
    assert!(again.text.contains(r#"value="Kota Banjarbaru""#) && again.text.contains(r#"value="08:30""#));
    let twice = staff.post("/acara/baru", &good).await;
    assert!(twice.text.contains("sudah dipakai"), "{}", twice.text);
    let found = staff.get("/acara?q=kalsel").await;
    assert!(found.text.contains("KALSEL-2026") && !staff.get("/acara?q=jateng").await.text.contains("KALSEL-2026"));
}

async fn an_event_is_cancelled_with_a_reason_only(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/keadaan");
    assert!(staff.get(&page).await.text.contains("Batalkan acara"));
    let bare = staff.post(&page, &[("keadaan", "cancelled"), ("alasan", " ")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text.contains("Alasan pembatalan"), "{}", bare.text);
    staff.post(&page, &[("keadaan", "cancelled"), ("alasan", "Aula kebanjiran")]).await;
    assert!(staff.get(&format!("/acara/{event}")).await.text.contains("Dibatalkan"));
    staff.post(&page, &[("keadaan", "open")]).await;
    assert!(staff.get(&format!("/acara/{event}")).await.text.contains("Dibuka"));
}

async fn a_facilitator_sees_the_own_event_alone(inside: Inside) {
    let (own, other) = (event(&inside, "KALSEL-2026").await, event(&inside, "KALTENG-2026").await);
    let mut facilitator = of_event(&inside, Duty::Facilitator, own).await;
    let list = facilitator.get("/acara").await;
    assert!(list.text.contains("KALSEL-2026") && !list.text.contains("KALTENG-2026"), "{}", list.text);
    for page in ["", "/peserta", "/asesor", "/jadwal", "/hasil"] {
        assert_eq!(facilitator.get(&format!("/acara/{own}{page}")).await.status, StatusCode::OK, "{page}");
        assert_eq!(facilitator.get(&format!("/acara/{other}{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    for page in ["/ubah", "/keadaan"] {
        assert_eq!(facilitator.get(&format!("/acara/{own}{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let mut candidate = inside.signed_in(None, "Siti Rahmah", "siti@contoh.id", None).await;
    assert_eq!(candidate.get("/acara").await.status, StatusCode::NOT_FOUND);
}

async fn a_workbook_is_read_mended_and_its_good_rows_invited(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/peserta");
    let taken = staff.upload(&page, "peserta.csv", SHEET.as_bytes()).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    let import = taken.header("location").to_owned();
    let shown = staff.get(&import).await;
    for words in ["NIK harus 16 angka; di sini 6", "Tanggal ini tidak ada", "2 dari 3 siap", "31/02/1983"] {
        assert!(shown.text.contains(words), "{words}: {}", shown.text);
    }
    let ready = staff.get(&format!("{import}?lihat=siap")).await;
    assert!(ready.text.contains("6372 •••• •••• 0003") && !ready.text.contains("6372045501880003"));
    let again = staff.upload(&page, "sama.csv", SHEET.as_bytes()).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text.contains("sudah pernah diunggah") && again.text.contains(&import), "{}", again.text);

    let rows = format!("{import}/baris");
    let mended = [("lihat", "perbaiki"), ("sel|5|nik", "6303054803830004"), ("sel|5|born", "08/03/1983")];
    let long = "9".repeat(600);
    let much = staff.post(&rows, &[("sel|5|nik", &long)]).await;
    assert!(much.status == StatusCode::UNPROCESSABLE_ENTITY && much.text.contains("terlalu panjang"), "{}", much.text);
    assert_eq!(staff.post(&rows, &mended).await.status, StatusCode::SEE_OTHER);
    assert!(staff.get(&import).await.text.contains("3 dari 3 siap"));
    let out = staff.post(&rows, &[("tinggal", "4"), ("alasan-4", "not-coming")]).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER);
    assert!(staff.get(&format!("{import}?lihat=tidak")).await.text.contains("Batal ikut"));
    staff.post(&rows, &[("ikut", "4")]).await;

    let ordered = staff.post(&format!("{import}/undang"), &[("dana", "apbn")]).await;
    assert_eq!(ordered.status, StatusCode::SEE_OTHER, "{}", ordered.text);
    assert!(staff.get(&import).await.text.contains("Sedang mengundang"));
    while inside.flow.work_once("test").await.unwrap() > 0 {}
    let done = staff.get(&import).await;
    assert!(done.text.contains("3 peserta diundang"), "{}", done.text);
    let cases: Vec<Case> = inside.flow.reader().find(&Find::by("event_id", event)).await.unwrap();
    assert_eq!(cases.len(), 3);
    let board = staff.get(&format!("/acara/{event}")).await;
    assert!(board.text.contains("Kota Banjarbaru") && board.text.contains("3 undangan belum dijawab"));
    for list in ["asesi", "meja", "tanda"] {
        let paper = staff.get(&format!("/acara/{event}/cetak.pdf?lembar={list}")).await;
        assert_eq!((paper.status, paper.header("content-type")), (StatusCode::OK, "application/pdf"), "{list}");
        assert_eq!(&paper.text[..5], "%PDF-", "{list}");
        let page = staff.get(&format!("/acara/{event}/cetak?lembar={list}")).await;
        let way = format!("/acara/{event}/cetak.pdf?lembar={list}");
        assert!(page.text.contains("Siti Rahmah") && page.text.contains(&way), "{list}: {}", page.text);
    }
    let nobody = staff.get(&format!("/acara/{event}/cetak.pdf?lembar=asesor")).await;
    assert_eq!(nobody.header("location"), format!("/acara/{event}/cetak?lembar=asesor"), "a paper of nobody is a page");
    let mut facilitator = of_event(&inside, Duty::Facilitator, event).await;
    let own = facilitator.get(&format!("/acara/{event}")).await;
    assert!(own.text.contains("3 undangan belum dijawab"), "whoever was invited may be reminded by all: {}", own.text);
    let late = staff.post(&rows, &[("tinggal", "4"), ("alasan-4", "other")]).await;
    assert!(late.text.contains("sudah diimpor"), "{}", late.text);
    let sheet = staff.get(&format!("{import}/lembar")).await;
    assert_eq!((sheet.status, &sheet.text[..2]), (StatusCode::OK, "PK"), "an xlsx is a zip");
}

async fn a_file_that_is_no_workbook_is_refused_with_a_sentence(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/peserta");
    for (name, bytes, said) in [
        ("kosong.xlsx", &b""[..], "Pilih berkasnya dulu"),
        ("foto.xlsx", b"\x89PNG\r\n\x1a\n0000", "Simpan sebagai .xlsx"),
        ("surat.csv", b"Dengan hormat,\nbersama ini kami kirim daftar peserta.\n", "Pastikan ada baris judul kolom"),
    ] {
        let answer = staff.upload(&page, name, bytes).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.text);
        assert!(answer.text.contains(said), "{name}: {}", answer.text);
    }
    let assessors = staff.upload(&format!("/acara/{event}/asesor"), "asesor.csv", SHEET.as_bytes()).await;
    assert!(assessors.text.contains("Baris yang belum dapat dicatat"), "{}", assessors.text);
}

async fn columns_taken_wrongly_are_corrected_and_remembered(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/peserta");
    let import = staff.upload(&page, "a.csv", SHEET.as_bytes()).await.header("location").to_owned();
    let columns = format!("{import}/kolom");
    let asked = staff.get(&columns).await;
    assert!(asked.text.contains("Nama Lengkap") && asked.text.contains("6372…"), "{}", asked.text);
    let twice = [("kolom-1", "name"), ("kolom-2", "name")];
    let wrong = staff.post(&columns, &twice).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.text.contains("kolom lain"), "{}", wrong.text);
    let said = [("kolom-1", "name"), ("kolom-3", "born"), ("kolom-4", "kab"), ("kolom-5", "cluster")];
    assert_eq!(staff.post(&columns, &said).await.status, StatusCode::SEE_OTHER);
    let rows: Vec<ImportRow> = inside.flow.reader().find(&Find::all()).await.unwrap();
    assert!(rows.iter().all(|r| r.cells.as_ref().unwrap().get("nik").is_none()));
    let other = SHEET.replace("Siti Rahmah", "Siti Rahmawati");
    let next = staff.upload(&page, "b.csv", other.as_bytes()).await.header("location").to_owned();
    assert!(!staff.get(&format!("{next}/kolom")).await.text.contains(r#"<option value="nik" selected>"#));
}

/// A sheet for each of three districts, one person on two of them; a summary, a hidden copy and instructions.
const DISTRICTS: &[u8] = include_bytes!("../../../../samples/layout-lain/per-kabupaten.xlsx");

async fn a_workbook_of_several_sheets_is_read_whole_and_sheets_are_chosen(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/peserta");
    let import = staff.upload(&page, "kab.xlsx", DISTRICTS).await.header("location").to_owned();
    assert!(staff.get(&page).await.text.contains("“HSS”, “Batola”, “Kab. Tanah Laut”"));
    let shown = staff.get(&import).await;
    let words = [
        "HSS, baris 6",
        "Kab. Tanah Laut, baris 6",
        "“Rekap” (isinya orang yang sama",
        "“Lama” (tersembunyi)",
        "2 dari 5 siap",
    ];
    for words in words {
        assert!(shown.text.contains(words), "{words}: {}", shown.text);
    }
    // The second sheet's row 6 and that of the fourth are rows of their own.
    assert!(shown.text.contains("sel|10000006|nik") && shown.text.contains("sel|30000006|nik"), "{}", shown.text);
    let given = staff.get(&format!("{import}/lembar")).await;
    assert_eq!((given.status, &given.text[..2]), (StatusCode::OK, "PK"));

    let columns = format!("{import}/kolom");
    let asked = staff.get(&columns).await;
    for words in [r#"name="lembar" value="1" checked"#, r#"name="lembar" value="0">"#, r#"value="5" disabled"#] {
        assert!(asked.text.contains(words), "{words}: {}", asked.text);
    }
    let mapped = [
        ("kolom-1", "name"),
        ("kolom-2", "nik"),
        ("kolom-4", "born"),
        ("kolom-6", "institution"),
        ("kolom-7", "cluster"),
        ("kolom-9", "email"),
    ];
    let none = staff.post(&columns, &mapped).await;
    assert!(none.status == StatusCode::UNPROCESSABLE_ENTITY && none.text.contains("satu lembar"), "{}", none.text);
    let two = [&[("lembar", "1"), ("lembar", "2")][..], &mapped].concat();
    assert_eq!(staff.post(&columns, &two).await.status, StatusCode::SEE_OTHER);
    let fewer = staff.get(&import).await;
    for words in ["3 dari 3 siap", "“Kab. Tanah Laut” (tidak dipilih)"] {
        assert!(fewer.text.contains(words), "{words}: {}", fewer.text);
    }
    let other = format!("/acara/{}/peserta", self::event(&inside, "KALSEL-2027").await);
    let again = staff.upload(&other, "kab.xlsx", DISTRICTS).await.header("location").to_owned();
    let again = staff.get(&again).await;
    assert!(again.text.contains("“Kab. Tanah Laut” (tidak dipilih)"), "the choice is remembered: {}", again.text);
    let gone = staff.post(&format!("{import}/baris"), &[("tinggal", "30000006"), ("alasan-30000006", "other")]).await;
    assert!(gone.text.contains("tidak lagi dibaca"), "{}", gone.text);
    let three = [&two[..], &[("lembar", "3")]].concat();
    assert_eq!(staff.post(&columns, &three).await.status, StatusCode::SEE_OTHER);
    assert!(staff.get(&import).await.text.contains("2 dari 5 siap"));
}

async fn nobody_is_given_a_session_before_being_accepted(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    let page = format!("/acara/{event}/peserta");
    let import = staff.upload(&page, "a.csv", SHEET.as_bytes()).await.header("location").to_owned();
    staff.post(&format!("{import}/undang"), &[("dana", "")]).await;
    while inside.flow.work_once("test").await.unwrap() > 0 {}
    let seating = format!("/acara/{event}/jadwal");
    assert!(staff.get(&seating).await.text.contains("Tidak ada berkas di sini"));
    let case: Case = inside.flow.reader().first(Find::by("event_id", event)).await.unwrap().unwrap();
    let early = staff.post(&seating, &[("pilih", &case.id.to_string()), ("sesi", "d1-pagi"), ("apa", "sesi")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text.contains("belum diterima"), "{}", early.text);
    let nobody = staff.post(&seating, &[("sesi", "d1-pagi"), ("apa", "sesi")]).await;
    assert!(nobody.text.contains("Belum ada yang dipilih"), "{}", nobody.text);
}

async fn a_seat_that_somebody_left_is_not_taken(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 2).await.unwrap();
    let mut staff = staff(&inside).await;
    assert!(staff.get("/acara").await.text.contains("2 dari 2"));
    troupe.player(&stage, 0).unwrap().withdraw("Sakit.").await.unwrap();
    let left = staff.get("/acara").await.text;
    assert!(left.contains("1 dari 2"), "{left}");
}

async fn the_outcome_is_for_those_who_may_see_it(inside: Inside) {
    let event = event(&inside, "KALSEL-2026").await;
    let mut staff = staff(&inside).await;
    assert!(staff.get(&format!("/acara/{event}/hasil")).await.text.contains("Belum ada yang diputus"));
    let report = staff.get(&format!("/acara/{event}/laporan.pdf")).await;
    assert_eq!((report.status, &report.text[..5]), (StatusCode::OK, "%PDF-"));
    assert!(report.header("content-disposition").contains("KALSEL-2026-laporan.pdf"));
    let english = staff.get(&format!("/acara/{event}/laporan.pdf?lang=en")).await;
    assert_eq!((english.status, &english.text[..5]), (StatusCode::OK, "%PDF-"));
    assert!(english.header("content-disposition").contains("KALSEL-2026-report.pdf"));
    staff.get("/acara?lang=id").await;
    let book = staff.get(&format!("/acara/{event}/bnsp.xlsx")).await;
    assert_eq!((book.status, &book.text[..2]), (StatusCode::OK, "PK"));
    let mut facilitator = of_event(&inside, Duty::Facilitator, event).await;
    assert_eq!(facilitator.get(&format!("/acara/{event}/laporan.pdf")).await.status, StatusCode::OK);
    for page in ["bnsp", "bnsp.xlsx"] {
        assert_eq!(facilitator.get(&format!("/acara/{event}/{page}")).await.status, StatusCode::NOT_FOUND, "{page}");
    }
    let mut assessor = inside.signed_in(Some(Duty::PanelMember), "Rina", "rina@contoh.id", None).await;
    assert_eq!(assessor.get(&format!("/acara/{event}/hasil")).await.status, StatusCode::NOT_FOUND);
}

/// Rows and registrations that name a scheme which is none of the common clusters.
async fn a_scheme_of_the_bodys_own_is_known_in_its_sheets(inside: Inside) {
    let own = SchemeVersion {
        slug: "referensi-nusantara".to_owned(),
        abbr: "RN".to_owned(),
        number: "SKM/LPN/01".to_owned(),
        name_id: "Layanan Referensi Nusantara".to_owned(),
        name_en: "Nusantara reference services".to_owned(),
        ..example()
    };
    let event = offering(&inside, "SULSEL-2026", published(&inside, own).await).await;
    let mut staff = staff(&inside).await;
    let sheet = SHEET
        .replacen("Layanan Dasar", "layanan referensi  NUSANTARA", 1)
        .replacen("Layanan Dasar", "SKM/LPN/01", 1)
        .replacen("Layanan Dasar", "Layanan Referensi Samudra", 1);
    let import = staff.upload(&format!("/acara/{event}/peserta"), "a.csv", sheet.as_bytes()).await;
    let import = import.header("location").to_owned();
    let shown = staff.get(&import).await.text;
    assert_eq!(shown.matches("Klaster ini tidak dikenal").count(), 1, "{shown}");
    assert!(shown.contains("Layanan Referensi Nusantara"), "{shown}");
    let mended = staff.post(&format!("{import}/baris"), &[("lihat", "perbaiki"), ("sel|5|cluster", "RN")]).await;
    assert_eq!(mended.status, StatusCode::SEE_OTHER, "{}", mended.text);
    let understood = |row: &ImportRow| row.understood.clone().unwrap()["participant"]["cluster"].clone();
    let rows = inside.flow.reader().find::<ImportRow>(&Find::all().order_by(&["place"])).await.unwrap();
    assert_eq!(rows.iter().map(understood).collect::<Vec<_>>(), vec!["referensi-nusantara"; 3]);
    let assessors = "Nama,No. Registrasi,Masa Berlaku,Klaster\n\
        \"Taufik Rahmatullah, M.Hum.\",MET.000.009685 2023,30/09/2027,\"Layanan Referensi Nusantara, Promosi\"\n";
    let page = format!("/acara/{event}/asesor");
    let taken = staff.upload(&page, "asesor.csv", assessors.as_bytes()).await.text;
    assert!(taken.contains("1 asesor baru") && !taken.contains("belum dapat dicatat"), "{taken}");
    assert_eq!(staff.post(&format!("{page}/tunjuk"), &[]).await.status, StatusCode::NOT_FOUND);
    // Staff take them in; the manager finds them beside the event and appoints them.
    let mut manager = inside.signed_in(Some(Duty::Manager), "Rina Wulandari", "rina@contoh.id", None).await;
    let offered = manager.get(&page).await.text;
    assert!(offered.contains("belum ditunjuk untuk acara ini") && offered.contains("Taufik Rahmatullah"), "{offered}");
    let nobody = manager.post(&format!("{page}/tunjuk"), &[]).await;
    assert_eq!(nobody.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nobody.text.contains("Belum ada asesor yang dicentang"), "{}", nobody.text);
    let assessor = inside.flow.reader().first::<Assessor>(Find::all()).await.unwrap().unwrap();
    assert_eq!(assessor.licences, ["referensi-nusantara", "promosi"]);
    let chosen = assessor.id.to_string();
    let done = manager.post(&format!("{page}/tunjuk"), &[("pilih", &chosen)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let after = manager.get(&page).await.text;
    assert!(!after.contains("belum ditunjuk untuk acara ini") && after.contains("Taufik Rahmatullah"), "{after}");
}

async fn every_registered_assessor_is_offered_however_many_there_are(inside: Inside) {
    const MANY: usize = 101;
    let event = offering(&inside, "SULSEL-2026", offer(&inside).await).await;
    let row =
        |n: usize| format!("Asesor {},MET.000.{n:06} 2023,30/09/2027,Layanan Dasar\n", "abcdefghij".repeat(n / 10 + 1));
    let sheet = format!("Nama,No. Registrasi,Masa Berlaku,Klaster\n{}", (0..MANY).map(row).collect::<String>());
    let page = format!("/acara/{event}/asesor");
    let taken = staff(&inside).await.upload(&page, "asesor.csv", sheet.as_bytes()).await.text;
    assert!(taken.contains(&format!("{MANY} asesor baru")), "{taken}");
    let mut manager = inside.signed_in(Some(Duty::Manager), "Rina Wulandari", "rina@contoh.id", None).await;
    let offered = manager.get(&page).await.text;
    assert_eq!(offered.matches(r#"name="pilih""#).count(), MANY, "{offered}");
}

async fn a_visitor_is_told_how_one_is_entered(inside: Inside) {
    offer(&inside).await;
    let mut member = inside.signed_in(Some(Duty::Administrator), "Dian", "dian@contoh.id", None).await;
    let mut visitor = inside.browser();
    let scheme = visitor.get("/skema/layanan-dasar").await.text;
    assert!(scheme.contains("Cara mendaftar") && scheme.contains("lembar peserta"), "{scheme}");
    assert!(scheme.contains(r#"href="/undangan""#) && !scheme.contains(r#"href="/ruang""#), "{scheme}");
    let door = visitor.get("/masuk").await.text;
    assert!(door.contains("Belum diundang?") && door.contains(r#"href="/jadwal""#), "{door}");
    assert!(member.get("/skema/layanan-dasar").await.text.contains("Buka permohonan saya"));
}
