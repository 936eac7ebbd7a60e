//! The key of an item in words: what is right, what brings points, why. Only for the pages that show a key.

use std::collections::BTreeMap;

use exam::item::{
    Answer, Choice, ChoiceId, GapKey, GapWeights, Interaction, Item, NumberKey, PairWeights, Rubric, Scoring, Shape,
    TextKey,
};
use rust_decimal::Decimal;

use crate::{
    Page,
    i18n::key,
    pages::sitting::draw::{Html, lang},
};

/// A key as a page shows it.
#[derive(Debug, Clone, Default)]
pub(super) struct KeyView {
    /// Attribute of what is in the item's language, where that is not the page's.
    pub lang: Html,
    /// The same for `lines`, some of which are words of the page.
    pub lines_lang: Html,
    /// What it is about (a letter, a gap, a premise) and what is right.
    pub lines: Vec<(String, String)>,
    /// How parts count.
    pub scoring: String,
    /// Why each choice is right or wrong.
    pub reasons: Vec<(String, String)>,
    /// Why the answer is right.
    pub explanation: String,
    /// What markers look at, with the scores.
    pub rubric: Vec<(String, Vec<(String, String)>)>,
    /// An answer that would get all points.
    pub model: String,
}

/// Letter and words of each choice, in the order of the item.
struct Named<'a>(Vec<(&'a ChoiceId, String, String)>);

impl<'a> Named<'a> {
    fn of(interaction: &'a Interaction) -> Self {
        let list = |choices: &'a [Choice]| {
            let name = |(at, choice): (usize, &'a Choice)| {
                (&choice.id, ChoiceId::letter(at).to_string(), line(&choice.content.words()))
            };
            choices.iter().enumerate().map(name).collect::<Vec<_>>()
        };
        Self(match interaction {
            Interaction::Single { options, .. } | Interaction::Multiple { options, .. } => list(options),
            Interaction::Ordering { steps, .. } => list(steps),
            Interaction::Matching { premises, responses, .. } => {
                let mut all = list(responses);
                all.extend(list(premises));
                all
            }
            _ => Vec::new(),
        })
    }

    fn letter(&self, id: &ChoiceId) -> String {
        self.0.iter().find(|(known, ..)| *known == id).map_or_else(|| id.to_string(), |(_, letter, _)| letter.clone())
    }

    fn words(&self, id: &ChoiceId) -> String {
        self.0.iter().find(|(known, ..)| *known == id).map_or_else(String::new, |(.., words)| words.clone())
    }
}

fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl KeyView {
    pub fn of(p: &Page, item: &Item) -> Self {
        let named = Named::of(&item.question.interaction);
        let lang = lang(p, item.question.language);
        let ours = matches!(item.key.answer, Answer::Truth(_));
        let mut view = Self {
            lines_lang: if ours { Html::default() } else { lang.clone() },
            lang,
            lines: lines(p, item, &named),
            scoring: scoring(p, item, &named),
            explanation: item.key.explanation.words(),
            ..Self::default()
        };
        let reason = |(id, why): (&ChoiceId, &exam::item::Content)| (named.letter(id), line(&why.words()));
        view.reasons = item.key.rationales.iter().map(reason).collect();
        if let Answer::Rubric(rubric) = &item.key.answer {
            view.model = rubric.model.words();
            view.rubric = aspects(rubric);
        }
        view
    }
}

fn aspects(rubric: &Rubric) -> Vec<(String, Vec<(String, String)>)> {
    let level = |level: &exam::item::RubricLevel| (level.score.normalize().to_string(), level.description.clone());
    rubric.aspects.iter().map(|aspect| (aspect.title.clone(), aspect.levels.iter().map(level).collect())).collect()
}

fn lines(p: &Page, item: &Item, named: &Named<'_>) -> Vec<(String, String)> {
    let choice = |id: &ChoiceId| (named.letter(id), named.words(id));
    match &item.key.answer {
        Answer::Choice(right) => vec![choice(right)],
        Answer::Choices(right) => right.iter().map(choice).collect(),
        Answer::Truth(true) => vec![(String::new(), p.t("sitting-answer-true").into_owned())],
        Answer::Truth(false) => vec![(String::new(), p.t("sitting-answer-false").into_owned())],
        Answer::Pairs(pairs) => pairs.iter().map(|(from, to)| (named.words(from), named.words(to))).collect(),
        Answer::Order(order) => (1..).zip(order).map(|(n, id): (u32, _)| (n.to_string(), named.words(id))).collect(),
        Answer::Gaps(keys) => gaps(p, item, keys),
        Answer::Areas(shapes) => (1..).zip(shapes).map(|(n, shape): (u32, _)| (n.to_string(), area(shape))).collect(),
        Answer::Texts(texts) => vec![(String::new(), accepted(p, texts))],
        Answer::Rubric(_) => Vec::new(),
    }
}

fn gaps(p: &Page, item: &Item, keys: &BTreeMap<exam::item::GapId, GapKey>) -> Vec<(String, String)> {
    let Interaction::Gaps { gaps } = &item.question.interaction else { return Vec::new() };
    let of = |(n, gap): (u32, &exam::item::Gap)| {
        let said = match keys.get(&gap.id) {
            Some(GapKey::Text(texts)) => accepted(p, texts),
            Some(GapKey::Numbers(numbers)) => numbers.iter().map(number).collect::<Vec<_>>().join(" / "),
            None => String::new(),
        };
        (n.to_string(), format!("{said} {}", gap.unit).trim().to_owned())
    };
    (1..).zip(gaps).map(of).collect()
}

fn number(number: &NumberKey) -> String {
    let value = number.value.normalize();
    let within = match number.tolerance.is_zero() {
        true => value.to_string(),
        false => format!("{value} ± {}", number.tolerance.normalize()),
    };
    format!("{within}{}", part(number.share))
}

/// What stands behind an answer that brings a part of the points only.
fn part(share: Decimal) -> String {
    if share == Decimal::ONE {
        return String::new();
    }
    format!(" ({}%)", (share * Decimal::ONE_HUNDRED).round_dp(2).normalize())
}

fn accepted(p: &Page, texts: &TextKey) -> String {
    let all: Vec<String> =
        texts.accepted.iter().map(|accepted| format!("{}{}", accepted.text, part(accepted.share))).collect();
    let mut out = all.join(" / ");
    if texts.case_sensitive {
        out.push_str(&format!(" ({})", p.t("bank-key-case")));
    }
    if texts.marked_by_people {
        out.push_str(&format!(" ({})", p.t("bank-key-people")));
    }
    out
}

fn area(shape: &Shape) -> String {
    match shape {
        Shape::Rectangle(from, to) => format!("{},{} – {},{}", from.x, from.y, to.x, to.y),
        Shape::Circle(centre, radius) => format!("{},{} r {radius}", centre.x, centre.y),
        Shape::Polygon(corners) => corners.iter().map(|c| format!("{},{}", c.x, c.y)).collect::<Vec<_>>().join(" – "),
    }
}

/// What a part brings of the points.
fn points(item: &Item, weight: Decimal, all: Decimal) -> String {
    let brings = (item.question.points * weight.checked_div(all).unwrap_or_default()).round_dp(4);
    brings.normalize().to_string().replace('-', "−")
}

fn pairs(p: &Page, item: &Item, weights: &PairWeights) -> Option<String> {
    let (Interaction::Matching { premises, responses, .. }, Answer::Pairs(right)) =
        (&item.question.interaction, &item.key.answer)
    else {
        return None;
    };
    let (all, place) =
        (weights.all(right), |choices: &[Choice], id: &ChoiceId| choices.iter().position(|choice| choice.id == *id));
    let one = |(left, to, weight): (&ChoiceId, &ChoiceId, i64)| {
        let (n, letter) = (place(premises, left)? + 1, ChoiceId::letter(place(responses, to)?));
        Some(format!("{n}-{letter} {}", points(item, weight.into(), all)))
    };
    let each = weights.iter().map(one).collect::<Option<Vec<_>>>()?.join("; ");
    let other = points(item, weights.other().into(), all);
    Some(p.ta("bank-scoring-pairs").with("pairs", each).with("other", other).to_string())
}

fn weighed_gaps(p: &Page, item: &Item, weights: &GapWeights) -> Option<String> {
    let Interaction::Gaps { gaps } = &item.question.interaction else { return None };
    let one =
        |(n, gap): (u32, &exam::item::Gap)| format!("({n}) {}", points(item, weights.weight(&gap.id), weights.all()));
    let each: Vec<String> = (1..).zip(gaps).map(one).collect();
    Some(p.ta("bank-scoring-gaps").with("gaps", each.join("; ")).to_string())
}

fn scoring(p: &Page, item: &Item, named: &Named<'_>) -> String {
    match &item.key.scoring {
        Scoring::Whole => p.t(key("bank-scoring-whole")).into_owned(),
        Scoring::Parts => p.t(key("bank-scoring-parts")).into_owned(),
        Scoring::PartsLessWrong => p.t(key("bank-scoring-less-wrong")).into_owned(),
        Scoring::Weights(weights) => {
            let each = |(id, weight): (&ChoiceId, &Decimal)| format!("{} {}", named.letter(id), weight.normalize());
            let all: Vec<String> = weights.iter().map(each).collect();
            p.ta("bank-scoring-weights").with("weights", all.join(", ")).to_string()
        }
        Scoring::Pairs(weights) => pairs(p, item, weights).unwrap_or_default(),
        Scoring::Gaps(weights) => weighed_gaps(p, item, weights).unwrap_or_default(),
    }
}
