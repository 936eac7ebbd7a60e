//! The appender: takes the events of many candidates and puts them into one transaction, so that one wait for the disk
//! serves them all. While a transaction is under way the next batch gathers, and no two begin within [`PACE`]: a hall
//! that saves all the time is then twenty transactions a second and not one for each candidate.

use std::{sync::Arc, time::Duration};

use store::{
    Lane, Store, Tx,
    outside::{Appended, NewExamEvent},
};
use tokio::{
    sync::{mpsc, oneshot},
    time::{Instant, sleep_until},
};

use crate::WorkflowError;

/// Events of one transaction.
const BATCH: usize = 512;
/// Least time from the beginning of one transaction to that of the next. Who saves after a quiet moment waits for
/// nothing.
const PACE: Duration = Duration::from_millis(50);
/// Callers that may wait before others wait to be heard.
const WAITING: usize = 4_096;

type Answer = Result<Vec<Appended>, WorkflowError>;

struct Waiting {
    events: Vec<NewExamEvent>,
    answer: oneshot::Sender<Answer>,
}

/// The way to the appender.
#[derive(Debug, Clone)]
pub(super) struct Appender(mpsc::Sender<Waiting>);

impl std::fmt::Debug for Waiting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Waiting").field("events", &self.events.len()).finish_non_exhaustive()
    }
}

impl Appender {
    pub fn start(store: Store) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(run(store, receiver));
        Self(sender)
    }

    /// Appends events; answers once they are synced to disk.
    pub async fn append(&self, events: Vec<NewExamEvent>) -> Answer {
        let (answer, answered) = oneshot::channel();
        let closing = || WorkflowError::from(store::StoreError::Closing);
        self.0.send(Waiting { events, answer }).await.map_err(|_| closing())?;
        answered.await.map_err(|_| closing())?
    }
}

async fn run(store: Store, mut receiver: mpsc::Receiver<Waiting>) {
    let mut next = Instant::now();
    while let Some(first) = receiver.recv().await {
        sleep_until(next).await;
        next = Instant::now() + PACE;
        let mut size = first.events.len();
        let mut batch = vec![first];
        while size < BATCH {
            let Ok(next) = receiver.try_recv() else { break };
            size += next.events.len();
            batch.push(next);
        }
        let counts: Vec<usize> = batch.iter().map(|waiting| waiting.events.len()).collect();
        let (events, answers): (Vec<_>, Vec<_>) = batch.into_iter().map(|w| (w.events, w.answer)).unzip();
        match append(&store, Arc::new(events.into_iter().flatten().collect())).await {
            Ok(appended) => {
                let mut rest = appended.into_iter();
                for (answer, count) in answers.into_iter().zip(counts) {
                    // Who asked may have gone; the events stand all the same.
                    drop(answer.send(Ok(rest.by_ref().take(count).collect())));
                }
            }
            Err(error) => {
                for answer in answers {
                    drop(answer.send(Err(again(&error))));
                }
            }
        }
    }
}

async fn append(store: &Store, events: Arc<Vec<NewExamEvent>>) -> Answer {
    store
        .transact(Lane::Interactive, move |tx: &mut Tx| {
            let events = Arc::clone(&events);
            Box::pin(async move { tx.append_exam_events(&events).await.map_err(WorkflowError::from) })
        })
        .await
}

/// One reason for many.
fn again(error: &WorkflowError) -> WorkflowError {
    match error {
        WorkflowError::Refused(refusal) => WorkflowError::Refused(refusal.clone()),
        WorkflowError::NotFound => WorkflowError::NotFound,
        WorkflowError::Fault(text) => WorkflowError::Fault(text.clone()),
    }
}
