//! Why a rehearsal stopped. A refusal here is a fault of the rehearsal: it played an act that the
//! rules do not allow.

use workflow::WorkflowError;

/// Why a rehearsal stopped.
#[derive(Debug, thiserror::Error)]
pub enum RehearsalError {
    /// An act did not succeed.
    #[error("{act}: {source}")]
    Act {
        /// Which act.
        act: &'static str,
        /// Why.
        source: WorkflowError,
    },
    /// The house could not be read.
    #[error("reading: {0}")]
    Read(#[from] WorkflowError),
    /// The store could not be used.
    #[error("store: {0}")]
    Store(#[from] store::StoreError),
    /// What the rehearsal plays with does not fit together.
    #[error("{0}")]
    Script(String),
}

/// A script that does not fit together.
pub(crate) fn script(text: impl Into<String>) -> RehearsalError {
    RehearsalError::Script(text.into())
}
