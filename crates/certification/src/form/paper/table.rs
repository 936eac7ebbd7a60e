//! Tables of the paper: columns of boxes under two-level heads, headings that come again on the next
//! page, and neighbouring equal facts printed once.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Printer;
use crate::form::{
    definition::Section,
    expand::{self, Cell, Row},
    field::{Column, Fact, FactColumn, Field, Kind, Table},
    rows,
};

/// Boxes under one head: the value that ticks each, and its word.
fn boxes(printer: &Printer<'_>, field: &Field) -> Vec<(String, String)> {
    match &field.kind {
        Kind::Choice { .. } | Kind::Multi { .. } | Kind::YesNo if !field.print.row => {
            let offered = expand::offered(&field.kind, printer.context, printer.locale);
            offered.into_iter().map(|(value, word, _)| (value, word)).collect()
        }
        _ => Vec::new(),
    }
}

fn width(w: Option<f64>) -> Value {
    w.map_or_else(|| json!("1fr"), |w| json!(w))
}

struct Head {
    columns: Vec<Value>,
    upper: Vec<Value>,
    lower: Vec<Value>,
}

impl Printer<'_> {
    pub(super) fn table(&self, section: &Section, field: &Field) -> Value {
        let Kind::Table(table) = &field.kind else { return json!({"kind": "gap", "mm": 0}) };
        let mut head = Head { columns: Vec::new(), upper: Vec::new(), lower: Vec::new() };
        for column in &table.columns {
            match column {
                Column::Fact(fact) if fact.skip => {}
                Column::Fact(fact) => self.fact_head(fact, &mut head),
                Column::Input(input) => self.input_head(input, &mut head),
            }
        }
        let header = if head.lower.is_empty() {
            vec![Value::Array(head.upper)]
        } else {
            let span = |mut cell: Value| {
                if cell.get("colspan").is_none() {
                    cell["rowspan"] = 2.into();
                }
                cell
            };
            vec![Value::Array(head.upper.into_iter().map(span).collect()), Value::Array(head.lower)]
        };
        let sections = self.sections(section, field, table, head.columns.len());
        let mut block = json!({"kind": "table", "columns": head.columns, "header": header, "sections": sections});
        if let Some(size) = table.size {
            block["size"] = json!(size);
        }
        if !field.label.is_empty() {
            block["title"] = field.label.get(self.locale).into();
        }
        if !field.hint.is_empty() {
            block["hint"] = field.hint.get(self.locale).into();
        }
        block
    }

    fn fact_head(&self, fact: &FactColumn, head: &mut Head) {
        let label = fact.label.get(self.locale);
        if fact.fact == Fact::Recommendation {
            for word in ["K", "BK"] {
                head.columns.push(json!({"w": fact.w.unwrap_or(10.0), "align": "center"}));
                head.upper.push(json!({"t": word, "align": "center"}));
            }
            return;
        }
        let centre = matches!(fact.fact, Fact::No | Fact::ElementNo);
        head.columns.push(if centre {
            json!({"w": width(fact.w), "align": "center"})
        } else {
            json!({"w": width(fact.w)})
        });
        head.upper.push(json!({"t": label}));
    }

    fn input_head(&self, field: &Field, head: &mut Head) {
        let label = field.label.get(self.locale);
        let boxes = boxes(self, field);
        if boxes.is_empty() {
            head.columns.push(json!({"w": width(field.print.w)}));
            head.upper.push(json!({"t": label}));
            return;
        }
        for _ in &boxes {
            head.columns.push(json!({"w": field.print.w.unwrap_or(11.0), "align": "center"}));
        }
        let words = boxes.iter().map(|(_, word)| {
            let mut cell = json!({"t": word, "align": "center"});
            if field.print.turn {
                cell["turn"] = true.into();
            }
            cell
        });
        if field.print.flat || label.is_empty() {
            head.upper.extend(words);
        } else {
            head.upper.push(json!({"t": label, "colspan": boxes.len(), "align": "center"}));
            head.lower.extend(words);
        }
    }

    fn sections(&self, section: &Section, field: &Field, table: &Table, width: usize) -> Vec<Value> {
        let mut rows = rows::rows(self.definition, field, table, self.context, self.answers, self.locale);
        let named = rows.iter().any(|r| !r.title.is_empty());
        if !named {
            // Rows that people add: enough of them for a pen.
            let least = if self.answers.is_empty() { table.blank } else { 1 };
            for n in rows.len()..least {
                rows.push(Row { key: (n + 1).to_string(), no: (n + 1).to_string(), ..Row::default() });
            }
        }
        let rows: Vec<Arc<Row>> = rows.into_iter().map(Arc::new).collect();
        rows.chunk_by(|a, b| a.group_key == b.group_key)
            .map(|group| {
                let printed: Vec<Value> =
                    (0..group.len()).map(|at| self.row_of(section, field, table, group, at)).collect();
                match group.first().filter(|r| !r.group_key.is_empty()) {
                    Some(row) => json!({
                        "head": [[{"t": row.group, "b": true, "colspan": width}]],
                        "rows": printed,
                    }),
                    None => json!({"rows": printed}),
                }
            })
            .collect()
    }

    fn row_of(&self, section: &Section, field: &Field, table: &Table, group: &[Arc<Row>], at: usize) -> Value {
        let row = &group[at];
        let mut inputs = expand::row_cells(section, field, table, row);
        let mut out = Vec::new();
        for column in &table.columns {
            match column {
                Column::Fact(fact) if fact.skip => {}
                Column::Fact(fact) if fact.merge => {
                    let cell = self.fact(fact.fact, row);
                    let same = |other: &Arc<Row>| other.element == row.element && self.fact(fact.fact, other) == cell;
                    if at > 0 && same(&group[at - 1]) {
                        continue;
                    }
                    let span = group[at..].iter().take_while(|r| same(r)).count();
                    out.push(spanning(cell, span));
                }
                Column::Fact(fact) if fact.fact == Fact::Recommendation => {
                    out.extend(["K", "BK"].map(|word| json!({"mark": row.recommendation == word})));
                }
                Column::Fact(fact) => out.push(self.fact(fact.fact, row)),
                Column::Input(_) => {
                    if let Some(cell) = inputs.next() {
                        self.input(&cell, &mut out);
                    }
                }
            }
        }
        Value::Array(out)
    }

    fn fact(&self, fact: Fact, row: &Row) -> Value {
        match fact {
            Fact::No => json!({"t": row.no, "align": "center"}),
            Fact::ElementNo => json!({"t": row.element.0, "align": "center"}),
            Fact::Element => json!(row.element.1),
            Fact::ElementCriteria => {
                let items: Vec<Value> = row.criteria.iter().map(|(no, text)| json!([no, text])).collect();
                json!({"lead": format!("{}: {}", self.word("Elemen", "Element"), row.title), "items": items})
            }
            Fact::Criterion => json!({"items": [[row.no, row.title]]}),
            Fact::Benchmark => json!(row.benchmark),
            Fact::Code => json!(row.code),
            Fact::Title => json!(row.title),
            Fact::Unit => json!({"lines": [row.code, row.title]}),
            Fact::Group => json!({"t": row.group, "b": true}),
            Fact::Key => json!(row.answer),
            Fact::Recommendation => json!(row.recommendation),
            Fact::NotReached => json!({"lines": row.not_reached}),
            Fact::Standard => json!(self.context.standard),
            Fact::Points => json!({"t": row.points, "align": "center"}),
            Fact::PassLine => json!({"t": row.pass_line, "align": "center"}),
            Fact::Outcome => json!(match row.proposed.as_str() {
                "K" | "yes" => self.word("Tercapai", "Reached"),
                "BK" | "no" => self.word("Belum", "Not yet"),
                _ => "",
            }),
            Fact::Improve => json!({"lines": row.improve}),
        }
    }

    fn input(&self, cell: &Cell<'_>, out: &mut Vec<Value>) {
        let boxes = boxes(self, cell.field);
        if boxes.is_empty() {
            let text = match &cell.field.kind {
                Kind::Document => self.documents(cell),
                _ => self.read(cell),
            };
            out.push(json!(text));
            return;
        }
        let answer = cell.answer(self.context, self.answers);
        out.extend(boxes.iter().map(|(value, _)| json!({"mark": answer.as_ref().is_some_and(|a| a.has(value))})));
    }

    fn documents(&self, cell: &Cell<'_>) -> String {
        let wanted = cell.row.as_ref().map(|r| r.key.as_str());
        let ours = self.context.documents.iter().filter(|d| Some(d.requirement.as_str()) == wanted);
        ours.map(|d| d.title.as_str()).collect::<Vec<_>>().join("; ")
    }
}

/// A cell over several rows; over many it may break between pages.
fn spanning(cell: Value, rows: usize) -> Value {
    if rows < 2 {
        return cell;
    }
    let mut cell = if cell.is_object() { cell } else { json!({"t": cell}) };
    cell["rowspan"] = rows.into();
    cell
}
