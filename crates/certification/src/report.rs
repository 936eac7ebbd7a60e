//! The assessor's report of an event (FR.AK.05): once signed, each case it names may be decided.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    act::{Act, Context, Outcome, Outcomes},
    casefile::CaseFile,
    filing::{
        bearer::{Bearer, Single, complete, given, signature, standing, submitted},
        definition,
    },
    form::{Answers, CaseFacts, CaseRow, Definition, Engine, EventFacts, FormContext, Role, slots},
    formfacts::officer,
    id::PersonId,
    permit::{Action, Object},
    record::{
        event::Event,
        form::{Form, Signature},
        person::{Assessor, Person},
    },
    refusal::{Refusal, require},
    text::fold,
};

/// Code of the report.
pub const CODE: &str = "FR.AK.05";

/// An assessor's report of an event with the cases it is about.
#[derive(Debug, Clone)]
pub struct ReportFile {
    /// The event.
    pub event: Event,
    /// The assessor.
    pub assessor: Person,
    /// The registration.
    pub registration: Option<Assessor>,
    /// The report, when submitted.
    pub form: Option<Form>,
    /// Signatures on it.
    pub signatures: Vec<Signature>,
    /// The assessor's cases at the event.
    pub cases: Vec<CaseFile>,
    /// What the judgement has put so far.
    pub outcome: Outcome,
}

impl Outcomes for ReportFile {
    fn stream(&self) -> String {
        format!("report/{}:{}", self.event.id, self.assessor.id)
    }

    fn subject(&self) -> Option<PersonId> {
        Some(self.assessor.id)
    }

    fn object(&self) -> Object {
        Object { event: Some(self.event.id), person: Some(self.assessor.id), ..Object::default() }
    }

    fn close(&mut self, context: &Context<'_>) -> Outcome {
        for case in &mut self.cases {
            let outcome = case.close(context);
            self.outcome.take(outcome);
        }
        std::mem::take(&mut self.outcome)
    }
}

impl Single for ReportFile {
    fn parts(&mut self) -> (&mut Outcome, &mut Option<Form>, &mut Vec<Signature>) {
        (&mut self.outcome, &mut self.form, &mut self.signatures)
    }

    fn standing(&self) -> Vec<Signature> {
        standing(&self.signatures)
    }
}

impl ReportFile {
    /// Cases that the report names: assessed ones.
    pub fn assessed(&self) -> impl Iterator<Item = &CaseFile> {
        self.cases.iter().filter(|c| c.case.recommendation.is_some())
    }

    /// Cases that are neither assessed nor ended.
    pub fn unfinished(&self) -> impl Iterator<Item = &CaseFile> {
        self.cases.iter().filter(|c| c.case.recommendation.is_none() && !c.case.stage.ended())
    }

    /// What the engine may know. The scheme is that of the first case; none is an empty report.
    #[must_use]
    pub fn form_context(&self) -> Option<FormContext> {
        let first = self.cases.first()?;
        // Under their schemes, by name: the form begins a new head where the scheme changes.
        let mut assessed: Vec<&CaseFile> = self.assessed().collect();
        assessed.sort_by_key(|c| (&c.scheme.name_id, c.scheme.id, fold(c.person.name.as_deref().unwrap_or_default())));
        let cases = assessed
            .into_iter()
            .map(|c| CaseRow {
                key: c.case.id.to_string(),
                name: c.person.full_name(),
                scheme: c.scheme.name_id.clone(),
                recommendation: c.case.recommendation.clone().unwrap_or_default(),
                not_reached: c
                    .scheme
                    .units
                    .iter()
                    .filter(|u| c.recommendation(&u.code) == Some("BK"))
                    .map(|u| format!("{} {}", u.code, u.title))
                    .collect(),
            })
            .collect();
        let signed =
            definition(CODE, self.form.as_ref()).map(|d| slots::signed(d, &self.standing())).unwrap_or_default();
        Some(FormContext {
            event: EventFacts {
                title: self.event.title.clone(),
                venue: self.event.venue.clone(),
                venue_kind: self.event.venue_kind.clone(),
                starts: self.event.starts.clone(),
                ends: self.event.ends.clone(),
                ..EventFacts::default()
            },
            case_label: format!("{} / {}", self.event.code, officer(Some(&self.assessor), None).name),
            case: CaseFacts::default(),
            assessor: officer(Some(&self.assessor), self.registration.as_ref()),
            cases,
            signed,
            ..FormContext::blank(first.scheme.clone())
        })
    }
}

/// Submits and signs the report.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReportEvent {
    /// The answers.
    pub answers: Value,
    /// Revision that the assessor saw.
    pub seen: i64,
}

impl Act for ReportEvent {
    type File = ReportFile;
    const NAME: &'static str = "ReportEvent";
    const ACTION: Action = Action::Report;

    fn judge(&self, file: &mut ReportFile, context: &Context<'_>) -> Result<(), Refusal> {
        require(context.actor() == file.assessor.id, "report.not-yours")?;
        let revision = file.form.as_ref().map_or(0, |f| f.revision);
        require(self.seen == revision, "form.changed-meanwhile")?;
        if let Some(open) = file.unfinished().next() {
            return Err(Refusal::new("report.case-unfinished").with("case", open.label()));
        }
        let facts = file.form_context().ok_or_else(|| Refusal::new("report.nothing-assessed"))?;
        require(!facts.cases.is_empty(), "report.nothing-assessed")?;
        let unsigned =
            file.assessed().find(|c| !c.signed("FR.AK.02", "assessor") || !c.answered("FR.AK.02", "candidate"));
        if let Some(case) = unsigned {
            return Err(Refusal::new("report.case-unsigned").with("case", case.label()));
        }
        let definition = definition(CODE, file.form.as_ref())?;
        let given = complete(definition, &facts, &given(&self.answers)?, Role::Assessor)?;
        let attachments = Engine::attachments(definition, &facts, &given);
        keep(file, definition, (&given, &attachments), context)
    }
}

fn keep(
    file: &mut ReportFile,
    definition: &Definition,
    (given, attachments): (&Answers, &[String]),
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let slot = definition.slot("assessor").ok_or_else(|| Refusal::new("form.unknown-slot"))?;
    let id = file.form.as_ref().map_or_else(|| context.id(), |f| f.id);
    let form = submitted((definition, file.form.as_ref()), id, file.assessor.id, (given, attachments), context);
    let form = Form { event_id: Some(file.event.id), ..form };
    let digest = slots::digest(definition, slot, given, attachments);
    let signature = signature(form.id, slot, file.assessor.id, digest, context);
    file.void_signatures(&form);
    file.put_form(form.clone());
    file.settle(definition, form, signature);
    for case in file.cases.iter_mut().filter(|c| c.case.recommendation.is_some() && c.case.reported_at.is_none()) {
        case.case.reported_at = Some(context.now);
    }
    Ok(())
}
