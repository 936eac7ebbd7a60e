//! Whoever was not granted appeals within the term; the appeal reaches people, and somebody who neither assessed nor
//! decided answers it. While it waits, no certificate is issued. What an order cannot issue says why.

use certification::{
    appeal::AnswerAppeal,
    certificate::IssueCertificate,
    duty::Duty,
    form::{Mode, Role},
    id::PersonId,
    record::{certificate::Certificate, decision::Appeal, person::Person},
    stage::Stage,
};
use rehearsal::{Finding, Troupe, verdicts::Sitting};
use store::{
    Find, JobState, JobView, Read,
    jobs::jobs,
    journal::{act_of, journal_of},
};
use testkit::{TestHouse, put};
use workflow::{WorkflowError, issue::refused};

testkit::on_both!(
    whoever_was_not_granted_appeals_and_is_answered,
    after_its_term_an_appeal_is_not_taken,
    no_certificate_is_issued_while_an_appeal_waits,
    an_order_is_journalled_and_keeps_what_it_could_not_issue
);

const DAY: i64 = 86_400;

fn code<T>(result: Result<T, WorkflowError>) -> String {
    match result {
        Err(WorkflowError::Refused(refusal)) => refusal.code,
        Err(other) => panic!("{other}"),
        Ok(_) => String::new(),
    }
}

/// The refusal of what a player does.
fn played<T>(result: Result<T, rehearsal::RehearsalError>) -> String {
    match result {
        Err(error) => error.to_string(),
        Ok(_) => String::new(),
    }
}

async fn decided<'r>(house: &'r TestHouse, troupe: &Troupe, outcomes: &[&str]) -> Sitting<'r> {
    let stage = &house.stage;
    for (n, outcome) in outcomes.iter().enumerate() {
        troupe.assess(stage, n, if *outcome == "granted" { Finding::K } else { Finding::Bk }).await.unwrap();
    }
    let sitting = troupe.convene(stage, outcomes.len()).await.unwrap();
    for (n, outcome) in outcomes.iter().enumerate() {
        sitting.decide(troupe.cases[n].id, outcome, "").await.unwrap();
    }
    sitting
}

async fn answer(house: &TestHouse, who: PersonId, troupe: &Troupe, outcome: &str) -> Result<(), WorkflowError> {
    let actor = house.workflow().actor(who).await?;
    let act = AnswerAppeal::new(outcome.to_owned(), "Asesmen mengikuti prosedur.".to_owned());
    house.workflow().perform(&actor, troupe.cases[0].id, act).await.map(|_| ())
}

/// How many messages of that kind wait for a person.
async fn told(house: &TestHouse, person: PersonId, message: &str) -> usize {
    let jobs = jobs(&mut house.store.reader(), JobState::Waiting, 500).await.unwrap();
    let to =
        |job: &JobView| job.payload["person"] == person.to_string() && job.payload["message"].as_str() == Some(message);
    jobs.iter().filter(|job| to(job)).count()
}

async fn whoever_was_not_granted_appeals_and_is_answered(house: TestHouse) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 1).await.unwrap();
    decided(&house, &troupe, &["not-granted"]).await;
    let (player, me) = (troupe.player(stage, 0).unwrap(), troupe.cases[0].person_id);
    assert_eq!(player.file().await.unwrap().case.stage, Stage::NotGranted);
    player.submit(me, "FR.AK.04", Role::Candidate, &|_| None).await.unwrap();
    player.sign(me, "FR.AK.04", "candidate", Mode::Session).await.unwrap();
    let file = player.file().await.unwrap();
    let appeal = file.open_appeal().unwrap();
    assert_eq!((appeal.person_id, appeal.outcome.as_deref()), (me, None));
    let manager = troupe.cast.one(Duty::Manager).unwrap();
    assert_eq!(told(&house, manager, "case-appeal-filed").await, 1);
    assert_eq!(told(&house, me, "case-appeal-received").await, 1);

    let actor = house.workflow().actor(me).await.unwrap();
    let silent = AnswerAppeal::new("rejected".to_owned(), " ".to_owned());
    let by_manager = house.workflow().actor(manager).await.unwrap();
    assert_eq!(code(house.workflow().perform(&by_manager, file.case.id, silent).await), "appeal.reason-wanted");
    let own = AnswerAppeal::new("upheld".to_owned(), "Ya.".to_owned());
    assert_eq!(code(house.workflow().perform(&actor, file.case.id, own).await), "permit.none");
    answer(&house, manager, &troupe, "rejected").await.unwrap();
    assert_eq!(code(answer(&house, manager, &troupe, "upheld").await), "appeal.none", "answered once");
    let kept: Vec<Appeal> = house.store.reader().find(&Find::by("case_id", file.case.id)).await.unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].outcome.as_deref(), kept[0].answered_by), (Some("rejected"), Some(manager)));
    assert_eq!(told(&house, me, "case-appeal-answered").await, 1);
    let again = played(player.submit(me, "FR.AK.04", Role::Candidate, &|_| None).await);
    assert!(again.contains("form.locked"), "{again}");
    let stream = format!("case/{}", file.case.id);
    let entries = journal_of(&mut house.store.reader(), &stream, None, 3).await.unwrap();
    assert!(entries.iter().any(|e| e.act_type == "AnswerAppeal" && e.actor == Some(manager)));
}

async fn after_its_term_an_appeal_is_not_taken(house: TestHouse) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 1).await.unwrap();
    decided(&house, &troupe, &["not-granted"]).await;
    let (player, me) = (troupe.player(stage, 0).unwrap(), troupe.cases[0].person_id);
    stage.pass(31 * DAY);
    let late = played(player.submit(me, "FR.AK.04", Role::Candidate, &|_| None).await);
    assert!(late.contains("form.locked"), "{late}");
    assert!(player.file().await.unwrap().appeals.is_empty());
}

async fn no_certificate_is_issued_while_an_appeal_waits(house: TestHouse) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 1).await.unwrap();
    troupe.assess(stage, 0, Finding::K).await.unwrap();
    let (player, me) = (troupe.player(stage, 0).unwrap(), troupe.cases[0].person_id);
    player.submit(me, "FR.AK.04", Role::Candidate, &|_| None).await.unwrap();
    let sitting = troupe.convene(stage, 1).await.unwrap();
    let case = troupe.cases[0].id;
    sitting.decide(case, "granted", "").await.unwrap();
    let (manager, head) = (troupe.cast.one(Duty::Manager).unwrap(), troupe.cast.one(Duty::Head).unwrap());
    sitting.close(manager, head).await.unwrap();
    let actor = house.workflow().actor(manager).await.unwrap();
    let issue = || IssueCertificate { panel: None, serials: std::collections::BTreeMap::new() };
    assert_eq!(code(house.workflow().perform(&actor, case, issue()).await), "certificate.appeal-open");
    assert_eq!(code(house.workflow().order_issue(&actor, sitting.panel).await), "certificate.nothing-to-issue");
    assert_eq!(house.workflow().issue_list(sitting.panel).await.unwrap().frozen, [case]);
    answer(&house, manager, &troupe, "rejected").await.unwrap();
    house.workflow().perform(&actor, case, issue()).await.unwrap();
}

async fn an_order_is_journalled_and_keeps_what_it_could_not_issue(house: TestHouse) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 2).await.unwrap();
    let sitting = decided(&house, &troupe, &["granted", "granted"]).await;
    let (manager, head) = (troupe.cast.one(Duty::Manager).unwrap(), troupe.cast.one(Duty::Head).unwrap());
    sitting.close(manager, head).await.unwrap();
    unprintable(&house, troupe.cases[1].person_id).await;
    let actor = house.workflow().actor(manager).await.unwrap();
    house.workflow().order_issue(&actor, sitting.panel).await.unwrap();
    while house.workflow().work_once("test").await.unwrap() > 0 {}

    let certificates: Vec<Certificate> = house.store.reader().find(&Find::all()).await.unwrap();
    assert_eq!(certificates.iter().map(|c| c.case_id).collect::<Vec<_>>(), [troupe.cases[0].id]);
    let order = house.workflow().issue_order(sitting.panel).await.unwrap().unwrap();
    assert_eq!(order.done, 1, "what was refused does not count as done");
    let kept: Vec<_> = refused(&order).into_iter().map(|(case, why)| (case, why.code)).collect();
    assert_eq!(kept, [(troupe.cases[1].id, "paper.glyphs".to_owned())]);
    let stream = format!("panel/{}", sitting.panel);
    let entries = journal_of(&mut house.store.reader(), &stream, None, 1).await.unwrap();
    assert_eq!((entries[0].act_type.as_str(), entries[0].actor), ("OrderIssue", Some(manager)));
    let (act, _) = act_of(&mut house.store.reader(), &stream, entries[0].seq).await.unwrap().unwrap();
    assert_eq!(act["cases"], 2, "how many it was for");
}

/// Gives somebody a name with a sign that no certificate can be printed with.
async fn unprintable(house: &TestHouse, person: PersonId) {
    let mut someone: Person = house.store.reader().get(person).await.unwrap().unwrap();
    someone.name = Some("Siti \u{12000}".to_owned());
    put(house, &someone).await;
}
