//! What is measured, and that nothing is left out of it.

use std::time::Duration;

use load::{Pace, Plan};

use crate::{
    hall::{Hall, Manner, QUESTIONS},
    honesty::{audit, plan},
};

#[tokio::test(flavor = "multi_thread")]
async fn the_report_has_the_keys_that_others_rely_on() {
    let mut hall = Hall::new(Manner::Honest).await;
    let plan = Plan { machine: "2 x test".to_owned(), ..plan(&hall, 8) };
    let outcome = load::run(plan, &mut hall).await.unwrap();
    let found = audit(&hall, &outcome);
    let printed = serde_json::to_value(outcome.report.audited(found)).unwrap();
    let keys = "candidates requests requests_per_s cpu_ms_per_request db_cpu_ms_per_request p50_ms p95_ms p99_ms \
                max_ms errors acknowledged lost doubled kills rss_mb";
    for key in keys.split_whitespace() {
        assert!(printed[key].is_number(), "{key}: {}", printed[key]);
    }
    for kind in ["start", "page", "paper", "finish"] {
        assert_eq!(printed["kinds"][kind]["requests"], 8, "{kind}: {printed}");
    }
    let sum: u64 = printed["kinds"].as_object().unwrap().values().map(|kind| kind["requests"].as_u64().unwrap()).sum();
    assert_eq!(printed["requests"], sum);
    assert_eq!((printed["start"]["count"].as_u64(), &printed["machine"]), (Some(8), &"2 x test".into()));
    assert_eq!(printed["durable"]["count"], printed["acknowledged"]);
    // The page is packed; the questions of this server are a thousand bytes each, and a head.
    let page = printed["first_page_bytes"].as_u64().unwrap();
    assert!((100..2_000).contains(&page), "{page}");
    let question = printed["bytes_per_question"].as_f64().unwrap();
    assert!((1_000.0..1_000.0 + 500.0 / f64::from(QUESTIONS)).contains(&question), "{question}");
}

/// The server answers nobody for a while: whoever asks it by a timetable waits longer and longer, which a closed loop
/// hides, since it asks less.
#[tokio::test(flavor = "multi_thread")]
async fn an_open_loop_does_not_leave_out_who_would_have_waited() {
    let stalled = async |pace| {
        let mut hall = Hall::new(Manner::Honest).await;
        hall.inside().stall = Some(Duration::from_millis(800));
        let plan = Plan { pace, think: Duration::from_millis(40), saves: Some(30), ..plan(&hall, 1) };
        let outcome = load::run(plan, &mut hall).await.unwrap();
        assert!(audit(&hall, &outcome).clean());
        let kinds = outcome.report.kinds;
        let timed = kinds["save"].times.count + kinds["heartbeat"].times.count;
        (outcome.report.p95_ms, timed, kinds["save"].requests + kinds["heartbeat"].requests)
    };
    let (_, timed, requests) = stalled(Pace::Closed).await;
    assert_eq!(timed, requests, "one wait of many");
    let (open_p95, timed, requests) = stalled(Pace::Open).await;
    assert!(open_p95 > 600.0, "{open_p95} ms");
    assert!(timed >= requests + 15, "each time in the table is counted: {timed} of {requests}");
}

#[tokio::test(flavor = "multi_thread")]
async fn many_candidates_share_few_connections() {
    let mut hall = Hall::new(Manner::Honest).await;
    let plan = Plan { connections: Some(2), ..plan(&hall, 20) };
    let outcome = load::run(plan, &mut hall).await.unwrap();
    assert!(audit(&hall, &outcome).clean());
    let report = outcome.report;
    assert_eq!((report.connections, report.finished, report.errors), (2, 20, 0), "{:?}", report.errors_by_name);
}

#[tokio::test(flavor = "multi_thread")]
async fn acknowledgments_are_appended_to_the_file_as_they_come() {
    let mut hall = Hall::new(Manner::Honest).await;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("acknowledged");
    let plan = Plan { acknowledgments: Some(path.clone()), ..plan(&hall, 5) };
    let outcome = load::run(plan, &mut hall).await.unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let mut written: Vec<&str> = text.lines().collect();
    let mut expected: Vec<String> = Vec::new();
    for seat in &outcome.acts.seats {
        for made in seat.made.iter().filter(|made| made.acknowledged) {
            let question = made.question.map_or_else(|| "-".to_owned(), |question| question.to_string());
            let (sitting, digest) = (&seat.sitting, hex::encode(made.digest));
            expected.push(format!("{sitting} {} {} {} {question} {digest}", made.epoch, made.page, made.sequence));
        }
    }
    written.sort_unstable();
    expected.sort_unstable();
    assert!(written.len() > 5 * 15);
    assert_eq!(written, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_makes_the_same_answers() {
    let mut first = Vec::new();
    for seed in [3, 3, 4] {
        let mut hall = Hall::new(Manner::Honest).await;
        let plan = Plan { seed, ..plan(&hall, 1) };
        let outcome = load::run(plan, &mut hall).await.unwrap();
        let made = &outcome.acts.seats[0].made;
        first.push(made.iter().map(|made| (made.sequence, made.question, made.digest)).collect::<Vec<_>>());
    }
    assert_eq!(first[0], first[1]);
    assert_ne!(first[0], first[2]);
}
