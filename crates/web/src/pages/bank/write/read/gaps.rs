//! Gaps: where they stand in the stem, and what each takes.

use std::collections::BTreeMap;

use certification::text::squeeze;
use exam::item::{Answer, Block, Content, Gap, GapId, GapKey, Inline, Interaction, NumberKey, TextKey};
use rust_decimal::Decimal;

use super::{Form, decimal, kinds::whole};
use crate::pages::bank::write::fill::typed_gap;

/// How a gap looks in typed text.
const GAP: &str = "___";

impl Form<'_> {
    /// The name of the gap of a row, from 1: as it was, or a letter.
    pub(super) fn gap_of_row(&self, n: usize) -> GapId {
        let before: &[Gap] = match self.former.map(|item| &item.question.interaction) {
            Some(Interaction::Gaps { gaps }) => gaps,
            _ => &[],
        };
        let at = n.saturating_sub(1);
        before.get(at).map_or_else(|| GapId::letter(at), |gap| gap.id.clone())
    }

    pub(super) fn gaps(&self, stem: Content) -> (Content, Interaction, Answer) {
        let (mut gaps, mut keys) = (Vec::new(), BTreeMap::new());
        for names in self.names() {
            let right = self.lines(&names.text);
            if right.is_empty() {
                continue;
            }
            let number = self.fields.has(&names.number, "ya");
            let unit = self.fields.value(&names.unit).trim().to_owned();
            let id = self.gap_of_row(names.n);
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
}

/// A gap's key is what its row shows.
fn unchanged(key: &GapKey, (number, text, tolerance): (bool, &str, &str)) -> bool {
    let (was_number, was_text, was_tolerance) = typed_gap(key);
    was_number == number && squeeze(&was_text) == squeeze(text) && was_tolerance == tolerance.trim()
}

/// Each `___` of typed text as the next gap; further ones stay text, and a single gap that is not shown follows.
fn with_gaps(mut stem: Content, gaps: &[Gap]) -> Content {
    let mut next = gaps.iter();
    for block in &mut stem.0 {
        let Block::Paragraph(line) = block else { continue };
        let mut out = Vec::with_capacity(line.len());
        for inline in std::mem::take(line) {
            match inline {
                Inline::Text(text) => split(&text, &mut next, &mut out),
                other => out.push(other),
            }
        }
        *line = out;
    }
    stem
}

fn split<'a>(text: &str, next: &mut impl Iterator<Item = &'a Gap>, out: &mut Vec<Inline>) {
    let mut rest = text;
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
}
