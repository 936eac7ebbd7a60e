//! A panel member with a conflict that nobody recorded says so on the page of the case, and stays out.

use axum::http::StatusCode;
use certification::{
    decision::ClosePanel,
    duty::Duty,
    person::{Appoint, EndAppointment},
    record::{
        decision::{Decision, Panel},
        person::Appointment,
    },
};
use rehearsal::Finding;
use store::{Find, Read as _};
use workflow::load::PanelKey;

use crate::{
    inside::{Inside, PASSWORD, both},
    panel::{assessed, of_duty},
};

both! {
    a_member_with_a_conflict_stays_out_and_the_minutes_say_so
    the_deputy_signs_where_the_head_assessed
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

async fn the_deputy_signs_where_the_head_assessed(inside: Inside) {
    let troupe = assessed(&inside, &[Finding::K]).await;
    let stage = inside.stage();
    let (manager, assessor) = (troupe.cast.one(Duty::Manager).unwrap(), troupe.assessors[0]);
    let sitting = troupe.convene(&stage, 0).await.unwrap();
    sitting.decide(troupe.cases[0].id, "granted", "").await.unwrap();
    stage.act(manager, PanelKey::Stored(sitting.panel), ClosePanel {}).await.unwrap();
    let (page, sign) = (format!("/pleno/{}/sk", sitting.panel), [("sandi", PASSWORD)]);
    let mut deputy = of_duty(&inside, &troupe, Duty::Deputy, 0).await;
    let refused = deputy.post(&page, &sign).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "the head may sign: {}", refused.text);

    // From today the body is headed by who assessed the case.
    let admin = troupe.cast.one(Duty::Administrator).unwrap();
    let heads: Vec<Appointment> = inside.flow.reader().find(&Find::by("duty", Duty::Head)).await.unwrap();
    for head in heads {
        let act = EndAppointment { appointment: head.id, reason: "Masa jabatan selesai.".to_owned() };
        stage.act(admin, head.person_id.into(), act).await.unwrap();
    }
    let appoint =
        Appoint { duty: Duty::Head, event: None, institution: None, starts: "2025-01-01".to_owned(), ends: None };
    stage.act(admin, assessor.into(), appoint).await.unwrap();
    let mut head = inside.signed_in_by_own(assessor).await;
    let own = head.post(&page, &sign).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN, "{}", own.text);
    let signed = deputy.post(&page, &sign).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.text);
    let panel: Panel = inside.flow.reader().get(sitting.panel).await.unwrap().unwrap();
    let by = troupe.cast.one(Duty::Deputy).unwrap();
    assert_eq!((panel.signed_by, panel.signed_as.as_deref()), (Some(by), Some("deputy")));
}
