//! What a form of an item says, as the item. A draft may lack things, so little is refused here: what cannot be read at
//! all. Names of options stay what they were, row by row, and so do their reasons and their form.

use std::collections::{BTreeMap, BTreeSet};

use certification::text::squeeze;
use exam::item::{
    Accepted, Answer, Aspect, Block, Choice, ChoiceId, Content, Gap, GapId, GapKey, Inline, Interaction, Item, ItemId,
    Key, Language, Level, NumberKey, Place, Question, Rubric, RubricLevel, Scoring, TextKey,
};
use rust_decimal::Decimal;

use super::{RowNames, fill::typed_gap};
use crate::{
    form::Fields,
    i18n::{Message, key},
    pages::bank::blueprint_form::decimal,
};

/// How a gap looks in typed text.
const GAP: &str = "___";
/// Letters of a short answer where nothing is said.
const LETTERS: u32 = 200;

/// Reads a form; nothing when its name or its numbers cannot be read, which is told at the fields.
pub(super) fn read(fields: &mut Fields, id: &str, kind: &str, rows: usize, former: Option<&Item>) -> Option<Item> {
    let id = ItemId::new(id.trim());
    if id.is_err() {
        fields.wrong("kode", Message::new(key("bank-id-wrong")));
    }
    let points = decimal(fields.value("nilai"));
    if points.is_none() {
        fields.wrong("nilai", Message::new(key("bank-number-wanted")));
    }
    let enemies = enemies(fields);
    let stem = kept(fields.value("soal"), former.map(|item| &item.question.stem));
    let form = Form { fields, rows, former };
    let (stem, interaction, answer) = form.of_kind(kind, stem)?;
    let scoring = form.scoring();
    let explanation = kept(fields.value("pembahasan"), former.map(|item| &item.key.explanation));
    let known: BTreeSet<&ChoiceId> = interaction.choices().map(|choice| &choice.id).collect();
    let mut rationales = former.map(|item| item.key.rationales.clone()).unwrap_or_default();
    rationales.retain(|id, _| known.contains(id));
    let question = Question {
        language: if fields.value("bahasa") == "en" { Language::En } else { Language::Id },
        stimulus: former.and_then(|item| item.question.stimulus.clone()),
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

/// Typed text as content; as it was when its words are the same.
fn kept(typed: &str, former: Option<&Content>) -> Content {
    match former {
        Some(content) if squeeze(&content.words()) == squeeze(typed) => content.clone(),
        _ => Content::plain(typed),
    }
}

fn place(text: &str) -> Option<Place> {
    let mut parts = text.splitn(3, '~');
    let (unit, element, criterion) = (parts.next()?, parts.next()?, parts.next()?);
    Some(Place { unit: unit.to_owned(), element: element.parse().ok()?, criterion: criterion.to_owned() })
}

fn enemies(fields: &mut Fields) -> Option<BTreeSet<ItemId>> {
    let typed = fields.value("musuh").to_owned();
    let words = typed.split([',', ' ', '\n', '\r', ';']).map(str::trim).filter(|word| !word.is_empty());
    let read: Result<BTreeSet<ItemId>, _> = words.map(ItemId::new).collect();
    if read.is_err() {
        fields.wrong("musuh", Message::new(key("bank-id-wrong")));
    }
    read.ok()
}

/// The fields of a kind.
struct Form<'a> {
    fields: &'a Fields,
    rows: usize,
    former: Option<&'a Item>,
}

impl Form<'_> {
    fn names(&self) -> impl Iterator<Item = RowNames> + use<> {
        (1..=self.rows).map(RowNames::of)
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.fields.value(name).trim().parse().ok()
    }

    fn lines(&self, name: &str) -> Vec<String> {
        self.fields.value(name).lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// Filled rows as choices, each with the number of its row. A row that was there before keeps its name; a new one
    /// gets a name that neither these nor the others have.
    fn choices(&self, former: &[Choice], others: &[Choice]) -> Vec<(usize, Choice)> {
        let mut used: BTreeSet<ChoiceId> = former.iter().chain(others).map(|choice| choice.id.clone()).collect();
        let mut out = Vec::new();
        for names in self.names() {
            let typed = self.fields.value(&names.text);
            if typed.trim().is_empty() {
                continue;
            }
            let before = former.get(names.n - 1);
            let id = before.map_or_else(|| free(&mut used), |choice| choice.id.clone());
            out.push((names.n, Choice { id, content: kept(typed, before.map(|choice| &choice.content)) }));
        }
        out
    }

    fn of_kind(&self, kind: &str, stem: Content) -> Option<(Content, Interaction, Answer)> {
        let shuffle = self.fields.has("acak", "ya");
        let former = self.former.map(|item| &item.question.interaction);
        let (interaction, answer) = match kind {
            "single" => {
                let options = self.choices(options_of(former), &[]);
                let on = self.number("kunci").and_then(|n| usize::try_from(n).ok());
                let right = options.iter().find(|(n, _)| Some(*n) == on).map(|(_, choice)| choice.id.clone());
                // No key yet: a name that no option has, which the check of the item tells.
                let right = right.unwrap_or_else(|| ChoiceId::letter(999));
                (Interaction::Single { options: plain(options), shuffle }, Answer::Choice(right))
            }
            "multiple" => {
                let options = self.choices(options_of(former), &[]);
                let on = |n: usize| self.fields.has("kunci", &n.to_string());
                let right: BTreeSet<ChoiceId> =
                    options.iter().filter(|(n, _)| on(*n)).map(|(_, choice)| choice.id.clone()).collect();
                let count = u32::try_from(options.len()).unwrap_or(u32::MAX);
                let (least, most) = (self.number("sedikitnya").unwrap_or(0), self.number("paling").unwrap_or(count));
                (Interaction::Multiple { options: plain(options), least, most, shuffle }, Answer::Choices(right))
            }
            "true-false" => (Interaction::TrueFalse, Answer::Truth(self.fields.has("benar", "yes"))),
            "matching" => self.matching(former, shuffle),
            "ordering" => {
                let steps = plain(self.choices(&steps_in_order(self.former), &[]));
                let order = steps.iter().map(|step| step.id.clone()).collect();
                (as_shown(steps, former, shuffle), Answer::Order(order))
            }
            "gaps" => return Some(self.gaps(stem)),
            "short-answer" => {
                let letters = self.number("huruf").unwrap_or(LETTERS);
                let key = TextKey {
                    accepted: self.lines("jawaban").into_iter().map(whole).collect(),
                    case_sensitive: self.fields.has("besar", "ya"),
                    marked_by_people: self.fields.has("orang", "ya"),
                };
                (Interaction::ShortAnswer { letters }, Answer::Texts(self.shares(key)))
            }
            "essay" => {
                let (words, minutes) = (self.number("kata"), self.number("lama"));
                let before = self.former.and_then(|item| match &item.key.answer {
                    Answer::Rubric(rubric) => Some(&rubric.model),
                    _ => None,
                });
                let model = kept(self.fields.value("model"), before);
                let rubric = Rubric { model, aspects: aspects(self.fields.value("rubrik")) };
                (Interaction::Essay { words, minutes }, Answer::Rubric(rubric))
            }
            // Kinds that come by import keep how they are answered.
            _ => self.former.map(|item| (item.question.interaction.clone(), item.key.answer.clone()))?,
        };
        Some((stem, interaction, answer))
    }

    /// Texts that were right in part before keep their parts.
    fn shares(&self, mut key: TextKey) -> TextKey {
        if let Some(Answer::Texts(before)) = self.former.map(|item| &item.key.answer) {
            for accepted in &mut key.accepted {
                if let Some(known) = before.accepted.iter().find(|known| known.text == accepted.text) {
                    accepted.share = known.share;
                }
            }
        }
        key
    }

    fn matching(&self, former: Option<&Interaction>, shuffle: bool) -> (Interaction, Answer) {
        let (premises, responses) = match former {
            Some(Interaction::Matching { premises, responses, .. }) => (premises.as_slice(), responses.as_slice()),
            _ => (&[][..], &[][..]),
        };
        let asked = self.choices(premises, responses);
        let mut used: BTreeSet<ChoiceId> = responses.iter().chain(premises).map(|choice| choice.id.clone()).collect();
        used.extend(asked.iter().map(|(_, choice)| choice.id.clone()));
        let (mut partners, mut pairs): (Vec<Choice>, BTreeMap<ChoiceId, ChoiceId>) = (Vec::new(), BTreeMap::new());
        for names in self.names() {
            let typed = self.fields.value(&names.partner);
            if typed.trim().is_empty() {
                continue;
            }
            let same = |choice: &&Choice| squeeze(&choice.content.words()) == squeeze(typed);
            // The same words are the same partner.
            let id = match partners.iter().find(same) {
                Some(known) => known.id.clone(),
                None => {
                    let choice = responses.iter().find(same).cloned();
                    let choice =
                        choice.unwrap_or_else(|| Choice { id: free(&mut used), content: Content::plain(typed) });
                    let id = choice.id.clone();
                    partners.push(choice);
                    id
                }
            };
            if let Some((_, premise)) = asked.iter().find(|(n, _)| *n == names.n) {
                pairs.insert(premise.id.clone(), id);
            }
        }
        let interaction = Interaction::Matching { premises: plain(asked), responses: partners, shuffle };
        (interaction, Answer::Pairs(pairs))
    }

    fn gaps(&self, stem: Content) -> (Content, Interaction, Answer) {
        let before: &[Gap] = match self.former.map(|item| &item.question.interaction) {
            Some(Interaction::Gaps { gaps }) => gaps,
            _ => &[],
        };
        let (mut gaps, mut keys) = (Vec::new(), BTreeMap::new());
        for names in self.names() {
            let right = self.lines(&names.text);
            if right.is_empty() {
                continue;
            }
            let number = self.fields.has(&names.number, "ya");
            let unit = self.fields.value(&names.unit).trim().to_owned();
            let id = before.get(names.n - 1).map_or_else(|| GapId::letter(names.n - 1), |gap| gap.id.clone());
            let typed = (number, self.fields.value(&names.text), self.fields.value(&names.tolerance));
            let known = self.former.and_then(|item| match &item.key.answer {
                Answer::Gaps(keys) => keys.get(&id).filter(|key| unchanged(key, typed)),
                _ => None,
            });
            let key = if let Some(known) = known {
                // What the form does not show of it, such as parts of points, stays.
                known.clone()
            } else if number {
                let tolerance = decimal(self.fields.value(&names.tolerance)).unwrap_or_default();
                let value = |text: &String| decimal(text);
                let share = Decimal::ONE;
                let all = right.iter().filter_map(value).map(|value| NumberKey { value, tolerance, share });
                GapKey::Numbers(all.collect())
            } else {
                let accepted = right.into_iter().map(whole).collect();
                GapKey::Text(TextKey { accepted, case_sensitive: false, marked_by_people: false })
            };
            keys.insert(id.clone(), key);
            gaps.push(Gap { id, number, unit });
        }
        let stem = if stem.gaps().is_empty() { with_gaps(stem, &gaps) } else { stem };
        (stem, Interaction::Gaps { gaps }, Answer::Gaps(keys))
    }

    fn scoring(&self) -> Scoring {
        let former = self.former.map(|item| &item.key.scoring);
        match (self.fields.value("cara"), former) {
            ("parts", _) => Scoring::Parts,
            ("less-wrong", _) => Scoring::PartsLessWrong,
            ("weights", Some(weights @ Scoring::Weights(_))) => weights.clone(),
            _ => Scoring::Whole,
        }
    }
}

/// A gap's key is what its row shows.
fn unchanged(key: &GapKey, (number, text, tolerance): (bool, &str, &str)) -> bool {
    let (was_number, was_text, was_tolerance) = typed_gap(key);
    was_number == number && squeeze(&was_text) == squeeze(text) && was_tolerance == tolerance.trim()
}

fn plain(choices: Vec<(usize, Choice)>) -> Vec<Choice> {
    choices.into_iter().map(|(_, choice)| choice).collect()
}

fn whole(text: String) -> Accepted {
    Accepted { text, share: Decimal::ONE }
}

fn options_of(former: Option<&Interaction>) -> &[Choice] {
    match former {
        Some(Interaction::Single { options, .. } | Interaction::Multiple { options, .. }) => options,
        _ => &[],
    }
}

/// Steps of an ordering in their right order, as the form shows them.
fn steps_in_order(former: Option<&Item>) -> Vec<Choice> {
    let Some(item) = former else { return Vec::new() };
    let (Interaction::Ordering { steps, .. }, Answer::Order(order)) = (&item.question.interaction, &item.key.answer)
    else {
        return Vec::new();
    };
    order.iter().filter_map(|id| steps.iter().find(|step| step.id == *id).cloned()).collect()
}

/// Steps as a candidate is shown them: as before where they were shown before. New ones are always mixed, since the form
/// has them in their right order.
fn as_shown(mut steps: Vec<Choice>, former: Option<&Interaction>, shuffle: bool) -> Interaction {
    let before: &[Choice] = match former {
        Some(Interaction::Ordering { steps, .. }) => steps,
        _ => &[],
    };
    let place = |step: &Choice| before.iter().position(|known| known.id == step.id);
    let new = steps.iter().any(|step| place(step).is_none());
    steps.sort_by_key(|step| place(step).unwrap_or(usize::MAX));
    Interaction::Ordering { steps, shuffle: shuffle || new }
}

/// The first letter that is no name yet.
fn free(used: &mut BTreeSet<ChoiceId>) -> ChoiceId {
    let id = (0..1_000).map(ChoiceId::letter).find(|id| !used.contains(id)).unwrap_or_else(|| ChoiceId::letter(1_000));
    used.insert(id.clone());
    id
}

/// Each `___` of typed text as the next gap; further ones stay text, and a single gap that is not shown follows.
fn with_gaps(mut stem: Content, gaps: &[Gap]) -> Content {
    let mut next = gaps.iter();
    for block in &mut stem.0 {
        let Block::Paragraph(line) = block else { continue };
        let [Inline::Text(text)] = line.as_slice() else { continue };
        let (mut out, mut rest) = (Vec::new(), text.as_str());
        while let Some((before, after)) = rest.split_once(GAP) {
            let Some(gap) = next.next() else { break };
            if !before.is_empty() {
                out.push(Inline::Text(before.to_owned()));
            }
            out.push(Inline::Gap(gap.id.clone()));
            // A longer line of strokes is one gap.
            rest = after.trim_start_matches('_');
        }
        if !rest.is_empty() {
            out.push(Inline::Text(rest.to_owned()));
        }
        *line = out;
    }
    stem
}

/// A rubric of text: `# aspect`, then `score | how to know it`.
fn aspects(text: &str) -> Vec<Aspect> {
    let mut out: Vec<Aspect> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix('#') {
            out.push(Aspect { title: title.trim().to_owned(), levels: Vec::new() });
            continue;
        }
        let (score, said) = line.split_once('|').unwrap_or(("", line));
        // What has no score is told by the check, since scores rise from 0.
        let level = RubricLevel { score: decimal(score).unwrap_or_default(), description: said.trim().to_owned() };
        if out.is_empty() {
            out.push(Aspect { title: String::new(), levels: Vec::new() });
        }
        if let Some(aspect) = out.last_mut() {
            aspect.levels.push(level);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Fields {
        pairs.iter().fold(Fields::new(), |f, (name, value)| f.with(name, value))
    }

    #[test]
    fn each_kind_comes_back_from_its_form_as_it_was() {
        let common = [("judul", "Contoh"), ("bahasa", "id"), ("nilai", "2"), ("musuh", "LD-2, LD-3"), ("acak", "ya")];
        type Typed<'a> = (&'a str, usize, &'a [(&'a str, &'a str)]);
        let cases: [Typed<'_>; 8] = [
            ("single", 3, &[("soal", "Apa?"), ("isi-1", "Satu"), ("isi-3", "Tiga"), ("kunci", "3")]),
            ("multiple", 2, &[("soal", "Apa?"), ("isi-1", "Satu"), ("isi-2", "Dua"), ("kunci", "1"), ("paling", "2")]),
            ("true-false", 0, &[("soal", "Benar?"), ("benar", "yes")]),
            (
                "matching",
                3,
                &[
                    ("soal", "Jodohkan"),
                    ("isi-1", "A"),
                    ("jodoh-1", "a"),
                    ("isi-2", "B"),
                    ("jodoh-2", "b"),
                    ("jodoh-3", "c"),
                ],
            ),
            ("ordering", 2, &[("soal", "Urutkan"), ("isi-1", "Dulu"), ("isi-2", "Lalu")]),
            (
                "gaps",
                2,
                &[
                    ("soal", "Lama pinjam ___ hari, denda ___"),
                    ("isi-1", "14"),
                    ("angka-1", "ya"),
                    ("toleransi-1", "1"),
                    ("isi-2", "seribu\nRp1.000"),
                ],
            ),
            ("short-answer", 0, &[("soal", "Sebut"), ("jawaban", "katalog\nOPAC"), ("besar", "ya")]),
            ("essay", 0, &[("soal", "Uraikan"), ("rubrik", "# Isi\n0 | Tidak ada\n2 | Lengkap"), ("kata", "150")]),
        ];
        for (kind, rows, own) in cases {
            let mut fields = form(&[&common[..], own].concat());
            let item = read(&mut fields, "LD-1", kind, rows, None).unwrap_or_else(|| panic!("{kind}"));
            assert_eq!(item.question.interaction.kind(), kind);
            assert_eq!(item.enemies.len(), 2);
            let faults = exam::item::check::check(&item);
            assert!(faults.is_empty(), "{kind}: {faults:?}");
            let (mut shown, rows) = super::super::filled(&item);
            let again = read(&mut shown, "LD-1", kind, rows, Some(&item));
            assert!(again.as_ref() == Some(&item), "{kind} changed: {again:?}");
        }
    }

    #[test]
    fn what_was_left_alone_keeps_its_form_and_an_option_its_name() {
        let mut fields = form(&[("nilai", "1"), ("soal", "Apa?"), ("isi-1", "Satu"), ("isi-2", "Dua"), ("kunci", "2")]);
        let mut item = read(&mut fields, "LD-1", "single", 2, None).unwrap();
        let strong = Inline::Strong(vec![Inline::Text("Apa?".to_owned())]);
        item.question.stem = Content(vec![Block::Paragraph(vec![strong])]);
        item.key.rationales.insert(ChoiceId::letter(1), Content::plain("Sebab"));
        let mut fields = form(&[("nilai", "1"), ("soal", "Apa?"), ("isi-2", "Dua"), ("isi-3", "Tiga"), ("kunci", "2")]);
        let after = read(&mut fields, "LD-1", "single", 3, Some(&item)).unwrap();
        assert_eq!(after.question.stem, item.question.stem);
        let names: Vec<&str> = after.question.interaction.choices().map(|choice| choice.id.as_str()).collect();
        assert_eq!(names, ["B", "C"]);
        assert_eq!(after.key.rationales.len(), 1);
    }

    #[test]
    fn steps_are_not_shown_in_the_order_of_their_key() {
        let own = [("nilai", "1"), ("soal", "Urutkan"), ("isi-1", "Dulu"), ("isi-2", "Lalu")];
        let mut item = read(&mut form(&own), "LD-1", "ordering", 2, None).unwrap();
        assert!(matches!(item.question.interaction, Interaction::Ordering { shuffle: true, .. }));
        if let Interaction::Ordering { steps, shuffle } = &mut item.question.interaction {
            steps.reverse();
            *shuffle = false;
        }
        let (mut shown, rows) = super::super::filled(&item);
        assert!(read(&mut shown, "LD-1", "ordering", rows, Some(&item)).as_ref() == Some(&item));
    }
}
