//! Invented guests and assessors for events that have no workbook: the event of the year before, that of a district, and
//! the small events of tests.

mod district;

use certification::{
    duty::Duty,
    event::InviteParticipant,
    id::{EventId, PersonId},
    person::RegisterAssessor,
    record::{
        case::Case,
        event::Event,
        person::{Assessor, Person},
    },
};
use store::{Find, Read};
use workflow::load::Invitation;

use crate::{
    cast::{Cast, Registration, activate, appointment, register},
    error::RehearsalError,
    stage::Rehearsal,
};

/// Name, degree, sex, birth date, scheme, and the place of the institution in a list.
type Guest = (&'static str, &'static str, &'static str, &'static str, &'static str, usize);
/// An institution with its kind and district.
type Place = (&'static str, &'static str, &'static str);
/// An assessor: name, degree, registration, its last day.
type Expert = (&'static str, &'static str, &'static str, &'static str);

const PLACES: [Place; 4] = [
    ("Dinas Perpustakaan dan Kearsipan Kabupaten Banjar", "dinas-kabkota", "63.03"),
    ("Dinas Perpustakaan dan Kearsipan Kota Banjarmasin", "dinas-kabkota", "63.71"),
    ("SMA Negeri 2 Martapura Contoh", "sekolah", "63.03"),
    ("Perpustakaan Universitas Contoh Banjarmasin", "perguruan-tinggi", "63.71"),
];

const GUESTS: [Guest; 12] = [
    ("Muhammad Syarwani", "S.I.Pust.", "L", "1988-02-03", "layanan-dasar", 0),
    ("Siti Nur'aini", "A.Md.", "P", "1991-07-21", "layanan-dasar", 1),
    ("Rusdi", "", "L", "1979-11-12", "layanan-dasar", 2),
    ("Noorhalimah Aspihani", "S.Hum.", "P", "1985-04-30", "promosi", 3),
    ("Gusti Rahmat Hidayatullah", "S.Sos.", "L", "1983-09-09", "promosi", 0),
    ("Hj. Mahmudah", "S.Pd.", "P", "1975-01-25", "layanan-dasar", 2),
    ("Fitriani Azizah", "S.IP.", "P", "1994-12-05", "literasi-informasi", 3),
    ("Akhmad Zaini", "S.Kom.", "L", "1990-06-17", "literasi-informasi", 1),
    ("Norlatifah Wahdah", "S.I.Pust.", "P", "1987-03-14", "layanan-dasar", 0),
    ("Yudhistira Pratama", "A.Md.Pust.", "L", "1996-08-28", "promosi", 1),
    ("Kartika Maulidia", "S.Hum.", "P", "1992-10-02", "literasi-informasi", 3),
    ("Hamdani Basri", "S.AP.", "L", "1981-05-19", "layanan-dasar", 2),
];

/// The dates of two will need renewal.
const ASSESSORS: [Expert; 3] = [
    ("Mastura Norhidayati", "M.IP.", "MET.000.003310 2022", "2025-12-14"),
    ("Elisabeth Manurung", "M.Hum.", "MET.000.001904 2023", "2026-03-02"),
    ("Suryadi Wibowo", "S.Sos., M.IP.", "MET.000.007215 2024", "2027-05-20"),
];

/// Registers three assessors and appoints them to an event.
///
/// # Errors
/// When an act was refused.
pub async fn appoint(stage: &Rehearsal, cast: &Cast, event: EventId) -> Result<Vec<PersonId>, RehearsalError> {
    let licences = ["layanan-dasar", "promosi", "literasi-informasi"];
    register_assessors(stage, cast, event, (&ASSESSORS, "asesor.lama", &licences)).await
}

/// Registers the assessors of the district's event and appoints them to it.
///
/// # Errors
/// When an act was refused.
pub async fn appoint_of_district(
    stage: &Rehearsal,
    cast: &Cast,
    event: EventId,
) -> Result<Vec<PersonId>, RehearsalError> {
    register_assessors(stage, cast, event, (&district::ASSESSORS, "asesor.tanbu", &["layanan-dasar"])).await
}

async fn register_assessors(
    stage: &Rehearsal,
    cast: &Cast,
    event: EventId,
    (who, mail, licences): (&[Expert], &str, &[&str]),
) -> Result<Vec<PersonId>, RehearsalError> {
    let manager = cast.one(Duty::Manager)?;
    let mut out = Vec::new();
    for (n, (name, degree, met, until)) in who.iter().copied().enumerate() {
        let email = format!("{mail}{}@contoh.go.id", n + 1);
        let workplace = Some(("Perpustakaan Nasional RI", "instansi", "31.71"));
        let id = register(stage, manager, &Registration { name, degree, email: &email, phone: "", workplace }).await?;
        let licences = licences.iter().map(|slug| (*slug).to_owned()).collect();
        let assessor = Assessor { id, met: met.to_owned(), until: until.to_owned(), licences, trained: Vec::new() };
        stage.act(manager, id.into(), RegisterAssessor { assessor }).await?;
        stage.act(manager, id.into(), appointment(Duty::Assessor, Some(event), None)).await?;
        activate(stage, id).await?;
        out.push(id);
    }
    Ok(out)
}

/// Invites the first `count` guests to an event; answers its cases.
///
/// # Errors
/// When an act was refused.
pub async fn invite(
    stage: &Rehearsal,
    staff: PersonId,
    event: &Event,
    count: usize,
) -> Result<Vec<Case>, RehearsalError> {
    let count = count.min(GUESTS.len());
    let party = Party { guests: &GUESTS[..count], places: &PLACES, town: "Banjarmasin", mail: "pemegang", before: 0 };
    party.invite(stage, staff, event).await
}

/// Invites the people of the district to its event; answers its cases.
///
/// # Errors
/// When an act was refused.
pub async fn invite_of_district(
    stage: &Rehearsal,
    staff: PersonId,
    event: &Event,
) -> Result<Vec<Case>, RehearsalError> {
    let (guests, places) = (&district::GUESTS, &district::PLACES);
    let party = Party { guests, places, town: "Batulicin", mail: "calon", before: GUESTS.len() };
    party.invite(stage, staff, event).await
}

/// Guests who come together.
struct Party<'a> {
    guests: &'a [Guest],
    places: &'a [Place],
    /// Where they were born.
    town: &'a str,
    /// How their addresses begin.
    mail: &'a str,
    /// How many guests of others have telephones and identity numbers.
    before: usize,
}

impl Party<'_> {
    async fn invite(&self, stage: &Rehearsal, staff: PersonId, event: &Event) -> Result<Vec<Case>, RehearsalError> {
        for (n, guest) in self.guests.iter().enumerate() {
            let key = Invitation {
                event: event.id,
                slug: guest.4.to_owned(),
                person: self.person(stage, n, guest),
                institution: self
                    .places
                    .get(guest.5)
                    .map(|(name, kind, kab)| ((*name).to_owned(), (*kind).to_owned(), Some((*kab).to_owned()))),
                row: None,
            };
            stage.act(staff, key, InviteParticipant { funding: String::new() }).await?;
        }
        let of_event = Find::by("event_id", event.id).order_by(&["running"]);
        Ok(stage.workflow.reader().find(&of_event).await?)
    }

    fn person(&self, stage: &Rehearsal, n: usize, (name, degree, sex, born, _, place): &Guest) -> Person {
        let kab = self.places.get(*place).map_or("63.72", |p| p.2);
        let some = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        let number = self.before + n;
        Person {
            id: certification::entropy::new_id(&**stage.workflow.entropy(), stage.now()).into(),
            name: some(name),
            degree: some(degree),
            nik: Some(nik(kab, born, *sex == "P", number + 1)),
            born: some(born),
            birth_place: some(self.town),
            sex: some(sex),
            phone: Some(format!("+62812550123{number:02}")),
            email: Some(format!("{}{}@contoh.go.id", self.mail, n + 1)),
            nip: None,
            address: some("Jalan Melati Rekaan Nomor 12, Kalimantan Selatan"),
            education: some("S1 Ilmu Perpustakaan"),
            position: some("Pustakawan"),
            institution_id: None,
            kab: some(kab),
            updated_at: stage.now(),
        }
    }
}

fn nik(kab: &str, born: &str, woman: bool, serial: usize) -> String {
    let digits = |from: usize, to: usize| born.get(from..to).unwrap_or("01").to_owned();
    let day: u32 = digits(8, 10).parse().unwrap_or(1);
    let day = if woman { day + 40 } else { day };
    format!("{}02{day:02}{}{}{serial:04}", kab.replace('.', ""), digits(5, 7), digits(2, 4))
}
