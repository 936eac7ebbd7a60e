//! The one page of every form, as it goes wrong: a session that ends over a long form, a second tab, a signature
//! that is refused, a document that is none.

use axum::http::StatusCode;
use certification::{
    casefile::CaseFile,
    filing::{answers, definition},
    form::{Engine, slots},
    id::{CaseId, PersonId},
    record::person::Person,
};
use rehearsal::{Conclusion, Finding, Troupe, adjusted};
use store::Read as _;
use workflow::load::{case_file, report_file};

use crate::inside::{Browser, Inside, PASSWORD, both, hidden};

both! {
    what_was_filled_in_comes_back_after_the_session_ended
    a_second_tab_overwrites_nothing_and_keeps_what_was_typed
    two_tabs_of_one_draft_overwrite_each_other_only_knowingly
    a_candidate_who_refuses_to_sign_says_why_and_the_case_goes_on
    a_document_that_is_none_is_refused_with_a_sentence
    a_photo_is_what_a_certificate_can_show_and_other_documents_are_kept_as_they_came
    a_refused_document_is_shown_so_until_another_is_handed_in
    a_form_that_is_opened_again_shows_its_void_signature
    a_report_is_signed_only_as_it_may_be_and_binds_the_recommendations
    whoever_signs_an_adjustment_sees_all_of_it
}

async fn browser_of(inside: &Inside, person: PersonId) -> (Browser<'_>, String) {
    let known: Person = inside.flow.reader().get(person).await.unwrap().unwrap();
    let email = known.email.unwrap();
    (inside.signed_in_as(person, &email).await, email)
}

async fn file(inside: &Inside, case: CaseId) -> CaseFile {
    case_file(&mut inside.flow.reader(), case).await.unwrap()
}

async fn what_was_filled_in_comes_back_after_the_session_ended(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.player(&stage, 0).unwrap().confirm().await.unwrap();
    let (mut candidate, email) = browser_of(&inside, troupe.cases[0].person_id).await;
    let page = format!("/berkas/{}/formulir/FR.APL.01", troupe.cases[0].id);
    assert_eq!(candidate.get(&page).await.status, StatusCode::OK);
    inside.minutes_pass(61);
    let address = "Jalan Bunga \"Melati\" <Rekaan> 3 & 4";
    let typed = [("office-address", address), ("declare-true", "yes"), ("_aksi", "kirim"), ("_dilihat", "0")];
    let ended = candidate.post(&page, &typed).await;
    assert_eq!(ended.status, StatusCode::UNAUTHORIZED);
    assert!(ended.text.contains("Tulisan Anda aman"), "{}", ended.text);
    let (next, sealed) = (hidden(&ended.text, "ke"), hidden(&ended.text, "isian"));
    let fields = [("akun", &*email), ("sandi", PASSWORD), ("ke", &*next), ("isian", &*sealed)];
    let back = candidate.post("/masuk", &fields).await;
    assert_eq!((back.status, back.header("location")), (StatusCode::SEE_OTHER, page.as_str()));
    let filled = candidate.get(&page).await;
    let written = address.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    assert!(filled.text.contains("Tulisan Anda kembali"), "{}", filled.text);
    assert!(filled.text.contains(&format!(r#"value="{written}""#)), "{}", filled.text);
    assert!(file(&inside, troupe.cases[0].id).await.form("FR.APL.01").is_none(), "nothing was sent meanwhile");
}

async fn a_second_tab_overwrites_nothing_and_keeps_what_was_typed(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let player = troupe.player(&stage, 0).unwrap();
    player.confirm().await.unwrap();
    let case = troupe.cases[0].id;
    let (mut tab, _) = browser_of(&inside, troupe.cases[0].person_id).await;
    let page = format!("/berkas/{case}/formulir/FR.APL.01");
    assert_eq!(hidden(&tab.get(&page).await.text, "_dilihat"), "0");
    // The other tab sends and signs.
    player.apply().await.unwrap();
    let before = file(&inside, case).await;
    for act in ["simpan", "kirim"] {
        let late = [("office-address", "Jalan Lain Rekaan 9"), ("_aksi", act), ("_dilihat", "0")];
        let refused = tab.post(&page, &late).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{act}");
        assert!(refused.text.contains("tidak diterima") && refused.text.contains("Jalan Lain Rekaan 9"));
    }
    assert!(!tab.get(&page).await.text.contains("Jalan Lain Rekaan 9"), "what is signed stands");
    let after = file(&inside, case).await;
    assert_eq!(after.form("FR.APL.01"), before.form("FR.APL.01"));
    assert_eq!(after.signatures, before.signatures);
}

async fn two_tabs_of_one_draft_overwrite_each_other_only_knowingly(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.player(&stage, 0).unwrap().confirm().await.unwrap();
    let (mut tab, _) = browser_of(&inside, troupe.cases[0].person_id).await;
    let page = format!("/berkas/{}/formulir/FR.APL.01", troupe.cases[0].id);
    let drawn = |text: &str| (hidden(text, "_halaman"), hidden(text, "_konsep"));
    let (one, other) = (drawn(&tab.get(&page).await.text), drawn(&tab.get(&page).await.text));
    assert_ne!(one.0, other.0);
    let mut save = async |from: &(String, String), address: &str| {
        let fields = [
            ("office-address", address),
            ("_aksi", "simpan"),
            ("_dilihat", "0"),
            ("_halaman", &*from.0),
            ("_konsep", &*from.1),
        ];
        tab.post(&page, &fields).await
    };
    // One tab saves as often as it likes; it is not told anew what became of its draft.
    for address in ["Jalan Satu 1", "Jalan Satu 2"] {
        assert_eq!(save(&one, address).await.status, StatusCode::SEE_OTHER);
    }
    let late = save(&other, "Jalan Dua 1").await;
    assert_eq!(late.status, StatusCode::PRECONDITION_FAILED);
    assert!(late.text.contains("tab atau perangkat lain") && late.text.contains("Jalan Dua 1"), "{}", late.text);
    // Nothing was overwritten; the page that told so may do it.
    assert_eq!(save(&one, "Jalan Satu 3").await.status, StatusCode::SEE_OTHER);
    let knowing = drawn(&late.text);
    assert_eq!(
        save(&knowing, "Jalan Dua 2").await.status,
        StatusCode::PRECONDITION_FAILED,
        "it was saved again meanwhile"
    );
    let knowing = drawn(&save(&knowing, "Jalan Dua 2").await.text);
    assert_eq!(save(&knowing, "Jalan Dua 3").await.status, StatusCode::SEE_OTHER);
    let kept = tab.get(&page).await.text;
    assert!(kept.contains("Jalan Dua 3") && !kept.contains("Jalan Satu"), "{kept}");
}

async fn a_candidate_who_refuses_to_sign_says_why_and_the_case_goes_on(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let player = troupe.schedule(&stage, 0).await.unwrap();
    player.propose().await.unwrap();
    player.accept().await.unwrap();
    player.attend(true).await.unwrap();
    player.examine(Finding::Bk).await.unwrap();
    player.recommend(Finding::Bk).await.unwrap();

    let case = troupe.cases[0].id;
    let page = format!("/berkas/{case}/formulir/FR.AK.02");
    let (mut assessor, _) = browser_of(&inside, troupe.assessors[0]).await;
    let (mut candidate, _) = browser_of(&inside, troupe.cases[0].person_id).await;
    let refuse = format!("{page}/menolak/candidate");
    assert!(candidate.get(&refuse).await.text.contains("alasan"));
    let silent = candidate.post(&refuse, &[("alasan", "  ")]).await;
    assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", silent.text);
    let reason = "Bukti B-03 tidak diperiksa.";
    let done = candidate.post(&refuse, &[("alasan", reason)]).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text);
    let found = file(&inside, case).await;
    let refused = found.signatures.iter().find(|s| s.refused).unwrap();
    assert_eq!((refused.slot.as_str(), refused.reason.as_deref()), ("candidate", Some(reason)));
    for reader in [&mut candidate, &mut assessor] {
        assert!(reader.get(&page).await.text.contains(reason));
    }
    assert_eq!(candidate.get(&refuse).await.status, StatusCode::NOT_FOUND, "once is enough");
    assert_eq!(found.case.recommendation.as_deref(), Some("BK"), "the recommendation stands");
}

async fn a_form_that_is_opened_again_shows_its_void_signature(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let player = troupe.player(&stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    let page = format!("/berkas/{}/formulir/FR.APL.01", troupe.cases[0].id);
    let (mut candidate, _) = browser_of(&inside, troupe.cases[0].person_id).await;
    assert!(!candidate.get(&page).await.text.contains("segel--batal"));
    let opened = candidate.post(&format!("{page}/buka-kembali"), &[("alasan", "Alamat salah")]).await;
    assert_eq!(opened.status, StatusCode::SEE_OTHER, "{}", opened.text);
    let shown = candidate.get(&page).await.text;
    assert!(shown.contains("segel--batal") && shown.contains("Batal:"), "{shown}");
}

async fn a_report_is_signed_only_as_it_may_be_and_binds_the_recommendations(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.assess(&stage, 0, Finding::K).await.unwrap();
    let (mut assessor, _) = browser_of(&inside, troupe.assessors[0]).await;
    let page = format!("/laporan-asesor/{}", troupe.event.id);
    let sign = format!("{page}/tanda-tangan");
    let stored = async || report_file(&mut inside.flow.reader(), troupe.event.id, troupe.assessors[0]).await.unwrap();
    let long = "x".repeat(3_001);
    let typed = |aspects| [("aspects", aspects), ("refusals", "Tidak ada"), ("suggestions", "Tidak ada")];
    // What is wrong is kept as a draft and cannot be signed, neither over the page nor past it.
    let wrong = [typed(&*long).as_slice(), &[("_aksi", "kirim"), ("_dilihat", "0")]].concat();
    assert_eq!(assessor.post(&page, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(assessor.post(&sign, &[("rahasia", PASSWORD)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stored().await.form.is_none());
    let right = [typed("Lancar.").as_slice(), &[("_aksi", "kirim"), ("_dilihat", "0")]].concat();
    let sent = assessor.post(&page, &right).await;
    assert_eq!((sent.status, sent.header("location")), (StatusCode::SEE_OTHER, &*sign), "{}", sent.text);
    assert!(assessor.get(&page).await.text.contains("Lancar."), "the draft stays until it is signed");
    let guessed = assessor.post(&sign, &[("rahasia", "bukan sandi saya")]).await;
    assert_eq!(guessed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(assessor.post(&sign, &[("rahasia", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
    let file = stored().await;
    let form = file.form.as_ref().unwrap();
    let definition = definition(&form.code, Some(form)).unwrap();
    let (slot, given) = (definition.slot("assessor").unwrap(), answers(Some(form)));
    let bound = Engine::attachments(definition, &file.form_context().unwrap(), &given);
    let case = format!("case {} K", troupe.cases[0].id);
    assert_eq!(bound, [case]);
    assert_eq!((form.state.as_str(), file.signatures.len()), ("signed", 1));
    assert_eq!(file.signatures[0].digest, slots::digest(definition, slot, &given, &bound));
    assert_eq!(assessor.get(&format!("{page}.pdf")).await.header("content-type"), "application/pdf");
}

async fn a_document_that_is_none_is_refused_with_a_sentence(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.player(&stage, 0).unwrap().confirm().await.unwrap();
    let case = troupe.cases[0].id;
    let (mut candidate, _) = browser_of(&inside, troupe.cases[0].person_id).await;
    let page = format!("/berkas/{case}/dokumen");
    for (name, bytes) in [
        ("ijazah.pdf", &b"MZ\x90\x00 this is a program"[..]),
        ("ijazah.pdf", &b""[..]),
        ("ijazah.svg", &b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"[..]),
        ("ijazah.html", &b"<!doctype html><p>hello"[..]),
    ] {
        let fields = [("untuk", "ijazah"), ("judul", "Ijazah")];
        let answer = candidate.post_file(&page, &fields, ("berkas", name, bytes)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", answer.text);
        assert!(answer.text.contains("PDF"), "{name}: {}", answer.text);
        let ways = ["Unggah PDF, JPEG, atau PNG.", "Pilih berkas yang berisi.", "Unggah salah satu jenis yang disebut"];
        assert!(ways.iter().any(|way| answer.text.contains(way)), "{name}, how to mend it: {}", answer.text);
    }
    // A picture of 50 megapixels is refused by its head, before anybody decodes it.
    let head = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC2, 0, 11, 8];
    let huge: Vec<u8> = head.into_iter().chain(6_144_u16.to_be_bytes()).chain(8_160_u16.to_be_bytes()).collect();
    let fields = [("untuk", "ijazah"), ("judul", "Ijazah")];
    let answer = candidate.post_file(&page, &fields, ("berkas", "ijazah.jpg", huge.as_slice())).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    assert!(answer.text.contains("50 megapiksel") && answer.text.contains("40"), "{}", answer.text);
    assert!(answer.text.contains("Foto ulang dengan mutu sedang"), "how to mend it: {}", answer.text);
    // A bound has its unit, and it is the one that the page names beforehand.
    let mut heavy = b"%PDF-1.7\n".to_vec();
    heavy.resize((20 << 20) + 1, b' ');
    let answer = candidate.post_file(&page, &fields, ("berkas", "ijazah.pdf", heavy.as_slice())).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("lebih besar dari 20 MB") && answer.text.contains("paling besar 20 MB"));
    assert!(file(&inside, case).await.documents.is_empty());
}

async fn a_photo_is_what_a_certificate_can_show_and_other_documents_are_kept_as_they_came(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    troupe.player(&stage, 0).unwrap().confirm().await.unwrap();
    let case = troupe.cases[0].id;
    let (mut candidate, _) = browser_of(&inside, troupe.cases[0].person_id).await;
    let page = format!("/berkas/{case}/dokumen");
    let heic: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic....ispe\0\0\0\0\0\0\x10\0\0\0\x0c\0";
    // The head of a JPEG of 16 by 16 that breaks off.
    let cut: &[u8] = &[0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, 0xFF, 0xC0, 0, 11, 8, 0, 16, 0, 16, 1, 1, 0x11, 0];
    let pdf = rehearsal::paper::pdf("Pas foto");
    let photo = [("untuk", "foto"), ("judul", "Pas foto")];
    for (name, bytes, said) in [
        ("foto.heic", heic, "Pas foto harus berupa JPEG atau PNG"),
        ("foto.pdf", &*pdf, "Pas foto harus berupa JPEG atau PNG"),
        ("foto.jpg", cut, "rusak atau tidak utuh"),
    ] {
        let refused = candidate.post_file(&page, &photo, ("berkas", name, bytes)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}: {}", refused.text);
        assert!(refused.text.contains(said), "{name}: {}", refused.text);
    }
    assert!(file(&inside, case).await.documents.is_empty());
    let diploma = [("untuk", "ijazah"), ("judul", "Ijazah")];
    let taken = candidate.post_file(&page, &diploma, ("berkas", "ijazah.heic", heic)).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text);
    let kept = file(&inside, case).await.documents[0].clone();
    assert_eq!(kept.media_type, "image/heic");
    assert_eq!(candidate.get(&format!("{page}/{}", kept.id)).await.bytes, heic, "byte by byte");
}

async fn a_refused_document_is_shown_so_until_another_is_handed_in(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let player = troupe.player(&stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    let staff = troupe.cast.one(certification::duty::Duty::Staff).unwrap();
    player.check(staff, Conclusion::Returned).await.unwrap();
    let case = troupe.cases[0].id;
    let known = file(&inside, case).await;
    let doubted = known.verifications.iter().find(|v| v.verdict != "meets").unwrap();
    let why = doubted.reason.clone().unwrap();
    let (mut candidate, _) = browser_of(&inside, troupe.cases[0].person_id).await;
    let (documents, form) = (format!("/berkas/{case}/dokumen"), format!("/berkas/{case}/formulir/FR.APL.01"));
    let shown = candidate.get(&documents).await.text;
    assert!(shown.contains("Perlu diganti") && shown.contains(&why), "{shown}");
    // What was refused is not there; evidence of competence, which comes later, is not counted.
    let must = certification::application::required(&known).count();
    assert!(shown.contains(&format!("{} dari {must} dokumen wajib ada", must - 1)), "{must}: {shown}");
    assert!(!shown.contains("bergantung pada cara"), "the way is chosen: {shown}");
    let warned = "ditolak saat diperiksa dan belum diganti";
    let page = candidate.get(&form).await.text;
    assert!(page.contains(warned), "the form says so before it is sent again");
    // The form leads to where another one is handed in, and keeps what was typed.
    let way = format!("dokumen {}", doubted.requirement);
    assert!(page.contains(&format!(r#"value="{way}""#)), "{page}");
    let led = candidate.post(&form, &[("_aksi", &*way), ("_dilihat", "1")]).await;
    assert!(led.header("location").starts_with(&documents), "{}", led.header("location"));
    inside.minutes_pass(1);
    player.hand_in(&doubted.requirement, "Ijazah").await.unwrap();
    assert!(!candidate.get(&documents).await.text.contains("Perlu diganti"));
    assert!(!candidate.get(&form).await.text.contains(warned));
}

async fn whoever_signs_an_adjustment_sees_all_of_it(inside: Inside) {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 1).await.unwrap();
    let case = troupe.cases[0].id;
    adjusted::prepare(&stage, &troupe, case).await.unwrap();
    adjusted::write(&stage, &troupe, case, "237").await.unwrap();
    let sign = format!("/berkas/{case}/formulir/FR.AK.07/tanda-tangan");
    let (mut assessor, _) = browser_of(&inside, troupe.assessors[0]).await;
    let (mut candidate, _) = browser_of(&inside, troupe.cases[0].person_id).await;
    let present = assessor.get(&format!("{sign}/assessor")).await;
    assert_eq!(present.status, StatusCode::OK, "{}", present.text);
    assert!(present.text.contains("237") && !present.text.contains("(tidak ditampilkan)"), "{}", present.text);
    adjusted::sign(&stage, &troupe, case, "assessor").await.unwrap();
    // In the own session, and on the assessor's device.
    for (reader, page) in [(&mut candidate, "candidate"), (&mut assessor, "candidate?cara=di-tempat")] {
        let shown = reader.get(&format!("{sign}/{page}")).await;
        assert_eq!(shown.status, StatusCode::OK, "{page}: {}", shown.text);
        assert!(shown.text.contains("237") && !shown.text.contains("(tidak ditampilkan)"), "{}", shown.text);
    }
}
