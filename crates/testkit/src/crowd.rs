//! Many cases out of one, put past the workflow: for tests of what happens when many are asked for at once.

use certification::{
    casefile::CaseFile,
    duty::Duty,
    id::{ActId, CaseId, EventId, PersonId},
    record::{Change, Record, case::Case},
};
use store::{Entry, Find, Lane, Read, StoreError};
use uuid::Uuid;
use workflow::load::case_file;

use crate::{START, TestHouse};

/// The same assessed case `n` times over, each of another person, with so many of its votes.
///
/// # Panics
/// When the store refuses it.
pub async fn multiplied(house: &TestHouse, from: CaseId, n: usize, votes: usize) -> Vec<CaseId> {
    let file = case_file(&mut house.store.reader(), from).await.unwrap();
    copies(house, file, n, votes).await
}

/// The same at another event of the same house, without votes.
pub async fn multiplied_at(house: &TestHouse, from: CaseId, event: EventId, n: usize) -> Vec<CaseId> {
    let mut file = case_file(&mut house.store.reader(), from).await.unwrap();
    file.case.event_id = event;
    for form in &mut file.forms {
        form.event_id = Some(event);
    }
    copies(house, file, n, 0).await
}

async fn copies(house: &TestHouse, file: CaseFile, n: usize, votes: usize) -> Vec<CaseId> {
    let start: i64 = house.store.reader().count::<Case>(&Find::all()).await.unwrap();
    let copies: Vec<Copied> = (0..i64::try_from(n).unwrap()).map(|k| copied(&file, 100 + start + k, votes)).collect();
    let cases = copies.iter().map(|c| c.case).collect();
    house
        .store
        .transact(Lane::Bulk, move |tx| {
            let copies = copies.clone();
            Box::pin(async move {
                for copy in copies {
                    tx.append(entry(copy)).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await
        .unwrap();
    cases
}

/// Puts a record past the workflow.
///
/// # Panics
/// When the store refuses it.
pub async fn put(house: &TestHouse, record: &impl Record) {
    let change = record.put();
    house
        .store
        .transact(Lane::Bulk, move |tx| {
            let change = change.clone();
            Box::pin(async move {
                let stream = format!("put/{}", change.key);
                let copied = Copied { case: CaseId(Uuid::nil()), person: PersonId(Uuid::nil()), changes: vec![change] };
                tx.append(Entry { stream, subject: None, ..entry(copied) }).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await
        .unwrap();
}

#[derive(Debug, Clone)]
struct Copied {
    case: CaseId,
    person: PersonId,
    changes: Vec<Change>,
}

fn entry(copy: Copied) -> Entry {
    Entry {
        id: ActId(Uuid::now_v7()),
        stream: format!("case/{}", copy.case),
        expected: Some(0),
        act_type: "Copied".to_owned(),
        act_version: 1,
        actor: None,
        duty: Duty::System,
        node: "test".to_owned(),
        occurred_at: START,
        subject: Some(copy.person),
        act: serde_json::json!({}),
        changes: copy.changes,
    }
}

fn copied(file: &CaseFile, running: i64, votes: usize) -> Copied {
    let (case, person) = (CaseId(Uuid::now_v7()), PersonId(Uuid::now_v7()));
    let mut changes = Vec::new();
    let mut someone = file.person.clone();
    (someone.id, someone.nik, someone.email, someone.phone, someone.nip) = (person, None, None, None, None);
    someone.name = Some(format!("Peserta Contoh {running}"));
    changes.push(someone.put());
    let mut one = file.case.clone();
    (one.id, one.person_id, one.running, one.name) = (case, person, running, someone.name);
    changes.push(one.put());
    for form in &file.forms {
        let mut form = form.clone();
        let was = form.id;
        (form.id, form.case_id) = (Uuid::now_v7().into(), Some(case));
        if form.subject_id == file.person.id {
            form.subject_id = person;
        }
        for signature in file.signatures.iter().filter(|s| s.form_id == was) {
            let mut signature = signature.clone();
            (signature.id, signature.form_id) = (Uuid::now_v7().into(), form.id);
            if signature.person_id == file.person.id {
                signature.person_id = person;
            }
            changes.push(signature.put());
        }
        changes.push(form.put());
    }
    for recommendation in &file.recommendations {
        let mut recommendation = recommendation.clone();
        (recommendation.id, recommendation.case_id) = (format!("{case}:{}", recommendation.unit), case);
        changes.push(recommendation.put());
    }
    for (n, assignment) in file.assignments.iter().enumerate() {
        let mut assignment = assignment.clone();
        (assignment.id, assignment.case_id) = (format!("{case}:{}", n + 1), case);
        changes.push(assignment.put());
    }
    for vote in file.votes.iter().take(votes) {
        let mut vote = vote.clone();
        vote.id = format!("{}:{case}:{}:{}", vote.panel_id, vote.member_id, vote.round);
        (vote.case_id, vote.person_id) = (case, person);
        changes.push(vote.put());
    }
    Copied { case, person, changes }
}
