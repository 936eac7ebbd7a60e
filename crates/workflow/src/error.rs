//! What an act may end in besides success: a refusal that the person can act on, nothing there
//! (or not theirs, which looks alike), or a fault that we must act on.

use certification::refusal::Refusal;
use store::StoreError;

/// Why an act or a question did not succeed.
#[derive(Debug, thiserror::Error)]
pub enum WorkflowError {
    /// Refused, with a code and a way out.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    /// There is no such thing, or it is not theirs.
    #[error("not found")]
    NotFound,
    /// A fault of the house.
    #[error("fault: {0}")]
    Fault(String),
}

impl From<StoreError> for WorkflowError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Conflict { .. } => Self::Refused(Refusal::new("case.changed-meanwhile")),
            StoreError::Unique { table, columns } => {
                Self::Refused(Refusal::new("store.already-there").with("table", table).with("columns", columns))
            }
            StoreError::Erased => Self::Refused(Refusal::new("person.erased")),
            StoreError::Full => Self::Refused(Refusal::new("store.full")),
            StoreError::Busy { .. } => Self::Refused(Refusal::new("store.busy")),
            other => Self::Fault(other.to_string()),
        }
    }
}

impl From<serde_json::Error> for WorkflowError {
    fn from(error: serde_json::Error) -> Self {
        Self::Fault(error.to_string())
    }
}

impl From<store::files::FileError> for WorkflowError {
    fn from(error: store::files::FileError) -> Self {
        match error {
            store::files::FileError::Refused(refusal) => Self::Refused(refusal),
            store::files::FileError::BrokeOff => Self::Refused(Refusal::new("file.broke-off")),
            store::files::FileError::Store(error) => error.into(),
        }
    }
}

/// `NotFound` when there is none.
///
/// # Errors
/// [`WorkflowError::NotFound`].
pub fn found<T>(thing: Option<T>) -> Result<T, WorkflowError> {
    thing.ok_or(WorkflowError::NotFound)
}
