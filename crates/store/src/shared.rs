//! What every part of the store needs: engine, keyset, clocks, randomness and the keys at hand.

use std::{
    path::PathBuf,
    sync::{Arc, PoisonError, RwLock, atomic::AtomicU64},
};

use tokio::sync::Notify;

use crate::{clock::Clocks, db::Db, entropy::Entropy, keyset::Keyset, person_key::KeyCache, view::Sums};

/// The shared part.
pub struct Shared {
    pub(crate) engine: Db,
    pub(crate) clocks: Clocks,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) keys: KeyCache,
    pub(crate) sums: Sums,
    /// Told after a commit that enqueued a job.
    pub(crate) new_jobs: Notify,
    /// How often this process has committed; see `Reader::moment`.
    pub(crate) commits: AtomicU64,
    keyset: RwLock<Arc<Keyset>>,
    keyset_path: PathBuf,
}

impl Shared {
    pub(crate) fn new(
        engine: Db,
        clocks: Clocks,
        entropy: Arc<dyn Entropy>,
        keyset: Keyset,
        keyset_path: PathBuf,
    ) -> Self {
        Self {
            engine,
            clocks,
            entropy,
            keys: KeyCache::default(),
            sums: Sums::default(),
            new_jobs: Notify::new(),
            commits: AtomicU64::new(0),
            keyset: RwLock::new(Arc::new(keyset)),
            keyset_path,
        }
    }

    /// The keyset in use.
    pub(crate) fn keyset(&self) -> Arc<Keyset> {
        self.keyset.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The keyset, read anew from its file when what is at hand lacks that version of the wrapping key: another process
    /// has rotated it since.
    pub(crate) fn keyset_with(&self, wrapping: i64) -> Arc<Keyset> {
        if self.keyset().wrapping_version() < wrapping {
            self.renew_keyset();
        }
        self.keyset()
    }

    /// Takes newer keys into use that have come to the keyset's file. A file that cannot be read, or is another's,
    /// changes nothing: what is at hand goes on.
    pub(crate) fn renew_keyset(&self) {
        match Keyset::read(&self.keyset_path) {
            Ok(Some(newer)) if self.keyset().precedes(&newer) => self.set_keyset(newer),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the keyset's file cannot be read"),
        }
    }

    /// Takes a rotated keyset into use.
    pub(crate) fn set_keyset(&self, keyset: Keyset) {
        *self.keyset.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keyset);
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").field("engine", &self.engine).finish_non_exhaustive()
    }
}
