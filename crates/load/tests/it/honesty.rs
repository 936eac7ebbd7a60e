//! What the audit says of honest, killed and cheating servers.

use std::{sync::Arc, time::Duration};

use load::{Audit, Backoff, Chaos, Outcome, Plan};

use crate::hall::{Hall, Manner, QUESTIONS, candidates};

/// A short, dense play; a device waits only for moments before it sends again.
pub fn plan(hall: &Hall, count: usize) -> Plan {
    let millis = Duration::from_millis;
    Plan {
        start_within: millis(200),
        lasts: Duration::from_secs(60),
        saves: Some(20),
        think: millis(60),
        backoff: Backoff { first: millis(10), most: millis(80) },
        ending: Duration::from_secs(60),
        ..Plan::new(hall.base(), candidates(count), QUESTIONS, 7, Arc::new(|| 1_760_000_000_000_000))
    }
}

pub fn audit(hall: &Hall, outcome: &Outcome) -> Audit {
    load::audit(&outcome.acts, hall.stored(), hall.counting())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_honest_server_passes_and_every_candidate_hands_in() {
    let mut hall = Hall::new(Manner::Honest).await;
    let outcome = load::run(plan(&hall, 30), &mut hall).await.unwrap();
    let audit = audit(&hall, &outcome);
    assert!(audit.clean(), "{audit:?}");
    let report = outcome.report;
    assert_eq!((report.started, report.finished, report.errors), (30, 30, 0), "{:?}", report.errors_by_name);
    assert_eq!((report.acts, audit.acknowledged), (report.acknowledged, report.acknowledged));
    assert!(report.acknowledged > 30 * 15 && audit.counting_compared > 30 * 8, "{report:?}");
    assert_eq!(hall.inside().packed_pages, 30, "a browser takes packed pages, and each opened one");
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_cut_and_with_wrong_clocks_an_honest_server_still_passes() {
    let mut hall = Hall::new(Manner::Honest).await;
    let down = Duration::from_millis(300);
    let chaos = Chaos { kills: 6, down, cut: 0.15, skew: Duration::from_secs(7_200) };
    let plan = Plan { lasts: Duration::from_secs(4), saves: None, chaos: Some(chaos), ..plan(&hall, 25) };
    let outcome = load::run(plan, &mut hall).await.unwrap();
    let audit = audit(&hall, &outcome);
    assert!(audit.clean(), "{audit:?}");
    let report = outcome.report.audited(audit);
    assert_eq!((report.kills, hall.kills, report.lost, report.doubled), (6, 6, Some(0), Some(0)));
    assert_eq!((report.finished, report.errors), (report.started, 0), "{:?}", report.errors_by_name);
    assert_eq!(report.acts, report.acknowledged, "all was sent again until it was acknowledged");
    assert!(report.provoked.get("cut").is_some_and(|cuts| *cuts > 5), "{:?}", report.provoked);
    assert!(report.provoked.len() > 1, "the kills were felt: {:?}", report.provoked);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_acknowledges_before_it_writes_is_found_out_by_a_kill() {
    let mut hall = Hall::new(Manner::Hasty).await;
    let chaos = Chaos { kills: 3, down: Duration::ZERO, cut: 0.0, skew: Duration::ZERO };
    let plan = Plan { lasts: Duration::from_secs(3), saves: None, chaos: Some(chaos), ..plan(&hall, 25) };
    let outcome = load::run(plan, &mut hall).await.unwrap();
    // What is in its buffer at the end would be written by and by; only what the kills took is lost.
    hall.inside().flush();
    let found = audit(&hall, &outcome);
    let dropped = hall.inside().cheated;
    assert!(found.lost > 0 && found.lost <= dropped, "{dropped}: {found:?}");
    assert_eq!(found.doubled, 0, "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_act_that_was_acknowledged_and_not_kept_is_found() {
    let mut hall = Hall::new(Manner::Loses(7)).await;
    let outcome = load::run(plan(&hall, 20), &mut hall).await.unwrap();
    let found = audit(&hall, &outcome);
    let cheated = hall.inside().cheated;
    assert!(cheated > 20, "{cheated}");
    assert_eq!((found.lost, found.doubled, found.unknown), (cheated, 0, 0), "{found:?}");
    assert!(found.counting_wrong > 0, "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_act_that_was_kept_twice_is_found() {
    let mut hall = Hall::new(Manner::Doubles(5)).await;
    let outcome = load::run(plan(&hall, 20), &mut hall).await.unwrap();
    let found = audit(&hall, &outcome);
    let cheated = hall.inside().cheated;
    assert!(cheated > 20, "{cheated}");
    assert_eq!((found.lost, found.doubled, found.unknown, found.counting_wrong), (0, cheated, 0, 0), "{found:?}");
}
