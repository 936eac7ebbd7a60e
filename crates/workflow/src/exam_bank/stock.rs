//! What the bank has for a blueprint while it is written: how many active items of its language fit each line, and with
//! what points. It
//! counts what is on papers; what else keeps an item from a form (exposure, enemies) is found when forms are assembled.

use std::collections::BTreeMap;

use certification::permit::Actor;
use exam::{blueprint::Which, item::Language};
use rust_decimal::Decimal;

use super::ExamBank;
use crate::WorkflowError;

/// Active items that fit a line, by their points.
pub type Stock = BTreeMap<Decimal, usize>;

impl ExamBank {
    /// What fits each of these in that language, in their order, for a scheme: example items only where it is an example itself.
    ///
    /// # Errors
    /// Refused when the bank is not theirs to see.
    pub async fn stock(
        &self,
        actor: &Actor,
        slug: &str,
        language: Language,
        lines: &[Which],
    ) -> Result<Vec<Stock>, WorkflowError> {
        let practice = self.is_practice(slug).await?;
        let mut out = vec![Stock::new(); lines.len()];
        for row in self.items(actor, "", "active").await? {
            let life = self.opened(&row)?;
            let Some(version) = life.on_papers().filter(|version| practice || !version.item.example) else { continue };
            for (_, stock) in lines.iter().zip(&mut out).filter(|(which, _)| which.fits(&version.item, language)) {
                *stock.entry(version.item.question.points.normalize()).or_default() += 1;
            }
        }
        Ok(out)
    }
}
