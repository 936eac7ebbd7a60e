//! On paper: the answer sheet is an epoch of its own.

use super::*;

#[test]
fn what_stands_on_the_sheet_counts_instead_of_what_was_on_the_device_and_nothing_counts_twice() {
    let events = [
        opened(1, 0),
        sent(2, MINUTE, 1, 1, answered(1, 1)),
        sent(3, MINUTE, 1, 2, answered(2, 1)),
        room(4, 10 * MINUTE, to_paper(10)),
        // A queue of the device that comes when the network is back: made before, so it falls behind the sheet.
        sent(5, 40 * MINUTE, 1, 3, answered(2, 4)),
        sent(6, 40 * MINUTE, 1, 4, answered(3, 4)),
        // Keyed in long after time was over: the sheet was collected in the room.
        room(7, 3 * END, entered(4, &[(2, 2), (4, 3)])),
    ];
    let sitting = Sitting::of(&events);
    assert_eq!(chosen(&sitting), [(1, 1), (2, 2), (3, 4), (4, 3)]);
    let record = sitting.record(&terms(), &Settings::default());
    let on_sheet = |kept: &&exam::sitting::record::Kept<'_>| kept.origin == Origin::Sheet;
    assert_eq!(
        record.iter().filter(on_sheet).map(|kept| (kept.question, kept.standing)).collect::<Vec<_>>(),
        [(2, Standing::Counts), (4, Standing::Counts)]
    );
    assert_eq!(record.iter().filter(|kept| kept.standing == Standing::Overtaken).count(), 2, "both are kept");
    assert_eq!(sitting.state(&terms(), &Settings::default(), 4 * END, None), State::Finished);
    let void = room(8, 4 * END, Room::Voided { by: by(), reason: reason() });
    assert_eq!(chosen(&Sitting::of(events.iter().chain([&void]))), []);
}

#[test]
fn a_sheet_that_was_entered_wrongly_is_entered_again_and_only_the_last_one_counts() {
    let mut events = vec![room(1, 0, to_paper(0)), room(2, MINUTE, entered(1, &[(1, 1), (2, 1)]))];
    assert_eq!(Sitting::of(&events).sheet_open(), None);
    events.push(room(3, 2 * MINUTE, Room::Reopened { by: by(), reason: reason() }));
    assert_eq!(Sitting::of(&events).sheet_open(), Some(1));
    events.push(room(4, 3 * MINUTE, entered(1, &[(1, 2)])));
    let sitting = Sitting::of(&events);
    assert_eq!((chosen(&sitting), sitting.sheet_open()), (vec![(1, 2)], None));
}

#[test]
fn back_at_a_device_the_sheet_still_waits_and_the_device_overtakes_it() {
    let moved = Room::DeviceMoved { to: "laptop 2".into(), by: by(), reason: reason() };
    let mut events =
        vec![opened(1, 0), room(2, MINUTE, to_paper(1)), room(3, 9 * MINUTE, moved), opened(4, 10 * MINUTE)];
    events.push(sent(5, 11 * MINUTE, 4, 1, answered(2, 3)));
    events.push(room(6, 12 * MINUTE, entered(2, &[(1, 1), (2, 1)])));
    let sitting = Sitting::of(&events);
    assert_eq!(Sitting::of(&events[..5]).sheet_open(), Some(2));
    assert_eq!(chosen(&sitting), [(1, 1), (2, 3)]);
    assert_eq!(sitting.end(), None, "keying the sheet in ends nothing at the device");
    assert_eq!(sitting.state(&terms(), &Settings::default(), 12 * MINUTE, Some(12 * MINUTE)), State::Working);
}

#[rstest]
#[case::in_time(&[], 10, to_paper(10), Ok(()))]
#[case::recorded_when_the_power_is_back(&[opened(1, 0)], 100, to_paper(50), Ok(()))]
#[case::after_time_was_over(&[opened(1, 0)], 100, to_paper(70), Err("sitting.paper-times"))]
#[case::in_the_future(&[], 10, to_paper(11), Err("sitting.paper-times"))]
#[case::twice(&[room(1, 0, to_paper(0))], 10, to_paper(5), Err("sitting.on-paper"))]
#[case::sheet_without_a_move(&[opened(1, 0)], 10, entered(1, &[]), Err("sheet.entered"))]
#[case::sheet(&[room(1, 0, to_paper(0))], 10, entered(1, &[]), Ok(()))]
#[case::sheet_twice(&[room(1, 0, to_paper(0)), room(2, 0, entered(1, &[]))], 10, entered(1, &[]), Err("sheet.entered"))]
fn a_sheet_comes_only_after_a_move_to_paper_and_once(
    #[case] before: &[Event],
    #[case] minute: i64,
    #[case] next: Room,
    #[case] answer: Result<(), &str>,
) {
    let judged = Sitting::of(before).may_act(&terms(), &Settings::default(), minute * MINUTE, &next);
    assert_eq!(judged.map_err(|refusal| refusal.code), answer.map_err(str::to_owned));
}

#[test]
fn on_paper_no_page_takes_the_sitting_up_until_it_is_given_back_to_a_device() {
    let settings = Settings::default();
    let mut events = vec![opened(1, 0), room(2, MINUTE, to_paper(1))];
    let code =
        |events: &[Event]| Sitting::of(events).may_open(&terms(), &settings, 2 * MINUTE, "hp").map_err(|r| r.code);
    assert_eq!(code(&events), Err("sitting.on-paper".to_owned()));
    assert!(Sitting::of(&events).begun());
    events.push(room(3, MINUTE, Room::DeviceMoved { to: "hp".into(), by: by(), reason: reason() }));
    assert_eq!(code(&events), Ok(()));
}

#[test]
fn a_pause_ends_where_work_goes_on_on_paper() {
    let paused = Room::Paused { stops_clock: true, offline: false, by: by(), reason: reason() };
    let sitting = Sitting::of(&[opened(1, 0), room(2, 10 * MINUTE, paused), room(3, 15 * MINUTE, to_paper(15))]);
    assert_eq!(sitting.deadline(&terms()), Some(END + 5 * MINUTE));
}

#[test]
fn a_sitting_that_begins_on_paper_is_timed_from_when_it_went_on_paper() {
    let later = 40 * MINUTE;
    let sitting = Sitting::of(&[room(1, later, to_paper(10))]);
    assert_eq!(sitting.started(), Some(10 * MINUTE), "not when it was recorded");
    assert_eq!(sitting.deadline(&terms()), Some(10 * MINUTE + END));
    assert_eq!(sitting.time_left(&terms(), later), Some(END - 30 * MINUTE));
    // Of who had begun on a device the clock runs on.
    let begun = Sitting::of(&[opened(1, 5 * MINUTE), room(2, later, to_paper(10))]);
    assert_eq!(begun.started(), Some(5 * MINUTE));
    // Back at a device the beginning stays, and entry is no question any more.
    let moved = Room::DeviceMoved { to: "hp".into(), by: by(), reason: reason() };
    let back = Sitting::of(&[room(1, 10 * MINUTE, to_paper(10)), room(2, later, moved), opened(3, later)]);
    assert_eq!(back.deadline(&terms()), Some(10 * MINUTE + END));
    let settings = Settings::default();
    assert_eq!(refused(back.may_open(&terms(), &settings, later, "laptop")), "admitted");
}

#[rstest]
#[case::nobody_looked(None, false, "sitting.paper-identity")]
#[case::looked(Some(Room::IdentityChecked { document: "ktp".into(), by: by() }), false, "admitted")]
#[case::not_the_person(
    Some(Room::IdentityDoubted { by: by(), reason: reason() }), false, "sitting.paper-not-the-person"
)]
#[case::who_has_begun_goes_on(None, true, "admitted")]
fn a_paper_is_handed_to_a_person_whose_identity_was_checked(
    #[case] known: Option<Room>,
    #[case] begun: bool,
    #[case] said: &str,
) {
    let settings = Settings { identity_first: true, ..Settings::default() };
    let events: Vec<Event> =
        begun.then(|| opened(1, 0)).into_iter().chain(known.map(|known| room(2, 0, known))).collect();
    assert_eq!(refused(Sitting::of(&events).may_act(&terms(), &settings, 10 * MINUTE, &to_paper(5))), said);
}

#[test]
fn the_sheet_of_whom_somebody_doubts_waits_until_the_person_was_recognised() {
    let settings = Settings::default();
    let doubted = room(3, 6 * MINUTE, Room::IdentityDoubted { by: by(), reason: reason() });
    let known = room(4, 7 * MINUTE, Room::IdentityChecked { document: "ktp".into(), by: by() });
    let mut events = vec![opened(1, 0), room(2, 5 * MINUTE, to_paper(5)), doubted];
    let said = |events: &[Event]| {
        refused(Sitting::of(events).may_act(&terms(), &settings, 10 * MINUTE, &entered(2, &[(1, 1)])))
    };
    assert_eq!(said(&events), "sheet.not-the-person");
    events.push(known);
    assert_eq!(said(&events), "admitted");
}
