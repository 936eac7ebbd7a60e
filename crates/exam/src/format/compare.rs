//! Two readings of an item, compared: before it was written and after it was read back. What differs in what is asked or
//! what is right makes the writing fail; what differs elsewhere is a loss that is told.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;

use crate::item::{
    Answer, Area, Block, Choice, ChoiceId, Content, Gap, GapId, GapKey, Inline, Interaction, Item, Key, Scoring,
};

/// What `after` lacks of `before`.
///
/// # Errors
/// `format.cannot-carry` with what differs, when the question asked or its key would be another.
pub(super) fn losses(before: &Item, after: &Item) -> Result<Vec<Refusal>, Refusal> {
    let mut losses = Vec::new();
    if before.id != after.id {
        losses.push(Refusal::new("loss.name").with("name", &before.id));
    }
    let mut lose = |differs: bool, code: &str| {
        if differs {
            losses.push(Refusal::new(code));
        }
    };
    lose(before.title != after.title, "loss.title");
    lose(before.place != after.place, "loss.place");
    lose(before.level != after.level, "loss.level");
    lose(before.enemies != after.enemies, "loss.enemies");
    lose(before.example != after.example, "loss.example");
    lose(before.question.language != after.question.language, "loss.language");
    lose(before.question.stimulus != after.question.stimulus, "loss.stimulus");
    lose(before.question.points != after.question.points, "loss.points");
    lose(before.key.explanation != after.key.explanation, "loss.explanation");

    let (mut a, mut b) = (before.clone(), after.clone());
    let exact = a.question.interaction == b.question.interaction && a.key == b.key;
    if !exact {
        canonical(&mut a);
        canonical(&mut b);
        lose(a.key.rationales != b.key.rationales, "loss.rationales");
        lose(hints(&mut a.question.interaction) != hints(&mut b.question.interaction), "loss.display");
        lose(model(&mut a.key) != model(&mut b.key), "loss.rubric");
    }
    let cannot = |what: &str| Err(Refusal::new("format.cannot-carry").with("what", what));
    if super::tidy(&a.question.stem) != super::tidy(&b.question.stem) {
        return cannot("stem");
    }
    lose(a.question.stem != b.question.stem && before.question.stem != after.question.stem, "loss.white-space");
    if a.question.interaction != b.question.interaction {
        return cannot("options");
    }
    if a.key.answer != b.key.answer || a.key.scoring != b.key.scoring {
        return cannot("key");
    }
    if !exact && losses.is_empty() {
        // Nothing but the names of choices, or the order of responses that are shuffled anyway.
        losses.push(Refusal::new("loss.names-or-order"));
    }
    Ok(losses)
}

/// How a question is shown, taken out of it: whether its order may change, what a marker or candidate is hinted at.
fn hints(interaction: &mut Interaction) -> String {
    match interaction {
        Interaction::Single { shuffle, .. }
        | Interaction::Matching { shuffle, .. }
        | Interaction::Ordering { shuffle, .. } => format!("{}", std::mem::take(shuffle)),
        Interaction::Multiple { shuffle, least, .. } => {
            format!("{} {}", std::mem::take(shuffle), std::mem::take(least))
        }
        Interaction::Essay { words, minutes } => format!("{:?} {:?}", words.take(), minutes.take()),
        Interaction::Oral { minutes } => format!("{:?}", minutes.take()),
        Interaction::ShortAnswer { letters } => format!("{}", std::mem::take(letters)),
        Interaction::Gaps { gaps } => gaps.iter_mut().map(|gap| std::mem::take(&mut gap.unit) + ";").collect(),
        Interaction::Hotspot { areas, .. } => {
            areas.iter_mut().map(|area| std::mem::take(&mut area.label) + ";").collect()
        }
        Interaction::Upload { endings, .. } => std::mem::take(endings).join(" "),
        Interaction::TrueFalse => String::new(),
    }
}

/// A rubric, taken out of a key.
fn model(key: &mut Key) -> String {
    match &mut key.answer {
        Answer::Rubric(rubric) => serde_json::to_string(&std::mem::take(rubric)).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Renames choices and gaps by their place, and sorts responses that are shuffled by what they say.
fn canonical(item: &mut Item) {
    // Of one part, the part is the whole.
    let parts = match &item.key.answer {
        Answer::Gaps(keys) => keys.len(),
        Answer::Areas(areas) => areas.len(),
        Answer::Pairs(pairs) => pairs.len(),
        _ => 2,
    };
    if parts == 1 && item.key.scoring == Scoring::Parts {
        item.key.scoring = Scoring::Whole;
    }
    let mut names: BTreeMap<ChoiceId, ChoiceId> = BTreeMap::new();
    let mut rename = |choices: &mut [Choice], offset: usize| {
        for (index, choice) in choices.iter_mut().enumerate() {
            let name = ChoiceId::letter(100 + offset + index);
            names.insert(std::mem::replace(&mut choice.id, name.clone()), name);
        }
    };
    match &mut item.question.interaction {
        Interaction::Single { options, .. } | Interaction::Multiple { options, .. } => rename(options, 0),
        Interaction::Ordering { steps, .. } => {
            steps.sort_by_key(|step| step.content.words());
            rename(steps, 0);
        }
        Interaction::Matching { premises, responses, .. } => {
            // Premises and responses may share names; they are told apart by their offsets below.
            matching(premises, responses, &mut item.key);
            return;
        }
        Interaction::Hotspot { areas, .. } => {
            for (index, Area { id, .. }) in areas.iter_mut().enumerate() {
                *id = ChoiceId::letter(index);
            }
        }
        Interaction::Gaps { gaps } => {
            let renamed = gap_names(gaps, &mut item.question.stem);
            if let Answer::Gaps(keys) = &mut item.key.answer {
                let taken: BTreeMap<GapId, GapKey> = std::mem::take(keys);
                keys.extend(taken.into_iter().map(|(id, key)| (renamed.get(&id).cloned().unwrap_or(id), key)));
            }
            if let Scoring::Gaps(weights) = &mut item.key.scoring {
                *weights = weights.renamed(|id| renamed.get(id).unwrap_or(id).clone());
            }
        }
        _ => {}
    }
    let new = |id: &ChoiceId| names.get(id).unwrap_or(id).clone();
    let key = &mut item.key;
    key.answer = match std::mem::replace(&mut key.answer, Answer::Truth(false)) {
        Answer::Choice(id) => Answer::Choice(new(&id)),
        Answer::Choices(ids) => Answer::Choices(ids.iter().map(new).collect::<BTreeSet<_>>()),
        Answer::Order(ids) => Answer::Order(ids.iter().map(new).collect()),
        other => other,
    };
    if let Scoring::Weights(weights) = &mut key.scoring {
        *weights = weights.iter().map(|(id, weight)| (new(id), *weight)).filter(|(_, w)| !w.is_zero()).collect();
    }
    key.rationales = key.rationales.iter().map(|(id, why)| (new(id), why.clone())).collect();
}

fn matching(premises: &mut [Choice], responses: &mut [Choice], key: &mut Key) {
    responses.sort_by_key(|response| response.content.words());
    let rename = |choices: &mut [Choice], offset: usize| -> BTreeMap<ChoiceId, ChoiceId> {
        let named = choices.iter_mut().enumerate().map(|(index, choice)| {
            let name = ChoiceId::letter(offset + index);
            (std::mem::replace(&mut choice.id, name.clone()), name)
        });
        named.collect()
    };
    let (left, right) = (rename(premises, 100), rename(responses, 300));
    let new = |names: &BTreeMap<ChoiceId, ChoiceId>, id: &ChoiceId| names.get(id).unwrap_or(id).clone();
    if let Scoring::Pairs(weights) = &mut key.scoring {
        *weights = weights.renamed(|premise| new(&left, premise), |response| new(&right, response));
    }
    if let Answer::Pairs(pairs) = &mut key.answer {
        *pairs = pairs.iter().map(|(premise, response)| (new(&left, premise), new(&right, response))).collect();
    }
}

fn gap_names(gaps: &mut [Gap], stem: &mut Content) -> BTreeMap<GapId, GapId> {
    let mut names = BTreeMap::new();
    for (index, gap) in gaps.iter_mut().enumerate() {
        let name = GapId::letter(100 + index);
        names.insert(std::mem::replace(&mut gap.id, name.clone()), name);
    }
    rename_in(&mut stem.0, &names);
    names
}

fn rename_in(blocks: &mut [Block], names: &BTreeMap<GapId, GapId>) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => rename_line(line, names),
            Block::List { entries, .. } => entries.iter_mut().for_each(|entry| rename_in(&mut entry.0, names)),
            Block::Table(table) => {
                rename_line(&mut table.caption, names);
                let cells = table.head.iter_mut().chain(table.rows.iter_mut().flatten());
                cells.for_each(|cell| rename_in(&mut cell.0, names));
            }
            Block::Quote(inner) => rename_in(&mut inner.0, names),
            _ => {}
        }
    }
}

fn rename_line(line: &mut [Inline], names: &BTreeMap<GapId, GapId>) {
    for inline in line {
        match inline {
            Inline::Gap(gap) => {
                if let Some(name) = names.get(gap) {
                    *gap = name.clone();
                }
            }
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Underline(inner)
            | Inline::Sub(inner)
            | Inline::Sup(inner) => rename_line(inner, names),
            _ => {}
        }
    }
}
