//! More time in a written test, as the forms of cases agree it.

use certification::{
    form::{Binding, catalogue},
    id::CaseId,
    record::form::Form,
};

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

/// The form that agrees adjustments.
pub(super) const ADJUSTMENTS: &str = "FR.AK.07";

/// More time that a filled form grants, by its bound answers; nothing when it grants none.
pub(super) fn agreed(form: &Form) -> Option<(CaseId, Agreed)> {
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
