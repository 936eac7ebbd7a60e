//! Workbooks of what a reader sees on a page, to be taken along.

pub use exchange::listing::{Cell, Sheet};

use crate::WorkflowError;

/// The workbook with these sheets.
///
/// # Errors
/// A fault when it cannot be written.
pub async fn workbook(sheets: Vec<Sheet>) -> Result<Vec<u8>, WorkflowError> {
    tokio::task::spawn_blocking(move || exchange::listing::write(&sheets))
        .await
        .map_err(|e| WorkflowError::Fault(e.to_string()))?
        .map_err(|e| WorkflowError::Fault(e.to_string()))
}
