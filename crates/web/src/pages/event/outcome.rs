//! What came out of an event: one count by status as a funnel with its table, shares by scheme and district
//! with their intervals and small cells hidden, the report, and the authority's workbook with what it lacks.

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    form::Locale,
    permit::{self, Action},
    record::{event::Event, organisation::CodeEntry, scheme::SchemeVersion},
};
use store::{Find, Read as _};
use workflow::{
    authority::{Lacking, Unmatched},
    outcome::{Counts, Hidden, Share, Telling, standing},
    place,
};

use super::{Head, event, invented, may};
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html,
    i18n::key,
    page::download::{XLSX, kept},
    pages::setting::list_name,
    samples::Samples,
};

/// `/acara/{event}/hasil` and what is had from there.
pub fn routes() -> Routes {
    Routes::new()
        .get("/acara/{event}/hasil", Guard::Signed(Action::SeeOutcome), show)
        .get("/acara/{event}/laporan.pdf", Guard::Signed(Action::SeeOutcome), report)
        .get("/acara/{event}/bnsp", Guard::Signed(Action::ExportAuthority), lacking)
        .get("/acara/{event}/bnsp.xlsx", Guard::Signed(Action::ExportAuthority), workbook)
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

    fn mean(&self) -> String {
        self.view.all.map(|all| format!("{:.1}", all.share)).unwrap_or_default()
    }

    fn any_hidden(&self) -> bool {
        self.view.districts.iter().chain(&self.view.schemes).any(|r| r.hidden.is_some())
    }
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::SeeOutcome).await?;
    let mut reader = app.flow().reader();
    let standing = standing(&mut reader, &event).await?;
    let versions: Vec<SchemeVersion> =
        reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?;
    let name = |slug: &str| match versions.iter().find(|s| s.slug == slug) {
        Some(scheme) => p.scheme_name(scheme).to_owned(),
        None => slug.to_owned(),
    };
    let district = |kab: &str| if kab.is_empty() { p.t("event-no-district").into_owned() } else { place::short(kab) };
    let counts = standing.counts;
    let telling = Telling::of(&*app.flow().settings_lately().await?);
    let decided = counts.decided_k + counts.decided_bk;
    let view = OutcomeView {
        head: Head::of(&event),
        host: event.host.clone(),
        decided,
        telling,
        all: telling.share(counts.decided_k, decided),
        steps: steps(&counts),
        schemes: rows(telling, standing.by_scheme.iter().map(|s| (name(&s.scheme), s.counts)).collect()),
        districts: rows(telling, standing.by_district.iter().map(|d| (district(&d.kab), d.counts)).collect()),
        read_at: app.now(),
        may_export: may(&p, Action::ExportAuthority, event.id),
    };
    html(&Outcome { p: &p, view: &view })
}

fn steps(c: &Counts) -> Vec<Step> {
    let step = |name, n: i64, quiet| Step { name, n, width: n * 1000 / c.registered.max(1), quiet };
    vec![
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
    ]
}

/// Rows of a table with a sum, those with too few people hidden.
fn rows(telling: Telling, all: Vec<(String, Counts)>) -> Vec<Row> {
    let sizes: Vec<i64> = all.iter().map(|(_, c)| c.decided_k + c.decided_bk).collect();
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

#[derive(Clone, Copy, Template)]
#[template(path = "event/authority.html")]
struct Authority<'a> {
    p: &'a Page,
    head: &'a Head,
    people: usize,
    lacking: &'a [Lacking],
    unmatched: &'a [UnmatchedRow],
    /// May say which code stands for a value.
    may_match: bool,
}

impl Authority<'_> {
    /// Names of lists that were not imported, each once.
    fn without_list(&self) -> Vec<&'static str> {
        let mut names: Vec<_> = self.unmatched.iter().filter(|row| row.codes.is_empty()).map(|row| row.name).collect();
        names.dedup();
        names
    }

    /// Values that a code can be chosen for.
    fn with_list(&self) -> Vec<&UnmatchedRow> {
        self.unmatched.iter().filter(|row| !row.codes.is_empty()).collect()
    }
}

/// A value of ours without a code, and the codes of its list to choose from.
#[derive(Debug, Clone)]
struct UnmatchedRow {
    list: &'static str,
    /// Key of the list's name.
    name: &'static str,
    value: String,
    people: usize,
    codes: Vec<(String, String)>,
}

/// Codes that one list offers at most: there are some five hundred districts.
const CODES: i64 = 1000;

async fn unmatched(app: &AppState, all: Vec<Unmatched>) -> Result<Vec<UnmatchedRow>, WebError> {
    let mut reader = app.flow().reader();
    let mut rows: Vec<UnmatchedRow> = Vec::with_capacity(all.len());
    for Unmatched { list, value, people } in all {
        let codes = match rows.last().filter(|last| last.list == list) {
            Some(last) => last.codes.clone(),
            None => {
                let find = Find::by("list", list).order_by(&["code", "id"]).limit(CODES);
                let entries: Vec<CodeEntry> = reader.find(&find).await?;
                entries.into_iter().map(|e| (e.code.clone(), format!("{} {}", e.code, e.label))).collect()
            }
        };
        let name = list_name(list).unwrap_or(key("setting-list-education"));
        rows.push(UnmatchedRow { list, name, value, people, codes });
    }
    Ok(rows)
}

async fn lacking(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event = event(&app, &p, &id, Action::ExportAuthority).await?;
    let upload = app.flow().authority_workbook(p.actor()?, &event, false).await?;
    let view = Authority {
        p: &p,
        head: &Head::of(&event),
        people: upload.people,
        lacking: &upload.lacking,
        unmatched: &unmatched(&app, upload.unmatched).await?,
        may_match: permit::may(p.actor()?, Action::ChangeSettings),
    };
    html(&view)
}

async fn workbook(State(app): State<AppState>, p: Page, Path(id): Path<String>) -> Answer {
    let event: Event = event(&app, &p, &id, Action::ExportAuthority).await?;
    let upload = app.flow().authority_workbook(p.actor()?, &event, true).await?;
    Ok(kept(upload.bytes, XLSX, &format!("{}-bnsp.xlsx", event.code)))
}

/// An event that was decided, and one that was not; a workbook that lacks something, and one that does not.
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
        steps: steps(&counts),
        schemes: rows(telling, districts.clone()),
        districts: rows(telling, districts),
        read_at: p.cx.now,
        may_export: true,
    };
    samples.add("event/outcome", &Outcome { p, view: &view });
    let none = OutcomeView {
        decided: 0,
        all: None,
        schemes: Vec::new(),
        districts: rows(telling, vec![("Tapin".to_owned(), Counts { registered: 3, ..Counts::default() })]),
        may_export: false,
        ..view
    };
    samples.add("event/outcome none", &Outcome { p, view: &none });
    let head = Head::of(&invented());
    let lacking = [Lacking {
        case: certification::id::CaseId(uuid::Uuid::from_u128(1)),
        name: "Siti Rahmah".to_owned(),
        columns: vec!["KODE KOTA", "KODE JADWAL"],
    }];
    let row = UnmatchedRow {
        list: "pekerjaan",
        name: key("setting-list-occupation"),
        value: "Pustakawan Mahir".to_owned(),
        people: 12,
        codes: vec![("12".to_owned(), "12 Pustakawan".to_owned())],
    };
    let empty = UnmatchedRow { list: "kota", name: key("setting-list-city"), codes: Vec::new(), ..row.clone() };
    let unmatched = [row, empty];
    let whole = Authority { p, head: &head, people: 53, lacking: &lacking, unmatched: &unmatched, may_match: true };
    samples.add("event/authority", &whole);
    samples.add("event/authority read", &Authority { may_match: false, ..whole });
    samples.add("event/authority whole", &Authority { lacking: &[], unmatched: &[], ..whole });
    samples.add("event/authority none", &Authority { people: 0, lacking: &[], unmatched: &[], ..whole });
}
