//! Finding items: those that look like one that is written, reviewed or taken from a file, and those that are sought as
//! its enemies.

use std::collections::BTreeMap;

use certification::{permit::Actor, text::fold};
use exam::{
    bank::{
        Life, State,
        alike::{self, Index, Likeness},
    },
    item::{Item, ItemId, Language},
};

use super::{ExamBank, ItemFilter};
use crate::WorkflowError;

/// The most items that are shown as looking like one.
const ALIKE: usize = 8;
/// Letters of a stem in a list.
const BRIEF: usize = 120;

/// An item that looks like another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LooksAlike {
    /// The item.
    pub item: ItemId,
    /// The beginning of what it asks.
    pub stem: String,
    /// Its language.
    pub language: Language,
    /// How alike, per cent.
    pub share: i64,
    /// Where it stands; none for an item that came with the same file and is in no bank yet.
    pub state: Option<State>,
    /// It became known to those who are to answer it.
    pub leaked: bool,
}

/// What of an item is told beside one that it looks like.
struct Beside {
    id: ItemId,
    stem: String,
    language: Language,
    state: Option<State>,
    leaked: bool,
}

impl Beside {
    fn of(item: &Item, life: Option<&Life>) -> Self {
        Self {
            id: item.id.clone(),
            stem: brief(item),
            language: item.question.language,
            state: life.map(|life| life.state),
            leaked: life.is_some_and(Life::is_leaked),
        }
    }
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
    /// Items of the bank that look like one, the most alike first; retired ones too, since what was retired or became
    /// known must not come back as new.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn alike(&self, actor: &Actor, item: &Item) -> Result<Vec<LooksAlike>, WorkflowError> {
        Ok(self.all_alike(actor, std::slice::from_ref(item)).await?.pop().unwrap_or_default())
    }

    /// The same for each of these items, in their order; those of them that the bank does not have are compared with one
    /// another too.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn all_alike(&self, actor: &Actor, items: &[Item]) -> Result<Vec<Vec<LooksAlike>>, WorkflowError> {
        let mut beside: BTreeMap<ItemId, (Beside, Likeness)> = BTreeMap::new();
        for row in self.items(actor, "", "").await? {
            let life = self.opened(&row)?;
            let Some(version) = life.newest() else { continue };
            let item = &version.item;
            beside.insert(item.id.clone(), (Beside::of(item, Some(&life)), Likeness::of(item)));
        }
        let sought: Vec<Likeness> = items.iter().map(Likeness::of).collect();
        if items.len() > 1 {
            for (item, likeness) in items.iter().zip(&sought) {
                beside.entry(item.id.clone()).or_insert_with(|| (Beside::of(item, None), likeness.clone()));
            }
        }
        let least = f64::from(i32::try_from(self.flow.settings().await?.int("exam.alike_from")).unwrap_or(100)) / 100.0;
        let found = tokio::task::spawn_blocking(move || {
            let (beside, bank): (Vec<Beside>, Vec<Likeness>) = beside.into_values().unzip();
            let by_id: BTreeMap<&ItemId, &Beside> = beside.iter().map(|one| (&one.id, one)).collect();
            let told = |alike: alike::Alike| {
                let one = by_id.get(&alike.item)?;
                Some(LooksAlike {
                    item: alike.item,
                    stem: one.stem.clone(),
                    language: one.language,
                    share: (alike.likeness * 100.0).round() as i64,
                    state: one.state,
                    leaked: one.leaked,
                })
            };
            let all = |found: Vec<alike::Alike>| found.into_iter().filter_map(told).collect();
            match &sought[..] {
                [one] => vec![all(alike::find(one, &bank, least, ALIKE))],
                many => {
                    let index = Index::new(bank);
                    many.iter().map(|one| all(index.find(one, least, ALIKE))).collect()
                }
            }
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
