//! A panel member with a conflict that nobody recorded says so on the page of the case, and stays out.

use axum::http::StatusCode;
use certification::{duty::Duty, record::decision::Decision};
use rehearsal::Finding;
use store::{Find, Read as _};

use crate::{
    inside::{Inside, both},
    panel::{assessed, of_duty},
};

both! {
    a_member_with_a_conflict_stays_out_and_the_minutes_say_so
}

async fn a_member_with_a_conflict_stays_out_and_the_minutes_say_so(inside: Inside) {
    let troupe = assessed(&inside, &[Finding::K]).await;
    let stage = inside.stage();
    let sitting = troupe.convene(&stage, 0).await.unwrap();
    let case = troupe.cases[0].id;
    sitting.vote(1, case, "not-granted", "Ragu.").await.unwrap();
    let mut member = of_duty(&inside, &troupe, Duty::PanelMember, 1).await;
    let page = format!("/pleno/{}/kasus/{case}", sitting.panel);
    assert!(member.get(&page).await.text.contains("Saya mempunyai benturan kepentingan"));

    let unsaid = member.post(&format!("{page}/benturan"), &[("jenis", "family"), ("penjelasan", " ")]).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unsaid.text.contains("Penjelasannya belum ditulis"), "{}", unsaid.text);
    let said = [("jenis", "family"), ("penjelasan", "Adik ipar asesi.")];
    assert_eq!(member.post(&format!("{page}/benturan"), &said).await.status, StatusCode::SEE_OTHER);

    let out = member.get(&page).await.text;
    assert!(out.contains("Anda tidak ikut memutuskan berkas ini") && out.contains("0 setuju dari 0 suara"), "{out}");
    assert!(!out.contains("Saya mempunyai benturan kepentingan"), "it is said once");
    let vote = [("suara", "granted"), ("alasan", "")];
    assert_eq!(member.post(&format!("{page}/suara"), &vote).await.status, StatusCode::FORBIDDEN);

    for seat in [0, 2, 3] {
        sitting.vote(seat, case, "granted", "").await.unwrap();
    }
    sitting.record(case, "granted", "").await.unwrap();
    let decided: Vec<Decision> = inside.flow.reader().find(&Find::by("case_id", case)).await.unwrap();
    assert_eq!(decided.iter().map(|d| d.outcome.as_str()).collect::<Vec<_>>(), ["granted"]);
    let minutes = inside.flow.minutes_paper(sitting.panel).await.unwrap().data.to_string();
    assert!(minutes.contains("benturan kepentingan: "), "{minutes}");
    assert!(!minutes.contains("Ragu."), "a vote that counts no longer is no dissent: {minutes}");

    let mut manager = of_duty(&inside, &troupe, Duty::Manager, 0).await;
    let history = manager.get(&format!("/berkas/{case}/riwayat")).await.text;
    assert!(history.contains("menyatakan benturan kepentingan dan tidak ikut memutuskan"), "{history}");
}
