//! Invented people and cases for the tests of this crate.

use certification::{
    duty::Duty,
    id::{ActId, CaseId, EventId, InstitutionId, PersonId, SchemeVersionId},
    record::{Change, Record as _, case::Case, person::Person},
    stage::{Funnel, Stage},
};
use serde_json::json;
use store::Entry;
use uuid::Uuid;

pub fn id<T: From<Uuid>>() -> T {
    Uuid::now_v7().into()
}

pub fn person(name: &str, nik: &str) -> Person {
    Person {
        id: id(),
        name: Some(name.to_owned()),
        degree: Some("S.I.Pust.".to_owned()),
        nik: Some(nik.to_owned()),
        born: Some("1990-02-28".to_owned()),
        birth_place: Some("Banjarbaru".to_owned()),
        sex: Some("P".to_owned()),
        phone: Some("+6281200000001".to_owned()),
        email: Some(format!("{nik}@contoh.invalid")),
        nip: None,
        address: None,
        education: None,
        position: None,
        institution_id: None,
        kab: Some("63.72".to_owned()),
        updated_at: 1,
    }
}

pub fn case(event: EventId, person: &Person, slug: &str, running: i64) -> Case {
    serde_json::from_value(case_json(event, person, slug, running)).unwrap()
}

fn case_json(event: EventId, person: &Person, slug: &str, running: i64) -> serde_json::Value {
    let (case, version, institution): (CaseId, SchemeVersionId, InstitutionId) = (id(), id(), id());
    json!({
        "id": case, "event_id": event, "person_id": person.id, "slug": slug, "scheme_version_id": version,
        "running": running, "name": person.name, "institution_id": institution, "kab": person.kab,
        "funding": "apbn", "alternative": null, "confirmed_at": null, "application_verdict": null,
        "application_note": null, "assessor_id": null, "conflict_free": null, "review": null,
        "candidate_type": null, "session": null, "day": null, "present": null, "withdrawn": null,
        "recommendation": null, "decision": null, "reported_at": null, "round": 1, "stage": Stage::Invited,
        "funnel": Funnel { registered: true, ..Funnel::default() }, "opened_at": 1, "stage_at": 1,
    })
}

pub fn entry(stream: &str, expected: Option<i64>, subject: Option<PersonId>, changes: Vec<Change>) -> Entry {
    Entry {
        id: id::<ActId>(),
        stream: stream.to_owned(),
        expected,
        act_type: "Try".to_owned(),
        act_version: 1,
        actor: None,
        duty: Duty::System,
        node: "centre".to_owned(),
        occurred_at: crate::place::START,
        subject,
        act: json!({ "said": "Siti Nur'aini hadir" }),
        changes,
    }
}

pub fn register(person: &Person) -> Entry {
    entry(&format!("person:{}", person.id), Some(0), Some(person.id), vec![person.put()])
}
