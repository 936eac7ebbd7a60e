//! What a reader of a paper may see of it: identity in full, and answers of special categories. What is withheld
//! is masked or left out before the paper is laid out, so that no copy holds more than its reader may know.

use super::{
    answers::Answers,
    context::FormContext,
    definition::Definition,
    expand,
    field::{Format, Kind},
};
use crate::{record::Sensitivity, text::masked_nik};

/// How much a reader may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    /// NIK in full.
    pub identity: bool,
    /// Answers of special categories, such as on disability or health.
    pub special: bool,
}

impl Sight {
    /// Everything: the person's own, and whoever fills the form.
    pub const WHOLE: Self = Self { identity: true, special: true };
}

/// Whether the form asks for an identity number at all.
#[must_use]
pub fn asks_identity(definition: &Definition) -> bool {
    definition.fields().any(|(_, field)| matches!(field.kind, Kind::Text { format: Some(Format::Nik), .. }))
}

/// Masks or takes away what the reader may not see.
pub fn withhold(definition: &Definition, context: &mut FormContext, answers: Option<&mut Answers>, sight: Sight) {
    let mut none = Answers::new();
    let answers = answers.unwrap_or(&mut none);
    let cells: Vec<(String, bool, bool)> = expand::cells(definition, context, answers, context.locale)
        .iter()
        .map(|cell| {
            let identity = matches!(cell.field.kind, Kind::Text { format: Some(Format::Nik), .. });
            (cell.name.clone(), identity, cell.field.sensitivity == Sensitivity::Special)
        })
        .collect();
    for (name, identity, special) in cells {
        if special && !sight.special {
            answers.remove(&name);
        } else if identity && !sight.identity {
            let hidden = answers.get(&name).map(|answer| masked_nik(&answer.text()));
            if let Some(hidden) = hidden {
                answers.put(name, hidden);
            }
        }
    }
    if !sight.identity {
        context.person.nik = masked_nik(&context.person.nik);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Engine, Locale, samples};

    fn printed(code: &str, sight: Sight) -> Option<String> {
        let sample = samples::all().into_iter().find(|s| s.definition.code == code)?;
        let (mut context, mut answers) = (sample.context, sample.answers);
        withhold(sample.definition, &mut context, Some(&mut answers), sight);
        Some(Engine::paper(sample.definition, &context, Some(&answers), &[], Locale::Id).to_string())
    }

    #[test]
    fn a_copy_for_a_reader_holds_no_whole_nik() {
        let nik = samples::all()[0].context.person.nik.clone();
        let whole = printed("FR.APL.01", Sight::WHOLE).unwrap_or_default();
        let part = printed("FR.APL.01", Sight { identity: false, special: true }).unwrap_or_default();
        assert!(whole.contains(&nik) || whole.contains("NIK"), "{whole}");
        assert!(!part.contains(&nik) && part.contains("••••"), "{part}");
        assert_ne!(whole, part);
    }

    #[test]
    fn special_answers_are_not_on_a_copy_for_a_reader() {
        let whole = printed("FR.AK.07", Sight::WHOLE);
        assert_ne!(whole, printed("FR.AK.07", Sight { identity: true, special: false }));
        assert_eq!(printed("FR.IA.01", Sight::WHOLE), printed("FR.IA.01", Sight { identity: false, special: false }));
    }
}
