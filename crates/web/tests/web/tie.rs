//! Ties between assessors and candidates: staff record one that they were told of, a candidate says that the assessor is
//! close to them; either way the assessor is not offered again, and the case waits for another.

use axum::http::StatusCode;
use certification::{duty::Duty, record::person::Tie, stage::Stage};
use rehearsal::Troupe;
use store::{Find, Read as _};
use workflow::load::case_file;

use crate::{
    inside::{Inside, both},
    panel::of_duty,
};

both! {
    a_tie_that_staff_were_told_of_bars_the_assessor
    a_candidate_may_object_until_the_agreement_is_signed
}

/// A small event whose first case was accepted and assessed itself.
async fn reviewed(inside: &Inside) -> Troupe {
    let stage = inside.stage();
    let troupe = Troupe::gather(&stage, 2).await.unwrap();
    let player = troupe.player(&stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    player.check(troupe.cast.one(Duty::Staff).unwrap(), rehearsal::Conclusion::Accepted).await.unwrap();
    player.assess_oneself().await.unwrap();
    troupe
}

async fn ties(inside: &Inside) -> Vec<Tie> {
    inside.flow.reader().find(&Find::all().order_by(&["id"])).await.unwrap()
}

async fn a_tie_that_staff_were_told_of_bars_the_assessor(inside: Inside) {
    let troupe = reviewed(&inside).await;
    let (stage, case) = (inside.stage(), troupe.cases[0].id);
    let staff_id = troupe.cast.one(Duty::Staff).unwrap();
    let (first, second) = (troupe.assessors[0], troupe.assessors[1]);
    troupe.player(&stage, 0).unwrap().assign(staff_id, first, "").await.unwrap();
    let mut staff = of_duty(&inside, &troupe, Duty::Staff, 0).await;
    let (page, post) = (format!("/berkas/{case}/asesor"), format!("/berkas/{case}/hubungan"));
    assert!(staff.get(&page).await.text.contains(&post) && staff.get(&post).await.text.contains("Catat hubungan"));

    let about = second.to_string();
    let bare = staff.post(&post, &[("tentang", &*about), ("jenis", "family"), ("alasan", " ")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bare.text.contains("Penjelasannya belum ditulis"), "{}", bare.text);
    let stranger = troupe.cast.one(Duty::Head).unwrap().to_string();
    let none = staff.post(&post, &[("tentang", &*stranger), ("jenis", "family"), ("alasan", "x")]).await;
    assert!(none.text.contains("Asesor belum dipilih"), "no assessor of the event: {}", none.text);
    assert_eq!(ties(&inside).await, []);

    let told = [("tentang", &*about), ("jenis", "superior"), ("alasan", "Menurut kantornya.")];
    assert_eq!(staff.post(&post, &told).await.header("location"), format!("{page}?sudah=hubungan"));
    let kept = ties(&inside).await;
    assert_eq!(
        kept.iter().map(|t| (t.from_id, t.kind.as_str(), t.declared_by)).collect::<Vec<_>>(),
        [(second, "superior", staff_id)]
    );
    // Another who says less takes nothing from it.
    let weaker = [("tentang", &*about), ("jenis", "trainer"), ("terakhir", "2001-01-01"), ("alasan", "Diklat.")];
    assert_eq!(staff.post(&post, &weaker).await.status, StatusCode::SEE_OTHER);
    let barred = staff.post(&page, &[("asesor", &*about), ("alasan", "ganti")]).await;
    assert_eq!(barred.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(barred.text.contains("R-03"), "{}", barred.text);
    let standing = case_file(&mut inside.flow.reader(), case).await.unwrap();
    assert_eq!(standing.case.assessor_id, Some(first), "another's tie frees nobody");

    // One who is assigned gives the case back, what was agreed on with the candidate included.
    let player = troupe.player(&stage, 0).unwrap();
    player.review(true).await.unwrap();
    player.schedule(staff_id, "h1-pagi").await.unwrap();
    player.propose().await.unwrap();
    player.accept().await.unwrap();
    let about = first.to_string();
    let told = [("tentang", &*about), ("jenis", "family"), ("alasan", "Sepupu, kata asesi.")];
    assert_eq!(staff.post(&post, &told).await.status, StatusCode::SEE_OTHER);
    let free = case_file(&mut inside.flow.reader(), case).await.unwrap();
    assert_eq!((free.case.assessor_id, free.case.stage), (None, Stage::Unassigned));
    player.assign(staff_id, troupe.assessors[2], "").await.unwrap();
    let history = staff.get(&format!("/berkas/{case}/riwayat")).await.text;
    assert!(history.contains("mencatat hubungan asesor dengan asesi"), "{history}");
}

async fn a_candidate_may_object_until_the_agreement_is_signed(inside: Inside) {
    let troupe = reviewed(&inside).await;
    let (stage, case) = (inside.stage(), troupe.cases[0].id);
    let staff_id = troupe.cast.one(Duty::Staff).unwrap();
    let player = troupe.player(&stage, 0).unwrap();
    let mut own = inside.signed_in_by_own(troupe.cases[0].person_id).await;
    let page = format!("/permohonan/{case}/asesor");
    assert_eq!(own.get(&page).await.status, StatusCode::NOT_FOUND, "nobody is assigned yet");
    player.assign(staff_id, troupe.assessors[0], "").await.unwrap();
    let home = own.get(&format!("/permohonan/{case}")).await.text;
    assert!(home.contains(&page) && home.contains("Kabar terakhir"), "{home}");
    assert!(own.get(&page).await.text.contains("Minta asesor lain"));
    let mut other = inside.signed_in_by_own(troupe.cases[1].person_id).await;
    assert_eq!(other.get(&page).await.status, StatusCode::NOT_FOUND);

    let assigned = troupe.assessors[0].to_string();
    let bare = own.post(&page, &[("asesor", &*assigned), ("jenis", ""), ("alasan", "Adik saya.")]).await;
    assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", bare.text);
    assert!(bare.text.contains("Adik saya."), "what was written stays: {}", bare.text);
    // The assessor has proposed FR.AK.01 already: it is agreed on anew with the next one.
    player.review(true).await.unwrap();
    player.schedule(staff_id, "h1-pagi").await.unwrap();
    player.propose().await.unwrap();
    let (first, second) = (troupe.assessors[0].to_string(), troupe.assessors[1].to_string());
    let meanwhile = [("asesor", &*second), ("jenis", "family"), ("alasan", "Adik saya.")];
    let other = own.post(&page, &meanwhile).await;
    assert!(other.text.contains("Asesor Anda sudah diganti"), "whom the candidate saw: {}", other.text);
    let long_ago = [("asesor", &*first), ("jenis", "trainer"), ("terakhir", "2001-01-01"), ("alasan", "Diklat.")];
    assert_eq!(own.post(&page, &long_ago).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it bars nobody");
    let said = [("asesor", &*first), ("jenis", "family"), ("alasan", "Adik saya.")];
    assert_eq!(own.post(&page, &said).await.header("location"), format!("/permohonan/{case}"));
    let free = case_file(&mut inside.flow.reader(), case).await.unwrap();
    assert_eq!((free.case.assessor_id, free.case.stage), (None, Stage::Unassigned));
    let mut staff = of_duty(&inside, &troupe, Duty::Staff, 0).await;
    let again = staff.post(&format!("/berkas/{case}/asesor"), &[("asesor", &troupe.assessors[0].to_string())]).await;
    assert!(again.text.contains("R-03"), "{}", again.text);

    player.assign(staff_id, troupe.assessors[1], "").await.unwrap();
    let again = [("asesor", &*second), ("jenis", "other"), ("alasan", "Kenal.")];
    let twice = own.post(&page, &again).await;
    assert!(twice.text.contains("sudah pernah meminta asesor lain"), "{}", twice.text);
    // The review that the first one signed is the next one's to sign.
    player.review(true).await.unwrap();
    player.propose().await.unwrap();
    player.accept().await.unwrap();
    assert_eq!(own.get(&page).await.status, StatusCode::NOT_FOUND, "FR.AK.01 is signed");
    assert_eq!(own.post(&page, &said).await.status, StatusCode::NOT_FOUND);
}
