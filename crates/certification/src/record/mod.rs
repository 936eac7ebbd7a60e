//! Records: what the house knows, row by row. A record is a plain struct; its
//! [`Table`] says how each field is stored, how sensitive it is and how long it is kept.
//! `store` makes columns, sealing and search keys out of that description, so no record
//! has SQL of its own. A [`Change`] puts one record; nothing is ever deleted by a change.

mod table;

pub mod case;
pub mod certificate;
pub mod decision;
pub mod event;
pub mod exam;
pub mod exam_result;
pub mod exam_sheet;
pub mod exam_standard;
pub mod form;
pub mod import;
pub mod organisation;
pub mod person;
pub mod scheme;

pub use table::{Column, Derived, How, Kind, Purpose, Retention, Sensitivity, Table};

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// A row of a journalled table.
pub trait Record: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// How the record is stored.
    const TABLE: &'static Table;

    /// The record's primary key, as text.
    fn key(&self) -> String;

    /// The change that puts this record as it now is.
    ///
    /// # Panics
    /// Never for records of this crate: each serialises to a JSON object.
    fn put(&self) -> Change {
        let row = serde_json::to_value(self).unwrap_or(Value::Null);
        Change { table: Self::TABLE.name.to_owned(), key: self.key(), row }
    }
}

/// One recorded change: the whole row of one record as it stands after the act.
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize)]
pub struct Change {
    /// Name of the table.
    pub table: String,
    /// Primary key of the row.
    pub key: String,
    /// The record as a JSON object, every column present.
    pub row: Value,
}

/// Every journalled table, in the order in which it may be created.
pub const TABLES: &[&Table] = &[
    organisation::Setting::TABLE,
    organisation::CodeEntry::TABLE,
    organisation::Series::TABLE,
    person::Institution::TABLE,
    person::Person::TABLE,
    person::Account::TABLE,
    person::Appointment::TABLE,
    person::Assessor::TABLE,
    person::Tie::TABLE,
    scheme::Standard::TABLE,
    scheme::SchemeVersion::TABLE,
    event::Event::TABLE,
    import::ImportBatch::TABLE,
    import::ImportRow::TABLE,
    case::Case::TABLE,
    case::Consent::TABLE,
    case::Document::TABLE,
    case::Verification::TABLE,
    case::Assignment::TABLE,
    case::Recommendation::TABLE,
    form::Form::TABLE,
    form::Signature::TABLE,
    decision::Panel::TABLE,
    decision::Vote::TABLE,
    decision::Decision::TABLE,
    decision::Appeal::TABLE,
    certificate::Certificate::TABLE,
    certificate::StatusChange::TABLE,
    exam::Item::TABLE,
    exam::ItemPart::TABLE,
    exam::Blueprint::TABLE,
    exam::ExamForm::TABLE,
    exam::Exam::TABLE,
    exam::Sitting::TABLE,
    exam_sheet::SheetKeying::TABLE,
    exam_result::ExamScoring::TABLE,
    exam_result::ExamResult::TABLE,
    exam_result::ExamMarking::TABLE,
    exam_standard::StandardStudy::TABLE,
    exam_standard::StandardRound::TABLE,
    exam_standard::StandardRating::TABLE,
    exam_standard::StandardCut::TABLE,
];

/// The table of that name.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|t| t.name == name)
}
