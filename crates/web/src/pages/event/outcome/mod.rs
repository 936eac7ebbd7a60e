//! What came out of an event: one count by status as a funnel with its table, shares by scheme and district with their
//! intervals and small cells hidden, units that were most often not reached, the years of the host, and all of it as a
//! report and as a workbook.

mod authority;
mod sheet;

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    form::Locale,
    permit::Action,
    record::{event::Event, scheme::SchemeVersion},
};
use store::{Find, Read as _};
use workflow::{
    outcome::{Counts, Gap, Hidden, Share, Standing, Telling, Year, gaps, standing, years},
    place,
};

use super::{Head, event, invented, may};
use crate::{Answer, AppState, Guard, Page, Routes, WebError, html, i18n::key, page::download::kept, samples::Samples};

/// `/acara/{event}/hasil` and what is had from there.
pub fn routes() -> Routes {
    Routes::new()
        .get("/acara/{event}/hasil", Guard::Signed(Action::SeeOutcome), show)
        .get("/acara/{event}/laporan.pdf", Guard::Signed(Action::SeeOutcome), report)
        .get("/acara/{event}/hasil.xlsx", Guard::Signed(Action::SeeOutcome), sheet::take)
        .merge(authority::routes())
}

/// A step of the line.
#[derive(Debug, Clone)]
struct Step {
    /// Key of its name.
    name: &'static str,
    n: i64,
    /// Width of its bar in tenths of a percent.
    width: i64,
    /// Those who are not, or not yet, competent: neutral.
    quiet: bool,
}

/// A row of shares.
#[derive(Debug, Clone)]
struct Row {
    name: String,
    registered: i64,
    present: i64,
    k: i64,
    n: i64,
    share: Option<Share>,
    hidden: Option<Hidden>,
}

impl Row {
    fn small(&self) -> bool {
        self.hidden == Some(Hidden::Small)
    }

    /// Interval and share as a drawing, in percent of its width.
    fn drawn(&self) -> Option<[String; 3]> {
        let share = self.share.filter(|_| self.hidden.is_none())?;
        Some([share.lo, share.share, share.hi].map(|x| format!("{x:.1}")))
    }

    /// The share as it is written.
    fn written(&self) -> Option<(String, String, String)> {
        let share = self.share.filter(|_| self.hidden.is_none())?;
        Some((format!("{:.0}", share.share), format!("{:.0}", share.lo), format!("{:.0}", share.hi)))
    }
}

/// A unit that some did not reach.
#[derive(Debug, Clone)]
struct UnitRow {
    title: String,
    code: String,
    scheme: String,
    missed: i64,
    n: i64,
    share: Share,
    /// Where most of them work, as far as that may be told.
    districts: String,
}

impl UnitRow {
    /// Interval and share as a drawing, in percent of its width.
    fn drawn(&self) -> [String; 3] {
        [self.share.lo, self.share.share, self.share.hi].map(|x| format!("{x:.1}"))
    }

    fn written(&self) -> (String, String, String) {
        (format!("{:.0}", self.share.share), format!("{:.0}", self.share.lo), format!("{:.0}", self.share.hi))
    }
}

/// The page.
#[derive(Debug, Clone)]
struct OutcomeView {
    head: Head,
    host: String,
    decided: i64,
    telling: Telling,
    all: Option<Share>,
    steps: Vec<Step>,
    schemes: Vec<Row>,
    districts: Vec<Row>,
    /// Units that some did not reach.
    units: Vec<UnitRow>,
    /// Years of the host in which somebody was decided.
    years: Vec<Year>,
    read_at: i64,
    may_export: bool,
}

#[derive(Template)]
#[template(path = "event/outcome.html")]
struct Outcome<'a> {
    p: &'a Page,
    view: &'a OutcomeView,
}

impl Outcome<'_> {
    fn percent(&self, of: &f64) -> String {
        format!("{of:.0}")
    }

    fn tenths(&self, of: &f64) -> String {
        format!("{of:.1}")
    }

    fn mean(&self) -> String {
        self.view.all.map(|all| format!("{:.1}", all.share)).unwrap_or_default()
    }

    /// What may be said of the last two years that are told: apart, or not; nothing of a single one.
    fn change(&self) -> Option<&'static str> {
        let mut told = self.view.years.iter().filter(|y| y.share.is_some()).rev();
        let (last, before) = (told.next()?, told.next()?);
        Some(if last.apart(before)? { key("outcome-years-apart") } else { key("outcome-years-alike") })
    }

    fn any_hidden(&self) -> bool {
        self.view.districts.iter().chain(&self.view.schemes).any(|r| r.hidden.is_some())
    }
}

/// All that is told of an event, read once for page and workbook.
struct Told {
    event: Event,
    standing: Standing,
    schemes: Vec<SchemeVersion>,
    telling: Telling,
    gaps: Vec<Gap>,
    years: Vec<Year>,
}

impl Told {
    async fn of(app: &AppState, p: &Page, id: &str) -> Result<Self, WebError> {
        let event = event(app, p, id, Action::SeeOutcome).await?;
        let telling = Telling::of(&*app.flow().settings_lately().await?);
        let mut reader = app.flow().reader();
        let standing = standing(&mut reader, &event).await?;
        let schemes = reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?;
        let gaps = gaps(&mut reader, &event, &standing, telling).await?;
        let years = years(&mut reader, p.actor()?, &event, telling).await?;
        Ok(Self { event, standing, schemes, telling, gaps, years })
    }

    fn scheme(&self, p: &Page, slug: &str) -> String {
        self.schemes.iter().find(|s| s.slug == slug).map_or_else(|| slug.to_owned(), |s| p.scheme_name(s).to_owned())
    }

    fn by_scheme(&self, p: &Page) -> Vec<Row> {
        let all = self.standing.by_scheme.iter().map(|s| (self.scheme(p, &s.scheme), s.counts));
        rows(self.telling, all.collect())
    }

    fn by_district(&self, p: &Page) -> Vec<Row> {
        let all = self.standing.by_district.iter().map(|d| (district(p, &d.kab), d.counts));
        rows(self.telling, all.collect())
    }

    fn units(&self, p: &Page) -> Vec<UnitRow> {
        let title = |gap: &Gap| {
            let scheme = self.schemes.iter().find(|s| s.slug == gap.slug);
            let unit = scheme.and_then(|s| s.units.iter().find(|u| u.code == gap.unit));
            unit.map_or_else(|| gap.unit.clone(), |unit| p.unit_title(unit).to_owned())
        };
        let row = |gap: &Gap| UnitRow {
            title: title(gap),
            code: gap.unit.clone(),
            scheme: self.scheme(p, &gap.slug),
            missed: gap.missed,
            n: gap.n,
            share: gap.share,
            districts: gap.districts.iter().map(|kab| place::short(kab)).collect::<Vec<_>>().join(", "),
        };
        self.gaps.iter().map(row).collect()
    }
}

fn district(p: &Page, kab: &str) -> String {
    if kab.is_empty() { p.t("event-no-district").into_owned() } else { place::short(kab) }
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let told = Told::of(&app, &p, &id).await?;
    let counts = told.standing.counts;
    let decided = counts.decided();
    let view = OutcomeView {
        head: Head::of(&told.event),
        host: told.event.host.clone(),
        decided,
        telling: told.telling,
        all: told.telling.share(counts.decided_k, decided).filter(|_| !told.telling.too_few(decided)),
        steps: steps(told.telling, &counts),
        schemes: told.by_scheme(&p),
        districts: told.by_district(&p),
        units: told.units(&p),
        years: told.years.clone(),
        read_at: app.now(),
        may_export: may(&p, Action::ExportAuthority, told.event.id),
    };
    html(&Outcome { p: &p, view: &view })
}

/// Steps before anything was found of anybody.
const FOUND: usize = 5;

/// The line, as far as it may be told: what was found of so few people is left out.
fn steps(telling: Telling, c: &Counts) -> Vec<Step> {
    let step = |name, n: i64, quiet| Step { name, n, width: n * 1000 / c.registered.max(1), quiet };
    let mut steps = vec![
        step(key("outcome-registered"), c.registered, false),
        step(key("outcome-complete"), c.complete, false),
        step(key("outcome-accepted"), c.accepted, false),
        step(key("outcome-present"), c.present, false),
        step(key("outcome-assessed"), c.assessed, false),
        step(key("outcome-recommended-k"), c.recommended_k, false),
        step(key("outcome-recommended-bk"), c.recommended_bk, true),
        step(key("outcome-decided-k"), c.decided_k, false),
        step(key("outcome-decided-bk"), c.decided_bk, true),
        step(key("outcome-issued"), c.issued, false),
    ];
    if telling.too_few(c.decided()) {
        steps.truncate(FOUND);
    }
    steps
}

/// Rows of a table with a sum, those with too few people hidden.
fn rows(telling: Telling, all: Vec<(String, Counts)>) -> Vec<Row> {
    let sizes: Vec<i64> = all.iter().map(|(_, c)| c.decided()).collect();
    let hidden = telling.hidden(&sizes);
    let row = |(((name, c), n), hidden): (((String, Counts), i64), Option<Hidden>)| Row {
        name,
        registered: c.registered,
        present: c.present,
        k: c.decided_k,
        n,
        share: telling.share(c.decided_k, n),
        hidden,
    };
    all.into_iter().zip(sizes).zip(hidden).map(row).collect()
}

async fn report(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::SeeOutcome).await?;
    let locale = Locale::from(p.cx.locale);
    let paper = app.flow().event_report(event.id, locale).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(kept(pdf.bytes, "application/pdf", &format!("{}-{}.pdf", event.code, locale.pick("laporan", "report"))))
}

/// An event that was decided, and one that was not.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut counts = Counts::default();
    (counts.registered, counts.present, counts.decided_k, counts.decided_bk) = (60, 57, 41, 12);
    let few = Counts { registered: 4, decided_k: 3, ..Counts::default() };
    let districts = vec![
        ("Tanah Laut".to_owned(), counts),
        ("Kotabaru".to_owned(), few),
        ("Banjar".to_owned(), Counts { decided_k: 5, ..few }),
    ];
    let telling = Telling { least: 5, confidence: 90 };
    let view = OutcomeView {
        head: Head::of(&invented()),
        host: "Dispersip".to_owned(),
        decided: 53,
        telling,
        all: telling.share(41, 53),
        steps: steps(telling, &counts),
        schemes: rows(telling, districts.clone()),
        districts: rows(telling, districts),
        units: vec![UnitRow {
            title: "Layanan Referensi".to_owned(),
            code: "R.91PUS00.014.2".to_owned(),
            scheme: "Layanan Dasar Perpustakaan".to_owned(),
            missed: 19,
            n: 53,
            share: telling.share(19, 53).unwrap_or(Share { share: 0.0, lo: 0.0, hi: 0.0 }),
            districts: "Tapin".to_owned(),
        }],
        years: [(2025, 12, 20), (2026, 41, 53)]
            .map(|(year, k, n)| Year { year, events: 1, n, share: telling.share(k, n) })
            .to_vec(),
        read_at: p.cx.now,
        may_export: true,
    };
    samples.add("event/outcome", &Outcome { p, view: &view });
    let none = OutcomeView {
        decided: 0,
        all: None,
        schemes: Vec::new(),
        units: Vec::new(),
        years: vec![Year { year: 2026, events: 1, n: 3, share: None }],
        districts: rows(telling, vec![("Tapin".to_owned(), Counts { registered: 3, ..Counts::default() })]),
        may_export: false,
        ..view
    };
    samples.add("event/outcome none", &Outcome { p, view: &none });
    authority::samples(samples);
}
