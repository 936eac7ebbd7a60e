//! Code lists of the authority: what is there, and importing from its workbook with a preview. Codes are never
//! invented: a row without a code, or of a list nobody knows, is shown and left out.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
};
use certification::{
    body::{CODE_LISTS, ImportCodes, MATCHED_LISTS, MatchCode, matches_of},
    id::EventId,
    permit::{self, Action},
    record::organisation::CodeEntry,
    refusal::Refusal,
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::{
    WorkflowError,
    reading::{Codes, lists_of},
};

use super::words::list_name;
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    error::{refusal_message, refused_file},
    form::{Fields, Upload},
    i18n::key,
    page::{html_with, see_other},
    paging::{address, part},
    part::kit::Pager,
    samples::Samples,
};

/// Lists are short; a workbook of them is never this large.
const MOST: usize = 20 << 20;
/// Their text in a form.
const MOST_TEXT: usize = 8 << 20;
/// Codes of a page.
const ROWS: u16 = 100;
/// Matches of a list that are shown.
const MATCHES: i64 = 500;
/// Codes of a list that the preview shows.
const SHOWN: usize = 8;

/// `/pengaturan/kode`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::ChangeSettings);
    Routes::new()
        .get("/pengaturan/kode", Guard::Signed(Action::SeeSettings), show)
        .upload("/pengaturan/kode", guard, MOST + 4096, take)
        .upload("/pengaturan/kode/simpan", guard, MOST_TEXT, store)
        .post("/pengaturan/kode/padanan", guard, pair)
}

/// A list, and how many codes it holds.
#[derive(Debug, Clone)]
struct Listed {
    list: &'static str,
    /// Key of its name.
    name: &'static str,
    n: i64,
}

#[derive(Clone, Copy, Template)]
#[template(path = "setting/codes.html")]
struct Shown<'a> {
    p: &'a Page,
    f: &'a Fields,
    lists: &'a [Listed],
    /// The list that is open: key of its name, and its codes.
    open: Option<(&'static str, &'a [CodeEntry])>,
    /// The open list's own name, where values of ours are looked up in it.
    matched_list: Option<&'static str>,
    /// What was matched in it: our value and their code.
    matches: &'a [(String, String)],
    pager: &'a Pager,
    may_change: bool,
}

/// A list as it was read.
#[derive(Debug, Clone)]
struct Read {
    /// Key of its name; none for a list nobody knows.
    name: Option<&'static str>,
    list: String,
    all: usize,
    new: usize,
    /// Codes whose label would change: code, what it is, what it becomes.
    changed: Vec<(String, String, String)>,
    /// The first few: code and label.
    first: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "setting/codes_preview.html")]
struct Preview<'a> {
    p: &'a Page,
    f: &'a Fields,
    lists: &'a [Read],
    /// Sheet, row and key of why it was left out.
    left_out: &'a [(String, u32, &'static str)],
    fit: usize,
}

async fn lists(app: &AppState) -> Result<Vec<Listed>, WebError> {
    let mut reader = app.flow().reader();
    let mut lists = Vec::with_capacity(CODE_LISTS.len());
    for list in CODE_LISTS {
        let n = reader.count::<CodeEntry>(&Find::by("list", list)).await?;
        lists.push(Listed { list, name: list_name(list).unwrap_or(key("setting-list-education")), n });
    }
    Ok(lists)
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    daftar: String,
    #[serde(default)]
    sesudah: String,
}

async fn show(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    page(&app, &p, &Fields::new(), &asked, StatusCode::OK).await
}

/// The lists, and the codes and matches of the one that is asked for.
async fn page(app: &AppState, p: &Page, f: &Fields, asked: &Asked, status: StatusCode) -> Answer {
    let lists = lists(app).await?;
    let may_change = permit::may(p.actor()?, Action::ChangeSettings);
    let closed = Pager::default();
    let view = Shown { p, f, lists: &lists, open: None, matched_list: None, matches: &[], pager: &closed, may_change };
    let Some(open) = lists.iter().find(|l| l.list == asked.daftar) else { return html_with(status, &view) };
    let find = Find::by("list", matches_of(open.list)).order_by(&["id"]).limit(MATCHES);
    let matches: Vec<CodeEntry> = app.flow().reader().find(&find).await?;
    let matches = matches.into_iter().filter(|m| !m.code.is_empty()).map(|m| (m.label, m.code)).collect::<Vec<_>>();
    let after = Some(&asked.sesudah).filter(|code| !code.is_empty());
    let after = after.map(|code| [code.as_str().into(), format!("{}:{code}", open.list).into()]);
    let find = Find::by("list", open.list).order_by(&["code", "id"]);
    let address = |after: &str| address("/pengaturan/kode", &[("daftar", open.list), ("sesudah", after)]);
    let end = |last: &CodeEntry| last.code.clone();
    let (entries, pager) = part(&mut app.flow().reader(), find, ROWS, after, end, address).await?;
    let matched_list = MATCHED_LISTS.contains(&open.list).then_some(open.list);
    let open = Some((open.name, entries.as_slice()));
    html_with(status, &Shown { open, matched_list, matches: &matches, pager: &pager, ..view })
}

#[derive(Debug, Deserialize)]
struct Paired {
    #[serde(default)]
    daftar: String,
    #[serde(default)]
    nilai: String,
    #[serde(default)]
    kode: String,
    /// The event whose page asked.
    #[serde(default)]
    acara: String,
}

/// Says which code stands for a value of ours, or that none does any more.
async fn pair(State(app): State<AppState>, p: Page, Form { value, mut fields, .. }: Form<Paired>) -> Answer {
    let Paired { daftar, nilai, kode, acara } = value;
    let act = MatchCode { list: daftar.clone(), value: nilai, code: kode };
    match app.flow().match_code(p.actor()?, act).await {
        Ok(()) => {}
        Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("codes.") => {
            let field = if refusal.code == "codes.no-value" { "nilai" } else { "kode" };
            fields.wrong(field, refusal_message(&refusal));
            let asked = Asked { daftar, ..Asked::default() };
            return page(&app, &p, &fields, &asked, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Err(error) => return Err(error.into()),
    }
    Ok(match acara.parse::<EventId>() {
        Ok(event) => see_other(&format!("/acara/{event}/bnsp#padanan")),
        Err(_) => see_other(&address("/pengaturan/kode", &[("daftar", daftar.as_str())])),
    })
}

async fn take(State(app): State<AppState>, p: Page, mut upload: Upload) -> Answer {
    let (mut bytes, mut list) = (Vec::new(), String::new());
    while let Some(part) = upload.next().await? {
        match part.name() {
            "berkas" => match part.bytes(MOST).await {
                Ok(read) => bytes = read,
                Err(WebError::TooLarge(_)) => {
                    return refuse(&app, &p, list, &Refusal::new("workbook.too_large").with("limit", MOST >> 20)).await;
                }
                Err(error) => return Err(error),
            },
            "daftar" => list = part.text(60).await?,
            _ => {}
        }
    }
    if bytes.is_empty() {
        return refuse(&app, &p, list, &Refusal::new("codes.nothing-sent")).await;
    }
    let named = Some(list.clone()).filter(|l| !l.is_empty());
    match app.flow().read_codes(bytes, named).await {
        Ok(codes) => preview(&app, &p, &codes, Fields::new().with("naskah", written(&codes)), StatusCode::OK).await,
        Err(WorkflowError::Refused(refusal)) => {
            // The reader of tables speaks of participants; here it is codes that are missing.
            let refusal = if refusal.code == "workbook.no_table" { Refusal::new("codes.no-table") } else { refusal };
            refuse(&app, &p, list, &refusal).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn refuse(app: &AppState, p: &Page, list: String, refusal: &Refusal) -> Answer {
    let mut f = Fields::new().with("daftar", list);
    f.wrong("berkas", refused_file(refusal));
    page(app, p, &f, &Asked::default(), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// The codes as a table of text, which is read again when they are stored.
fn written(codes: &Codes) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut text = "Daftar;Kode;Label\n".to_owned();
    for entry in &codes.entries {
        let (list, code, label) = (quoted(&entry.list), quoted(&entry.code), quoted(&entry.label));
        text.push_str(&format!("{list};{code};{label}\n"));
    }
    text
}

async fn compared(app: &AppState, act: &ImportCodes) -> Result<Read, WebError> {
    let known: Vec<CodeEntry> = app.flow().reader().find(&Find::by("list", act.list.as_str())).await?;
    let known: BTreeMap<String, String> = known.into_iter().map(|e| (e.code, e.label)).collect();
    let changed = act.entries.iter().filter_map(|(code, label)| {
        let before = known.get(code).filter(|before| *before != label)?;
        Some((code.clone(), before.clone(), label.clone()))
    });
    Ok(Read {
        name: list_name(&act.list),
        list: act.list.clone(),
        all: act.entries.len(),
        new: act.entries.iter().filter(|(code, _)| !known.contains_key(code)).count(),
        changed: changed.collect(),
        first: act.entries.iter().take(SHOWN).cloned().collect(),
    })
}

async fn preview(app: &AppState, p: &Page, codes: &Codes, f: Fields, status: StatusCode) -> Answer {
    let mut lists = Vec::new();
    for act in lists_of(codes) {
        lists.push(compared(app, &act).await?);
    }
    let why = |code: &str| match code {
        "no_code" => key("setting-left-no-code"),
        "no_label" => key("setting-left-no-label"),
        _ => key("setting-left-twice"),
    };
    let left_out: Vec<_> = codes.left_out.iter().map(|l| (l.sheet.clone(), l.row, why(&l.code))).collect();
    let fit = lists.iter().filter(|l| l.name.is_some()).count();
    html_with(status, &Preview { p, f: &f, lists: &lists, left_out: &left_out, fit })
}

#[derive(Debug, Deserialize)]
struct Sent {
    #[serde(default)]
    naskah: String,
}

async fn store(State(app): State<AppState>, p: Page, Form { value, mut fields, .. }: Form<Sent>) -> Answer {
    let codes = match app.flow().read_codes(value.naskah.into_bytes(), None).await {
        Ok(codes) => codes,
        Err(WorkflowError::Refused(_)) => {
            return refuse(&app, &p, String::new(), &Refusal::new("codes.no-table")).await;
        }
        Err(error) => return Err(error.into()),
    };
    let known = lists_of(&codes).into_iter().filter(|act| list_name(&act.list).is_some());
    for act in known {
        match app.flow().perform_in_bulk(p.actor()?, (), act).await {
            Ok(_) => {}
            Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("codes.") => {
                fields.wrong("naskah", refusal_message(&refusal));
                return preview(&app, &p, &codes, fields, StatusCode::UNPROCESSABLE_ENTITY).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(see_other("/pengaturan?sudah=kode"))
}

/// Lists empty and open; refused; a preview with everything in it, and one where nothing fits.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let f = Fields::new();
    let listed = |list: &'static str, n| Listed { list, name: list_name(list).unwrap_or_default(), n };
    let lists = [listed("pendidikan", 2), listed("pekerjaan", 0)];
    let entry = |code: &str, label: &str| CodeEntry {
        id: format!("pendidikan:{code}"),
        list: "pendidikan".to_owned(),
        code: code.to_owned(),
        label: label.to_owned(),
    };
    let entries = [entry("06", "S1"), entry("07", "S2")];
    let pager = Pager { shown: 2, all: 2, before: None, after: None };
    let open = lists.first().map(|l| (l.name, entries.as_slice()));
    let matches = [("Pustakawan Mahir".to_owned(), "06".to_owned())];
    let view = Shown {
        p,
        f: &f,
        lists: &lists,
        open,
        matched_list: Some("pendidikan"),
        matches: &matches,
        pager: &pager,
        may_change: false,
    };
    samples.add("setting/codes", &view);
    samples.add("setting/codes matched", &Shown { may_change: true, ..view });
    let mut wrong = Fields::new();
    wrong.wrong("berkas", refused_file(&Refusal::new("codes.no-table")));
    samples.add(
        "setting/codes wrong",
        &Shown { f: &wrong, open: None, matched_list: None, matches: &[], may_change: true, ..view },
    );
    let read = Read {
        name: list_name("pendidikan"),
        list: "pendidikan".to_owned(),
        all: 2,
        new: 1,
        changed: vec![("06".to_owned(), "S1".to_owned(), "Sarjana".to_owned())],
        first: vec![("06".to_owned(), "Sarjana".to_owned())],
    };
    let unknown = Read { name: None, list: "hobi".to_owned(), changed: Vec::new(), ..read.clone() };
    let left_out =
        ["setting-left-no-code", "setting-left-no-label", "setting-left-twice"].map(|k| ("Lembar1".to_owned(), 7, k));
    let f = Fields::new().with("naskah", "Daftar;Kode;Label");
    let both = [read, unknown];
    samples.add("setting/codes_preview", &Preview { p, f: &f, lists: &both, left_out: &left_out, fit: 1 });
    let mut wrong = f.clone();
    wrong.wrong("naskah", refusal_message(&Refusal::new("codes.empty-code")));
    samples.add("setting/codes_preview unknown", &Preview { p, f: &wrong, lists: &both[1..], left_out: &[], fit: 0 });
}
