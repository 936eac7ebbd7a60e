//! Bound answers, and nothing else, become facts of the case: what an applicant writes of themselves, what staff
//! verify, what an assessor reviews and recommends.

use crate::{
    act::{Act as _, Context},
    application::{ConcludeApplication, VerifyRequirement},
    casefile::CaseFile,
    form::{Binding, Bound, Role},
    record::{case::Recommendation, person::Person},
    refusal::{Refusal, require},
};

/// Bound answers become facts of the case.
pub(super) fn take_bound(
    file: &mut CaseFile,
    code: &str,
    role: Role,
    bound: &[Bound],
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let value = |binding: Binding| bound.iter().find(|b| b.binding == binding).map(|b| b.value.clone());
    match (code, role) {
        ("FR.APL.01", Role::Candidate) => {
            take_application(file, bound, context);
            Ok(())
        }
        ("FR.APL.01", Role::Staff) => take_verification(file, bound, context),
        ("FR.APL.02", Role::Assessor) => {
            require(file.case.conflict_free == Some(true), "assignment.declare-first")?;
            file.case.review = value(Binding::ReviewVerdict);
            file.case.candidate_type = value(Binding::CandidateType).and_then(|v| v.parse().ok());
            Ok(())
        }
        ("FR.AK.02", Role::Assessor) => {
            take_recommendation(file, bound, context);
            Ok(())
        }
        _ => Ok(()),
    }
}

fn take_application(file: &mut CaseFile, bound: &[Bound], context: &Context<'_>) {
    let mut person = file.person.clone();
    for b in bound {
        match b.binding {
            Binding::EntryAlternative => file.case.alternative = Some(b.value.clone()),
            Binding::Consent => crate::consent::answered(file, &b.key, b.value == "yes", context),
            Binding::PersonField => take_person_field(&mut person, &b.field, &b.value),
            _ => {}
        }
    }
    if person != file.person {
        person.updated_at = context.now;
        file.case.name.clone_from(&person.name);
        file.put_person(person);
    }
}

/// What an applicant writes of themselves is kept on the person too; NIK and birth date, by which
/// people are matched, only where they were not known.
fn take_person_field(person: &mut Person, field: &str, value: &str) {
    let value = value.trim().to_owned();
    match field {
        "name" => person.name = Some(value),
        "degree" => person.degree = Some(value).filter(|v| !v.is_empty()),
        "birth-place" => person.birth_place = Some(value),
        "sex" => person.sex = Some(value),
        "address" => person.address = Some(value),
        "phone" | "mobile" => person.phone = Some(value),
        "email" => person.email = Some(value),
        "education" => person.education = Some(value),
        "position" => person.position = Some(value),
        "nik" if person.nik.is_none() => person.nik = Some(value),
        "born" if person.born.is_none() => person.born = Some(value),
        _ => {}
    }
}

fn take_verification(file: &mut CaseFile, bound: &[Bound], context: &Context<'_>) -> Result<(), Refusal> {
    let reason = |key: &str| {
        bound
            .iter()
            .find(|b| b.binding == Binding::RequirementReason && b.key == key)
            .map(|b| b.value.clone())
            .unwrap_or_default()
    };
    for b in bound.iter().filter(|b| b.binding == Binding::RequirementVerdict) {
        VerifyRequirement { requirement: b.key.clone(), verdict: b.value.clone(), reason: reason(&b.key) }
            .judge(file, context)?;
    }
    let first = |binding: Binding| bound.iter().find(|b| b.binding == binding).map(|b| b.value.clone());
    let Some(verdict) = first(Binding::ApplicationVerdict) else { return Ok(()) };
    ConcludeApplication { verdict, note: first(Binding::ApplicationNote).unwrap_or_default() }.judge(file, context)
}

fn take_recommendation(file: &mut CaseFile, bound: &[Bound], context: &Context<'_>) {
    for b in bound {
        let unit = match b.binding {
            Binding::RecommendationUnit => b.key.clone(),
            Binding::RecommendationOverall => {
                file.case.recommendation = Some(b.value.clone());
                "*".to_owned()
            }
            _ => continue,
        };
        file.put(Recommendation {
            id: format!("{}:{unit}", file.case.id),
            case_id: file.case.id,
            unit,
            result: b.value.clone(),
            by_id: context.actor(),
            at: context.now,
        });
    }
}
