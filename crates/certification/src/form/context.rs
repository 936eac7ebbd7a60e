//! Everything the engine may know about the case at hand, handed in as plain values.
//! A field's proposed value and shown facts come from the closed list [`Source`].

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    answers::Answers,
    condition::{CaseFacts, Progress},
    wording::{self, Locale},
    written::WrittenTest,
};
use crate::record::scheme::{RequiredDocument, SchemeVersion};

/// What a form is filled, shown or printed with.
#[derive(Debug, Clone, PartialEq)]
pub struct FormContext {
    /// The pinned version of the scheme.
    pub scheme: SchemeVersion,
    /// The standard its units come from, such as *SKKNI 236/2019*.
    pub standard: String,
    /// The candidate; empty on a blank form.
    pub person: PersonFacts,
    /// The event.
    pub event: EventFacts,
    /// Label of the case, such as `LD/044/SYA`; of assessor and event for FR.AK.05.
    pub case_label: String,
    /// Facts of the case, for conditions.
    pub case: CaseFacts,
    /// The entry alternative by which the applicant came, when chosen.
    pub alternative: Option<String>,
    /// The assessor.
    pub assessor: OfficerFacts,
    /// The member of staff.
    pub staff: OfficerFacts,
    /// Documents in hand: those for requirements, and evidence.
    pub documents: Vec<DocumentFact>,
    /// Cases of the assessor at the event, for FR.AK.05.
    pub cases: Vec<CaseRow>,
    /// Items of the instrument, by form code.
    pub items: BTreeMap<String, Vec<Item>>,
    /// Released results of written tests that are evidence for the form.
    pub written: Vec<WrittenTest>,
    /// Other forms of the case, by code.
    pub forms: BTreeMap<String, FormFacts>,
    /// Slots that carry a living signature: what they cover is closed for editing.
    pub signed: Vec<String>,
    /// Who wrote and validated the instrument.
    pub makers: Vec<Maker>,
    /// What the paper needs besides.
    pub paper: PaperFacts,
    /// The reader's language.
    pub locale: Locale,
}

/// The candidate's own values. Text throughout, empty where unknown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the names are those of record::person::Person")]
pub struct PersonFacts {
    pub name: String,
    pub degree: String,
    pub full_name: String,
    pub nik: String,
    pub birth_place: String,
    pub born: String,
    pub sex: String,
    pub address: String,
    pub phone: String,
    pub email: String,
    pub education: String,
    pub institution: String,
    pub position: String,
    pub nip: String,
}

/// The event and the session of the case.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EventFacts {
    /// Title.
    pub title: String,
    /// The assessment venue (TUK).
    pub venue: String,
    /// `sewaktu`, `tempat-kerja` or `mandiri`; empty when not known.
    pub venue_kind: String,
    /// First day, ISO.
    pub starts: String,
    /// Last day, ISO.
    pub ends: String,
    /// Day of the case's session, ISO; empty before it is scheduled.
    pub day: String,
    /// Time of the session, such as `08.00–12.00 WITA`.
    pub time: String,
}

/// An assessor or member of staff.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OfficerFacts {
    /// Name with degrees.
    pub name: String,
    /// No. Reg. (MET) or staff number.
    pub registration: String,
}

/// A document in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentFact {
    /// Its id.
    pub id: String,
    /// The requirement it answers, or `evidence`.
    pub requirement: String,
    /// What the applicant calls it.
    pub title: String,
    /// Name of the stored object, which a signature binds.
    pub file: String,
}

impl DocumentFact {
    /// It was handed in as evidence of competence.
    #[must_use]
    pub fn is_evidence(&self) -> bool {
        self.requirement == "evidence"
    }
}

/// A case in the report of an assessor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseRow {
    /// Id of the case.
    pub key: String,
    /// The candidate's name.
    pub name: String,
    /// The scheme, under which the cases are listed.
    pub scheme: String,
    /// `K`, `BK` or empty.
    pub recommendation: String,
    /// Units not reached, as code and title.
    pub not_reached: Vec<String>,
}

/// An item of an instrument: a question, a task, an aspect of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Key within the instrument.
    pub key: String,
    /// Its text.
    pub text: String,
    /// The expected answer, empty when there is none.
    #[serde(default)]
    pub answer: String,
    /// Code of the unit, or the group it stands under.
    #[serde(default)]
    pub unit: String,
}

/// How far another form of the case has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FormFacts {
    /// How far, `None` while a draft or reopened.
    pub progress: Option<Progress>,
    /// Its answers.
    pub answers: Map<String, Value>,
}

/// Who wrote or validated an instrument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Maker {
    /// Validator, not writer.
    pub validator: bool,
    /// Name with degrees.
    pub name: String,
    /// No. Reg. MET.
    pub met: String,
    /// When signed, ISO.
    pub on: String,
}

/// What stands on the paper around the form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PaperFacts {
    /// Name of the body.
    pub body: String,
    /// Number of its licence.
    pub licence: String,
    /// Its address.
    pub address: String,
    /// Path of its logo in the paper's virtual root, when there is one.
    pub logo: Option<String>,
    /// Date of printing, ISO.
    pub printed_on: String,
    /// Short digest of the content.
    pub hash: Option<String>,
    /// QR code that leads to the case: rows of `0` and `1`.
    pub qr: Vec<String>,
}

/// Where a proposed or shown value comes from: a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each names the value of the context it stands for")]
pub enum Source {
    #[serde(rename = "person.name")]
    PersonName,
    #[serde(rename = "person.degree")]
    PersonDegree,
    #[serde(rename = "person.full-name")]
    PersonFullName,
    #[serde(rename = "person.nik")]
    PersonNik,
    #[serde(rename = "person.birth-place")]
    PersonBirthPlace,
    #[serde(rename = "person.born")]
    PersonBorn,
    #[serde(rename = "person.sex")]
    PersonSex,
    #[serde(rename = "person.address")]
    PersonAddress,
    #[serde(rename = "person.phone")]
    PersonPhone,
    #[serde(rename = "person.email")]
    PersonEmail,
    #[serde(rename = "person.education")]
    PersonEducation,
    #[serde(rename = "person.institution")]
    PersonInstitution,
    #[serde(rename = "person.position")]
    PersonPosition,
    #[serde(rename = "event.venue")]
    EventVenue,
    #[serde(rename = "event.day")]
    EventDay,
    #[serde(rename = "event.starts")]
    EventStarts,
    #[serde(rename = "event.ends")]
    EventEnds,
    #[serde(rename = "event.time")]
    EventTime,
    #[serde(rename = "assessor.name")]
    AssessorName,
    #[serde(rename = "case.recommendation")]
    CaseRecommendation,
    #[serde(rename = "case.candidate-type")]
    CaseCandidateType,
    #[serde(rename = "case.alternative")]
    CaseAlternative,
    #[serde(rename = "scheme.name")]
    SchemeName,
    #[serde(rename = "scheme.number")]
    SchemeNumber,
    #[serde(rename = "scheme.packaging")]
    SchemePackaging,
    #[serde(rename = "written.result")]
    WrittenResult,
    #[serde(rename = "written.score")]
    WrittenScore,
    #[serde(rename = "written.origin")]
    WrittenOrigin,
    #[serde(rename = "written.improve")]
    WrittenImprove,
}

impl FormContext {
    /// A context with nothing but the scheme: what a blank form is printed with.
    #[must_use]
    pub fn blank(scheme: SchemeVersion) -> Self {
        Self {
            scheme,
            standard: String::new(),
            person: PersonFacts::default(),
            event: EventFacts::default(),
            case_label: String::new(),
            case: CaseFacts::default(),
            alternative: None,
            assessor: OfficerFacts::default(),
            staff: OfficerFacts::default(),
            documents: Vec::new(),
            cases: Vec::new(),
            items: BTreeMap::new(),
            written: Vec::new(),
            forms: BTreeMap::new(),
            signed: Vec::new(),
            makers: Vec::new(),
            paper: PaperFacts::default(),
            locale: Locale::Id,
        }
    }

    /// The value of that source, as an answer would hold it; empty when not known.
    #[must_use]
    pub fn value(&self, source: Source) -> String {
        let p = &self.person;
        match source {
            Source::PersonName => p.name.clone(),
            Source::PersonDegree => p.degree.clone(),
            Source::PersonFullName => p.full_name.clone(),
            Source::PersonNik => p.nik.clone(),
            Source::PersonBirthPlace => p.birth_place.clone(),
            Source::PersonBorn => p.born.clone(),
            Source::PersonSex => p.sex.clone(),
            Source::PersonAddress => p.address.clone(),
            Source::PersonPhone => p.phone.clone(),
            Source::PersonEmail => p.email.clone(),
            Source::PersonEducation => p.education.clone(),
            Source::PersonInstitution => p.institution.clone(),
            Source::PersonPosition => p.position.clone(),
            Source::EventVenue => self.event.venue.clone(),
            Source::EventDay => self.event.day.clone(),
            Source::EventStarts => self.event.starts.clone(),
            Source::EventEnds => self.event.ends.clone(),
            Source::EventTime => self.event.time.clone(),
            Source::AssessorName => self.assessor.name.clone(),
            Source::CaseRecommendation => self.case.recommendation.clone().unwrap_or_default(),
            Source::CaseCandidateType => self.case.candidate_type.map(|n| n.to_string()).unwrap_or_default(),
            Source::CaseAlternative => self.alternative.clone().unwrap_or_default(),
            Source::SchemeName => self.scheme.name_id.clone(),
            Source::SchemeNumber => self.scheme.number.clone(),
            Source::SchemePackaging => self.scheme.packaging.clone(),
            Source::WrittenResult | Source::WrittenScore | Source::WrittenOrigin | Source::WrittenImprove => {
                self.written_value(source)
            }
        }
    }

    /// The value of that source as people read it.
    #[must_use]
    pub fn wording(&self, source: Source, locale: Locale) -> String {
        let value = self.value(source);
        match source {
            Source::PersonBorn | Source::EventDay | Source::EventStarts | Source::EventEnds => {
                wording::date(&value, locale)
            }
            Source::SchemeName => locale.prefer(&self.scheme.name_id, &self.scheme.name_en).to_owned(),
            Source::CaseAlternative => self
                .scheme
                .alternatives
                .iter()
                .find(|a| a.id == value)
                .map(|a| locale.prefer(&a.text_id, &a.text_en).to_owned())
                .unwrap_or_default(),
            _ => value,
        }
    }

    /// Documents required of this applicant. Before an entry alternative is chosen, those that always apply.
    pub fn requirements<'a>(&'a self, alternative: Option<&'a str>) -> Vec<&'a RequiredDocument> {
        self.scheme.documents_for(alternative.unwrap_or_default()).collect()
    }

    /// The answers of another form of the case; none when it is not filled.
    #[must_use]
    pub fn answers_of(&self, code: &str) -> Answers {
        let answers = self.forms.get(code).map(|f| Value::Object(f.answers.clone()));
        answers.and_then(|a| Answers::from_value(&a).ok()).unwrap_or_default()
    }

    /// How far the form of that code has come.
    #[must_use]
    pub fn progress(&self, code: &str) -> Option<Progress> {
        self.forms.get(code).and_then(|f| f.progress)
    }
}
