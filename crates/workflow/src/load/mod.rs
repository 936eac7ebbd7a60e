//! Loading the files that acts are judged against. Each loads by its key, inside the act's own
//! transaction, so that what was judged is what is written.

mod body;
mod case;
mod erasure;
mod event;
mod exam;
mod hearing;
mod import;
mod instrument;
mod invitation;
mod panel;
mod person;
mod report;
mod scheme;
mod standard;
mod written;

pub use case::{assessor_facts, case_file, case_files, event_files, load_of, member_facts, taken_seats};
pub use erasure::{Due, erasure_file};
pub use event::event_by_code;
pub use exam::{ExamKey, Which};
pub use hearing::{Heard, Hearing, heard, hearing, hearing_of, panel_members};
pub use import::BatchKey;
pub use instrument::{InstrumentKey, instrument_file, instruments_of};
pub(crate) use invitation::Guests;
pub use invitation::Invitation;
pub use panel::{PanelKey, assessed_by, deciders, holders, panel_cases};
pub(crate) use panel::{next_of, serial};
pub use person::PersonKey;
pub use report::report_file;
pub use scheme::SchemeKey;
pub(crate) use standard::able;
pub use standard::{RatingKey, StudyKey};

use std::future::Future;

use certification::act::{Context, Outcomes};
use store::Tx;

use crate::error::WorkflowError;

/// A file that can be loaded.
pub trait Load: Outcomes + Sized + Send {
    /// What it is loaded by. Where the thing is new, the key says so.
    type Key: Clone + Send + Sync + 'static;

    /// Loads it.
    fn load(
        tx: &mut Tx,
        key: &Self::Key,
        context: &Context<'_>,
    ) -> impl Future<Output = Result<Self, WorkflowError>> + Send;
}
