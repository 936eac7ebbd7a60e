//! What the forms engine is told of a case: the context that pages, checks and papers share.

use crate::{
    casefile::CaseFile,
    filing,
    form::{
        CaseFacts, DocumentFact, EventFacts, FormContext, FormFacts, OfficerFacts, PersonFacts, Progress, WrittenTest,
        slots,
    },
    record::{
        form::Form,
        person::{Assessor, Institution, Person},
    },
};

/// A person's own values, as forms show them.
#[must_use]
pub fn person_facts(person: &Person, institution: Option<&Institution>) -> PersonFacts {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    PersonFacts {
        name: text(&person.name),
        degree: text(&person.degree),
        full_name: person.full_name(),
        nik: text(&person.nik),
        birth_place: text(&person.birth_place),
        born: text(&person.born),
        sex: text(&person.sex),
        address: text(&person.address),
        phone: text(&person.phone),
        email: text(&person.email),
        education: text(&person.education),
        institution: institution.map(|i| i.name.clone()).unwrap_or_default(),
        position: text(&person.position),
        nip: text(&person.nip),
    }
}

/// An assessor, as forms name them.
#[must_use]
pub fn officer(person: Option<&Person>, registration: Option<&Assessor>) -> OfficerFacts {
    OfficerFacts {
        name: person.map(Person::full_name).unwrap_or_default(),
        registration: registration.map(|r| r.met.clone()).unwrap_or_default(),
    }
}

impl CaseFile {
    /// What the engine may know to show, check or print the form of that code.
    #[must_use]
    pub fn form_context(&self, code: &str) -> FormContext {
        let session = self.event.sessions.iter().find(|s| Some(&s.id) == self.case.session.as_ref());
        let filled = self.form(code);
        let definition = filing::definition(code, filled).ok();
        let signed = definition.map(|d| slots::signed(d, &self.signatures_on(filled))).unwrap_or_default();
        FormContext {
            person: person_facts(&self.person, self.institution.as_ref()),
            event: EventFacts {
                title: self.event.title.clone(),
                venue: self.event.venue.clone(),
                venue_kind: self.event.venue_kind.clone(),
                starts: self.event.starts.clone(),
                ends: self.event.ends.clone(),
                day: self.case.day.clone().unwrap_or_default(),
                time: session.map(|s| format!("{}–{}", s.starts, s.ends)).unwrap_or_default(),
            },
            case_label: self.label(),
            case: CaseFacts {
                appeal_over: self.appeal_term.over && self.open_appeal().is_none(),
                appeal_answered: self.answered_appeal().is_some(),
                ..CaseFacts::from(&self.case)
            },
            alternative: self.case.alternative.clone(),
            assessor: officer(self.assessor.as_ref(), self.registration.as_ref()),
            documents: self.standing_documents().map(document).collect(),
            forms: self.forms.iter().map(|f| (f.code.clone(), self.form_facts(f))).collect(),
            signed,
            written: signed_over(filled)
                .unwrap_or_else(|| definition.map(|d| d.written_for(&self.written)).unwrap_or_default()),
            ..FormContext::blank(self.scheme.clone())
        }
    }

    fn form_facts(&self, form: &Form) -> FormFacts {
        let progress = match form.state.as_str() {
            "reopened" => None,
            "signed" => Some(Progress::Signed),
            _ => Some(Progress::Submitted),
        };
        let answers = form.answers.as_ref().and_then(|a| a.as_object().cloned()).unwrap_or_default();
        FormFacts { progress, answers }
    }
}

/// The results that a signed form was signed over; nothing before the first signature.
fn signed_over(filled: Option<&Form>) -> Option<Vec<WrittenTest>> {
    serde_json::from_value(filled?.written.clone()?).ok()
}

fn document(document: &crate::record::case::Document) -> DocumentFact {
    DocumentFact {
        id: document.id.to_string(),
        requirement: document.requirement.clone(),
        title: document.title.clone().unwrap_or_default(),
        file: document.file.clone(),
    }
}
