//! Rows outside the journal: only hashes of secrets, once-only codes, sealed drafts.

use certification::{duty::Duty, id::PersonId};
use serde_json::json;
use store::{
    Erasure, Lane, Read as _, Store, StoreError, Tx,
    outside::{
        Access, Attempts, Invitation, NewSession, Submission, credential, draft, invitation, mapping, session,
        sessions_of,
    },
};

use crate::{
    people::id,
    place::{Place, START, both},
};

both! {
    a_session_is_found_by_its_token_alone
    a_code_is_used_once_and_in_time
    attempts_are_counted_by_window
    a_draft_is_sealed_for_its_owner
    a_form_is_submitted_once
    the_desk_remembers
    what_has_had_its_time_is_forgotten
}

macro_rules! act {
    ($store:expr, |$tx:ident $(, $cloned:ident)*| $body:expr) => {
        $store
            .transact::<_, StoreError>(Lane::Interactive, move |$tx: &mut Tx| {
                $(let $cloned = $cloned.clone();)*
                Box::pin(async move { $body })
            })
            .await
    };
}

async fn a_session_is_found_by_its_token_alone(place: Place) {
    let store = place.store().await;
    let person: PersonId = id();
    let tokens = [store.new_token(), store.new_token()];
    for token in tokens.clone() {
        act!(store, |tx, token| {
            let new = NewSession {
                person_id: person,
                expires_at: START + 10,
                agent: "Firefox".into(),
                ip_class: "mobile".into(),
                data: "{}".into(),
            };
            tx.begin_session(&token, &new).await
        })
        .unwrap();
    }
    let found = session(&mut store.reader(), &tokens[0]).await.unwrap().unwrap();
    assert_eq!(found.person_id, person);
    assert!(session(&mut store.reader(), &found.hash).await.unwrap().is_none());
    assert_eq!(sessions_of(&mut store.reader(), person).await.unwrap().len(), 2);
    let keep = found.hash.clone();
    assert_eq!(act!(store, |tx, keep| tx.end_other_sessions(person, Some(&keep)).await).unwrap(), 1);
    place.clock.advance(1);
    let hash = found.hash.clone();
    act!(store, |tx, hash| tx.touch_session(&hash, "{\"a\":1}").await).unwrap();
    let seen = session(&mut store.reader(), &tokens[0]).await.unwrap().unwrap();
    assert_eq!((seen.seen_at, seen.data.as_str()), (START + 1, "{\"a\":1}"));
    let (hash, stranger) = (found.hash.clone(), id());
    assert!(!act!(store, |tx, hash| tx.end_session(stranger, &hash).await).unwrap());
    let hash = found.hash;
    assert!(act!(store, |tx, hash| tx.end_session(person, &hash).await).unwrap());
    assert!(session(&mut store.reader(), &tokens[0]).await.unwrap().is_none());
}

async fn a_code_is_used_once_and_in_time(place: Place) {
    let store = place.store().await;
    let person: PersonId = id();
    let issue = |code: &'static str, expires_at: i64| {
        let store = store.clone();
        async move {
            act!(store, |tx| {
                let invitation =
                    Invitation { person_id: person, kind: "invite".into(), issued_by: None, expires_at, used_at: None };
                tx.put_invitation(code, &invitation).await
            })
            .unwrap();
        }
    };
    issue("FIRST", START + 100).await;
    issue("SECOND", START + 100).await;
    assert!(invitation(&mut store.reader(), "FIRST").await.unwrap().is_none(), "a new code ends the old one");
    assert!(invitation(&mut store.reader(), "SECOND").await.unwrap().is_some());
    assert!(act!(store, |tx| tx.use_invitation("SECOND").await).unwrap().is_some());
    assert!(act!(store, |tx| tx.use_invitation("SECOND").await).unwrap().is_none());
    issue("LATE", START + 100).await;
    place.clock.advance(101);
    assert!(act!(store, |tx| tx.use_invitation("LATE").await).unwrap().is_none());
    act!(store, |tx| tx.set_credential(person, "$argon2id$x").await).unwrap();
    act!(store, |tx| tx.note_sign_in(person, false).await).unwrap();
    let stored = credential(&mut store.reader(), person).await.unwrap().unwrap();
    assert_eq!((stored.failed, stored.phc.as_str()), (1, "$argon2id$x"));
    assert!(!format!("{stored:?}").contains("argon2id"));
    act!(store, |tx| tx.note_sign_in(person, true).await).unwrap();
    assert_eq!(credential(&mut store.reader(), person).await.unwrap().unwrap().failed, 0);
    assert_eq!(act!(store, |tx| tx.forget_ended(START + 1000).await).unwrap(), 2);
}

async fn attempts_are_counted_by_window(place: Place) {
    let store = place.store().await;
    let minute = 60_000_000;
    let began = store.clocks().machine.now();
    let told = |count, until| Attempts { count, until };
    for (after, expected) in
        [(0, told(1, minute)), (30_000_000, told(2, minute)), (20_000_000, told(3, minute + 50_000_000))]
    {
        place.clock.advance(after);
        let expected = Attempts { until: began + expected.until, ..expected };
        assert_eq!(act!(store, |tx| tx.throttle("sign-in:siti", minute, 2).await).unwrap(), expected);
    }
    // The third was one too many: the hold is a whole one from then, and another attempt does not lengthen it.
    place.clock.advance(59_000_000);
    let held = told(4, began + minute + 50_000_000);
    assert_eq!(act!(store, |tx| tx.throttle("sign-in:siti", minute, 2).await).unwrap(), held);
    assert_eq!(act!(store, |tx| tx.throttle("sign-in:sari", minute, 2).await).unwrap().count, 1);
    assert_eq!(store.throttled("sign-in:siti", minute).await.unwrap(), 4);
    place.clock.advance(1_000_000);
    assert_eq!(store.throttled("sign-in:siti", minute).await.unwrap(), 0);
    assert_eq!(act!(store, |tx| tx.throttle("sign-in:siti", minute, 2).await).unwrap().count, 1);
}

async fn a_draft_is_sealed_for_its_owner(place: Place) {
    let store = place.store().await;
    let person: PersonId = id();
    let save = |answers: serde_json::Value| {
        let store = store.clone();
        async move {
            act!(store, |tx, answers| tx.put_draft(person, "FR.APL.01:1", &answers).await).unwrap();
        }
    };
    save(json!({ "alasan": "sakit" })).await;
    save(json!({ "alasan": "sakit kepala" })).await;
    let found = draft(&mut store.reader(), person, "FR.APL.01:1").await.unwrap().unwrap();
    assert_eq!(found.answers, json!({ "alasan": "sakit kepala" }));
    let rows = store.reader().rows("SELECT * FROM draft", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert!(!rows[0].blob("sealed").unwrap().windows(5).any(|w| w == b"sakit"));
    store.erase(Erasure::of(person, "asked for it")).await.unwrap();
    assert!(draft(&mut store.reader(), person, "FR.APL.01:1").await.unwrap().is_none());
}

async fn a_form_is_submitted_once(place: Place) {
    let store = place.store().await;
    let claim = |store: Store| async move { act!(store, |tx| tx.claim_submission("token", None).await).unwrap() };
    let answers = futures::future::join_all((0..8).map(|_| claim(store.clone()))).await;
    assert_eq!(answers.iter().filter(|s| **s == Submission::First).count(), 1);
    assert_eq!(answers.iter().filter(|s| **s == Submission::UnderWay).count(), 7);
    act!(store, |tx| tx.settle_submission("token", Some("/cases/1")).await).unwrap();
    assert_eq!(claim(store.clone()).await, Submission::Done("/cases/1".to_owned()));
    // What was not taken may be sent again, and so may what its server never came to settle.
    act!(store, |tx| tx.settle_submission("token", None).await).unwrap();
    assert_eq!(claim(store.clone()).await, Submission::First);
    place.clock.advance(61_000_000);
    assert_eq!(claim(store.clone()).await, Submission::First);
    assert_eq!(claim(store).await, Submission::UnderWay);
}

async fn the_desk_remembers(place: Place) {
    let store = place.store().await;
    for column in [1, 2] {
        act!(store, |tx| tx.remember_mapping("dinas", "layout", &json!({ "nik": column })).await).unwrap();
    }
    assert_eq!(mapping(&mut store.reader(), "dinas", "layout").await.unwrap(), Some(json!({ "nik": 2 })));
    assert_eq!(mapping(&mut store.reader(), "sekolah", "layout").await.unwrap(), None);
    act!(store, |tx| {
        let access = Access {
            person_id: None,
            duty: Duty::Staff,
            action: "see-nik".into(),
            object: "case:1".into(),
            subject: Some(id()),
        };
        tx.log_access(&access).await
    })
    .unwrap();
    assert_eq!(store.reader().rows("SELECT id, action FROM access_log", &[]).await.unwrap().len(), 1);
}

async fn what_has_had_its_time_is_forgotten(place: Place) {
    const DAY: i64 = 86_400_000_000;
    let store = place.store().await;
    let person: PersonId = id();
    let tokens = [store.new_token(), store.new_token()];
    for (token, days) in [(tokens[0].clone(), 1), (tokens[1].clone(), 200)] {
        act!(store, |tx, token| {
            let new = NewSession {
                person_id: person,
                expires_at: START + days * DAY,
                agent: String::new(),
                ip_class: String::new(),
                data: "{}".into(),
            };
            tx.begin_session(&token, &new).await
        })
        .unwrap();
    }
    act!(store, |tx| {
        tx.put_draft(person, "fr.apl.01", &json!({ "a": 1 })).await?;
        let job = tx.enqueue(store::Job::new("x", json!({}))).await?;
        tx.cancel_job(job).await
    })
    .unwrap();
    let keeping = store::Keeping { jobs: 30, drafts: 90, mapping: 365, looks: 5 * 366 };
    assert_eq!(store.tidy(keeping).await.unwrap(), 0, "nothing has had its time yet");
    place.clock.advance(3 * DAY);
    assert_eq!(store.tidy(keeping).await.unwrap(), 1, "the session that ended");
    place.clock.advance(40 * DAY);
    assert_eq!(store.tidy(keeping).await.unwrap(), 1, "the job that was cancelled");
    place.clock.advance(50 * DAY);
    assert_eq!(store.tidy(keeping).await.unwrap(), 1, "the draft that nobody sent");
    assert!(session(&mut store.reader(), &tokens[1]).await.unwrap().is_some());
}
