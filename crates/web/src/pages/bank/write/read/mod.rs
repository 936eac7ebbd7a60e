//! What a form of an item says, as the item. A draft may lack things, so little is refused here: what cannot be read at
//! all. Names of options stay what they were, row by row, and so do their reasons and their form.

mod areas;
mod gaps;
mod kinds;
mod rubric;
mod scoring;

use std::collections::BTreeSet;

use certification::text::squeeze;
use exam::item::{ChoiceId, Content, Item, ItemId, Key, Language, Level, Place, Question, StimulusId, typed};

use super::RowNames;
use crate::{
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    pages::bank::{blueprint_form::decimal, id_wrong},
};

/// What of a form is read how often.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Size {
    /// Rows: options, pairs, steps, gaps, areas, aspects of a rubric.
    pub rows: usize,
    /// Levels of an aspect.
    pub bands: usize,
}

/// Reads a form; nothing when its name, its numbers, a formula or a file's name cannot be read, which is told at the
/// fields. `former` is what the form was filled from: what is unchanged stays as it was there.
pub(super) fn read(fields: &mut Fields, id: &str, kind: &str, size: Size, former: Option<&Item>) -> Option<Item> {
    let written = id.trim();
    let id = ItemId::new(written);
    if id.is_err() {
        fields.wrong("kode", Message::new(id_wrong(written)));
    }
    let points = decimal(fields.value("nilai"));
    if points.is_none() {
        fields.wrong("nilai", Message::new(key("bank-number-wanted")));
    }
    let enemies = enemies(fields);
    contents(fields, kind, size.rows, former);
    areas::check(fields, kind, size.rows);
    if !fields.is_right() {
        return None;
    }
    let stem = kept(fields.value("soal"), former.map(|item| &item.question.stem));
    let form = Form { fields, size, former };
    let (stem, interaction, answer) = form.of_kind(kind, stem)?;
    let Some(scoring) = form.scoring(&interaction, &answer) else {
        fields.wrong("bobot", scoring::unread());
        return None;
    };
    let explanation = kept(fields.value("pembahasan"), former.map(|item| &item.key.explanation));
    let known: BTreeSet<&ChoiceId> = interaction.choices().map(|choice| &choice.id).collect();
    let mut rationales = former.map(|item| item.key.rationales.clone()).unwrap_or_default();
    rationales.retain(|id, _| known.contains(id));
    let question = Question {
        language: if fields.value("bahasa") == "en" { Language::En } else { Language::Id },
        stimulus: StimulusId::new(fields.value("bahan")).ok(),
        stem,
        interaction,
        points: points?,
    };
    Some(Item {
        id: id.ok()?,
        title: fields.value("judul").trim().to_owned(),
        place: place(fields.value("tempat")),
        level: Level::ALL.into_iter().find(|level| level.as_str() == fields.value("tingkat")),
        enemies: enemies?,
        example: fields.has("contoh", "ya"),
        question,
        key: Key { answer, scoring, rationales, explanation },
    })
}

/// Tells at its field what of the typed contents cannot be read.
fn contents(fields: &mut Fields, kind: &str, rows: usize, former: Option<&Item>) {
    let mut names = vec!["soal".to_owned(), "pembahasan".to_owned(), "model".to_owned()];
    for row in (1..=rows).map(RowNames::of) {
        match kind {
            "single" | "multiple" | "ordering" => names.push(row.text),
            "matching" => names.extend([row.text, row.partner]),
            _ => {}
        }
    }
    let before: Vec<String> =
        former.into_iter().flat_map(all_contents).map(|content| squeeze(&content.words())).collect();
    for name in names {
        let text = fields.value(&name);
        // What typed text cannot say is shown as its words, which stand for it.
        if before.contains(&squeeze(text)) {
            continue;
        }
        if let Err(why) = typed::read(text) {
            fields.wrong(&name, refusal_message(&why));
        }
    }
}

fn all_contents(item: &Item) -> impl Iterator<Item = &Content> {
    let model = match &item.key.answer {
        exam::item::Answer::Rubric(rubric) => Some(&rubric.model),
        _ => None,
    };
    item.question.contents().chain([&item.key.explanation]).chain(model)
}

/// A content as the form shows it: as it is typed, or its words where typed text cannot say it.
pub(super) fn shown(content: &Content) -> String {
    typed::write(content).unwrap_or_else(|| content.words())
}

/// Typed text as content; as it was when it is shown the same.
pub(super) fn kept(text: &str, former: Option<&Content>) -> Content {
    match former {
        Some(content) if squeeze(&shown(content)) == squeeze(text) => content.clone(),
        _ => typed::read(text).unwrap_or_default(),
    }
}

fn place(text: &str) -> Option<Place> {
    let mut parts = text.splitn(3, '~');
    let (unit, element, criterion) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Place { unit: unit.to_owned(), element: element.parse().ok()?, criterion: criterion.to_owned() })
}

/// Items that were named, and those that were ticked in a search.
fn enemies(fields: &mut Fields) -> Option<BTreeSet<ItemId>> {
    let typed = fields.value("musuh").to_owned();
    let words = typed.split([',', ' ', '\n', '\r', ';']).map(str::trim).filter(|word| !word.is_empty());
    let read: Result<BTreeSet<ItemId>, _> = words.chain(fields.values("musuh-pilih")).map(ItemId::new).collect();
    if read.is_err() {
        fields.wrong("musuh", Message::new(key("bank-id-wrong")));
    }
    read.ok()
}

/// The fields of a kind.
struct Form<'a> {
    fields: &'a Fields,
    size: Size,
    former: Option<&'a Item>,
}

impl Form<'_> {
    fn names(&self) -> impl Iterator<Item = RowNames> + use<> {
        (1..=self.size.rows).map(RowNames::of)
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.fields.value(name).trim().parse().ok()
    }

    fn lines(&self, name: &str) -> Vec<String> {
        self.fields.value(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests;
