//! Invented people and a case that has come as far as a test wants it.

use std::sync::atomic::{AtomicU64, Ordering};

use certification::{
    act::{Act, Context, Outcome, Outcomes},
    casefile::CaseFile,
    duty::Duty,
    entropy::Entropy,
    id::PersonId,
    permit::{self, Actor, Held, Object},
    record::{
        case::{Assignment, Case, Recommendation},
        event::{Event, Funding, Offer, Session},
        form::{Form, Signature},
        person::{Assessor, Institution, Person},
        scheme::{Alternative, Criterion, Element, SchemeVersion, Unit},
    },
    refusal::Refusal,
    setting::Settings,
    stage::{Funnel, Stage},
};
use uuid::Uuid;

/// 30 October 2025, 08:00 WITA.
pub const NOW: i64 = 1_761_782_400_000_000;

/// Counts instead of drawing lots.
pub struct Counting;

static COUNT: AtomicU64 = AtomicU64::new(1);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        let n = COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        for (i, b) in bytes.iter_mut().rev().enumerate() {
            *b = n.get(7_usize.wrapping_sub(i)).copied().unwrap_or_default();
        }
    }
}

pub fn id<T: From<Uuid>>(n: u128) -> T {
    T::from(Uuid::from_u128(n))
}

pub const CANDIDATE: u128 = 1;
pub const ASSESSOR: u128 = 2;
pub const MEMBERS: [u128; 4] = [11, 12, 13, 14];

pub fn person(n: u128, name: &str) -> Person {
    Person {
        id: id(n),
        name: Some(name.to_owned()),
        degree: Some("S.Hum.".to_owned()),
        nik: None,
        born: None,
        birth_place: None,
        sex: None,
        phone: None,
        email: None,
        nip: None,
        address: None,
        education: None,
        position: None,
        institution_id: Some(id(500 + n)),
        kab: Some("63.72".to_owned()),
        updated_at: NOW,
    }
}

pub fn institution() -> Institution {
    Institution {
        id: id(500 + CANDIDATE),
        name: "SMP Negeri 2 Contoh".to_owned(),
        kind: "sekolah".to_owned(),
        kab: Some("63.07".to_owned()),
    }
}

pub fn registration() -> Assessor {
    Assessor {
        id: id(ASSESSOR),
        met: "MET.000.009685 2023".to_owned(),
        until: "2026-01-15".to_owned(),
        licences: vec!["layanan-dasar".to_owned()],
        trained: Vec::new(),
    }
}

fn unit(code: &str) -> Unit {
    Unit {
        code: code.to_owned(),
        title: format!("Unit {code}"),
        title_en: String::new(),
        description: String::new(),
        elements: vec![Element {
            no: 1,
            title: "Elemen".to_owned(),
            title_en: String::new(),
            evidence: String::new(),
            criteria: vec![Criterion { no: "1.1".to_owned(), text: "Kriteria.".to_owned(), benchmark: String::new() }],
        }],
    }
}

fn scheme() -> SchemeVersion {
    SchemeVersion {
        id: id(300),
        slug: "layanan-dasar".to_owned(),
        abbr: "LD".to_owned(),
        number: "SKM/CONTOH/LD/01".to_owned(),
        version: "contoh-1".to_owned(),
        name_id: "Layanan Dasar".to_owned(),
        name_en: "Basic Services".to_owned(),
        packaging: "klaster".to_owned(),
        validity_months: 36,
        alternatives: vec![Alternative {
            id: "d2".to_owned(),
            text_id: "D2".to_owned(),
            text_en: "D2".to_owned(),
            all: Vec::new(),
        }],
        documents: Vec::new(),
        units: vec![unit("CONTOH.LD.01"), unit("CONTOH.LD.02")],
        status: "published".to_owned(),
        example: true,
        published_at: Some(NOW),
    }
}

pub fn event() -> Event {
    let session = |id: &str, day: &str, capacity| Session {
        id: id.to_owned(),
        day: day.to_owned(),
        name: "Pagi".to_owned(),
        starts: "08:00".to_owned(),
        ends: "12:00".to_owned(),
        room: "Aula".to_owned(),
        capacity,
    };
    Event {
        id: id(200),
        code: "KALSEL-2025".to_owned(),
        title: "Sertifikasi Pustakawan".to_owned(),
        host: "Dispersip".to_owned(),
        venue: "Aula Dispersip".to_owned(),
        venue_kind: "sewaktu".to_owned(),
        venue_verified: true,
        kab: "63.72".to_owned(),
        starts: "2025-10-30".to_owned(),
        ends: "2025-10-31".to_owned(),
        zone: "Asia/Makassar".to_owned(),
        offers: vec![Offer { slug: "layanan-dasar".to_owned(), scheme_version_id: id(300) }],
        funding: vec![Funding { id: "apbn".to_owned(), source: "APBN".to_owned(), seats: 60 }],
        sessions: vec![session("d1", "2025-10-30", 30), session("d2", "2025-10-31", 1)],
        schedule: None,
        ministry: None,
        status: "open".to_owned(),
        example: true,
        created_at: NOW,
    }
}

/// A case whose application was accepted and that has no assessor yet.
pub fn accepted() -> CaseFile {
    let case = Case {
        id: id(100),
        event_id: id(200),
        person_id: id(CANDIDATE),
        slug: "layanan-dasar".to_owned(),
        scheme_version_id: id(300),
        running: 1,
        name: Some("Ani Maulida".to_owned()),
        institution_id: Some(id(500 + CANDIDATE)),
        kab: Some("63.07".to_owned()),
        funding: "apbn".to_owned(),
        alternative: Some("d2".to_owned()),
        confirmed_at: Some(NOW),
        application_verdict: Some("accepted".to_owned()),
        application_note: None,
        assessor_id: None,
        conflict_free: None,
        review: None,
        candidate_type: None,
        session: None,
        day: None,
        present: None,
        withdrawn: None,
        recommendation: None,
        decision: None,
        reported_at: None,
        round: 1,
        stage: Stage::Unassigned,
        funnel: Funnel::default(),
        opened_at: NOW,
        stage_at: NOW,
    };
    CaseFile {
        case,
        event: event(),
        scheme: scheme(),
        person: person(CANDIDATE, "Ani Maulida"),
        institution: Some(institution()),
        assessor: None,
        registration: None,
        documents: Vec::new(),
        verifications: Vec::new(),
        consents: Vec::new(),
        assignments: Vec::new(),
        recommendations: Vec::new(),
        forms: Vec::new(),
        signatures: Vec::new(),
        written: Vec::new(),
        votes: Vec::new(),
        decisions: Vec::new(),
        appeals: Vec::new(),
        appeal_term: certification::appeal::Term::default(),
        certificates: Vec::new(),
        outcome: Outcome::default(),
    }
}

/// Adds a form signed in these slots.
pub fn signed(file: &mut CaseFile, code: &str, slots: &[(&str, u128, Duty)], at: i64) {
    let n = 1000 + file.forms.len() as u128 * 10;
    file.forms.push(Form {
        id: id(n),
        code: code.to_owned(),
        version: "2023.1".to_owned(),
        case_id: Some(file.case.id),
        event_id: Some(file.event.id),
        scheme_id: None,
        subject_id: file.case.person_id,
        answers: None,
        written: None,
        digest: "d".to_owned(),
        state: "signed".to_owned(),
        revision: 1,
        submitted_by: id(ASSESSOR),
        submitted_at: at,
    });
    for (i, (slot, by, duty)) in slots.iter().enumerate() {
        file.signatures.push(Signature {
            id: id(n + 1 + i as u128),
            form_id: id(n),
            slot: (*slot).to_owned(),
            person_id: id(*by),
            duty: *duty,
            mode: "session".to_owned(),
            witness_id: None,
            digest: "d".to_owned(),
            at,
            refused: false,
            reason: None,
            void: false,
        });
    }
}

/// A case recommended and reported, with everything a panel needs.
pub fn ready(result: &str) -> CaseFile {
    let mut file = accepted();
    let both = [("assessor", ASSESSOR, Duty::Assessor), ("candidate", CANDIDATE, Duty::Candidate)];
    file.case.assessor_id = Some(id(ASSESSOR));
    file.case.conflict_free = Some(true);
    file.case.review = Some("proceed".to_owned());
    file.case.session = Some("d1".to_owned());
    file.case.day = Some("2025-10-30".to_owned());
    file.case.present = Some(true);
    file.case.recommendation = Some(result.to_owned());
    file.case.reported_at = Some(NOW + 5);
    file.assignments.push(Assignment {
        id: "1".to_owned(),
        case_id: file.case.id,
        assessor_id: id(ASSESSOR),
        by_id: id(90),
        at: NOW,
        state: "active".to_owned(),
        reason: None,
    });
    signed(&mut file, "FR.AK.01", &both, NOW + 1);
    signed(&mut file, "FR.IA.01", &both, NOW + 2);
    signed(&mut file, "FR.AK.02", &both, NOW + 3);
    let application = [("candidate", CANDIDATE, Duty::Candidate), ("staff", 90, Duty::Staff)];
    signed(&mut file, "FR.APL.01", &application, NOW);
    for unit in ["CONTOH.LD.01", "CONTOH.LD.02"] {
        file.recommendations.push(Recommendation {
            id: format!("r:{unit}"),
            case_id: file.case.id,
            unit: unit.to_owned(),
            result: if unit.ends_with('1') { "K" } else { result }.to_owned(),
            by_id: id(ASSESSOR),
            at: NOW,
        });
    }
    file
}

/// Does an act as a person in a duty, with the default settings.
pub fn act_as<A: Act>(who: u128, duty: Duty, file: &mut A::File, act: &A) -> Result<Outcome, Refusal> {
    act_at(NOW + 1_000_000, who, duty, file, act)
}

/// As [`act_as`], at an instant.
pub fn act_at<A: Act>(now: i64, who: u128, duty: Duty, file: &mut A::File, act: &A) -> Result<Outcome, Refusal> {
    let me: PersonId = id(who);
    let object = file.object();
    let held = Held { duty, event: object.event, institution: object.institution };
    let permit =
        permit::check(&Actor::new(me, vec![held]), act.action(), &Object { assessor: object.assessor, ..object })?;
    let (entropy, settings) = (Counting, Settings::default());
    let context = Context { permit, now, entropy: &entropy, settings: &settings };
    act.judge(file, &context)?;
    Ok(file.close(&context))
}

/// The code of a refusal.
pub fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> String {
    result.unwrap_err().code
}
