//! Assessment tests that came with their items from a file: title, time and sections are kept as they were written, in
//! versions. Such a test is no form that candidates sit: that is assembled from a blueprint, of items on papers. It
//! goes out again as it came in.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    exam::KeepParts,
    permit::{Action, Actor, Object},
    record::exam::{Item as ItemRow, ItemPart},
    refusal::Refusal,
};
use exam::{
    format::{Import, Outcome, TestOutline},
    item::{Item, ItemId},
};
use serde::{Deserialize, Serialize};
use store::{Find, Read as _};

use super::ExamBank;
use crate::{WorkflowError, exam_room::Safe, may_see};

/// The kind of part that a test is stored as.
const KIND: &str = "test";

/// A test that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptTest {
    /// Which items, in which sections.
    pub outline: TestOutline,
    /// Those of its items that the bank did not take as the file has them: it goes out without them.
    pub missing: BTreeSet<ItemId>,
    /// The file that it came from.
    pub file: String,
    /// What else the file said of it, which is set in this house anew.
    pub losses: Vec<Refusal>,
}

/// One version of a test.
#[derive(Debug, Clone)]
pub struct TestVersion {
    /// The test.
    pub test: KeptTest,
    /// Its version, from 1.
    pub number: u32,
    /// When it was kept, microseconds UTC.
    pub at: i64,
}

fn items(outline: &TestOutline) -> impl Iterator<Item = &ItemId> {
    outline.sections.iter().flat_map(|(_, items)| items)
}

impl KeptTest {
    /// The test as it goes out: without what is missing, and without sections that are empty then.
    #[must_use]
    pub fn going_out(&self) -> TestOutline {
        let mut out = self.outline.clone();
        out.sections.iter_mut().for_each(|(_, items)| items.retain(|id| !self.missing.contains(id)));
        out.sections.retain(|(_, items)| !items.is_empty());
        out
    }
}

impl TestVersion {
    fn part(id: &ItemId, number: u32) -> String {
        format!("test:{id}:{number}")
    }
}

impl ExamBank {
    /// Keeps the tests of an import whose items were taken in before, each as the next version of its name; one that is
    /// the same as the newest of that name is there already. Answers the tests that stand in the bank afterwards.
    pub(super) async fn keep_tests(
        &self,
        actor: &Actor,
        import: &Import,
        file: &str,
    ) -> Result<Vec<ItemId>, WorkflowError> {
        may_see(actor, Action::ChangeBank, &Object::body())?;
        let came: BTreeMap<&ItemId, &Item> = import.items.iter().map(|item| (&item.id, item)).collect();
        let said: BTreeMap<&ItemId, &Vec<Refusal>> = import
            .report
            .iter()
            .filter_map(|row| match &row.outcome {
                Outcome::Test { test, losses } => Some((test, losses)),
                _ => None,
            })
            .collect();
        let (mut parts, mut standing) = (Vec::new(), Vec::new());
        for outline in &import.tests {
            standing.push(outline.id.clone());
            let here = self.items_of(actor, outline).await?;
            let same = |id: &ItemId| match (came.get(id), here.get(id)) {
                (Some(came), Some((_, here))) => came.question == here.question && came.key == here.key,
                _ => false,
            };
            let missing: BTreeSet<ItemId> = items(outline).filter(|id| !same(id)).cloned().collect();
            let newest = self.versions_of(&outline.id).await?.pop();
            let known = |kept: &KeptTest| kept.outline == *outline && kept.missing == missing;
            if newest.as_ref().is_some_and(|newest| known(&newest.test)) {
                continue;
            }
            let id = TestVersion::part(&outline.id, newest.map_or(0, |newest| newest.number).saturating_add(1));
            let losses = said.get(&outline.id).map(|losses| (*losses).clone()).unwrap_or_default();
            let test = KeptTest { outline: outline.clone(), missing, file: file.to_owned(), losses };
            let sealed_text = Safe::of(self.flow.store()).seal_json(&["item-part", &id], &test)?;
            let (file, media_type) = (String::new(), String::new());
            parts.push(ItemPart { id, kind: KIND.to_owned(), file, media_type, sealed_text, updated_at: 0 });
        }
        if !parts.is_empty() {
            let names: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
            self.flow.perform(actor, names.clone(), KeepParts { names, parts }).await?;
        }
        Ok(standing)
    }

    /// Tests in their newest version, by name.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn tests(&self, actor: &Actor) -> Result<Vec<TestVersion>, WorkflowError> {
        self.sees(actor)?;
        let parts: Vec<ItemPart> = self.flow.reader().find(&Find::by("kind", KIND)).await?;
        let mut newest: BTreeMap<ItemId, TestVersion> = BTreeMap::new();
        for version in parts.iter().map(|part| self.version(part)) {
            let version = version?;
            let before = newest.get(&version.test.outline.id).map_or(0, |before| before.number);
            if version.number > before {
                newest.insert(version.test.outline.id.clone(), version);
            }
        }
        Ok(newest.into_values().collect())
    }

    /// The versions of a test, oldest first.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see; not found when there is no test of that name.
    pub async fn test(&self, actor: &Actor, id: &ItemId) -> Result<Vec<TestVersion>, WorkflowError> {
        self.sees(actor)?;
        let versions = self.versions_of(id).await?;
        if versions.is_empty() { Err(WorkflowError::NotFound) } else { Ok(versions) }
    }

    /// The items of a test that the bank has, by name.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn items_of(
        &self,
        actor: &Actor,
        outline: &TestOutline,
    ) -> Result<BTreeMap<ItemId, (ItemRow, Item)>, WorkflowError> {
        self.sees(actor)?;
        let mut out = BTreeMap::new();
        for id in items(outline).collect::<BTreeSet<_>>() {
            let Some(row) = self.flow.reader().get::<ItemRow>(id.as_str()).await? else { continue };
            let Some(version) = self.opened(&row)?.newest().cloned() else { continue };
            out.insert(id.clone(), (row, version.item));
        }
        Ok(out)
    }

    async fn versions_of(&self, id: &ItemId) -> Result<Vec<TestVersion>, WorkflowError> {
        let find = Find::by("kind", KIND).starts_with("id", &format!("{KIND}:{id}:"));
        let parts: Vec<ItemPart> = self.flow.reader().find(&find).await?;
        let mut out = parts.iter().map(|part| self.version(part)).collect::<Result<Vec<_>, _>>()?;
        out.sort_by_key(|version| version.number);
        Ok(out)
    }

    fn version(&self, part: &ItemPart) -> Result<TestVersion, WorkflowError> {
        let test = Safe::of(self.flow.store()).open_json(&["item-part", &part.id], &part.sealed_text)?;
        let number = part.id.rsplit(':').next().and_then(|number| number.parse().ok());
        let number = number.ok_or_else(|| WorkflowError::Fault("a test without its version".into()))?;
        Ok(TestVersion { test, number, at: part.updated_at })
    }
}
