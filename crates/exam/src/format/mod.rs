//! Items as others write them. Each format is read into items with a report that says of every item whether it was
//! taken, taken with loss (and of what), or refused (and why); and written with the same kind of report, for which
//! what was written is read back and compared. Nothing is fetched, nothing is guessed, everything is bounded.

pub mod aiken;
mod card;
mod compare;
pub mod docx;
pub mod gift;
mod html;
pub mod json;
mod linear;
mod markup;
mod markup_out;
pub mod moodle;
pub mod qti;
mod recognise;
mod report;
mod shadowed;
mod size;
mod tags;
#[cfg(test)]
mod tests;
mod tidy;
pub mod xlsx;
mod zipped;

use std::collections::BTreeMap;

pub use self::recognise::{Format, import};
pub use self::report::{Export, Import, Intake, Outcome, Row, TestOutline, Where};
pub use self::tidy::tidy;
use crate::item::MediaName;

/// Files that came with items, or go with them, by name.
pub type Files = BTreeMap<MediaName, Vec<u8>>;
