//! Time: what is given and returned, whose clock ends when, and how long a question took.

use super::*;

fn given(number: u64, grant: &str, minutes: u32) -> Event {
    let ground = Ground::Other;
    room(number, MINUTE, Room::TimeGiven { grant: grant.into(), minutes, ground, by: by(), reason: reason() })
}

fn incident(number: u64, key: &str, from: i64, until: Option<i64>) -> Event {
    let (from, until) = (from * MINUTE, until.map(|until| until * MINUTE));
    room(number, MINUTE, Room::Incident { incident: key.into(), from, until, by: by() })
}

fn resumed(number: u64, minute: i64) -> Event {
    room(number, minute * MINUTE, Room::Resumed { by: by() })
}

#[rstest]
#[case::plain(vec![], Some(60))]
#[case::a_grant_counts_once(vec![given(2, "a", 5), given(3, "a", 5), given(4, "b", 1)], Some(66))]
#[case::a_grant_is_corrected(vec![given(2, "a", 15), given(3, "a", 5)], Some(65))]
#[case::an_incident_is_returned(vec![incident(2, "a", 10, Some(14))], Some(64))]
#[case::an_incident_is_corrected(vec![incident(2, "a", 10, None), incident(3, "a", 10, Some(14))], Some(64))]
#[case::two_incidents_share_time(vec![incident(2, "a", 10, Some(14)), incident(3, "b", 12, Some(16))], Some(66))]
#[case::nobody_said_yet_that_it_ended(vec![incident(2, "a", 10, None)], None)]
#[case::a_pause_within_an_incident(vec![incident(2, "a", 10, Some(14)), paused(3, 11, true), resumed(4, 13)], Some(64))]
#[case::a_walk_to_the_door(vec![paused(3, 11, false), resumed(4, 13)], Some(60))]
#[case::a_pause_said_again_with_the_clock_stopped(vec![paused(3, 11, false), paused(4, 13, true), resumed(5, 20)], Some(67))]
#[case::a_pause_that_goes_on(vec![paused(3, 11, true)], None)]
fn time_is_returned_by_itself(#[case] events: Vec<Event>, #[case] ends: Option<i64>) {
    let sitting = Sitting::of(events.iter().chain([&opened(1, 0)]));
    assert_eq!(sitting.deadline(&terms()), ends.map(|minute| minute * MINUTE));
}

#[test]
fn in_a_hall_all_end_together_and_whoever_has_more_time_ends_later() {
    let hall = Terms { clock: Clock::Hall { begins: 0, ends: END }, ..terms() };
    let late = Sitting::of(&[opened(1, 10 * MINUTE)]);
    assert_eq!(late.deadline(&hall), Some(END));
    let more = Terms { extra: Extra::Percent(25), ..hall };
    assert_eq!(late.deadline(&more), Some(75 * MINUTE));
    assert_eq!(late.time_left(&more, 30 * MINUTE), Some(45 * MINUTE));
    let returned = Sitting::of(&[opened(1, 0), incident(2, "a", 10, Some(14)), given(3, "a", 2)]);
    assert_eq!(returned.added(&more, END), Added { adjustment: 15 * MINUTE, given: 2 * MINUTE, returned: 4 * MINUTE });
}

#[test]
fn what_fr_ak_07_agrees_after_the_start_is_an_adjustment_and_given_once() {
    let agreed = |number: u64| {
        let (grant, ground) = ("ak07".to_owned(), Ground::Adjustment);
        room(number, MINUTE, Room::TimeGiven { grant, minutes: 20, ground, by: by(), reason: "FR.AK.07".into() })
    };
    let sitting = Sitting::of(&[opened(1, 0), given(2, "a", 5), agreed(3), agreed(4)]);
    assert_eq!(sitting.deadline(&terms()), Some(85 * MINUTE));
    let added = Added { adjustment: 20 * MINUTE, given: 5 * MINUTE, returned: 0 };
    assert_eq!(sitting.added(&terms(), 2 * MINUTE), added);
    assert_eq!((sitting.granted("ak07"), sitting.granted("b")), (Some(20), None));
    // Agreed before the start it is known before the start.
    let more = Terms { extra: Extra::Percent(25), ..terms() };
    assert_eq!(Sitting::default().added(&more, 0), Added { adjustment: 15 * MINUTE, given: 0, returned: 0 });
}

#[test]
fn the_time_at_a_question_is_that_between_acts() {
    let made = |number, received, sequence, made, act| Event {
        number,
        received,
        what: What::Sent(Sent { epoch: 1, page: 1, sequence, made: Some(made), act }),
    };
    let events = [
        opened(1, 0),
        made(2, 40 * SECOND, 1, 40 * SECOND, answered(1, 1)),
        // Ten seconds of a pause that stops the clock.
        room(3, 50 * SECOND, Room::Paused { stops_clock: true, offline: false, by: by(), reason: "listrik".into() }),
        room(4, 60 * SECOND, Room::Resumed { by: by() }),
        made(5, 90 * SECOND, 2, 90 * SECOND, answered(2, 1)),
        // Both came in one batch after ten minutes without network; the device says how long they took.
        made(6, 700 * SECOND, 3, 120 * SECOND, answered(3, 1)),
        made(7, 700 * SECOND, 4, 135 * SECOND, answered(1, 2)),
    ];
    let seconds = Sitting::of(&events).seconds();
    assert_eq!(seconds.into_iter().collect::<Vec<_>>(), [(1, 55.0), (2, 40.0), (3, 30.0)]);
}
