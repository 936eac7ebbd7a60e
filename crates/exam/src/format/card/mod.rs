//! Item cards: an item as people write it in a sheet or a table, field by field. Shared by the formats that are made of
//! such cards; how a card is found in a file is theirs, what it means is said here.

mod answer;
mod field;
mod kind;
mod text;
mod write;

use std::collections::BTreeMap;

use certification::refusal::Refusal;

pub(super) use self::{
    field::Field,
    kind::kinds,
    text::content,
    write::{content as text_of, contents, written},
};
use super::{
    report::{Intake, Losses, Taking, Where, brief, source_of},
    tidy,
};
use crate::item::{
    Answer, Content, Interaction, Item, ItemId, Key, Language, Level, Place, Question, Scoring, StimulusId,
};

/// An item as it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Card {
    /// What each field says; a field that is not there was left empty.
    pub(super) fields: BTreeMap<Field, Content>,
}

impl Card {
    /// The words of a field, without space around.
    pub(super) fn words(&self, field: Field) -> String {
        self.fields.get(&field).map(|content| content.words().trim().to_owned()).unwrap_or_default()
    }

    /// What a field says, empty when nothing.
    fn content(&self, field: Field) -> Content {
        self.fields.get(&field).cloned().unwrap_or_default()
    }

    /// Something other than the number is there.
    pub(super) fn says_something(&self) -> bool {
        self.fields.iter().any(|(field, content)| *field != Field::Number && !content.is_empty())
    }
}

/// Takes a card into an import, or refuses it there.
pub(super) fn take(card: &Card, place: &Where, mut losses: Losses, fault: Option<Refusal>, taking: &mut Taking<'_>) {
    let own = card.words(Field::Id);
    let id = taking.name(Some(own.as_str()), &mut losses);
    let source = source_of(&card.content(Field::Stem));
    let item = match fault {
        Some(fault) => Err(fault),
        None => read(card, id, taking.intake, &mut losses),
    };
    match item {
        Ok(item) => taking.take(place, &source, item, losses),
        Err(why) => taking.refuse(place, &source, why),
    }
}

/// Cells are merged that say different things.
pub(super) fn merged(fields: &[Field]) -> Refusal {
    let names: Vec<String> = fields.iter().map(|field| field.headings()).collect();
    Refusal::new("card.merged-cells").with("field", names.join(", "))
}

/// The card asks for true or false.
pub(super) fn asks_truth(card: &Card) -> bool {
    kind::of(card).is_ok_and(|kind| kind == kind::Kind::TrueFalse)
}

/// The card asks to choose among options, or does not say what it asks.
pub(super) fn may_choose(card: &Card) -> bool {
    card.words(Field::Kind).is_empty() || kind::of(card).is_ok_and(kind::Kind::chooses)
}

/// Tells of letters and numbers that were left out among options and premises.
fn left_out(card: &Card, losses: &mut Losses) {
    let says = |field: Field| card.fields.get(&field).is_some_and(|content| !content.is_empty());
    for row in [(0..26).map(Field::Option).collect::<Vec<_>>(), (1..=60).map(Field::Premise).collect()] {
        let last = row.iter().rposition(|field| says(*field)).unwrap_or_default();
        for field in row.iter().take(last).filter(|field| !says(**field)) {
            losses.named("loss.empty-option", &field.headings());
        }
    }
}

/// What the item shares with others, by its code.
fn stimulus(card: &Card, losses: &mut Losses) -> Option<StimulusId> {
    if card.fields.contains_key(&Field::Material) {
        losses.named("loss.column", &Field::Material.headings());
    }
    let code = card.words(Field::Stimulus);
    let id = (!code.is_empty()).then(|| StimulusId::new(code.as_str()))?;
    if id.is_err() {
        losses.named("loss.stimulus", &code);
    }
    id.ok()
}

/// The item of a card.
pub(super) fn read(card: &Card, id: ItemId, intake: &Intake, losses: &mut Losses) -> Result<Item, Refusal> {
    let mut stem = card.content(Field::Stem);
    if stem.is_empty() {
        return Err(Refusal::new("card.no-stem"));
    }
    let kind = kind::of(card)?;
    let (interaction, answer, scoring) = answer::read(card, kind, &mut stem)?;
    left_out(card, losses);
    let question = Question {
        language: language(card, losses).unwrap_or(intake.language),
        stimulus: stimulus(card, losses),
        stem,
        interaction,
        points: match card.words(Field::Points) {
            text if text.is_empty() => 1.into(),
            text => text::number(&text, Field::Points)?,
        },
    };
    let known: Vec<_> = question.interaction.choices().map(|choice| choice.id.clone()).collect();
    let mut rationales = BTreeMap::new();
    for (field, why) in &card.fields {
        if let Field::Reason(at) = field
            && !why.is_empty()
        {
            let id = crate::item::ChoiceId::letter(usize::from(*at));
            if !known.contains(&id) {
                return Err(Refusal::new("card.key-no-option").with("key", id));
            }
            rationales.insert(id, why.clone());
        }
    }
    let key = Key { answer, scoring, rationales, explanation: card.content(Field::Explanation) };
    let mut item = Item::new(id, card.words(Field::Title), question, key);
    item.place = place(card, losses);
    item.level = level(card, losses);
    item.example = text::yes_or_no(card, Field::Example)?.unwrap_or(false);
    let enemies = card.words(Field::Enemies);
    for enemy in enemies.split([',', ';', '\n', ' ']).map(str::trim).filter(|enemy| !enemy.is_empty()) {
        match ItemId::new(enemy) {
            Ok(enemy) => {
                item.enemies.insert(enemy);
            }
            Err(_) => losses.named("loss.enemy", enemy),
        }
    }
    Ok(item)
}

/// What a field says that is not known is told, and the item taken without it.
fn unknown(field: Field, text: &str) -> Refusal {
    Refusal::new("card.choice").with("field", field.headings()).with("text", brief(text, 40))
}

fn language(card: &Card, losses: &mut Losses) -> Option<Language> {
    let text = card.words(Field::Language);
    match field::plain(&text).as_str() {
        "" => None,
        "id" | "indonesia" | "bahasa indonesia" | "indonesian" => Some(Language::Id),
        "en" | "inggris" | "bahasa inggris" | "english" => Some(Language::En),
        _ => {
            losses.add(unknown(Field::Language, &text));
            None
        }
    }
}

/// `C3`, `C3 (menerapkan)`, or the word of the level.
fn level(card: &Card, losses: &mut Losses) -> Option<Level> {
    const WORDS: [&[&str]; 6] = [
        &["mengingat", "remember", "pengetahuan"],
        &["memahami", "understand", "pemahaman"],
        &["menerapkan", "apply", "penerapan", "aplikasi"],
        &["menganalisis", "analyse", "analyze", "analisis"],
        &["mengevaluasi", "menilai", "evaluate", "evaluasi"],
        &["mencipta", "menciptakan", "create", "kreasi"],
    ];
    let text = card.words(Field::Level);
    let said = field::plain(&text);
    let first = said.split(' ').next().unwrap_or_default();
    let by_code = Level::ALL.iter().find(|level| level.as_str().eq_ignore_ascii_case(first));
    let by_word =
        || Level::ALL.iter().zip(WORDS).find(|(_, words)| words.contains(&said.as_str())).map(|(level, _)| level);
    let found = by_code.or_else(by_word).copied();
    if found.is_none() && !said.is_empty() {
        losses.add(unknown(Field::Level, &text));
    }
    found
}

/// Unit, element and criterion. Cards often write their titles too, and leave out the element that begins the number of
/// the criterion: the codes in front are what counts.
fn place(card: &Card, losses: &mut Losses) -> Option<Place> {
    let [unit, element, criterion] =
        [Field::Unit, Field::Element, Field::Criterion].map(|field| card.words(field).replace('\n', " "));
    if unit.is_empty() && element.is_empty() && criterion.is_empty() {
        return None;
    }
    let first =
        |text: &str| text.split_whitespace().next().unwrap_or_default().trim_end_matches([':', ';', ',']).to_owned();
    let numbered = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let code = first(&unit);
    let number = first(&criterion).trim_end_matches('.').to_owned();
    let element = match element.as_str() {
        "" => number.split('.').next().unwrap_or_default().parse::<u32>().ok(),
        text => first(text).trim_end_matches('.').parse::<u32>().ok(),
    };
    let coded = code.contains(|c: char| c.is_ascii_digit()) || code == unit;
    match element {
        Some(element) if !code.is_empty() && coded && numbered(&number) => {
            Some(Place { unit: code, element, criterion: number })
        }
        _ => {
            let all = [unit, card.words(Field::Element), criterion].join(" / ");
            losses.named("loss.place-part", &all);
            None
        }
    }
}

/// Answers that only people judge.
fn rubric(card: &Card) -> Result<Answer, Refusal> {
    let aspects = text::aspects(&card.words(Field::Rubric))?;
    Ok(Answer::Rubric(crate::item::Rubric { model: tidy(&card.content(Field::Key)), aspects }))
}

/// How it is scored, where the card says so.
fn scoring(card: &Card, interaction: &Interaction, answer: &Answer) -> Result<Scoring, Refusal> {
    let text = card.words(Field::Scoring);
    Ok(match field::plain(&text).as_str() {
        "" | "utuh" | "seluruhnya" | "whole" => Scoring::Whole,
        "bagian" | "per bagian" | "parts" => Scoring::Parts,
        "bagian dikurangi salah" | "parts less wrong" => Scoring::PartsLessWrong,
        _ if text.contains('=') => answer::weighed(&text, interaction, answer)?,
        _ => return Err(unknown(Field::Scoring, &text)),
    })
}
