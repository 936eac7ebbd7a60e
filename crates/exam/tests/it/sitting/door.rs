//! The door: who sits there, in which browser, and how often the page was left.

use super::*;

fn checked(number: u64) -> Event {
    room(number, 0, Room::IdentityChecked { document: "ktp".into(), by: by() })
}

fn doubted(number: u64) -> Event {
    room(number, 0, Room::IdentityDoubted { by: by(), reason: reason() })
}

#[rstest]
#[case::nobody_looked(vec![], false, "admitted")]
#[case::nobody_looked_where_it_is_wanted(vec![], true, "sitting.identity-first")]
#[case::looked(vec![checked(1)], true, "admitted")]
#[case::not_the_person(vec![doubted(1)], false, "sitting.not-the-person")]
#[case::a_mistake_is_mended(vec![doubted(1), checked(2)], true, "admitted")]
#[case::who_has_begun_goes_on(vec![opened(1, 0)], true, "admitted")]
#[case::nor_does_who_is_not_the_person(vec![opened(1, 0), doubted(2)], true, "sitting.not-the-person")]
fn the_door_opens_to_the_person(#[case] events: Vec<Event>, #[case] identity_first: bool, #[case] said: &str) {
    let settings = Settings { identity_first, ..Settings::default() };
    let sitting = Sitting::of(&events);
    assert_eq!(refused(sitting.may_open(&terms(), &settings, MINUTE, "laptop")), said);
}

#[test]
fn what_is_known_of_who_sits_there_is_what_was_recorded_last() {
    use exam::sitting::door::{Away, Identity};
    assert_eq!(Sitting::of(&[]).identity(), None);
    assert!(matches!(Sitting::of(&[checked(2), doubted(1)]).identity(), Some(Identity::Checked { at: 0, .. })));
    let may = |events: &[Event], act: Room| {
        refused(Sitting::of(events).may_act(&terms(), &Settings::default(), MINUTE, &act))
    };
    let by_word = Room::IdentityChecked { document: "katanya".into(), by: by() };
    assert_eq!(may(&[], by_word), "sitting.document-wanted");
    let waived = |reason: &str| Room::BrowserWaived { by: by(), reason: reason.into() };
    assert_eq!(may(&[], waived("")), "sitting.reason-wanted");
    assert_eq!(may(&[], waived("laptop Linux")), "admitted");
    assert_eq!(may(&[room(1, 0, waived("laptop Linux"))], waived("lagi")), "sitting.browser-waived");
    let away = |number, millis| sent(number, 0, 1, u32::try_from(number).unwrap(), Act::FocusLost { millis });
    let sitting = Sitting::of(&[opened(1, 0), away(2, Some(1_500)), away(3, None), away(3, None)]);
    assert_eq!(sitting.away(), Away { times: 2, millis: 1_500 });
}
