//! Minutes of a panel and the decree (SK) with its list.

use std::collections::BTreeMap;

use certification::{
    act::Act as _,
    casefile::label,
    civil,
    decision::{Place, SignDecree, panel_stream},
    form::Locale,
    id::{CaseId, PanelId},
    record::{
        case::{Case, Recommendation},
        decision::Panel,
        event::Event,
        person::{Institution, Person},
        scheme::SchemeVersion,
    },
};
use documents::{Align, Annex, Column, Decree, LetterData, Minutes, Paper, Piece, Signer, TableData, Width};
use serde_json::{Value, json};
use store::{Find, Read};

use super::electronic;
use crate::{
    Workflow, WorkflowError, found,
    load::{Heard, heard, panel_cases, panel_members},
};

/// What stands for the number of a decree that is not signed.
const UNNUMBERED: &str = "(rancangan: nomor diberikan saat ditandatangani)";
/// What stands for the name under it.
const UNSIGNED: &str = "(belum ditandatangani)";

/// A decided case as the papers list it.
struct Row {
    label: String,
    name: String,
    institution: String,
    scheme: String,
    outcome: String,
}

impl Workflow {
    /// The panel's minutes (*berita acara pleno*).
    ///
    /// # Errors
    /// Not found when there is no such panel.
    pub async fn minutes_paper(&self, id: PanelId) -> Result<Paper, WorkflowError> {
        let mut reader = self.reader();
        let panel: Panel = found(reader.get(id).await?)?;
        let letterhead = match &panel.minutes_number {
            Some(_) => self.letterhead_of(panel.minutes_issuer.as_ref(), &panel.held_on).await?,
            None => self.letterhead().await?,
        };
        let event: Event = found(reader.get(panel.event_id).await?)?;
        let rows = decided_rows(&mut reader, id).await?;
        let members = panel_members(&mut reader, &panel).await?;
        let settings = &letterhead.settings;
        let cases = heard(&mut reader, event.clone(), panel.members.clone(), Some(id), settings).await?;
        let decided: Vec<Heard> = cases.into_iter().filter(|c| c.place == Place::Decided).collect();
        let count = |outcome: &str| rows.iter().filter(|r| r.outcome == outcome).count();
        let (first, last) = assessed_on(&mut reader, id, &event).await?;
        let text = vec![
            Piece::Paragraph(format!(
                "Pada {}, rapat pleno memutuskan hasil asesmen acara {}. Keputusan sah bila sekurang-kurangnya {} anggota yang tidak menilai, tidak melatih, dan tidak mempunyai benturan kepentingan dengan asesi memberi suara, dan lebih banyak suara mendukungnya daripada keputusan lain.",
                day_in_letter(&panel.held_on),
                event.title,
                panel.quorum
            )),
            Piece::Facts {
                facts: vec![
                    ("Hari, tanggal".to_owned(), json!(day_in_letter(&panel.held_on).trim_start_matches("hari "))),
                    ("Acara".to_owned(), json!(format!("{} ({})", event.title, event.code))),
                    ("Tempat asesmen".to_owned(), json!(event.venue)),
                    ("Hari asesmen".to_owned(), json!(civil::term_in_letter(&first, &last))),
                    ("Anggota".to_owned(), json!(members.iter().map(Person::full_name).collect::<Vec<_>>())),
                    ("Diputus kompeten".to_owned(), json!(count("granted").to_string())),
                    ("Diputus belum kompeten".to_owned(), json!(count("not-granted").to_string())),
                    ("Suara berbeda".to_owned(), json!(or_none(dissents(&decided, &panel, &members)))),
                    ("Tidak ikut memutuskan".to_owned(), json!(or_none(stayed_out(&decided, &members)))),
                ],
            },
            Piece::Table { table: table(&rows) },
            Piece::Paragraph("Demikian berita acara ini dibuat dengan sebenarnya.".to_owned()),
        ];
        let signers = members
            .iter()
            .map(|m| signer(if m.id == panel.chair_id { "Ketua pleno" } else { "Anggota" }, Some(m)))
            .collect();
        let minutes = Minutes {
            title: "Berita Acara Pleno".to_owned(),
            number: panel.minutes_number.clone(),
            by_hand: false,
            about: Some(format!("Keputusan hasil asesmen {}", event.title)),
            body: letterhead.body,
            date: panel.held_on.clone(),
            text,
            signers,
        };
        Ok(LetterData::Minutes(minutes).paper(letterhead.files))
    }

    /// The decree (SK) of a panel, with the list of results: as signed, or as a draft without a number
    /// that nobody has signed.
    ///
    /// # Errors
    /// Not found when there is no such panel.
    pub async fn decree_paper(&self, id: PanelId) -> Result<Paper, WorkflowError> {
        let mut reader = self.reader();
        let panel: Panel = found(reader.get(id).await?)?;
        let letterhead = match &panel.decree_on {
            Some(day) => self.letterhead_of(panel.decree_issuer.as_ref(), day).await?,
            None => self.letterhead().await?,
        };
        let number = panel.decree_number.clone().unwrap_or_else(|| UNNUMBERED.to_owned());
        let today = certification::civil::day(self.now(), &letterhead.settings.text("body.zone"));
        let date = panel.decree_on.clone().unwrap_or_else(|| today.to_string());
        let event: Event = found(reader.get(panel.event_id).await?)?;
        let rows = decided_rows(&mut reader, id).await?;
        let signed_by: Option<Person> = match panel.signed_by {
            Some(id) => reader.get(id).await?,
            None => None,
        };
        let zone = letterhead.settings.text("body.zone");
        let electronic = electronic(&mut reader, &panel_stream(id), SignDecree::NAME, &zone).await?;
        let deputy = panel.signed_as.as_deref() == Some("deputy");
        let title = if deputy { "Ketua Pengganti" } else { "Ketua" };
        let body = letterhead.body.name.clone();
        let decree = Decree {
            title: format!("Keputusan Ketua {body}"),
            number: number.clone(),
            about: format!("Penetapan hasil uji kompetensi pada acara {}", event.title),
            authority: format!("{title} {body}"),
            body: letterhead.body.clone(),
            date: date.clone(),
            considering: considering(&panel, &event, &assessed_on(&mut reader, id, &event).await?),
            recalling: recalling(&body),
            heeding: panel.minutes_number.iter().map(|n| format!("Berita Acara Pleno Nomor {n}")).collect(),
            decisions: decisions(),
            signers: vec![Signer {
                place: Some(letterhead.settings.text("body.city")),
                date: Some(date.clone()),
                electronic,
                ..signer(title, signed_by.as_ref())
            }],
            copies: vec!["Ketua Badan Nasional Sertifikasi Profesi".to_owned(), "Peserta yang bersangkutan".to_owned()],
            annex: Some(Annex {
                title: "Hasil uji kompetensi".to_owned(),
                text: vec![Piece::Table { table: table(&rows) }],
            }),
        };
        Ok(LetterData::Decree(decree).paper(letterhead.files))
    }
}

/// `hari Rabu, 5 November 2025`.
fn day_in_letter(day: &str) -> String {
    match day.parse() {
        Ok(day) => format!("hari {}, {}", civil::weekday(day, Locale::Id), civil::written(day, Locale::Id)),
        Err(_) => day.to_owned(),
    }
}

fn signer(title: &str, person: Option<&Person>) -> Signer {
    Signer {
        place: None,
        date: None,
        title: title.to_owned(),
        name: person.map_or_else(|| UNSIGNED.to_owned(), Person::full_name),
        id: None,
        signature: None,
        electronic: None,
    }
}

/// First and last day on which the cases that a panel decided were assessed, as their recommendations were given; those of the
/// event where it decided none.
async fn assessed_on(reader: &mut impl Read, panel: PanelId, event: &Event) -> Result<(String, String), WorkflowError> {
    let cases: Vec<CaseId> = panel_cases(reader, panel).await?.into_iter().map(|decision| decision.case_id).collect();
    let given: Vec<Recommendation> = match cases.as_slice() {
        [] => Vec::new(),
        _ => reader.find(&Find::by("unit", "*").one_of("case_id", cases)).await?,
    };
    let days = || given.iter().map(|r| civil::day(r.at, &event.zone).to_string());
    Ok(days().min().zip(days().max()).unwrap_or_else(|| (event.starts.clone(), event.ends.clone())))
}

fn considering(panel: &Panel, event: &Event, (first, last): &(String, String)) -> Vec<String> {
    vec![
        format!(
            "bahwa uji kompetensi pada acara {} telah dilaksanakan pada tanggal {} di {}",
            event.title,
            civil::term_in_letter(first, last),
            event.venue
        ),
        format!(
            "bahwa komite teknis dalam rapat pleno tanggal {} telah memutuskan hasil uji kompetensi sebagaimana tertuang dalam berita acara pleno",
            civil::term_in_letter(&panel.held_on, &panel.held_on)
        ),
        "bahwa berdasarkan pertimbangan tersebut perlu menetapkan keputusan tentang hasil uji kompetensi".to_owned(),
    ]
}

fn recalling(body: &str) -> Vec<String> {
    vec![
        "Peraturan Pemerintah Nomor 10 Tahun 2018 tentang Badan Nasional Sertifikasi Profesi".to_owned(),
        "Peraturan BNSP Nomor 1/BNSP/III/2014".to_owned(),
        "Peraturan BNSP Nomor 2/BNSP/III/2014".to_owned(),
        "Pedoman BNSP Nomor 09/BNSP.301/XI/2013".to_owned(),
        format!("Standar operasional prosedur {body}"),
    ]
}

fn decisions() -> Vec<String> {
    vec![
        "Menetapkan hasil uji kompetensi sebagaimana tercantum dalam lampiran yang merupakan bagian tidak terpisahkan dari keputusan ini.".to_owned(),
        "Peserta yang dinyatakan kompeten berhak atas sertifikat kompetensi.".to_owned(),
        "Peserta yang dinyatakan belum kompeten dapat mengikuti asesmen ulang atau mengajukan banding.".to_owned(),
        "Keputusan ini berlaku sejak tanggal ditetapkan.".to_owned(),
    ]
}

/// Votes that differ from the decision that stands, with their reasons.
fn dissents(decided: &[Heard], panel: &Panel, members: &[Person]) -> Vec<String> {
    let mut all = Vec::new();
    for case in decided {
        let outcome = case.decision().map(|d| d.outcome.as_str());
        for vote in case.votes(panel.id).filter(|v| Some(v.vote.as_str()) != outcome) {
            let name = members.iter().find(|m| m.id == vote.member_id).map(Person::full_name).unwrap_or_default();
            let verdict = match vote.vote.as_str() {
                "granted" => "kompeten",
                "not-granted" => "belum kompeten",
                _ => "dikembalikan kepada asesor",
            };
            let reason = vote.reason.as_deref().map(|r| format!(" ({r})")).unwrap_or_default();
            all.push(format!("{}: {name}, {verdict}{reason}", case.file.label()));
        }
    }
    all
}

/// Members who stayed out of cases that were decided, from which, and why.
fn stayed_out(decided: &[Heard], members: &[Person]) -> Vec<String> {
    let mut all: BTreeMap<(String, &str), Vec<String>> = BTreeMap::new();
    for case in decided {
        for (member, why) in &case.excluded {
            let name = members.iter().find(|m| m.id == *member).map(Person::full_name).unwrap_or_default();
            let why = match why.code.as_str() {
                "decision.oneself" => "berkasnya sendiri",
                "decision.assessor-may-not-decide" => "menilai",
                "decision.trainer-may-not-decide" => "melatih",
                "decision.own-institution" => "seinstansi",
                "decision.verifier-may-not-decide" => "memeriksa persyaratan",
                _ => "benturan kepentingan",
            };
            all.entry((name, why)).or_default().push(case.file.label());
        }
    }
    all.into_iter().map(|((name, why), cases)| format!("{name}, {why}: {}", cases.join(", "))).collect()
}

fn or_none(all: Vec<String>) -> Vec<String> {
    if all.is_empty() { vec!["Tidak ada".to_owned()] } else { all }
}

async fn decided_rows(reader: &mut impl Read, panel: PanelId) -> Result<Vec<Row>, WorkflowError> {
    let decisions = panel_cases(reader, panel).await?;
    if decisions.is_empty() {
        return Ok(Vec::new());
    }
    let cases: Vec<Case> = reader.find(&Find::all().one_of("id", decisions.iter().map(|d| d.case_id))).await?;
    let schemes: Vec<SchemeVersion> =
        reader.find(&Find::all().one_of("id", cases.iter().map(|c| c.scheme_version_id))).await?;
    let people: Vec<Person> = reader.find(&Find::all().one_of("id", cases.iter().map(|c| c.person_id))).await?;
    let institutions: Vec<Institution> =
        reader.find(&Find::all().one_of("id", cases.iter().filter_map(|c| c.institution_id))).await?;
    let mut rows: Vec<(i64, Row)> = cases
        .iter()
        .map(|case| {
            let scheme = schemes.iter().find(|s| s.id == case.scheme_version_id);
            let outcome = decisions.iter().find(|d| d.case_id == case.id).map(|d| d.outcome.clone());
            let row = Row {
                label: label(scheme.map_or("", |s| s.abbr.as_str()), case),
                name: people.iter().find(|p| p.id == case.person_id).map(Person::full_name).unwrap_or_default(),
                institution: institutions
                    .iter()
                    .find(|i| Some(i.id) == case.institution_id)
                    .map(|i| i.name.clone())
                    .unwrap_or_default(),
                scheme: scheme.map(|s| s.name_id.clone()).unwrap_or_default(),
                outcome: outcome.unwrap_or_default(),
            };
            (case.running, row)
        })
        .collect();
    rows.sort_by_key(|(running, _)| *running);
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

fn table(rows: &[Row]) -> TableData {
    let columns = vec![
        Column::new("No.", Width::Millimetres(9.0)).aligned(Align::Right),
        Column::new("Berkas", Width::Millimetres(24.0)),
        Column::new("Nama", Width::share(3)),
        Column::new("Institusi", Width::share(3)),
        Column::new("Skema", Width::share(3)),
        Column::new("Hasil", Width::Millimetres(26.0)),
    ];
    let rows = rows
        .iter()
        .enumerate()
        .map(|(n, row)| {
            let result = if row.outcome == "granted" { "Kompeten" } else { "Belum Kompeten" };
            [json!(n + 1), json!(row.label), json!(row.name), json!(row.institution), json!(row.scheme), json!(result)]
                .into_iter()
                .collect::<Vec<Value>>()
        })
        .collect();
    TableData { size: Some(8.6), pad: None, columns, rows }
}
