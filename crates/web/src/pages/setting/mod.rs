//! The body's own choices: each with its default, where it applies, and who changed it when.

mod codes;
mod emblem;
mod words;

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use certification::{
    body::ChangeSettings,
    duty::Duty,
    permit::{self, Action},
    setting::{KNOWN, Kind, Known, Settings},
};
use serde::Deserialize;
use workflow::{Changed, WorkflowError};

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::refusal_message,
    form::Fields,
    html,
    i18n::key,
    nav::{Group, Item},
    page::{html_with, see_other},
    part::{icon, kit::Past},
    samples::Samples,
};

pub(super) use self::words::list_name;

/// Changes that the page shows.
const CHANGES: usize = 12;

/// `/pengaturan` and below.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/pengaturan", Guard::Signed(Action::SeeSettings), show)
        .post("/pengaturan", Guard::Signed(Action::ChangeSettings), change)
        .merge(emblem::routes())
        .merge(codes::routes())
        .nav(Item::rail(
            Group::House,
            40,
            "/pengaturan",
            key("nav-settings"),
            icon("settings"),
            &[Duty::Administrator, Duty::Manager, Duty::Staff],
        ))
}

/// A setting as the page shows it.
#[derive(Debug, Clone)]
struct SettingView {
    key: &'static str,
    label: &'static str,
    applies: &'static str,
    /// In the reader's words.
    default: String,
    /// Range, or the most characters.
    range: String,
    unit: String,
    source: String,
    /// As it is, in the reader's words.
    value: String,
    /// Choices: value and words; none for a number or text.
    choices: Vec<(String, String)>,
    number: bool,
    /// Who changed it, and when.
    changed: Option<(String, i64)>,
}

#[derive(Debug, Clone)]
struct GroupView {
    id: &'static str,
    heading: &'static str,
    settings: Vec<SettingView>,
}

#[derive(Debug, Clone, Default)]
struct View {
    groups: Vec<GroupView>,
    changes: Vec<Past>,
    may_change: bool,
    /// Key of what was just done.
    done: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "setting/settings.html")]
struct Shown<'a> {
    p: &'a Page,
    f: &'a Fields,
    view: &'a View,
}

fn choice_words(p: &Page, value: &str) -> String {
    words::choice(value).map_or_else(|| value.to_owned(), |k| p.t(k).into_owned())
}

fn setting_view(p: &Page, known: &Known, w: &words::Words, in_force: &str, changed: Option<&Changed>) -> SettingView {
    let (range, choices, number) = match known.kind {
        Kind::Int(from, to) => (p.ta("setting-range").with("from", from).with("to", to).to_string(), Vec::new(), true),
        Kind::Text(most) => (p.ta("setting-most").with("n", most).to_string(), Vec::new(), false),
        Kind::Choice(all) => {
            let all = all.iter().map(|c| ((*c).to_owned(), choice_words(p, c))).collect();
            (String::new(), all, false)
        }
    };
    let said = |value: &str| if choices.is_empty() { value.to_owned() } else { choice_words(p, value) };
    SettingView {
        key: known.key,
        label: w.label,
        applies: w.applies,
        default: said(known.default),
        range,
        unit: words::unit(known.unit).map_or_else(|| known.unit.to_owned(), |k| p.t(k).into_owned()),
        source: words::source(known.source).map_or_else(|| known.source.to_owned(), |k| p.t(k).into_owned()),
        value: said(in_force),
        choices,
        number,
        changed: changed.map(|c| (who(p, c), c.at)),
    }
}

fn who(p: &Page, changed: &Changed) -> String {
    if changed.by.is_empty() { p.t("setting-house").into_owned() } else { changed.by.clone() }
}

/// What is in force, as it would be typed.
fn in_force(settings: &Settings, known: &Known) -> String {
    match known.kind {
        Kind::Int(..) => settings.int(known.key).to_string(),
        Kind::Text(_) | Kind::Choice(_) => settings.text(known.key),
    }
}

fn view(p: &Page, settings: &Settings, changes: &[Changed], may_change: bool) -> View {
    let mut last: HashMap<&str, &Changed> = HashMap::new();
    for change in changes {
        last.entry(&change.key).or_insert(change);
    }
    let setting = |w: &words::Words| {
        let known = KNOWN.iter().find(|k| k.key == w.key)?;
        Some(setting_view(p, known, w, &in_force(settings, known), last.get(w.key).copied()))
    };
    let group = |g: &words::Group| GroupView {
        id: g.id,
        heading: g.heading,
        settings: g.settings.iter().filter_map(setting).collect(),
    };
    View {
        groups: words::GROUPS.iter().map(group).collect(),
        changes: changes.iter().take(CHANGES).map(|c| past(p, c)).collect(),
        may_change,
        done: None,
    }
}

fn past(p: &Page, change: &Changed) -> Past {
    let name = words::name_of(&change.key).map_or_else(|| change.key.clone(), |k| p.t(k).into_owned());
    let words = if change.value.is_empty() { key("setting-changed") } else { key("setting-changed-to") };
    let said = p.ta(words).with("name", name).with("value", choice_words(p, &change.value)).with("by", who(p, change));
    Past { at: change.at, zone: p.body.zone.clone(), said: said.to_string() }
}

fn fields(settings: &Settings) -> Fields {
    KNOWN.iter().fold(Fields::new(), |f, known| f.with(known.key, in_force(settings, known)))
}

#[derive(Debug, Default, Deserialize)]
struct After {
    #[serde(default)]
    sudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Query(after): Query<After>) -> Answer {
    let flow = app.flow();
    let settings = flow.settings().await?;
    let may_change = permit::may(p.actor()?, Action::ChangeSettings);
    let mut view = view(&p, &settings, &flow.changed_choices().await?, may_change);
    view.done = match after.sudah.as_str() {
        "simpan" => Some(key("setting-done-saved")),
        "tetap" => Some(key("setting-done-same")),
        "lambang" => Some(key("setting-done-emblem")),
        "kode" => Some(key("setting-done-codes")),
        _ => None,
    };
    html(&Shown { p: &p, f: &fields(&settings), view: &view })
}

#[derive(Debug, Deserialize)]
struct Anything {}

async fn change(State(app): State<AppState>, p: Page, Form { fields: typed, .. }: Form<Anything>) -> Answer {
    let flow = app.flow();
    let settings = flow.settings().await?;
    let sent: Vec<&Known> = KNOWN.iter().filter(|k| typed.all().any(|(name, _)| name == k.key)).collect();
    let changed = sent.iter().filter(|k| typed.value(k.key).trim() != in_force(&settings, k));
    let values: Vec<_> = changed.map(|k| (k.key.to_owned(), typed.value(k.key).trim().to_owned())).collect();
    if values.is_empty() {
        return Ok(see_other("/pengaturan?sudah=tetap"));
    }
    match flow.perform(p.actor()?, (), ChangeSettings { values }).await {
        Ok(_) => {
            app.refresh().await?;
            Ok(see_other("/pengaturan?sudah=simpan"))
        }
        Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("setting.") => {
            let key =
                refusal.args.iter().find(|(name, _)| name == "key").map(|(_, key)| key.clone()).unwrap_or_default();
            // What was typed stays; what this form did not hold is as it is.
            let mut shown = sent.iter().fold(Fields::new(), |f, k| f.with(k.key, typed.value(k.key)));
            for known in KNOWN.iter().filter(|k| !sent.iter().any(|s| s.key == k.key)) {
                shown = shown.with(known.key, in_force(&settings, known));
            }
            shown.wrong(&key, refusal_message(&refusal));
            let view = view(&p, &settings, &flow.changed_choices().await?, true);
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Shown { p: &p, f: &shown, view: &view })
        }
        Err(error) => Err(WebError::from(error)),
    }
}

/// As an administrator and as staff see it; refused; with changes.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let settings = Settings::default();
    let f = fields(&settings);
    let changed = |key: &str, value: &str, by: &str| Changed {
        key: key.to_owned(),
        value: value.to_owned(),
        by: by.to_owned(),
        at: p.cx.now - 86_400_000_000,
    };
    let changes = [
        changed("panel.quorum", "4", "Bambang Wiratmoko, S.Kom."),
        changed("body.on_behalf_of_bnsp", "yes", ""),
        changed("emblem.body", "", "Bambang Wiratmoko, S.Kom."),
        changed("pendidikan", "", "Bambang Wiratmoko, S.Kom."),
    ];
    let seen = view(p, &settings, &[], false);
    samples.add("setting/settings", &Shown { p, f: &f, view: &seen });
    let mut wrong = f.clone();
    let refusal = certification::setting::parse("panel.quorum", "0").err();
    if let Some(refusal) = refusal {
        wrong.wrong("panel.quorum", refusal_message(&refusal));
    }
    let done = View { done: Some(key("setting-done-saved")), ..view(p, &settings, &changes, true) };
    samples.add("setting/settings change", &Shown { p, f: &wrong, view: &done });
    emblem::samples(samples);
    codes::samples(samples);
}
