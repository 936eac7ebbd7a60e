//! The door: signing in and out, and the page that asks to sign in again without losing what was typed.
//! Codes, recovery and the first run are doors of their own beside it.

mod code;
mod first;
mod recovery;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::Deserialize;
use workflow::WorkflowError;

use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, cookie,
    error::{Ended, refusal_message},
    form::Fields,
    html,
    i18n::{Message, key},
    origin,
    page::{html_with, see_other},
    samples::Samples,
};

/// Most bytes of a sign-in: what was typed elsewhere may travel along, sealed.
const WITH_KEPT: usize = 2 * 1024 * 1024;

/// Everything before a session.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .get("/masuk", Guard::Public, show)
        .upload("/masuk", Guard::Public, WITH_KEPT, sign_in)
        .post("/keluar", Guard::SignedAny, sign_out)
        .merge(code::routes())
        .merge(recovery::routes())
        .merge(first::routes())
}

#[derive(Template)]
#[template(path = "door/sign_in.html")]
struct SignIn<'a> {
    p: &'a Page,
    f: &'a Fields,
    kept: Option<&'a Travelling>,
}

/// What was typed, on its way through the door.
#[derive(Debug, Clone, Default)]
struct Travelling {
    /// How many fields.
    count: usize,
    /// The longest texts: how each begins, and how many letters it has.
    openings: Vec<(String, usize)>,
    /// All of it, sealed.
    sealed: String,
}

/// A path of this site, or nothing: what a link asks to go on to is not to lead elsewhere. Browsers leave tabs and line
/// breaks out of an address, so that one with them is another one than it seems.
#[must_use]
pub fn local(path: &str) -> Option<&str> {
    let fine =
        path.starts_with('/') && !path.starts_with("//") && !path.contains(|c: char| c == '\\' || c.is_control());
    let path_only = path.split(['?', '#']).next().unwrap_or_default();
    (fine && !matches!(path_only, "/masuk" | "/keluar")).then_some(path)
}

#[derive(Debug, Deserialize)]
struct Asked {
    #[serde(default)]
    ke: String,
}

async fn show(State(app): State<AppState>, p: Page, Query(asked): Query<Asked>) -> Answer {
    if p.who().is_some() {
        return Ok(see_other(local(&asked.ke).unwrap_or(HOME)));
    }
    if app.flow().access().is_unclaimed().await? {
        return Ok(see_other("/pertama"));
    }
    html(&SignIn { p: &p, f: &Fields::new().with("ke", &asked.ke), kept: None })
}

/// Where one goes on to after signing in.
const HOME: &str = "/beranda";

#[derive(Debug, Deserialize)]
struct Typed {
    akun: String,
    sandi: String,
    #[serde(default)]
    ke: String,
    #[serde(default)]
    isian: String,
}

async fn sign_in(
    State(app): State<AppState>,
    p: Page,
    origin::From(origin): origin::From,
    Form { value, mut fields, .. }: Form<Typed>,
) -> Answer {
    let result = app.flow().access().sign_in(&value.akun, &value.sandi, &origin).await;
    let (status, message) = match result {
        Ok(token) => return enter(&app, &p, &token, &value.ke, &value.isian).await,
        Err(WorkflowError::Refused(refusal)) if refusal.code == "access.wrong" => {
            (StatusCode::UNPROCESSABLE_ENTITY, refusal_message(&refusal))
        }
        Err(error) => match WebError::from(error) {
            // The page of the error would lose what travels along.
            WebError::TooMany(until) if !value.isian.is_empty() => {
                let at = p.clock(until, &p.body.zone);
                (StatusCode::TOO_MANY_REQUESTS, Message::new(key("error-too-many")).with("at", at))
            }
            other => return Err(other),
        },
    };
    fields.wrong("sandi", message);
    let kept = travelling_on(&app, &value.isian);
    html_with(status, &SignIn { p: &p, f: &fields, kept: kept.as_ref() })
}

/// What travels along, described once more.
fn travelling_on(app: &AppState, sealed: &str) -> Option<Travelling> {
    let (_, kept) = app.flow().access().open_kept(sealed)?;
    Some(Travelling::of(&kept.fields, sealed.to_owned()))
}

impl Travelling {
    fn of(fields: &[(String, String)], sealed: String) -> Self {
        // What begins with an underscore is the page's own: nobody typed it.
        let typed = || fields.iter().filter(|(name, _)| !name.starts_with('_'));
        let mut texts: Vec<&str> = typed().map(|(_, v)| v.trim()).filter(|v| v.chars().count() > 12).collect();
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        let openings = texts.into_iter().take(3).map(|text| {
            let opening: String = text.chars().take(72).collect();
            (opening.split_whitespace().collect::<Vec<_>>().join(" "), text.chars().count())
        });
        Self { count: typed().count(), openings: openings.collect(), sealed }
    }
}

/// Begins a session in the browser and goes on to where they were going. A language chosen in this browser stays; where
/// none was, the account's is used.
async fn enter(app: &AppState, p: &Page, token: &str, next: &str, sealed: &str) -> Answer {
    let access = app.flow().access();
    // Whoever signs in over a session of before leaves that one.
    if let Some(before) = p.who() {
        access.end_session(before.actor.person, &before.session).await?;
    }
    let kept = if sealed.is_empty() { None } else { access.keep(token, sealed).await? };
    let page = kept.as_ref().map_or(next, |kept| kept.page.as_str());
    let mut response = see_other(local(page).unwrap_or(HOME));
    let https = app.config.https();
    if let Some(set) = cookie::set(https, cookie::SESSION, token, None) {
        response.headers_mut().append(header::SET_COOKIE, set);
    }
    Ok(response)
}

async fn sign_out(State(app): State<AppState>, p: Page) -> Answer {
    if let Some(signed) = p.who() {
        app.flow().access().end_session(signed.actor.person, &signed.session).await?;
    }
    let mut response = see_other("/masuk");
    // The next person at a shared computer reads the language of their own account.
    for name in [cookie::SESSION, cookie::LANG] {
        if let Some(gone) = cookie::clear(app.config.https(), name) {
            response.headers_mut().append(header::SET_COOKIE, gone);
        }
    }
    // A shared computer keeps nothing of the pages seen.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\""));
    Ok(response)
}

/// The page that asks to sign in again, with what was typed.
///
/// # Errors
/// A fault, when it cannot be sealed.
pub fn again(app: &AppState, p: &Page, ended: &Ended) -> Result<Response, WebError> {
    let sealed = app.gate.seal(ended.whose, &ended.kept)?;
    let fields = Fields::new().with("ke", &ended.kept.page);
    let travelling = Travelling::of(&ended.kept.fields, sealed);
    html_with(StatusCode::UNAUTHORIZED, &SignIn { p, f: &fields, kept: Some(&travelling) })
}

/// Signing in, with and without what was typed elsewhere.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut wrong = Fields::new().with("akun", "siti@contoh.id");
    wrong.wrong("sandi", Message::new(key("refusal-access-wrong")));
    samples.add("door/sign_in", &SignIn { p, f: &Fields::new(), kept: None });
    samples.add("door/sign_in wrong", &SignIn { p, f: &wrong, kept: None });
    let fields = [("uraian".to_owned(), "Melayani sirkulasi dan referensi, membina 14 taman bacaan".to_owned())];
    let kept = Travelling::of(&fields, "sealed".to_owned());
    samples.add("door/sign_in again", &SignIn { p, f: &Fields::new(), kept: Some(&kept) });
    code::samples(samples);
    recovery::samples(samples);
    first::samples(samples);
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn what_a_link_goes_on_to_stays_on_this_site() {
        for (path, stays) in [
            ("/permohonan?x=1", true),
            ("/", true),
            ("//evil.example", false),
            ("/\t/evil.example", false),
            ("/\u{b}/evil.example", false),
            ("https://evil.example", false),
            ("/\\evil.example", false),
            ("", false),
            ("/masuk?ke=/masuk", false),
            ("/a\r\nset-cookie: x", false),
        ] {
            assert_eq!(local(path).is_some(), stays, "{path}");
        }
    }
}
