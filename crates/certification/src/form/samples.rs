//! Invented sample contexts and filled answers for every shipped definition: what example papers are
//! printed from, and what tests of pages and papers are fed with.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    answers::{Answer, Answers},
    catalogue,
    condition::{CaseFacts, Progress},
    context::{
        CaseRow, DocumentFact, EventFacts, FormContext, FormFacts, Item, Maker, OfficerFacts, PaperFacts, PersonFacts,
    },
    definition::{Definition, Mode},
    engine::Engine,
    expand,
    field::{Kind, Need},
    paper::SignatureMark,
    wording::Locale,
    written::{Part, Question, WrittenTest},
};
use crate::{duty::Duty, record::scheme::SchemeVersion};

/// A definition with a context, filled answers and signatures.
#[derive(Debug, Clone)]
pub struct Sample {
    /// The definition.
    pub definition: &'static Definition,
    /// An invented case.
    pub context: FormContext,
    /// Answers to everything the form asks for.
    pub answers: Answers,
    /// A signature in every slot.
    pub signatures: Vec<SignatureMark>,
}

/// One sample for each shipped definition.
#[must_use]
pub fn all() -> Vec<Sample> {
    catalogue::all()
        .iter()
        .map(|definition| {
            let context = context();
            let answers = answers(definition, &context);
            Sample { definition, answers, signatures: signatures(definition, &context), context }
        })
        .collect()
}

/// The data of every paper: `FR.AK.02-filled-id` and its like, blank, with proposed values, and filled.
pub fn papers() -> impl Iterator<Item = (String, Value)> {
    let states = |sample: Sample, locale: Locale| {
        let name = |state: &str| format!("{}-{state}-{}", sample.definition.code, locale.as_str());
        let print = |context: &FormContext, answers, marks: &[SignatureMark]| {
            Engine::paper(sample.definition, context, answers, marks, locale)
        };
        [
            (name("blank"), print(&blank(), None, &[])),
            (name("prefilled"), print(&sample.context, None, &[])),
            (name("filled"), print(&sample.context, Some(&sample.answers), &sample.signatures)),
        ]
    };
    all().into_iter().flat_map(move |s| Locale::ALL.into_iter().flat_map(move |l| states(s.clone(), l)))
}

/// An example scheme of a few units.
#[must_use]
pub fn scheme() -> SchemeVersion {
    serde_json::from_str(include_str!("../../forms/samples/scheme.json")).expect("the sample scheme is valid")
}

/// What a blank form is printed with: the scheme and the body, no person.
#[must_use]
pub fn blank() -> FormContext {
    FormContext { paper: body(), case_label: "–".to_owned(), ..FormContext::blank(scheme()) }
}

fn body() -> PaperFacts {
    PaperFacts {
        body: "Lembaga Sertifikasi Profesi Contoh Pustaka".to_owned(),
        licence: "BNSP-LSP-000-ID".to_owned(),
        address: "Jalan Melati Rekaan No. 12, Banjarbaru 70714 · lsp@contoh.id".to_owned(),
        logo: None,
        printed_on: "2025-10-31".to_owned(),
        hash: None,
        qr: Vec::new(),
    }
}

/// An invented case in assessment.
#[must_use]
pub fn context() -> FormContext {
    let evidence = [
        ("b-01", "B-01 Buku register anggota 2025"),
        ("b-02", "B-02 Cetakan transaksi sirkulasi 3 hari"),
        ("b-03", "B-03 Statistik layanan Januari–Juni 2025"),
        ("b-04", "B-04 Surat keterangan atasan"),
    ];
    let scheme = scheme();
    let required = scheme.documents_for("d2-perpustakaan").map(|d| DocumentFact {
        id: format!("d-{}", d.id),
        requirement: d.id.clone(),
        title: format!("{}.pdf", d.id),
        file: format!("file-{}", d.id),
    });
    let documents = required
        .chain(evidence.map(|(id, title)| DocumentFact {
            id: id.to_owned(),
            requirement: "evidence".to_owned(),
            title: title.to_owned(),
            file: format!("file-{id}"),
        }))
        .collect();
    FormContext {
        standard: "Standar contoh".to_owned(),
        person: person(),
        event: EventFacts {
            title: "Sertifikasi Pustakawan Kalimantan Selatan (contoh)".to_owned(),
            venue: "Aula Perpustakaan Daerah, Banjarbaru".to_owned(),
            venue_kind: "sewaktu".to_owned(),
            starts: "2025-10-30".to_owned(),
            ends: "2025-10-31".to_owned(),
            day: "2025-10-30".to_owned(),
            time: "08.00–12.00 WITA".to_owned(),
        },
        case_label: "LD/044/SYA".to_owned(),
        case: CaseFacts {
            confirmed: true,
            application_verdict: Some("accepted".to_owned()),
            assessor_assigned: true,
            conflict_free: true,
            review: Some("proceed".to_owned()),
            candidate_type: Some(3),
            scheduled: true,
            present: true,
            recommendation: Some("K".to_owned()),
            decision: None,
            withdrawn: false,
            ..CaseFacts::default()
        },
        alternative: Some("d2-perpustakaan".to_owned()),
        assessor: OfficerFacts {
            name: "Gusti Rahmadi Yuliansyah, S.IP., M.A.".to_owned(),
            registration: "MET.000.004821 2021".to_owned(),
        },
        staff: OfficerFacts { name: "Dian Prameswari, A.Md.".to_owned(), registration: "ADM-07".to_owned() },
        documents,
        cases: cases(&scheme),
        items: items(&scheme),
        forms: ["FR.APL.01", "FR.APL.02", "FR.AK.01", "FR.IA.01", "FR.IA.08", "FR.AK.02"]
            .map(|code| (code.to_owned(), FormFacts { progress: Some(Progress::Signed), answers: filed(code) }))
            .into(),
        makers: vec![
            maker(false, "Hj. Mastura Norhidayati, M.IP.", "MET.000.003310 2020", "2025-09-12"),
            maker(true, "Dr. Elisabeth Manurung, M.Hum.", "MET.000.001904 2018", "2025-09-15"),
        ],
        paper: body(),
        locale: Locale::Id,
        ..FormContext::blank(scheme)
    }
}

/// Answers of a form as kept in a record.
fn filed(code: &str) -> serde_json::Map<String, Value> {
    file().remove(code).and_then(|a| a.to_value().ok()).and_then(|a| a.as_object().cloned()).unwrap_or_default()
}

fn person() -> PersonFacts {
    let text = str::to_owned;
    PersonFacts {
        name: text("Muhammad Syarwani"),
        degree: text("S.I.Pust."),
        full_name: text("Muhammad Syarwani, S.I.Pust."),
        nik: text("6372010302880003"),
        birth_place: text("Martapura"),
        born: text("1988-02-03"),
        sex: text("L"),
        address: text("Jalan Kenanga Rekaan 8, Martapura"),
        phone: text("081255012277"),
        email: text("syarwani@contoh.id"),
        education: text("S1 Ilmu Perpustakaan"),
        institution: text("Dinas Perpustakaan dan Kearsipan Contoh"),
        position: text("Pustakawan Ahli Pertama"),
        nip: String::new(),
    }
}

fn maker(validator: bool, name: &str, met: &str, on: &str) -> Maker {
    Maker { validator, name: name.to_owned(), met: met.to_owned(), on: on.to_owned() }
}

fn cases(scheme: &SchemeVersion) -> Vec<CaseRow> {
    let names = ["Muhammad Syarwani", "Siti Nur'aini", "Ani Maulida", "Rusdi", "Noorhalimah Aspihani"];
    let below = scheme.units.iter().skip(1).take(1).map(|u| format!("{} {}", u.code, u.title));
    let below: Vec<String> = below.collect();
    names
        .iter()
        .enumerate()
        .map(|(n, name)| CaseRow {
            key: format!("case-{}", n + 1),
            name: (*name).to_owned(),
            scheme: scheme.name_id.clone(),
            recommendation: if n == 3 { "BK" } else { "K" }.to_owned(),
            not_reached: if n == 3 { below.clone() } else { Vec::new() },
        })
        .collect()
}

fn items(scheme: &SchemeVersion) -> BTreeMap<String, Vec<Item>> {
    let questions = |kind: &str| -> Vec<Item> {
        scheme
            .units
            .iter()
            .flat_map(|unit| unit.elements.iter().map(move |element| (unit, element)))
            .enumerate()
            .map(|(n, (unit, element))| Item {
                key: (n + 1).to_string(),
                text: format!("({kind}, contoh) Apa yang Anda lakukan saat {}?", element.title.to_lowercase()),
                answer: element.criteria.first().map(|c| c.benchmark.clone()).unwrap_or_default(),
                unit: unit.code.clone(),
            })
            .collect()
    };
    [("FR.IA.03", "pendukung"), ("FR.IA.05C", "tertulis"), ("FR.IA.07", "lisan"), ("FR.IA.09", "wawancara")]
        .map(|(code, kind)| (code.to_owned(), questions(kind)))
        .into()
}

/// A released result of an invented written test over the first units of the sample scheme.
#[must_use]
pub fn written_test() -> WrittenTest {
    let part = |unit: &str, points: &str, of: &str, line: &str, reached: bool| Part {
        unit: unit.to_owned(),
        points: points.to_owned(),
        of: of.to_owned(),
        pass_line: Some(line.to_owned()),
        reached: Some(reached),
        improve: if reached { Vec::new() } else { vec!["1.2 Transaksi dicatat".to_owned()] },
    };
    let codes: Vec<String> = scheme().units.iter().take(2).map(|unit| unit.code.clone()).collect();
    let units = codes.iter().enumerate().map(|(n, code)| match n {
        0 => part(code, "3", "4", "2.5", true),
        _ => part(code, "1.5", "4", "2.5", false),
    });
    let questions = (1..=8).map(|no| Question {
        no,
        unit: codes.get(usize::from(no > 4)).cloned().unwrap_or_default(),
        open: no == 8,
        points: if no % 3 == 0 { "0" } else { "1" }.to_owned(),
        of: "1".to_owned(),
        achieved: Some(no % 3 != 0),
    });
    WrittenTest {
        name: "Tes tertulis Layanan Dasar".to_owned(),
        released_on: "2025-10-30".to_owned(),
        released_by: "Dian Prameswari, A.Md.".to_owned(),
        round: 1,
        provisional: false,
        whole: part("", "4.5", "8", "5", false),
        units: units.collect(),
        questions: questions.collect(),
    }
}

fn file() -> BTreeMap<String, Answers> {
    serde_json::from_str(include_str!("../../forms/samples/answers.json")).expect("the sample answers are valid")
}

/// Answers from the sample file, and the first thing offered wherever something is asked for.
fn answers(definition: &Definition, context: &FormContext) -> Answers {
    let mut answers = file().remove(&definition.code).unwrap_or_default();
    for round in 0..2 {
        for (n, cell) in expand::cells(definition, context, &answers, Locale::Id).into_iter().enumerate() {
            let asked = |need: &Need| cell.needs(need, context, &answers, definition);
            if answers.get(&cell.name).is_some() || !(asked(&cell.field.required) || asked(&cell.field.advised)) {
                continue;
            }
            if let Some(answer) = sample_answer(&cell, context, n + round) {
                answers.set(cell.name.clone(), answer);
            }
        }
    }
    answers
}

fn sample_answer(cell: &expand::Cell<'_>, context: &FormContext, n: usize) -> Option<Answer> {
    if let Some(proposed) = cell.answer(context, &Answers::new()) {
        return Some(proposed.into_owned());
    }
    let offered = expand::offered(&cell.field.kind, context, Locale::Id);
    let text = match &cell.field.kind {
        Kind::Document => return None,
        Kind::Evidence | Kind::Multi { .. } => {
            let first = offered.get(n % offered.len().max(1))?.0.clone();
            return Some(Answer::Many(vec![first]));
        }
        Kind::Date => context.event.day.clone(),
        Kind::Number { min, .. } => min.to_string(),
        Kind::Text { .. } | Kind::Long { .. } => "Sesuai catatan asesor (contoh).".to_owned(),
        _ => offered.first()?.0.clone(),
    };
    Some(Answer::One(text))
}

fn signatures(definition: &Definition, context: &FormContext) -> Vec<SignatureMark> {
    definition
        .slots
        .iter()
        .enumerate()
        .map(|(n, slot)| {
            let (name, registration) = match slot.duty {
                Duty::Candidate => (context.person.full_name.clone(), String::new()),
                Duty::Assessor => (context.assessor.name.clone(), context.assessor.registration.clone()),
                _ => (context.staff.name.clone(), context.staff.registration.clone()),
            };
            let in_presence = slot.duty == Duty::Candidate;
            SignatureMark {
                slot: slot.key.clone(),
                name,
                registration,
                on: context.event.ends.clone(),
                time: format!("11.3{n} WITA"),
                mode: Some(if in_presence { Mode::InPresence } else { Mode::Session }),
                witness: in_presence.then(|| context.assessor.name.clone()),
                entry: format!("J-2025-10441{n}"),
                ..SignatureMark::default()
            }
        })
        .collect()
}
