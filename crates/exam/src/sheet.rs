//! The paper fallback: an answer sheet is keyed in twice, by two people who do not see each other's entry, and compared.
//! What differs is listed and settled by someone with the sheet in hand; until then nothing of it is scored. Answers
//! are keyed as they are printed, in the places of that candidate's paper, and read by [`crate::paper`] like any other.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::PersonId,
    refusal::{Refusal, require},
    text::squeeze,
};
use serde::{Deserialize, Serialize};

use crate::{
    item::{Choice, Interaction, Point},
    sitting::given::Given,
};

/// One person's entry of a whole sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keyed {
    /// Who keyed it in.
    pub by: PersonId,
    /// Each question of the paper, from 1; one left empty on the sheet is keyed as blank, not left out.
    pub answers: BTreeMap<u16, Given>,
}

/// A question on which two entries differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Number of the question.
    pub question: u16,
    /// As first keyed; none when it was left out.
    pub first: Option<Given>,
    /// As keyed the second time.
    pub second: Option<Given>,
}

/// Two entries compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// On which both agree.
    pub agreed: BTreeMap<u16, Given>,
    /// On which they differ, by number.
    pub differences: Vec<Difference>,
}

/// Compares two entries of a sheet of so many questions.
///
/// # Errors
/// `sheet.same-person`, `sheet.no-such-question`, or an answer beyond its bounds.
pub fn compare(first: &Keyed, second: &Keyed, questions: u16) -> Result<Comparison, Refusal> {
    require(first.by != second.by, "sheet.same-person")?;
    for (number, answer) in first.answers.iter().chain(&second.answers) {
        if !(1..=questions).contains(number) {
            return Err(Refusal::new("sheet.no-such-question").with("question", number).with("questions", questions));
        }
        answer.check()?;
    }
    let mut out = Comparison { agreed: BTreeMap::new(), differences: Vec::new() };
    for question in 1..=questions {
        let keyed = |entry: &Keyed| entry.answers.get(&question).map(plain);
        match (keyed(first), keyed(second)) {
            (Some(first), Some(second)) if first == second => {
                out.agreed.insert(question, first);
            }
            (first, second) => out.differences.push(Difference { question, first, second }),
        }
    }
    Ok(out)
}

impl Comparison {
    /// The answers of the sheet, once each difference was settled by looking at it. What both keyed alike stands.
    ///
    /// # Errors
    /// `sheet.not-settled` with the first question that is open, `sheet.not-in-question` for one that both keyed alike.
    pub fn settle(&self, settled: &BTreeMap<u16, Given>) -> Result<BTreeMap<u16, Given>, Refusal> {
        let differing: BTreeSet<u16> = self.differences.iter().map(|difference| difference.question).collect();
        if let Some(open) = differing.iter().find(|question| !settled.contains_key(question)) {
            return Err(Refusal::new("sheet.not-settled").with("question", open).with("open", differing.len()));
        }
        if let Some(other) = settled.keys().find(|question| !differing.contains(question)) {
            return Err(Refusal::new("sheet.not-in-question").with("question", other));
        }
        let mut out = self.agreed.clone();
        for (question, answer) in settled {
            answer.check()?;
            out.insert(*question, plain(answer));
        }
        Ok(out)
    }
}

/// An answer without what means nothing: order and repetition of choices and pairs, white space.
fn plain(answer: &Given) -> Given {
    if answer.is_blank() {
        return Given::Blank;
    }
    match answer.clone() {
        Given::Chosen(places) => Given::Chosen(distinct(places)),
        Given::Matched(pairs) => Given::Matched(distinct(pairs)),
        Given::Filled(texts) => Given::Filled(texts.iter().map(|text| squeeze(text)).collect()),
        Given::Written(text) => Given::Written(squeeze(&text)),
        other => other,
    }
}

fn distinct<T: Ord>(things: Vec<T>) -> Vec<T> {
    things.into_iter().collect::<BTreeSet<T>>().into_iter().collect()
}

/// Reads what a person keyed for one question as the sheet shows it: `-` for one left empty; `B` for one option, `AD`
/// for several; `B` or `S` (*benar*, *salah*), `T` or `F` for true or false; `1C 2A` for pairs; `CADB` for an order;
/// gaps as written, with `|` between them; letters of outlined areas, or points as `120,80 300,45`, on a picture. Small
/// letters do as well.
///
/// # Errors
/// `sheet.not-readable` with the kind of question, `sheet.no-such-place` for a place that the question has not, or an
/// answer beyond its bounds.
pub fn read(interaction: &Interaction, keyed: &str) -> Result<Given, Refusal> {
    let text = squeeze(keyed);
    let unreadable = || Refusal::new("sheet.not-readable").with("kind", interaction.kind());
    if text.is_empty() || text == "-" {
        return Ok(Given::Blank);
    }
    let signs: Vec<char> = text.to_uppercase().chars().filter(|c| !matches!(c, ' ' | ',' | '.')).collect();
    let letters = || signs.iter().map(|sign| letter(*sign)).collect::<Option<Vec<u8>>>().ok_or_else(unreadable);
    let answer = match interaction {
        Interaction::Single { .. } | Interaction::Multiple { .. } => Given::Chosen(letters()?),
        Interaction::TrueFalse => match signs.as_slice() {
            ['B' | 'T'] => Given::Chosen(vec![1]),
            ['S' | 'F'] => Given::Chosen(vec![2]),
            // Both marked: kept as it is, and unreadable as an answer.
            [_, _] if signs.iter().all(|sign| matches!(sign, 'B' | 'T' | 'S' | 'F')) => Given::Chosen(vec![1, 2]),
            _ => return Err(unreadable()),
        },
        Interaction::Ordering { .. } => Given::Ordered(letters()?),
        Interaction::Matching { .. } => Given::Matched(pairs(&signs).ok_or_else(unreadable)?),
        Interaction::Gaps { .. } => Given::Filled(text.split('|').map(|gap| gap.trim().to_owned()).collect()),
        Interaction::ShortAnswer { .. } | Interaction::Essay { .. } | Interaction::Oral { .. } => Given::Written(text),
        Interaction::Hotspot { areas, .. } if areas.is_empty() => Given::Pointed(points(&text).ok_or_else(unreadable)?),
        Interaction::Hotspot { areas, .. } => {
            let point = |place: &u8| {
                let area = usize::from(*place).checked_sub(1).and_then(|at| areas.get(at));
                area.map(|area| area.shape.inside()).map(|Point { x, y }| (x, y)).ok_or(*place)
            };
            let points: Result<Vec<_>, u8> = letters()?.iter().map(point).collect();
            Given::Pointed(points.map_err(no_such_place)?)
        }
        Interaction::Upload { .. } => return Err(unreadable()),
    };
    if answer.is_blank() {
        return Ok(Given::Blank);
    }
    answer.check()?;
    has_places(interaction, &answer)?;
    Ok(answer)
}

fn no_such_place(place: u8) -> Refusal {
    Refusal::new("sheet.no-such-place").with("place", letter_of(place))
}

/// Whether the question has the places that were marked. Too many marks are no fault of whoever keys them.
fn has_places(interaction: &Interaction, answer: &Given) -> Result<(), Refusal> {
    let within =
        |places: &[u8], choices: &[Choice]| match places.iter().find(|place| usize::from(**place) > choices.len()) {
            Some(place) => Err(no_such_place(*place)),
            None => Ok(()),
        };
    match (interaction, answer) {
        (Interaction::Single { options, .. } | Interaction::Multiple { options, .. }, Given::Chosen(places)) => {
            within(places, options)
        }
        (Interaction::Ordering { steps, .. }, Given::Ordered(places)) => within(places, steps),
        (Interaction::Matching { premises, responses, .. }, Given::Matched(pairs)) => {
            let (left, right): (Vec<u8>, Vec<u8>) = pairs.iter().copied().unzip();
            if let Some(place) = left.iter().find(|place| **place == 0 || usize::from(**place) > premises.len()) {
                return Err(Refusal::new("sheet.no-such-place").with("place", place));
            }
            within(&right, responses)
        }
        (Interaction::Gaps { gaps }, Given::Filled(texts)) if texts.len() > gaps.len() => {
            Err(Refusal::new("sheet.no-such-place").with("place", texts.len()))
        }
        _ => Ok(()),
    }
}

/// An answer as it is keyed: what [`read`] reads back. `-` for one left empty.
#[must_use]
pub fn written(interaction: &Interaction, answer: &Given) -> String {
    let letters = |places: &[u8]| places.iter().map(|place| letter_of(*place)).collect::<String>();
    if answer.is_blank() {
        return "-".to_owned();
    }
    match (interaction, answer) {
        (Interaction::TrueFalse, Given::Chosen(places)) => {
            places.iter().map(|place| if *place == 1 { 'B' } else { 'S' }).collect()
        }
        (Interaction::Hotspot { areas, .. }, Given::Pointed(points)) if !areas.is_empty() => {
            let area = |(x, y): &(u32, u32)| areas.iter().position(|area| area.shape.holds(Point { x: *x, y: *y }));
            points
                .iter()
                .map(|point| area(point).map_or('?', |at| letter_of(u8::try_from(at + 1).unwrap_or(0))))
                .collect()
        }
        (_, Given::Chosen(places) | Given::Ordered(places)) => letters(places),
        (_, Given::Matched(pairs)) => pairs
            .iter()
            .map(|(premise, response)| format!("{premise}{}", letter_of(*response)))
            .collect::<Vec<_>>()
            .join(" "),
        (_, Given::Pointed(points)) => points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" "),
        (_, Given::Filled(texts)) => texts.join(" | "),
        (_, Given::Filed(names)) => names.join(" | "),
        (_, Given::Written(text)) => text.clone(),
        (_, Given::Blank) => "-".to_owned(),
    }
}

/// Printed letter of a place, from 1; `?` beyond the alphabet.
fn letter_of(place: u8) -> char {
    match place {
        1..=26 => char::from(b'A' + place - 1),
        _ => '?',
    }
}

/// `120,80 300,45`: pixels to the right and down.
fn points(text: &str) -> Option<Vec<(u32, u32)>> {
    let point = |text: &str| {
        let (x, y) = text.split_once(',')?;
        Some((x.parse().ok()?, y.parse().ok()?))
    };
    text.split([' ', ';']).filter(|part| !part.is_empty()).map(point).collect()
}

/// Place of a printed letter, from 1.
fn letter(sign: char) -> Option<u8> {
    let place = u32::from(sign).checked_sub(u32::from('A'))?;
    u8::try_from(place).ok().filter(|place| *place < 26).map(|place| place + 1)
}

/// `1C2A`: number of the premise, letter of the response.
fn pairs(signs: &[char]) -> Option<Vec<(u8, u8)>> {
    let mut out = Vec::new();
    let mut number: Option<u8> = None;
    for sign in signs {
        match (sign.to_digit(10).and_then(|digit| u8::try_from(digit).ok()), number) {
            (Some(digit), before) => number = Some(before.unwrap_or(0).checked_mul(10)?.checked_add(digit)?),
            (None, Some(premise)) => {
                out.push((premise, letter(*sign)?));
                number = None;
            }
            (None, None) => return None,
        }
    }
    number.is_none().then_some(out)
}
