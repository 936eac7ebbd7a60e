//! Makes the page of a form for one reader: what they see, may change, and still miss.
//! The structures it fills are those of [`super::page`].

use std::sync::Arc;

use super::{
    answers::{Answer, Answers},
    catalogue,
    context::FormContext,
    definition::{Definition, Role, Section},
    expand::{self, Cell, Row},
    field::{Column, Fact, Field, Format, Kind, Table},
    missing::{self, Weight},
    page::{
        BlockView, ConsentView, Counts, DocumentView, FieldView, FormView, GroupView, OptionView, RowView, SectionView,
        TableView,
    },
    parse::{self, FieldError},
    rows,
    wording::Locale,
    written,
};
use crate::{record::Sensitivity, text::masked_nik};

struct Viewer<'a> {
    definition: &'a Definition,
    context: &'a FormContext,
    answers: &'a Answers,
    role: Role,
    locale: Locale,
    errors: &'a [FieldError],
    /// Answers of special categories are shown.
    special: bool,
}

/// The form as a page for this reader.
#[must_use]
pub fn view(
    definition: &Definition,
    context: &FormContext,
    answers: &Answers,
    role: Role,
    locale: Locale,
    errors: &[FieldError],
) -> FormView {
    let special = role != Role::Reader;
    laid(&Viewer { definition, context, answers, role, locale, errors, special })
}

/// The form to be read as a whole by whoever is about to sign it: nothing to fill in, and nothing withheld.
#[must_use]
pub fn whole(definition: &Definition, context: &FormContext, answers: &Answers, locale: Locale) -> FormView {
    laid(&Viewer { definition, context, answers, role: Role::Reader, locale, errors: &[], special: true })
}

fn laid(viewer: &Viewer<'_>) -> FormView {
    let Viewer { definition, context, answers, role, locale, .. } = *viewer;
    let sections = definition.sections.iter().map(|s| viewer.section(s));
    let sections: Vec<SectionView> = sections.filter(|s| !s.blocks.is_empty()).collect();
    let mut counts = Counts::default();
    for section in &sections {
        counts.add(section.counts);
    }
    FormView {
        code: definition.code.clone(),
        version: definition.version.clone(),
        title: definition.title.own(locale),
        guidance: definition.guidance.iter().map(|t| t.own(locale)).collect(),
        editable: sections.iter().any(|s| s.editable),
        sections,
        counts,
        missing: missing::list(definition, context, answers, role, locale, Weight::Required),
        advised: missing::list(definition, context, answers, role, locale, Weight::Advised),
    }
}

impl Viewer<'_> {
    fn section(&self, section: &Section) -> SectionView {
        let mut counts = Counts::default();
        let shown = section.fields.iter().filter(|f| !written::is_idle(self.context, &f.kind));
        let blocks: Vec<BlockView> = shown.map(|f| self.block(section, f, &mut counts)).collect();
        let editable = blocks.iter().any(|b| match b {
            BlockView::Field(f) => f.editable,
            BlockView::Table(t) => t.groups.iter().flat_map(|g| &g.rows).flat_map(|r| &r.cells).any(|c| c.editable),
            _ => false,
        });
        SectionView {
            key: section.key.clone(),
            anchor: format!("s-{}", section.key),
            no: section.no.clone(),
            title: section.title.own(self.locale),
            hint: section.hint.own(self.locale),
            guidance: section.guidance.iter().map(|t| t.own(self.locale)).collect(),
            by: section.by.clone(),
            editable,
            counts,
            blocks,
        }
    }

    fn block(&self, section: &Section, field: &Field, counts: &mut Counts) -> BlockView {
        let label = field.label.own(self.locale);
        match &field.kind {
            Kind::Note { lines } => {
                BlockView::Note { title: label, lines: lines.iter().map(|t| t.own(self.locale)).collect() }
            }
            Kind::Shown { source } => BlockView::Fact { label, value: self.context.wording(*source, self.locale) },
            Kind::Rows { .. } => BlockView::Fact {
                label,
                value: listed(self.definition, self.context, self.answers, &field.kind, self.locale).join("; "),
            },
            Kind::Differs => BlockView::Fact { label, value: self.differences().join("; ") },
            Kind::Table(table) => {
                let view = self.table(section, field, table);
                for group in &view.groups {
                    counts.add(group.counts);
                }
                BlockView::Table(view)
            }
            _ => {
                let cell = Cell { section, table: None, field, row: None, name: field.key.clone() };
                let view = self.field(&cell);
                counts.add(self.count(&cell, &view));
                BlockView::Field(Box::new(view))
            }
        }
    }

    fn differences(&self) -> Vec<String> {
        let found = written::differences(self.definition, self.context, self.answers, self.locale);
        found.into_iter().map(|difference| difference.said).collect()
    }

    fn count(&self, cell: &Cell<'_>, view: &FieldView) -> Counts {
        let ours = self.role == Role::Reader || cell.by().contains(&self.role);
        if ours && (view.required || view.advised) {
            Counts { answered: usize::from(view.answered), total: 1 }
        } else {
            Counts::default()
        }
    }

    fn table(&self, section: &Section, field: &Field, table: &Table) -> TableView {
        let rows = rows::rows(self.definition, field, table, self.context, self.answers, self.locale);
        let grows = table.free > 0 && rows.len() < table.free && rows.iter().all(|r| r.title.is_empty());
        let shows_key = table.columns.iter().any(|c| matches!(c, Column::Fact(f) if f.fact == Fact::Key));
        let tells = table.tells_written();
        let mut groups: Vec<GroupView> = Vec::new();
        let mut element = None;
        for mut row in rows {
            if !tells {
                row.forget_written();
            }
            let row = Arc::new(row);
            let mut counts = Counts::default();
            let cells: Vec<FieldView> = expand::row_cells(section, field, table, &row)
                .map(|cell| {
                    let view = self.field(&cell);
                    counts.add(self.count(&cell, &view));
                    view
                })
                .collect();
            if groups.last().is_none_or(|g| g.key != row.group_key) {
                groups.push(self.group(field, &row));
                element = None;
            }
            let opens = !row.element.0.is_empty() && element.as_ref() != Some(&row.element);
            element = Some(row.element.clone());
            if let Some(group) = groups.last_mut() {
                group.counts.add(counts);
                group.rows.push(self.row(field, &row, cells, counts, opens, shows_key));
            }
        }
        TableView {
            key: field.key.clone(),
            anchor: expand::anchor(&field.key),
            label: field.label.own(self.locale),
            hint: field.hint.own(self.locale),
            heads: table.inputs().map(|c| c.label.own(self.locale)).collect(),
            groups,
            grows,
        }
    }

    fn group(&self, field: &Field, row: &Row) -> GroupView {
        GroupView {
            key: row.group_key.clone(),
            title: if row.group_key.is_empty() { String::new() } else { row.group.clone() },
            anchor: format!("g{}", expand::anchor(&format!("{}/{}", field.key, row.group_key))),
            counts: Counts::default(),
            rows: Vec::new(),
        }
    }

    fn row(&self, field: &Field, row: &Row, cells: Vec<FieldView>, counts: Counts, opens: bool, key: bool) -> RowView {
        RowView {
            key: row.key.clone(),
            anchor: format!("r{}", expand::anchor(&format!("{}/{}", field.key, row.key))),
            no: row.no.clone(),
            title: row.title.clone(),
            element: row.element.clone(),
            opens_element: opens,
            criteria: row.criteria.clone(),
            benchmark: row.benchmark.clone(),
            expected: if key && self.role == Role::Assessor { row.answer.clone() } else { String::new() },
            recommendation: row.recommendation.clone(),
            not_reached: row.not_reached.clone(),
            points: row.points.clone(),
            pass_line: row.pass_line.clone(),
            improve: row.improve.clone(),
            cells,
            counts,
        }
    }

    fn field(&self, cell: &Cell<'_>) -> FieldView {
        let (field, locale) = (cell.field, self.locale);
        let hidden = !self.special && field.sensitivity == Sensitivity::Special;
        let answer = cell.answer(self.context, self.answers).filter(|_| !hidden);
        let answer = answer.as_deref();
        let has = |value: &str| answer.is_some_and(|a| a.has(value));
        let editable = parse::editable(self.definition, self.context, cell, self.role);
        let error = self.errors.iter().find(|e| e.name == cell.name).map(|e| e.message.own(locale));
        let (kind, mut input_type, max) = shape(&field.kind);
        if error.is_some() && matches!(input_type, "date" | "number") {
            // A picker would drop what was typed.
            input_type = "text";
        }
        let row_accepts = match (&cell.row, &field.kind) {
            (Some(row), Kind::Document | Kind::Evidence) => row.accepts.as_str(),
            _ => "",
        };
        let masked = matches!(field.kind, Kind::Text { format: Some(Format::Nik), .. });
        let value = answer.map(Answer::text).unwrap_or_default();
        let display = if hidden {
            locale.pick("(tidak ditampilkan)", "(not shown)").to_owned()
        } else {
            answer.map(|a| cell.read(self.context, a, locale)).unwrap_or_default()
        };
        let by_test = cell.offered_by_test(self.context).filter(|_| !hidden);
        let needs = |need| cell.needs(need, self.context, self.answers, self.definition);
        FieldView {
            key: field.key.clone(),
            name: cell.name.clone(),
            anchor: cell.anchor(),
            kind,
            input_type,
            label: field.label.own(locale),
            full_label: cell.label(locale),
            hint: field.hint.own(locale),
            accepts: if row_accepts.is_empty() { field.accepts.own(locale) } else { row_accepts.to_owned() },
            display: if masked { masked_nik(&display) } else { display },
            value: if masked && !editable { masked_nik(&value) } else { value },
            options: self.options(&field.kind, has),
            documents: self.documents(cell),
            consent: match &field.kind {
                Kind::Consent(c) => Some(ConsentView {
                    what_for: c.what_for.own(locale),
                    who_sees: c.who_sees.own(locale),
                    how_long: c.how_long.own(locale),
                }),
                _ => None,
            },
            differs: by_test.as_ref().is_some_and(|proposed| answer.is_some_and(|a| a != proposed)),
            by_test: by_test.map(|proposed| cell.read(self.context, &proposed, locale)),
            error,
            required: needs(&field.required),
            advised: needs(&field.advised),
            answered: cell.is_answered(self.context, self.answers),
            editable,
            hands_in: matches!(field.kind, Kind::Document | Kind::Evidence)
                && parse::open(self.definition, self.context, cell, self.role),
            sentinel: editable && (field.kind.is_many() || matches!(field.kind, Kind::Declaration)),
            max,
        }
    }

    fn options(&self, kind: &Kind, has: impl Fn(&str) -> bool) -> Vec<OptionView> {
        expand::offered(kind, self.context, self.locale)
            .into_iter()
            .map(|(value, label, hint)| OptionView { checked: has(&value), value, label, hint })
            .collect()
    }

    fn documents(&self, cell: &Cell<'_>) -> Vec<DocumentView> {
        let wanted = match (&cell.field.kind, &cell.row) {
            (Kind::Document, Some(row)) => row.key.as_str(),
            _ => return Vec::new(),
        };
        let ours = self.context.documents.iter().filter(|d| d.requirement == wanted);
        ours.map(|d| DocumentView { id: d.id.clone(), title: d.title.clone() }).collect()
    }
}

fn shape(kind: &Kind) -> (&'static str, &'static str, usize) {
    match kind {
        Kind::Text { max, format } => {
            let input = match format {
                Some(Format::Email) => "email",
                Some(Format::Phone) => "tel",
                _ => "text",
            };
            ("text", input, *max)
        }
        Kind::Long { max } => ("long", "text", *max),
        Kind::Date => ("date", "date", 40),
        Kind::Number { .. } => ("number", "number", 20),
        Kind::Choice { .. } | Kind::Alternative => ("choice", "", 0),
        Kind::Multi { .. } => ("multi", "", 0),
        Kind::YesNo => ("yes-no", "", 0),
        Kind::Consent(_) => ("consent", "", 0),
        Kind::Declaration => ("declaration", "", 0),
        Kind::Evidence => ("evidence", "", 0),
        Kind::Document => ("document", "", 0),
        Kind::Note { .. } | Kind::Shown { .. } | Kind::Rows { .. } | Kind::Differs | Kind::Table(_) => ("words", "", 0),
    }
}

/// The rows whose column has one of these answers, by name; in another form of the case when one is named.
pub(crate) fn listed(
    definition: &Definition,
    context: &FormContext,
    answers: &Answers,
    kind: &Kind,
    locale: Locale,
) -> Vec<String> {
    let Kind::Rows { form, table, column, is } = kind else { return Vec::new() };
    let other = form.as_deref().and_then(|code| Some((catalogue::current(code)?, context.answers_of(code))));
    let (definition, answers) = match (&other, form) {
        (Some((definition, answers)), _) => (*definition, answers),
        (None, Some(_)) => return Vec::new(),
        (None, None) => (definition, answers),
    };
    expand::cells(definition, context, answers, locale)
        .iter()
        .filter(|c| c.table.is_some_and(|t| &t.key == table) && &c.field.key == column)
        .filter(|c| c.answer(context, answers).is_some_and(|a| is.iter().any(|v| a.has(v))))
        .filter_map(|c| c.row.as_ref())
        .map(|row| match row.criteria.is_empty() && row.element.0.is_empty() {
            true if row.code == row.key => format!("{} {}", row.code, row.title),
            true => row.title.clone(),
            false => format!("{} · {}", row.code, row.no),
        })
        .collect()
}
