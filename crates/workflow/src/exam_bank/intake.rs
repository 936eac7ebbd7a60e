//! Items from files: a file waits, sealed under its reader's key, until that person has seen what would come of it; then
//! its items become drafts of theirs. What the bank has already is never overwritten without a word.

use std::collections::{BTreeMap, BTreeSet};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use certification::{
    permit::{Action, Actor, Object},
    record::exam::{Item as ItemRow, ItemPart},
    refusal::Refusal,
    text::fold,
};
use exam::{
    bank::State,
    format::{self, Format, Import, Intake},
    item::{Item, ItemId, Language, MediaName, Stimulus},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use store::{Lane, Read as _, outside::draft};

use super::{ExamBank, ItemStep, MediaKind};
use crate::{WorkflowError, exam_room::Safe, may_see};

/// Where a file waits, among a person's drafts.
const PLACE: &str = "items:import";
/// Prefixes that are tried at most before a file has to name its items itself.
const LATER: u32 = 999;
/// The most items that are taken from one file.
const MOST: usize = 1_000;

/// A file that waits for its reader's word.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct HeldImport {
    /// What the sender calls it.
    pub name: String,
    /// Items without a usable name are called `PREFIX-001` and so on; see [`ExamBank::placed`].
    pub prefix: ItemId,
    /// The language of items that do not tell theirs.
    pub language: Language,
    /// The file, base64.
    content: String,
}

/// What would come of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arrival {
    /// A new draft.
    New,
    /// The bank has a draft of that name, which would be revised.
    Draft,
    /// The bank has the same question under that name, past a draft: nothing would change.
    Same,
    /// It is not taken.
    Refused(Refusal),
}

/// What came of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Came {
    /// New drafts.
    pub drafted: Vec<ItemId>,
    /// Drafts that were revised.
    pub revised: Vec<ItemId>,
    /// Tests that stand in the bank now.
    pub tests: Vec<ItemId>,
    /// What was not taken, and why.
    pub refused: Vec<(ItemId, Refusal)>,
}

impl HeldImport {
    /// A file as it came.
    #[must_use]
    pub fn new(name: &str, prefix: ItemId, language: Language, bytes: &[u8]) -> Self {
        Self { name: name.chars().take(200).collect(), prefix, language, content: STANDARD.encode(bytes) }
    }

    /// Names the file and how it is read, so that what is confirmed is what was looked at.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hash = Sha256::new();
        for part in [self.name.as_str(), self.prefix.as_str(), super::word(&self.language).as_str(), &self.content] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        STANDARD.encode(hash.finalize())
    }

    /// Reads the file.
    ///
    /// # Errors
    /// What the formats say of a file that cannot be read at all.
    pub async fn read(&self) -> Result<(Format, Import), WorkflowError> {
        let bytes = STANDARD.decode(&self.content).map_err(|e| WorkflowError::Fault(e.to_string()))?;
        let (name, intake) =
            (self.name.clone(), Intake { prefix: self.prefix.clone(), language: self.language, most: MOST });
        let read = tokio::task::spawn_blocking(move || format::import(&name, &bytes, &intake)).await;
        Ok(read.map_err(|e| WorkflowError::Fault(e.to_string()))??)
    }
}

/// A picture or recording that can be kept.
fn shown(bytes: &[u8]) -> bool {
    MediaKind::of(bytes).is_some()
}

impl ExamBank {
    /// Keeps a file until its reader has looked at what would come of it; a former one of theirs gives way.
    ///
    /// # Errors
    /// Refused when they may not change the bank.
    pub async fn hold_import(&self, actor: &Actor, held: &HeldImport) -> Result<(), WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let (person, kept) = (actor.person, serde_json::to_value(held)?);
        self.flow
            .store()
            .transact(Lane::Interactive, move |tx| {
                let kept = kept.clone();
                Box::pin(async move { tx.put_draft(person, PLACE, &kept).await.map_err(WorkflowError::from) })
            })
            .await
    }

    /// The file that waits for this person's word.
    ///
    /// # Errors
    /// Refused when they may not change the bank.
    pub async fn held_import(&self, actor: &Actor) -> Result<Option<HeldImport>, WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let found = draft(&mut self.flow.reader(), actor.person, PLACE).await?;
        found.map(|draft| super::of_json(&draft.answers)).transpose()
    }

    /// Throws the file away that waits.
    ///
    /// # Errors
    /// When the store refuses it.
    pub async fn drop_import(&self, actor: &Actor) -> Result<(), WorkflowError> {
        self.flow.drop_draft(actor.person, PLACE).await
    }

    /// What would come of each item of an import, in its order.
    ///
    /// # Errors
    /// Refused when they may not change the bank.
    pub async fn arrivals(&self, actor: &Actor, import: &Import) -> Result<Vec<Arrival>, WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let other = self.other_stimuli(&import.stimuli).await?;
        let odd: BTreeSet<&MediaName> =
            import.files.iter().filter(|(_, bytes)| !shown(bytes)).map(|(name, _)| name).collect();
        let mut out = Vec::with_capacity(import.items.len());
        for item in &import.items {
            let shared = item.question.stimulus.as_ref().filter(|stimulus| other.contains(stimulus.as_str()));
            let file = shows(item, &import.stimuli).into_iter().find(|name| odd.contains(name));
            out.push(match (shared, file) {
                (Some(name), _) => Arrival::Refused(Refusal::new("bank.other-part").with("name", name)),
                (_, Some(name)) => Arrival::Refused(Refusal::new("bank.file-kind").with("name", name)),
                (None, None) => self.arrival(item).await?,
            });
        }
        Ok(out)
    }

    /// A file whose items are called by us as nothing in the bank is. Names that we made up, and that stand for other
    /// questions in the bank, say nothing: unless most of them are the same questions come again, all are called anew, with
    /// `PREFIX-2` and so on.
    ///
    /// # Errors
    /// Refused when they may not change the bank, or what the formats say of a file that cannot be read at all.
    pub async fn placed(&self, actor: &Actor, held: HeldImport) -> Result<HeldImport, WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let (_, import) = held.read().await?;
        for n in 1..=LATER {
            let name = if n == 1 { held.prefix.to_string() } else { format!("{}-{n}", held.prefix) };
            let Ok(prefix) = ItemId::new(name) else { break };
            let (mut again, mut others) = (0_usize, 0_usize);
            for item in import.items.iter().filter(|item| import.numbered.contains(&item.id)) {
                let rest = item.id.as_str().strip_prefix(held.prefix.as_str()).unwrap_or_default();
                let Some(row) = self.flow.reader().get::<ItemRow>(format!("{prefix}{rest}")).await? else { continue };
                match self.opened(&row)?.newest() {
                    Some(version) if same(&version.item, item) => again += 1,
                    _ => others += 1,
                }
            }
            if others == 0 || again > others {
                return Ok(HeldImport { prefix, ..held });
            }
        }
        Ok(held)
    }

    async fn arrival(&self, item: &Item) -> Result<Arrival, WorkflowError> {
        let known: Option<ItemRow> = self.flow.reader().get(&item.id).await?;
        Ok(match known {
            None => Arrival::New,
            Some(row) if row.state == super::word(&State::Draft) => Arrival::Draft,
            Some(row) if self.opened(&row)?.newest().is_some_and(|version| version.item == *item) => Arrival::Same,
            Some(_) => Arrival::Refused(Refusal::new("bank.item-exists").with("item", &item.id)),
        })
    }

    /// Names of these stimuli that stand for something else in the bank.
    async fn other_stimuli(&self, stimuli: &[Stimulus]) -> Result<BTreeSet<String>, WorkflowError> {
        let (mut reader, safe) = (self.flow.reader(), Safe::of(self.flow.store()));
        let mut out = BTreeSet::new();
        for stimulus in stimuli {
            let id = format!("stimulus:{}", stimulus.id);
            let Some(part) = reader.get::<ItemPart>(&id).await? else { continue };
            let known: Stimulus = safe.open_json(&["item-part", &id], &part.sealed_text)?;
            if known != *stimulus {
                out.insert(stimulus.id.to_string());
            }
        }
        Ok(out)
    }

    /// Takes an import in: files and stimuli first, then each item as a draft of this person, then the tests over them.
    /// A draft of the same name is revised only when that is wanted. `file` is what the sender calls the file.
    ///
    /// # Errors
    /// Refused when they may not change the bank. An item that is not taken is no error.
    pub async fn take_in(
        &self,
        actor: &Actor,
        import: &Import,
        file: &str,
        revise: bool,
    ) -> Result<Came, WorkflowError> {
        let arrivals = self.arrivals(actor, import).await?;
        let mut came = Came::default();
        let coming: Vec<(&Item, &Arrival)> = import.items.iter().zip(&arrivals).collect();
        let stimuli: Vec<Stimulus> = import
            .stimuli
            .iter()
            .filter(|stimulus| {
                let of = |item: &Item| item.question.stimulus.as_ref() == Some(&stimulus.id);
                coming.iter().any(|(item, arrival)| of(item) && !matches!(arrival, Arrival::Refused(_) | Arrival::Same))
            })
            .cloned()
            .collect();
        let broken = self.keep_files(actor, import).await?;
        self.keep_parts(actor, &[], &stimuli).await?;
        for (item, arrival) in coming.into_iter().filter(|(_, arrival)| **arrival != Arrival::Same) {
            let file = shows(item, &import.stimuli).into_iter().find_map(|name| broken.get(name));
            let refused = match (arrival, file) {
                (Arrival::Refused(why), _) => Some(why.clone()),
                (_, Some(why)) => Some(why.clone()),
                (Arrival::Draft, None) if !revise => Some(Refusal::new("bank.draft-exists").with("item", &item.id)),
                _ => None,
            };
            if let Some(why) = refused {
                came.refused.push((item.id.clone(), why));
                continue;
            }
            match self.step(actor, item.id.as_str(), &ItemStep::Write(Box::new(item.clone())), "").await {
                Ok(()) if *arrival == Arrival::Draft => came.revised.push(item.id.clone()),
                Ok(()) => came.drafted.push(item.id.clone()),
                Err(WorkflowError::Refused(why)) => came.refused.push((item.id.clone(), why)),
                Err(error) => return Err(error),
            }
        }
        came.tests = self.keep_tests(actor, import, file).await?;
        Ok(came)
    }

    /// Keeps the files of an import one by one; answers those that could not be kept.
    async fn keep_files(&self, actor: &Actor, import: &Import) -> Result<BTreeMap<MediaName, Refusal>, WorkflowError> {
        let mut broken = BTreeMap::new();
        for (name, bytes) in &import.files {
            let kept = if shown(bytes) {
                self.keep_parts(actor, &[(name.to_string(), bytes.clone())], &[]).await
            } else {
                Err(Refusal::new("bank.file-kind").with("name", name).into())
            };
            match kept {
                Ok(()) => {}
                Err(WorkflowError::Refused(why)) => drop(broken.insert(name.clone(), why)),
                Err(error) => return Err(error),
            }
        }
        Ok(broken)
    }
}

/// Whether two items ask the same: one may have been reworded since.
fn same(one: &Item, other: &Item) -> bool {
    let words = |item: &Item| fold(&item.question.stem.words()).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    2 * one.intersection(&other).count() >= one.union(&other).count()
}

/// The files that an item and its stimulus show.
fn shows<'a>(item: &'a Item, stimuli: &'a [Stimulus]) -> Vec<&'a MediaName> {
    let shared = stimuli.iter().filter(|stimulus| item.question.stimulus.as_ref() == Some(&stimulus.id));
    item.media().into_iter().chain(shared.flat_map(|stimulus| stimulus.content.media())).collect()
}
