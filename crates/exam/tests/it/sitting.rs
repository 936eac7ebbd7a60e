//! Sittings: whatever way events take to the server, what the candidate did last in time counts, once.

use certification::id::PersonId;
use exam::sitting::{
    Settings, Sitting,
    clock::{Clock, Extra, MINUTE, SECOND, Terms},
    event::{Act, Event, Ground, Room, Sent, What},
    given::Given,
    record::{Fact, Origin, Standing},
    state::{Added, State},
};
use proptest::prelude::*;
use rstest::rstest;

const END: i64 = 60 * MINUTE;

fn invigilator() -> PersonId {
    PersonId(uuid::Uuid::from_u128(7))
}

/// Personal clock of an hour; may be opened from 0 to half an hour.
fn terms() -> Terms {
    Terms { clock: Clock::Personal { minutes: 60 }, extra: Extra::None, opens: 0, last_start: 30 * MINUTE }
}

fn room(number: u64, received: i64, room: Room) -> Event {
    Event { number, received, what: What::Room(room) }
}

fn opened(number: u64, received: i64) -> Event {
    room(number, received, Room::Opened { device: "laptop".into(), paper: "digest".into() })
}

fn sent(number: u64, received: i64, epoch: u64, sequence: u32, act: Act) -> Event {
    Event { number, received, what: What::Sent(Sent { epoch, page: 1, sequence, made: None, act }) }
}

fn answered(question: u16, option: u8) -> Act {
    Act::Answered { question, answer: Given::Chosen(vec![option]) }
}

fn chosen(sitting: &Sitting) -> Vec<(u16, u8)> {
    let answers = sitting.answers(&terms(), &Settings::default());
    answers
        .into_iter()
        .filter_map(|(question, answer)| match answer {
            Given::Chosen(options) => options.first().map(|option| (question, *option)),
            _ => None,
        })
        .collect()
}

fn standings(sitting: &Sitting) -> Vec<(u64, Standing)> {
    let record = sitting.record(&terms(), &Settings::default());
    record.into_iter().map(|kept| (kept.number, kept.standing)).collect()
}

fn by() -> PersonId {
    invigilator()
}

fn reason() -> String {
    "listrik padam".into()
}

fn to_paper(minute: i64) -> Room {
    Room::ToPaper { from: minute * MINUTE, by: by(), reason: reason() }
}

fn entered(sheet: u64, answers: &[(u16, u8)]) -> Room {
    let answers = answers.iter().map(|(question, option)| (*question, Given::Chosen(vec![*option]))).collect();
    Room::SheetEntered { sheet, answers, keyed: [by(), by()], differences: 0, by: by(), reason: String::new() }
}

/// Any event at all, honest or not.
fn any_event() -> impl Strategy<Value = Event> {
    let answer = prop_oneof![
        Just(Given::Blank),
        (1_u8..5).prop_map(|option| Given::Chosen(vec![option])),
        "[a-c]{0,2}".prop_map(Given::Written),
    ];
    let act = prop_oneof![
        6 => (1_u16..4, answer).prop_map(|(question, answer)| Act::Answered { question, answer }),
        1 => (1_u16..4, any::<bool>()).prop_map(|(question, on)| Act::Flagged { question, on }),
        1 => Just(Act::Finished),
        1 => Just(Act::HelpAsked),
    ];
    let from_page = (1_u64..6, 0_u32..2, 1_u32..5, act)
        .prop_map(|(epoch, page, sequence, act)| What::Sent(Sent { epoch, page, sequence, made: None, act }));
    let from_room = prop_oneof![
        Just(Room::Opened { device: "laptop".into(), paper: String::new() }),
        any::<bool>().prop_map(|stops_clock| Room::Paused { stops_clock, by: by(), reason: reason() }),
        Just(Room::Resumed { by: by() }),
        (0_u32..9).prop_map(|minutes| Room::TimeGiven {
            grant: (minutes % 2).to_string(),
            minutes,
            ground: Ground::Other,
            by: by(),
            reason: reason()
        }),
        (0_i64..70, 0_i64..9).prop_map(|(from, long)| Room::Incident {
            incident: (long % 3).to_string(),
            from: from * MINUTE,
            until: (long > 0).then_some((from + long) * MINUTE),
            by: by()
        }),
        Just(Room::Reopened { by: by(), reason: reason() }),
        Just(Room::Collected { by: by(), reason: reason() }),
        Just(to_paper(0)),
        (1_u64..40, proptest::collection::vec((1_u16..4, 1_u8..5), 0..3))
            .prop_map(|(sheet, answers)| entered(sheet, &answers)),
    ];
    let what = prop_oneof![4 => from_page, 1 => from_room.prop_map(What::Room)];
    (1_u64..40, 0_i64..80, what).prop_map(|(number, minute, what)| Event { number, received: minute * MINUTE, what })
}

proptest! {
    /// Events in any order, each any number of times, and answers sent again under later numbers: the same sitting.
    #[test]
    fn order_and_repetition_mean_nothing(
        events in proptest::collection::vec(any_event(), 0..25),
        picks in proptest::collection::vec((any::<prop::sample::Index>(), 0_u64..50), 0..40),
        seed in any::<u64>(),
    ) {
        let mut again = events.clone();
        if !events.is_empty() {
            for (pick, later) in picks {
                let mut copy = pick.get(&events).clone();
                if matches!(copy.what, What::Sent(_)) {
                    copy.number += later;
                    copy.received += i64::try_from(later).unwrap() * SECOND;
                }
                again.push(copy);
            }
        }
        // A permutation without chance of its own: sorted by a keyed mix of the place.
        let mut places: Vec<usize> = (0..again.len()).collect();
        places.sort_by_key(|place| (*place as u64 ^ seed).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23));
        let (once, mixed) = (Sitting::of(&events), Sitting::of(places.iter().map(|place| &again[*place])));
        prop_assert_eq!(&once, &mixed);
        let settings = Settings::default();
        prop_assert_eq!(once.record(&terms(), &settings), mixed.record(&terms(), &settings));
        prop_assert_eq!(once.facts(), mixed.facts());
        prop_assert_eq!(once.deadline(&terms()), mixed.deadline(&terms()));
        prop_assert_eq!(once.end(), mixed.end());
    }

    /// A candidate works through reloads, tabs and devices; queues arrive late, in any order, several times. What
    /// they did last on each question counts.
    #[test]
    fn what_the_candidate_did_last_counts(
        steps in proptest::collection::vec((0_u8..8, 1_u16..5, 1_u8..5), 1..40),
        delays in proptest::collection::vec(0_u64..1000, 40),
        twice in proptest::collection::vec(any::<bool>(), 40),
    ) {
        let mut last = std::collections::BTreeMap::new();
        let mut events = vec![opened(1, 0)];
        let (mut epoch, mut sequence, mut number) = (1, 0, 1);
        for (step, (what, question, option)) in steps.iter().enumerate() {
            if *what == 0 {
                // Reload or move: the server gives a new epoch. Numbers of answers still under way are higher.
                number += 1;
                (epoch, sequence) = (number, 0);
                events.push(opened(number, 0));
                continue;
            }
            sequence += 1;
            last.insert(*question, *option);
            let arrives = 1_000 + delays[step] * 100 + step as u64;
            events.push(sent(arrives, MINUTE, epoch, sequence, answered(*question, *option)));
            if twice[step] {
                events.push(sent(arrives + 200_000, 2 * END, epoch, sequence, answered(*question, *option)));
            }
        }
        events.sort_by_key(|event| event.number);
        let sitting = Sitting::of(&events);
        prop_assert_eq!(chosen(&sitting), last.into_iter().collect::<Vec<_>>());
        let kept = sitting.record(&terms(), &Settings::default());
        let given = steps.iter().filter(|(what, _, _)| *what > 0).count();
        prop_assert_eq!(kept.len(), given, "each answer is in the record, once");
    }

    /// A receipt names exactly what is held, so a page forgets nothing too early.
    #[test]
    fn a_receipt_names_what_is_held(held in proptest::collection::btree_set(1_u32..60, 0..40)) {
        let events: Vec<Event> =
            held.iter().map(|s| sent(u64::from(*s) + 1, 0, 1, *s, answered(1, 1))).collect();
        let receipt = Sitting::of(&events).receipt(1, 1);
        for sequence in 1..60 {
            prop_assert_eq!(receipt.names(sequence), held.contains(&sequence));
        }
        prop_assert!(!Sitting::of(&events).receipt(1, 2).names(1), "another page's");
    }
}

#[test]
fn a_queue_that_comes_late_does_not_overwrite_the_other_device() {
    let events = [
        opened(1, 0),
        sent(2, MINUTE, 1, 1, answered(1, 1)),
        // Offline from here on; the candidate moves to another device and answers there.
        opened(3, 5 * MINUTE),
        sent(4, 6 * MINUTE, 3, 1, answered(5, 4)),
        // The first device finds the network again.
        sent(5, 20 * MINUTE, 1, 9, answered(5, 2)),
        sent(6, 20 * MINUTE, 1, 10, answered(6, 3)),
    ];
    let sitting = Sitting::of(&events);
    assert_eq!(chosen(&sitting), [(1, 1), (5, 4), (6, 3)]);
    assert_eq!(standings(&sitting)[1], (5, Standing::Overtaken));
    assert_eq!(sitting.facts(), [Fact::Overlap { epoch: 1 }]);
    assert_eq!(sitting.receipt(1, 1).overtaken_by, Some(3));
}

#[test]
fn a_duplicated_tab_loses_nothing_although_its_sequences_are_the_same() {
    let mut twin = sent(3, MINUTE, 1, 1, answered(2, 2));
    if let What::Sent(sent) = &mut twin.what {
        sent.page = 2;
    }
    let sitting = Sitting::of(&[opened(1, 0), sent(2, MINUTE, 1, 1, answered(1, 1)), twin]);
    assert_eq!(chosen(&sitting), [(1, 1), (2, 2)]);
    assert_eq!(sitting.facts(), [Fact::SeveralPages { epoch: 1 }]);
}

#[test]
fn one_page_with_one_sequence_for_two_acts_keeps_both_and_says_so() {
    let sitting = Sitting::of(&[
        opened(1, 0),
        sent(3, MINUTE, 1, 1, answered(1, 1)),
        sent(2, MINUTE, 1, 1, answered(1, 4)),
        sent(4, MINUTE, 1, 1, answered(2, 2)),
    ]);
    assert_eq!(chosen(&sitting), [(1, 4), (2, 2)], "on the same question what came first");
    assert_eq!(sitting.facts(), [Fact::SequenceTwice { epoch: 1, page: 1, sequence: 1 }]);
}

#[rstest]
#[case::at_the_end(END, Standing::Counts)]
#[case::on_its_way(END + 30 * SECOND, Standing::Counts)]
#[case::after_the_grace(END + 30 * SECOND + 1, Standing::Late)]
fn time_is_the_servers(#[case] received: i64, #[case] standing: Standing) {
    let mut late = sent(3, received, 1, 2, answered(1, 2));
    if let What::Sent(sent) = &mut late.what {
        sent.made = Some(MINUTE); // whatever the device says
    }
    let sitting = Sitting::of(&[opened(1, 0), sent(2, MINUTE, 1, 1, answered(1, 1)), late]);
    let expected = if standing == Standing::Counts { 2 } else { 1 };
    assert_eq!(chosen(&sitting), [(1, expected)], "a late answer does not overtake one in time");
    assert_eq!(standings(&sitting)[1], (3, standing));
}

#[test]
fn an_answer_in_time_that_is_sent_again_late_was_in_time() {
    let again = [sent(9, 2 * END, 1, 1, answered(1, 1)), opened(1, 0), sent(2, MINUTE, 1, 1, answered(1, 1))];
    assert_eq!(chosen(&Sitting::of(&again)), [(1, 1)]);
}

#[test]
fn what_was_made_before_handing_in_belongs_to_it_whenever_it_comes() {
    let events = [
        opened(1, 0),
        opened(2, MINUTE),
        sent(3, 2 * MINUTE, 2, 3, Act::Finished),
        sent(4, 3 * MINUTE, 2, 2, answered(1, 1)), // overtaken on the wire by the handing-in
        sent(5, 3 * MINUTE, 2, 4, answered(2, 2)), // made after it
        sent(6, 3 * MINUTE, 1, 1, answered(3, 3)), // from a page that the candidate had left
    ];
    let sitting = Sitting::of(&events);
    assert_eq!(chosen(&sitting), [(1, 1)]);
    assert_eq!(
        standings(&sitting),
        [(6, Standing::AfterEnd), (4, Standing::Counts), (5, Standing::AfterEnd)],
        "kept and marked"
    );
    let undone = room(7, 4 * MINUTE, Room::Reopened { by: by(), reason: reason() });
    let sitting = Sitting::of(events.iter().chain([&undone]));
    assert_eq!(chosen(&sitting), [(1, 1), (2, 2), (3, 3)], "handed in by mistake");
}

#[test]
fn the_second_of_two_handings_in_changes_nothing() {
    let sitting = Sitting::of(&[
        opened(1, 0),
        sent(2, MINUTE, 1, 1, Act::Finished),
        sent(3, MINUTE, 1, 2, answered(1, 1)),
        sent(4, MINUTE, 1, 3, Act::Finished),
    ]);
    assert_eq!(chosen(&sitting), []);
    assert_eq!(sitting.end().map(|end| end.number), Some(2));
}

#[test]
fn what_was_under_way_when_the_invigilator_collected_counts_within_the_grace() {
    let collected = room(2, MINUTE, Room::Collected { by: by(), reason: reason() });
    let events = [
        opened(1, 0),
        collected,
        sent(3, MINUTE + 30 * SECOND, 1, 1, answered(1, 1)),
        sent(4, MINUTE + 31 * SECOND, 1, 2, answered(2, 2)),
    ];
    assert_eq!(chosen(&Sitting::of(&events)), [(1, 1)]);
}

#[test]
fn a_void_sitting_keeps_everything_and_counts_nothing() {
    let void = room(3, MINUTE, Room::Voided { by: by(), reason: reason() });
    let sitting = Sitting::of(&[opened(1, 0), sent(2, 0, 1, 1, answered(1, 1)), void]);
    assert_eq!(chosen(&sitting), []);
    assert_eq!(standings(&sitting), [(2, Standing::Void)]);
}

#[test]
fn emptying_a_question_is_an_answer_that_overtakes() {
    let emptied = Act::Answered { question: 1, answer: Given::Blank };
    let sitting = Sitting::of(&[opened(1, 0), sent(2, 0, 1, 1, answered(1, 1)), sent(3, 0, 1, 2, emptied)]);
    assert_eq!(chosen(&sitting), []);
}

#[test]
fn flags_and_notes_are_what_was_last_set() {
    let flag = |on| Act::Flagged { question: 8, on };
    let note = |text: &str| Act::Noted { question: 3, text: text.into() };
    let sitting = Sitting::of(&[
        sent(5, 0, 1, 4, note("lihat lagi")),
        sent(3, 0, 1, 3, flag(true)),
        sent(4, 0, 1, 2, flag(false)),
        sent(2, 0, 1, 1, note("ragu")),
    ]);
    assert_eq!(sitting.flags(), [8]);
    assert_eq!(sitting.notes().into_iter().collect::<Vec<_>>(), [(3, "lihat lagi")]);
}

fn given(number: u64, grant: &str, minutes: u32) -> Event {
    let ground = Ground::Other;
    room(number, MINUTE, Room::TimeGiven { grant: grant.into(), minutes, ground, by: by(), reason: reason() })
}

fn incident(number: u64, key: &str, from: i64, until: Option<i64>) -> Event {
    let (from, until) = (from * MINUTE, until.map(|until| until * MINUTE));
    room(number, MINUTE, Room::Incident { incident: key.into(), from, until, by: by() })
}

fn paused(number: u64, minute: i64, stops_clock: bool) -> Event {
    room(number, minute * MINUTE, Room::Paused { stops_clock, by: by(), reason: reason() })
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
fn a_place_in_the_seat_plan_says_where_a_sitting_stands() {
    let state = |events: &[Event], minute: i64| {
        Sitting::of(events).state(&terms(), &Settings::default(), minute * MINUTE, None)
    };
    let finished = sent(3, 6 * MINUTE, 1, 2, Act::Finished);
    let start = opened(1, 5 * MINUTE);
    let answer = sent(2, 6 * MINUTE, 1, 1, answered(1, 1));
    assert_eq!(state(&[], 5), State::NotStarted);
    assert_eq!(state(&[], 500), State::NotStarted);
    assert_eq!(state(std::slice::from_ref(&start), 5), State::Working);
    assert_eq!(state(&[start.clone(), answer.clone()], 6), State::Working);
    assert_eq!(state(&[start.clone(), answer], 7), State::OfflineSince(6 * MINUTE));
    assert_eq!(state(&[start.clone(), paused(2, 6, true)], 90), State::Paused);
    assert_eq!(state(std::slice::from_ref(&start), 65), State::TimeOver);
    assert_eq!(state(&[start.clone(), finished.clone()], 90), State::Finished);
    let void = room(9, MINUTE, Room::Voided { by: by(), reason: reason() });
    assert_eq!(state(&[start.clone(), finished, void], 7), State::Voided);
    let heard = Sitting::of(&[start]).state(&terms(), &Settings::default(), 8 * MINUTE, Some(8 * MINUTE - SECOND));
    assert_eq!(heard, State::Working, "a poll is a word");
}

#[test]
fn who_asked_waits_until_someone_came() {
    let asked = |number| sent(number, 0, 1, u32::try_from(number).unwrap(), Act::HelpAsked);
    let came = |number| room(number, 0, Room::HelpGiven { by: by() });
    assert!(!Sitting::of(&[opened(1, 0)]).needs_help());
    assert!(Sitting::of(&[asked(2)]).needs_help());
    assert!(!Sitting::of(&[asked(2), came(3)]).needs_help());
    assert!(Sitting::of(&[asked(2), came(3), asked(4)]).needs_help());
}

fn refused(result: Result<(), certification::refusal::Refusal>) -> String {
    result.map_or_else(|refusal| refusal.code, |()| "admitted".into())
}

#[test]
fn another_device_waits_for_the_invigilator() {
    let may = |events: &[Event], minute: i64, device: &str| {
        refused(Sitting::of(events).may_open(&terms(), &Settings::default(), minute * MINUTE, device))
    };
    let start = opened(1, 0);
    let moved = room(2, MINUTE, Room::DeviceMoved { to: "meja 14".into(), by: by(), reason: reason() });
    let there = room(3, MINUTE, Room::Opened { device: "tablet".into(), paper: String::new() });
    assert_eq!(may(&[], -1, "laptop"), "sitting.not-open-yet");
    assert_eq!(may(&[], 31, "laptop"), "sitting.too-late-to-start");
    assert_eq!(may(&[], 30, "laptop"), "admitted");
    assert_eq!(may(std::slice::from_ref(&start), 31, "laptop"), "admitted", "a reload is no start");
    assert_eq!(may(std::slice::from_ref(&start), 1, "tablet"), "sitting.other-device");
    assert_eq!(may(&[start.clone(), moved.clone()], 1, "tablet"), "admitted");
    assert_eq!(
        may(&[start.clone(), moved, there], 2, "laptop"),
        "sitting.other-device",
        "there is one place at a time"
    );
    assert_eq!(may(std::slice::from_ref(&start), 60, "laptop"), "sitting.time-over");
    assert_eq!(may(&[start, sent(2, 0, 1, 1, Act::Finished)], 2, "laptop"), "sitting.finished");
}

#[test]
fn an_honest_page_is_never_refused_for_being_late_and_a_dishonest_one_is_bounded() {
    let sitting = Sitting::of(&[opened(1, 0), sent(2, 0, 1, 1, Act::Finished)]);
    let settings = Settings::default();
    assert_eq!(refused(sitting.may_send(&settings, 1)), "admitted");
    assert_eq!(refused(sitting.may_send(&settings, 99)), "sitting.epoch-unknown");
    let full = Settings { most_events: 1, ..settings };
    assert_eq!(refused(sitting.may_send(&full, 1)), "sitting.too-many-events");
    let check = |sequence, act| {
        refused(exam::sitting::admission::check_sent(&Sent { epoch: 1, page: 1, sequence, made: None, act }, 40))
    };
    assert_eq!(check(1, answered(40, 1)), "admitted");
    assert_eq!(check(1, answered(41, 1)), "sitting.no-such-question");
    assert_eq!(check(1, answered(0, 1)), "sitting.no-such-question");
    assert_eq!(check(0, answered(1, 1)), "sitting.sequence-malformed");
    assert_eq!(check(1, Act::Noted { question: 1, text: "a".repeat(2_001) }), "sitting.note-too-long");
}

#[test]
fn what_the_invigilator_does_fits_the_state_and_has_its_reason() {
    let may = |events: &[Event], act: Room| {
        refused(Sitting::of(events).may_act(&terms(), &Settings::default(), 2 * MINUTE, &act))
    };
    let start = opened(1, 0);
    let void = room(2, MINUTE, Room::Voided { by: by(), reason: reason() });
    let pause = |reason: &str| Room::Paused { stops_clock: true, by: by(), reason: reason.into() };
    assert_eq!(may(std::slice::from_ref(&start), pause(" ")), "sitting.reason-wanted");
    assert_eq!(may(std::slice::from_ref(&start), pause("listrik padam")), "admitted");
    assert_eq!(may(&[start.clone(), paused(2, 1, true)], pause("lagi")), "sitting.already-paused");
    assert_eq!(may(std::slice::from_ref(&start), Room::Resumed { by: by() }), "sitting.not-paused");
    let reopened = || Room::Reopened { by: by(), reason: reason() };
    assert_eq!(may(std::slice::from_ref(&start), reopened()), "sitting.not-finished");
    assert_eq!(may(&[start.clone(), void], reopened()), "sitting.void");
    let gift = Room::TimeGiven { grant: "a".into(), minutes: 241, ground: Ground::Other, by: by(), reason: reason() };
    assert_eq!(may(std::slice::from_ref(&start), gift), "sitting.too-many-minutes");
    let backwards = Room::Incident { incident: "a".into(), from: MINUTE, until: Some(0), by: by() };
    assert_eq!(may(&[start], backwards), "sitting.incident-times");
}

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
    let paused = Room::Paused { stops_clock: true, by: by(), reason: reason() };
    let sitting = Sitting::of(&[opened(1, 0), room(2, 10 * MINUTE, paused), room(3, 15 * MINUTE, to_paper(15))]);
    assert_eq!(sitting.deadline(&terms()), Some(END + 5 * MINUTE));
}

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
        room(3, 50 * SECOND, Room::Paused { stops_clock: true, by: by(), reason: "listrik".into() }),
        room(4, 60 * SECOND, Room::Resumed { by: by() }),
        made(5, 90 * SECOND, 2, 90 * SECOND, answered(2, 1)),
        // Both came in one batch after ten minutes without network; the device says how long they took.
        made(6, 700 * SECOND, 3, 120 * SECOND, answered(3, 1)),
        made(7, 700 * SECOND, 4, 135 * SECOND, answered(1, 2)),
    ];
    let seconds = Sitting::of(&events).seconds();
    assert_eq!(seconds.into_iter().collect::<Vec<_>>(), [(1, 55.0), (2, 40.0), (3, 30.0)]);
}
