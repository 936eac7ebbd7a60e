//! SQLite's one writer. It owns a connection, takes acts from two lanes, runs each as a part of one
//! transaction, and answers only after the commit: whoever waits for the disk waits together.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    runtime::Handle,
    sync::{mpsc, oneshot},
};

use super::{Ended, Lane, Work};
use crate::{db::Conn, error::StoreError, shared::Shared, tx::Tx};

/// A batch takes no further act after this time.
const BATCH_TIME: Duration = Duration::from_millis(20);
/// Nor beyond this number.
const BATCH_ACTS: usize = 256;
/// After so many batches without one, a bulk act goes first.
const BULK_PATIENCE: u32 = 8;
/// Acts that may wait in a lane before callers wait too.
const WAITING: usize = 1024;

/// An act on its way through the writer.
struct Act {
    work: Work,
    /// What it wrote is to be kept.
    keep: bool,
    caller: oneshot::Sender<Ended>,
}

impl Act {
    async fn run(&mut self, tx: &mut Tx) {
        (tx.retry, tx.broken) = (None, false);
        self.keep = (self.work)(tx).await;
    }

    /// Tells the caller how it ended, with the reason where nothing of the batch remains.
    fn answer(self, committed: Result<(), StoreError>) {
        let ended = match committed {
            // A refusal stays a refusal, whatever became of the batch.
            Err(error) if self.keep => Ended::Failed(error),
            Ok(()) | Err(_) => Ended::AsItSays,
        };
        // The caller may have gone; the act stands all the same.
        drop(self.caller.send(ended));
    }
}

/// The way to the writer.
#[derive(Debug)]
pub(crate) struct Writer {
    interactive: mpsc::Sender<Act>,
    bulk: mpsc::Sender<Act>,
}

impl std::fmt::Debug for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Act")
    }
}

impl Writer {
    /// Starts the writer on its connection, on a thread of its own: it waits for the disk. The second answer comes when
    /// the last act is answered and the connection closed.
    pub(crate) fn start(conn: Conn, shared: Arc<Shared>) -> Result<(Self, oneshot::Receiver<()>), StoreError> {
        let (interactive, first) = mpsc::channel(WAITING);
        let (bulk, second) = mpsc::channel(WAITING);
        let lanes = Lanes { interactive: first, bulk: second, without_bulk: 0 };
        let (last, ended) = oneshot::channel();
        let runtime = Handle::current();
        std::thread::Builder::new().name("sqlite-writer".to_owned()).spawn(move || {
            runtime.block_on(write(Tx::new(conn, shared), lanes));
            // Whether anybody still waits for it is theirs to know.
            let _: Result<(), ()> = last.send(());
        })?;
        Ok((Self { interactive, bulk }, ended))
    }

    /// Hands the work over and waits for its end.
    pub(crate) async fn transact(&self, lane: Lane, work: Work) -> Result<Ended, StoreError> {
        let (caller, answer) = oneshot::channel();
        let way = match lane {
            Lane::Interactive => &self.interactive,
            Lane::Bulk => &self.bulk,
        };
        way.send(Act { work, keep: false, caller }).await.map_err(|_| StoreError::Closing)?;
        answer.await.map_err(|_| StoreError::Closing)
    }
}

struct Lanes {
    interactive: mpsc::Receiver<Act>,
    bulk: mpsc::Receiver<Act>,
    without_bulk: u32,
}

impl Lanes {
    /// The act that opens a batch; none once both lanes are closed and empty.
    async fn first(&mut self) -> Option<Act> {
        if self.without_bulk >= BULK_PATIENCE
            && let Ok(act) = self.bulk.try_recv()
        {
            self.without_bulk = 0;
            return Some(act);
        }
        self.without_bulk += 1;
        tokio::select! {
            biased;
            Some(act) = self.interactive.recv() => Some(act),
            Some(act) = self.bulk.recv() => { self.without_bulk = 0; Some(act) }
            else => None,
        }
    }

    /// An act that waits already.
    fn next(&mut self) -> Option<Act> {
        if let Ok(act) = self.interactive.try_recv() {
            return Some(act);
        }
        let act = self.bulk.try_recv().ok()?;
        self.without_bulk = 0;
        Some(act)
    }
}

async fn write(mut tx: Tx, mut lanes: Lanes) {
    while let Some(first) = lanes.first().await {
        let mut acts = Vec::new();
        let result = batch(&mut tx, &mut lanes, first, &mut acts).await;
        if let Err(error) = &result {
            tracing::error!(%error, acts = acts.len(), "a batch was not committed");
            tx.pending.back_to(0);
            // SQLite may have rolled back by itself, on a full disk for instance.
            drop(tx.conn.execute("ROLLBACK", &[]).await);
        }
        tx.committed();
        for act in acts {
            act.answer(match &result {
                Ok(()) => Ok(()),
                Err(error) => Err(tx.not_committed(error)),
            });
        }
        tx.full = false;
    }
}

/// Runs one batch up to its commit. Every act taken is in `acts`, whatever becomes of it.
async fn batch(tx: &mut Tx, lanes: &mut Lanes, first: Act, acts: &mut Vec<Act>) -> Result<(), StoreError> {
    let started = Instant::now();
    let mut next = Some(first);
    // A transaction is open; it holds an act that is to be kept.
    let (mut open, mut holds) = (false, false);
    while let Some(act) = next.take() {
        acts.push(act);
        let at = acts.len() - 1;
        let mark = tx.pending.mark();
        if !open {
            tx.conn.execute(tx.shared.engine.begin(), &[]).await?;
            open = true;
        }
        // Only what others would lose is worth a savepoint, which copies each page that is written after it.
        if holds {
            tx.conn.execute("SAVEPOINT act", &[]).await?;
        }
        acts[at].run(tx).await;
        let kept = acts[at].keep;
        if !kept {
            tx.pending.back_to(mark);
        }
        match (holds, kept) {
            (true, true) => drop(tx.conn.execute("RELEASE act", &[]).await?),
            (true, false) => {
                tx.conn.execute("ROLLBACK TO act", &[]).await?;
                tx.conn.execute("RELEASE act", &[]).await?;
            }
            (false, true) => holds = true,
            (false, false) => {
                // SQLite may have rolled back by itself, on a full disk for instance.
                drop(tx.conn.execute("ROLLBACK", &[]).await);
                open = false;
            }
        }
        if started.elapsed() < BATCH_TIME && acts.len() < BATCH_ACTS {
            next = lanes.next();
        }
    }
    if open {
        let commit = tx.conn.execute("COMMIT", &[]).await;
        tx.noted(commit)?;
    }
    Ok(())
}
