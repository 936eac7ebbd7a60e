//! The report of an event, for the office that asked for it: the counts of its outcome and shares with their
//! intervals. Small cells are hidden here as on the page, so that a number is the same everywhere.

use certification::{
    duty::Duty,
    form::{Locale, wording::span},
    id::EventId,
    person::held,
    record::{
        event::Event,
        person::{Appointment, Person},
        scheme::SchemeVersion,
    },
};
use documents::{Bar, Block, Count, EventOfReport, Figure, Paper, ReportColumn, ReportData, Section};
use serde_json::{Value, json};
use store::{Find, Read};

use crate::{
    Workflow, WorkflowError, found,
    outcome::{Counts, Standing, hidden, share, standing},
    place,
};

impl Workflow {
    /// The report of an event.
    ///
    /// # Errors
    /// Not found when there is no such event.
    pub async fn event_report(&self, id: EventId) -> Result<Paper, WorkflowError> {
        let letterhead = self.letterhead().await?;
        let mut reader = self.reader();
        let event: Event = found(reader.get(id).await?)?;
        let standing = standing(&mut reader, &event).await?;
        let schemes: Vec<SchemeVersion> =
            reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?;
        let today = certification::civil::day(self.now(), &event.zone).to_string();
        let head = self.head(&today).await?;
        let mut sections = sections(&standing, &schemes);
        if let Some(head) = head {
            sections.push(Section {
                level: None,
                title: None,
                block: Block::Sign {
                    place: letterhead.settings.text("body.city"),
                    date: today.clone(),
                    position: format!("Ketua {}", letterhead.body.name),
                    name: head.full_name(),
                    signature: None,
                },
            });
        }
        let data = ReportData {
            title: "Laporan Hasil Sertifikasi".to_owned(),
            r#for: event.host.clone(),
            number: event.code.clone(),
            date: today,
            qr: None,
            body: letterhead.body.clone(),
            event: EventOfReport {
                name: event.title.clone(),
                place: match place::district(&event.kab) {
                    Some(district) => format!("{}, {district}", event.venue),
                    None => event.venue.clone(),
                },
                dates: span(&event.starts, &event.ends, Locale::Id),
            },
            sections,
        };
        Ok(data.paper(letterhead.files))
    }

    /// Who heads the body today.
    async fn head(&self, today: &str) -> Result<Option<Person>, WorkflowError> {
        let mut reader = self.reader();
        let appointed: Vec<Appointment> = reader.find(&Find::by("duty", Duty::Head)).await?;
        match appointed.iter().find(|a| !held(std::slice::from_ref(*a), today).is_empty()) {
            Some(appointment) => Ok(reader.get(appointment.person_id).await?),
            None => Ok(None),
        }
    }
}

fn small(n: i64) -> u32 {
    u32::try_from(n).unwrap_or_default()
}

/// A step of the line: its name, and the count of those who ever came so far.
type Step = (&'static str, fn(&Counts) -> i64);

/// The line of the event.
const LINE: [Step; 7] = [
    ("Terdaftar", |c| c.registered),
    ("Permohonan lengkap", |c| c.complete),
    ("Diterima", |c| c.accepted),
    ("Hadir", |c| c.present),
    ("Selesai dinilai", |c| c.assessed),
    ("Diputus kompeten", |c| c.decided_k),
    ("Sertifikat terbit", |c| c.issued),
];

fn sections(standing: &Standing, schemes: &[SchemeVersion]) -> Vec<Section> {
    let counts = &standing.counts;
    let figure = |value: i64, label: &str| Figure { value: value.to_string(), label: label.to_owned() };
    let count = |(label, of): &Step| Count { label: (*label).to_owned(), n: small(of(counts)), note: None, open: None };
    let mut out = vec![Section {
        level: Some(1),
        title: Some("Ringkasan".to_owned()),
        block: Block::Figures {
            items: vec![
                figure(counts.registered, "peserta terdaftar"),
                figure(counts.present, "hadir pada asesmen"),
                figure(counts.decided_k, "diputus kompeten"),
                figure(counts.issued, "sertifikat terbit"),
            ],
        },
    }];
    // Bars of nobody cannot be drawn.
    if counts.registered > 0 {
        let caption = "Berapa orang pernah sampai di tiap tahap".to_owned();
        let rows = LINE.iter().map(count).collect();
        out.push(Section::new("Dari pendaftaran sampai sertifikat", Block::Counts { caption, rows }));
        out.push(Section::new("Menurut skema", scheme_table(standing, schemes)));
    }
    out.extend(district_section(standing));
    let decided = counts.decided_k + counts.decided_bk;
    let mut notes = vec![
        "Rekomendasi asesor bukan keputusan; yang dihitung kompeten adalah yang diputus oleh pleno.".to_owned(),
        "Yang tidak hadir atau mengundurkan diri tidak dihitung belum kompeten.".to_owned(),
    ];
    if let Some(of) = share(counts.decided_k, decided) {
        notes.insert(0, format!(
            "Dari {decided} orang yang diputus, {} kompeten ({:.0} %; rentang 90 % {:.0}–{:.0} %). Yang diuji dipilih instansinya, jadi angka ini tidak menggambarkan seluruh pustakawan.",
            counts.decided_k, of.share, of.lo, of.hi
        ));
    }
    out.push(Section::new("Cara membaca angka ini", Block::Points { points: notes }));
    out
}

fn decided(counts: &Counts) -> i64 {
    counts.decided_k + counts.decided_bk
}

fn scheme_table(standing: &Standing, schemes: &[SchemeVersion]) -> Block {
    let column = |h: &str, num: bool| ReportColumn { h: h.to_owned(), num: num.then_some(true) };
    let sizes: Vec<i64> = standing.by_scheme.iter().map(|s| decided(&s.counts)).collect();
    let rows = standing.by_scheme.iter().zip(hidden(&sizes)).map(|(of, hidden)| {
        let name = schemes.iter().find(|s| s.slug == of.scheme).map_or(of.scheme.as_str(), |s| s.name_id.as_str());
        let shown = |n: i64| if hidden.is_some() { json!("–") } else { json!(n) };
        let c = &of.counts;
        let cells: Vec<Value> = vec![
            json!(name),
            json!(c.registered),
            json!(c.present),
            shown(c.decided_k),
            shown(c.decided_bk),
            shown(c.issued),
        ];
        cells
    });
    let all = &standing.counts;
    Block::Table {
        caption: Some("K kompeten, BK belum kompeten. Skema dengan kurang dari 5 orang yang diputus, dan pasangannya, tidak ditampilkan hasilnya.".to_owned()),
        size: None,
        columns: vec![
            column("Skema", false),
            column("Daftar", true),
            column("Hadir", true),
            column("K", true),
            column("BK", true),
            column("Terbit", true),
        ],
        rows: rows.collect(),
        total: Some(vec![
            json!("Jumlah"),
            json!(all.registered),
            json!(all.present),
            json!(all.decided_k),
            json!(all.decided_bk),
            json!(all.issued),
        ]),
    }
}

/// Shares by district; nothing before anybody was decided.
fn district_section(standing: &Standing) -> Option<Section> {
    let sizes: Vec<i64> = standing.by_district.iter().map(|d| decided(&d.counts)).collect();
    let rows: Vec<Bar> = standing
        .by_district
        .iter()
        .zip(hidden(&sizes))
        .filter(|(_, hidden)| hidden.is_none())
        .filter_map(|(of, _)| {
            let n = decided(&of.counts);
            let share = share(of.counts.decided_k, n)?;
            let label = if of.kab.is_empty() { "Belum diketahui".to_owned() } else { place::short(&of.kab) };
            let (k, n) = (small(of.counts.decided_k), small(n));
            Some(Bar { label, k, n, share: share.share, lo: share.lo, hi: share.hi })
        })
        .collect();
    let caption = "Bagian yang kompeten dengan rentang 90 %, menurut kode wilayah. Kabupaten/kota dengan kurang dari 5 orang yang diputus, dan pasangannya, tidak ditampilkan. Rentang bertumpang tindih: urutan antarwilayah tidak dapat disimpulkan.";
    (!rows.is_empty()).then(|| {
        Section::new(
            "Menurut kabupaten/kota",
            Block::Bars {
                caption: caption.to_owned(),
                head: Some("Kabupaten/kota".to_owned()),
                label_width: None,
                rows,
            },
        )
    })
}
