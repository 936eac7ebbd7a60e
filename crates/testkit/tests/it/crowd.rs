//! Two hundred at once: decisions and certificates asked for in the same instant. The quorum holds, no
//! case is decided or issued twice, and numbers have neither gaps nor doubles.

use std::{collections::BTreeSet, sync::Arc};

use certification::{
    casefile::CaseFile,
    certificate::IssueCertificate,
    decision::{Decide, MemberFacts},
    duty::Duty,
    id::{CaseId, PanelId},
    permit::Actor,
    record::{
        certificate::Certificate,
        decision::{Decision, Panel},
    },
};
use rehearsal::{Finding, Troupe};
use store::{Find, Read};
use testkit::{TestHouse, multiplied};
use workflow::{Prepare, Workflow, WorkflowError};

testkit::on_both!(two_hundred_decisions_and_certificates_at_once);

/// Cases with a quorum of votes.
const CROWD: usize = 200;
/// Cases that lack one vote.
const SHORT: usize = 20;

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

fn decide(panel: PanelId) -> Decide {
    Decide { panel, outcome: "granted".to_owned(), reason: String::new(), sitting: None, facts: MemberFacts::default() }
}

fn issue() -> IssueCertificate {
    IssueCertificate { panel: None, serials: std::collections::BTreeMap::new() }
}

/// Does an act to each of these cases, all in the same instant; answers which were refused, and why.
/// Whoever was told that too much is going on asks again, as a person would.
async fn at_once<A>(house: &TestHouse, actor: &Actor, cases: &[CaseId], act: &A) -> Vec<(CaseId, String)>
where
    A: certification::act::Act<File = CaseFile> + Prepare,
{
    let go = Arc::new(tokio::sync::Barrier::new(cases.len()));
    let tasks: Vec<_> = cases
        .iter()
        .map(|case| {
            let (flow, actor, act, case) = (house.workflow().clone(), actor.clone(), act.clone(), *case);
            let go = go.clone();
            tokio::spawn(async move {
                go.wait().await;
                (case, insisting(&flow, &actor, case, &act).await)
            })
        })
        .collect();
    let mut refused = Vec::new();
    for task in tasks {
        let (case, outcome) = task.await.unwrap();
        if let Err(code) = outcome {
            refused.push((case, code));
        }
    }
    refused
}

async fn insisting<A>(flow: &Workflow, actor: &Actor, case: CaseId, act: &A) -> Result<(), String>
where
    A: certification::act::Act<File = CaseFile> + Prepare,
{
    loop {
        match flow.perform(actor, case, act.clone()).await {
            Ok(_) => return Ok(()),
            Err(WorkflowError::Refused(refusal)) if refusal.code == "store.busy" => {}
            Err(WorkflowError::Refused(refusal)) => return Err(refusal.code),
            Err(other) => panic!("{other}"),
        }
    }
}
