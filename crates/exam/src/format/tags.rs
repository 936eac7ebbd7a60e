//! What formats with tags, but without a place of their own for it, carry of an item: `kompeten:level=C3` and the like.
//! Readers elsewhere show them as tags; here they are read back.

use certification::refusal::Refusal;

use super::report::Losses;
use crate::item::{Answer, GapKey, Interaction, Item, ItemId, Language, Level, Place, Scoring};

const OURS: &str = "kompeten:";

/// What is wanted to be known of an item while it is still being read.
#[derive(Debug, Default)]
pub(super) struct Tags {
    pub(super) place: Option<Place>,
    pub(super) level: Option<Level>,
    pub(super) language: Option<Language>,
    pub(super) enemies: Vec<ItemId>,
    pub(super) example: bool,
    pub(super) untitled: bool,
    pub(super) whole: bool,
    pub(super) gap: bool,
    pub(super) case: bool,
    pub(super) people: bool,
    pub(super) choose: Option<(u32, u32)>,
    /// Units of measure, by the place of their gap, from 1.
    pub(super) units: Vec<(usize, String)>,
}

impl Tags {
    /// Reads tags; others than ours are told as lost.
    pub(super) fn read<'a>(tags: impl IntoIterator<Item = &'a str>, losses: &mut Losses) -> Self {
        let mut out = Self::default();
        for tag in tags {
            if out.known(tag.trim()).is_none() {
                losses.named("loss.tag", tag.trim());
            }
        }
        out
    }

    fn known(&mut self, tag: &str) -> Option<()> {
        let tag = tag.strip_prefix(OURS)?;
        let (name, value) = tag.split_once('=').unwrap_or((tag, ""));
        match name {
            "place" => {
                let mut parts = value.rsplitn(3, '/');
                let criterion = parts.next()?.to_owned();
                let element = parts.next()?.parse().ok()?;
                self.place = Some(Place { unit: parts.next()?.to_owned(), element, criterion });
            }
            "level" => self.level = Some(*Level::ALL.iter().find(|level| level.as_str() == value)?),
            "language" => {
                self.language = Some(match value {
                    "id" => Language::Id,
                    "en" => Language::En,
                    _ => return None,
                });
            }
            "enemy" => self.enemies.push(ItemId::new(value).ok()?),
            "example" => self.example = true,
            "untitled" => self.untitled = true,
            "scoring" if value == "whole" => self.whole = true,
            "kind" if value == "gap" => self.gap = true,
            "case" => self.case = true,
            "people" => self.people = true,
            "choose" => {
                let (least, most) = value.split_once('-')?;
                self.choose = Some((least.parse().ok()?, most.parse().ok()?));
            }
            "unit" => {
                let (gap, unit) = value.split_once(':')?;
                self.units.push((gap.parse().ok().filter(|gap| *gap > 0)?, unit.to_owned()));
            }
            _ => return None,
        }
        Some(())
    }

    /// Puts what was read into an item.
    pub(super) fn into_item(self, item: &mut Item) {
        item.place = self.place;
        item.level = self.level;
        item.question.language = self.language.unwrap_or(item.question.language);
        item.enemies = self.enemies.into_iter().collect();
        item.example = self.example;
        if self.untitled {
            item.title.clear();
        }
        if self.whole {
            item.key.scoring = Scoring::Whole;
        }
        if let (Some((low, high)), Interaction::Multiple { least, most, .. }) =
            (self.choose, &mut item.question.interaction)
        {
            (*least, *most) = (low, high);
        }
        if let Interaction::Gaps { gaps } = &mut item.question.interaction {
            for (at, unit) in self.units {
                gaps.get_mut(at - 1).into_iter().for_each(|gap| gap.unit.clone_from(&unit));
            }
        }
        let texts = match &mut item.key.answer {
            Answer::Texts(texts) => Some(texts),
            Answer::Gaps(gaps) => gaps.values_mut().find_map(|key| match key {
                GapKey::Text(texts) => Some(texts),
                GapKey::Numbers(_) => None,
            }),
            _ => None,
        };
        if let Some(texts) = texts {
            texts.case_sensitive |= self.case;
            texts.marked_by_people |= self.people;
        }
    }
}

/// The tags of an item. What a reader elsewhere will not heed, though it bears on the result, is told as lost.
pub(super) fn write(item: &Item, losses: &mut Losses) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(Place { unit, element, criterion }) = &item.place {
        out.push(format!("place={unit}/{element}/{criterion}"));
    }
    if let Some(level) = item.level {
        out.push(format!("level={}", level.as_str()));
    }
    out.push(match item.question.language {
        Language::Id => "language=id".to_owned(),
        Language::En => "language=en".to_owned(),
    });
    out.extend(item.enemies.iter().map(|enemy| format!("enemy={enemy}")));
    if item.example {
        out.push("example".to_owned());
    }
    if item.title.is_empty() {
        out.push("untitled".to_owned());
    }
    let mut elsewhere = |what: &str| losses.add(Refusal::new("loss.elsewhere").with("what", what));
    let parts = match &item.question.interaction {
        Interaction::Multiple { .. } | Interaction::Matching { .. } => true,
        Interaction::Gaps { gaps } => gaps.len() > 1,
        _ => false,
    };
    if parts && item.key.scoring == Scoring::Whole {
        out.push("scoring=whole".to_owned());
        elsewhere("scoring");
    }
    match &item.question.interaction {
        Interaction::Multiple { least, most, options, .. } => {
            out.push(format!("choose={least}-{most}"));
            if *least > 0 || (*most as usize) < options.len() {
                elsewhere("choose");
            }
        }
        Interaction::Gaps { gaps } if gaps.len() == 1 && item.question.stem.gaps().is_empty() => {
            out.push("kind=gap".to_owned());
        }
        _ => {}
    }
    if let Interaction::Gaps { gaps } = &item.question.interaction {
        let told = gaps.iter().enumerate().filter(|(_, gap)| !gap.unit.is_empty());
        out.extend(told.map(|(at, gap)| format!("unit={}:{}", at + 1, gap.unit)));
    }
    let texts: Vec<_> = match &item.key.answer {
        Answer::Texts(texts) => vec![texts],
        Answer::Gaps(gaps) if gaps.len() == 1 => gaps
            .values()
            .filter_map(|key| match key {
                GapKey::Text(texts) => Some(texts),
                GapKey::Numbers(_) => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    for texts in texts {
        if texts.case_sensitive {
            out.push("case".to_owned());
        }
        if texts.marked_by_people {
            out.push("people".to_owned());
            elsewhere("marked-by-people");
        }
    }
    out.into_iter().map(|tag| format!("{OURS}{tag}")).collect()
}
