//! What the national authority takes after an event: a workbook of everybody decided, K and BK, with codes
//! looked up in its own imported lists. A code that is not there is told, never invented.

mod codes;

use std::collections::HashMap;

use certification::{
    body::MatchCode,
    permit::{Action, Actor, Object},
    record::{
        case::Case,
        event::Event,
        organisation::CodeEntry,
        person::{Assessor, Person},
    },
    refusal::{Refusal, require},
};
use exchange::bnsp::{self, HEADINGS, Row};
use store::{Find, Read, outside::Access};

use self::codes::Codes;
use crate::{Workflow, WorkflowError, may_see};

pub use codes::Unmatched;

/// A person of the workbook and the headings under which something is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lacking {
    /// The case.
    pub case: certification::id::CaseId,
    /// The person's name.
    pub name: String,
    /// Headings of the empty cells.
    pub columns: Vec<&'static str>,
}

/// The workbook, and what is missing in it.
#[derive(Debug, Clone, Default)]
pub struct Upload {
    /// The bytes of the xlsx.
    pub bytes: Vec<u8>,
    /// How many people it holds.
    pub people: usize,
    /// Those of whom something is missing.
    pub lacking: Vec<Lacking>,
    /// Values of ours for which the lists have no code.
    pub unmatched: Vec<Unmatched>,
}

impl Workflow {
    /// The authority's workbook of an event. Handing it out is noted, since it holds identity data in full.
    ///
    /// # Errors
    /// Not found when it is not theirs; a fault when it cannot be written.
    pub async fn authority_workbook(
        &self,
        actor: &Actor,
        event: &Event,
        hands_out: bool,
    ) -> Result<Upload, WorkflowError> {
        let permit = may_see(actor, Action::ExportAuthority, &Object::event(event.id))?;
        let (cases, rows, unmatched) = self.rows_of(event).await?;
        let people = rows.len();
        let names: Vec<String> = rows.iter().map(|r| r.name.clone()).collect();
        let written = tokio::task::spawn_blocking(move || bnsp::write(rows))
            .await
            .map_err(|e| WorkflowError::Fault(e.to_string()))?
            .map_err(|e| WorkflowError::Fault(e.to_string()))?;
        let mut lacking: Vec<Lacking> = Vec::new();
        for missing in &written.missing {
            let at = missing.row as usize - 2;
            let (Some(case), Some(name)) = (cases.get(at), names.get(at)) else { continue };
            let heading = HEADINGS.get(missing.column as usize - 'A' as usize).copied().unwrap_or_default();
            match lacking.last_mut().filter(|l| l.case == *case) {
                Some(last) => last.columns.push(heading),
                None => lacking.push(Lacking { case: *case, name: name.clone(), columns: vec![heading] }),
            }
        }
        if hands_out {
            let access = Access {
                person_id: Some(actor.person),
                duty: permit.duty(),
                action: "export-authority".to_owned(),
                object: format!("event:{}", event.id),
                subject: None,
            };
            self.note_look(access).await?;
        }
        Ok(Upload { bytes: written.bytes, people, lacking, unmatched })
    }

    /// Says which code of the authority stands for a value of ours, or with no code that none does any more.
    ///
    /// # Errors
    /// Refused when the list is none that is looked up, or has no such code.
    pub async fn match_code(&self, actor: &Actor, matched: MatchCode) -> Result<(), WorkflowError> {
        let code = matched.code.trim();
        if !code.is_empty() {
            let known = Find::by("list", matched.list.as_str()).and("code", code);
            require(self.reader().count::<CodeEntry>(&known).await? > 0, "codes.unknown-code")
                .map_err(|refusal: Refusal| refusal.with("code", code))?;
        }
        self.perform(actor, (), matched).await.map(|_| ())
    }

    async fn rows_of(&self, event: &Event) -> Result<Rows, WorkflowError> {
        let mut reader = self.reader();
        let decided = Find::by("event_id", event.id).one_of("decision", ["granted", "not-granted"]);
        let cases: Vec<Case> = reader.find(&decided.order_by(&["running"])).await?;
        let people: Vec<Person> = reader.find(&Find::all().one_of("id", cases.iter().map(|c| c.person_id))).await?;
        let people: HashMap<_, Person> = people.into_iter().map(|p| (p.id, p)).collect();
        let assessors: Vec<Assessor> =
            reader.find(&Find::all().one_of("id", cases.iter().filter_map(|c| c.assessor_id))).await?;
        let mut codes = Codes::new(reader.find(&Find::all()).await?);
        let known = cases.iter().filter_map(|case| Some((case, people.get(&case.person_id)?)));
        let (cases, rows) =
            known.map(|(case, person)| (case.id, row(case, person, &assessors, event, &mut codes))).unzip();
        Ok((cases, rows, codes.unmatched()))
    }
}

/// Cases with their rows, and the values that have no code.
type Rows = (Vec<certification::id::CaseId>, Vec<Row>, Vec<Unmatched>);

fn row(case: &Case, person: &Person, assessors: &[Assessor], event: &Event, codes: &mut Codes) -> Row {
    let source = event.funding.iter().find(|f| f.id == case.funding).map(|f| f.source.as_str());
    let kab = person.kab.as_deref().or(case.kab.as_deref());
    Row {
        name: person.full_name(),
        nik: person.nik.clone(),
        birth_place: person.birth_place.clone(),
        born: person.born.as_deref().and_then(|d| d.parse().ok()),
        sex: person.sex.clone(),
        address: person.address.clone(),
        city: codes.city(kab),
        province: codes.province(kab.and_then(|k| k.split_once('.')).map(|(province, _)| province)),
        phone: person.phone.clone(),
        email: person.email.clone(),
        education: codes.education(person.education.as_deref()),
        occupation: codes.occupation(person.position.as_deref()),
        schedule: event.schedule.clone(),
        tested_on: case.day.as_deref().and_then(|d| d.parse().ok()),
        assessors: assessors.iter().filter(|a| Some(a.id) == case.assessor_id).map(|a| a.met.clone()).collect(),
        funding: codes.funding(source),
        ministry: event.ministry.clone(),
        competent: Some(case.decision.as_deref() == Some("granted")),
    }
}
