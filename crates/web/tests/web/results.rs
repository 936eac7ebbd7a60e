//! What follows a written test through the pages: scored, corrected, released; what the candidate, the assessor and
//! the markers see of it, and when.

use std::ops::Deref;

use axum::http::StatusCode;
use certification::{duty::Duty, id::PersonId, record::person::Person};
use exam::{
    blueprint::{Line, Which},
    item::{Interaction, Scoring},
    sitting::{event::Act, given::Given},
};
use rehearsal::written;
use rust_decimal::Decimal;
use store::Read as _;
use workflow::exam_room::{Deed, Desk, SentAct};

use crate::inside::{Browser, Inside, both, hidden};

both! {
    results_are_scored_and_told_only_once_released
    criteria_show_part_points_and_add_up_to_their_unit
    a_voided_sitting_says_so_and_promises_no_result
    keys_are_corrected_by_those_who_may_see_them
    figures_of_options_stand_beside_the_key_alone_and_the_look_is_noted
    keys_of_all_kinds_are_corrected
    markers_see_no_name
    a_marker_goes_from_answer_to_answer_and_mends_their_own_marks
    the_key_as_it_is_offers_nothing_to_apply
}

struct Hall {
    hall: written::Hall,
    /// Address of the test.
    at: String,
}

impl Deref for Hall {
    type Target = written::Hall;
    fn deref(&self) -> &written::Hall {
        &self.hall
    }
}

/// A test in which the candidate of the first seat has answered a question.
async fn sat(inside: &Inside) -> Hall {
    let hall = open(inside).await;
    answers(inside, &hall, 0, |desk| (single(desk), Given::Chosen(vec![1]))).await;
    hall
}

/// A test with an essay besides, answered by the candidates of the first two seats.
async fn written_about(inside: &Inside) -> Hall {
    let stage = inside.stage();
    let troupe = written::Hall::gather(&stage).await.unwrap();
    let author = inside.flow.actor(troupe.cast.one(Duty::SchemeCommittee).unwrap()).await.unwrap();
    let (bank, mut blueprint) = (inside.flow.exam_bank(), written::blueprint().unwrap());
    let which = Which { unit: Some("CONTOH.LD.01".to_owned()), kinds: ["essay".to_owned()].into(), ..Which::default() };
    blueprint.lines.push(Line { which, questions: 1, points: Decimal::from(7) });
    let kept = bank.keep_blueprint(&author, blueprint).await.unwrap();
    let forms = bank.assemble(&author, &kept, 1, "LD-2025-U").await.unwrap();
    let form = bank.freeze(&author, &kept, &forms[0]).await.unwrap();
    let hall = written::Hall::over(&stage, troupe, form).await.unwrap();
    let at = format!("/acara/{}/ujian/{}", hall.troupe.event.id, hall.exam);
    let hall = Hall { hall, at };
    for at in [0, 1] {
        let essay = |question: &exam::item::Question| matches!(question.interaction, Interaction::Essay { .. });
        let given = |desk: &Desk| (asks(desk, essay), Given::Written(format!("Bertanya terbuka dulu ({at}).")));
        answers(inside, &hall, at, given).await;
    }
    close(inside, &hall).await;
    hall
}

/// A test that stands open, its papers drawn.
async fn open(inside: &Inside) -> Hall {
    let hall = written::Hall::open(&inside.stage()).await.unwrap();
    let at = format!("/acara/{}/ujian/{}", hall.troupe.event.id, hall.exam);
    Hall { hall, at }
}

/// The candidate of a seat answers one question and hands in.
async fn answers(inside: &Inside, hall: &Hall, at: usize, given: impl FnOnce(&Desk) -> (u16, Given)) {
    let seat = &hall.seats[at];
    let staff = hall.troupe.cast.one(Duty::Staff).unwrap();
    let room = inside.flow.exam_room();
    let staff = inside.flow.actor(staff).await.unwrap();
    let word = room.token(&staff, hall.exam).await.unwrap();
    let own = inside.flow.actor(seat.person_id).await.unwrap();
    let cookie = room.open(&own, seat.id, &word, "hp").await.unwrap();
    let bearer = room.bearer(seat.id, &cookie).unwrap();
    let desk = room.take_up(&bearer, None).await.unwrap();
    let (question, answer) = given(&desk);
    let act = Act::Answered { question, answer };
    let status = room.send(&bearer, desk.epoch, 7, vec![SentAct { sequence: 1, made: None, act }]).await.unwrap();
    assert!(status.refused.is_empty(), "{:?}", status.refused);
    room.hand_in(&bearer, desk.epoch, 7).await.unwrap();
}

async fn close(inside: &Inside, hall: &Hall) {
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    inside.flow.exam_planning().set_status(&staff, hall.exam, "closed", "").await.unwrap();
}

async fn of_duty<'i>(inside: &'i Inside, hall: &Hall, duty: Duty) -> Browser<'i> {
    let member = hall.troupe.cast.members.iter().find(|member| member.duty == duty).unwrap();
    inside.signed_in_as(member.id, member.email).await
}

async fn person<'i>(inside: &'i Inside, id: PersonId) -> (Browser<'i>, Person) {
    let known: Person = inside.flow.reader().get(id).await.unwrap().unwrap();
    let email = known.email.clone().unwrap();
    (inside.signed_in_as(id, &email).await, known)
}

async fn results_are_scored_and_told_only_once_released(inside: Inside) {
    let hall = sat(&inside).await;
    let (mut own, known) = person(&inside, hall.seats[0].person_id).await;
    let name = known.name.unwrap();
    let mut staff = of_duty(&inside, &hall, Duty::Staff).await;
    let (table, told) = (format!("{}/hasil", hall.at), format!("/ujian/{}/hasil", hall.seats[0].id));
    assert!(staff.get(&table).await.text.contains("Ujian belum ditutup"));
    close(&inside, &hall).await;
    assert!(staff.get(&table).await.text.contains("Hitung hasil"));
    let scored = staff.post(&table, &[]).await;
    assert_eq!(scored.status, StatusCode::SEE_OTHER, "{}", scored.text);
    let seen = staff.get(&format!("{table}?urut=poin")).await;
    assert!(seen.text.contains(&name) && seen.text.contains("1/40"), "{}", seen.text);
    assert!(seen.text.contains("Batas lulus masih sementara") && seen.text.contains("Belum dirilis"));
    assert!(seen.text.contains("Belum ditampilkan: 1 dari paling sedikit 20."));
    let again = staff.post(&table, &[("alasan", "lagi")]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let csv = staff.get(&format!("{table}.csv")).await;
    assert!(csv.header("content-type").starts_with("text/csv") && csv.text.contains("Poin penuh"), "{}", csv.text);

    // Before the release nobody but the planners sees anything of it.
    assert!(own.get(&told).await.text.contains("Hasil belum dirilis"));
    assert_eq!(own.get(&table).await.status, StatusCode::NOT_FOUND);
    let (mut other, _) = person(&inside, hall.seats[1].person_id).await;
    assert_eq!(other.get(&told).await.status, StatusCode::NOT_FOUND);
    let form = |code: &str| format!("/berkas/{}/formulir/{code}", hall.seats[0].case_id);
    for code in ["FR.IA.05C", "FR.AK.02"] {
        assert!(!staff.get(&form(code)).await.text.contains("Tes tertulis Layanan Dasar"), "{code} before the release");
    }
    assert!(staff.get(&format!("{}/rilis", hall.at)).await.text.contains("Rilis hasil 1 peserta"));
    let unseen = staff.post(&format!("{}/rilis", hall.at), &[("putaran", "2")]).await;
    assert!(unseen.text.contains("Hasil sudah dihitung lagi oleh orang lain"), "{}", unseen.text);
    let released = staff.post(&format!("{}/rilis", hall.at), &[("putaran", "1")]).await;
    assert_eq!(released.status, StatusCode::SEE_OTHER, "{}", released.text);
    let offered = staff.get(&form("FR.IA.05C")).await;
    assert!(offered.text.contains("Soal tes tertulis") && offered.text.contains("dirilis"), "{}", offered.text);
    let record = staff.get(&form("FR.AK.02")).await;
    assert!(record.text.contains("Bukti tes tertulis"), "{}", record.text);
    assert!(!staff.get(&form("FR.IA.06C")).await.text.contains("Soal tes tertulis"), "no essay was in it");
    let page = own.get(&told).await;
    assert!(page.text.contains("Per kriteria") && page.text.contains("CONTOH.LD.01"), "{}", page.text);
    // Against which line it was judged, how long one worked, and what one can do who disagrees.
    let actor = inside.flow.actor(hall.seats[0].person_id).await.unwrap();
    let kept = inside.flow.exam_results().own(&actor, hall.seats[0].id).await.unwrap().released.unwrap().kept;
    let enough = format!("paling sedikit {} dari {} poin", kept.lines[""], kept.result.tally.of).replace('.', ",");
    assert!(page.text.contains(&enough), "{enough}: {}", page.text);
    for said in ["Dikerjakan ", "dibanding paling lambat 30 hari", &format!("/permohonan/{}", hall.seats[0].case_id)] {
        assert!(page.text.contains(said), "{said}: {}", page.text);
    }
    let manager = inside.flow.actor(hall.troupe.cast.one(Duty::Manager).unwrap()).await.unwrap();
    for question in inside.flow.exam_results().questions(&manager, hall.exam).await.unwrap() {
        let words = question.item.question.stem.words();
        let first = words.lines().next().unwrap();
        assert!(!page.text.contains(first) && !page.text.contains(question.item.id.as_str()));
    }
    assert_eq!(other.get(&told).await.status, StatusCode::NOT_FOUND);
}

async fn criteria_show_part_points_and_add_up_to_their_unit(inside: Inside) {
    let hall = open(&inside).await;
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let manager = inside.flow.actor(hall.troupe.cast.one(Duty::Manager).unwrap()).await.unwrap();
    let results = inside.flow.exam_results();
    let questions = results.questions(&manager, hall.exam).await.unwrap();
    let paper = inside.flow.exam_planning().rebuild(&staff, hall.seats[0].id).await.unwrap();
    // Every pair but the last is right: a part of the points.
    let partly = (1..).zip(&paper.questions).find_map(|(n, laid)| {
        let item = &questions.iter().find(|known| known.item.id == laid.item)?.item;
        let Some(Given::Matched(mut pairs)) = written::right(item, laid) else { return None };
        pairs.pop();
        (item.key.scoring != Scoring::Whole && !pairs.is_empty()).then_some((n, Given::Matched(pairs)))
    });
    answers(&inside, &hall, 0, |_| partly.unwrap()).await;
    close(&inside, &hall).await;
    let round = results.score(&staff, hall.exam, "").await.unwrap();
    results.release(&staff, hall.exam, round).await.unwrap();
    let (mut own, _) = person(&inside, hall.seats[0].person_id).await;
    let page = own.get(&format!("/ujian/{}/hasil", hall.seats[0].id)).await.text;
    let actor = inside.flow.actor(hall.seats[0].person_id).await.unwrap();
    let result = results.own(&actor, hall.seats[0].id).await.unwrap().released.unwrap().kept.result;
    let mut parts = 0;
    for unit in &result.units {
        let points: Decimal = unit.criteria.iter().map(|criterion| criterion.tally.points).sum();
        assert_eq!(points, unit.tally.points);
        for tally in unit.criteria.iter().map(|criterion| criterion.tally).chain([unit.tally]) {
            let told = format!("{} dari {} poin", tally.points.to_string().replace('.', ","), tally.of);
            assert!(page.contains(&told), "{told}: {page}");
            parts += usize::from(tally.points > Decimal::ZERO && tally.points < tally.of && tally.achieved == 0);
        }
    }
    assert!(parts > 0, "no part points in it");
    assert!(page.contains("WITA"), "the zone of the event: {page}");
}

async fn a_voided_sitting_says_so_and_promises_no_result(inside: Inside) {
    let hall = sat(&inside).await;
    let staff = inside.flow.actor(hall.troupe.cast.one(Duty::Staff).unwrap()).await.unwrap();
    let (seat, room) = (&hall.seats[0], inside.flow.exam_room());
    let (mut own, _) = person(&inside, seat.person_id).await;
    let at = format!("/ujian/{}/hasil", seat.id);
    assert!(own.get(&at).await.text.contains("Hasil muncul di sini"));
    room.act(&staff, seat.id, Deed::Void { reason: "memakai dokumen orang lain".to_owned() }).await.unwrap();
    let page = own.get(&at).await.text;
    assert!(page.contains("Pengerjaan ini dibatalkan") && page.contains("Banding tetap terbuka"), "{page}");
    assert!(!page.contains("Hasil muncul di sini") && !page.contains("dokumen orang lain"), "{page}");
}

async fn keys_are_corrected_by_those_who_may_see_them(inside: Inside) {
    let hall = sat(&inside).await;
    close(&inside, &hall).await;
    let (mut staff, mut manager) =
        (of_duty(&inside, &hall, Duty::Staff).await, of_duty(&inside, &hall, Duty::Manager).await);
    staff.post(&format!("{}/hasil", hall.at), &[]).await;
    let released = staff.post(&format!("{}/rilis", hall.at), &[("putaran", "1")]).await;
    assert_eq!(released.status, StatusCode::SEE_OTHER, "{}", released.text);
    let path = format!("{}/koreksi", hall.at);
    for page in [&path, &format!("{}/analisis", hall.at)] {
        assert_eq!(staff.get(page).await.status, StatusCode::NOT_FOUND);
        assert_eq!(manager.get(page).await.status, StatusCode::OK);
    }
    let hardest = manager.get(&format!("{}/analisis?urut=sukar", hall.at)).await.text;
    assert!(hardest.contains(r#"urut=sukar#soal" aria-current="true">Paling sukar"#), "{hardest}");
    assert!(hardest.contains("Tidak satu pun perbandingan dapat diuji"), "one sitting has no neighbour: {hardest}");
    assert!(!hardest.contains("di luar kebiasaan"), "what was not tested reassures nobody: {hardest}");
    let actor = inside.flow.actor(hall.troupe.cast.one(Duty::Manager).unwrap()).await.unwrap();
    let questions = inside.flow.exam_results().questions(&actor, hall.exam).await.unwrap();
    let item = questions[0].item.id.to_string();
    let look = manager.get(&format!("{path}?soal={item}&jenis=semua&lihat=ya")).await;
    assert!(look.text.contains("Siapa yang berubah"), "{}", look.text);
    let seen = hidden(&look.text, "dilihat");
    let unlooked = [("soal", item.as_str()), ("jenis", "semua"), ("alasan", "Dua pilihan benar.")];
    let unlooked = manager.post(&path, &unlooked).await;
    assert_eq!(unlooked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unlooked.text.contains("belum dilihat") && unlooked.text.contains(&seen), "{}", unlooked.text);
    let fields = [("soal", item.as_str()), ("jenis", "semua"), ("alasan", ""), ("dilihat", &seen)];
    let unreasoned = manager.post(&path, &fields).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unreasoned.text.contains("Alasan belum ditulis"), "{}", unreasoned.text);
    let fields = [("soal", item.as_str()), ("jenis", "semua"), ("alasan", "Dua pilihan benar."), ("dilihat", &*seen)];
    let applied = manager.post(&path, &fields).await;
    assert_eq!(applied.status, StatusCode::SEE_OTHER, "{}", applied.text);
    let table = manager.get(&format!("{}/hasil", hall.at)).await;
    assert!(table.text.contains("Putaran 2: Dua pilihan benar."), "{}", table.text);
    assert!(table.text.contains("peserta masih melihat hasil putaran 1"), "{}", table.text);
}

async fn figures_of_options_stand_beside_the_key_alone_and_the_look_is_noted(inside: Inside) {
    let hall = sat(&inside).await;
    close(&inside, &hall).await;
    let mut staff = of_duty(&inside, &hall, Duty::Staff).await;
    staff.post(&format!("{}/hasil", hall.at), &[]).await;
    let keeper = hall.troupe.cast.one(Duty::SchemeCommittee).unwrap();
    let mut author = of_duty(&inside, &hall, Duty::SchemeCommittee).await;
    let actor = inside.flow.actor(hall.troupe.cast.one(Duty::Manager).unwrap()).await.unwrap();
    let questions = inside.flow.exam_results().questions(&actor, hall.exam).await.unwrap();
    let single = questions.iter().find(|q| matches!(q.item.question.interaction, Interaction::Single { .. })).unwrap();
    let Interaction::Single { options, .. } = &single.item.question.interaction else { panic!("one of no options") };
    let (id, words) = (single.item.id.to_string(), options[0].content.words());
    let page = format!("/butir/{id}/statistik");
    let seen = async || {
        let (mut reader, object) = (inside.flow.reader(), format!("item:{id}"));
        store::outside::looked(&mut reader, keeper, "see-item-key", &object, 0).await.unwrap()
    };
    let plain = author.get(&page).await;
    assert_eq!(plain.status, StatusCode::OK, "{}", plain.text);
    assert!(plain.text.contains("Versi 1 dari dekat") && plain.text.contains("Daya beda"), "{}", plain.text);
    assert!(plain.text.contains(&format!("{page}?kunci=1")), "{}", plain.text);
    assert!(!plain.text.contains(&words) && !plain.text.contains("(kunci)"), "{}", plain.text);
    assert!(!seen().await, "nothing was told");
    let open = author.get(&format!("{page}?kunci=1")).await;
    assert!(open.text.contains(&words) && open.text.contains("(kunci)"), "{}", open.text);
    assert!(seen().await);
    assert_eq!(staff.get(&page).await.status, StatusCode::NOT_FOUND);

    let form = format!("/kisi-kisi/perangkat/{}", hall.seats[0].form_id.unwrap());
    assert!(author.get(&form).await.text.contains(&format!("{form}/statistik")));
    let figures = author.get(&format!("{form}/statistik")).await;
    assert!(
        figures.text.contains("Keandalan (alfa Cronbach)") && figures.text.contains("Dari 1 pengerjaan"),
        "{}",
        figures.text
    );
    assert_eq!(staff.get(&format!("{form}/statistik")).await.status, StatusCode::NOT_FOUND);
}

/// Each kind of question has fields of its own for its key: the steps by their letters, a response for each premise, one
/// more answer for a gap.
async fn keys_of_all_kinds_are_corrected(inside: Inside) {
    let hall = sat(&inside).await;
    close(&inside, &hall).await;
    let mut manager = of_duty(&inside, &hall, Duty::Manager).await;
    manager.post(&format!("{}/hasil", hall.at), &[]).await;
    let actor = inside.flow.actor(hall.troupe.cast.one(Duty::Manager).unwrap()).await.unwrap();
    let questions = || async { inside.flow.exam_results().questions(&actor, hall.exam).await.unwrap() };
    let path = format!("{}/koreksi", hall.at);
    for kind in ["ordering", "matching", "gaps"] {
        let all = questions().await;
        let found = all.iter().find(|question| question.item.question.interaction.kind() == kind);
        let item = &found.unwrap_or_else(|| panic!("no {kind}")).item;
        let said: Vec<(String, String)> = match (&item.question.interaction, &item.key.answer) {
            (Interaction::Ordering { steps, .. }, _) => {
                let letters: Vec<String> =
                    (0..steps.len()).rev().map(|at| exam::item::ChoiceId::letter(at).to_string()).collect();
                vec![("kunci".to_owned(), letters.join(" "))]
            }
            (Interaction::Matching { premises, responses, .. }, _) => {
                let last = responses.last().unwrap().id.to_string();
                premises.iter().map(|premise| (format!("kunci-{}", premise.id), last.clone())).collect()
            }
            (Interaction::Gaps { gaps }, _) => vec![(format!("kunci-{}", gaps[0].id), "12".to_owned())],
            other => panic!("{other:?}"),
        };
        let id = item.id.to_string();
        let query: String = said.iter().map(|(name, value)| format!("&{name}={}", value.replace(' ', "+"))).collect();
        let look = manager.get(&format!("{path}?soal={id}&jenis=kunci{query}&lihat=ya")).await;
        assert_eq!(look.status, StatusCode::OK, "{kind}: {}", look.text);
        let seen = hidden(&look.text, "dilihat");
        let mut fields = vec![("soal", &*id), ("jenis", "kunci"), ("alasan", "Kunci keliru."), ("dilihat", &*seen)];
        fields.extend(said.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let applied = manager.post(&path, &fields).await;
        assert_eq!(applied.status, StatusCode::SEE_OTHER, "{kind}: {}", applied.text);
        let after = questions().await;
        let mended = after.iter().find(|question| question.item.id.as_str() == id).unwrap();
        assert!(mended.corrected && mended.item.key.answer != item.key.answer, "{kind}");
    }
    let all = questions().await;
    let steps = all.iter().find(|question| question.item.question.interaction.kind() == "ordering").unwrap();
    for wrong in ["A+B+Z", "A+A"] {
        let look = manager.get(&format!("{path}?soal={}&jenis=kunci&kunci={wrong}&lihat=ya", steps.item.id)).await;
        assert_eq!(look.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

async fn markers_see_no_name(inside: Inside) {
    let hall = sat(&inside).await;
    close(&inside, &hall).await;
    let (mut marker, _) = person(&inside, hall.troupe.assessors[0]).await;
    let (mut own, known) = person(&inside, hall.seats[0].person_id).await;
    let page = marker.get(&format!("{}/penilaian", hall.at)).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    assert!(!page.text.contains(known.name.as_deref().unwrap()));
    assert!(page.text.contains("Tidak ada jawaban untuk dinilai orang"), "{}", page.text);
    assert!(marker.get("/penilaian").await.text.contains("Tes tertulis Layanan Dasar"));
    assert_eq!(marker.get(&format!("{}/penilaian/ABC", hall.at)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(marker.get(&format!("{}/hasil", hall.at)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(own.get(&format!("{}/penilaian", hall.at)).await.status, StatusCode::NOT_FOUND);
}

/// The first question of a paper that wants one of several options.
fn single(desk: &Desk) -> u16 {
    asks(desk, |question| matches!(question.interaction, Interaction::Single { .. }))
}

/// The first question of a paper that is so.
fn asks(desk: &Desk, so: impl Fn(&exam::item::Question) -> bool) -> u16 {
    (1..).zip(&desk.shown.questions).find(|(_, question)| so(question)).unwrap().0
}

async fn a_marker_goes_from_answer_to_answer_and_mends_their_own_marks(inside: Inside) {
    let hall = written_about(&inside).await;
    let id = hall.troupe.assessors[0];
    let (mut marker, _) = person(&inside, id).await;
    let (_, known) = person(&inside, hall.seats[0].person_id).await;
    let actor = inside.flow.actor(id).await.unwrap();
    let tasks = inside.flow.exam_results().marking(&actor, hall.exam).await.unwrap().tasks;
    let [first, second] = tasks.as_slice() else { panic!("two answers") };
    let at = |code: &str| format!("{}/penilaian/{code}", hall.at);

    let page = marker.get(&at(&first.code)).await.text;
    let model = first.model().unwrap().words();
    assert!(page.contains("Contoh jawaban") && page.contains(model.split(',').next().unwrap()), "{page}");
    assert!(!page.contains(known.name.as_deref().unwrap()));
    let here = |href: &str| page.contains(&format!(r#"href="{href}" aria-current="page""#));
    assert!(here("/penilaian") && !here("/acara"), "{page}");
    assert_eq!(marker.get(&format!("{}/media/denah.png", at(&first.code))).await.status, StatusCode::NOT_FOUND);

    // Each aspect that has no points is named.
    let nothing = marker.post(&at(&first.code), &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    for aspect in &first.aspects {
        let wanted = format!("Pilih poin untuk “{}”", aspect.title);
        assert!(nothing.text.contains(&wanted), "{wanted}: {}", nothing.text);
    }
    let most: Vec<String> = first.aspects.iter().map(|aspect| aspect.levels.last().unwrap().0.to_string()).collect();
    let all = [("a1", most[0].as_str()), ("a2", most[1].as_str()), ("a3", most[2].as_str())];
    let kept = marker.post(&at(&first.code), &all).await;
    assert_eq!(
        (kept.status, kept.header("location")),
        (StatusCode::SEE_OTHER, format!("{}?sudah=nilai", at(&second.code)).as_str())
    );
    assert!(marker.get(&format!("{}?sudah=nilai", at(&second.code))).await.text.contains("Nilai disimpan"));
    let last = marker.post(&at(&second.code), &all).await;
    assert_eq!(last.header("location"), format!("{}/penilaian?sudah=semua", hall.at));

    // Their own marks stand by aspect, and can be replaced with a reason.
    let mend = format!("{}/perbaiki", at(&first.code));
    let own = marker.get(&at(&first.code)).await.text;
    assert!(own.contains("Perbaiki nilai Anda") && own.contains(&first.aspects[0].title), "{own}");
    let less = [("a1", "0"), ("a2", most[1].as_str()), ("a3", most[2].as_str())];
    let unreasoned = marker.post(&mend, &less).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unreasoned.text.contains("Alasan perbaikan belum ditulis"), "{}", unreasoned.text);
    let mended = marker.post(&mend, &[&less[..], &[("alasan", "Salah pilih.")]].concat()).await;
    assert_eq!(mended.status, StatusCode::SEE_OTHER, "{}", mended.text);
    let own = marker.get(&at(&first.code)).await.text;
    assert!(own.contains("Dari Anda sebelumnya") && own.contains("Salah pilih."), "{own}");
}

async fn the_key_as_it_is_offers_nothing_to_apply(inside: Inside) {
    let hall = sat(&inside).await;
    close(&inside, &hall).await;
    let mut manager = of_duty(&inside, &hall, Duty::Manager).await;
    manager.post(&format!("{}/hasil", hall.at), &[]).await;
    let actor = inside.flow.actor(hall.troupe.cast.one(Duty::Manager).unwrap()).await.unwrap();
    let questions = inside.flow.exam_results().questions(&actor, hall.exam).await.unwrap();
    let (item, key) = questions
        .iter()
        .find_map(|question| match &question.item.key.answer {
            exam::item::Answer::Choice(key) => Some((question.item.id.to_string(), key.to_string())),
            _ => None,
        })
        .unwrap();
    let path = format!("{}/koreksi", hall.at);
    let look = manager.get(&format!("{path}?soal={item}&jenis=kunci&kunci={key}&lihat=ya")).await;
    assert_eq!(look.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(look.text.contains("Itu kunci yang sudah berlaku"), "{}", look.text);
    assert!(!look.text.contains("Siapa yang berubah") && !look.text.contains("Terapkan"), "{}", look.text);
    let fields = [("soal", item.as_str()), ("jenis", "kunci"), ("kunci", key.as_str()), ("alasan", "lagi")];
    assert_eq!(manager.post(&path, &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Once everyone has its points, it is not offered again.
    let look = manager.get(&format!("{path}?soal={item}&jenis=semua&lihat=ya")).await;
    let seen = hidden(&look.text, "dilihat");
    let fields = [("soal", item.as_str()), ("jenis", "semua"), ("alasan", "Dua benar."), ("dilihat", &*seen)];
    assert_eq!(manager.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let again = manager.get(&format!("{path}?soal={item}&jenis=semua&lihat=ya")).await;
    assert!(again.text.contains("Semua peserta sudah mendapat poin soal ini"), "{}", again.text);
    // It can be taken back instead.
    let open = manager.get(&format!("{path}?soal={item}")).await;
    assert!(open.text.contains("dihitung kembali") && !open.text.contains("Soalnya bermasalah"), "{}", open.text);
    let back = manager.get(&format!("{path}?soal={item}&jenis=kembali&lihat=ya")).await;
    assert_eq!(back.status, StatusCode::OK, "{}", back.text);
}
