//! From an invitation to a certificate.

use certification::{
    duty::Duty,
    record::{case::Case, certificate::Certificate},
    stage::Stage,
};
use rehearsal::{Conclusion, Finding, Troupe};
use store::{Find, Read};
use testkit::TestHouse;

testkit::on_both!(a_case_goes_from_invitation_to_certificate, an_application_that_was_returned_can_be_mended);

async fn a_case_goes_from_invitation_to_certificate(house: TestHouse) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 2).await.unwrap();
    troupe.assess(stage, 0, Finding::K).await.unwrap();
    troupe.assess(stage, 1, Finding::Bk).await.unwrap();
    let panel = troupe.convene(stage, 2).await.unwrap();
    panel.decide(troupe.cases[0].id, "granted", "").await.unwrap();
    panel.decide(troupe.cases[1].id, "not-granted", "").await.unwrap();
    let manager = troupe.cast.one(Duty::Manager).unwrap();
    panel.close(manager, troupe.cast.one(Duty::Head).unwrap()).await.unwrap();
    let actor = house.workflow().actor(manager).await.unwrap();
    house.workflow().order_issue(&actor, panel.panel).await.unwrap();
    while house.workflow().work_once("test").await.unwrap() > 0 {}

    let cases: Vec<Case> = house.store.reader().find(&Find::all().order_by(&["running"])).await.unwrap();
    assert_eq!(cases.iter().map(|c| c.stage).collect::<Vec<_>>(), [Stage::Issued, Stage::NotGranted]);
    let certificates: Vec<Certificate> = house.store.reader().find(&Find::all()).await.unwrap();
    assert_eq!(certificates.len(), 1);
    assert_eq!(certificates[0].status, "active");
    assert_eq!(certificates[0].number, "91012 2631 4 0000001 2025");
    let pdf = house.store.files().unwrap().bytes(certificates[0].file.as_deref().unwrap()).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-"));
}

async fn an_application_that_was_returned_can_be_mended(house: TestHouse) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 1).await.unwrap();
    let staff = troupe.cast.one(Duty::Staff).unwrap();
    let player = troupe.player(stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    player.check(staff, Conclusion::Returned).await.unwrap();
    assert_eq!(player.file().await.unwrap().case.stage, Stage::Returned);
    player.hand_in("ijazah", "Ijazah, seluruh halaman").await.unwrap();
    player.apply().await.unwrap();
    player.check(staff, Conclusion::Accepted).await.unwrap();
    assert_eq!(player.file().await.unwrap().case.stage, Stage::SelfAssessment);
}
