//! One way to write: an act's work as one transaction. SQLite has one writer that commits in groups,
//! PostgreSQL runs acts side by side and repeats those that collide.

mod postgres;
mod sqlite;

pub(crate) use postgres::Writers;
pub(crate) use sqlite::Writer;

use std::{future::Future, panic::AssertUnwindSafe};

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

/// An act's work. It may run more than once.
pub(crate) trait Work<T, E>:
    for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static
{
}
impl<T, E, W> Work<T, E> for W where W: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync + 'static {}

/// Runs the work; a panic in it becomes an error, so that it cannot take the writer down.
pub(crate) async fn guarded<T, E: From<StoreError>>(work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
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
