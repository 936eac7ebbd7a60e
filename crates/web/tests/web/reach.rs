//! Every route by every duty, by page and form, in a house in which what the addresses name is real and belongs to
//! others: whoever guesses an address is told that there is nothing, and no form there is taken.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use certification::{
    certificate::IssueCertificate,
    decision::{Decide, MemberFacts},
    duty::Duty,
    id::{EventId, PersonId},
    permit::{self, Scope},
    person::{Appoint, RegisterAssessor},
    record::{
        certificate::Certificate,
        exam::ExamForm,
        person::Assessor,
        scheme::{SchemeVersion, Standard},
    },
};
use rehearsal::{Finding, written};
use store::{Find, Read as _};
use web::{Guard, pages};
use workflow::load::PersonKey;

use crate::{
    event::event,
    inside::{Browser, Inside, both},
};

both! { no_duty_reaches_what_belongs_to_others }

/// Addresses that answer otherwise than with *not found*, and why that tells nothing.
const OTHERWISE: [(&str, StatusCode); 2] = [
    // Leads to the reader's own seat in a test, or to the list of their own tests.
    ("/ujian/ke/{exam}", StatusCode::SEE_OTHER),
    // No job is named by the address: it is refused as one that was sent already.
    ("/orang/surel/{job}/ulang", StatusCode::UNPROCESSABLE_ENTITY),
];

/// What lies past the door of a written test: it asks for the token of the device, not for a duty.
const PAST_THE_DOOR: [&str; 6] = ["soal", "periksa", "selesai", "kertas", "media/gambar.png", "kumpul"];

/// Everything that an address can name, made by others: parameter and value.
async fn belongings(inside: &Inside) -> BTreeMap<&'static str, String> {
    let stage = inside.stage();
    let hall = written::Hall::open(&stage).await.unwrap();
    let troupe = &hall.troupe;
    let case = troupe.cases[0].id;
    troupe.assess(&stage, 0, Finding::K).await.unwrap();
    let panel = troupe.convene(&stage, 1).await.unwrap();
    for seat in 0..3 {
        panel.vote(seat, case, "granted", "").await.unwrap();
    }
    let member = inside.flow.actor(troupe.cast.one(Duty::PanelMember).unwrap()).await.unwrap();
    let decide = Decide {
        panel: panel.panel,
        outcome: "granted".to_owned(),
        reason: String::new(),
        sitting: None,
        facts: MemberFacts::default(),
    };
    inside.flow.perform(&member, case, decide).await.unwrap();
    let (manager, head) = (troupe.cast.one(Duty::Manager).unwrap(), troupe.cast.one(Duty::Head).unwrap());
    panel.close(manager, head).await.unwrap();
    let manager = inside.flow.actor(manager).await.unwrap();
    inside.flow.perform(&manager, case, IssueCertificate { panel: None, serials: BTreeMap::new() }).await.unwrap();

    let mut reader = inside.flow.reader();
    let certificate = reader.first::<Certificate>(Find::all()).await.unwrap().unwrap();
    let form = reader.first::<ExamForm>(Find::all()).await.unwrap().unwrap();
    let version = reader.first::<SchemeVersion>(Find::all()).await.unwrap().unwrap();
    let standard = reader.first::<Standard>(Find::all()).await.unwrap();
    let nothing = uuid::Uuid::now_v7().to_string();
    let item = written::examples().unwrap()[0].id.to_string();
    BTreeMap::from([
        ("event", troupe.event.id.to_string()),
        ("case", case.to_string()),
        ("person", troupe.cases[0].person_id.to_string()),
        ("panel", panel.panel.to_string()),
        ("certificate", certificate.id.to_string()),
        ("exam", hall.exam.to_string()),
        ("sitting", hall.seats[0].id.to_string()),
        ("form", form.id.to_string()),
        ("version", version.id.to_string()),
        ("slug", version.slug),
        ("standard", standard.map_or_else(|| nothing.clone(), |s| s.id.to_string())),
        ("item", item),
        ("code", "FR.APL.01".to_owned()),
        ("round", "1".to_owned()),
        ("place", "1".to_owned()),
        ("part", "1".to_owned()),
        ("*name", "gambar.png".to_owned()),
        ("sheet", "soal".to_owned()),
        ("which", "soal".to_owned()),
        ("slot", "logo".to_owned()),
        ("id", nothing.clone()),
        ("appointment", nothing.clone()),
        ("document", nothing.clone()),
        ("import", nothing.clone()),
        ("job", nothing.clone()),
        ("study", nothing),
    ])
}

/// Somebody of that duty, who has it at another event where it is of an event.
async fn outsider<'i>(inside: &'i Inside, duty: Duty, elsewhere: EventId) -> (Browser<'i>, PersonId) {
    let (name, email) = ("Zainal Hakim", format!("{}@contoh.id", duty.as_str()));
    let person = inside.person(name, &email, Some("Perpustakaan Lain")).await;
    let appoint = Appoint {
        duty,
        event: (duty == Duty::Facilitator).then_some(elsewhere),
        institution: if duty == Duty::Contact { Some(inside.institution_of(person).await) } else { None },
        starts: "2025-01-01".to_owned(),
        ends: None,
    };
    if duty == Duty::Assessor {
        let (met, until) = ("MET.000.009999 2024".to_owned(), "2027-05-20".to_owned());
        let assessor = Assessor { id: person, met, until, licences: Vec::new(), trained: Vec::new() };
        inside.flow.perform_as_house(PersonKey::from(person), RegisterAssessor { assessor }).await.unwrap();
    }
    if duty != Duty::Candidate {
        inside.flow.perform_as_house(PersonKey::from(person), appoint).await.unwrap();
    }
    (inside.signed_in_as(person, &email).await, person)
}

/// The address with what its parameters name; whether it has any.
fn filled(path: &str, belongings: &BTreeMap<&'static str, String>) -> (String, bool) {
    let mut address = path.to_owned();
    for (name, value) in belongings {
        address = address.replace(&format!("{{{name}}}"), value);
    }
    assert!(!address.contains('{'), "nothing stands for a parameter of {path}");
    let named = address != path;
    (address, named)
}

async fn no_duty_reaches_what_belongs_to_others(inside: Inside) {
    let belongings = belongings(&inside).await;
    let elsewhere = event(&inside, "LAIN-2026").await;
    let (mut wrong, mut kept_out) = (Vec::new(), 0);
    for duty in Duty::ALL {
        let (mut browser, person) = outsider(&inside, duty, elsewhere).await;
        let actor = inside.flow.actor(person).await.unwrap();
        for entry in pages::routes().table() {
            let (address, named) = filled(entry.path, &belongings);
            let nothing_there = match entry.guard {
                Guard::Public => continue,
                // Their own account, and what is found to be theirs or not by the page.
                Guard::SignedAny => named && matches!(duty, Duty::Candidate | Duty::Contact | Duty::Facilitator),
                Guard::Signed(action) => match permit::scope(&actor, action) {
                    Scope::All => false,
                    Scope::Within(bounds) => bounds.is_empty() || named,
                },
            };
            if !nothing_there {
                continue;
            }
            let mut answer = if entry.method == Method::GET {
                browser.get(&address).await
            } else {
                browser.post(&address, &[("nama", "Zainal"), ("cara", "slip")]).await
            };
            // A page that takes a file reads nothing else.
            if answer.status == StatusCode::BAD_REQUEST {
                answer = browser.upload(&address, "gambar.png", b"GIF").await;
            }
            kept_out += 1;
            let otherwise = OTHERWISE.contains(&(entry.path, answer.status));
            if answer.status != StatusCode::NOT_FOUND && !otherwise {
                wrong.push(format!("{duty}: {} {} answers {}", entry.method, entry.path, answer.status));
            }
        }
        for page in PAST_THE_DOOR {
            let address = format!("/ujian/{}/{page}", belongings["sitting"]);
            for answer in [browser.get(&address).await, browser.post(&address, &[]).await] {
                if answer.status.is_success() || answer.text.contains("<fieldset") {
                    wrong.push(format!("{duty}: {address} answers {}", answer.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(kept_out > 1_000, "only {kept_out} addresses were tried");
}
