//! Jobs: leased once, tried again, finished by whoever holds them.

use serde_json::json;
use store::{
    Job, JobState, Lane, Store, StoreError,
    jobs::{job, job_of_key, jobs},
};

use crate::place::{Place, both};

both! {
    a_job_is_leased_once_and_done_once
    a_worker_that_dies_loses_its_job_to_another
    a_failing_job_waits_longer_each_time_and_is_given_up
    a_job_of_a_key_is_enqueued_once
    a_refused_act_enqueues_nothing
    a_cancelled_job_stops_its_worker
    many_workers_share_the_jobs
}

const MINUTE: i64 = 60_000_000;

async fn enqueue(store: &Store, job: Job) -> store::JobId {
    store
        .transact::<_, StoreError>(Lane::Interactive, move |tx| {
            let job = job.clone();
            Box::pin(async move { tx.enqueue(job).await })
        })
        .await
        .unwrap()
}

async fn a_job_is_leased_once_and_done_once(place: Place) {
    let store = place.store().await;
    let low = enqueue(&store, Job::new("mail", json!({ "n": 1 }))).await;
    let high = enqueue(&store, Job::new("mail", json!({ "n": 2 })).priority(5)).await;
    enqueue(&store, Job::new("other", json!({}))).await;
    store.new_jobs().await;
    let leases = store.lease("w1", &["mail"], 10, MINUTE).await.unwrap();
    assert_eq!(leases.iter().map(|l| l.id).collect::<Vec<_>>(), [high, low]);
    assert_eq!(leases[0].payload, json!({ "n": 2 }));
    assert!(store.lease("w2", &["mail"], 10, MINUTE).await.unwrap().is_empty());
    assert!(store.progress(&leases[0], 1, 2, Some("half"), MINUTE).await.unwrap());
    assert!(store.complete(&leases[0]).await.unwrap());
    assert!(!store.complete(&leases[0]).await.unwrap());
    let done = job(&mut store.reader(), high).await.unwrap().unwrap();
    assert_eq!((done.state, done.done, done.total, done.note.as_deref()), (JobState::Done, 2, 2, Some("half")));
    assert_eq!(jobs(&mut store.reader(), JobState::Leased, 9).await.unwrap().len(), 1);
}

async fn a_worker_that_dies_loses_its_job_to_another(place: Place) {
    let store = place.store().await;
    enqueue(&store, Job::new("issue", json!({})).attempts(2)).await;
    let dead = store.lease("w1", &["issue"], 1, MINUTE).await.unwrap().remove(0);
    place.clock.advance(MINUTE + 1);
    let second = store.lease("w2", &["issue"], 1, MINUTE).await.unwrap().remove(0);
    assert_eq!((second.attempt, second.last), (2, true));
    assert!(!store.complete(&dead).await.unwrap());
    assert!(!store.progress(&dead, 1, 1, None, MINUTE).await.unwrap());
    place.clock.advance(MINUTE + 1);
    assert!(store.lease("w3", &["issue"], 1, MINUTE).await.unwrap().is_empty());
    assert_eq!(job(&mut store.reader(), second.id).await.unwrap().unwrap().state, JobState::Failed);
}

async fn a_failing_job_waits_longer_each_time_and_is_given_up(place: Place) {
    let store = place.store().await;
    let id = enqueue(&store, Job::new("mail", json!({})).attempts(3)).await;
    for pause in [5_000_000, 10_000_000, 0] {
        let lease = store.lease("w", &["mail"], 1, MINUTE).await.unwrap().remove(0);
        assert!(store.fail(&lease, "the mail server refused").await.unwrap());
        assert!(store.lease("w", &["mail"], 1, MINUTE).await.unwrap().is_empty());
        place.clock.advance(pause);
    }
    let failed = job(&mut store.reader(), id).await.unwrap().unwrap();
    assert_eq!((failed.state, failed.error.as_deref()), (JobState::Failed, Some("the mail server refused")));
}

async fn a_job_of_a_key_is_enqueued_once(place: Place) {
    let store = place.store().await;
    let first = enqueue(&store, Job::new("issue", json!({})).once("issue:1").attempts(1)).await;
    assert_eq!(enqueue(&store, Job::new("issue", json!({})).once("issue:1")).await, first);
    let lease = store.lease("w", &["issue"], 5, MINUTE).await.unwrap().remove(0);
    store.fail(&lease, "no paper").await.unwrap();
    assert_eq!(enqueue(&store, Job::new("issue", json!({})).once("issue:1")).await, first);
    let again = job_of_key(&mut store.reader(), "issue:1").await.unwrap().unwrap();
    assert_eq!((again.state, again.attempts), (JobState::Waiting, 0));
}

async fn a_refused_act_enqueues_nothing(place: Place) {
    let store = place.store().await;
    let refused = store
        .transact::<(), StoreError>(Lane::Interactive, |tx| {
            Box::pin(async move {
                tx.enqueue(Job::new("mail", json!({}))).await?;
                Err(StoreError::Invalid("no".into()))
            })
        })
        .await;
    assert!(refused.is_err());
    assert!(store.lease("w", &["mail"], 5, MINUTE).await.unwrap().is_empty());
}

async fn a_cancelled_job_stops_its_worker(place: Place) {
    let store = place.store().await;
    let id = enqueue(&store, Job::new("issue", json!({}))).await;
    let lease = store.lease("w", &["issue"], 1, MINUTE).await.unwrap().remove(0);
    let cancel = || store.transact::<_, StoreError>(Lane::Interactive, move |tx| Box::pin(tx.cancel_job(id)));
    assert!(cancel().await.unwrap());
    assert!(!cancel().await.unwrap());
    assert!(!store.progress(&lease, 1, 2, None, MINUTE).await.unwrap());
    place.clock.advance(10);
    let forgotten = store
        .transact::<_, StoreError>(Lane::Bulk, |tx| {
            let now = tx.machine_now();
            Box::pin(tx.forget_jobs(now))
        })
        .await
        .unwrap();
    assert_eq!(forgotten, 1);
}

async fn many_workers_share_the_jobs(place: Place) {
    let store = place.store().await;
    for n in 0..40 {
        enqueue(&store, Job::new("issue", json!({ "n": n }))).await;
    }
    let workers = (0..8).map(|w| {
        let store = store.clone();
        tokio::spawn(async move {
            let mut mine = Vec::new();
            loop {
                let leases = store.lease(&format!("w{w}"), &["issue"], 3, MINUTE).await.unwrap();
                if leases.is_empty() {
                    return mine;
                }
                for lease in leases {
                    assert!(store.complete(&lease).await.unwrap());
                    mine.push(lease.payload["n"].as_i64().unwrap());
                }
            }
        })
    });
    let mut all: Vec<i64> = futures::future::join_all(workers).await.into_iter().flat_map(Result::unwrap).collect();
    all.sort_unstable();
    assert_eq!(all, (0..40).collect::<Vec<_>>());
}
