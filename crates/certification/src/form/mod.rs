//! Forms are data: one engine makes the page, checks what comes in, says what is missing, prints the
//! paper, and hands bound answers to typed acts. No form has code of its own.
//!
//! A [`Definition`] is versioned and ships as JSON ([`catalogue`]); a filled form pins its version.
//! What the engine knows of a case is handed in as a [`FormContext`]. Storing, signing in and
//! uploading are left to others.

pub mod answers;
pub mod binding;
pub mod catalogue;
pub mod check;
pub mod condition;
pub mod context;
pub mod definition;
mod engine;
mod expand;
pub mod field;
pub mod missing;
pub mod page;
pub mod paper;
pub mod parse;
mod rows;
pub mod rule;
pub mod samples;
pub mod sight;
pub mod slots;
pub mod view;
pub mod wording;
pub mod written;

pub use answers::{Answer, Answers, Change};
pub use binding::{Binding, Bound};
pub use check::check_definition;
pub use condition::{CaseFacts, Condition, Opening, Progress};
pub use context::{
    CaseRow, DocumentFact, EventFacts, FormContext, FormFacts, Item, Maker, OfficerFacts, PaperFacts, PersonFacts,
};
pub use definition::{Definition, Level, Mode, Role, Slot};
pub use engine::Engine;
pub use missing::Missing;
pub use page::{BlockView, FieldView, FormView, GroupView, OptionView, RowView, SectionView, TableView};
pub use paper::SignatureMark;
pub use parse::FieldError;
pub use sight::{Sight, asks_identity, withhold};
pub use slots::{SlotState, SlotView};
pub use wording::{Locale, Text};
pub use written::WrittenTest;

#[cfg(test)]
mod tests;
