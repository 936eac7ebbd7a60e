//! More time in a written test, as the forms of cases agree it.

use certification::{
    form::{Binding, catalogue},
    id::CaseId,
    record::form::Form,
};
use exam::sitting::clock::Extra;

/// More time in a written test, as agreed in FR.AK.07.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreed {
    /// Minutes.
    pub minutes: i64,
    /// Per cent of the working time.
    pub percent: i64,
    /// Assessor and candidate have signed it.
    pub signed: bool,
}

impl Agreed {
    /// The same as the clock of a sitting knows it.
    pub(crate) fn extra(self) -> Extra {
        let number = |n: i64| u32::try_from(n).unwrap_or(0);
        match (self.minutes, self.percent) {
            (0, 0) => Extra::None,
            (0, percent) => Extra::Percent(number(percent)),
            (minutes, _) => Extra::Minutes(number(minutes)),
        }
    }
}

/// The form that agrees adjustments.
pub(super) const ADJUSTMENTS: &str = "FR.AK.07";

/// More time that a filled form grants, by its bound answers; nothing when it grants none.
pub(crate) fn agreed(form: &Form) -> Option<(CaseId, Agreed)> {
    let answers = form.answers.as_ref().and_then(|answers| answers.as_object());
    let definition = catalogue::version(&form.code, &form.version)?;
    let bound = |binding: Binding| {
        let field = definition.fields().find(|(_, field)| field.binding == Some(binding))?.1;
        answers?.get(&field.key)?.as_str()?.parse::<i64>().ok()
    };
    let minutes = bound(Binding::WrittenMinutes).unwrap_or_default();
    // A seat has one adjustment; where both were typed, the minutes stand.
    let percent = bound(Binding::WrittenPercent).filter(|_| minutes == 0).unwrap_or_default();
    let signed = form.state == "signed";
    (minutes > 0 || percent > 0).then_some((form.case_id?, Agreed { minutes, percent, signed }))
}
