//! Fields outside tables as blocks of the paper: neighbouring short fields share one identity block,
//! consents one table, declarations one list of boxes.

use serde_json::{Value, json};

use super::Printer;
use crate::form::{
    definition::Section,
    expand::{self, Cell},
    field::{Field, Kind},
    view,
    wording::Text,
    written,
};

/// How a field prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Row,
    Choice,
    Declaration,
    Consent,
    Text,
    Table,
    Note,
}

fn shape(field: &Field) -> Shape {
    match field.kind {
        Kind::Text { .. }
        | Kind::Date
        | Kind::Number { .. }
        | Kind::YesNo
        | Kind::Shown { .. }
        | Kind::Rows { .. }
        | Kind::Differs => Shape::Row,
        Kind::Choice { .. } | Kind::Multi { .. } if field.print.row => Shape::Row,
        Kind::Choice { .. } | Kind::Multi { .. } | Kind::Alternative => Shape::Choice,
        Kind::Declaration => Shape::Declaration,
        Kind::Consent(_) => Shape::Consent,
        Kind::Long { .. } => Shape::Text,
        Kind::Evidence | Kind::Document => Shape::Row,
        Kind::Table(_) => Shape::Table,
        Kind::Note { .. } => Shape::Note,
    }
}

impl Printer<'_> {
    /// The blocks of a section, its heading on the first.
    pub(super) fn section(&self, section: &Section, blocks: &mut Vec<Value>) {
        let first = blocks.len();
        if !section.guidance.is_empty() {
            blocks.push(self.note(None, &section.guidance));
        }
        let mut fields =
            section.fields.iter().filter(|f| !f.print.skip && !written::is_idle(self.context, &f.kind)).peekable();
        while let Some(field) = fields.next() {
            let shape = shape(field);
            let mut run = vec![field];
            if matches!(shape, Shape::Row | Shape::Consent | Shape::Declaration) {
                while let Some(next) = fields.next_if(|f| self::shape(f) == shape) {
                    run.push(next);
                }
            }
            blocks.push(self.block(section, shape, &run));
        }
        if let Some(Value::Object(block)) = blocks.get_mut(first) {
            // A note has no heading line of its own when it carries the section's.
            for (key, value) in [
                ("no", section.no.as_str()),
                ("title", section.title.get(self.locale)),
                ("hint", section.hint.get(self.locale)),
            ] {
                if value.is_empty() {
                    continue;
                }
                if let (true, Some(Value::String(old))) = (key == "title", block.get("title").cloned()) {
                    // The block has a name of its own: the section's comes before it.
                    block.insert("title".into(), format!("{value}: {old}").into());
                } else {
                    block.insert(key.into(), value.into());
                }
            }
        }
    }

    fn block(&self, section: &Section, shape: Shape, run: &[&Field]) -> Value {
        let field = run[0];
        let label = field.label.get(self.locale);
        match shape {
            Shape::Row => {
                let longest = run.iter().map(|f| f.label.get(self.locale).chars().count()).max().unwrap_or(0);
                let rows: Vec<Value> = run.iter().map(|f| self.row(section, f)).collect();
                json!({"kind": "identity", "label_width": if longest > 44 { 96 } else { 40 }, "rows": rows})
            }
            Shape::Consent => self.consents(section, run),
            Shape::Declaration => {
                let options: Vec<Value> = run
                    .iter()
                    .map(|f| json!({"on": self.has(section, f, "yes"), "label": f.label.get(self.locale)}))
                    .collect();
                json!({"kind": "choice", "options": options})
            }
            Shape::Choice => {
                let mut block = json!({
                    "kind": "choice",
                    "cols": field.print.lines.max(1),
                    "options": self.options(section, field),
                });
                if !label.is_empty() {
                    block[if field.print.heading { "title" } else { "lead" }] = label.into();
                }
                block
            }
            Shape::Text => {
                let text = self.read(&plain(section, field));
                let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
                let room = if field.print.lines == 0 { 2 } else { field.print.lines };
                let least = if lines.is_empty() { room } else { 0 };
                json!({"kind": "text", "label": label, "lines": lines, "min_lines": least})
            }
            Shape::Table => self.table(section, field),
            Shape::Note => match &field.kind {
                Kind::Note { lines } => self.note(Some(label), lines),
                _ => json!({"kind": "gap", "mm": 0}),
            },
        }
    }

    pub(super) fn note(&self, heading: Option<&str>, lines: &[Text]) -> Value {
        let lines: Vec<&str> = lines.iter().map(|t| t.get(self.locale)).collect();
        match heading.filter(|h| !h.is_empty()) {
            Some(heading) => json!({"kind": "note", "heading": heading, "lines": lines}),
            None => json!({"kind": "note", "lines": lines}),
        }
    }

    fn has(&self, section: &Section, field: &Field, value: &str) -> bool {
        plain(section, field).answer(self.context, self.answers).is_some_and(|a| a.has(value))
    }

    fn row(&self, section: &Section, field: &Field) -> Value {
        let label = field.label.get(self.locale);
        match &field.kind {
            Kind::Shown { source } => json!({"label": label, "value": self.context.wording(*source, self.locale)}),
            Kind::Rows { .. } => {
                let rows = view::listed(self.definition, self.context, self.answers, &field.kind, self.locale);
                json!({"label": label, "value": rows})
            }
            Kind::Differs => {
                let found = written::differences(self.definition, self.context, self.answers, self.locale);
                let said: Vec<String> = found.into_iter().map(|difference| difference.said).collect();
                let value = if said.is_empty() { vec![self.word("Tidak ada", "Nothing").to_owned()] } else { said };
                json!({"label": label, "value": value})
            }
            Kind::Choice { .. } | Kind::Multi { .. } | Kind::YesNo => {
                json!({"label": label, "choices": self.options(section, field)})
            }
            _ => json!({"label": label, "value": self.read(&plain(section, field))}),
        }
    }

    fn options(&self, section: &Section, field: &Field) -> Vec<Value> {
        expand::offered(&field.kind, self.context, self.locale)
            .into_iter()
            .map(|(value, label, _)| json!({"on": self.has(section, field, &value), "label": label}))
            .collect()
    }

    fn consents(&self, section: &Section, run: &[&Field]) -> Value {
        let rows: Vec<Value> = run
            .iter()
            .filter_map(|f| match &f.kind {
                Kind::Consent(c) => Some(json!([
                    {"t": f.label.get(self.locale), "b": true},
                    c.what_for.get(self.locale),
                    c.who_sees.get(self.locale),
                    c.how_long.get(self.locale),
                    {"mark": self.has(section, f, "yes")},
                    {"mark": self.has(section, f, "no")},
                ])),
                _ => None,
            })
            .collect();
        json!({
            "kind": "table",
            "size": 8.6,
            "columns": [{"w": "1fr"}, {"w": "1fr"}, {"w": 34}, {"w": 34}, {"w": 10, "align": "center"}, {"w": 12, "align": "center"}],
            "header": [[
                self.word("Izin", "Consent"),
                self.word("Untuk apa", "For what"),
                self.word("Siapa yang melihat", "Who sees it"),
                self.word("Berapa lama", "How long"),
                {"t": self.word("Ya", "Yes"), "align": "center"},
                {"t": self.word("Tidak", "No"), "align": "center"},
            ]],
            "sections": [{"rows": rows}],
        })
    }
}

fn plain<'a>(section: &'a Section, field: &'a Field) -> Cell<'a> {
    Cell { section, table: None, field, row: None, name: field.key.clone() }
}
