//! Lists to print: who is expected in which session, assessors, table cards, badges; each as a paper, and as a page for
//! whoever wants to read it first. And those who were invited and have no way in yet, to be given slips or texts.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query, State};
use certification::{
    id::PersonId,
    permit::{self, Action},
    record::{
        event::{Event, Session},
        person::{Account, Person},
        scheme::SchemeVersion,
    },
    stage::Stage,
};
use serde::Deserialize;
use store::{
    Find, Read as _, Reader,
    view::{CaseFilter, CaseLine, CaseOrder, Page as Part, case_list},
};
use workflow::{
    paper::{Expected, Gathering, Sheet as PaperSheet},
    roster,
};

use super::{Head, event, hour, invented};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html, i18n::key, page::see_other,
    pages::filing::paper::pdf_response, part::Spine, samples::Samples,
};

/// Rows read at a time.
const ROWS: i64 = 500;
/// Those who are not expected on the day.
const GONE: [Stage; 3] = [Stage::Rejected, Stage::NotProceeding, Stage::Withdrawn];

/// `/acara/{event}/cetak`, and the same as a paper.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::SeeEvent);
    Routes::new().get("/acara/{event}/cetak", guard, show).get("/acara/{event}/cetak.pdf", guard, paper)
}

/// Someone on a list.
#[derive(Debug, Clone)]
struct Line {
    spine: Spine,
    /// The label in one line.
    label: String,
    name: String,
    institution: String,
    scheme: String,
    assessor: String,
}

/// A page of a list: a session, or all of them.
#[derive(Debug, Clone)]
struct Sheet {
    title: String,
    session: Option<Session>,
    lines: Vec<Line>,
}

/// Someone without a way in.
#[derive(Debug, Clone)]
struct Outside {
    person: PersonId,
    name: String,
    email: bool,
}

/// Which list.
#[derive(Debug, Clone)]
enum What {
    Candidates(Vec<Sheet>),
    Desks(Vec<Sheet>),
    Badges(Vec<Sheet>),
    Assessors(Vec<(String, String)>),
    Slips(Vec<Outside>),
}

impl What {
    const fn title(&self) -> &'static str {
        match self {
            Self::Candidates(_) => key("print-candidates"),
            Self::Desks(_) => key("print-desks"),
            Self::Badges(_) => key("print-badges"),
            Self::Assessors(_) => key("print-assessors"),
            Self::Slips(_) => key("print-slips"),
        }
    }

    /// Its name in the address.
    const fn name(&self) -> &'static str {
        match self {
            Self::Candidates(_) => "asesi",
            Self::Desks(_) => "meja",
            Self::Badges(_) => "tanda",
            Self::Assessors(_) => "asesor",
            Self::Slips(_) => "slip",
        }
    }

    /// It can be had as a paper here: slips are given out first.
    fn on_paper(&self) -> bool {
        !matches!(self, Self::Slips(_)) && !self.lists().is_empty()
    }

    /// Who stands on the paper.
    fn lists(&self) -> Vec<Gathering> {
        let expected =
            |l: &Line| Expected { name: l.name.clone(), institution: l.institution.clone(), number: l.label.clone() };
        match self {
            Self::Candidates(sheets) | Self::Desks(sheets) | Self::Badges(sheets) => sheets
                .iter()
                .map(|s| Gathering { session: s.session.clone(), people: s.lines.iter().map(expected).collect() })
                .collect(),
            Self::Assessors(all) if !all.is_empty() => {
                let one = |(name, met): &(String, String)| Expected {
                    name: name.clone(),
                    institution: String::new(),
                    number: met.clone(),
                };
                vec![Gathering { session: None, people: all.iter().map(one).collect() }]
            }
            Self::Assessors(_) | Self::Slips(_) => Vec::new(),
        }
    }
}

#[derive(Template)]
#[template(path = "event/print.html")]
struct Print<'a> {
    p: &'a Page,
    head: &'a Head,
    what: &'a What,
    may_slips: bool,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    lembar: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let event = event(&app, &p, &id, Action::SeeEvent).await?;
    let mut reader = app.flow().reader();
    let may_slips = permit::scope(p.actor()?, Action::InviteAccount) == permit::Scope::All;
    let what = match asked.lembar.as_str() {
        "slip" if may_slips => What::Slips(outside(&mut reader, &p, &event).await?),
        "slip" => return Err(WebError::NotFound),
        other => listed(&mut reader, &p, &event, other).await?,
    };
    html(&Print { p: &p, head: &Head::of(&event), what: &what, may_slips })
}

/// What can be had as a paper.
async fn listed(reader: &mut Reader, p: &Page, event: &Event, name: &str) -> Result<What, WebError> {
    Ok(match name {
        "asesor" => {
            let all = roster::of_event(reader, event.id).await?;
            let met = |a: &roster::OfEvent| a.registration.as_ref().map(|r| r.met.clone()).unwrap_or_default();
            What::Assessors(all.iter().map(|a| (a.name.clone().unwrap_or_default(), met(a))).collect())
        }
        "meja" => What::Desks(sheets(reader, p, event).await?),
        "tanda" => What::Badges(sheets(reader, p, event).await?),
        _ => What::Candidates(sheets(reader, p, event).await?),
    })
}

/// The list as a paper; where nobody is on it, its page says so.
async fn paper(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let event = event(&app, &p, &id, Action::SeeEvent).await?;
    let what = listed(&mut app.flow().reader(), &p, &event, &asked.lembar).await?;
    if !what.on_paper() {
        return Ok(see_other(&format!("/acara/{}/cetak?lembar={}", event.id, what.name())));
    }
    let sheet = match &what {
        What::Assessors(_) => PaperSheet::Assessors,
        What::Desks(_) => PaperSheet::Tents,
        What::Badges(_) => PaperSheet::Badges,
        What::Candidates(_) | What::Slips(_) => PaperSheet::Candidates,
    };
    let paper = app.flow().gathering_paper(&event, sheet, &what.lists()).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(pdf_response(&format!("{}-{}.pdf", event.code, what.name()), pdf.bytes))
}

/// Every case of the event that the reader may see.
async fn cases(reader: &mut Reader, p: &Page, event: &Event) -> Result<Vec<CaseLine>, WebError> {
    let scope = permit::scope(p.actor()?, Action::ListCases);
    let filter = CaseFilter { event: Some(event.id), ..CaseFilter::default() };
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let part = Part { after: after.take(), size: Some(ROWS) };
        let listed = case_list(reader, &filter, CaseOrder::Name, &scope, &part).await?;
        all.extend(listed.rows);
        after = listed.next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// A sheet for each session, and one for those without a session.
async fn sheets(reader: &mut Reader, p: &Page, event: &Event) -> Result<Vec<Sheet>, WebError> {
    let schemes: Vec<SchemeVersion> =
        reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?;
    let mut cases = cases(reader, p, event).await?;
    cases.retain(|c| !GONE.contains(&c.stage));
    let lines = |session: Option<&str>| -> Vec<Line> {
        cases.iter().filter(|c| c.session.as_deref() == session).map(|c| line(p, c, &schemes)).collect()
    };
    let title =
        |s: &Session| format!("{}, {}–{}, {}, {}", p.day(&s.day), hour(p, &s.starts), hour(p, &s.ends), s.name, s.room);
    let seated = |s: &Session| Sheet { title: title(s), lines: lines(Some(&s.id)), session: Some(s.clone()) };
    let mut out: Vec<Sheet> = event.sessions.iter().map(seated).collect();
    out.push(Sheet { title: p.t("event-unscheduled").into_owned(), lines: lines(None), session: None });
    out.retain(|sheet| !sheet.lines.is_empty());
    Ok(out)
}

fn line(p: &Page, case: &CaseLine, schemes: &[SchemeVersion]) -> Line {
    let scheme = schemes.iter().find(|s| s.slug == case.slug);
    let name = case.name.clone().unwrap_or_default();
    let last = name.split_whitespace().next_back().unwrap_or_default();
    let abbr = scheme.map_or("", |s| s.abbr.as_str());
    Line {
        spine: Spine::new(abbr, case.running, last),
        label: certification::casefile::spine(abbr, case.running, last),
        institution: case.institution.clone().unwrap_or_default(),
        scheme: scheme.map(|s| p.scheme_name(s).to_owned()).unwrap_or_default(),
        assessor: case.assessor.clone().unwrap_or_default(),
        name,
    }
}

/// Candidates who were invited and never came in, those without an address first.
async fn outside(reader: &mut Reader, p: &Page, event: &Event) -> Result<Vec<Outside>, WebError> {
    let cases = cases(reader, p, event).await?;
    let mut people = Vec::new();
    for some in cases.chunks(200) {
        let ids = some.iter().map(|c| c.person_id);
        let accounts: Vec<Account> = reader.find(&Find::by("state", "invited").one_of("id", ids)).await?;
        let waiting: Vec<PersonId> = accounts.into_iter().map(|a| a.id).collect();
        let persons: Vec<Person> = reader.find(&Find::all().one_of("id", waiting)).await?;
        people.extend(persons.into_iter().map(|person| (person.id, person)));
    }
    let people: HashMap<PersonId, Person> = people.into_iter().collect();
    let mut out: Vec<Outside> = people
        .into_values()
        .map(|person| Outside { person: person.id, email: person.email.is_some(), name: person.full_name() })
        .collect();
    out.sort_by(|a, b| (a.email, &a.name).cmp(&(b.email, &b.name)));
    Ok(out)
}

/// Each list, full and empty.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let head = Head::of(&invented());
    let line = Line {
        spine: Spine::new("LD", 31, "Rahmah"),
        label: "LD 031 RAH".to_owned(),
        name: "Siti Rahmah".to_owned(),
        institution: "Dispersip Kota Banjarbaru".to_owned(),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        assessor: "Taufik Rahmatullah".to_owned(),
    };
    let title = "8 Desember 2026, Pagi".to_owned();
    let sheets = vec![Sheet { title, session: None, lines: vec![line.clone(), line] }];
    let outside = |n, email| Outside { person: PersonId(uuid::Uuid::from_u128(n)), name: "Hamdani".to_owned(), email };
    for (name, what, may_slips) in [
        ("candidates", What::Candidates(sheets.clone()), true),
        ("none", What::Candidates(Vec::new()), false),
        ("badges", What::Badges(sheets.clone()), true),
        ("desks", What::Desks(sheets), true),
        ("assessors", What::Assessors(vec![("Taufik Rahmatullah".to_owned(), "MET.000.009685 2023".to_owned())]), true),
        ("nobody", What::Assessors(Vec::new()), true),
        ("slips", What::Slips(vec![outside(1, false), outside(2, true)]), true),
        ("given", What::Slips(Vec::new()), true),
    ] {
        samples.add(format!("event/print {name}"), &Print { p, head: &head, what: &what, may_slips });
    }
}
