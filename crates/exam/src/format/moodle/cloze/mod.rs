//! Moodle's embedded answers: `{1:SHORTANSWER:=text~%50%other}` within the text, read as gaps and written from them. A
//! list to choose from that stands alone in its text is read as a single choice; several that list the same, as pairs of
//! numbered gaps and what is listed.

mod spelled;

use std::collections::BTreeMap;

use certification::refusal::Refusal;
use rust_decimal::Decimal;

pub(super) use self::spelled::{MOST, written};
use self::spelled::{body_end, head, joined, left, push_text, split, weighed};
use super::super::{
    gift,
    markup::LINE,
    report::{Losses, brief},
};
use super::words;
use crate::item::{
    Accepted, Answer, Block, Choice, ChoiceId, Content, Gap, GapId, GapKey, GapWeights, Inline, Interaction, Key,
    NumberKey, PairWeights, Question, Scoring, TextKey, check,
};

/// Gaps found so far.
struct Found<'a> {
    gaps: Vec<Gap>,
    keys: BTreeMap<GapId, GapKey>,
    weights: Vec<u32>,
    lists: Vec<List>,
    losses: &'a mut Losses,
}

/// A list to choose from.
struct List {
    options: Vec<Choice>,
    /// What each brings, as a part of 1.
    weights: Vec<(ChoiceId, Decimal)>,
    shuffle: bool,
}

/// A list that is chosen from once, and whether it is shuffled; several may be chosen from others, and how Moodle counts
/// those is not told.
fn list(kind: &str) -> Option<bool> {
    match kind {
        "MULTICHOICE" | "MC" | "MULTICHOICE_V" | "MCV" | "MULTICHOICE_H" | "MCH" => Some(false),
        "MULTICHOICE_S" | "MCS" | "MULTICHOICE_VS" | "MCVS" | "MULTICHOICE_HS" | "MCHS" => Some(true),
        _ => None,
    }
}

/// Makes gaps of the answers embedded in the stem.
pub(super) fn read(question: &mut Question, key: &mut Key, told: bool, losses: &mut Losses) -> Result<(), Refusal> {
    let mut found = Found { gaps: Vec::new(), keys: BTreeMap::new(), weights: Vec::new(), lists: Vec::new(), losses };
    found.blocks(&mut question.stem)?;
    check::room(found.weights.len(), 0)?;
    // It would be read by candidates, key and all.
    if let Some(left) = left(&question.stem.words()) {
        return Err(Refusal::new("moodle.cloze-left").with("text", brief(left, 24)));
    }
    if found.weights.is_empty() {
        return Err(Refusal::new("moodle.cloze-none"));
    }
    if !told {
        question.points = found.weights.iter().map(|weight| Decimal::from(*weight)).sum();
    }
    let several = found.lists.len() > 1;
    let mut count = 0;
    words::each_text(&mut question.stem, &mut |text| {
        while let Some(at) = text.find(PLACE) {
            let label = if several { format!("{} {LINE}", words::label(count)) } else { LINE.to_owned() };
            text.replace_range(at..at + PLACE.len_utf8(), &label);
            count += 1;
        }
    });
    if several && found.gaps.is_empty() {
        found.losses.code("loss.gap-match");
        return pairs(found.lists, &found.weights, question, key);
    }
    match (found.lists.pop(), found.lists.len() + found.gaps.len()) {
        (None, _) => {}
        (Some(only), 0) => {
            found.losses.code("loss.inline-choice");
            gift::odd_weights(true, &only.weights, found.losses);
            question.interaction = gift::weigh(true, only.weights, only.options, only.shuffle, key)?;
            return Ok(());
        }
        (Some(_), _) => return Err(Refusal::new("moodle.cloze-choices")),
    }
    let weights = found.gaps.iter().map(|gap| gap.id.clone()).zip(found.weights.iter().copied().map(Decimal::from));
    key.scoring = match GapWeights::of(weights) {
        Some(weights) if found.gaps.len() > 1 => Scoring::of_gaps(weights),
        _ => Scoring::Whole,
    };
    key.answer = Answer::Gaps(found.keys);
    question.interaction = Interaction::Gaps { gaps: found.gaps };
    Ok(())
}

/// Lists that are one list, each with one right entry, are pairs. An entry that brings a part is a pair that does.
fn pairs(lists: Vec<List>, counts: &[u32], question: &mut Question, key: &mut Key) -> Result<(), Refusal> {
    let other = || Refusal::new("moodle.cloze-choices");
    let mut lists = lists.into_iter();
    let first = lists.next().ok_or_else(other)?;
    let responses = first.options.clone();
    let known = |content: &Content| responses.iter().find(|one| one.content == *content).map(|one| one.id.clone());
    let (mut premises, mut answer, mut shuffle) = (Vec::new(), BTreeMap::new(), true);
    let mut weights = BTreeMap::new();
    for ((at, list), count) in std::iter::once(first).chain(lists).enumerate().zip(counts) {
        let mut ids =
            list.options.iter().map(|option| known(&option.content)).collect::<Option<Vec<_>>>().ok_or_else(other)?;
        let full: Vec<&ChoiceId> = list
            .weights
            .iter()
            .zip(&ids)
            .filter(|((_, weight), _)| *weight == Decimal::ONE)
            .map(|(_, id)| id)
            .collect();
        let [right] = full.as_slice() else { return Err(other()) };
        let (right, id) = ((*right).clone(), gift::numbered(at));
        for ((_, share), response) in list.weights.iter().zip(&ids).filter(|((_, share), _)| !share.is_zero()) {
            // Whether what is taken off is taken from other lists as well is not told.
            if *share < Decimal::ZERO {
                return Err(other());
            }
            weights.insert((id.clone(), response.clone()), share * Decimal::from(*count));
        }
        ids.sort();
        ids.dedup();
        if ids.len() != responses.len() || ids.len() != list.options.len() {
            return Err(other());
        }
        premises.push(Choice { id: id.clone(), content: Content::plain(&words::label(at)) });
        answer.insert(id, right);
        shuffle &= list.shuffle;
    }
    let weights = PairWeights::of(weights, Decimal::ZERO).ok_or_else(other)?;
    key.scoring = Scoring::of_pairs(weights, &answer);
    key.answer = Answer::Pairs(answer);
    question.interaction = Interaction::Matching { premises, responses, shuffle };
    Ok(())
}

impl Found<'_> {
    fn blocks(&mut self, content: &mut Content) -> Result<(), Refusal> {
        for block in &mut content.0 {
            match block {
                Block::Paragraph(line) => self.line(line)?,
                Block::List { entries, .. } => entries.iter_mut().try_for_each(|entry| self.blocks(entry))?,
                Block::Table(table) => {
                    self.line(&mut table.caption)?;
                    let mut cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                    cells.try_for_each(|cell| self.blocks(cell))?;
                }
                Block::Quote(inner) => self.blocks(inner)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn line(&mut self, line: &mut Vec<Inline>) -> Result<(), Refusal> {
        let mut out = Vec::with_capacity(line.len());
        for inline in joined(std::mem::take(line)) {
            match inline {
                Inline::Text(text) => self.text(&text, &mut out)?,
                Inline::Strong(inner) => out.push(Inline::Strong(self.inner(inner)?)),
                Inline::Emphasis(inner) => out.push(Inline::Emphasis(self.inner(inner)?)),
                Inline::Underline(inner) => out.push(Inline::Underline(self.inner(inner)?)),
                Inline::Sub(inner) => out.push(Inline::Sub(self.inner(inner)?)),
                Inline::Sup(inner) => out.push(Inline::Sup(self.inner(inner)?)),
                other => out.push(other),
            }
        }
        *line = out;
        Ok(())
    }

    fn inner(&mut self, mut inner: Vec<Inline>) -> Result<Vec<Inline>, Refusal> {
        self.line(&mut inner)?;
        Ok(inner)
    }

    fn text(&mut self, text: &str, out: &mut Vec<Inline>) -> Result<(), Refusal> {
        let mut rest = text;
        let mut plain = String::new();
        if text.contains(PLACE) {
            return Err(Refusal::new("gift.signs"));
        }
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            plain.push_str(before);
            let Some((weight, kind, body)) = head(from) else {
                plain.push('{');
                rest = from.get(1..).unwrap_or_default();
                continue;
            };
            let (answers, after) = body_end(body).ok_or_else(|| Refusal::new("moodle.cloze-open"))?;
            rest = after;
            self.weights.push(weight);
            if let Some(shuffle) = list(kind) {
                self.list(answers, shuffle)?;
                plain.push(PLACE);
                continue;
            }
            let key = self.key(kind, answers)?;
            push_text(&mut plain, out);
            let id = GapId::letter(self.gaps.len());
            out.push(Inline::Gap(id.clone()));
            self.gaps.push(Gap { id: id.clone(), number: matches!(key, GapKey::Numbers(_)), unit: String::new() });
            self.keys.insert(id, key);
        }
        plain.push_str(rest);
        push_text(&mut plain, out);
        Ok(())
    }

    fn list(&mut self, answers: &str, shuffle: bool) -> Result<(), Refusal> {
        let mut list = List { options: Vec::new(), weights: Vec::new(), shuffle };
        let answers = split(answers);
        check::room(answers.len(), 0)?;
        for (index, (text, said)) in answers.into_iter().enumerate() {
            if said {
                self.losses.code("loss.feedback");
            }
            let (share, text) = weighed(&text)?;
            let id = ChoiceId::letter(index);
            list.options.push(Choice { id: id.clone(), content: Content::plain(text) });
            list.weights.push((id, share));
        }
        self.lists.push(list);
        Ok(())
    }

    fn key(&mut self, kind: &str, answers: &str) -> Result<GapKey, Refusal> {
        let numeric = match kind {
            "SHORTANSWER" | "SA" | "MW" | "SHORTANSWER_C" | "SAC" | "MWC" => false,
            "NUMERICAL" | "NM" => true,
            other => return Err(Refusal::new("moodle.cloze-kind").with("kind", brief(other, 40))),
        };
        let (mut accepted, mut numbers, mut nothing) = (Vec::new(), Vec::new(), gift::Nothing::default());
        let case_sensitive = matches!(kind, "SHORTANSWER_C" | "SAC" | "MWC");
        let answers = split(answers);
        check::room(0, answers.len())?;
        for (text, said) in answers {
            if said {
                self.losses.code("loss.feedback");
            }
            let (share, text) = weighed(&text)?;
            if share <= Decimal::ZERO && numeric && text.trim() == "*" {
                nothing.number(share, None, self.losses)?;
            } else if numeric {
                let fault = || Refusal::new("moodle.number").with("name", "cloze").with("text", brief(text, 40));
                let (value, tolerance) = text.split_once(':').unwrap_or((text, "0"));
                let value = gift::number(value).ok_or_else(fault)?.normalize();
                let tolerance = gift::number(tolerance).filter(|t| *t >= Decimal::ZERO).ok_or_else(fault)?.normalize();
                if nothing.number(share, Some((value, tolerance)), self.losses)? {
                    numbers.push(NumberKey { value, tolerance, share });
                }
            } else {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                if nothing.text(share, &text, case_sensitive, self.losses)? {
                    accepted.push(Accepted { text: gift::literal(&text)?, share });
                }
            }
        }
        gift::full(accepted.iter().map(|one| one.share).chain(numbers.iter().map(|one| one.share)))?;
        Ok(match numeric {
            true => GapKey::Numbers(numbers),
            false => GapKey::Text(TextKey { accepted, case_sensitive, marked_by_people: false }),
        })
    }
}

/// Holds the place of a list while the text is read.
const PLACE: char = '\u{E0A2}';
