//! The board of an event: how many stand where, what waits for whom, seats and districts, assessors by
//! session. Read from groups of cases, so that no name of a candidate is on it.

mod needs;
mod timetable;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    id::{EventId, PersonId},
    permit::Action,
    record::{event::Event, scheme::SchemeVersion},
    stage::Stage,
};
use serde::Deserialize;
use store::{
    Find, Read as _,
    view::{Group, RowsAt, gathered, import_counts},
};
use workflow::{place, roster};

use self::{
    needs::{Need, needs},
    timetable::{Signs, Timetable},
};
use super::{Head, event, invented, may};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::key,
    part::{Bar, kit::Count, stage},
    samples::Samples,
};

/// Dots that a picture of people holds; more are a bar.
const DOTS: i64 = 180;

/// `/acara/{event}`.
pub fn routes() -> Routes {
    Routes::new().get("/acara/{event}", Guard::Signed(Action::SeeEvent), show)
}

/// Seats of one source, or candidates of one district.
#[derive(Debug, Clone)]
struct Share {
    name: String,
    seats: i64,
    taken: i64,
    present: i64,
    bar: Bar,
}

/// The board.
#[derive(Debug, Clone)]
struct BoardView {
    head: Head,
    host: String,
    verified: bool,
    stages: Vec<Count>,
    seats: i64,
    taken: i64,
    present: i64,
    absent: i64,
    /// Presence was recorded, or the first day has come.
    begun: bool,
    dots: Vec<&'static str>,
    funding: Vec<Share>,
    districts: Vec<Share>,
    /// How many withdrew: they take no seat and stand in no district.
    withdrawn: i64,
    timetable: Timetable,
    /// Signs of schemes and their names.
    signs: Vec<(String, String)>,
    needs: Vec<Need>,
    may_change: bool,
    may_import: bool,
    may_outcome: bool,
    may_exam: bool,
    may_cases: bool,
    may_letters: bool,
    may_minutes: bool,
    /// Key of what was just done.
    done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "event/board.html")]
struct Board<'a> {
    p: &'a Page,
    view: &'a BoardView,
}

#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(after): Query<After>) -> Answer {
    let event = event(&app, &p, &id, Action::SeeEvent).await?;
    let mut reader = app.flow().reader();
    let groups = gathered(&mut reader, event.id).await?;
    let assessors = roster::of_event(&mut reader, event.id).await?;
    let schemes: Vec<SchemeVersion> =
        reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?;
    let sign = |s: SchemeVersion| (s.slug.clone(), (s.abbr.clone(), p.scheme_name(&s).to_owned()));
    let signs: Signs = schemes.into_iter().map(sign).collect();
    let today = certification::civil::day(app.now(), &event.zone).to_string();
    let waiting = waiting(&app, &p, &event).await?;
    let live: Vec<&Group> = groups.iter().filter(|g| !g.withdrawn).collect();
    let sum = |test: &dyn Fn(&Group) -> bool| live.iter().filter(|g| test(g)).map(|g| g.n).sum::<i64>();
    let (taken, present, absent) =
        (sum(&|_| true), sum(&|g| g.present == Some(true)), sum(&|g| g.present == Some(false)));
    let begun = present + absent > 0 || today >= event.starts;
    let may_cases = certification::permit::may(p.actor()?, Action::ListCases);
    let view = BoardView {
        host: event.host.clone(),
        verified: event.venue_verified,
        stages: stages(&p, event.id, &groups),
        seats: event.seats(),
        taken,
        present,
        absent,
        begun,
        dots: dots(event.seats(), taken, (present, absent), begun),
        funding: funding(&p, &event, &live),
        districts: districts(&p, &live),
        withdrawn: groups.iter().filter(|g| g.withdrawn).map(|g| g.n).sum(),
        timetable: Timetable::of(&p, &event, &assessors, &live, &signs),
        signs: signs.iter().filter(|(slug, _)| live.iter().any(|g| g.slug == **slug)).map(|(_, s)| s.clone()).collect(),
        needs: needs(&p, &event, &groups, &assessors, waiting),
        may_change: may(&p, Action::ChangeEvent, event.id),
        may_import: may(&p, Action::ImportParticipants, event.id),
        may_outcome: may(&p, Action::SeeOutcome, event.id),
        may_exam: may(&p, Action::PlanExam, event.id),
        may_cases,
        may_minutes: may(&p, Action::ExportAuthority, event.id),
        may_letters: certification::permit::may(p.actor()?, Action::PrintAssignment),
        done: match after.sudah.as_str() {
            "simpan" => Some(key("event-done-saved")),
            "keadaan" => Some(key("event-done-state")),
            _ => None,
        },
        head: Head::of(&event),
    };
    html(&Board { p: &p, view: &view })
}

/// Rows of workbooks that wait to be mended, for those who may mend them.
async fn waiting(app: &AppState, p: &Page, event: &Event) -> Result<i64, WebError> {
    if !may(p, Action::ImportParticipants, event.id) {
        return Ok(0);
    }
    let mut reader = app.flow().reader();
    let batches: Vec<certification::record::import::ImportBatch> =
        reader.find(&Find::by("event_id", event.id).and("status", "open").limit(100)).await?;
    let ids: Vec<_> = batches.iter().map(|b| b.id).collect();
    let counts = import_counts(&mut reader, &ids).await?;
    Ok(counts.iter().filter(|((_, at), _)| *at == RowsAt::Waiting).map(|(_, n)| n).sum())
}

fn stages(p: &Page, event: EventId, groups: &[Group]) -> Vec<Count> {
    let count = |at: Stage| groups.iter().filter(|g| g.stage == at).map(|g| g.n).sum::<i64>();
    Stage::ALL
        .into_iter()
        .map(|at| (at, count(at)))
        .filter(|(_, n)| *n > 0)
        .map(|(at, n)| Count {
            n,
            words: p.t(stage::look(at).2).into_owned(),
            href: cases_at(event, at),
            current: false,
        })
        .collect()
}

fn cases_at(event: EventId, at: Stage) -> String {
    format!("/berkas?acara={event}&tahap={}", at.as_str())
}

/// A dot for each seat: come, stayed away, not recorded yet, free.
fn dots(seats: i64, taken: i64, (present, absent): (i64, i64), begun: bool) -> Vec<&'static str> {
    let all = seats.max(taken);
    if all > DOTS {
        return Vec::new();
    }
    let dot = |n: i64| match (begun, n) {
        (true, n) if n < present => "a",
        (true, n) if n < present + absent => "t",
        (true, n) if n < taken => "j",
        (false, n) if n < taken => "a",
        _ => "",
    };
    (0..all).map(dot).collect()
}

fn share(p: &Page, name: String, seats: i64, groups: &[&&Group]) -> Share {
    let taken: i64 = groups.iter().map(|g| g.n).sum();
    let present: i64 = groups.iter().filter(|g| g.present == Some(true)).map(|g| g.n).sum();
    let label = p.ta("event-of").with("n", present).with("all", taken).to_string();
    Share { name, seats, taken, present, bar: Bar { done: present, whole: taken, label } }
}

fn funding(p: &Page, event: &Event, live: &[&Group]) -> Vec<Share> {
    let of = |id: &str| live.iter().filter(|g| g.funding == id).collect::<Vec<_>>();
    event.funding.iter().map(|f| share(p, f.source.clone(), f.seats, &of(&f.id))).collect()
}

fn districts(p: &Page, live: &[&Group]) -> Vec<Share> {
    let mut by: BTreeMap<String, Vec<&&Group>> = BTreeMap::new();
    for group in live {
        by.entry(group.kab.clone().unwrap_or_default()).or_default().push(group);
    }
    let name = |code: &str| if code.is_empty() { p.t("event-no-district").into_owned() } else { place::short(code) };
    by.into_iter().map(|(code, groups)| share(p, name(&code), 0, &groups)).collect()
}

/// A day that runs, and an event that nobody is invited to yet.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let event = invented();
    let group = |kab: &str, session: Option<&str>, present, stage, n| Group {
        slug: "layanan-dasar".to_owned(),
        kab: Some(kab.to_owned()),
        funding: "apbn".to_owned(),
        session: session.map(str::to_owned),
        assessor: Some(PersonId(uuid::Uuid::from_u128(2))),
        present,
        withdrawn: false,
        stage,
        n,
    };
    let groups = [
        group("63.05", Some("d1-pagi"), Some(true), Stage::Assessment, 4),
        group("63.72", None, None, Stage::Unscheduled, 3),
        group("", None, None, Stage::Reported, 1),
    ];
    let live: Vec<&Group> = groups.iter().collect();
    let assessor = roster::OfEvent {
        person: PersonId(uuid::Uuid::from_u128(2)),
        name: Some("Taufik Rahmatullah, M.Hum.".to_owned()),
        registration: None,
        ends: None,
    };
    let signs: Signs =
        [("layanan-dasar".to_owned(), ("LD".to_owned(), "Layanan Dasar Perpustakaan".to_owned()))].into();
    let free = roster::OfEvent { person: PersonId(uuid::Uuid::from_u128(3)), ..assessor.clone() };
    let timetable = Timetable::of(p, &event, &[assessor.clone(), free], &live, &signs);
    let view = BoardView {
        head: Head::of(&event),
        host: event.host.clone(),
        verified: true,
        stages: stages(p, event.id, &groups),
        seats: 60,
        taken: 8,
        present: 4,
        absent: 1,
        begun: true,
        dots: dots(60, 8, (4, 1), true),
        funding: funding(p, &event, &live),
        districts: districts(p, &live),
        withdrawn: 1,
        timetable,
        signs: signs.into_values().collect(),
        needs: needs(p, &event, &groups, &[assessor], 7),
        may_change: true,
        may_import: true,
        may_outcome: true,
        may_exam: true,
        may_cases: true,
        may_letters: true,
        may_minutes: true,
        done: Some(key("event-done-saved")),
    };
    samples.add("event/board", &Board { p, view: &view });
    let bare = BoardView {
        verified: false,
        stages: Vec::new(),
        begun: false,
        dots: Vec::new(),
        taken: 0,
        present: 0,
        districts: Vec::new(),
        withdrawn: 0,
        timetable: Timetable::default(),
        signs: Vec::new(),
        needs: Vec::new(),
        may_change: false,
        may_import: false,
        may_outcome: false,
        may_exam: false,
        may_cases: false,
        may_letters: false,
        may_minutes: false,
        done: None,
        ..view
    };
    samples.add("event/board bare", &Board { p, view: &bare });
}

#[cfg(test)]
mod tests {
    use super::dots;

    #[test]
    fn each_seat_is_one_dot_until_there_are_too_many() {
        assert_eq!(dots(4, 3, (1, 0), true), ["a", "j", "j", ""]);
        assert_eq!(dots(4, 3, (0, 0), false), ["a", "a", "a", ""]);
        assert!(dots(4000, 3, (1, 0), true).is_empty());
    }

    #[test]
    fn whoever_stayed_away_is_not_drawn_as_awaited() {
        assert_eq!(dots(4, 3, (1, 1), true), ["a", "t", "j", ""]);
    }
}
