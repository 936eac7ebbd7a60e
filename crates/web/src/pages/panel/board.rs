//! The panel as it sits: what is ready, what is held back and why, who may decide what, and how the
//! votes stand. The strip of counts adds up to everybody who is registered.

use axum::extract::{Path, Query, State};
use certification::{
    decision::{Place, Tally, agreeing},
    id::PersonId,
    permit::{Action, Object, check, may},
    record::decision::Panel,
};
use serde::Deserialize;
use workflow::{
    load::{Heard, Hearing, hearing},
    may_see,
};

use self::view::{Board, BoardView, HeldLine, Line, Member, OtherLine};
use super::{
    convene::{awaits, reach},
    parts::{outcome_tag, panel_id, place_tag, recommendation_tag, said, scheme_name, spine, state_tag},
};
use crate::{Answer, AppState, Guard, Page, Routes, WebError, gate::initials, html, i18n::key, part::kit::Count};

/// Held cases named beside the table.
const BESIDE: usize = 4;

pub mod view;

/// `/pleno/{panel}`.
pub fn routes() -> Routes {
    Routes::new().get("/pleno/{panel}", Guard::Signed(Action::SeePanel), show)
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    lihat: String,
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let id = panel_id(&id)?;
    let flow = app.flow();
    let settings = flow.settings().await?;
    let hearing = hearing(&mut flow.reader(), id, &settings).await?;
    may_see(p.actor()?, Action::SeePanel, &Object::event(hearing.event.id))?;
    let done = match asked.sudah.as_str() {
        "buka" => Some(key("panel-done-opened")),
        "tutup" => Some(key("panel-done-closed")),
        _ => None,
    };
    html(&Board { p: &p, view: &board(&p, &hearing, &asked.lihat, done)? })
}

fn board(p: &Page, hearing: &Hearing, shown: &str, done: Option<&'static str>) -> Result<BoardView, WebError> {
    let (actor, panel) = (p.actor()?, &hearing.panel);
    let object = Object::event(hearing.event.id);
    let allowed = |action| check(actor, action, &object).is_ok();
    let open = panel.status == "open";
    let shown = match shown {
        "tertahan" | "diputus" | "lain" | "berakhir" | "semua" => shown,
        _ if open => "siap",
        _ => "diputus",
    };
    let member = panel.members.contains(&actor.person) && may(actor, Action::Decide);
    let lines: Vec<Line> = hearing.at(Place::Ready).map(|c| line(p, hearing, c, actor.person)).collect();
    let granted = outcome_tag("granted");
    let (ready, apart): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|l| l.tag == granted);
    let mut held: Vec<HeldLine> = held(p, hearing, shown == "tertahan");
    let all_held = hearing.at(Place::Held).count();
    if shown != "tertahan" {
        held.truncate(BESIDE);
    }
    let before: Vec<&Heard> = hearing.cases.iter().filter(|c| awaits(c)).collect();
    let members = hearing.members.iter().map(|person| {
        let (may, why) = reach(&before, person.id);
        let (name, chair) = (person.full_name(), person.id == panel.chair_id);
        Member { initials: initials(&name), name, chair, may, of: before.len(), why }
    });
    Ok(BoardView {
        id: panel.id,
        title: hearing.event.title.clone(),
        held_on: panel.held_on.clone(),
        state: state_tag(&panel.status),
        open,
        minutes: panel.minutes_number.clone(),
        decree: panel.decree_number.clone(),
        counts: counts(p, hearing, shown),
        to_vote: ready.iter().filter(|l| l.mine.is_none() && l.barred.is_none()).count(),
        to_record: ready.iter().filter(|l| l.agreed && l.barred.is_none()).count(),
        ready: if shown == "siap" { ready } else { Vec::new() },
        apart: if shown == "siap" { apart } else { Vec::new() },
        held_more: all_held - held.len(),
        held,
        others: others(p, hearing, shown),
        members: members.collect(),
        quorum: panel.quorum,
        votes: open && member,
        may_close: open && allowed(Action::ConvenePanel),
        may_sign: panel.status == "closed" && allowed(Action::SignDecree),
        may_issue: panel.status == "signed" && allowed(Action::IssueCertificate),
        shown: shown.to_owned(),
        done,
    })
}

fn counts(p: &Page, hearing: &Hearing, shown: &str) -> Vec<Count> {
    let n = |place| hearing.at(place).count();
    let all = [
        ("semua", hearing.cases.len(), key("panel-count-all")),
        ("siap", n(Place::Ready), key("panel-count-ready")),
        ("tertahan", n(Place::Held), key("panel-count-held")),
        ("diputus", n(Place::Decided), key("panel-count-decided")),
        ("lain", n(Place::Elsewhere), key("panel-count-elsewhere")),
        ("berakhir", n(Place::Ended), key("panel-count-ended")),
    ];
    let one = |(name, n, words): (&str, usize, &str)| Count {
        n: n as i64,
        words: p.t(words).into_owned(),
        href: format!("/pleno/{}?lihat={name}", hearing.panel.id),
        current: shown == name,
    };
    all.into_iter().map(one).collect()
}

/// The candidate's name with degrees.
pub fn name(case: &Heard) -> String {
    case.file.person.full_name()
}

fn institution(case: &Heard) -> String {
    case.file.institution.as_ref().map(|i| i.name.clone()).unwrap_or_default()
}

fn line(p: &Page, hearing: &Hearing, case: &Heard, me: PersonId) -> Line {
    let (panel, file): (&Panel, _) = (&hearing.panel, &case.file);
    let recommended = case.recommended().unwrap_or_default();
    let units = &file.scheme.units;
    let competent = units.iter().filter(|u| file.recommendation(&u.code) == Some("K")).count();
    let instruments = file.forms.iter().filter(|f| f.code.starts_with("FR.IA.")).count();
    let out = hearing.members.iter().filter(|m| case.exclusion(m.id).is_some());
    Line {
        case: file.case.id,
        spine: spine(panel.id, file),
        name: name(case),
        institution: institution(case),
        tag: recommendation_tag(file.case.recommendation.as_deref()),
        units: (competent, units.len(), instruments),
        votes: agreeing(file, panel.id, recommended),
        cast: case.votes(panel.id).count() as i64,
        agreed: case.agreed(panel) == Some(recommended),
        tied: matches!(case.tally(panel), Tally::Tied { .. }),
        dissent: case.votes(panel.id).any(|v| v.vote != recommended),
        mine: case.vote_of(panel.id, me).map(|v| outcome_tag(&v.vote)),
        barred: case.exclusion(me).map(|why| said(p, why)),
        out: out.map(|m| m.full_name()).collect::<Vec<_>>().join("; "),
    }
}

/// Held cases; those that were assessed first, since they are nearest.
fn held(p: &Page, hearing: &Hearing, all: bool) -> Vec<HeldLine> {
    let mut cases: Vec<&Heard> = hearing.at(Place::Held).collect();
    cases.sort_by_key(|c| (c.file.case.recommendation.is_none(), c.file.case.running));
    let reasons = if all { usize::MAX } else { 2 };
    cases
        .into_iter()
        .map(|case| HeldLine {
            case: case.file.case.id,
            spine: spine(hearing.panel.id, &case.file),
            name: name(case),
            tag: crate::part::stage::tag(case.file.case.stage),
            reasons: case.blockers.iter().take(reasons).map(|b| said(p, b)).collect(),
            remedy: case.blockers.first().and_then(|b| p.told(&b.code, &b.args).remedy),
        })
        .collect()
}

fn others(p: &Page, hearing: &Hearing, shown: &str) -> Vec<OtherLine> {
    let wanted = |place| match shown {
        "semua" => true,
        "diputus" => place == Place::Decided,
        "lain" => place == Place::Elsewhere,
        "berakhir" => place == Place::Ended,
        _ => false,
    };
    let votes = |case: &Heard| {
        let outcome = case.decision().filter(|d| d.panel_id == hearing.panel.id)?.outcome.clone();
        let against = case.votes(hearing.panel.id).filter(|v| v.vote != outcome).count() as i64;
        Some((agreeing(&case.file, hearing.panel.id, &outcome), against))
    };
    let cases = hearing.cases.iter().filter(|c| wanted(c.place));
    let one = |case: &Heard| OtherLine {
        spine: spine(hearing.panel.id, &case.file),
        name: name(case),
        institution: institution(case),
        scheme: scheme_name(p, &case.file),
        tag: place_tag(case.place, &case.file),
        votes: votes(case),
    };
    cases.map(one).collect()
}
