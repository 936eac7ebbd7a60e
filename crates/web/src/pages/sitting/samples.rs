//! Samples of every template: an invented test with a question of each kind.

use std::{collections::BTreeMap, sync::Arc};

use certification::{
    id::{CaseId, EventId, ExamId, PersonId, SittingId},
    record::exam::{Exam, Sitting},
};
use exam::{
    item::{
        Area, Block, Choice, ChoiceId, Content, Gap, GapId, Inline, Interaction, Language, Picture, Point, Question,
        Shape, Stimulus, StimulusId, Table,
        media::{Audio, MediaName},
    },
    paper::shown::Shown,
    sitting::{
        clock::{Clock, Extra, MINUTE, Terms},
        door::Away,
        given::Given,
        state::{Added, State},
    },
};
use uuid::Uuid;
use workflow::exam_room::{Announcement, Desk, Seat};

use super::{
    base,
    door::{DoorPage, DoorView, ListPage, Own, tag},
    question::QuestionPage,
    result::{self, ResultPage, ResultView},
    review::{ReceiptPage, ReceiptView, ReviewPage},
    state_word,
    view::{Announced, Head, SheetView, Time},
};
use crate::{
    Page,
    form::Fields,
    i18n::{Message, key},
    page::Told,
    part::Spine,
    samples::Samples,
};

const ID: SittingId = SittingId(Uuid::from_u128(12));

fn head() -> Head {
    Head { id: ID, base: base(ID), name: "Layanan Dasar".to_owned(), spine: "LD 031 RAM".to_owned(), seat: 12 }
}

fn seat(p: &Page, state: State) -> Seat {
    let now = p.cx.now;
    let exam = Exam {
        id: ExamId(Uuid::from_u128(1)),
        event_id: EventId(Uuid::from_u128(2)),
        slug: "layanan-dasar".to_owned(),
        name: "Layanan Dasar".to_owned(),
        room: "Ruang Baca 2".to_owned(),
        forms: Vec::new(),
        clock: "personal".to_owned(),
        minutes: 60,
        opens: now - 20 * MINUTE,
        last_start: now + 10 * MINUTE,
        calculator: true,
        safe_browser: None,
        sealed_text: String::new(),
        status: "frozen".to_owned(),
        reason: None,
        closed_at: None,
        created_at: now,
    };
    let sitting = Sitting {
        id: ID,
        exam_id: exam.id,
        event_id: exam.event_id,
        case_id: CaseId(Uuid::from_u128(3)),
        person_id: PersonId(Uuid::from_u128(4)),
        seat: 12,
        extra_minutes: 15,
        extra_percent: 0,
        form_id: None,
        sealed_text: String::new(),
        paper: "3b8c".repeat(16),
        shown: String::new(),
        questions: 11,
        deeds: 0,
        voided: false,
        drawn_at: Some(now),
        taken_away: false,
    };
    let terms = Terms {
        clock: Clock::Personal { minutes: 60 },
        extra: Extra::Minutes(15),
        opens: exam.opens,
        last_start: exam.last_start,
        closed: None,
    };
    Seat {
        zone: "Asia/Makassar".to_owned(),
        sitting,
        exam: Arc::new(exam),
        terms,
        state,
        started: Some(now - 19 * MINUTE),
        left: Some(41 * MINUTE),
        deadline: Some(now + 41 * MINUTE),
        added: Added { adjustment: 15 * MINUTE, given: 0, returned: 0 },
        answered: 4,
        late: 0,
        questions: 11,
        flagged: 1,
        heard: Some(now),
        help_since: None,
        help_reason: String::new(),
        end: matches!(state, State::Finished).then_some(now),
        pause: matches!(state, State::Paused).then_some(true),
        identity: None,
        browser_waived: false,
        away: Away::default(),
    }
}

fn choices(words: &[&str]) -> Vec<Choice> {
    let choice = |(at, words): (usize, &&str)| Choice { id: ChoiceId::letter(at), content: Content::plain(words) };
    words.iter().enumerate().map(choice).collect()
}

fn picture(alt: &str) -> Option<Picture> {
    let file = MediaName::new("contoh/denah ruang.png").ok()?;
    Some(Picture { file, alt: alt.to_owned(), width: Some(640), height: Some(400) })
}

/// A stem with everything that a stem may hold.
fn rich() -> Content {
    let text = |words: &str| Inline::Text(words.to_owned());
    let cell = Content::plain;
    let mut blocks = vec![
        Block::Paragraph(vec![
            text("Urutan pada rak mengikuti nomor panggil. Perhatikan "),
            Inline::Strong(vec![text("dua digit")]),
            text(" pertama."),
        ]),
        Block::List { ordered: true, entries: vec![cell("Ambil buku."), cell("Baca nomornya.")] },
        Block::Table(Table {
            caption: vec![text("Buku di meja")],
            head: vec![cell("Judul"), cell("Nomor")],
            rows: vec![vec![cell("Contoh A"), cell("025.1")]],
        }),
        Block::Verbatim("025.1\nCON\na".to_owned()),
        Block::Quote(cell("Buku yang salah tempat adalah buku yang hilang.")),
    ];
    blocks.extend(picture("Rak dengan sembilan buku").map(Block::Picture));
    if let Ok(file) = MediaName::new("contoh/suara.ogg") {
        blocks.push(Block::Audio(Audio { file, transcript: "Selamat pagi, ada yang bisa saya bantu?".to_owned() }));
    }
    Content(blocks)
}

fn kinds() -> Vec<(&'static str, Interaction)> {
    let at = |x, y| Point { x, y };
    let spot = |areas: Vec<Area>, most| {
        picture("Denah ruang baca").map(|picture| Interaction::Hotspot { picture, areas, most })
    };
    let area = |n: usize, shape, label: &str| Area { id: ChoiceId::letter(n), shape, label: label.to_owned() };
    let areas = vec![
        area(0, Shape::Rectangle(at(20, 20), at(200, 120)), "Meja layanan"),
        area(1, Shape::Circle(at(400, 200), 60), ""),
        area(2, Shape::Polygon(vec![at(500, 20), at(620, 20), at(560, 160)]), "Rak acuan"),
    ];
    let gap = |n: usize, number, unit: &str| Gap { id: GapId::letter(n), number, unit: unit.to_owned() };
    let four =
        choices(&["Menolak permintaan.", "Meminta datang lagi.", "Menawarkan pemesanan.", "Menghubungi peminjam."]);
    let mut all = vec![
        ("single", Interaction::Single { options: four.clone(), shuffle: true }),
        ("multiple", Interaction::Multiple { options: four.clone(), least: 1, most: 2, shuffle: true }),
        ("true or false", Interaction::TrueFalse),
        (
            "matching",
            Interaction::Matching {
                premises: choices(&["Kamus", "Atlas"]),
                responses: choices(&["Kata", "Peta", "Orang"]),
                shuffle: true,
            },
        ),
        ("ordering", Interaction::Ordering { steps: four.clone(), shuffle: true }),
        ("gaps", Interaction::Gaps { gaps: vec![gap(0, true, "hari")] }),
        ("short answer", Interaction::ShortAnswer { letters: 200 }),
        ("essay", Interaction::Essay { words: Some(150), minutes: Some(20) }),
        ("upload", Interaction::Upload { endings: vec!["pdf".to_owned()], files: 1 }),
        ("oral", Interaction::Oral { minutes: Some(5) }),
    ];
    all.extend(spot(areas, 1).map(|kind| ("areas", kind)));
    all.extend(spot(Vec::new(), 2).map(|kind| ("points", kind)));
    let several = |least, most| Interaction::Multiple { options: four.clone(), least, most, shuffle: true };
    all.extend([("two or three", several(2, 3)), ("two", several(2, 2))]);
    all
}

fn desk(p: &Page, state: State) -> Desk {
    let stimulus = Stimulus {
        id: StimulusId::letter(0),
        language: Language::Id,
        title: String::new(),
        content: Content::plain("Perpustakaan kota membuka layanan sampai malam."),
    };
    let question = |(at, (_, interaction)): (usize, (&str, Interaction))| Question {
        language: if at == 2 { Language::En } else { Language::Id },
        stimulus: (at < 2).then(|| StimulusId::letter(0)),
        stem: if at == 4 { rich() } else { Content::plain("Tindakan petugas yang paling tepat adalah …") },
        interaction,
        points: 1.into(),
    };
    let answers = [
        (1, Given::Chosen(vec![3])),
        (2, Given::Chosen(vec![1, 4])),
        (4, Given::Matched(vec![(1, 2)])),
        (5, Given::Ordered(vec![2, 1, 4, 3])),
        (6, Given::Filled(vec!["14".to_owned()])),
        (8, Given::Written("Saya menyapa <pemustaka> & bertanya.".to_owned())),
        (11, Given::Pointed(vec![(110, 70)])),
        (12, Given::Pointed(vec![(30, 40)])),
    ];
    Desk {
        seat: seat(p, state),
        epoch: 3,
        shown: Arc::new(Shown {
            paper: "3b8c".repeat(16),
            minutes: 60,
            questions: kinds().into_iter().enumerate().map(question).map(Arc::new).collect(),
            stimuli: vec![stimulus],
        }),
        answers: answers.into(),
        flags: vec![2, 7],
        notes: BTreeMap::from([(1, "Periksa lagi </script>.".to_owned())]),
        next_sequence: 9,
        announcements: announced(p),
    }
}

fn announced(p: &Page) -> Vec<Announcement> {
    let text = "Soal 4: gambar ada di <papan> tulis.".to_owned();
    vec![Announcement { key: "K7M4PX2B9QTA".to_owned(), text, at: p.cx.now }]
}

fn door(p: &Page, ended: bool) -> DoorView {
    let seat = seat(p, State::NotStarted);
    DoorView {
        base: base(ID),
        name: seat.exam.name.clone(),
        who: "Ramadhani".to_owned(),
        initials: "R".to_owned(),
        spine: Spine::new("LD", 31, "Ramadhani").large(),
        seat: 12,
        room: seat.exam.room.clone(),
        opens: p.moment(seat.exam.opens, "Asia/Makassar"),
        last_start: p.clock(seat.exam.last_start, "Asia/Makassar"),
        minutes: 75,
        extra: 15,
        hall: false,
        questions: 40,
        started: false,
        ended,
        voided: false,
        left: None,
        paper: false,
        browser: None,
        announced: Vec::new(),
        refused: None,
    }
}

/// Samples of every template.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let own = Own {
        spine: Spine::new("LD", 31, "Ramadhani"),
        name: "Layanan Dasar".to_owned(),
        href: base(ID),
        when: p.moment(p.cx.now, "Asia/Makassar"),
        room: "Ruang Baca 2".to_owned(),
        seat: 12,
        tag: tag(State::NotStarted),
        result: Some(format!("{}/hasil", base(ID))),
    };
    let states = [State::Working, State::Paused, State::TimeOver, State::Finished, State::Voided];
    let all: Vec<Own> = states.into_iter().map(|at| Own { tag: tag(at), ..own.clone() }).chain([own.clone()]).collect();
    samples.add("sitting/list", &ListPage { p, sittings: &all });
    samples.add("sitting/list empty", &ListPage { p, sittings: &[] });
    for (name, by_unit, again) in [("unit", true, false), ("whole", false, true)] {
        let view = result::invented(p, by_unit, again);
        samples.add(format!("sitting/result {name}"), &ResultPage { p, view: &view });
    }
    let waiting = ResultView { shown: None, ..result::invented(p, true, false) };
    samples.add("sitting/result waiting", &ResultPage { p, view: &waiting });
    let void = ResultView { void: true, ..waiting };
    samples.add("sitting/result void", &ResultPage { p, view: &void });
    let mut wrong = Fields::new();
    wrong.wrong("token", Message::new(key("form-required")));
    samples.add("sitting/door", &DoorPage { p, f: &Fields::new(), view: &door(p, false) });
    samples.add("sitting/door wrong", &DoorPage { p, f: &wrong, view: &door(p, false) });
    let told = Told { said: "Identitas belum dicatat.".to_owned(), remedy: Some("Tunjukkan kartu.".to_owned()) };
    let kept_out = DoorView { refused: Some(told), ..door(p, false) };
    samples.add("sitting/door refused", &DoorPage { p, f: &Fields::new(), view: &kept_out });
    for (name, file) in [("browser", Some("/ujian/12/seb".to_owned())), ("browser of the body", None)] {
        let view = DoorView { browser: Some(file), ..door(p, false) };
        samples.add(format!("sitting/door {name}"), &DoorPage { p, f: &Fields::new(), view: &view });
    }
    samples.add("sitting/door ended", &DoorPage { p, f: &Fields::new(), view: &door(p, true) });
    let announced = Announced::of(p, "Asia/Makassar", announced(p));
    let told = DoorView { started: true, announced, ..door(p, false) };
    samples.add("sitting/door announced", &DoorPage { p, f: &Fields::new(), view: &told });
    let void = DoorView { voided: true, ..door(p, true) };
    samples.add("sitting/door void", &DoorPage { p, f: &Fields::new(), view: &void });
    let under_way = Some(("Sisa waktu 41 menit".to_owned(), Some("09.30".to_owned()), 7));
    let again = DoorView { started: true, left: under_way, ..door(p, false) };
    samples.add("sitting/door again", &DoorPage { p, f: &Fields::new(), view: &again });
    let paper = DoorView { paper: true, ..door(p, false) };
    samples.add("sitting/door paper", &DoorPage { p, f: &Fields::new(), view: &paper });
    let working = desk(p, State::Working);
    for (n, (name, _)) in (1..).zip(kinds()) {
        if let Ok(view) = SheetView::of(p, head(), &working, n, 7) {
            samples.add(format!("sitting/question {name}"), &QuestionPage { p, view: &view });
        }
    }
    let closed = [
        ("paused", State::Paused),
        ("on paper", State::OnPaper),
        ("time over", State::TimeOver),
        ("void", State::Voided),
    ];
    for (name, state) in closed {
        if let Ok(mut view) = SheetView::of(p, head(), &desk(p, state), 1, 7) {
            view.moved = true;
            view.helped = true;
            view.refused = vec!["Catatan terlalu panjang.".to_owned()];
            samples.add(format!("sitting/question {name}"), &QuestionPage { p, view: &view });
        }
    }
    for (name, state) in [("", State::Working), (" paused", State::Paused), (" paper", State::OnPaper)] {
        if let Ok(mut view) = SheetView::of(p, head(), &desk(p, state), 1, 7) {
            view.listed = true;
            samples.add(format!("sitting/review{name}"), &ReviewPage { p, view: &view });
        }
    }
    for state in [State::Working, State::OnPaper, State::TimeOver, State::Finished, State::Voided] {
        let seat = seat(p, state);
        let view = ReceiptView {
            head: head(),
            time: Time::of(p, &seat),
            state: state_word(state),
            ended: matches!(state, State::Finished | State::Voided),
            end: seat.end.map(|at| p.moment(at, "Asia/Makassar")),
            answered: 38,
            late: 2,
            of: 40,
            paper: "3b8c3b8c3b8c3b8c".to_owned(),
        };
        samples.add(format!("sitting/receipt {}", view.state), &ReceiptPage { p, view: &view });
    }
}
