//! Options, pairs, steps, texts: the kinds whose rows are contents.

use std::collections::{BTreeMap, BTreeSet};

use certification::text::squeeze;
use exam::item::{Accepted, Answer, Choice, ChoiceId, Content, Interaction, Item, TextKey, typed};
use rust_decimal::Decimal;

use super::{Form, kept, shown};

/// Letters of a short answer where nothing is said.
const LETTERS: u32 = 200;

impl Form<'_> {
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

    pub(super) fn of_kind(&self, kind: &str, stem: Content) -> Option<(Content, Interaction, Answer)> {
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
            "hotspot" => self.spots()?,
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
                (Interaction::Essay { words, minutes }, self.rubric())
            }
            "upload" => {
                let typed = self.fields.value("akhiran").to_lowercase();
                let words = typed.split([',', ' ', ';', '\n']).map(|word| word.trim().trim_start_matches('.'));
                let endings = words.filter(|word| !word.is_empty()).map(str::to_owned).collect();
                (Interaction::Upload { endings, files: self.number("berkas-banyak").unwrap_or(1) }, self.rubric())
            }
            "oral" => (Interaction::Oral { minutes: self.number("lama") }, self.rubric()),
            _ => return None,
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
            let text = self.fields.value(&names.partner);
            if text.trim().is_empty() {
                continue;
            }
            let same = |choice: &&Choice| squeeze(&shown(&choice.content)) == squeeze(text);
            // The same words are the same partner.
            let id = match partners.iter().find(same) {
                Some(known) => known.id.clone(),
                None => {
                    let known = responses.iter().find(same).cloned();
                    let choice = known.unwrap_or_else(|| Choice {
                        id: free(&mut used),
                        content: typed::read(text).unwrap_or_default(),
                    });
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
}

fn plain(choices: Vec<(usize, Choice)>) -> Vec<Choice> {
    choices.into_iter().map(|(_, choice)| choice).collect()
}

pub(super) fn whole(text: String) -> Accepted {
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
