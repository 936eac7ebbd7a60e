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
    /// The installation is not as it must be: what is wrong, the way out, and the code to look it up by.
    #[error("{what}; {remedy} [{code}]")]
    Installation {
        /// Stable, such as `install.database`.
        code: &'static str,
        /// What is wrong.
        what: String,
        /// How to mend it.
        remedy: &'static str,
    },
    /// It could not be done.
    #[error("{0}")]
    Fault(String),
}

impl Failure {
    /// A fault with its sentence.
    pub fn fault(text: impl std::fmt::Display) -> Self {
        Self::Fault(text.to_string())
    }

    /// The same where 1 is an answer: whatever kept the command from answering ends with 2.
    pub fn undone(self) -> Self {
        match self {
            Self::Refused(_) | Self::File(..) | Self::Unusable(_) => Self::Fault(self.to_string()),
            Self::Installation { .. } | Self::Fault(_) => self,
        }
    }

    /// That file was not taken.
    pub fn of_file(path: &Path, refused: &exchange::Refused) -> Self {
        Self::File(path.to_owned(), workflow::intake::refused(refused))
    }

    /// That file cannot be read from the disk.
    pub fn unread(path: &Path, error: &std::io::Error) -> Self {
        Self::File(path.to_owned(), workflow::intake::unread(error))
    }

    /// That place cannot be written to.
    pub fn unwritten(path: &Path, error: impl std::fmt::Display) -> Self {
        let what = format!("{} cannot be written: {error}", path.display());
        Self::Installation { code: "file.unwritten", what, remedy: "name a place that this account may write to" }
    }

    /// No event has that code.
    pub fn no_event(code: &str) -> Self {
        Self::Unusable(format!("there is no event {code}; `kompeten status` names those there are [event.unknown]"))
    }

    /// Says it on standard error.
    pub fn tell(&self) {
        eprintln!("kompeten: {self}");
    }

    /// The code the process ends with.
    pub fn code(&self) -> ExitCode {
        match self {
            Self::Refused(_) | Self::File(..) | Self::Unusable(_) => ExitCode::from(1),
            Self::Installation { .. } | Self::Fault(_) => ExitCode::from(2),
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

/// Code and way out of what keeps a house from being opened; none for a fault of the program's own.
pub const fn way_out(error: &StoreError) -> Option<(&'static str, &'static str)> {
    Some(match error {
        StoreError::Newer { .. } => ("install.newer", "upgrade: install the version that made it, or a later one"),
        StoreError::Unreachable(_) => {
            ("install.unreachable", "see that the server runs and that KOMPETEN_DATABASE names it, then start again")
        }
        StoreError::Keyset(_) => {
            ("install.keyset", "name the house's own keyset with KOMPETEN_KEYSET, and never make a new one")
        }
        StoreError::Configuration(_) => {
            ("install.place", "see that KOMPETEN_DATABASE, KOMPETEN_FILES and KOMPETEN_KEYSET name the same house")
        }
        StoreError::Full => ("install.full", "make room on the disk, then do it again"),
        _ => return None,
    })
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match way_out(&error) {
            Some((code, remedy)) => Self::Installation { code, what: error.to_string(), remedy },
            None => Self::fault(error),
        }
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
