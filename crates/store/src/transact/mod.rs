//! One way to write: an act's work as one transaction. SQLite has one writer that commits in groups,
//! PostgreSQL runs acts side by side and repeats those that collide.

mod postgres;
mod sqlite;

pub(crate) use postgres::Writers;
pub(crate) use sqlite::Writer;

use std::{
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, PoisonError},
};

use futures::{FutureExt as _, future::BoxFuture};

use crate::{error::StoreError, tx::Tx};

/// Which work goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    /// A person waits for it.
    Interactive,
    /// Imports, bulk issue, jobs.
    Bulk,
}

/// An act's work, whatever it answers: it may run more than once, and says whether what it wrote is to be kept. What it
/// answered lies with whoever gave it, see [`Answer`]. That the ways of both databases know no more of an act than this
/// is what keeps them out of each act's own code: they would be compiled anew for every one.
pub(crate) type Work = Box<dyn for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, bool> + Send + Sync>;

/// How an act ended, for whom its own answer is not enough.
#[derive(Debug)]
pub(crate) enum Ended {
    /// As its own answer says: it was committed, or it was refused and undone.
    AsItSays,
    /// Nothing of it was kept, whatever it says.
    Failed(StoreError),
}

/// Where the latest run of an act's work leaves what it answered.
pub(crate) struct Answer<T, E>(Arc<Mutex<Option<Result<T, E>>>>);

impl<T, E> Answer<T, E>
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    /// The work, and where its answer will lie.
    pub(crate) fn of(
        work: impl for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static,
    ) -> (Work, Self) {
        let slot = Arc::new(Mutex::new(None));
        let here = Arc::clone(&slot);
        (erased(Box::new(work), here), Self(slot))
    }

    /// What the act answers, once it has ended.
    pub(crate) fn after(self, ended: Ended) -> Result<T, E> {
        let said = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match ended {
            Ended::AsItSays => said.unwrap_or_else(|| Err(StoreError::Closing.into())),
            Ended::Failed(error) => Err(error.into()),
        }
    }
}

/// Work with an answer of its own.
type Answering<T, E> = Box<dyn for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync>;

fn erased<T, E>(work: Answering<T, E>, slot: Arc<Mutex<Option<Result<T, E>>>>) -> Work
where
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let work = Arc::new(work);
    Box::new(move |tx| {
        let (work, slot) = (Arc::clone(&work), Arc::clone(&slot));
        Box::pin(async move {
            let result = guarded(work(tx)).await;
            let result = tx.sound(result);
            let keep = result.is_ok();
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(result);
            keep
        })
    })
}

/// Runs the work; a panic in it becomes an error, so that it cannot take the writer down.
async fn guarded<T, E: From<StoreError>>(work: BoxFuture<'_, Result<T, E>>) -> Result<T, E> {
    AssertUnwindSafe(work).catch_unwind().await.unwrap_or_else(|panic| {
        let said = panic
            .downcast_ref::<&str>()
            .map(|s| (*s).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        tracing::error!(panic = said, "an act broke off and was rolled back");
        Err(StoreError::BrokeOff.into())
    })
}
