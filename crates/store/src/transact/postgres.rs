//! Acts on PostgreSQL: each in a serialisable transaction of its own, repeated a bounded number of times
//! when it collided with another. A task of its own carries it, so a caller that goes away leaves no
//! transaction open on a pooled connection.

use std::{sync::Arc, time::Duration};

use futures::future::BoxFuture;
use sqlx::postgres::PgConnectOptions;
use tokio::sync::{Mutex, Semaphore};

use super::{Lane, Work, guarded};
use crate::{
    db::{Conn, pool::Connections},
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
    pool: Connections<PgConnectOptions>,
    shared: Arc<Shared>,
    all: Arc<Semaphore>,
    bulk: Arc<Semaphore>,
    turn: Arc<Mutex<()>>,
}

/// What became of one attempt.
enum Attempt<T, E> {
    Done(Result<T, E>),
    Again(Retry, E),
}

impl Writers {
    /// At most `writers` acts at a time, of which bulk acts may take half.
    pub(crate) fn new(pool: Connections<PgConnectOptions>, shared: Arc<Shared>, writers: usize) -> Self {
        let writers = writers.max(1);
        Self {
            pool,
            shared,
            all: Arc::new(Semaphore::new(writers)),
            bulk: Arc::new(Semaphore::new((writers / 2).max(1))),
            turn: Arc::default(),
        }
    }

    pub(crate) async fn transact<T, E>(&self, lane: Lane, work: impl Work<T, E>) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (pool, shared) = (self.pool.clone(), self.shared.clone());
        let (all, bulk, turn) = (self.all.clone(), self.bulk.clone(), self.turn.clone());
        let carried = tokio::spawn(async move {
            let _bulk = match lane {
                Lane::Bulk => Some(bulk.acquire_owned().await.map_err(|_| StoreError::Closing)?),
                Lane::Interactive => None,
            };
            let _writer = all.acquire_owned().await.map_err(|_| StoreError::Closing)?;
            repeat(&pool, &shared, &turn, work).await
        });
        carried.await.map_err(|_| StoreError::Closing)?
    }
}

async fn repeat<T, E>(
    pool: &Connections<PgConnectOptions>,
    shared: &Arc<Shared>,
    turn: &Mutex<()>,
    work: impl Work<T, E>,
) -> Result<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let mut pause = PAUSE;
    // Acts of this process that keep colliding take turns, so that one of them gets through.
    let mut my_turn = None;
    for attempt in 1.. {
        if attempt > UNIQUE_ATTEMPTS && my_turn.is_none() {
            my_turn = Some(turn.lock().await);
        }
        let (reason, error) = match once(pool, shared, &work).await {
            Attempt::Done(result) => return result,
            Attempt::Again(reason, error) => (reason, error),
        };
        match reason {
            Retry::Unique if attempt >= UNIQUE_ATTEMPTS => return Err(error),
            Retry::Serialization if attempt >= ATTEMPTS => return Err(StoreError::Busy { attempts: attempt }.into()),
            _ => {}
        }
        let [spread] = draw::<1>(&*shared.entropy);
        tokio::time::sleep(pause.mul_f32(0.5 + f32::from(spread) / 255.0)).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    Err(StoreError::Busy { attempts: ATTEMPTS }.into())
}

fn once<'a, T, E>(
    pool: &'a Connections<PgConnectOptions>,
    shared: &'a Arc<Shared>,
    work: &'a impl Work<T, E>,
) -> BoxFuture<'a, Attempt<T, E>>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    Box::pin(async move {
        let mut tx = match begin(pool, shared).await {
            Ok(tx) => tx,
            Err(error) => return Attempt::Done(Err(error.into())),
        };
        let result = guarded(work(&mut tx)).await;
        match tx.sound(result) {
            Ok(value) => {
                let commit = tx.conn.execute("COMMIT", &[]).await;
                match tx.noted(commit) {
                    Ok(_) => {
                        tx.committed();
                        Attempt::Done(Ok(value))
                    }
                    // What could not be committed is over: there is nothing left to roll back.
                    Err(error) => match tx.retry {
                        Some(reason) => Attempt::Again(reason, error.into()),
                        None => Attempt::Done(Err(error.into())),
                    },
                }
            }
            Err(error) => {
                let retry = tx.retry;
                rollback(tx).await;
                match retry {
                    Some(reason) => Attempt::Again(reason, error),
                    None => Attempt::Done(Err(error)),
                }
            }
        }
    })
}

async fn begin(pool: &Connections<PgConnectOptions>, shared: &Arc<Shared>) -> Result<Tx, StoreError> {
    let mut conn = Conn::Postgres(pool.get().await?);
    conn.execute(shared.engine.begin(), &[]).await?;
    Ok(Tx::new(conn, shared.clone()))
}

async fn rollback(mut tx: Tx) {
    if tx.conn.execute("ROLLBACK", &[]).await.is_err() {
        tx.conn.discard();
    }
}
