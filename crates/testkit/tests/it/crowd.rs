//! Two hundred at once: decisions and certificates asked for in the same instant. The quorum holds, no
//! case is decided or issued twice, and numbers have neither gaps nor doubles. Seats of an event and of a session, and
//! what an assessor may have in a day, are not exceeded.

use std::{collections::BTreeSet, sync::Arc};

use certification::{
    act::Act,
    assignment::Schedule,
    certificate::IssueCertificate,
    decision::{Decide, MemberFacts},
    duty::Duty,
    event::InviteParticipant,
    id::{CaseId, EventId, PanelId},
    permit::Actor,
    record::{
        case::Case,
        certificate::Certificate,
        decision::{Decision, Panel},
        event::Funding,
        person::Person,
    },
};
use rehearsal::{Conclusion, Finding, SESSION, Troupe};
use store::{Find, Read};
use testkit::{TestHouse, multiplied, multiplied_at};
use workflow::{
    Prepare, Workflow, WorkflowError,
    load::{Invitation, Load},
};

testkit::on_both!(
    two_hundred_decisions_and_certificates_at_once,
    two_hundred_invitations_at_once_fill_the_seats,
    two_hundred_appointments_at_once_keep_to_day_and_session,
    two_hundred_appointments_at_two_events_keep_to_the_day,
    two_hundred_appointments_at_two_events_at_the_same_hours_keep_to_one
);

/// Cases with a quorum of votes.
const CROWD: usize = 200;
/// Cases that lack one vote.
const SHORT: usize = 20;

/// What an act is done to.
type Key<A> = <<A as Act>::File as Load>::Key;

async fn two_hundred_decisions_and_certificates_at_once(house: TestHouse) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 1).await.unwrap();
    troupe.assess(stage, 0, Finding::K).await.unwrap();
    let sitting = troupe.convene(stage, 1).await.unwrap();
    let first = troupe.cases[0].id;
    for seat in 0..3 {
        sitting.vote(seat, first, "granted", "").await.unwrap();
    }
    let full = multiplied(&house, first, CROWD, 3).await;
    let short = multiplied(&house, first, SHORT, 2).await;
    let chair = house.workflow().actor(troupe.cast.one(Duty::PanelMember).unwrap()).await.unwrap();

    let asked: Vec<CaseId> = full.iter().zip(&full).flat_map(|(a, b)| [*a, *b]).chain(short.clone()).collect();
    let refused = at_once(&house, &chair, &asked, &decide(sitting.panel)).await;
    assert_eq!(refused.iter().filter(|(_, code)| code == "decision.already").count(), CROWD, "each asked for twice");
    let without: BTreeSet<CaseId> =
        refused.iter().filter(|(_, code)| code == "decision.no-quorum").map(|(case, _)| *case).collect();
    assert_eq!(without, short.into_iter().collect(), "the quorum holds");
    let decisions: Vec<Decision> = house.store.reader().find(&Find::by("panel_id", sitting.panel)).await.unwrap();
    let decided: BTreeSet<CaseId> = decisions.iter().map(|d| d.case_id).collect();
    assert_eq!((decisions.len(), decided), (CROWD, full.iter().copied().collect()));

    let (manager, head) = (troupe.cast.one(Duty::Manager).unwrap(), troupe.cast.one(Duty::Head).unwrap());
    sitting.close(manager, head).await.unwrap();
    let panel: Panel = house.store.reader().get(sitting.panel).await.unwrap().unwrap();
    assert!(panel.decree_number.is_some());
    let manager = house.workflow().actor(manager).await.unwrap();
    let asked: Vec<CaseId> = full.iter().zip(full.iter().rev()).flat_map(|(a, b)| [*a, *b]).collect();
    let refused = at_once(&house, &manager, &asked, &issue()).await;
    assert_eq!(refused.iter().filter(|(_, code)| code == "certificate.exists").count(), CROWD);
    let certificates: Vec<Certificate> = house.store.reader().find(&Find::all()).await.unwrap();
    let of: BTreeSet<CaseId> = certificates.iter().map(|c| c.case_id).collect();
    assert_eq!((certificates.len(), of), (CROWD, full.into_iter().collect()));
    let numbers: BTreeSet<String> = certificates.iter().map(|c| c.number.clone()).collect();
    let expected = |n: usize| format!("91012 2631 4 {n:07} 2025");
    assert_eq!(numbers, (1..=CROWD).map(expected).collect());
    let registrations: BTreeSet<String> = certificates.iter().map(|c| c.registration.clone()).collect();
    assert_eq!(registrations, (1..=CROWD).map(|n| format!("PUS 000 {n:05} 2025")).collect());
    let codes: BTreeSet<String> = certificates.into_iter().map(|c| c.code).collect();
    assert_eq!(codes.len(), CROWD);
}

async fn two_hundred_invitations_at_once_fill_the_seats(house: TestHouse) {
    const SEATS: i64 = 30;
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 1).await.unwrap();
    let staff = troupe.cast.one(Duty::Staff).unwrap();
    let funding = |id: &str, seats| Funding { id: id.to_owned(), source: id.to_owned(), seats };
    let seats = vec![funding("apbn", SEATS - 10), funding("apbd", 10)];
    let event = troupe.plan_another(stage, "RAMAI-2025", seats).await.unwrap();
    let one: Person = house.store.reader().get(troupe.cases[0].person_id).await.unwrap().unwrap();
    let keys: Vec<Invitation> = (0..CROWD)
        .map(|n| Invitation {
            event: event.id,
            slug: troupe.cases[0].slug.clone(),
            person: Person {
                id: uuid::Uuid::from_u128((9 << 64) + n as u128).into(),
                name: Some(format!("Peserta Contoh {n}")),
                nik: Some(format!("637202150188{n:04}")),
                email: None,
                phone: None,
                nip: None,
                institution_id: None,
                ..one.clone()
            },
            institution: None,
            row: None,
        })
        .collect();
    let staff = house.workflow().actor(staff).await.unwrap();
    let refused = at_once(&house, &staff, &keys, &InviteParticipant { funding: String::new() }).await;
    let codes: BTreeSet<&str> = refused.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!(codes, ["event.no-free-seat"].into());
    let seated: Vec<Case> = house.store.reader().find(&Find::by("event_id", event.id)).await.unwrap();
    assert_eq!((seated.len(), refused.len()), (30, CROWD - 30));
    assert_eq!(seated.iter().filter(|case| case.funding == "apbd").count(), 10);
    let running: BTreeSet<i64> = seated.iter().map(|case| case.running).collect();
    assert_eq!(running, (1..=SEATS).collect(), "running numbers have no gap");
}

async fn two_hundred_appointments_at_once_keep_to_day_and_session(house: TestHouse) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 12).await.unwrap();
    let staff = troupe.cast.one(Duty::Staff).unwrap();
    let player = troupe.player(stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    player.check(staff, Conclusion::Accepted).await.unwrap();
    let unassigned = multiplied(&house, troupe.cases[0].id, CROWD, 0).await;
    player.assess_oneself().await.unwrap();
    player.assign(staff, troupe.assessors[0], "").await.unwrap();
    let of_one_assessor = multiplied(&house, troupe.cases[0].id, CROWD, 0).await;
    let actor = house.workflow().actor(staff).await.unwrap();
    let act = Schedule { session: SESSION.to_owned(), reason: String::new(), seated: 0, load: Vec::new() };

    let refused = at_once(&house, &actor, &of_one_assessor, &act).await;
    let full: BTreeSet<&str> = refused.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!((full, refused.len()), (["assessor.day-full"].into(), CROWD - 10), "R-06: ten a day");
    let refused = at_once(&house, &actor, &unassigned, &act).await;
    let full: BTreeSet<&str> = refused.iter().map(|(_, code)| code.as_str()).collect();
    assert_eq!((full, refused.len()), (["schedule.session-full"].into(), CROWD - 2), "twelve seats in the session");
    let seated = house.store.reader().count::<Case>(&Find::by("session", SESSION)).await.unwrap();
    assert_eq!(seated, 12);
}

/// Two hundred appointments of one assessor, half of them at another event with this session; answers the codes of the
/// refusals, and at which event each of the others is seated.
async fn at_two_events(house: &TestHouse, starts: &str, ends: &str) -> (BTreeSet<String>, Vec<EventId>) {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 12).await.unwrap();
    let staff = troupe.cast.one(Duty::Staff).unwrap();
    let player = troupe.player(stage, 0).unwrap();
    player.confirm().await.unwrap();
    player.apply().await.unwrap();
    player.check(staff, Conclusion::Accepted).await.unwrap();
    player.assess_oneself().await.unwrap();
    player.assign(staff, troupe.assessors[0], "").await.unwrap();
    let mut sessions = troupe.event.sessions.clone();
    (sessions[0].starts, sessions[0].ends) = (starts.to_owned(), ends.to_owned());
    let funding = vec![Funding { id: "apbn".to_owned(), source: "APBN".to_owned(), seats: 12 }];
    let other = troupe.plan_with(stage, "LAIN-2025", funding, sessions).await.unwrap();
    let here = multiplied(house, troupe.cases[0].id, CROWD / 2, 0).await;
    let there = multiplied_at(house, troupe.cases[0].id, other.id, CROWD / 2).await;
    let both: Vec<CaseId> = here.into_iter().zip(there).flat_map(|(a, b)| [a, b]).collect();
    let actor = house.workflow().actor(staff).await.unwrap();
    let act = Schedule { session: SESSION.to_owned(), reason: String::new(), seated: 0, load: Vec::new() };
    let refused = at_once(house, &actor, &both, &act).await;
    let seated: Vec<Case> = house.store.reader().find(&Find::by("session", SESSION)).await.unwrap();
    assert_eq!(seated.len() + refused.len(), CROWD);
    (refused.into_iter().map(|(_, code)| code).collect(), seated.into_iter().map(|case| case.event_id).collect())
}

async fn two_hundred_appointments_at_two_events_keep_to_the_day(house: TestHouse) {
    let (refused, seated) = at_two_events(&house, "13:00", "17:00").await;
    assert_eq!((refused, seated.len()), (["assessor.day-full".to_owned()].into(), 10), "R-06: ten a day, wherever");
}

async fn two_hundred_appointments_at_two_events_at_the_same_hours_keep_to_one(house: TestHouse) {
    let (refused, seated) = at_two_events(&house, "11:00", "15:00").await;
    assert_eq!(refused, ["assessor.clash".to_owned(), "assessor.day-full".to_owned()].into());
    let events: BTreeSet<EventId> = seated.iter().copied().collect();
    assert_eq!((events.len(), seated.len()), (1, 10), "R-07: one place at a time");
}

fn decide(panel: PanelId) -> Decide {
    Decide { panel, outcome: "granted".to_owned(), reason: String::new(), sitting: None, facts: MemberFacts::default() }
}

fn issue() -> IssueCertificate {
    IssueCertificate { panel: None, serials: std::collections::BTreeMap::new() }
}

/// Does an act to each of these, all in the same instant; answers which were refused, and why.
/// Whoever was told that too much is going on asks again, as a person would.
async fn at_once<A>(house: &TestHouse, actor: &Actor, to: &[Key<A>], act: &A) -> Vec<(Key<A>, String)>
where
    A: Act + Prepare,
    A::File: Load + 'static,
{
    let go = Arc::new(tokio::sync::Barrier::new(to.len()));
    let tasks: Vec<_> = to
        .iter()
        .map(|key| {
            let (flow, actor, act, key) = (house.workflow().clone(), actor.clone(), act.clone(), key.clone());
            let go = go.clone();
            tokio::spawn(async move {
                go.wait().await;
                (key.clone(), insisting(&flow, &actor, key, &act).await)
            })
        })
        .collect();
    let mut refused = Vec::new();
    for task in tasks {
        let (key, outcome) = task.await.unwrap();
        if let Err(code) = outcome {
            refused.push((key, code));
        }
    }
    refused
}

async fn insisting<A>(flow: &Workflow, actor: &Actor, key: Key<A>, act: &A) -> Result<(), String>
where
    A: Act + Prepare,
    A::File: Load + 'static,
{
    loop {
        match flow.perform(actor, key.clone(), act.clone()).await {
            Ok(_) => return Ok(()),
            Err(WorkflowError::Refused(refusal)) if refusal.code == "store.busy" => {}
            Err(WorkflowError::Refused(refusal)) => return Err(refusal.code),
            Err(other) => panic!("{other}"),
        }
    }
}
