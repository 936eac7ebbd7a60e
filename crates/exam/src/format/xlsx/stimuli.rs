//! The sheet of what items share: a row for each text, known by its columns *Kode* and *Isi bahan*.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;

use super::{
    super::{
        card::{self, Card, Field},
        report::{Losses, Row, Taking, Where, brief},
        tidy,
    },
    Columns, Rows, content, reference,
};
use crate::item::{Item, Language, Stimulus, StimulusId};

/// The columns of the sheet, in order.
pub(super) const COLUMNS: [Field; 4] = [Field::Id, Field::Title, Field::Language, Field::Material];
/// The most letters that a cell holds.
const LONGEST: usize = 32_000;

/// Reads the rows under the headings.
pub(super) fn read(name: &str, rows: &Rows, at: u32, columns: &Columns, taking: &mut Taking<'_>) {
    for (number, row) in rows.range(at + 1..) {
        let place = Where::Part(format!("{name}!{}", number + 1));
        if !taking.room(&place) {
            return;
        }
        let mut losses = Losses::default();
        let mut card = Card::default();
        let mut fault = None;
        for (column, cell) in row {
            let at = reference(*number, *column);
            match columns.get(column) {
                Some(Ok(field)) if COLUMNS.contains(field) => match content(cell, *field, &at, &mut losses) {
                    Ok(content) => drop(card.fields.insert(*field, content)),
                    Err(why) => fault = fault.or(Some(why)),
                },
                Some(Ok(field)) => losses.named("loss.column", &field.headings()),
                Some(Err(heading)) => losses.named("loss.column", heading),
                None => losses.named("loss.column", &at),
            }
        }
        let stimulus = match fault {
            Some(fault) => Err(fault),
            None => stimulus(&card, taking.intake.language, &mut losses),
        };
        match stimulus {
            Ok(stimulus) => drop(taking.share(&place, stimulus, losses)),
            Err(why) => taking.refuse(&place, "", why),
        }
    }
}

fn stimulus(card: &Card, language: Language, losses: &mut Losses) -> Result<Stimulus, Refusal> {
    let code = card.words(Field::Id);
    let id = StimulusId::new(code.as_str())
        .map_err(|_| Refusal::new("xlsx.stimulus-code").with("text", brief(&code, 40)))?;
    let language = match card.words(Field::Language).to_lowercase().as_str() {
        "id" => Language::Id,
        "en" => Language::En,
        "" => language,
        told => {
            losses.named("loss.language", told);
            language
        }
    };
    let content = card.fields.get(&Field::Material).cloned().unwrap_or_default();
    Ok(Stimulus { id, language, title: card.words(Field::Title), content })
}

/// The rows of what these items share. What a cell cannot carry is left out and told of each item that shares it.
pub(super) fn written(items: &[Item], stimuli: &[Stimulus], report: &mut [Row]) -> Vec<BTreeMap<Field, String>> {
    let mut out = Vec::new();
    let mut named: BTreeSet<&StimulusId> = BTreeSet::new();
    for (item, row) in items.iter().zip(report) {
        let Some(name) = &item.question.stimulus else { continue };
        let stimulus = stimuli.iter().find(|stimulus| stimulus.id == *name);
        let Some((stimulus, fields)) = stimulus.and_then(|stimulus| Some((stimulus, fields(stimulus)?))) else {
            row.outcome.lose(Refusal::new("loss.stimulus").with("name", name));
            continue;
        };
        if !stimulus.content.media().is_empty() {
            row.outcome.lose(Refusal::new("loss.files"));
        }
        if named.insert(name) {
            out.push(fields);
        }
    }
    out
}

/// The cells of a stimulus, where they are read back as it is.
fn fields(stimulus: &Stimulus) -> Option<BTreeMap<Field, String>> {
    let language = if stimulus.language == Language::Id { "id" } else { "en" };
    let text = card::text_of(&stimulus.content);
    let fields = BTreeMap::from([
        (Field::Id, stimulus.id.to_string()),
        (Field::Title, stimulus.title.clone()),
        (Field::Language, language.to_owned()),
        (Field::Material, text),
    ]);
    let mut losses = Losses::default();
    let read = |text: &String, losses: &mut Losses| card::content(text, losses).ok();
    let mut back = Card::default();
    for (field, text) in &fields {
        back.fields.insert(*field, read(text, &mut losses)?);
    }
    let other = if stimulus.language == Language::Id { Language::En } else { Language::Id };
    let same = self::stimulus(&back, other, &mut losses).ok()?;
    let content = tidy(&same.content) == tidy(&stimulus.content);
    let fits = fields.values().all(|text| text.chars().count() <= LONGEST);
    (content && fits && losses.0.is_empty() && Stimulus { content: stimulus.content.clone(), ..same } == *stimulus)
        .then_some(fields)
}
