//! The rows that a table has for a case: of its scheme, its documents, its questions, or those that people add.

use super::{
    answers::Answers,
    context::FormContext,
    definition::Definition,
    expand::Row,
    field::{Field, Rows, Table},
    wording::Locale,
};

/// The rows a table has.
#[must_use]
pub(crate) fn rows(
    definition: &Definition,
    field: &Field,
    table: &Table,
    context: &FormContext,
    answers: &Answers,
    locale: Locale,
) -> Vec<Row> {
    let rows = match table.rows {
        Rows::Units => units(context, locale),
        Rows::Elements => elements(context, locale),
        Rows::Criteria => criteria(context, locale),
        Rows::Requirements => requirements(context, answers, locale),
        Rows::Evidence => numbered(context.documents.iter().filter(|d| d.is_evidence()).map(|d| Row {
            key: d.id.clone(),
            title: d.title.clone(),
            ..Row::default()
        })),
        Rows::Cases => numbered(context.cases.iter().map(|c| Row {
            key: c.key.clone(),
            title: c.name.clone(),
            group: c.scheme.clone(),
            group_key: c.scheme.clone(),
            recommendation: c.recommendation.clone(),
            not_reached: c.not_reached.clone(),
            ..Row::default()
        })),
        Rows::Items => match table.written.map(|kind| context.written_questions(kind, locale)) {
            Some(mut rows) if !rows.is_empty() => {
                rows.extend(typed_besides(field, &rows, answers));
                rows
            }
            _ => items(definition, context, locale),
        },
        Rows::Written => {
            let examined = |code: &str| context.written.iter().any(|t| t.units.iter().any(|part| part.unit == code));
            units(context, locale).into_iter().filter(|row| examined(&row.code)).collect()
        }
        Rows::Fixed => numbered(table.fixed.iter().map(|r| Row {
            key: r.key.clone(),
            title: r.label.own(locale),
            group: r.group.own(locale),
            group_key: r.group.id.clone(),
            ..Row::default()
        })),
        Rows::Free => Vec::new(),
    };
    if rows.is_empty() && table.free > 0 { free(field, table, answers) } else { rows }
}

fn numbered(rows: impl Iterator<Item = Row>) -> Vec<Row> {
    let mut group = None;
    let mut no = 0;
    rows.map(|mut row| {
        if group.as_ref() != Some(&row.group_key) {
            group = Some(row.group_key.clone());
            no = 0;
        }
        no += 1;
        row.no = no.to_string();
        row
    })
    .collect()
}

fn units(context: &FormContext, locale: Locale) -> Vec<Row> {
    let group = locale.prefer(&context.scheme.name_id, &context.scheme.name_en);
    numbered(context.scheme.units.iter().map(|u| {
        let mut row = Row {
            key: u.code.clone(),
            code: u.code.clone(),
            title: locale.prefer(&u.title, &u.title_en).to_owned(),
            group: group.to_owned(),
            ..Row::default()
        };
        context.written_of_unit(&mut row);
        row
    }))
}

pub(super) fn unit_heading(context: &FormContext, index: usize, locale: Locale) -> String {
    let unit = &context.scheme.units[index];
    format!("Unit {} · {} · {}", index + 1, unit.code, locale.prefer(&unit.title, &unit.title_en))
}

fn elements(context: &FormContext, locale: Locale) -> Vec<Row> {
    let mut out = Vec::new();
    for (index, unit) in context.scheme.units.iter().enumerate() {
        let group = unit_heading(context, index, locale);
        out.extend(unit.elements.iter().map(|e| {
            let title = locale.prefer(&e.title, &e.title_en).to_owned();
            Row {
                key: format!("{}:{}", unit.code, e.no),
                group: group.clone(),
                group_key: unit.code.clone(),
                no: e.no.to_string(),
                code: unit.code.clone(),
                criteria: e.criteria.iter().map(|c| (c.no.clone(), c.text.clone())).collect(),
                element: (e.no.to_string(), title.clone()),
                accepts: e.evidence.clone(),
                title,
                ..Row::default()
            }
        }));
    }
    out
}

fn criteria(context: &FormContext, locale: Locale) -> Vec<Row> {
    let mut out = Vec::new();
    for (index, unit) in context.scheme.units.iter().enumerate() {
        let group = unit_heading(context, index, locale);
        for element in &unit.elements {
            out.extend(element.criteria.iter().map(|c| Row {
                key: format!("{}:{}", unit.code, c.no),
                group: group.clone(),
                group_key: unit.code.clone(),
                no: c.no.clone(),
                code: unit.code.clone(),
                title: c.text.clone(),
                element: (element.no.to_string(), locale.prefer(&element.title, &element.title_en).to_owned()),
                benchmark: c.benchmark.clone(),
                ..Row::default()
            }));
        }
    }
    out
}

/// The entry alternative as answered in the form itself, else as known from the case.
fn alternative<'a>(context: &'a FormContext, answers: &'a Answers) -> Option<&'a str> {
    let answered = answers.get("alternative").and_then(|a| a.values().next()).filter(|v| !v.is_empty());
    answered.or(context.alternative.as_deref())
}

fn requirements(context: &FormContext, answers: &Answers, locale: Locale) -> Vec<Row> {
    // How large it may be is a setting, which the page of documents names.
    let accepts = locale.pick("Foto atau PDF yang terbaca utuh.", "A photo or PDF, wholly legible.");
    let mut out = Vec::new();
    let required = context.requirements(alternative(context, answers));
    for (no, (group, id, en)) in [
        ("persyaratan-dasar", "Bukti Persyaratan Dasar", "Evidence of basic requirements"),
        ("administratif", "Bukti Administratif", "Administrative evidence"),
        ("bukti-kompetensi", "Bukti Kompetensi", "Evidence of competence"),
    ]
    .into_iter()
    .enumerate()
    {
        out.extend(required.iter().filter(|d| d.group == group).map(|d| Row {
            key: d.id.clone(),
            group: format!("3.{} {}", no + 1, locale.pick(id, en)),
            group_key: group.to_owned(),
            title: locale.prefer(&d.title_id, &d.title_en).to_owned(),
            accepts: accepts.to_owned(),
            required: d.required,
            ..Row::default()
        }));
    }
    numbered(out.into_iter())
}

fn items(definition: &Definition, context: &FormContext, locale: Locale) -> Vec<Row> {
    let items = context.items.get(&definition.code).map(Vec::as_slice).unwrap_or_default();
    let heading = |unit: &str| match context.scheme.units.iter().position(|u| u.code == unit) {
        Some(index) => unit_heading(context, index, locale),
        None => unit.to_owned(),
    };
    let mut rows: Vec<Row> = items
        .iter()
        .map(|i| Row {
            key: i.key.clone(),
            group: heading(&i.unit),
            group_key: i.unit.clone(),
            code: i.unit.clone(),
            title: i.text.clone(),
            answer: i.answer.clone(),
            ..Row::default()
        })
        .collect();
    for (no, row) in rows.iter_mut().enumerate() {
        row.no = (no + 1).to_string();
    }
    rows
}

/// Rows that somebody had filled in before the questions of a released test stood there, and that are none of them.
fn typed_besides(field: &Field, known: &[Row], answers: &Answers) -> Vec<Row> {
    let prefix = format!("{}/", field.key);
    let mut keys: Vec<usize> = answers
        .iter()
        .filter(|(_, answer)| !answer.is_empty())
        .filter_map(|(name, _)| name.strip_prefix(&prefix)?.split('/').next()?.parse().ok())
        .filter(|key: &usize| known.iter().all(|row| row.key != key.to_string()))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|n| Row { key: n.to_string(), no: n.to_string(), ..Row::default() }).collect()
}

/// Free rows: up to the last one that holds an answer, and one more to fill.
fn free(field: &Field, table: &Table, answers: &Answers) -> Vec<Row> {
    let prefix = format!("{}/", field.key);
    let last = answers
        .iter()
        .filter(|(name, answer)| name.starts_with(&prefix) && !answer.is_empty())
        .filter_map(|(name, _)| name[prefix.len()..].split('/').next()?.parse::<usize>().ok())
        .max()
        .unwrap_or(0);
    let count = (last + 1).clamp(1, table.free);
    (1..=count)
        .map(|n| Row { key: n.to_string(), no: n.to_string(), waiting: n > 1 && n > last, ..Row::default() })
        .collect()
}
