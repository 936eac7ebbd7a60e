//! Changing the password, and the PIN that signs in presence on another's device.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;

use super::beside;
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError,
    form::Fields,
    html,
    i18n::{Message, key},
    page::{html_with, see_other},
    samples::Samples,
};

/// `/akun/sandi` and `/akun/pin`.
pub fn routes() -> Routes {
    Routes::new()
        .get("/akun/sandi", Guard::SignedAny, password)
        .post("/akun/sandi", Guard::SignedAny, change_password)
        .get("/akun/pin", Guard::SignedAny, pin)
        .post("/akun/pin", Guard::SignedAny, set_pin)
        .post("/akun/pin/hapus", Guard::SignedAny, take_pin_away)
}

#[derive(Template)]
#[template(path = "account/password.html")]
struct Password<'a> {
    p: &'a Page,
    f: &'a Fields,
}

#[derive(Template)]
#[template(path = "account/pin.html")]
struct Pin<'a> {
    p: &'a Page,
    f: &'a Fields,
    has_pin: bool,
}

async fn password(p: Page) -> Answer {
    html(&Password { p: &p, f: &Fields::new() })
}

#[derive(Debug, Deserialize)]
struct NewPassword {
    sandi: String,
    sandi_baru: String,
}

async fn change_password(
    State(app): State<AppState>,
    p: Page,
    Form { value, mut fields, .. }: Form<NewPassword>,
) -> Answer {
    let signed = p.who().ok_or(WebError::SignIn)?;
    let access = app.flow().access();
    match access.change_password(signed.actor.person, &value.sandi, &value.sandi_baru, &signed.session).await {
        Ok(()) => Ok(see_other("/akun?sudah=sandi")),
        Err(error) => {
            beside(&mut fields, error, |code| match code {
                "access.wrong-password" => Some("sandi"),
                code if code.starts_with("password.") => Some("sandi_baru"),
                _ => None,
            })?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Password { p: &p, f: &fields })
        }
    }
}

async fn pin(State(app): State<AppState>, p: Page) -> Answer {
    let (has_pin, _) = app.flow().access().secrets_of(p.actor()?.person).await?;
    html(&Pin { p: &p, f: &Fields::new(), has_pin })
}

#[derive(Debug, Deserialize)]
struct NewPin {
    sandi: String,
    #[serde(default)]
    pin: String,
}

async fn set_pin(State(app): State<AppState>, p: Page, Form { value, fields, .. }: Form<NewPin>) -> Answer {
    change_pin(&app, &p, &value.sandi, Some(value.pin.trim()), fields).await
}

async fn take_pin_away(State(app): State<AppState>, p: Page, Form { value, fields, .. }: Form<NewPin>) -> Answer {
    change_pin(&app, &p, &value.sandi, None, fields).await
}

async fn change_pin(app: &AppState, p: &Page, password: &str, pin: Option<&str>, mut fields: Fields) -> Answer {
    let (access, me) = (app.flow().access(), p.actor()?.person);
    match access.set_pin(me, password, pin).await {
        Ok(()) => Ok(see_other(if pin.is_some() { "/akun?sudah=pin" } else { "/akun?sudah=pin-hapus" })),
        Err(error) => {
            beside(&mut fields, error, |code| match code {
                "access.wrong-password" => Some("sandi"),
                code if code.starts_with("pin.") => Some("pin"),
                _ => None,
            })?;
            let (has_pin, _) = access.secrets_of(me).await?;
            html_with(StatusCode::UNPROCESSABLE_ENTITY, &Pin { p, f: &fields, has_pin })
        }
    }
}

/// Empty and wrong; with and without a PIN.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let mut wrong = Fields::new();
    wrong.wrong("sandi", Message::new(key("refusal-access-wrong-password")));
    samples.add("account/password", &Password { p, f: &Fields::new() });
    samples.add("account/password wrong", &Password { p, f: &wrong });
    samples.add("account/pin", &Pin { p, f: &Fields::new(), has_pin: false });
    samples.add("account/pin there", &Pin { p, f: &wrong, has_pin: true });
}
