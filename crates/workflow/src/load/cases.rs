//! Many cases at once, for pages that weigh all cases of an event: a query for each kind of record
//! rather than one for each case.

use std::collections::HashMap;

use certification::{
    act::Outcome,
    casefile::CaseFile,
    id::{CaseId, FormId, InstitutionId, PersonId, SchemeVersionId},
    record::{
        Record,
        case::{Assignment, Case, Consent, Document, Recommendation, Verification},
        certificate::Certificate,
        decision::{Decision, Vote},
        event::Event,
        form::{Form, Signature},
        person::{Assessor, Institution, Person},
        scheme::SchemeVersion,
    },
};
use store::{Find, Read};

use crate::error::{WorkflowError, found};

/// Keys asked for in one query.
const CHUNK: usize = 500;

/// The files of every case of an event, by running number.
///
/// # Errors
/// When the store cannot be read.
pub async fn case_files(r: &mut impl Read, event: Event) -> Result<Vec<CaseFile>, WorkflowError> {
    let cases: Vec<Case> = r.find(&Find::by("event_id", event.id).order_by(&["running"])).await?;
    let ids: Vec<CaseId> = cases.iter().map(|c| c.id).collect();
    let schemes: HashMap<SchemeVersionId, SchemeVersion> =
        keyed(r, cases.iter().map(|c| c.scheme_version_id).collect(), |s: &SchemeVersion| s.id).await?;
    let people = cases.iter().flat_map(|c| [Some(c.person_id), c.assessor_id]).flatten().collect();
    let people: HashMap<PersonId, Person> = keyed(r, people, |p: &Person| p.id).await?;
    let assessors = cases.iter().filter_map(|c| c.assessor_id).collect();
    let registrations: HashMap<PersonId, Assessor> = keyed(r, assessors, |a: &Assessor| a.id).await?;
    let institutions = cases.iter().filter_map(|c| c.institution_id).collect();
    let institutions: HashMap<InstitutionId, Institution> = keyed(r, institutions, |i: &Institution| i.id).await?;
    let mut forms = of_cases(r, &ids, |f: &Form| f.case_id).await?;
    let of_form: HashMap<FormId, CaseId> =
        forms.iter().flat_map(|(case, forms)| forms.iter().map(|f| (f.id, *case))).collect();
    let mut signatures: HashMap<CaseId, Vec<Signature>> = HashMap::new();
    let mut form_ids: Vec<FormId> = of_form.keys().copied().collect();
    form_ids.sort();
    for chunk in form_ids.chunks(CHUNK) {
        for signature in r.find::<Signature>(&Find::all().one_of("form_id", chunk.to_vec())).await? {
            if let Some(case) = of_form.get(&signature.form_id) {
                signatures.entry(*case).or_default().push(signature);
            }
        }
    }
    let mut documents = of_cases(r, &ids, |d: &Document| Some(d.case_id)).await?;
    let mut verifications = of_cases(r, &ids, |v: &Verification| Some(v.case_id)).await?;
    let mut consents = of_cases(r, &ids, |c: &Consent| Some(c.case_id)).await?;
    let mut assignments = of_cases(r, &ids, |a: &Assignment| Some(a.case_id)).await?;
    let mut recommendations = of_cases(r, &ids, |x: &Recommendation| Some(x.case_id)).await?;
    let mut votes = of_cases(r, &ids, |v: &Vote| Some(v.case_id)).await?;
    let mut decisions = of_cases(r, &ids, |d: &Decision| Some(d.case_id)).await?;
    let mut certificates = of_cases(r, &ids, |c: &Certificate| Some(c.case_id)).await?;
    cases
        .into_iter()
        .map(|case| {
            let id = case.id;
            Ok(CaseFile {
                event: event.clone(),
                scheme: found(schemes.get(&case.scheme_version_id).cloned())?,
                person: found(people.get(&case.person_id).cloned())?,
                institution: case.institution_id.and_then(|id| institutions.get(&id).cloned()),
                assessor: case.assessor_id.and_then(|id| people.get(&id).cloned()),
                registration: case.assessor_id.and_then(|id| registrations.get(&id).cloned()),
                documents: documents.remove(&id).unwrap_or_default(),
                verifications: verifications.remove(&id).unwrap_or_default(),
                consents: consents.remove(&id).unwrap_or_default(),
                assignments: assignments.remove(&id).unwrap_or_default(),
                recommendations: recommendations.remove(&id).unwrap_or_default(),
                forms: forms.remove(&id).unwrap_or_default(),
                signatures: signatures.remove(&id).unwrap_or_default(),
                votes: votes.remove(&id).unwrap_or_default(),
                decisions: decisions.remove(&id).unwrap_or_default(),
                certificates: certificates.remove(&id).unwrap_or_default(),
                outcome: Outcome::default(),
                case,
            })
        })
        .collect()
}

/// Records by their own key.
async fn keyed<K, R>(r: &mut impl Read, mut keys: Vec<K>, of: fn(&R) -> K) -> Result<HashMap<K, R>, WorkflowError>
where
    K: Copy + Ord + std::hash::Hash + Into<store::Value>,
    R: Record,
{
    keys.sort();
    keys.dedup();
    let mut all = HashMap::with_capacity(keys.len());
    for chunk in keys.chunks(CHUNK) {
        let rows: Vec<R> = r.find(&Find::all().one_of("id", chunk.to_vec())).await?;
        all.extend(rows.into_iter().map(|row| (of(&row), row)));
    }
    Ok(all)
}

/// Records by the case they belong to, in the order of their ids.
async fn of_cases<R: Record>(
    r: &mut impl Read,
    cases: &[CaseId],
    of: fn(&R) -> Option<CaseId>,
) -> Result<HashMap<CaseId, Vec<R>>, WorkflowError> {
    let mut all: HashMap<CaseId, Vec<R>> = HashMap::new();
    for chunk in cases.chunks(CHUNK) {
        let find = Find::all().one_of("case_id", chunk.to_vec()).order_by(&["id"]);
        for row in r.find::<R>(&find).await? {
            if let Some(case) = of(&row) {
                all.entry(case).or_default().push(row);
            }
        }
    }
    Ok(all)
}
