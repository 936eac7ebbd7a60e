//! Finding items while one is written: those that look like it, and those that are sought as its enemies.

use certification::{permit::Actor, text::fold};
use exam::{
    bank::alike::{self, Likeness},
    item::{Item, ItemId},
};

use super::{ExamBank, ItemFilter};
use crate::WorkflowError;

/// The most items that are shown as looking alike.
const ALIKE: usize = 8;
/// Letters of a stem in a list.
const BRIEF: usize = 120;

/// An item that looks like the one that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooksAlike {
    /// The item.
    pub item: ItemId,
    /// The beginning of what it asks.
    pub stem: String,
    /// How alike, per cent.
    pub share: i64,
}

/// The beginning of what an item asks, in one line.
pub(super) fn brief(item: &Item) -> String {
    let words = item.question.stem.words().split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out: String = words.chars().take(BRIEF).collect();
    if words.chars().nth(BRIEF).is_some() {
        out.push('…');
    }
    out
}

impl ExamBank {
    /// Items of the bank that look like one, the most alike first.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn alike(&self, actor: &Actor, item: &Item) -> Result<Vec<LooksAlike>, WorkflowError> {
        let bank = self.newest(actor, &ItemFilter::default()).await?;
        let one = Likeness::of(item);
        let least = f64::from(i32::try_from(self.flow.settings().await?.int("exam.alike_from")).unwrap_or(100)) / 100.0;
        let found = tokio::task::spawn_blocking(move || {
            let all: Vec<Likeness> = bank.iter().map(|(_, item)| Likeness::of(item)).collect();
            let found = alike::find(&one, &all, least, ALIKE);
            let stem = |id: &ItemId| bank.iter().find(|(_, item)| item.id == *id).map(|(_, item)| brief(item));
            let share = |likeness: f64| (likeness * 100.0).round() as i64;
            let told = found.into_iter().map(|alike| LooksAlike {
                stem: stem(&alike.item).unwrap_or_default(),
                share: share(alike.likeness),
                item: alike.item,
            });
            told.collect()
        });
        found.await.map_err(|e| WorkflowError::Fault(e.to_string()))
    }

    /// Items whose name, title or stem holds the text of the filter, at most so many: name, beginning of the stem.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn sought(
        &self,
        actor: &Actor,
        filter: &ItemFilter,
        most: usize,
    ) -> Result<Vec<(String, String)>, WorkflowError> {
        let sought = fold(&filter.text);
        let all = self.newest(actor, &ItemFilter { text: String::new(), ..filter.clone() }).await?;
        let holds = |item: &Item| {
            let texts = [item.id.as_str(), item.title.as_str(), &item.question.stem.words()].map(fold);
            texts.iter().any(|text| text.contains(&sought))
        };
        let found = all.iter().filter(|(_, item)| holds(item)).take(most);
        Ok(found.map(|(row, item)| (row.id.clone(), brief(item))).collect())
    }
}
