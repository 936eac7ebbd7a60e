//! What a list shows is what may be opened: the condition that a scope becomes in the database, on both, says the same
//! as the check of each object by itself, whatever somebody holds.

use std::collections::BTreeSet;

use certification::{
    duty::Duty,
    id::{CaseId, EventId, InstitutionId, PersonId},
    permit::{self, Action, Actor, Held, Object},
    record::{case::Case, event::Event},
};
use rehearsal::Troupe;
use store::{
    Find, Lane, Read, StoreError,
    view::{CaseFilter, CaseOrder, EventFilter, Page, case_list, case_stages, event_list, event_titles},
};
use testkit::TestHouse;
use uuid::Uuid;

testkit::on_both!(a_list_shows_exactly_what_may_be_opened);

/// Two events, twelve cases of four institutions, some with one assessor and some with another.
async fn spread(house: &TestHouse) -> Troupe {
    let stage = &house.stage;
    let troupe = Troupe::gather(stage, 12).await.unwrap();
    let funding = troupe.event.funding.clone();
    let other = troupe.plan_another(stage, "LAIN-2025", funding).await.unwrap();
    let (cases, assessors) = (troupe.cases.iter().map(|c| c.id).collect::<Vec<_>>(), troupe.assessors.clone());
    house
        .store
        .transact(Lane::Bulk, move |tx| {
            let (cases, assessors, other) = (cases.clone(), assessors.clone(), other.id);
            Box::pin(async move {
                for (n, case) in cases.iter().enumerate() {
                    if n % 3 == 0 {
                        let sql = "UPDATE cases SET event_id = $1 WHERE id = $2";
                        tx.execute(sql, &[other.into(), (*case).into()]).await?;
                    }
                    if n % 2 == 0 {
                        let sql = "UPDATE cases SET assessor_id = $1 WHERE id = $2";
                        tx.execute(sql, &[assessors[n / 2 % 2].into(), (*case).into()]).await?;
                    }
                }
                Ok::<_, StoreError>(())
            })
        })
        .await
        .unwrap();
    troupe
}

/// Everybody there can be: one duty of each kind, at one place or another, and pairs of them.
fn everybody(me: &[PersonId], events: &[EventId], institutions: &[InstitutionId]) -> Vec<Actor> {
    let events: Vec<Option<EventId>> = std::iter::once(None).chain(events.iter().copied().map(Some)).collect();
    let institutions: Vec<Option<InstitutionId>> =
        std::iter::once(None).chain(institutions.iter().copied().map(Some)).collect();
    let mut held = Vec::new();
    for duty in Duty::ALL {
        for event in &events {
            for institution in &institutions {
                held.push(Held { duty, event: *event, institution: *institution });
            }
        }
    }
    let mut all = Vec::new();
    for me in me {
        for (n, one) in held.iter().enumerate() {
            let other = &held[(n * 37 + 11) % held.len()];
            all.push(Actor::new(*me, vec![*one]));
            all.push(Actor::new(*me, vec![*one, *other]));
        }
    }
    all
}

async fn a_list_shows_exactly_what_may_be_opened(house: TestHouse) {
    let troupe = spread(&house).await;
    let mut reader = house.store.reader();
    let cases: Vec<Case> = reader.find(&Find::all()).await.unwrap();
    let events: Vec<Event> = reader.find(&Find::all()).await.unwrap();
    let known: BTreeSet<InstitutionId> = cases.iter().filter_map(|case| case.institution_id).collect();
    let mut places: Vec<InstitutionId> = known.into_iter().take(2).collect();
    places.push(Uuid::from_u128(9).into());
    let at: Vec<EventId> = events.iter().map(|event| event.id).chain([Uuid::from_u128(9).into()]).collect();
    let me = [troupe.cases[1].person_id, troupe.assessors[0], Uuid::from_u128(9).into()];
    let of_case = |case: &Case| Object {
        event: Some(case.event_id),
        person: Some(case.person_id),
        institution: case.institution_id,
        assessor: case.assessor_id,
    };
    let page = Page { after: None, size: Some(100) };
    let (mut shown, mut hidden) = (0, 0);
    for actor in everybody(&me, &at, &places) {
        let scope = permit::scope(&actor, Action::ListCases);
        let may = |case: &&Case| permit::check(&actor, Action::ListCases, &of_case(case)).is_ok();
        let expected: BTreeSet<CaseId> = cases.iter().filter(may).map(|case| case.id).collect();
        let filter = CaseFilter::default();
        let listed = case_list(&mut reader, &filter, CaseOrder::Name, &scope, &page).await.unwrap();
        let listed: BTreeSet<CaseId> = listed.rows.iter().map(|line| line.id).collect();
        assert_eq!(listed, expected, "{actor:?}");
        let counted: i64 = case_stages(&mut reader, &filter, &scope).await.unwrap().values().sum();
        assert_eq!(usize::try_from(counted).unwrap(), expected.len(), "{actor:?}");
        (shown, hidden) = (shown + expected.len(), hidden + cases.len() - expected.len());

        let scope = permit::scope(&actor, Action::ListEvents);
        let may = |id: &EventId| permit::check(&actor, Action::ListEvents, &Object::event(*id)).is_ok();
        let expected: BTreeSet<EventId> = events.iter().map(|event| event.id).filter(may).collect();
        let listed = event_list(&mut reader, &EventFilter::default(), &scope, &page).await.unwrap();
        assert_eq!(listed.rows.iter().map(|line| line.event.id).collect::<BTreeSet<_>>(), expected, "{actor:?}");
        let titles = event_titles(&mut reader, &scope).await.unwrap();
        assert_eq!(titles.into_iter().map(|(id, _)| id).collect::<BTreeSet<_>>(), expected, "{actor:?}");
    }
    assert!(shown > 1_000 && hidden > 1_000, "{shown} shown, {hidden} not");
}
