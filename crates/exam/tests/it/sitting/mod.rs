//! Sittings: whatever way events take to the server, what the candidate did last in time counts, once.

mod clock;
mod door;
mod order;
mod room;
mod sheet;

use certification::id::PersonId;
use exam::sitting::{
    Settings, Sitting,
    clock::{Clock, Extra, MINUTE, SECOND, Terms},
    event::{Act, Event, Ground, Room, Sent, What},
    given::Given,
    record::{Fact, Origin, Standing},
    state::{Added, State},
};
use rstest::rstest;

const END: i64 = 60 * MINUTE;

fn invigilator() -> PersonId {
    PersonId(uuid::Uuid::from_u128(7))
}

/// Personal clock of an hour; may be opened from 0 to half an hour.
fn terms() -> Terms {
    Terms {
        clock: Clock::Personal { minutes: 60 },
        extra: Extra::None,
        opens: 0,
        last_start: 30 * MINUTE,
        closed: None,
    }
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

fn refused(result: Result<(), certification::refusal::Refusal>) -> String {
    result.map_or_else(|refusal| refusal.code, |()| "admitted".into())
}

fn paused(number: u64, minute: i64, stops_clock: bool) -> Event {
    room(number, minute * MINUTE, Room::Paused { stops_clock, offline: false, by: by(), reason: reason() })
}

#[test]
fn an_order_with_open_places_is_kept_but_not_answered() {
    let order = |steps: &[u8]| Act::Answered { question: 2, answer: Given::Ordered(steps.to_vec()) };
    let half = Sitting::of(&[
        opened(1, 0),
        sent(2, SECOND, 1, 1, answered(1, 3)),
        sent(3, 2 * SECOND, 1, 2, order(&[2, 0, 1])),
    ]);
    assert_eq!(half.answers(&terms(), &Settings::default()).len(), 2);
    assert_eq!(half.answered(&terms(), &Settings::default()), 1);
    let whole = Sitting::of(&[opened(1, 0), sent(2, SECOND, 1, 1, order(&[2, 3, 1]))]);
    assert_eq!(whole.answered(&terms(), &Settings::default()), 1);
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
    let collected = room(2, MINUTE, Room::Collected { closing: false, by: by(), reason: reason() });
    let events = [
        opened(1, 0),
        collected,
        sent(3, MINUTE + 30 * SECOND, 1, 1, answered(1, 1)),
        sent(4, MINUTE + 31 * SECOND, 1, 2, answered(2, 2)),
    ];
    assert_eq!(chosen(&Sitting::of(&events)), [(1, 1)]);
}

#[test]
fn what_comes_once_the_test_is_closed_counts_no_more_whatever_the_grace() {
    let (answer, later) = (sent(2, MINUTE, 1, 1, answered(1, 1)), sent(4, MINUTE + SECOND, 1, 2, answered(1, 2)));
    let ended = |closing| {
        let collected = room(3, MINUTE, Room::Collected { closing, by: by(), reason: reason() });
        standings(&Sitting::of(&[opened(1, 0), answer.clone(), collected, later.clone()]))
    };
    assert_eq!(ended(true), [(2, Standing::Counts), (4, Standing::AfterEnd)]);
    assert_eq!(ended(false), [(2, Standing::Overtaken), (4, Standing::Counts)], "collected alone, it was under way");
    // What belongs to what was handed in, or came within the grace, is not waited for either.
    let closed = Terms { closed: Some(62 * MINUTE), ..terms() };
    let settings = Settings { grace: 5 * MINUTE, ..Settings::default() };
    let queue = [sent(3, 62 * MINUTE, 1, 3, answered(1, 1)), sent(4, 63 * MINUTE, 1, 4, answered(2, 1))];
    for rest in [vec![opened(1, 0), sent(2, MINUTE, 1, 9, Act::Finished)], vec![opened(1, 0)]] {
        let sitting = Sitting::of(rest.iter().chain(&queue));
        let record = sitting.record(&closed, &settings).into_iter().map(|kept| kept.standing);
        assert_eq!(record.collect::<Vec<_>>(), [Standing::Counts, Standing::AfterEnd]);
        assert_eq!(sitting.late(&closed, &settings), 1);
    }
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

/// An answer of a page that keeps its own while it is offline: it says when they were made.
fn kept_by_page(number: u64, received: i64, epoch: u64, sequence: u32, act: Act) -> Event {
    let sent = Sent { epoch, page: 1, sequence, made: Some(0), act };
    Event { number, received, what: What::Sent(sent) }
}

#[test]
fn what_is_answered_while_time_stands_still_is_kept_and_does_not_count() {
    let events = |stops_clock| {
        [
            opened(1, 0),
            sent(2, MINUTE, 1, 1, answered(1, 1)),
            paused(3, 10, stops_clock),
            sent(4, 10 * MINUTE + 30 * SECOND, 1, 2, answered(2, 2)), // on its way when the pause was set
            kept_by_page(5, 12 * MINUTE, 1, 3, answered(1, 4)),
            sent(6, 13 * MINUTE, 1, 4, answered(3, 3)),
            room(7, 20 * MINUTE, Room::Resumed { by: by() }),
            sent(8, 20 * MINUTE, 1, 5, answered(4, 4)),
        ]
    };
    let sitting = Sitting::of(&events(true));
    assert_eq!(chosen(&sitting), [(1, 1), (2, 2), (4, 4)], "what came in the pause overtakes nothing either");
    assert_eq!(
        standings(&sitting),
        [
            (2, Standing::Counts),
            (4, Standing::Counts),
            (5, Standing::Paused),
            (6, Standing::Paused),
            (8, Standing::Counts)
        ]
    );
    assert_eq!(sitting.late(&terms(), &Settings::default()), 2);
    let before_it_went_on = Sitting::of(&events(true)[..6]);
    assert_eq!(chosen(&before_it_went_on), [(1, 1), (2, 2)]);
    let clock_runs = Sitting::of(&events(false));
    assert_eq!(chosen(&clock_runs), [(1, 4), (2, 2), (3, 3), (4, 4)], "time that runs is the candidate's");
}

#[test]
fn who_was_cut_off_just_before_the_pause_loses_nothing() {
    let set = Room::Paused { stops_clock: true, offline: false, by: by(), reason: reason() };
    let mut events = vec![opened(1, 0), room(2, 10 * MINUTE, set)];
    let (settings, heard) = (Settings::default(), Some(10 * MINUTE - 25 * SECOND));
    let missed = |events: &[Event], now, heard| Sitting::of(events).missed_pause(&settings, now, heard);
    assert_eq!(missed(&events, 10 * MINUTE + 20 * SECOND, heard), None, "its word comes within the grace");
    assert_eq!(missed(&events, 20 * MINUTE, heard), Some(2));
    assert_eq!(missed(&events, 20 * MINUTE, None), Some(2), "a server that was started anew does not know");
    assert_eq!(missed(&events, 20 * MINUTE, Some(11 * MINUTE)), None, "it was told");
    events.push(kept_by_page(4, 20 * MINUTE, 1, 1, answered(1, 1)));
    assert_eq!(chosen(&Sitting::of(&events)), []);
    events.push(room(3, 20 * MINUTE, Room::PageAway { pause: 2 }));
    assert_eq!(chosen(&Sitting::of(&events)), [(1, 1)]);
    assert_eq!(missed(&events, 20 * MINUTE, heard), None, "it is recorded once");
    let resumed = [&events[..2], &[room(3, 15 * MINUTE, Room::Resumed { by: by() })]].concat();
    assert_eq!(missed(&resumed, 20 * MINUTE, heard), None);
}

#[test]
fn a_clock_that_steps_back_takes_no_answer_of_before_a_pause() {
    let set = Room::Paused { stops_clock: true, offline: false, by: by(), reason: reason() };
    let sitting = Sitting::of(&[opened(1, 0), sent(2, 10 * MINUTE, 1, 1, answered(1, 1)), room(3, 5 * MINUTE, set)]);
    assert_eq!(chosen(&sitting), [(1, 1)]);
}

#[test]
fn who_was_offline_when_the_pause_was_set_loses_nothing() {
    let set = Room::Paused { stops_clock: true, offline: true, by: by(), reason: reason() };
    let sitting = Sitting::of(&[
        opened(1, 0),
        room(2, 10 * MINUTE, set),
        // The network is back while the pause lasts; the queue of before comes, and then the candidate goes on.
        kept_by_page(3, 15 * MINUTE, 1, 1, answered(1, 1)),
        kept_by_page(4, 15 * MINUTE + 30 * SECOND, 1, 2, answered(2, 2)),
        kept_by_page(5, 15 * MINUTE + 31 * SECOND, 1, 3, answered(3, 3)),
        // A page without scripts has nothing waiting, and one that was opened in the pause knows of it.
        sent(6, 15 * MINUTE, 1, 4, answered(4, 4)),
        opened(7, 16 * MINUTE),
        kept_by_page(8, 16 * MINUTE, 7, 1, answered(5, 1)),
    ]);
    assert_eq!(chosen(&sitting), [(1, 1), (2, 2)]);
}
