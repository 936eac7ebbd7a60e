//! Order of signatures, what they bind, and what a change voids.

use proptest::prelude::*;

use crate::{
    duty::Duty,
    form::{Answer, Answers, Definition, Engine, Locale, Mode, Role, SlotState, catalogue, samples, slots},
    id::{FormId, PersonId, SignatureId},
    record::form::Signature,
};

fn apl02() -> &'static Definition {
    catalogue::current("FR.APL.02").unwrap()
}

fn signature(slot: &str, refused: bool) -> Signature {
    Signature {
        id: SignatureId::from(uuid::Uuid::nil()),
        form_id: FormId::from(uuid::Uuid::nil()),
        slot: slot.to_owned(),
        person_id: PersonId::from(uuid::Uuid::nil()),
        duty: Duty::Candidate,
        mode: "session".to_owned(),
        witness_id: None,
        digest: String::new(),
        at: 0,
        refused,
        reason: None,
        void: false,
    }
}

#[test]
fn slots_are_signed_in_order_by_their_duty() {
    let form = apl02();
    assert!(slots::may_sign(form, &[], "candidate", Duty::Candidate, Mode::InPresence));
    assert!(!slots::may_sign(form, &[], "candidate", Duty::Assessor, Mode::Session));
    assert!(!slots::may_sign(form, &[], "assessor", Duty::Assessor, Mode::Session));
    let first = [signature("candidate", false)];
    assert!(slots::may_sign(form, &first, "assessor", Duty::Assessor, Mode::Session));
    assert!(!slots::may_sign(form, &first, "assessor", Duty::Assessor, Mode::InPresence));
    let states: Vec<SlotState> = slots::slots(form, &first, Locale::Id).iter().map(|s| s.state).collect();
    assert_eq!(states, [SlotState::Signed, SlotState::Next]);
    assert!(!slots::complete(form, &first));
    assert!(slots::complete(form, &[signature("candidate", false), signature("assessor", false)]));
}

#[test]
fn a_voided_signature_is_asked_for_again() {
    let mut first = signature("candidate", false);
    first.void = true;
    let views = slots::slots(apl02(), &[first], Locale::Id);
    assert_eq!((views[0].state, views[0].voided), (SlotState::Next, true));
}

#[test]
fn the_review_does_not_void_the_candidates_signature_but_a_changed_answer_voids_both() {
    let sample = samples::all().into_iter().find(|s| s.definition.code == "FR.APL.02").unwrap();
    let files = Engine::attachments(sample.definition, &sample.context, &sample.answers);
    assert!(!files.is_empty());
    let voided = |after: &Answers, with: &[String]| {
        slots::voided(sample.definition, (&sample.answers, &files), (after, with))
            .iter()
            .map(|s| s.key.clone())
            .collect::<Vec<_>>()
    };
    let mut review = sample.answers.clone();
    review.put("note", "Ditambah.");
    assert_eq!(voided(&review, &files), ["assessor"]);
    let mut rating = sample.answers.clone();
    rating.put("rating/CONTOH.LD.01:1/self", "BK");
    assert_eq!(voided(&rating, &files), ["candidate", "assessor"]);
    assert_eq!(voided(&sample.answers, &files[1..]), ["candidate", "assessor"]);
    assert!(voided(&sample.answers, &files).is_empty());
}

#[test]
fn what_is_signed_is_closed_for_editing() {
    let mut context = samples::context();
    context.signed = slots::signed(apl02(), &[signature("candidate", false)]);
    assert_eq!(context.signed, ["candidate"]);
    let pairs =
        [("rating/CONTOH.LD.01:1/self".to_owned(), "BK".to_owned()), ("review".to_owned(), "proceed".to_owned())];
    let (answers, _) = Engine::parse(apl02(), &context, &Answers::new(), &pairs, Role::Candidate);
    assert_eq!(answers, Answers::new());
    assert!(!Engine::view(apl02(), &context, &answers, Role::Candidate, Locale::Id, &[]).editable);
    let (answers, _) = Engine::parse(apl02(), &context, &Answers::new(), &pairs, Role::Assessor);
    assert!(answers.get("review").is_some());
}

#[test]
fn changes_are_listed_in_the_order_of_the_form_and_in_words() {
    let context = samples::context();
    let (mut before, mut after) = (Answers::new(), Answers::new());
    before.put("rating/CONTOH.LD.01:2/self", "K");
    after.put("rating/CONTOH.LD.01:2/self", "BK");
    after.put("review", "proceed");
    after.put("note", "");
    after.put("gone", "x");
    let changes = Engine::diff(apl02(), &context, &before, &after, Locale::Id);
    let told: Vec<(&str, &str, &str)> =
        changes.iter().map(|c| (c.name.as_str(), c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(
        told,
        [("rating/CONTOH.LD.01:2/self", "K", "BK"), ("review", "", "dapat dilanjutkan"), ("gone", "", "x")]
    );
}

proptest! {
    /// The digest knows neither the order of keys nor of attachments, and notices every change.
    #[test]
    fn the_digest_is_stable(mut pairs in proptest::collection::btree_map("[a-z]{1,6}", "\\PC{1,12}", 1..12), files in proptest::collection::vec("[a-f0-9]{8}", 0..4)) {
        let make = |p: &mut dyn Iterator<Item = (&String, &String)>| -> Answers {
            p.map(|(a, b)| (a.clone(), Answer::One(b.clone()))).collect()
        };
        let digest = |a: &Answers, f: &[String]| Engine::digest(apl02(), a, f);
        let one = digest(&make(&mut pairs.iter()), &files);
        let mut reversed = files.clone();
        reversed.reverse();
        let mut with_empty = make(&mut pairs.iter().rev());
        with_empty.put("zzzzzzz", "");
        prop_assert_eq!(&one, &digest(&with_empty, &reversed));
        prop_assert_eq!(one.len(), 64);
        let key = pairs.keys().next().cloned().unwrap();
        pairs.insert(key, "lain dari semula".to_owned());
        prop_assert_ne!(one, digest(&make(&mut pairs.iter()), &files));
    }
}
