//! A rubric: aspects in rows, each with its bands from nothing to all.

use exam::item::{Answer, Aspect, Rubric, RubricLevel};

use super::{Form, decimal, kept};

impl Form<'_> {
    /// Empty rows and bands are left out; a band without a score counts as 0, which the check of the item tells.
    pub(super) fn rubric(&self) -> Answer {
        let before = self.former.and_then(|item| match &item.key.answer {
            Answer::Rubric(rubric) => Some(&rubric.model),
            _ => None,
        });
        let model = kept(self.fields.value("model"), before);
        let mut aspects = Vec::new();
        for names in self.names() {
            let title = self.fields.value(&names.aspect).trim().to_owned();
            let mut levels = Vec::new();
            for (score, words) in (1..=self.size.bands).map(|band| names.band(band)) {
                let (score, words) = (self.fields.value(&score).trim(), self.fields.value(&words).trim());
                if !score.is_empty() || !words.is_empty() {
                    let score = decimal(score).unwrap_or_default();
                    levels.push(RubricLevel { score, description: words.replace("\r\n", "\n") });
                }
            }
            if !title.is_empty() || !levels.is_empty() {
                aspects.push(Aspect { title, levels });
            }
        }
        Answer::Rubric(Rubric { model, aspects })
    }
}
