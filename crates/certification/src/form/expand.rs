//! A definition laid over a context: the rows its tables have for this case, and every cell that can
//! be answered, in order. Page, check, list of what is missing, and paper all walk the same cells.

use std::{borrow::Cow, sync::Arc};

use super::{
    answers::{Answer, Answers},
    context::{FormContext, Source},
    definition::{Definition, Role, Section},
    field::{Field, Kind, Need, Table, Test},
    rows::rows,
    wording::{self, Locale},
};

/// A row of a table, with what is known about it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Key: the middle part of its cells' names.
    pub key: String,
    /// Heading it stands under, and its key; empty when the table has no groups.
    pub group: String,
    /// Key of the group.
    pub group_key: String,
    /// Number within the group.
    pub no: String,
    /// Code of the unit.
    pub code: String,
    /// What the row is called.
    pub title: String,
    /// Number and text of the criteria beneath.
    pub criteria: Vec<(String, String)>,
    /// Number and title of the element.
    pub element: (String, String),
    /// Workplace benchmark.
    pub benchmark: String,
    /// Example of what is accepted.
    pub accepts: String,
    /// Expected answer.
    pub answer: String,
    /// `K`, `BK` or empty.
    pub recommendation: String,
    /// Units not reached.
    pub not_reached: Vec<String>,
    /// Points that a written test brought here, out of the most.
    pub points: String,
    /// The fewest points that pass.
    pub pass_line: String,
    /// What a written test proposes as the result here.
    pub proposed: String,
    /// What to improve by a written test.
    pub improve: Vec<String>,
    /// The row's document must be there.
    pub required: bool,
    /// A free row that waits to be filled: nothing is needed of it.
    pub waiting: bool,
}

/// Something that can be answered (or handed in).
#[derive(Debug, Clone)]
pub(crate) struct Cell<'a> {
    pub section: &'a Section,
    pub table: Option<&'a Field>,
    pub field: &'a Field,
    pub row: Option<Arc<Row>>,
    pub name: String,
}

/// Every cell that can be answered or handed in, in the order of the form.
#[must_use]
pub(crate) fn cells<'a>(
    definition: &'a Definition,
    context: &FormContext,
    answers: &Answers,
    locale: Locale,
) -> Vec<Cell<'a>> {
    let mut out = Vec::new();
    for (section, field) in definition.fields() {
        if let Kind::Table(table) = &field.kind {
            for row in rows(definition, field, table, context, answers, locale) {
                out.extend(row_cells(section, field, table, &Arc::new(row)));
            }
        } else if field.kind.is_input() {
            out.push(Cell { section, table: None, field, row: None, name: field.key.clone() });
        }
    }
    out
}

/// The cells of one row.
pub(crate) fn row_cells<'a>(
    section: &'a Section,
    field: &'a Field,
    table: &'a Table,
    row: &Arc<Row>,
) -> impl Iterator<Item = Cell<'a>> {
    let row = Arc::clone(row);
    table.inputs().map(move |column| Cell {
        section,
        table: Some(field),
        field: column,
        name: format!("{}/{}/{}", field.key, row.key, column.key),
        row: Some(Arc::clone(&row)),
    })
}

impl Cell<'_> {
    /// Who fills it.
    pub fn by(&self) -> &[Role] {
        let outer = self.table.and_then(|t| t.by.as_deref()).unwrap_or(&self.section.by);
        self.field.by.as_deref().unwrap_or(outer)
    }

    /// The answer, or the proposed one as long as nothing was answered.
    pub fn answer<'b>(&self, context: &FormContext, answers: &'b Answers) -> Option<Cow<'b, Answer>> {
        if let Some(answer) = answers.get(&self.name) {
            return Some(Cow::Borrowed(answer));
        }
        self.proposed(context).map(Cow::Owned)
    }

    /// What is proposed here, if anything.
    pub fn proposed(&self, context: &FormContext) -> Option<Answer> {
        let proposed = match (self.field.from?, &self.row) {
            (Source::WrittenResult, Some(row)) => row.proposed.clone(),
            (Source::WrittenScore, Some(row)) => row.points.clone(),
            (Source::WrittenImprove, Some(row)) => row.improve.join("; "),
            (source, _) => context.value(source),
        };
        (!proposed.is_empty()).then_some(Answer::One(proposed))
    }

    /// What a written test proposes here and another answer would contradict. Feedback is only worded from it.
    pub fn offered_by_test(&self, context: &FormContext) -> Option<Answer> {
        let source = self.field.from.filter(|source| source.is_written() && *source != Source::WrittenImprove);
        source.and_then(|_| self.proposed(context))
    }

    /// It is answered, or the document is there.
    pub fn is_answered(&self, context: &FormContext, answers: &Answers) -> bool {
        match (&self.field.kind, &self.row) {
            (Kind::Document, Some(row)) => context.documents.iter().any(|d| d.requirement == row.key),
            (Kind::Declaration, _) => self.answer(context, answers).is_some_and(|a| a.has("yes")),
            _ => self.answer(context, answers).is_some_and(|a| !a.is_empty()),
        }
    }

    /// The need holds for this cell, as the other answers stand.
    pub fn needs(&self, need: &Need, context: &FormContext, answers: &Answers, definition: &Definition) -> bool {
        if self.row.as_ref().is_some_and(|row| row.waiting) {
            return false;
        }
        match (need, &self.field.kind, &self.row) {
            (Need::Flat(true), Kind::Document, Some(row)) => row.required,
            (Need::Flat(needed), ..) => *needed,
            (Need::When(test), ..) => self.test(test, context, answers, definition),
        }
    }

    fn test(&self, test: &Test, context: &FormContext, answers: &Answers, definition: &Definition) -> bool {
        let sibling = match (&self.table, &self.row) {
            (Some(field), Some(row)) => match &field.kind {
                Kind::Table(table) => row_cells(self.section, field, table, row).find(|c| c.field.key == test.field),
                _ => None,
            },
            _ => None,
        };
        let other = sibling.or_else(|| {
            let (section, field) = definition.field(&test.field)?;
            Some(Cell { section, table: None, field, row: None, name: field.key.clone() })
        });
        other
            .and_then(|c| c.answer(context, answers).map(Cow::into_owned))
            .is_some_and(|a| test.is.iter().any(|v| a.has(v)))
    }

    /// Anchor on the page.
    pub fn anchor(&self) -> String {
        anchor(&self.name)
    }

    /// What it is called where it stands alone.
    pub fn label(&self, locale: Locale) -> String {
        let own = self.field.label.get(locale);
        match &self.row {
            Some(row) => {
                let place = row.place();
                if own.is_empty() { place } else { format!("{place}: {own}") }
            }
            None => own.to_owned(),
        }
    }

    /// An answer as people read it.
    pub fn read(&self, context: &FormContext, answer: &Answer, locale: Locale) -> String {
        read(self.field, context, answer, locale)
    }
}

impl Row {
    /// Where the row stands, in words.
    #[must_use]
    pub fn place(&self) -> String {
        let unit = if self.code.is_empty() || self.code == self.key { "" } else { self.code.as_str() };
        [unit, self.no.as_str(), self.title.as_str()]
            .iter()
            .filter(|t| !t.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// What can be chosen: value, words, longer explanation. Empty for what is typed.
pub(crate) fn offered(kind: &Kind, context: &FormContext, locale: Locale) -> Vec<(String, String, String)> {
    let pair = |value: &str, text: &str| (value.to_owned(), text.to_owned(), String::new());
    match kind {
        Kind::Choice { options } | Kind::Multi { options } => {
            options.iter().map(|o| (o.value.clone(), o.label.own(locale), o.hint.own(locale))).collect()
        }
        Kind::Alternative => {
            let all = &context.scheme.alternatives;
            all.iter().map(|a| pair(&a.id, locale.prefer(&a.text_id, &a.text_en))).collect()
        }
        Kind::YesNo => vec![pair("yes", locale.pick("Ya", "Yes")), pair("no", locale.pick("Tidak", "No"))],
        Kind::Consent(_) => {
            vec![pair("yes", locale.pick("Ya, boleh", "Yes, I agree")), pair("no", locale.pick("Tidak", "No"))]
        }
        Kind::Declaration => vec![pair("yes", locale.pick("Ya", "Yes"))],
        Kind::Evidence => context.documents.iter().filter(|d| d.is_evidence()).map(|d| pair(&d.id, &d.title)).collect(),
        _ => Vec::new(),
    }
}

/// An answer as people read it.
pub(crate) fn read(field: &Field, context: &FormContext, answer: &Answer, locale: Locale) -> String {
    let offered = offered(&field.kind, context, locale);
    let word = |value: &str| match &field.kind {
        Kind::Date => wording::date(value, locale),
        _ => offered.iter().find(|o| o.0 == value).map_or_else(|| value.to_owned(), |o| o.1.clone()),
    };
    answer.values().map(word).filter(|t| !t.is_empty()).collect::<Vec<_>>().join("; ")
}

/// An anchor from a name: letters, digits and hyphens.
#[must_use]
pub(crate) fn anchor(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    out.push_str("f-");
    out.extend(name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }));
    out
}
