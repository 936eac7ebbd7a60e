//! Forms that hold an item nobody may be asked any more: it was retired, or it became known. No paper is drawn from such
//! a form; whoever plans a test is told before, and takes another one.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    id::ExamFormId,
    record::exam::{ExamForm, Item as ItemRow},
};
use exam::{bank::Life, form::Form};
use store::{Find, Read};

use super::ExamBank;
use crate::{WorkflowError, exam_room::Safe};

/// Items that were retired or became known, by the form that holds them; forms without any are left out.
pub(crate) async fn spoiled(
    read: &mut impl Read,
    safe: &Safe,
    forms: BTreeSet<ExamFormId>,
) -> Result<BTreeMap<ExamFormId, Vec<String>>, WorkflowError> {
    let mut out = BTreeMap::new();
    if forms.is_empty() {
        return Ok(out);
    }
    let rows: Vec<ExamForm> = read.find(&Find::all().one_of("id", forms)).await?;
    for row in rows {
        let form: Form = safe.open_json(&["exam-form", &row.id.to_string()], &row.sealed_text)?;
        let items: Vec<&str> = form.asked().map(|question| question.item.id.as_str()).collect();
        let retired = Find::by("state", "retired").one_of("id", items).order_by(&["id"]);
        let retired: Vec<ItemRow> = read.find(&retired).await?;
        if !retired.is_empty() {
            out.insert(row.id, retired.into_iter().map(|item| item.id).collect());
        }
    }
    Ok(out)
}

/// Of these items, those that became known.
pub(crate) async fn leaked(
    read: &mut impl Read,
    safe: &Safe,
    items: impl IntoIterator<Item = String>,
) -> Result<BTreeSet<String>, WorkflowError> {
    let retired: Vec<ItemRow> = read.find(&Find::by("state", "retired").one_of("id", items)).await?;
    let mut out = BTreeSet::new();
    for row in retired {
        let life: Life = safe.open_json(&["item", &row.id], &row.sealed_text)?;
        if life.is_leaked() {
            out.insert(row.id);
        }
    }
    Ok(out)
}

impl ExamBank {
    /// Names of items that were retired or became known, by the form that holds them; forms without any are left out.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn spoiled(
        &self,
        forms: impl IntoIterator<Item = ExamFormId>,
    ) -> Result<BTreeMap<ExamFormId, Vec<String>>, WorkflowError> {
        let forms = forms.into_iter().collect();
        spoiled(&mut self.flow.reader(), &Safe::of(self.flow.store()), forms).await
    }
}
