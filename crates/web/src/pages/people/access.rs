//! Giving people a way in: by mail, on slips of paper (four to a sheet), or as text for WhatsApp. A code is
//! shown this once; the page says so.

use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, State};
use certification::{
    id::PersonId,
    permit::Action,
    record::person::{Institution, Person},
};
use serde::Deserialize;
use store::{Find, Read as _};
use workflow::access::{By, Given, Kind};

use super::{parsed, visible};
use crate::pages::filing::paper::pdf_response;
use crate::{
    Answer, AppState, Form, Guard, Page, Routes, WebError, error::refusal_message, html, i18n::key, page::see_other,
    part::qr::qr, samples::Samples,
};

/// Slips of a sheet.
const SHEET: usize = 4;

/// `/orang/{person}/akses` and `/orang/slip`.
pub fn routes() -> Routes {
    let guard = Guard::Signed(Action::InviteAccount);
    Routes::new().post("/orang/{person}/akses", guard, give).post("/orang/slip", guard, give_several).post(
        "/orang/slip.pdf",
        guard,
        print,
    )
}

/// A slip.
#[derive(Debug, Clone)]
struct Slip {
    no: usize,
    name: String,
    institution: String,
    /// The code in its two halves.
    code: (String, String),
    number: String,
    again: bool,
    /// The year of birth must be given with the code: one is on record.
    asks_year: bool,
    until: i64,
    /// The QR of the address that asks for the code: its width, and its dark squares as a path.
    qr: (usize, String),
}

#[derive(Template)]
#[template(path = "people/slips.html")]
struct Slips<'a> {
    p: &'a Page,
    slips: &'a [Slip],
    refused: &'a [(String, String)],
    /// Address where the code is typed in, without `https://`.
    address: &'a str,
    /// As text to be sent, rather than on paper.
    as_text: bool,
}

impl Slips<'_> {
    fn sheets(&self) -> Vec<&[Slip]> {
        self.slips.chunks(SHEET).collect()
    }

    /// The text to be sent.
    fn text(&self, slip: &Slip) -> String {
        let words = if slip.again { key("slips-text-again") } else { key("slips-text") };
        self.p
            .ta(words)
            .with("name", &slip.name)
            .with("address", self.address)
            .with("code", format!("{}-{}", slip.code.0, slip.code.1))
            .with("until", self.p.moment_dated(slip.until, &self.p.body.zone))
            .with("number", &slip.number)
            .with("body", self.p.issuer())
            .to_string()
    }
}

#[derive(Debug, Deserialize)]
struct How {
    cara: String,
}

async fn give(State(app): State<AppState>, p: Page, Path(id): Path<String>, form: Form<How>) -> Answer {
    let id = parsed(&id)?;
    visible(&app, &p, id, Action::InviteAccount).await?;
    if form.value.cara == "surel" {
        app.flow().access().give(p.actor()?, id, By::Mail).await?;
        return Ok(see_other(&format!("/orang/{id}?sudah=surel")));
    }
    let by = if form.value.cara == "teks" { By::Text } else { By::Slip };
    hand_out(&app, &p, &[id], by, form.once).await
}

#[derive(Debug, Deserialize)]
struct Several {
    #[serde(default)]
    pilih: Vec<PersonId>,
    #[serde(default)]
    cara: String,
}

async fn give_several(State(app): State<AppState>, p: Page, form: Form<Several>) -> Answer {
    if form.value.pilih.is_empty() {
        return Ok(see_other(p.cx.back.as_deref().and_then(crate::pages::door::local).unwrap_or("/orang")));
    }
    let by = if form.value.cara == "teks" { By::Text } else { By::Slip };
    hand_out(&app, &p, &form.value.pilih, by, form.once).await
}

#[derive(Debug, Deserialize)]
struct Printed {
    /// The codes of the slips, which the page that showed them sends back: the house keeps none in the open.
    #[serde(default)]
    kode: Vec<String>,
}

/// The slips as a paper to cut.
async fn print(State(app): State<AppState>, p: Page, form: Form<Printed>) -> Answer {
    let given = app.flow().access().handed_out(p.actor()?, &form.value.kode).await?;
    if given.is_empty() {
        return Ok(see_other("/orang"));
    }
    for one in &given {
        visible(&app, &p, one.person, Action::InviteAccount).await?;
    }
    let paper = app.flow().slips_paper(&given, &app.config.public_url).await?;
    let pdf = app.flow().print(paper).await?;
    Ok(pdf_response("slip undangan.pdf", pdf.bytes))
}

async fn hand_out(app: &AppState, p: &Page, people: &[PersonId], by: By, once: uuid::Uuid) -> Answer {
    let (given, refused) = app.flow().access().give_all(p.actor()?, people, by, once).await?;
    handed(app, p, given, refused, by == By::Text).await
}

/// The page of one slip that was just handed out.
pub(super) async fn show_slip(app: &AppState, p: &Page, given: Given) -> Answer {
    handed(app, p, vec![given], Vec::new(), false).await
}

async fn handed(
    app: &AppState,
    p: &Page,
    given: Vec<Given>,
    refused: Vec<(PersonId, workflow::WorkflowError)>,
    as_text: bool,
) -> Answer {
    let mut reader = app.flow().reader();
    let people = given.iter().map(|one| one.person).chain(refused.iter().map(|(id, _)| *id));
    let persons: Vec<Person> = reader.find(&Find::all().one_of("id", people)).await?;
    let institutions: Vec<Institution> = reader
        .find(&Find::all().one_of("id", persons.iter().filter_map(|p| p.institution_id).collect::<Vec<_>>()))
        .await?;
    let names: HashMap<_, _> = institutions.into_iter().map(|i| (i.id, i.name)).collect();
    let persons: HashMap<PersonId, Person> = persons.into_iter().map(|p| (p.id, p)).collect();
    let site = app.config.public_url.trim_end_matches('/');
    let mut slips = Vec::with_capacity(given.len());
    for one in given {
        let Some(person) = persons.get(&one.person) else { continue };
        let institution = person.institution_id.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
        slips.push(slip(slips.len() + 1, person.full_name(), institution, one, site)?);
    }
    let refused: Vec<(String, String)> = refused
        .into_iter()
        .filter_map(|(id, error)| {
            let workflow::WorkflowError::Refused(refusal) = error else { return None };
            Some((persons.get(&id).map(Person::full_name).unwrap_or_default(), p.m(&refusal_message(&refusal))))
        })
        .collect();
    let address = address(site);
    html(&Slips { p, slips: &slips, refused: &refused, address: &address, as_text })
}

/// Where the code is typed in, as people read it.
fn address(site: &str) -> String {
    let host = site.split_once("://").map_or(site, |(_, host)| host);
    format!("{host}/kode")
}

fn slip(no: usize, name: String, institution: String, given: Given, site: &str) -> Result<Slip, WebError> {
    let code = given.code.unwrap_or_default();
    let (first, second) = code.split_at_checked(4).unwrap_or((&code, ""));
    Ok(Slip {
        no,
        name,
        institution,
        code: (first.to_owned(), second.to_owned()),
        number: given.number,
        again: given.kind == Kind::Recovery,
        asks_year: given.asks_birth_year,
        until: given.until,
        // The code stays out of addresses: they end up in histories and logs.
        qr: qr(&format!("{site}/kode"))?,
    })
}

/// Five slips on two sheets; a text; someone refused.
pub fn samples(samples: &mut Samples<'_>) {
    let p = samples.p;
    let made = |no| Slip {
        no,
        name: "Siti Rahmah".to_owned(),
        institution: "Dispersip Kota Banjarbaru".to_owned(),
        code: ("R4TB".to_owned(), "9KMH".to_owned()),
        number: "1234567890".to_owned(),
        again: no == 2,
        asks_year: no != 3,
        until: p.cx.now + 8 * 86_400_000_000,
        qr: qr("https://lsp.contoh.id/kode").unwrap_or_default(),
    };
    let slips: Vec<Slip> = (1..=5).map(made).collect();
    let address = "lsp.contoh.id/kode";
    samples.add("people/slips", &Slips { p, slips: &slips, refused: &[], address, as_text: false });
    let refused = [("Ketua Contoh".to_owned(), p.t("refusal-access-duty-above-yours").into_owned())];
    samples.add("people/slips none", &Slips { p, slips: &[], refused: &refused, address, as_text: true });
    samples.add("people/slips text", &Slips { p, slips: &slips[..1], refused: &refused, address, as_text: true });
}
