//! Whether a definition is sound. Publishing one that is not is refused, with every fault named.

use std::collections::BTreeSet;

use super::{
    binding::Binding,
    catalogue,
    definition::{Definition, Role},
    field::{Column, Fact, Field, Kind, Need, Rows, Table},
    wording::Text,
};

/// A fault of a definition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A binding that this code cannot do without.
    #[error("binding {0:?} is missing")]
    MissingBinding(Binding),
    /// Two of one key.
    #[error("key {0} occurs twice")]
    DuplicateKey(String),
    /// A key that cannot stand in a name.
    #[error("key {0} is not lower case letters, digits and hyphens")]
    BadKey(String),
    /// Wording in one language only, or none where it is needed.
    #[error("wording of {0} is missing or in one language only")]
    MissingWording(String),
    /// A reference to what is not there.
    #[error("{0} refers to {1}, which is not there")]
    UnknownReference(String, String),
    /// A choice or table that offers nothing.
    #[error("{0} offers nothing")]
    Empty(String),
    /// A field that nobody fills.
    #[error("nobody fills {0}")]
    Nobody(String),
    /// A slot that cannot be signed.
    #[error("slot {0} has no mode")]
    NoMode(String),
}

/// Every fault of a definition.
///
/// # Errors
/// The faults, when there are any.
pub fn check_definition(definition: &Definition) -> Result<(), Vec<Fault>> {
    let mut checker = Checker { definition, faults: Vec::new() };
    checker.all();
    if checker.faults.is_empty() { Ok(()) } else { Err(checker.faults) }
}

struct Checker<'a> {
    definition: &'a Definition,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    fn all(&mut self) {
        let d = self.definition;
        self.wording("title", &d.title, true);
        for text in &d.guidance {
            self.wording("guidance", text, true);
        }
        self.keys("section", d.sections.iter().map(|s| s.key.as_str()));
        self.keys("field", d.fields().map(|(_, f)| f.key.as_str()));
        self.keys("slot", d.slots.iter().map(|s| s.key.as_str()));
        for section in &d.sections {
            self.wording(&section.key, &section.title, false);
            self.wording(&section.key, &section.hint, false);
            for text in &section.guidance {
                self.wording(&section.key, text, true);
            }
            if section.fields.is_empty() {
                self.faults.push(Fault::Empty(section.key.clone()));
            }
            for field in &section.fields {
                self.field(field, &section.by, None);
            }
        }
        for slot in &d.slots {
            self.wording(&slot.key, &slot.role, true);
            if slot.modes.is_empty() {
                self.faults.push(Fault::NoMode(slot.key.clone()));
            }
        }
        for rule in &d.rules {
            self.wording("rule", &rule.message, true);
            for (field, column) in rule.check.references() {
                self.refers(d, "rule", field, column);
            }
        }
        let bindings = d.bindings();
        self.faults.extend(
            Binding::required_by(&d.code).iter().filter(|b| !bindings.contains(b)).map(|b| Fault::MissingBinding(*b)),
        );
    }

    fn keys<'b>(&mut self, what: &str, keys: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for key in keys {
            if !seen.insert(key) {
                self.faults.push(Fault::DuplicateKey(format!("{what} {key}")));
            }
            if key.is_empty() || !key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
                self.faults.push(Fault::BadKey(format!("{what} {key}")));
            }
        }
    }

    fn wording(&mut self, of: &str, text: &Text, needed: bool) {
        if text.is_half() || (needed && text.is_empty()) {
            self.faults.push(Fault::MissingWording(of.to_owned()));
        }
    }

    fn refers(&mut self, within: &Definition, from: &str, field: &str, column: Option<&str>) {
        let found = match (within.field(field).map(|(_, f)| &f.kind), column) {
            (Some(Kind::Table(table)), Some(column)) => table.inputs().any(|c| c.key == column),
            (Some(Kind::Table(_)), None) | (_, Some(_)) => false,
            (found, None) => found.is_some(),
        };
        if !found {
            let target = column.map_or_else(|| field.to_owned(), |c| format!("{field}/{c}"));
            self.faults.push(Fault::UnknownReference(from.to_owned(), target));
        }
    }

    fn field(&mut self, field: &Field, by: &[Role], table: Option<&Table>) {
        let by = field.by.as_deref().unwrap_or(by);
        // Tables, columns of boxes and bare texts may do without a label of their own.
        let bare = table.is_some() || matches!(field.kind, Kind::Table(_));
        self.wording(&field.key, &field.label, !bare);
        self.wording(&field.key, &field.hint, false);
        self.wording(&field.key, &field.accepts, false);
        if field.kind.is_input() && (by.is_empty() || by.contains(&Role::Reader)) {
            self.faults.push(Fault::Nobody(field.key.clone()));
        }
        for need in [&field.required, &field.advised] {
            if let Need::When(test) = need {
                self.test(field, test, table);
            }
        }
        match &field.kind {
            Kind::Choice { options } | Kind::Multi { options } => {
                if options.is_empty() {
                    self.faults.push(Fault::Empty(field.key.clone()));
                }
                self.unique(&field.key, options.iter().map(|o| o.value.as_str()));
                for option in options {
                    self.wording(&field.key, &option.label, true);
                    self.wording(&field.key, &option.hint, false);
                }
            }
            Kind::Consent(consent) => {
                for text in [&consent.what_for, &consent.who_sees, &consent.how_long] {
                    self.wording(&field.key, text, true);
                }
            }
            Kind::Note { lines } => {
                for text in lines {
                    self.wording(&field.key, text, true);
                }
            }
            Kind::Rows { form: None, table, column, .. } => {
                self.refers(self.definition, &field.key, table, Some(column))
            }
            Kind::Rows { form: Some(form), table, column, .. } => match catalogue::current(form) {
                Some(other) => self.refers(other, &field.key, table, Some(column)),
                None => self.faults.push(Fault::UnknownReference(field.key.clone(), form.clone())),
            },
            Kind::Table(table) => self.table(field, table, by),
            _ => {}
        }
    }

    fn test(&mut self, field: &Field, test: &super::field::Test, table: Option<&Table>) {
        let other = table
            .and_then(|t| t.inputs().find(|c| c.key == test.field))
            .or_else(|| self.definition.field(&test.field).map(|(_, f)| f));
        let Some(other) = other else {
            self.faults.push(Fault::UnknownReference(field.key.clone(), test.field.clone()));
            return;
        };
        let offered: Vec<&str> = match &other.kind {
            Kind::Choice { options } | Kind::Multi { options } => options.iter().map(|o| o.value.as_str()).collect(),
            Kind::Alternative => return,
            Kind::YesNo | Kind::Consent(_) => vec!["yes", "no"],
            Kind::Declaration => vec!["yes"],
            _ => Vec::new(),
        };
        for value in test.is.iter().filter(|v| !offered.contains(&v.as_str())) {
            self.faults.push(Fault::UnknownReference(field.key.clone(), format!("{} = {value}", test.field)));
        }
    }

    fn unique<'b>(&mut self, of: &str, values: impl Iterator<Item = &'b str>) {
        let mut seen = BTreeSet::new();
        for value in values {
            if !seen.insert(value) {
                self.faults.push(Fault::DuplicateKey(format!("{of}: {value}")));
            }
        }
    }

    fn table(&mut self, field: &Field, table: &Table, by: &[Role]) {
        let empty = match table.rows {
            Rows::Fixed => table.fixed.is_empty(),
            Rows::Free => table.free == 0,
            _ => false,
        };
        if empty || table.columns.is_empty() {
            self.faults.push(Fault::Empty(field.key.clone()));
        }
        self.keys(&format!("column of {}", field.key), table.inputs().map(|c| c.key.as_str()));
        self.unique(&field.key, table.fixed.iter().map(|r| r.key.as_str()));
        for row in &table.fixed {
            self.wording(&field.key, &row.label, true);
            self.wording(&field.key, &row.group, false);
        }
        for column in &table.columns {
            match column {
                Column::Fact(fact) => self.wording(&field.key, &fact.label, fact.fact != Fact::Recommendation),
                Column::Input(input)
                    if matches!(
                        input.kind,
                        Kind::Table(_) | Kind::Note { .. } | Kind::Shown { .. } | Kind::Rows { .. } | Kind::Differs
                    ) =>
                {
                    self.faults.push(Fault::BadKey(format!("{}/{}", field.key, input.key)));
                }
                Column::Input(input) => self.field(input, by, Some(table)),
            }
        }
    }
}
