//! What is kept of a person in one of their cases.

use certification::{casefile::CaseFile, id::PersonId};
use serde_json::json;

use super::{Group, Holdings, Kept};

/// Puts what a case holds about its candidate. The recommendation is theirs once FR.AK.02 was signed by the assessor, as on
/// the page of their journey.
pub(super) fn put(all: &mut Holdings, me: PersonId, file: CaseFile) {
    let label = file.label();
    let of = || Kept::default().text("case", label.clone());
    let told = file.signed("FR.AK.02", "assessor");
    let case = &file.case;
    let kept = of()
        .text("event", file.event.title.clone())
        .text("scheme", file.scheme.name_id.clone())
        .coded("stage", case.stage.as_str().to_owned())
        .at("opened_at", case.opened_at)
        .at("confirmed_at", case.confirmed_at)
        .text("funding", case.funding.clone())
        .text("alternative", case.alternative.clone())
        .coded("application", case.application_verdict.clone())
        .text("note", case.application_note.clone())
        .text("assessor", file.assessor.as_ref().map(certification::record::person::Person::full_name))
        .coded("review", case.review.clone())
        .day("day", case.day.clone())
        .yes("present", case.present)
        .coded("withdrawn", case.withdrawn.clone())
        .coded("recommendation", case.recommendation.clone().filter(|_| told));
    all.put(Group::Cases, kept);
    for decision in file.decisions.iter().filter(|d| d.outcome != "returned") {
        let kept = of().coded("decision", decision.outcome.clone()).text("reason", decision.reason.clone());
        all.put(Group::Cases, kept.at("at", decision.at));
    }
    for appeal in &file.appeals {
        let kept = of().at("appeal_filed_at", appeal.filed_at).coded("answer", appeal.outcome.clone());
        all.put(Group::Cases, kept.text("reason", appeal.reason.clone()).at("answered_at", appeal.answered_at));
    }
    for consent in &file.consents {
        let kept = of().coded("purpose", consent.purpose.clone()).yes("given", consent.given);
        all.put(Group::Consents, kept.at("at", consent.at).at("changed_at", consent.changed_at));
    }
    for document in &file.documents {
        let kept = of()
            .text("requirement", document.requirement.clone())
            .text("title", document.title.clone())
            .text("media_type", document.media_type.clone())
            .number("bytes", document.size)
            .at("handed_in_at", document.uploaded_at);
        all.put(Group::Documents, kept.yes("replaced", document.superseded_by.map(|_| true)));
    }
    for verdict in &file.verifications {
        let kept = of().text("requirement", verdict.requirement.clone()).coded("verdict", verdict.verdict.clone());
        all.put(Group::Documents, kept.text("reason", verdict.reason.clone()).at("at", verdict.at));
    }
    for form in file.forms.iter().filter(|form| form.subject_id == me) {
        let kept = of()
            .text("form", form.code.clone())
            .text("version", form.version.clone())
            .coded("state", form.state.clone())
            .at("submitted_at", form.submitted_at);
        let shown = told || form.code != "FR.AK.02";
        all.put(Group::Forms, kept.whole("answers", form.answers.clone().filter(|_| shown)));
    }
    for signature in file.signatures.iter().filter(|signature| signature.person_id == me) {
        let form = file.forms.iter().find(|form| form.id == signature.form_id).map(|form| form.code.clone());
        let kept = of().text("signed_form", form).coded("mode", signature.mode.clone()).at("at", signature.at);
        let kept =
            kept.yes("refused", Some(true).filter(|_| signature.refused)).text("reason", signature.reason.clone());
        all.put(Group::Forms, kept.yes("void", Some(true).filter(|_| signature.void)));
    }
    for test in &file.written {
        all.put(Group::Tests, of().whole("result", Some(json!(test))));
    }
}
