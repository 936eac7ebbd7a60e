//! How a command ends otherwise than well. A refusal can be acted on by whoever typed the command and
//! ends with 1, as does an answer that is *no*; a fault means it could not be done, and ends with 2.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use certification::refusal::Refusal;
use rehearsal::RehearsalError;
use store::StoreError;
use web::{
    error::refused_file,
    i18n::{Catalogue, Locale},
};
use workflow::WorkflowError;

/// Why a command did not end well.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was asked for is not allowed, or what was handed in cannot be used.
    #[error("{}", sentence(.0))]
    Refused(Refusal),
    /// A file that was handed in cannot be used.
    #[error("{}: {}", .0.display(), sentence(.1))]
    File(PathBuf, Refusal),
    /// What was handed in cannot be used.
    #[error("{0}")]
    Unusable(String),
    /// It could not be done.
    #[error("{0}")]
    Fault(String),
}

impl Failure {
    /// A fault with its sentence.
    pub fn fault(text: impl std::fmt::Display) -> Self {
        Self::Fault(text.to_string())
    }

    /// That file was not taken.
    pub fn of_file(path: &Path, refused: &exchange::Refused) -> Self {
        Self::File(path.to_owned(), workflow::intake::refused(refused))
    }

    /// Says it on standard error.
    pub fn tell(&self) {
        eprintln!("kompeten: {self}");
    }

    /// The code the process ends with.
    pub fn code(&self) -> ExitCode {
        match self {
            Self::Refused(_) | Self::File(..) | Self::Unusable(_) => ExitCode::from(1),
            Self::Fault(_) => ExitCode::from(2),
        }
    }
}

/// What happened and the way out, as the screens say it, then the code and the rule for whoever looks them up.
fn sentence(refusal: &Refusal) -> String {
    let told = Catalogue::load().message(Locale::En, &refused_file(refusal));
    let rule = refusal.rule.as_deref().map(|r| format!(", {r}")).unwrap_or_default();
    format!("{told} [{}{rule}]", refusal.code)
}

impl From<WorkflowError> for Failure {
    fn from(error: WorkflowError) -> Self {
        match error {
            WorkflowError::Refused(refusal) => Self::Refused(refusal),
            WorkflowError::NotFound => Self::Unusable("there is no such thing".to_owned()),
            WorkflowError::Fault(text) => Self::Fault(text),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::fault(error)
    }
}

impl From<RehearsalError> for Failure {
    fn from(error: RehearsalError) -> Self {
        Self::fault(error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::fault(error)
    }
}
