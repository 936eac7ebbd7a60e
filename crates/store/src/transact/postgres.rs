//! Acts on PostgreSQL: each in a serialisable transaction of its own, repeated a bounded number of times
//! when it collided with another. A task of its own carries it, so a caller that goes away leaves no
//! transaction open on a pooled connection.

use std::{sync::Arc, time::Duration};

use tokio::sync::{Mutex, Semaphore};

use super::{Ended, Lane, Work};
use crate::{
    db::{Conn, pool::Postgres},
    entropy::draw,
    error::StoreError,
    shared::Shared,
    tx::{Retry, Tx},
};

/// How often a transaction that collided is tried.
const ATTEMPTS: u32 = 40;
/// How often one that met an existing key is tried: the second time it is surely there.
const UNIQUE_ATTEMPTS: u32 = 3;
/// The first pause; it doubles up to the longest.
const PAUSE: Duration = Duration::from_millis(2);
const LONGEST_PAUSE: Duration = Duration::from_millis(120);

/// The writers of this process.
#[derive(Debug)]
pub(crate) struct Writers {
    pool: Postgres,
    shared: Arc<Shared>,
    all: Arc<Semaphore>,
    bulk: Arc<Semaphore>,
    turn: Arc<Mutex<()>>,
}

/// What became of one attempt.
enum Attempt {
    Done(Ended),
    Again(Retry, Ended),
}

impl Writers {
    /// At most `writers` acts at a time, of which bulk acts may take half.
    pub(crate) fn new(pool: Postgres, shared: Arc<Shared>, writers: usize) -> Self {
        let writers = writers.max(1);
        Self {
            pool,
            shared,
            all: Arc::new(Semaphore::new(writers)),
            bulk: Arc::new(Semaphore::new((writers / 2).max(1))),
            turn: Arc::default(),
        }
    }

    /// Runs the work in a task of its own and waits for its end.
    pub(crate) async fn transact(&self, lane: Lane, work: Work) -> Result<Ended, StoreError> {
        let (pool, shared) = (self.pool.clone(), self.shared.clone());
        let (all, bulk, turn) = (self.all.clone(), self.bulk.clone(), self.turn.clone());
        let carried = tokio::spawn(async move {
            let _bulk = match lane {
                Lane::Bulk => Some(bulk.acquire_owned().await.map_err(|_| StoreError::Closing)?),
                Lane::Interactive => None,
            };
            let _writer = all.acquire_owned().await.map_err(|_| StoreError::Closing)?;
            Ok(repeat(&pool, &shared, &turn, &work).await)
        });
        carried.await.map_err(|_| StoreError::Closing)?
    }
}

async fn repeat(pool: &Postgres, shared: &Arc<Shared>, turn: &Mutex<()>, work: &Work) -> Ended {
    let mut pause = PAUSE;
    // Acts of this process that keep colliding take turns, so that one of them gets through.
    let mut my_turn = None;
    for attempt in 1.. {
        if attempt > UNIQUE_ATTEMPTS && my_turn.is_none() {
            my_turn = Some(turn.lock().await);
        }
        let (reason, ended) = match once(pool, shared, work).await {
            Attempt::Done(ended) => return ended,
            Attempt::Again(reason, ended) => (reason, ended),
        };
        match reason {
            Retry::Unique if attempt >= UNIQUE_ATTEMPTS => return ended,
            Retry::Serialization if attempt >= ATTEMPTS => {
                return Ended::Failed(StoreError::Busy { attempts: attempt });
            }
            _ => {}
        }
        let [spread] = draw::<1>(&*shared.entropy);
        tokio::time::sleep(pause.mul_f32(0.5 + f32::from(spread) / 255.0)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    Ended::Failed(StoreError::Busy { attempts: ATTEMPTS })
}

async fn once(pool: &Postgres, shared: &Arc<Shared>, work: &Work) -> Attempt {
    let mut tx = match begin(pool, shared).await {
        Ok(tx) => tx,
        Err(error) => return Attempt::Done(Ended::Failed(error)),
    };
    if work(&mut tx).await {
        let commit = tx.conn.execute("COMMIT", &[]).await;
        return match tx.noted(commit) {
            Ok(_) => {
                tx.committed();
                Attempt::Done(Ended::AsItSays)
            }
            // What could not be committed is over: there is nothing left to roll back.
            Err(error) => attempt(tx.retry, Ended::Failed(error)),
        };
    }
    let retry = tx.retry;
    rollback(tx).await;
    attempt(retry, Ended::AsItSays)
}

fn attempt(retry: Option<Retry>, ended: Ended) -> Attempt {
    match retry {
        Some(reason) => Attempt::Again(reason, ended),
        None => Attempt::Done(ended),
    }
}

async fn begin(pool: &Postgres, shared: &Arc<Shared>) -> Result<Tx, StoreError> {
    let mut conn = Conn::Postgres(pool.get().await?);
    conn.execute(shared.engine.begin(), &[]).await?;
    Ok(Tx::new(conn, shared.clone()))
}

async fn rollback(mut tx: Tx) {
    if tx.conn.execute("ROLLBACK", &[]).await.is_err() {
        tx.conn.discard();
    }
}
