//! A worker that is killed in the midst of a bulk issue, again and again: each certificate is issued
//! exactly once all the same.

use std::{
    collections::BTreeSet,
    process::{Child, Stdio},
    time::Duration,
};

use certification::{
    decision::{Decide, MemberFacts},
    duty::Duty,
    id::CaseId,
    record::certificate::{Certificate, StatusChange},
};
use rehearsal::{Finding, Troupe};
use store::{Find, Read};
use testkit::{TestHouse, multiplied};

use crate::run::kompeten;

testkit::on_both!(a_worker_killed_in_the_midst_issues_each_certificate_exactly_once);

/// Certificates to be issued.
const ALL: usize = 40;
/// How many more are there before the worker is killed again.
const STRIDE: usize = 6;
/// How long one waits for a worker before the test has failed.
const PATIENCE: Duration = Duration::from_secs(300);

async fn a_worker_killed_in_the_midst_issues_each_certificate_exactly_once(house: TestHouse) {
    let cases = granted(&house).await;
    let mut kills = 0;
    loop {
        let before = certificates(&house).await.len();
        let mut worker = worker(&house);
        wait_until(&house, &mut worker, |all| all.len() >= (before + STRIDE).min(ALL)).await;
        worker.kill().unwrap();
        worker.wait().unwrap();
        kills += 1;
        // The lease of the dead runs out.
        house.place.tamper("UPDATE job SET lease_until = 0 WHERE state = 'leased'").await;
        if certificates(&house).await.len() >= ALL {
            break;
        }
    }
    assert!(kills >= 2, "the worker was too quick to be killed in the midst");
    let mut last = worker(&house);
    wait_until(&house, &mut last, |all| all.iter().all(|c| c.status == "active")).await;
    last.kill().unwrap();
    last.wait().unwrap();

    let all = certificates(&house).await;
    assert_eq!(all.len(), ALL);
    assert_eq!(all.iter().map(|c| c.case_id).collect::<BTreeSet<_>>(), cases.into_iter().collect());
    let mut serials: Vec<usize> = all.iter().map(|c| c.number.split(' ').nth(3).unwrap().parse().unwrap()).collect();
    serials.sort_unstable();
    assert_eq!(serials, (1..=ALL).collect::<Vec<_>>(), "no gaps, no doubles");
    for certificate in &all {
        let file = certificate.file.as_deref().unwrap();
        assert!(house.store.files().unwrap().bytes(file).await.unwrap().starts_with(b"%PDF-"));
        let changes: Vec<StatusChange> =
            house.store.reader().find(&Find::by("certificate_id", certificate.id)).await.unwrap();
        assert_eq!(changes.len(), 1, "issued once");
    }
}

/// A signed decree that grants so many cases, and the order to issue them.
async fn granted(house: &TestHouse) -> Vec<CaseId> {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 1).await.unwrap();
    troupe.assess(stage, 0, Finding::K).await.unwrap();
    let sitting = troupe.convene(stage, 1).await.unwrap();
    for seat in 0..3 {
        sitting.vote(seat, troupe.cases[0].id, "granted", "").await.unwrap();
    }
    let cases = multiplied(house, troupe.cases[0].id, ALL, 3).await;
    let chair = house.workflow().actor(troupe.cast.one(Duty::PanelMember).unwrap()).await.unwrap();
    for case in &cases {
        let act = Decide {
            panel: sitting.panel,
            outcome: "granted".to_owned(),
            reason: String::new(),
            sitting: None,
            facts: MemberFacts::default(),
        };
        house.workflow().perform(&chair, *case, act).await.unwrap();
    }
    let (manager, head) = (troupe.cast.one(Duty::Manager).unwrap(), troupe.cast.one(Duty::Head).unwrap());
    sitting.close(manager, head).await.unwrap();
    let manager = house.workflow().actor(manager).await.unwrap();
    house.workflow().order_issue(&manager, sitting.panel).await.unwrap();
    cases
}

async fn certificates(house: &TestHouse) -> Vec<Certificate> {
    house.store.reader().find(&Find::all()).await.unwrap()
}

fn worker(house: &TestHouse) -> Child {
    kompeten(&["worker"])
        .env("KOMPETEN_DATABASE", &house.place.url)
        .env("KOMPETEN_FILES", house.place.files())
        .env("KOMPETEN_KEYSET", house.place.keyset())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

async fn wait_until(house: &TestHouse, worker: &mut Child, enough: impl Fn(&[Certificate]) -> bool) {
    let begun = std::time::Instant::now();
    while !enough(&certificates(house).await) {
        assert_eq!(worker.try_wait().unwrap(), None, "the worker ended by itself");
        assert!(begun.elapsed() < PATIENCE, "the worker does not get on");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
