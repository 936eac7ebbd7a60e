//! Participants from a workbook: finds the tables, maps the columns, and says of each row what
//! was understood and what is wrong. Rows are judged by [`understand_row`], so one that a person
//! mended is judged again by the same rules; [`mark_duplicates`] then looks at all of them.

mod beside_name;
mod columns;
mod judge;
mod lists;
mod names;
mod places;
mod preview;
mod reading;
mod rounded;
mod sheets;
mod spread;
mod titles;
mod together;

pub use columns::{FIELDS, wanted};
pub use judge::{Context, understand_row};
pub use preview::{Hint, HintKind};
pub use reading::{ReadRow, ReadSheet, Reading, of_workbook, read};
pub use sheets::{LeftSheet, Why};

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{institutions::Kind as InstitutionKind, table::Cells};

/// Fields that can have an issue, in the order of the contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// NIK.
    Nik,
    /// Birth date.
    Born,
    /// Mail address.
    Email,
    /// Cluster.
    Cluster,
    /// Telephone.
    Phone,
    /// NIP or NI PPPK.
    Nip,
    /// Kabupaten or kota of work.
    Kab,
    /// Name.
    Name,
    /// Institution; only people are told of it.
    Institution,
}

impl Field {
    /// Its name in the contract.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nik => "nik",
            Self::Born => "born",
            Self::Email => "email",
            Self::Cluster => "cluster",
            Self::Phone => "phone",
            Self::Nip => "nip",
            Self::Kab => "kab",
            Self::Name => "name",
            Self::Institution => "institution",
        }
    }
}

/// What is wrong with a cell; within a field the earlier goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A NIK that the sheet holds as a number.
    NumericCellMayBeRounded,
    /// Too few or too many digits.
    WrongLength,
    /// The same NIK stands in another row.
    DuplicateInFile,
    /// The NIK says the other sex.
    SexDisagrees,
    /// The NIK carries another birth date.
    BirthDateDisagrees,
    /// No day that ever was.
    ImpossibleDate,
    /// The century was inferred.
    TwoDigitYear,
    /// Cannot be used.
    Malformed,
    /// No such thing is known.
    Unknown,
    /// Nothing was written.
    Missing,
    /// A remark beside the name says that the person does not come; the name is kept.
    Withdrawn,
    /// There is another remark beside the name, such as whom the person replaces, or one beside a number or an address, such as
    /// whose it is; the value is taken without it. Of a birth date: its column writes the month before the day, and so it was
    /// read; or it makes the person younger than 15 years or older than 100. Of an institution: a formula stands there that failed, or whose result was not stored.
    Remark,
}

impl Code {
    /// Whether the contract with machines names it. A remark is told to people alone.
    #[must_use]
    pub const fn is_promised(self) -> bool {
        !matches!(self, Self::Withdrawn | Self::Remark)
    }
}

/// How much an issue weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The row waits until it is mended.
    Error,
    /// The row can be taken; somebody should look.
    Warning,
}

/// Something wrong with one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Issue {
    /// Which field.
    pub field: Field,
    /// What.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
}

/// A participant as the contract shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// The sheet's own row, from 1.
    pub row: u32,
    /// The sheet, where more than one was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Name without academic degrees.
    pub name: Option<String>,
    /// Academic degrees as written, empty when there are none.
    pub degree: String,
    /// Sixteen digits.
    pub nik: Option<String>,
    /// Birth date.
    pub born: Option<Date>,
    /// `L` or `P`.
    pub sex: Option<String>,
    /// Kemendagri code of the district where the person works.
    pub kab: Option<String>,
    /// Key of the cluster.
    pub cluster: Option<String>,
    /// E.164.
    pub phone: Option<String>,
    /// Mail address.
    pub email: Option<String>,
    /// Full official name where it was recognised.
    pub institution: Option<String>,
    /// Its kind.
    pub institution_kind: Option<InstitutionKind>,
    /// Eighteen digits.
    pub nip: Option<String>,
    /// What is wrong, one a cell at most.
    pub issues: Vec<Issue>,
}

impl Participant {
    /// Whether the row has to wait.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.issues.iter().any(|i| i.severity == Severity::Error)
    }

    /// The participant with those issues alone whose codes the contract names.
    #[must_use]
    pub fn as_promised(&self) -> Self {
        let issues = self.issues.iter().filter(|issue| issue.code.is_promised()).copied().collect();
        Self { issues, ..self.clone() }
    }
}

/// Values beside the contract's that a form can be filled with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Beside {
    /// Place of birth.
    pub birth_place: Option<String>,
    /// Last education, such as `S1 Ilmu Perpustakaan`.
    pub education: Option<String>,
    /// Position at work.
    pub position: Option<String>,
    /// Home address.
    pub address: Option<String>,
}

/// One row: the participant, what stands beside, and what to tell the person about the cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// The participant.
    pub participant: Participant,
    /// Values beside.
    pub beside: Beside,
    /// Suggestions, and what was tidied.
    pub hints: Vec<Hint>,
}

/// Judges rows again, such as all rows of a batch after one was mended. `context.home` is that of the [`Reading`].
/// Which sheet they stand on is for the caller to say.
#[must_use]
pub fn understand_all<'a>(rows: impl IntoIterator<Item = (u32, &'a Cells)>, context: &Context) -> Vec<Understood> {
    let mut all: Vec<Understood> = rows.into_iter().map(|(row, cells)| understand_row(row, cells, context)).collect();
    mark(all.iter_mut().map(|u| &mut u.participant).collect());
    all
}

/// Marks every row whose NIK stands in another row too, on whichever sheet. Other issues of the NIK that weigh less give way.
/// The rows must be freshly judged: a mark is never taken away.
pub fn mark_duplicates(participants: &mut [Participant]) {
    mark(participants.iter_mut().collect());
}

fn mark(mut participants: Vec<&mut Participant>) {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, participant) in participants.iter().enumerate() {
        if let Some(nik) = &participant.nik {
            seen.entry(nik.clone()).or_default().push(at);
        }
    }
    for at in seen.into_values().filter(|rows| rows.len() > 1).flatten() {
        let Some(participant) = participants.get_mut(at) else { continue };
        participant.issues.retain(|issue| issue.field != Field::Nik);
        let issue = Issue { field: Field::Nik, code: Code::DuplicateInFile, severity: Severity::Error };
        participant.issues.insert(0, issue);
    }
}
