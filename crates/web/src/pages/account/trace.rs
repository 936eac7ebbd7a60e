//! The trace of what was done with one's own data: looks at sensitive values, and acts that concern one, in parts. Whoever
//! did it stands by their duty; by name stand the reader, the assessors of the reader's cases, and everybody for a reader
//! who may list people.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Query, State};
use certification::{
    duty::Duty,
    id::PersonId,
    permit::{self, Action},
};
use serde::Deserialize;
use serde_json::Value;
use store::{HistoryEntry, Reader, journal::act_of, outside::Look, view::person_names};
use workflow::subject_access::{Circle, acts, circle, looks};

use super::held;
use crate::{
    Answer, AppState, Guard, Page, Routes, WebError, html, i18n::key, pages::case::history, paging::address,
    part::duty_key, samples::Samples,
};

/// Rows of a part.
const ROWS: i64 = 30;

/// `/akun/data/jejak`.
pub fn routes() -> Routes {
    Routes::new().get("/akun/data/jejak", Guard::SignedAny, show)
}

/// A line of the trace.
#[derive(Debug, Clone)]
pub(in crate::pages) struct Past {
    pub(in crate::pages) at: i64,
    pub(in crate::pages) who: String,
    pub(in crate::pages) said: String,
}

#[derive(Template)]
#[template(path = "account/trace.html")]
struct Trace<'a> {
    p: &'a Page,
    /// Acts, not looks.
    acts: bool,
    rows: &'a [Past],
    newest: Option<&'a str>,
    older: Option<&'a str>,
}

#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    macam: String,
    /// Number of the row before which the part begins.
    sebelum: Option<i64>,
}

async fn show(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    let mut reader = app.flow().reader();
    let circle = circle(&mut reader, p.actor()?.person).await?;
    let of_acts = asked.macam == "tindakan";
    let (rows, next) = if of_acts {
        done(&mut reader, &p, &circle, asked.sebelum, ROWS).await?
    } else {
        looked(&mut reader, &p, &circle, asked.sebelum, ROWS).await?
    };
    let kind = if of_acts { "tindakan" } else { "lihat" };
    let at = |before: &str| address("/akun/data/jejak", &[("macam", kind), ("sebelum", before)]);
    let older = next.map(|number| at(&number.to_string()));
    let newest = asked.sebelum.map(|_| at(""));
    html(&Trace { p: &p, acts: of_acts, rows: &rows, newest: newest.as_deref(), older: older.as_deref() })
}

/// Looks before that number, and the number where the next part begins.
pub(super) async fn looked(
    reader: &mut Reader,
    p: &Page,
    circle: &Circle,
    before: Option<i64>,
    rows: i64,
) -> Result<(Vec<Past>, Option<i64>), WebError> {
    let mut all: Vec<Look> = looks(reader, p.actor()?.person, circle, before, rows + 1).await?;
    let next = cut(&mut all, rows).map(|last| last.id);
    let names = Names::of(reader, p, circle, all.iter().filter_map(|look| look.person_id)).await?;
    let past = all.iter().map(|look| Past {
        at: look.at,
        who: names.who(p, look.person_id, &look.duty),
        said: match held::look(&look.action) {
            Some(key) => p.t(key).into_owned(),
            None => p.ta("look-other").with("what", look.action.clone()).to_string(),
        },
    });
    Ok((past.collect(), next))
}

/// Acts before that position, and the position where the next part begins.
pub(in crate::pages) async fn done(
    reader: &mut Reader,
    p: &Page,
    circle: &Circle,
    before: Option<i64>,
    rows: i64,
) -> Result<(Vec<Past>, Option<i64>), WebError> {
    let mut all = acts(reader, p.actor()?.person, circle, before, rows + 1).await?;
    let next = cut(&mut all, rows).map(|(position, ..)| *position);
    let names = Names::of(reader, p, circle, all.iter().filter_map(|(_, _, entry)| entry.actor)).await?;
    let mut past = Vec::with_capacity(all.len());
    for (_, stream, entry) in all {
        let said = told(reader, p, &stream, &entry).await?;
        past.push(Past { at: entry.recorded_at, who: names.who(p, entry.actor, &entry.duty), said });
    }
    Ok((past, next))
}

/// Leaves `rows` of them; the last that stays, when some were cut off.
fn cut<T>(all: &mut Vec<T>, rows: i64) -> Option<&T> {
    let rows = usize::try_from(rows).unwrap_or_default();
    let more = all.len() > rows;
    all.truncate(rows);
    all.last().filter(|_| more)
}

/// What an act did. Of what stands in it only that is told which the person learns elsewhere too.
async fn told(reader: &mut Reader, p: &Page, stream: &str, entry: &HistoryEntry) -> Result<String, WebError> {
    if let Some(key) = held::act(&entry.act_type) {
        return Ok(p.t(key).into_owned());
    }
    let payload = match entry.act_type.as_str() {
        "SubmitForm" | "SignForm" | "RefuseToSign" | "ReopenForm" | "RecordPresence" | "RecordAttendance"
        | "ChangeConsent" | "AnswerAppeal" => {
            act_of(reader, stream, entry.seq).await?.map_or(Value::Null, |(payload, _)| payload)
        }
        _ => Value::Null,
    };
    Ok(p.m(&history::said(&entry.act_type, &payload)).to_string())
}

/// Names that the reader may know.
struct Names {
    me: PersonId,
    known: HashMap<PersonId, String>,
}

impl Names {
    async fn of(
        reader: &mut Reader,
        p: &Page,
        circle: &Circle,
        people: impl Iterator<Item = PersonId>,
    ) -> Result<Self, WebError> {
        let actor = p.actor()?;
        let everybody = permit::scope(actor, Action::ListPeople) == permit::Scope::All;
        let mut some: Vec<PersonId> = people.filter(|id| everybody || circle.assessors.contains(id)).collect();
        some.sort_unstable();
        some.dedup();
        Ok(Self { me: actor.person, known: person_names(reader, &some).await? })
    }

    fn who(&self, p: &Page, who: Option<PersonId>, duty: &str) -> String {
        let duty = duty.parse::<Duty>().map_or_else(|_| duty.to_owned(), |duty| p.t(duty_key(duty)).into_owned());
        match who {
            Some(id) if id == self.me => p.t("trace-you").into_owned(),
            Some(id) => match self.known.get(&id) {
                Some(name) => p.ta("trace-who").with("name", name.clone()).with("duty", duty).to_string(),
                None => duty,
            },
            None => p.t("act-house").into_owned(),
        }
    }
}

/// An invented trace.
pub(in crate::pages) fn invented(p: &Page) -> Vec<Past> {
    let past = |hours: i64, who: &str, look| Past {
        at: p.cx.now - hours * 3_600_000_000,
        who: who.to_owned(),
        said: held::look(look).map(|key| p.t(key).into_owned()).unwrap_or_default(),
    };
    vec![
        past(1, &p.t("trace-you"), "copy-own-data"),
        past(26, "Taufik Rahmatullah, M.Hum. (Asesor)", "open-document"),
        past(50, &p.t(key("duty-staff")), "print-identity"),
    ]
}

/// Looks with more before and after, and acts of which there are none.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let rows = invented(p);
    samples.add("account/trace", &Trace { p, acts: false, rows: &rows, newest: Some("#"), older: Some("#") });
    samples.add("account/trace none", &Trace { p, acts: true, rows: &[], newest: None, older: None });
}
