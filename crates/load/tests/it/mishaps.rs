//! What a device does when things go wrong: another tab, a server that forgot, that refuses, that is not there.

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use load::{Backoff, LoadFault, Plan, SeatActs, Standing};

use crate::{
    hall::{Hall, Inside, Manner, candidates},
    honesty::{audit, plan},
};

fn epochs(seat: &SeatActs) -> usize {
    seat.made.iter().map(|made| made.epoch).collect::<BTreeSet<_>>().len()
}

/// All ten start at once, and something happens to the server when all have begun.
fn at_once(hall: &Hall, deed: fn(&mut Inside)) -> Plan {
    hall.inside().midway = Some(deed);
    Plan { start_within: Duration::ZERO, saves: Some(40), ..plan(hall, 10) }
}

#[tokio::test(flavor = "multi_thread")]
async fn overtaken_by_another_page_a_device_loads_its_page_anew_and_goes_on() {
    let mut hall = Hall::new(Manner::Honest).await;
    let outcome = load::run(at_once(&hall, Inside::open_elsewhere), &mut hall).await.unwrap();
    let found = audit(&hall, &outcome);
    assert!(found.clean(), "{found:?}");
    assert_eq!((outcome.report.finished, outcome.report.errors), (10, 0), "{:?}", outcome.report.errors_by_name);
    assert!(outcome.acts.seats.iter().all(|seat| epochs(seat) == 2), "{:?}", outcome.acts.seats);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_made_in_an_epoch_that_the_server_forgot_is_made_again() {
    let mut hall = Hall::new(Manner::Honest).await;
    let outcome = load::run(at_once(&hall, Inside::forget), &mut hall).await.unwrap();
    let found = audit(&hall, &outcome);
    assert!(found.clean(), "{found:?}");
    let report = outcome.report;
    assert_eq!(report.finished, 10);
    assert_eq!(report.errors_by_name.get("http 409 sitting.epoch-unknown"), Some(&10), "{:?}", report.errors_by_name);
    assert_eq!(report.errors, 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_refuses_is_dropped_and_counted() {
    let mut hall = Hall::new(Manner::Refuses(6)).await;
    let outcome = load::run(plan(&hall, 10), &mut hall).await.unwrap();
    let found = audit(&hall, &outcome);
    assert!(found.clean(), "{found:?}");
    let refused = hall.inside().cheated;
    assert!(refused > 10, "{refused}");
    let named = outcome.report.errors_by_name.get("refused sitting.no-such-question");
    assert_eq!((named, outcome.report.errors), (Some(&refused), refused));
    let dropped = outcome.acts.seats.iter().flat_map(|seat| &seat.made).filter(|made| made.refused).count();
    assert_eq!((dropped as u64, outcome.report.finished), (refused, 10));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_closed_for_a_while_loses_nothing() {
    let mut hall = Hall::new(Manner::Closed(40)).await;
    let outcome = load::run(plan(&hall, 10), &mut hall).await.unwrap();
    assert!(audit(&hall, &outcome).clean());
    assert_eq!(outcome.report.errors_by_name.get("http 503"), Some(&40));
    assert_eq!((outcome.report.finished, outcome.report.acts), (10, outcome.report.acknowledged));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_the_wrong_token_does_not_start() {
    let mut hall = Hall::new(Manner::Honest).await;
    let mut plan = Plan { lasts: Duration::from_secs(2), ..plan(&hall, 2) };
    plan.candidates[1].token = "SALAH".to_owned();
    let outcome = load::run(plan, &mut hall).await.unwrap();
    let report = &outcome.report;
    assert_eq!((report.candidates, report.started, report.finished), (2, 1, 1));
    assert!(report.errors > 1 && report.errors_by_name.contains_key("http 422 sitting.token"), "{report:?}");
    assert!(outcome.acts.seats[1].made.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_server_there_are_errors_and_no_hang() {
    let hall = Hall::new(Manner::Honest).await;
    let plan = Plan { lasts: Duration::from_millis(300), ..plan(&hall, 3) };
    drop(hall);
    let outcome = load::run(plan, &mut Standing::default()).await.unwrap();
    assert_eq!((outcome.report.started, outcome.report.requests), (0, 0));
    assert!(outcome.report.errors_by_name.get("connect").is_some_and(|errors| *errors >= 3), "{:?}", outcome.report);
}

#[tokio::test]
async fn a_server_that_was_not_started_here_is_not_killed() {
    let chaos = load::Chaos { kills: 5, down: Duration::ZERO, cut: 0.0, skew: Duration::ZERO };
    let plan = Plan {
        chaos: Some(chaos),
        lasts: Duration::from_secs(5),
        backoff: Backoff { first: Duration::from_millis(10), most: Duration::from_millis(10) },
        ..Plan::new("http://127.0.0.1:9", candidates(1), 5, 1, Arc::new(|| 0))
    };
    assert!(matches!(load::run(plan, &mut Standing::default()).await, Err(LoadFault::Server(_))));
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    for base in ["https://127.0.0.1:9", "127.0.0.1:9", "http://127.0.0.1:9/ujian", "http://tidak.ada.invalid"] {
        let plan = Plan::new(base, candidates(1), 5, 1, Arc::new(|| 0));
        assert!(matches!(load::run(plan, &mut Standing::default()).await, Err(LoadFault::Plan(_))), "{base}");
    }
}
