//! Letters of assignment (*surat tugas*, R-05): what each assessor of an event is given, and whether their registration
//! reaches so far; and the letters of those for whom it does. The body writes the number in and its head signs by hand.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    civil,
    id::PersonId,
    record::{
        event::{Event, Session},
        person::{Assessor, Person},
        scheme::SchemeVersion,
    },
    stage::Stage,
};
use documents::{Align, AssignmentLetter, Assignments, Column, LetterData, Paper, Piece, Signer, TableData, Width};
use serde_json::{Value, json};
use store::{
    Find, Read,
    view::{gathered, person_names},
};

use super::{
    Letterhead,
    gathering::{day, venue, written},
    slip::pictures,
};
use crate::{Workflow, WorkflowError, place, roster};

/// Why somebody is not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Barred {
    /// The event was cancelled.
    Cancelled,
    /// Cases, but no appointment to the event.
    NotAppointed,
    /// No registration was taken in.
    Unregistered,
    /// The registration does not reach the last day of what they are given. Both days are ISO.
    RunsOut {
        /// Its last day.
        until: String,
        /// The day it does not reach.
        day: String,
    },
    /// The appointment does not reach that day.
    AppointmentEnds {
        /// Its last day.
        until: String,
        /// The day it does not reach.
        day: String,
    },
    /// A scheme of their cases, or every scheme of the event, is outside their scope.
    OutOfScope,
}

/// What an assessor is given at an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Assigned {
    /// The assessor.
    pub person: PersonId,
    /// Name with degrees.
    pub name: String,
    /// The registration; none where it was never taken in.
    pub registration: Option<Assessor>,
    /// Sessions with cases of theirs, in order, and how many.
    pub sessions: Vec<(Session, i64)>,
    /// Their cases without a day and session.
    pub unseated: i64,
    /// Slugs of the schemes they assess: of their cases, or while there are none those of the event in their scope.
    pub schemes: Vec<String>,
    /// Why there is no letter.
    pub barred: Option<Barred>,
}

impl Assigned {
    /// Number of their cases.
    #[must_use]
    pub fn cases(&self) -> i64 {
        self.unseated + self.sessions.iter().map(|(_, n)| n).sum::<i64>()
    }
}

/// What was found of one assessor.
#[derive(Debug, Clone, Default)]
struct Given {
    by_session: BTreeMap<String, i64>,
    unseated: i64,
    schemes: BTreeSet<String>,
}

/// The assessors of an event, appointed or with cases, by name, with what they are given. Who was erased is not among them.
///
/// # Errors
/// When the store cannot be read.
pub async fn assigned(r: &mut impl Read, event: &Event) -> Result<Vec<Assigned>, WorkflowError> {
    let mut given: BTreeMap<PersonId, Given> = BTreeMap::new();
    for group in gathered(r, event.id).await? {
        let Some(assessor) = group.assessor else { continue };
        if group.withdrawn || matches!(group.stage, Stage::Rejected | Stage::NotProceeding | Stage::Withdrawn) {
            continue;
        }
        let one = given.entry(assessor).or_default();
        one.schemes.insert(group.slug);
        match group.session.filter(|id| event.sessions.iter().any(|s| s.id == *id)) {
            Some(session) => *one.by_session.entry(session).or_default() += group.n,
            None => one.unseated += group.n,
        }
    }
    let mut all = Vec::new();
    for of in roster::of_event(r, event.id).await? {
        let given = given.remove(&of.person).unwrap_or_default();
        let Some(name) = of.name else { continue };
        all.push(one(event, (of.person, name), of.registration, given, Some(of.ends)));
    }
    let rest: Vec<PersonId> = given.keys().copied().collect();
    let names = person_names(r, &rest).await?;
    let registered: Vec<Assessor> = r.find(&Find::all().one_of("id", rest)).await?;
    for (person, given) in given {
        let Some(name) = names.get(&person).cloned() else { continue };
        let registration = registered.iter().find(|a| a.id == person).cloned();
        all.push(one(event, (person, name), registration, given, None));
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// `appointed` is none for who has cases without an appointment to the event, and holds the last day of it.
fn one(
    event: &Event,
    (person, name): (PersonId, String),
    registration: Option<Assessor>,
    given: Given,
    appointed: Option<Option<String>>,
) -> Assigned {
    let mut sessions: Vec<(Session, i64)> = event
        .sessions
        .iter()
        .filter_map(|session| Some((session.clone(), *given.by_session.get(&session.id)?)))
        .collect();
    sessions.sort_by(|(a, _), (b, _)| (&a.day, &a.starts).cmp(&(&b.day, &b.starts)));
    let mut assigned =
        Assigned { person, name, registration, sessions, unseated: given.unseated, schemes: Vec::new(), barred: None };
    let licensed = |slug: &str| assigned.registration.as_ref().is_some_and(|r| r.licences.iter().any(|l| l == slug));
    let offered = event.offers.iter().map(|offer| offer.slug.clone());
    let schemes: Vec<String> = if given.schemes.is_empty() {
        offered.filter(|slug| licensed(slug)).collect()
    } else {
        given.schemes.into_iter().collect()
    };
    let in_scope = !schemes.is_empty() && schemes.iter().all(|slug| licensed(slug));
    assigned.schemes = schemes;
    assigned.barred = barred(event, &assigned, in_scope, appointed);
    assigned
}

/// The registration must be in force on the last day of what they are given: of the event, while a case has no day.
fn barred(event: &Event, one: &Assigned, in_scope: bool, appointed: Option<Option<String>>) -> Option<Barred> {
    if event.status == "cancelled" {
        return Some(Barred::Cancelled);
    }
    let Some(ends) = appointed else { return Some(Barred::NotAppointed) };
    let Some(registration) = &one.registration else { return Some(Barred::Unregistered) };
    let seated = one.sessions.last().filter(|_| one.unseated == 0).map(|(session, _)| &session.day);
    let day = seated.unwrap_or(&event.ends).clone();
    if registration.until < day {
        return Some(Barred::RunsOut { until: registration.until.clone(), day });
    }
    if let Some(until) = ends.filter(|ends| *ends < day) {
        return Some(Barred::AppointmentEnds { until, day });
    }
    (!in_scope).then_some(Barred::OutOfScope)
}

impl Workflow {
    /// The letters of those who are not barred, each on pages of its own.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn assignment_paper(&self, event: &Event, all: &[Assigned]) -> Result<Paper, WorkflowError> {
        let Letterhead { body, files, settings } = self.letterhead().await?;
        let offers = event.offers.iter().map(|offer| offer.scheme_version_id);
        let schemes: Vec<SchemeVersion> = self.reader().find(&Find::all().one_of("id", offers)).await?;
        let date = civil::day(self.now(), &settings.text("body.zone")).to_string();
        let head = self.head(&date).await?;
        let signer = Signer {
            place: Some(settings.text("body.city")),
            date: Some(date.clone()),
            title: "Ketua".to_owned(),
            name: head.as_ref().map_or_else(|| "…".to_owned(), Person::full_name),
            id: None,
            signature: None,
            electronic: None,
        };
        let letter = |one: &Assigned| AssignmentLetter {
            text: text(event, one, &body.name, &schemes),
            signers: vec![signer.clone()],
        };
        let letters = all.iter().filter(|one| one.barred.is_none()).map(letter).collect();
        let data = LetterData::Assignments(Assignments { title: "Surat Tugas".to_owned(), body, date, letters });
        Ok(data.paper(pictures(files)))
    }
}

fn text(event: &Event, one: &Assigned, body: &str, schemes: &[SchemeVersion]) -> Vec<Piece> {
    let fact = |label: &str, said: Value| (label.to_owned(), said);
    let name =
        |slug: &String| schemes.iter().find(|s| s.slug == *slug).map_or_else(|| slug.clone(), |s| s.name_id.clone());
    let (met, until) =
        one.registration.as_ref().map_or((String::new(), String::new()), |r| (r.met.clone(), written(&r.until)));
    let cases = match one.cases() {
        0 => "belum ada yang ditugaskan".to_owned(),
        n => format!("{n} orang"),
    };
    let mut text = vec![
        Piece::Paragraph(format!("Ketua {body} memberi tugas kepada:")),
        Piece::Facts {
            facts: vec![
                fact("Nama", json!(one.name)),
                fact("No. Reg. MET", json!(met)),
                fact("Registrasi sampai", json!(until)),
            ],
        },
        Piece::from("sebagai asesor kompetensi, untuk melaksanakan asesmen dengan ketentuan:"),
        Piece::Facts {
            facts: vec![
                fact("Acara", json!(format!("{} ({})", event.title, event.code))),
                fact("Tanggal", json!(civil::term_in_letter(&event.starts, &event.ends))),
                fact("TUK", json!(venue(event))),
                fact("Skema", json!(one.schemes.iter().map(name).collect::<Vec<_>>())),
                fact("Jumlah asesi", json!(cases)),
            ],
        },
    ];
    if !one.sessions.is_empty() {
        text.push(Piece::Table { table: sessions(event, &one.sessions) });
    }
    if one.unseated > 0 {
        let open = format!("{} asesi belum mempunyai hari dan sesi; jadwalnya diberitahukan kemudian.", one.unseated);
        text.push(Piece::Paragraph(open));
    } else if one.sessions.is_empty() {
        text.push(Piece::from("Sesi dan ruang diberitahukan kemudian."));
    }
    text.push(Piece::from(
        "Asesor menyatakan tidak mempunyai benturan kepentingan dengan asesi yang dinilainya, dan menyampaikan laporan (FR.AK.05) setelah asesmen selesai.",
    ));
    text.push(Piece::from("Demikian surat tugas ini untuk dilaksanakan dengan penuh tanggung jawab."));
    text
}

fn sessions(event: &Event, sessions: &[(Session, i64)]) -> TableData {
    let zone = place::zone_sign(&event.zone);
    let row = |(session, n): &(Session, i64)| {
        let hours = format!("{}–{}", session.starts, session.ends).replace(':', ".");
        let named = format!("{}, pukul {hours} {zone}", session.name);
        vec![json!(day(&session.day)), json!(named), json!(session.room), json!(n)]
    };
    TableData {
        size: None,
        pad: None,
        columns: vec![
            Column::new("Hari, tanggal", Width::share(3)),
            Column::new("Sesi", Width::share(4)),
            Column::new("Ruang", Width::share(3)),
            Column::new("Asesi", Width::Millimetres(16.0)).aligned(Align::Right),
        ],
        rows: sessions.iter().map(row).collect(),
    }
}
