//! A candidate's own result, once it is released: unit by unit, beside the fewest points that are enough and who set
//! them, with the criteria that would profit most from more learning, the time that was worked, and what one can do who
//! disagrees. Questions and keys are never shown; others still sit them.

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    id::SittingId,
    record::{
        case::Case,
        event::Event,
        scheme::{SchemeVersion, Unit},
    },
};
use exam::{
    blueprint::{Method, Origin, PassRule},
    sitting::{
        clock::MINUTE,
        state::{self, Added},
    },
};
use jiff::civil::Date;
use store::Read as _;
use workflow::{
    exam_result::{CriterionResult, Outcome, Own, Released, UnitResult},
    exam_room::Seat,
};

use crate::{
    Answer, AppState, Page, WebError, html,
    i18n::{Message, key},
    pages::bank::method_key,
    part::{Spine, Tag, icon},
};

/// How many criteria are named as those that help most.
const NAMED: usize = 3;

/// A criterion with its points, parts of a question's among them, so that criteria add up to their unit.
#[derive(Debug, Clone)]
pub(super) struct CriterionSaid {
    pub(super) no: String,
    pub(super) text: String,
    pub(super) points: String,
    pub(super) of: String,
}

/// A unit of the result.
#[derive(Debug, Clone)]
pub(super) struct UnitSaid {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) points: String,
    pub(super) of: String,
    /// Against its own cut, where the test is passed by unit.
    pub(super) tag: Option<Tag>,
    /// The fewest points that are enough, where the test is passed by unit.
    pub(super) least: Option<String>,
    /// What would help most, in words.
    pub(super) improve: Vec<String>,
    pub(super) criteria: Vec<CriterionSaid>,
}

/// A released result.
#[derive(Debug, Clone)]
pub(super) struct Shown {
    pub(super) when: String,
    pub(super) points: String,
    pub(super) of: String,
    pub(super) answered: u32,
    pub(super) questions: u32,
    /// How many of them were on trial.
    pub(super) trials: usize,
    /// Against the cut as a whole.
    pub(super) tag: Tag,
    /// How many units reached their cut, of how many, where the test is passed by unit.
    pub(super) reached: Option<(usize, usize)>,
    pub(super) provisional: bool,
    /// The fewest points that are enough, where the test is passed as a whole.
    pub(super) least: Option<String>,
    /// Who set what is enough, and when it was approved; one sentence for each origin.
    pub(super) origins: Vec<String>,
    /// It was released before, with another outcome.
    pub(super) again: bool,
    pub(super) units: Vec<UnitSaid>,
    /// The time that was worked; nothing where no clock ran.
    pub(super) time: Option<TimeSaid>,
}

/// The time of a sitting, whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TimeSaid {
    /// Worked, without what stood still.
    pub(super) worked: i64,
    /// Returned for pauses and incidents.
    pub(super) returned: i64,
    /// Added as a reasonable adjustment or by the invigilator.
    pub(super) added: i64,
}

/// The page.
#[derive(Debug, Clone)]
pub(super) struct ResultView {
    pub(super) spine: Spine,
    pub(super) name: String,
    pub(super) when: String,
    /// It was voided: there is no result, and none will come.
    pub(super) void: bool,
    pub(super) shown: Option<Shown>,
    /// Path of the own case.
    pub(super) case: String,
    /// Days within which a decision can be appealed.
    pub(super) appeal_days: i64,
}

#[derive(Template)]
#[template(path = "sitting/result.html")]
pub(super) struct ResultPage<'a> {
    pub(super) p: &'a Page,
    pub(super) view: &'a ResultView,
}

pub(super) async fn show(State(app): State<AppState>, p: Page, Path(sitting): Path<SittingId>) -> Answer {
    let own = app.flow().exam_results().own(p.actor()?, sitting).await?;
    let case: Case = app.flow().reader().get(own.sitting.case_id).await?.ok_or(WebError::NotFound)?;
    let event: Event = app.flow().reader().get(own.exam.event_id).await?.ok_or(WebError::NotFound)?;
    let spine = app.flow().exam_room().spine(sitting).await?;
    let shown = match &own.released {
        Some(released) => {
            let units = units(&app, &case).await?;
            let seat = app.flow().exam_room().door(p.actor()?, sitting).await?;
            Some(shown(&p, &own, released, &units, &seat))
        }
        None => None,
    };
    let view = ResultView {
        spine: Spine::of(&spine),
        name: own.exam.name.clone(),
        when: p.moment_dated(own.exam.opens, &event.zone),
        void: own.sitting.voided,
        shown,
        case: format!("/permohonan/{}", case.id),
        appeal_days: p.body.settings.int("appeal.file_days"),
    };
    html(&ResultPage { p: &p, view: &view })
}

async fn units(app: &AppState, case: &Case) -> Result<Vec<Unit>, WebError> {
    let scheme: SchemeVersion = app.flow().reader().get(case.scheme_version_id).await?.ok_or(WebError::NotFound)?;
    Ok(scheme.units)
}

/// The label of an outcome, as candidates read it.
const fn tag(outcome: Outcome) -> Tag {
    match outcome {
        Outcome::Reached => Tag::new("success", icon("check"), Message::new(key("own-result-enough"))),
        Outcome::NotReached => Tag::new("neutral", icon("minus"), Message::new(key("own-result-not-yet"))),
        Outcome::Open => Tag::new("warning", icon("clock"), Message::new(key("own-result-open"))),
    }
}

fn shown(p: &Page, own: &Own, released: &Released, units: &[Unit], seat: &Seat) -> Shown {
    let result = &released.kept.result;
    let by_unit = result.units.iter().any(|unit| unit.outcome.is_some());
    let reached = result.units.iter().filter(|unit| unit.outcome == Some(Outcome::Reached)).count();
    let least = |unit: &str| released.kept.lines.get(unit).map(|least| p.decimal(least.normalize()));
    Shown {
        when: released.row.released_at.map(|at| p.moment_dated(at, &seat.zone)).unwrap_or_default(),
        points: p.decimal(result.tally.points),
        of: p.decimal(result.tally.of),
        answered: released.kept.answered,
        questions: released.kept.questions,
        trials: released.kept.trials.len(),
        tag: tag(result.outcome),
        reached: by_unit.then_some((reached, result.units.len())),
        provisional: result.provisional,
        least: least(""),
        origins: own.pass.as_ref().map(|pass| origins(p, pass)).unwrap_or_default(),
        again: released.again,
        units: result.units.iter().map(|unit| unit_said(p, unit, units, least(&unit.unit))).collect(),
        // On paper it has not ended yet.
        time: time(seat.started, seat.end, seat.deadline, seat.added).filter(|_| seat.state != state::State::OnPaper),
    }
}

/// Where the cuts come from, each origin once; those that nobody has approved are told as provisional elsewhere.
fn origins(p: &Page, pass: &PassRule) -> Vec<String> {
    let mut out: Vec<&Origin> = Vec::new();
    for (_, cut) in pass.cuts().filter(|(_, cut)| !cut.provisional()) {
        if !out.contains(&&cut.origin) {
            out.push(&cut.origin);
        }
    }
    out.into_iter().map(|origin| origin_said(p, origin)).collect()
}

fn origin_said(p: &Page, origin: &Origin) -> String {
    p.ta(key("own-result-origin"))
        .with("judges", origin.judges)
        .with("method", p.t(method_key(origin.method)))
        .with("day", origin.approved_on.map(|day| p.date(day)).unwrap_or_default())
        .with("act", origin.act.as_str())
        .to_string()
}

/// From when the candidate began to handing in, or to when time was over where that came first, without what stood
/// still: a seat that was collected as the test was closed did not work until then.
fn time(started: Option<i64>, end: Option<i64>, deadline: Option<i64>, added: Added) -> Option<TimeSaid> {
    let (started, end) = (started?, end.into_iter().chain(deadline).min()?);
    let minutes = |micros: i64| micros / MINUTE;
    Some(TimeSaid {
        worked: minutes(end.saturating_sub(started).saturating_sub(added.returned)).max(0),
        returned: minutes(added.returned),
        added: minutes(added.adjustment.saturating_add(added.given)),
    })
}

fn unit_said(p: &Page, result: &UnitResult, units: &[Unit], least: Option<String>) -> UnitSaid {
    let unit = units.iter().find(|unit| unit.code == result.unit);
    let title = unit.map_or_else(
        || result.unit.clone(),
        |unit| if p.lang() == "en" && !unit.title_en.is_empty() { unit.title_en.clone() } else { unit.title.clone() },
    );
    let text = |criterion: &CriterionResult| {
        let element = unit.and_then(|unit| unit.elements.iter().find(|element| element.no == criterion.element));
        let known = element.and_then(|element| element.criteria.iter().find(|known| known.no == criterion.criterion));
        known.map(|known| known.text.clone()).unwrap_or_default()
    };
    let named = result.improve.iter().filter_map(|at| result.criteria.get(*at)).take(NAMED);
    UnitSaid {
        code: result.unit.clone(),
        title,
        points: p.decimal(result.tally.points),
        of: p.decimal(result.tally.of),
        tag: result.outcome.map(tag),
        least,
        improve: named
            .map(|criterion| match text(criterion) {
                words if words.is_empty() => criterion.criterion.clone(),
                words => format!("{} {words}", criterion.criterion),
            })
            .collect(),
        criteria: result
            .criteria
            .iter()
            .map(|criterion| CriterionSaid {
                no: criterion.criterion.clone(),
                text: text(criterion),
                points: p.decimal(criterion.tally.points),
                of: p.decimal(criterion.tally.of),
            })
            .collect(),
    }
}

fn invented_origin(p: &Page) -> String {
    let approved_on = Some(Date::constant(2025, 3, 12));
    let act = "SK 4/LSP/III/2025 (contoh)".to_owned();
    origin_said(p, &Origin { method: Method::Angoff, judges: 6, approved_on, act })
}

/// An invented result: one unit enough, one not yet.
pub(super) fn invented(p: &Page, by_unit: bool, again: bool) -> ResultView {
    let criterion = |no: &str, text: &str, points: &str, of: &str| CriterionSaid {
        no: no.to_owned(),
        text: text.to_owned(),
        points: p.decimal(points),
        of: of.to_owned(),
    };
    let unit =
        |code: &str, title: &str, (points, first, second): (&str, &str, &str), outcome, improve: &[&str]| UnitSaid {
            code: code.to_owned(),
            title: title.to_owned(),
            points: p.decimal(points),
            of: "15".to_owned(),
            tag: by_unit.then_some(tag(outcome)),
            least: by_unit.then(|| "10".to_owned()),
            improve: improve.iter().map(|&text| text.to_owned()).collect(),
            criteria: vec![
                criterion("1.1", "Keanggotaan diperiksa", first, "8"),
                criterion("1.2", "Transaksi dicatat", second, "7"),
            ],
        };
    ResultView {
        spine: Spine::new("LD", 44, "Syahrani"),
        name: "Tes tertulis Layanan Dasar".to_owned(),
        when: p.moment_dated(p.cx.now, &p.body.zone),
        void: false,
        case: "/permohonan/x".to_owned(),
        appeal_days: 30,
        shown: Some(Shown {
            when: p.moment_dated(p.cx.now, &p.body.zone),
            points: p.decimal("20.5"),
            of: "30".to_owned(),
            answered: 29,
            questions: 30,
            tag: tag(Outcome::NotReached),
            trials: 2,
            reached: by_unit.then_some((1, 2)),
            provisional: !by_unit,
            least: (!by_unit).then(|| "21".to_owned()),
            origins: if by_unit { vec![invented_origin(p)] } else { Vec::new() },
            again,
            time: Some(TimeSaid {
                worked: 52,
                returned: if again { 4 } else { 0 },
                added: if by_unit { 15 } else { 0 },
            }),
            units: vec![
                unit("CONTOH.LD.01", "Melakukan Layanan Sirkulasi", ("13", "8", "5"), Outcome::Reached, &[]),
                unit(
                    "CONTOH.LD.02",
                    "Melakukan Layanan Referensi",
                    ("7.5", "5", "2.5"),
                    Outcome::NotReached,
                    &["1.2 Transaksi dicatat"],
                ),
            ],
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_worked_ends_with_the_candidates_own_and_holds_nothing_that_stood_still() {
        let added = Added { adjustment: 15 * MINUTE, given: 0, returned: 4 * MINUTE };
        let at = |minute: i64| Some(minute * MINUTE);
        let told = |worked| Some(TimeSaid { worked, returned: 4, added: 15 });
        assert_eq!(time(at(10), at(66), at(89), added), told(52), "handed in");
        assert_eq!(time(at(10), None, at(89), added), told(75), "time was over");
        assert_eq!(time(at(10), at(300), at(89), added), told(75), "collected long after");
        assert_eq!(time(None, at(300), at(89), added), None, "never begun");
    }
}
