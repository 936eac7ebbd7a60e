//! Items written as GIFT.

use certification::refusal::Refusal;
use rust_decimal::Decimal;

use super::{
    super::{
        markup_out::{Dialect, written},
        moodle,
        report::{Export, Losses, Written, prove},
        tags,
    },
    import,
    text::{PLACE, escaped, place},
};
use crate::item::{Answer, Choice, ChoiceId, Content, GapKey, Interaction, Item, NumberKey, Scoring, TextKey};

/// Writes items. Files do not travel with GIFT; that is told.
#[must_use]
pub fn export(items: &[Item]) -> Export {
    let (texts, report) = prove(items, write, |text, intake| import(text.as_bytes(), intake));
    Export { bytes: texts.join("\n\n").into_bytes(), report }
}

/// How the texts of one item are written: all as letters, or all as HTML.
struct Pen {
    html: bool,
}

impl Pen {
    fn of(item: &Item) -> Self {
        let key = item.key.rationales.values().chain([&item.key.explanation]);
        let plain = |content: &Content| {
            content.as_plain().is_some_and(|text| !text.contains(['<', '&', '\u{E0A0}']) && !text.starts_with('['))
        };
        Self { html: !item.question.contents().chain(key).all(|content| content.is_empty() || plain(content)) }
    }

    fn write(&self, content: &Content) -> String {
        if !self.html {
            return escaped(&content.words());
        }
        let pen = Dialect { file: &moodle::texts::address, gap: &place, audio: true, underline: true };
        escaped(&written(&pen.flow(content)))
    }

    fn why(&self, id: &ChoiceId, item: &Item) -> String {
        item.key.rationales.get(id).map(|why| format!(" # {}", self.write(why))).unwrap_or_default()
    }
}

fn write(item: &Item) -> Written {
    let mut losses = Losses::default();
    let pen = Pen::of(item);
    if !item.media().is_empty() {
        losses.code("loss.files");
    }
    let mut out = String::from("//");
    deducted(item, &mut losses);
    let mark = |text: &str| text.replace('\\', "\\\\").replace(']', "\\]");
    out.push_str(&format!(" [id:{}]", mark(item.id.as_str())));
    for tag in tags::write(item, &mut losses) {
        out.push_str(&format!(" [tag:{}]", mark(&tag)));
    }
    out.push('\n');
    if !item.title.is_empty() {
        out.push_str(&format!("::{}::", escaped(&item.title)));
    }
    if pen.html {
        out.push_str("[html]");
    }
    let stem = pen.write(&item.question.stem);
    let answers = answers(item, &pen)?;
    let general = match item.key.explanation.is_empty() {
        true => String::new(),
        false => format!(" ####{}", pen.write(&item.key.explanation)),
    };
    let answers = format!("{{{answers}{general}}}");
    match stem.split_once(PLACE) {
        Some((before, after)) => {
            // What follows the answers has to be seen, or else they would not stand within the text.
            out.push_str(&format!("{before}{answers}{after}"));
        }
        None => out.push_str(&format!("{stem} {answers}")),
    }
    out.push('\n');
    Ok((out, losses))
}

/// A part of 1 as a percentage of at most five decimals, as Moodle's own.
pub(in super::super) fn percent(part: Decimal) -> Decimal {
    (part * Decimal::ONE_HUNDRED).round_dp(5).normalize()
}

/// What each option brings, as a part of 1.
pub(in super::super) fn weights(options: &[Choice], answer: &Answer, scoring: &Scoring) -> Vec<Decimal> {
    let right = |id: &ChoiceId| match answer {
        Answer::Choice(right) => right == id,
        Answer::Choices(right) => right.contains(id),
        _ => false,
    };
    let count = options.iter().filter(|option| right(&option.id)).count().max(1);
    let share = Decimal::ONE / Decimal::from(count);
    let weight = |option: &Choice| match scoring {
        Scoring::Weights(weights) => weights.get(&option.id).copied().unwrap_or_default(),
        _ if right(&option.id) => share,
        Scoring::PartsLessWrong => -share,
        _ => Decimal::ZERO,
    };
    options.iter().map(weight).collect()
}

/// An option of a single choice that takes points away takes them from the whole there, where nothing is the least here.
pub(in super::super) fn deducted(item: &Item, losses: &mut Losses) {
    if let (Answer::Choice(_), Scoring::Weights(weights)) = (&item.key.answer, &item.key.scoring)
        && weights.values().any(|weight| *weight < Decimal::ZERO)
    {
        losses.code("loss.below-zero");
    }
}

fn answers(item: &Item, pen: &Pen) -> Result<String, Refusal> {
    let cannot = |what: &str| Refusal::new("format.cannot-carry").with("what", what);
    let key = &item.key;
    let mut out = String::new();
    match (&item.question.interaction, &key.answer) {
        (Interaction::Single { options, .. }, Answer::Choice(right)) => {
            for (option, weight) in options.iter().zip(weights(options, &key.answer, &key.scoring)) {
                let sign = match (option.id == *right, weight) {
                    (true, _) => "=".to_owned(),
                    (false, weight) if weight.is_zero() => "~".to_owned(),
                    (false, weight) => format!("~%{}%", percent(weight)),
                };
                out.push_str(&format!("\n{sign}{}{}", pen.write(&option.content), pen.why(&option.id, item)));
            }
        }
        (Interaction::Multiple { options, .. }, Answer::Choices(_)) => {
            for (option, weight) in options.iter().zip(weights(options, &key.answer, &key.scoring)) {
                let text = pen.write(&option.content);
                out.push_str(&format!("\n~%{}%{text}{}", percent(weight), pen.why(&option.id, item)));
            }
        }
        (Interaction::TrueFalse, Answer::Truth(right)) => out.push_str(if *right { "TRUE" } else { "FALSE" }),
        (Interaction::Matching { .. }, Answer::Pairs(_)) if matches!(key.scoring, Scoring::Pairs(_)) => {
            return Err(cannot("scoring"));
        }
        (Interaction::Matching { premises, responses, .. }, Answer::Pairs(pairs)) => {
            let said = |id: &ChoiceId| responses.iter().find(|r| r.id == *id).map(|r| pen.write(&r.content));
            for premise in premises {
                let response = pairs.get(&premise.id).and_then(said).ok_or_else(|| cannot("key"))?;
                out.push_str(&format!("\n={} -> {response}", pen.write(&premise.content)));
            }
            for response in responses.iter().filter(|r| !pairs.values().any(|used| *used == r.id)) {
                out.push_str(&format!("\n= -> {}", pen.write(&response.content)));
            }
        }
        (Interaction::Gaps { gaps }, Answer::Gaps(keys)) if gaps.len() == 1 => match keys.values().next() {
            Some(GapKey::Text(texts)) => out.push_str(&text_answers(texts)),
            Some(GapKey::Numbers(numbers)) => out.push_str(&number_answers(numbers)),
            None => return Err(cannot("key")),
        },
        (Interaction::ShortAnswer { .. }, Answer::Texts(texts)) => out.push_str(&text_answers(texts)),
        (Interaction::Essay { .. }, Answer::Rubric(_)) => {}
        (other, _) => return Err(cannot(other.kind())),
    }
    Ok(out)
}

fn text_answers(key: &TextKey) -> String {
    let write = |accepted: &crate::item::Accepted| {
        let share =
            if accepted.share == Decimal::ONE { String::new() } else { format!("%{}%", percent(accepted.share)) };
        format!("\n={share}{}", escaped(&accepted.text.replace('*', "\\*")))
    };
    key.accepted.iter().map(write).collect()
}

fn number_answers(numbers: &[NumberKey]) -> String {
    let write = |number: &NumberKey| {
        let share = if number.share == Decimal::ONE { String::new() } else { format!("%{}%", percent(number.share)) };
        format!("\n={share}{}:{}", number.value, number.tolerance)
    };
    format!("#{}", numbers.iter().map(write).collect::<String>())
}
