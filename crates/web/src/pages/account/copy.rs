//! What is kept about whoever reads, in groups, and a copy of it to read, print or download (UU PDP 27/2022 art. 32). Nobody
//! is named by an address: it is always one's own. Taking a copy is noted.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::IntoResponse,
};
use serde_json::Value;
use workflow::subject_access::{Fact, Group, Holdings, Kept, circle};

use super::{
    held,
    trace::{self, Past},
};
use crate::{Answer, AppState, Guard, Page, Routes, WebError, html, i18n::key, samples::Samples};

/// `/akun/data`, and the copies.
pub fn routes() -> Routes {
    Routes::new().get("/akun/data", Guard::SignedAny, show).get("/akun/data/salinan", Guard::SignedAny, copy).get(
        "/akun/data/salinan.json",
        Guard::SignedAny,
        download,
    )
}

/// Traces that the first page shows of each kind.
const FEW: i64 = 5;

/// The first page.
#[derive(Debug, Clone)]
struct OwnView {
    /// Key of each group, and how many records are in it.
    groups: Vec<(&'static str, i64)>,
    looks: Vec<Past>,
    acts: Vec<Past>,
}

#[derive(Template)]
#[template(path = "account/own_data.html")]
struct Own<'a> {
    p: &'a Page,
    view: &'a OwnView,
}

/// A value as it is read: the name of its field, and what it is.
type Line = (String, String);

#[derive(Template)]
#[template(path = "account/copy.html")]
struct Copy<'a> {
    p: &'a Page,
    name: &'a str,
    at: i64,
    groups: &'a [(&'static str, Vec<Vec<Line>>)],
}

async fn show(State(app): State<AppState>, p: Page) -> Answer {
    let actor = p.actor()?;
    let holdings = app.flow().own_holdings(actor).await?;
    let mut reader = app.flow().reader();
    let circle = circle(&mut reader, actor.person).await?;
    let view = OwnView {
        groups: Group::ALL.iter().map(|group| (held::group(*group), holdings.of(*group).map(|_| 1).sum())).collect(),
        looks: trace::looked(&mut reader, &p, &circle, None, FEW).await?.0,
        acts: trace::done(&mut reader, &p, &circle, None, FEW).await?.0,
    };
    html(&Own { p: &p, view: &view })
}

async fn copy(State(app): State<AppState>, p: Page) -> Answer {
    let (flow, actor) = (app.flow(), p.actor()?);
    let holdings = flow.own_holdings(actor).await?;
    flow.note_own_copy(actor).await?;
    let name = p.who().map(|who| who.name.clone()).unwrap_or_default();
    html(&Copy { p: &p, name: &name, at: flow.now(), groups: &groups(&p, &holdings) })
}

async fn download(State(app): State<AppState>, p: Page) -> Answer {
    let (flow, actor) = (app.flow(), p.actor()?);
    let holdings = flow.own_holdings(actor).await?;
    flow.note_own_copy(actor).await?;
    let body = flow.settings().await?.text("body.name");
    let copy = serde_json::to_vec_pretty(&holdings.json(&body, flow.now())).map_err(WebError::fault)?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    let name = HeaderValue::from_static("attachment; filename=\"data-saya.json\"");
    let kept = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(([kind, (header::CONTENT_DISPOSITION, name), kept], copy).into_response())
}

fn groups(p: &Page, holdings: &Holdings) -> Vec<(&'static str, Vec<Vec<Line>>)> {
    let lines = |kept: &Kept| kept.0.iter().map(|(name, fact)| (label(p, name), said(p, name, fact))).collect();
    Group::ALL.iter().map(|group| (held::group(*group), holdings.of(*group).map(lines).collect())).collect()
}

fn label(p: &Page, name: &str) -> String {
    held::field(name).map_or_else(|| name.to_owned(), |key| p.t(key).into_owned())
}

fn said(p: &Page, name: &str, fact: &Fact) -> String {
    match fact {
        Fact::Text(code) if name == "district" => workflow::place::short(code),
        Fact::Text(text) => text.clone(),
        Fact::Coded(code) => held::value(name, code).map_or_else(|| code.clone(), |key| p.t(key).into_owned()),
        Fact::Day(day) => p.day(day),
        Fact::At(at) => p.moment_dated(*at, &p.body.zone),
        Fact::Number(n) => p.n(*n),
        Fact::Yes(true) => p.t("held-yes").into_owned(),
        Fact::Yes(false) => p.t("held-no").into_owned(),
        Fact::Whole(value) => {
            let mut lines = Vec::new();
            flat("", value, &mut lines);
            lines.join("\n")
        }
    }
}

/// Answers as lines: `field: value`, those within others by the way to them.
fn flat(way: &str, value: &Value, lines: &mut Vec<String>) {
    let under = |name: &str| if way.is_empty() { name.to_owned() } else { format!("{way}.{name}") };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| flat(&under(name), value, lines)),
        Value::Array(all) => (1..).zip(all).for_each(|(n, value)| flat(&under(&format!("{n}")), value, lines)),
        Value::Null => {}
        Value::String(text) => lines.push(format!("{way}: {text}")),
        other => lines.push(format!("{way}: {other}")),
    }
}

/// Of somebody with a case, and of somebody of whom hardly anything is kept.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let past = trace::invented(p);
    let groups: Vec<_> = Group::ALL.iter().map(|group| (held::group(*group), 2)).collect();
    samples.add("account/own_data", &Own { p, view: &OwnView { groups, looks: past.clone(), acts: past } });
    let none = OwnView { groups: vec![(key("held-identity"), 0)], looks: Vec::new(), acts: Vec::new() };
    samples.add("account/own_data none", &Own { p, view: &none });
    let facts = [
        ("name", Fact::Text("Siti Rahmah".to_owned())),
        ("sex", Fact::Coded("P".to_owned())),
        ("born", Fact::Day("1988-01-15".to_owned())),
        ("changed_at", Fact::At(p.cx.now)),
        ("row", Fact::Number(3)),
        ("present", Fact::Yes(true)),
        ("given", Fact::Yes(false)),
        ("stage", Fact::Coded("reported".to_owned())),
        ("answers", Fact::Whole(serde_json::json!({ "tujuan": "baru", "bukti": ["ijazah", { "n": 2 }] }))),
    ];
    let all = Holdings { kept: vec![(Group::Identity, Kept(facts.to_vec()))] };
    samples.add("account/copy", &Copy { p, name: "Siti Rahmah", at: p.cx.now, groups: &self::groups(p, &all) });
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::flat;

    #[test]
    fn answers_within_answers_are_lines_with_the_way_to_them() {
        let mut lines = Vec::new();
        flat("", &json!({ "a": "x", "b": [{ "c": 2 }, true], "d": null }), &mut lines);
        assert_eq!(lines, ["a: x", "b.1.c: 2", "b.2: true"]);
    }
}
