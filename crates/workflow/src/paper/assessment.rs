//! Minutes of the assessment of an event (*berita acara asesmen*): who was present, absent or withdrawn, what the assessors
//! recommended, when and where. They can be had before the assessment is over, and then say what is missing. Recommendations
//! are no decisions; absent and withdrawn are not BK.

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    casefile::label,
    civil,
    id::{CaseId, PersonId},
    record::{
        case::{Case, Recommendation},
        event::Event,
        person::Assessor,
        scheme::SchemeVersion,
    },
    stage::Stage,
};
use documents::{Align, Column, LetterData, Minutes, Paper, Piece, Signer, TableData, Width};
use serde_json::{Value, json};
use store::{Find, Read, view::person_names};

use super::{
    Letterhead,
    gathering::{day, venue, written},
};
use crate::{Workflow, WorkflowError, place};

/// Cases that are read at once.
const AT_ONCE: i64 = 500;

/// What became of a candidate at the assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attended {
    /// Recommended competent.
    Competent,
    /// Recommended not yet competent.
    NotYet,
    /// Present, and nobody has recommended yet.
    Unjudged,
    /// Nobody has recorded whether they came.
    Unrecorded,
    /// Absent.
    Absent,
    /// Withdrawn.
    Withdrawn,
}

impl Attended {
    fn of(case: &Case) -> Self {
        match (case.withdrawn.is_some(), case.present, case.recommendation.as_deref()) {
            (true, ..) => Self::Withdrawn,
            (_, Some(false), _) => Self::Absent,
            (_, _, Some("K")) => Self::Competent,
            (_, _, Some(_)) => Self::NotYet,
            (_, Some(true), None) => Self::Unjudged,
            (_, None, None) => Self::Unrecorded,
        }
    }
}

/// A candidate of the minutes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendedLine {
    /// Label of the case.
    pub label: String,
    /// Name at the opening of the case; none once erased.
    pub name: Option<String>,
    /// What became of them.
    pub attended: Attended,
    /// Codes of the units that were recommended not yet competent.
    pub lacking: Vec<String>,
}

/// How many, by what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Accepted to the assessment at all.
    pub listed: i64,
    /// Present.
    pub present: i64,
    /// Absent.
    pub absent: i64,
    /// Withdrawn.
    pub withdrawn: i64,
    /// Recommended competent.
    pub competent: i64,
    /// Recommended not yet competent.
    pub not_yet: i64,
    /// Present without a recommendation.
    pub unjudged: i64,
    /// Without a record of having come or not.
    pub unrecorded: i64,
}

impl Tally {
    fn add(&mut self, attended: Attended) {
        self.listed += 1;
        if matches!(attended, Attended::Competent | Attended::NotYet | Attended::Unjudged) {
            self.present += 1;
        }
        *match attended {
            Attended::Competent => &mut self.competent,
            Attended::NotYet => &mut self.not_yet,
            Attended::Unjudged => &mut self.unjudged,
            Attended::Unrecorded => &mut self.unrecorded,
            Attended::Absent => &mut self.absent,
            Attended::Withdrawn => &mut self.withdrawn,
        } += 1;
    }
}

/// The candidates of one scheme, by number.
#[derive(Debug, Clone, PartialEq)]
pub struct OfScheme {
    /// The scheme.
    pub scheme: SchemeVersion,
    /// Its counts.
    pub tally: Tally,
    /// Its candidates.
    pub lines: Vec<AttendedLine>,
}

/// The assessment of an event as it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessment {
    /// All counts.
    pub tally: Tally,
    /// By scheme, in the order of the event.
    pub schemes: Vec<OfScheme>,
    /// First and last day: of the sessions in which somebody was present, or those of the event.
    pub days: (String, String),
    /// Who assessed somebody present: name, and number of the registration.
    pub assessors: Vec<(String, String)>,
    /// The last day of the event has come.
    pub reached: bool,
}

impl Assessment {
    /// Nobody is left to be recorded or recommended, somebody was listed, and the last day has come.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        let Tally { listed, unjudged, unrecorded, .. } = self.tally;
        self.reached && listed > 0 && unjudged == 0 && unrecorded == 0
    }
}

/// How the assessment of an event stands.
///
/// # Errors
/// When the store cannot be read.
pub async fn assessment(r: &mut impl Read, event: &Event, now: i64) -> Result<Assessment, WorkflowError> {
    let versions = event.offers.iter().map(|offer| offer.scheme_version_id);
    let versions: Vec<SchemeVersion> = r.find(&Find::all().one_of("id", versions)).await?;
    let cases = listed(r, event).await?;
    let mut lacking = lacking(r, &cases).await?;
    let mut tally = Tally::default();
    let mut schemes = Vec::new();
    for offer in &event.offers {
        let Some(scheme) = versions.iter().find(|s| s.id == offer.scheme_version_id) else { continue };
        let mut of = OfScheme { scheme: scheme.clone(), tally: Tally::default(), lines: Vec::new() };
        for case in cases.iter().filter(|case| case.slug == offer.slug) {
            let attended = Attended::of(case);
            of.tally.add(attended);
            tally.add(attended);
            of.lines.push(AttendedLine {
                label: label(&scheme.abbr, case),
                name: case.name.clone(),
                attended,
                lacking: lacking.remove(&case.id).filter(|_| attended == Attended::NotYet).unwrap_or_default(),
            });
        }
        if !of.lines.is_empty() {
            schemes.push(of);
        }
    }
    let came = || cases.iter().filter(|case| case.withdrawn.is_none() && case.present == Some(true));
    let days = || came().filter_map(|case| case.day.clone());
    let days = days().min().zip(days().max()).unwrap_or_else(|| (event.starts.clone(), event.ends.clone()));
    let assessors: BTreeSet<PersonId> = came().filter_map(|case| case.assessor_id).collect();
    let assessors = named(r, &assessors.into_iter().collect::<Vec<_>>()).await?;
    let reached = civil::day(now, &event.zone).to_string() >= event.ends;
    Ok(Assessment { tally, schemes, days, assessors, reached })
}

/// Cases that were accepted and may go on to the assessment, by number.
async fn listed(r: &mut impl Read, event: &Event) -> Result<Vec<Case>, WorkflowError> {
    let mut cases: Vec<Case> = Vec::new();
    let mut part = Find::by("event_id", event.id).order_by(&["id"]).limit(AT_ONCE).unopened();
    loop {
        let some: Vec<Case> = r.find(&part).await?;
        let Some(last) = some.last().map(|case| case.id) else { break };
        cases.extend(some);
        part = part.after([last.into()]);
    }
    cases.retain(|case| case.funnel.accepted && !matches!(case.stage, Stage::Rejected | Stage::NotProceeding));
    cases.sort_by_key(|case| case.running);
    Ok(cases)
}

async fn lacking(r: &mut impl Read, cases: &[Case]) -> Result<BTreeMap<CaseId, Vec<String>>, WorkflowError> {
    let mut all: BTreeMap<CaseId, Vec<String>> = BTreeMap::new();
    let not_yet: Vec<CaseId> =
        cases.iter().filter(|case| case.recommendation.as_deref() == Some("BK")).map(|case| case.id).collect();
    for some in not_yet.chunks(200) {
        let given: Vec<Recommendation> =
            r.find(&Find::by("result", "BK").one_of("case_id", some.iter().copied()).order_by(&["id"])).await?;
        for one in given.into_iter().filter(|one| one.unit != "*") {
            all.entry(one.case_id).or_default().push(one.unit);
        }
    }
    Ok(all)
}

async fn named(r: &mut impl Read, assessors: &[PersonId]) -> Result<Vec<(String, String)>, WorkflowError> {
    let names = person_names(r, assessors).await?;
    let registered: Vec<Assessor> = r.find(&Find::all().one_of("id", assessors.iter().copied())).await?;
    let mut all: Vec<(String, String)> = assessors
        .iter()
        .filter_map(|id| {
            let met = registered.iter().find(|a| a.id == *id).map(|a| a.met.clone());
            Some((names.get(id)?.clone(), met.unwrap_or_default()))
        })
        .collect();
    all.sort();
    Ok(all)
}

impl Workflow {
    /// The minutes of the assessment of an event, as it stands.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn assessment_paper(&self, event: &Event) -> Result<Paper, WorkflowError> {
        let Letterhead { body, files, settings } = self.letterhead().await?;
        let now = self.now();
        let held = assessment(&mut self.reader(), event, now).await?;
        let date = civil::day(now, &event.zone).to_string();
        let signer = |title: &str, name: &str, id: Option<&str>| Signer {
            place: None,
            date: None,
            title: title.to_owned(),
            name: name.to_owned(),
            id: id.filter(|id| !id.is_empty()).map(str::to_owned),
            signature: None,
            electronic: None,
        };
        let mut signers: Vec<Signer> =
            held.assessors.iter().map(|(name, met)| signer("Asesor kompetensi", name, Some(met))).collect();
        let city = match place::district(&event.kab) {
            Some(_) => place::short(&event.kab),
            None => settings.text("body.city"),
        };
        signers.push(Signer {
            place: Some(city),
            date: Some(date.clone()),
            ..signer("Penanggung jawab TUK", "…………………………", None)
        });
        let minutes = Minutes {
            title: if held.is_over() { "Berita Acara Asesmen" } else { "Berita Acara Asesmen (sementara)" }.to_owned(),
            number: None,
            by_hand: true,
            about: None,
            body,
            date,
            text: text(event, &held),
            signers,
        };
        Ok(LetterData::Minutes(minutes).paper(files))
    }
}

/// What is missing until the assessment is over, in Indonesian.
fn missing(event: &Event, held: &Assessment) -> String {
    let Tally { listed, unjudged, unrecorded, .. } = held.tally;
    let mut why = Vec::new();
    if listed == 0 {
        why.push("belum ada asesi yang diterima".to_owned());
    }
    if !held.reached {
        why.push(format!("hari terakhir acara ({}) belum tiba", written(&event.ends)));
    }
    if unrecorded > 0 {
        why.push(format!("kehadiran {unrecorded} asesi belum dicatat"));
    }
    if unjudged > 0 {
        why.push(format!("{unjudged} asesi yang hadir belum mendapat rekomendasi"));
    }
    format!("ASESMEN BELUM SELESAI ketika berita acara ini dicetak: {}.", why.join("; "))
}

fn text(event: &Event, held: &Assessment) -> Vec<Piece> {
    let fact = |label: &str, said: Value| (label.to_owned(), said);
    let (first, last) = &held.days;
    let days = if first == last { day(first) } else { format!("{} sampai dengan {}", day(first), day(last)) };
    let venue = format!("{} (TUK {})", venue(event), event.venue_kind.replace('-', " "));
    let none = || vec!["belum ada".to_owned()];
    let assessor =
        |(name, met): &(String, String)| if met.is_empty() { name.clone() } else { format!("{name} ({met})") };
    let assessors: Vec<String> = held.assessors.iter().map(assessor).collect();
    let tally = &held.tally;
    let came = [
        format!("terdaftar {} orang", tally.listed),
        format!("hadir {} orang", tally.present),
        format!("tidak hadir {} orang", tally.absent),
        format!("mengundurkan diri {} orang", tally.withdrawn),
    ];
    let mut text = Vec::new();
    if !held.is_over() {
        text.push(Piece::Heading { heading: missing(event, held) });
    }
    text.push(Piece::from("Asesmen kompetensi dilaksanakan dengan keterangan sebagai berikut:"));
    text.push(Piece::Facts {
        facts: vec![
            fact("Acara", json!(format!("{} ({})", event.title, event.code))),
            fact("Hari, tanggal", json!(days)),
            fact("Tempat", json!(venue)),
            fact("Asesor", json!(if assessors.is_empty() { none() } else { assessors })),
            fact("Kehadiran", json!(came)),
            fact(
                "Rekomendasi",
                json!(format!("kompeten {} orang, belum kompeten {} orang", tally.competent, tally.not_yet)),
            ),
        ],
    });
    for of in &held.schemes {
        let t = &of.tally;
        text.push(Piece::Heading { heading: of.scheme.name_id.clone() });
        text.push(Piece::Paragraph(format!(
            "Terdaftar {}, hadir {}, tidak hadir {}, mengundurkan diri {}; rekomendasi K {}, BK {}.",
            t.listed, t.present, t.absent, t.withdrawn, t.competent, t.not_yet
        )));
        text.push(Piece::Table { table: table(&of.lines) });
    }
    text.push(Piece::from(
        "K kompeten, BK belum kompeten: rekomendasi asesor, yang diputuskan oleh pleno. Yang tidak hadir atau mengundurkan diri bukan belum kompeten. Demikian berita acara ini dibuat dengan sebenarnya.",
    ));
    text
}

/// Result and recommendation, as the minutes have it.
const fn told(attended: Attended) -> (&'static str, &'static str) {
    match attended {
        Attended::Competent => ("K", "Terbitkan sertifikat"),
        Attended::NotYet => ("BK", "Pengulangan"),
        Attended::Unjudged => ("–", "Belum direkomendasikan"),
        Attended::Unrecorded => ("–", "Kehadiran belum dicatat"),
        Attended::Absent => ("–", "Tidak hadir"),
        Attended::Withdrawn => ("–", "Mengundurkan diri"),
    }
}

fn table(lines: &[AttendedLine]) -> TableData {
    let row = |(n, line): (usize, &AttendedLine)| {
        let (result, said) = told(line.attended);
        let name = line.name.clone().unwrap_or_else(|| "(data dihapus)".to_owned());
        vec![json!(n + 1), json!(line.label), json!(name), json!(result), json!(said), json!(line.lacking.join(", "))]
    };
    TableData {
        size: Some(8.6),
        pad: None,
        columns: vec![
            Column::new("No.", Width::Millimetres(9.0)).aligned(Align::Right),
            Column::new("Berkas", Width::Millimetres(24.0)),
            Column::new("Nama asesi", Width::share(3)),
            Column::new("Hasil", Width::Millimetres(13.0)).aligned(Align::Center),
            Column::new("Rekomendasi", Width::Millimetres(36.0)),
            Column::new("Unit yang belum kompeten", Width::share(2)),
        ],
        rows: lines.iter().enumerate().map(row).collect(),
    }
}
