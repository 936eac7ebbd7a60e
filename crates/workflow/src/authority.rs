//! What the national authority takes after an event: a workbook of everybody decided, K and BK, with codes
//! looked up in its own imported lists. A code that is not there is told, never invented.

use std::collections::HashMap;

use certification::{
    permit::{Action, Actor, Object},
    record::{
        case::Case,
        event::Event,
        organisation::CodeEntry,
        person::{Assessor, Person},
    },
    text::fold,
};
use exchange::{
    bnsp::{self, HEADINGS, Row},
    regions::regions,
};
use store::{Find, Read, outside::Access};

use crate::{Workflow, WorkflowError, may_see};

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
}

/// Codes of the authority's lists by what they mean.
struct Codes(Vec<CodeEntry>);

impl Codes {
    fn find(&self, list: &str, means: impl Fn(&str) -> bool) -> Option<String> {
        self.0.iter().filter(|e| e.list == list).find(|e| means(&fold(&e.label))).map(|e| e.code.clone())
    }

    fn named(&self, list: &str, text: Option<&str>) -> Option<String> {
        let text = fold(text?);
        self.find(list, |label| label == text)
    }

    /// *S1 Ilmu Perpustakaan* is `S1`, unless the list knows the whole.
    fn education(&self, text: Option<&str>) -> Option<String> {
        let whole = self.named("pendidikan", text);
        whole.or_else(|| self.named("pendidikan", text?.split_whitespace().next()))
    }

    fn region(&self, list: &str, code: Option<&str>) -> Option<String> {
        let region = regions().by_code(code?)?;
        let names = [fold(region.name), fold(region.bare())];
        self.find(list, |label| names.contains(&label.to_owned()))
    }
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
        let (cases, rows) = self.rows_of(event).await?;
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
        Ok(Upload { bytes: written.bytes, people, lacking })
    }

    async fn rows_of(&self, event: &Event) -> Result<(Vec<certification::id::CaseId>, Vec<Row>), WorkflowError> {
        let mut reader = self.reader();
        let decided = Find::by("event_id", event.id).one_of("decision", ["granted", "not-granted"]);
        let cases: Vec<Case> = reader.find(&decided.order_by(&["running"])).await?;
        let people: Vec<Person> = reader.find(&Find::all().one_of("id", cases.iter().map(|c| c.person_id))).await?;
        let people: HashMap<_, Person> = people.into_iter().map(|p| (p.id, p)).collect();
        let assessors: Vec<Assessor> =
            reader.find(&Find::all().one_of("id", cases.iter().filter_map(|c| c.assessor_id))).await?;
        let codes = Codes(reader.find(&Find::all()).await?);
        let known = cases.iter().filter_map(|case| Some((case, people.get(&case.person_id)?)));
        Ok(known.map(|(case, person)| (case.id, row(case, person, &assessors, event, &codes))).unzip())
    }
}

fn row(case: &Case, person: &Person, assessors: &[Assessor], event: &Event, codes: &Codes) -> Row {
    let source = event.funding.iter().find(|f| f.id == case.funding).map(|f| f.source.as_str());
    let kab = person.kab.as_deref().or(case.kab.as_deref());
    Row {
        name: person.full_name(),
        nik: person.nik.clone(),
        birth_place: person.birth_place.clone(),
        born: person.born.as_deref().and_then(|d| d.parse().ok()),
        sex: person.sex.clone(),
        address: person.address.clone(),
        city: codes.region("kota", kab),
        province: codes.region("provinsi", kab.and_then(|k| k.split_once('.')).map(|(province, _)| province)),
        phone: person.phone.clone(),
        email: person.email.clone(),
        education: codes.education(person.education.as_deref()),
        occupation: codes.named("pekerjaan", person.position.as_deref()),
        schedule: None,
        tested_on: case.day.as_deref().and_then(|d| d.parse().ok()),
        assessors: assessors.iter().filter(|a| Some(a.id) == case.assessor_id).map(|a| a.met.clone()).collect(),
        funding: codes.named("sumber-anggaran", source),
        ministry: None,
        competent: Some(case.decision.as_deref() == Some("granted")),
    }
}
