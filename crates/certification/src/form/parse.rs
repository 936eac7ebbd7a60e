//! From what a browser sends to answers. What was typed is kept even when it is wrong, within bounds;
//! unknown names are ignored, and fields that the role may not fill never change.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    answers::{Answer, Answers},
    condition::closed_for_good,
    context::FormContext,
    definition::{Definition, Role},
    expand::{self, Cell},
    field::{Field, Format, Kind},
    slots,
    wording::{Locale, Text, read_date},
};

/// Something wrong with one answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// Name of the answer.
    pub name: String,
    /// Anchor on the page.
    pub anchor: String,
    /// `too-long`, `not-a-date`, `not-a-number`, `out-of-range`, `not-offered` or `malformed`.
    pub code: String,
    /// What is wrong and what would be right. Never repeats the answer.
    pub message: Text,
}

/// A text longer than this many times its limit is cut; below that it is kept and refused.
const KEEP: usize = 4;

/// Whether a role may change a cell now.
pub(crate) fn editable(definition: &Definition, context: &FormContext, cell: &Cell<'_>, role: Role) -> bool {
    cell.field.kind.is_input() && open(definition, context, cell, role)
}

/// Whether a cell is a role's own, the form is not closed for good, and nothing that was signed covers it.
pub(crate) fn open(definition: &Definition, context: &FormContext, cell: &Cell<'_>, role: Role) -> bool {
    cell.by().contains(&role)
        && !closed_for_good(definition, &context.case)
        && !slots::covered(definition, &context.signed, cell.by())
}

/// Takes what was sent. A name that was not sent keeps its answer, so one part of a long form can be
/// saved alone; groups of boxes send their name once, empty, so that clearing all of them is seen.
#[must_use]
pub fn parse(
    definition: &Definition,
    context: &FormContext,
    before: &Answers,
    pairs: &[(String, String)],
    role: Role,
) -> (Answers, Vec<FieldError>) {
    let mut sent: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, value) in pairs {
        sent.entry(name).or_default().push(value);
    }
    let mut answers = before.clone();
    let mut errors = Vec::new();
    // Choosing an entry alternative changes which rows there are, and a filled free row opens the next;
    // rows are laid out again until no more of what was sent finds its place.
    let mut done = std::collections::BTreeSet::new();
    loop {
        let cells = expand::cells(definition, context, &answers, Locale::Id);
        let fresh: Vec<_> = cells
            .into_iter()
            .filter(|c| sent.contains_key(c.name.as_str()) && editable(definition, context, c, role))
            .filter(|c| done.insert(c.name.clone()))
            .collect();
        if fresh.is_empty() {
            break;
        }
        for cell in fresh {
            take(context, &cell, &sent[cell.name.as_str()], &mut answers, &mut errors);
        }
    }
    (answers, errors)
}

/// What was sent for fields that the role fills, but not any more since they are signed: label and text, where the
/// text is another than the answer. It is never taken; a page shows it again, so that it can be copied.
pub(super) fn held_back(
    definition: &Definition,
    context: &FormContext,
    before: &Answers,
    pairs: &[(String, String)],
    role: Role,
) -> Vec<(String, String)> {
    let typed = |kind: &Kind| matches!(kind, Kind::Text { .. } | Kind::Long { .. } | Kind::Date | Kind::Number { .. });
    let cells = expand::cells(definition, context, before, context.locale);
    let closed = cells
        .into_iter()
        .filter(|c| typed(&c.field.kind) && c.by().contains(&role) && !editable(definition, context, c, role));
    closed
        .filter_map(|cell| {
            let (_, sent) = pairs.iter().rev().find(|(name, _)| *name == cell.name)?;
            let stands = cell.answer(context, before).map(|a| a.into_owned());
            let same = stands.is_some_and(|a| a == Answer::One(clean(sent, true)) || a == Answer::One(sent.clone()));
            (!same && !sent.trim().is_empty()).then(|| (cell.label(context.locale), sent.clone()))
        })
        .collect()
}

fn take(context: &FormContext, cell: &Cell<'_>, values: &[&str], answers: &mut Answers, errors: &mut Vec<FieldError>) {
    let mut wrong = |code: &str, message: Text| {
        errors.push(FieldError { name: cell.name.clone(), anchor: cell.anchor(), code: code.to_owned(), message });
    };
    let offered = expand::offered(&cell.field.kind, context, Locale::Id);
    let answer = if cell.field.kind.is_many() {
        if values.iter().any(|v| !v.is_empty() && !offered.iter().any(|o| o.0 == *v)) {
            wrong("not-offered", not_offered());
        }
        Answer::Many(offered.into_iter().map(|o| o.0).filter(|o| values.contains(&o.as_str())).collect())
    } else {
        let typed = values.last().copied().unwrap_or_default();
        match single(cell.field, typed, &offered) {
            Ok(value) => Answer::One(value),
            Err((value, code, message)) => {
                wrong(code, message);
                Answer::One(value)
            }
        }
    };
    // An empty answer stays only where it must keep a proposed value away.
    if answer.is_empty() && cell.proposed(context).is_none() {
        answers.remove(&cell.name);
    } else {
        answers.set(cell.name.clone(), answer);
    }
}

fn not_offered() -> Text {
    Text::new("Pilih salah satu jawaban yang ada.", "Choose one of the answers given.")
}

/// What is kept of a wrong value, the code, and what to say.
type Wrong = (String, &'static str, Text);

/// One value made clean, or the value with what is wrong about it.
fn single(field: &Field, typed: &str, offered: &[(String, String, String)]) -> Result<String, Wrong> {
    match &field.kind {
        Kind::Text { max, format } => {
            let value = within(clean(typed, false), *max)?;
            match format.and_then(|f| f.fault(&value)) {
                Some(message) if !value.is_empty() => Err((value, "malformed", message)),
                _ => Ok(value),
            }
        }
        Kind::Long { max } => within(clean(typed, true), *max),
        Kind::Date => {
            let value = within(clean(typed, false), 40)?;
            match read_date(&value) {
                Some(date) => Ok(date),
                None if value.is_empty() => Ok(value),
                None => Err((
                    value,
                    "not-a-date",
                    Text::new("Tulis tanggal seperti 31/10/2025.", "Write the date like 31/10/2025."),
                )),
            }
        }
        Kind::Number { min, max } => {
            let value = within(clean(typed, false), 20)?;
            let range = || {
                Text::new(
                    format!("Tulis angka dari {min} sampai {max}."),
                    format!("Write a number from {min} to {max}."),
                )
            };
            match value.parse::<i64>() {
                Ok(number) if (*min..=*max).contains(&number) => Ok(number.to_string()),
                Ok(_) => Err((value, "out-of-range", range())),
                Err(_) if value.is_empty() => Ok(value),
                Err(_) => Err((value, "not-a-number", range())),
            }
        }
        _ => {
            let value = typed.trim();
            if value.is_empty() || offered.iter().any(|o| o.0 == value) {
                Ok(value.to_owned())
            } else {
                Err((String::new(), "not-offered", not_offered()))
            }
        }
    }
}

/// Trims, makes line ends plain and drops what no paper can print.
fn clean(typed: &str, lines: bool) -> String {
    let text = typed.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = text
        .chars()
        .map(|c| if !lines && matches!(c, '\n' | '\t') { ' ' } else { c })
        .filter(|c| !c.is_control() || *c == '\n' || *c == '\t')
        .collect();
    kept.trim().to_owned()
}

fn within(value: String, max: usize) -> Result<String, Wrong> {
    let count = value.chars().count();
    if count <= max {
        return Ok(value);
    }
    let kept: String = value.chars().take(max * KEEP).collect();
    let message = Text::new(
        format!("Paling banyak {max} huruf; Anda menulis {count}."),
        format!("At most {max} characters; you wrote {count}."),
    );
    Err((kept.trim().to_owned(), "too-long", message))
}

impl Format {
    fn fault(self, value: &str) -> Option<Text> {
        let digits = value.chars().filter(char::is_ascii_digit).count();
        let only_digits = digits == value.chars().count();
        let ok = match self {
            Self::Nik => (only_digits && digits == 16) || is_passport(value),
            Self::PostalCode => only_digits && digits == 5,
            Self::Phone => {
                (7..=16).contains(&digits) && value.chars().all(|c| c.is_ascii_digit() || "+-() .".contains(c))
            }
            Self::Email => value.split_once('@').is_some_and(|(user, host)| {
                !user.is_empty()
                    && host.contains('.')
                    && !host.starts_with('.')
                    && !host.ends_with('.')
                    && !value.contains(char::is_whitespace)
                    && !host.contains('@')
            }),
        };
        if ok {
            return None;
        }
        Some(match self {
            Self::Nik => Text::new(
                format!("NIK harus 16 angka; Anda menulis {digits}. Nomor paspor ditulis seperti X1234567."),
                format!("NIK has 16 digits; you wrote {digits}. A passport number is written like X1234567."),
            ),
            Self::PostalCode => Text::new("Kode pos terdiri atas 5 angka.", "The postal code has 5 digits."),
            Self::Phone => Text::new("Tulis nomor seperti 0812 3456 7890.", "Write the number like 0812 3456 7890."),
            Self::Email => Text::new("Tulis surel seperti nama@contoh.id.", "Write the e-mail like name@example.id."),
        })
    }
}

/// The number of a passport, of whoever has no NIK: six to nine capital letters and digits, the first a letter, and at
/// least five digits (ICAO 9303 leaves the rest to each country).
fn is_passport(value: &str) -> bool {
    (6..=9).contains(&value.len())
        && value.starts_with(|c: char| c.is_ascii_uppercase())
        && value.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && value.chars().filter(char::is_ascii_digit).count() >= 5
}
