//! Other people's files, read and understood before anything is stored: standards, schemes and code lists.
//! Reading is bounded in size and time and happens beside the threads that serve requests.

use std::time::Duration;

use certification::{
    body::ImportCodes,
    entropy::new_id,
    record::scheme::{SchemeVersion, Unit},
    refusal::Refusal,
};
use exchange::{codes, schemes, standards, workbook::Limits};
pub use exchange::{
    codes::{LeftOut, Reading as Codes},
    standards::{Line, Reading as Standards, Remark, Role, to_text},
};

use crate::{Workflow, WorkflowError, intake::refused};

/// How long reading may take; a file that takes longer is one that should not be read.
const PATIENCE: Duration = Duration::from_secs(45);

impl Workflow {
    /// What a file may cost, by the settings in force.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn file_limits(&self) -> Result<Limits, WorkflowError> {
        let settings = self.settings().await?;
        let bytes = u64::try_from(settings.int("import.max_mib")).unwrap_or(20) << 20;
        let rows = usize::try_from(settings.int("import.max_rows")).unwrap_or(20_000);
        Ok(Limits { bytes, rows, ..Limits::default() })
    }

    /// Reads a competency standard: a decree's text or text PDF, a sheet, or JSON.
    ///
    /// # Errors
    /// Refused when it cannot be read, or holds no unit.
    pub async fn read_standard(&self, bytes: Vec<u8>) -> Result<Standards, WorkflowError> {
        let limits = self.file_limits().await?;
        aside(move || standards::read(&bytes, &limits)).await?.map_err(|why| refused(&why).into())
    }

    /// Reads a standard's text as a person corrected it; it may hold no unit yet.
    ///
    /// # Errors
    /// Refused when it takes too long.
    pub async fn read_standard_text(&self, text: &str) -> Result<Standards, WorkflowError> {
        let text = text.to_owned();
        aside(move || standards::from_text(&text)).await
    }

    /// Reads schemes from JSON, each as a draft with an id of its own.
    ///
    /// # Errors
    /// Refused when it is JSON of another shape.
    pub async fn read_schemes(&self, bytes: Vec<u8>) -> Result<Vec<SchemeVersion>, WorkflowError> {
        let (entropy, now) = (self.entropy().clone(), self.now());
        let reading = aside(move || schemes::read(&bytes, |_| new_id(&*entropy, now).into())).await?;
        reading.map_err(|why| refused(&why).into())
    }

    /// Reads code lists of the authority from a workbook; `list` names them where the workbook holds one.
    ///
    /// # Errors
    /// Refused when it is no workbook, or holds no table of codes.
    pub async fn read_codes(&self, bytes: Vec<u8>, list: Option<String>) -> Result<Codes, WorkflowError> {
        let limits = self.file_limits().await?;
        let reading = aside(move || codes::read(&bytes, &limits, list.as_deref())).await?;
        reading.map_err(|why| refused(&why).into())
    }
}

/// The acts that store code lists, one for each list, in the order of their names.
#[must_use]
pub fn lists_of(codes: &Codes) -> Vec<ImportCodes> {
    let mut lists = std::collections::BTreeMap::<&str, Vec<(String, String)>>::new();
    for entry in &codes.entries {
        lists.entry(&entry.list).or_default().push((entry.code.clone(), entry.label.clone()));
    }
    lists.into_iter().map(|(list, entries)| ImportCodes { list: list.to_owned(), entries }).collect()
}

/// The units of a reading, as a standard stores them.
#[must_use]
pub fn units_of(reading: &Standards) -> Vec<Unit> {
    reading.units.iter().cloned().map(Unit::from).collect()
}

/// Work that takes a processor for itself, for a bounded time.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, WorkflowError> {
    match tokio::time::timeout(PATIENCE, tokio::task::spawn_blocking(work)).await {
        Ok(done) => done.map_err(|error| WorkflowError::Fault(error.to_string())),
        Err(_) => Err(Refusal::new("file.takes-too-long").into()),
    }
}
