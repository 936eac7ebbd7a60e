//! The cells of a workbook's row as the page shows them: what was understood, what is wrong and in which
//! words, what may have been meant. A NIK is masked unless it has to be mended.

use certification::{
    degrees::full_name,
    id::CaseId,
    intake,
    permit::{Action, Object, check},
    record::import::ImportRow,
    text::masked_nik,
};
use workflow::{
    WorkflowError,
    intake::{
        At, Code, Field, Hint, HintKind, Issue, Said, Severity, cells, hint_of, scheme_name, understood, written,
    },
    place,
};

use crate::{
    Page,
    i18n::{Message, key},
    part::{Icon, icon},
};

/// A cell of the table.
#[derive(Debug, Clone)]
pub(super) struct CellView {
    /// Key of its heading.
    pub label: &'static str,
    /// What was understood.
    pub shown: String,
    /// A line under it.
    pub beside: String,
    /// What is wrong, with what was typed.
    pub wrong: Vec<Wrong>,
    /// It was read in another shape than it was typed.
    pub tidied: bool,
}

impl CellView {
    /// Its figures and addresses are read whole: they do not break over lines.
    pub fn whole(&self) -> bool {
        matches!(self.label, "cell-nik" | "cell-contact")
    }

    /// What was understood is worth showing beside what is to be mended; of a NIK, what was typed is shown.
    pub fn shows(&self) -> bool {
        self.wrong.is_empty() || !self.shown.is_empty() && self.wrong.iter().all(|w| w.field != "nik")
    }
}

/// What is wrong with a cell.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    /// The field, as it is mended, and the key of its name.
    pub field: &'static str,
    pub label: &'static str,
    pub color: &'static str,
    pub icon: Icon,
    pub said: String,
    pub typed: String,
    /// What may have been meant: field, value, and the value in words.
    pub meant: Option<(String, String, String)>,
}

/// A row of the table.
#[derive(Debug, Clone)]
pub(super) struct RowView {
    /// What the row goes by in the form.
    pub place: i64,
    /// Where it stands, in words.
    pub at: String,
    pub cells: Vec<CellView>,
    pub imported: bool,
    pub case: Option<CaseId>,
    /// Key of why it was left out.
    pub left_out: Option<&'static str>,
}

/// Columns of the table: field and key of its heading.
pub(super) const COLUMNS: [(&str, &str); 6] = [
    ("name", key("cell-name")),
    ("nik", key("cell-nik")),
    ("born", key("cell-born")),
    ("kab", key("cell-kab")),
    ("cluster", key("cell-cluster")),
    ("email", key("cell-contact")),
];

/// Where a row stands, in words: the sheet is named where more than one was read.
pub(super) fn place(p: &Page, at: &At) -> String {
    match &at.sheet {
        Some(sheet) => p.ta("import-place").with("sheet", sheet).with("row", at.row.to_string()).to_string(),
        None => at.row.to_string(),
    }
}

/// Where a row stands, in words that stand alone.
pub(super) fn place_alone(p: &Page, at: &At) -> String {
    if at.sheet.is_some() { place(p, at) } else { p.ta("import-row").with("n", at.row.to_string()).to_string() }
}

/// A row as the page shows it; with the name of its sheet where more than one was read.
pub(super) fn row(p: &Page, stored: &ImportRow, several: bool) -> Result<RowView, WorkflowError> {
    let raw = cells(stored)?;
    let meant = understood(stored)?;
    let reason = intake::reason(stored).map(reason_key);
    let open = matches!(stored.state.as_str(), "waiting" | "ready");
    let mut shown = Vec::with_capacity(COLUMNS.len());
    for (field, label) in COLUMNS {
        let (text, beside, wrong, tidied) = match &meant {
            Some(meant) => {
                let issues = meant.participant.issues.iter().filter(|i| open && belongs(i.field) == field);
                let wrong = issues
                    .map(|issue| {
                        let typed = written(&raw, issue.field.as_str());
                        wrong(p, *issue, hint_of(&meant.hints, *issue), typed)
                    })
                    .collect();
                let tidied = meant.hints.iter().any(|h| h.field == field && h.kind != HintKind::Suggestion);
                let (text, beside) = match field {
                    "cluster" => (scheme_name(meant, &raw), String::new()),
                    _ => value(p, &meant.participant, field),
                };
                (text, beside, wrong, tidied && matches!(field, "kab" | "cluster" | "email"))
            }
            None => Default::default(),
        };
        shown.push(CellView { label, shown: text, beside, wrong, tidied });
    }
    Ok(RowView {
        place: stored.place,
        at: place(p, &At { sheet: several.then(|| stored.sheet.clone()), row: stored.row }),
        cells: shown,
        imported: stored.state == "imported",
        case: stored
            .case_id
            .filter(|_| p.actor().is_ok_and(|actor| check(actor, Action::SeeCase, &Object::body()).is_ok())),
        left_out: (stored.state == "left-out").then_some(reason.unwrap_or(key("left-out-other"))),
    })
}

/// The column in which an issue of a field is shown.
const fn belongs(field: Field) -> &'static str {
    match field {
        Field::Nip => "name",
        Field::Phone => "email",
        Field::Institution => "kab",
        other => other.as_str(),
    }
}

/// Key of a reason for leaving out.
pub(super) fn reason_key(reason: &str) -> &'static str {
    match reason {
        "twice" => key("left-out-twice"),
        "not-coming" => key("left-out-not-coming"),
        "not-a-participant" => key("left-out-not-a-participant"),
        _ => key("left-out-other"),
    }
}

fn value(p: &Page, of: &workflow::intake::Participant, field: &str) -> (String, String) {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let plain = |value: String| (value, String::new());
    match field {
        "name" => (full_name(&text(&of.name), &of.degree), text(&of.institution)),
        "nik" => plain(of.nik.as_deref().map(masked_nik).unwrap_or_default()),
        "born" => plain(of.born.map(|day| p.date_short(day)).unwrap_or_default()),
        "kab" => plain(of.kab.as_deref().map(place::short).unwrap_or_default()),
        _ => (text(&of.email), text(&of.phone)),
    }
}

fn wrong(p: &Page, issue: Issue, hint: Option<&Hint>, typed: String) -> Wrong {
    let (color, icon) = match (issue.severity, issue.code) {
        (Severity::Error, Code::DuplicateInFile) => ("danger", icon("users")),
        (Severity::Error, _) => ("danger", icon("x")),
        (Severity::Warning, _) => ("warning", icon("triangle-alert")),
    };
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let said = p.m(&sentence(issue, digits));
    let meant = hint.map(|h| (h.field.clone(), h.value.clone(), in_words(p, h)));
    let label = match issue.field {
        Field::Name => key("cell-name"),
        Field::Nik => key("cell-nik"),
        Field::Nip => key("cell-nip"),
        Field::Born => key("cell-born"),
        Field::Kab => key("cell-kab"),
        Field::Cluster => key("cell-cluster"),
        Field::Email => key("cell-email"),
        Field::Phone => key("cell-phone"),
        Field::Institution => key("cell-institution"),
    };
    Wrong { field: issue.field.as_str(), label, color, icon, said, typed, meant }
}

fn in_words(p: &Page, hint: &Hint) -> String {
    if hint.field == "born" { p.day(&hint.value) } else { hint.value.clone() }
}

/// What an issue says. No value of a person is in it but the number of digits.
fn sentence(issue: Issue, digits: usize) -> Message {
    let key = match (issue.field, issue.code) {
        (Field::Nik | Field::Phone | Field::Email | Field::Nip, Code::Remark) => key("issue-remark"),
        (Field::Nik, Code::NumericCellMayBeRounded) => key("issue-nik-rounded"),
        (Field::Nik, Code::DuplicateInFile) => key("issue-nik-twice"),
        (Field::Nik, Code::SexDisagrees) => key("issue-nik-sex"),
        (Field::Nik, Code::BirthDateDisagrees) => key("issue-nik-born"),
        (Field::Nik, Code::WrongLength) if digits > 0 => {
            return Message::new(key("issue-nik-length")).with("n", digits);
        }
        (Field::Nik, _) => key("issue-nik-missing"),
        (Field::Born, Code::Remark) => key("issue-born-order"),
        (Field::Born, Code::TwoDigitYear) => key("issue-born-century"),
        (Field::Born, _) => key("issue-born-impossible"),
        (Field::Email, Code::Missing) => key("issue-email-missing"),
        (Field::Email, _) => key("issue-email-malformed"),
        (Field::Cluster, Code::Missing) => key("issue-cluster-missing"),
        (Field::Cluster, _) => key("issue-cluster-unknown"),
        (Field::Phone, _) => key("issue-phone"),
        (Field::Nip, _) => key("issue-nip"),
        (Field::Kab, Code::Remark) => key("issue-kab-contradicted"),
        (Field::Kab, _) => key("issue-kab"),
        (Field::Institution, _) => key("issue-institution"),
        (Field::Name, Code::Withdrawn) => key("issue-name-withdrawn"),
        (Field::Name, Code::Remark) => key("issue-name-remark"),
        (Field::Name, _) => key("issue-name"),
    };
    Message::new(key)
}

/// What a comment in the workbook says.
pub(super) fn comment(p: &Page, said: &Said<'_>) -> String {
    let sentence = p.m(&sentence(said.issue, 0));
    match said.hint {
        Some(hint) => format!("{sentence} {}", p.ta("issue-meant").with("value", in_words(p, hint))),
        None => sentence,
    }
}
