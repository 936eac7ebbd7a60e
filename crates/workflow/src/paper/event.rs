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

use super::gathering::venue;
use crate::{
    Workflow, WorkflowError, found,
    outcome::{Counts, Standing, Telling, standing},
    place,
};

impl Workflow {
    /// The report of an event, in this language.
    ///
    /// # Errors
    /// Not found when there is no such event.
    pub async fn event_report(&self, id: EventId, locale: Locale) -> Result<Paper, WorkflowError> {
        let letterhead = self.letterhead().await?;
        let mut reader = self.reader();
        let event: Event = found(reader.get(id).await?)?;
        let standing = standing(&mut reader, &event).await?;
        let schemes: Vec<SchemeVersion> =
            reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?;
        let today = certification::civil::day(self.now(), &event.zone).to_string();
        let head = self.head(&today).await?;
        let mut sections = sections(&standing, &schemes, (Telling::of(&letterhead.settings), locale));
        if let Some(head) = head {
            sections.push(Section {
                level: None,
                title: None,
                block: Block::Sign {
                    place: letterhead.settings.text("body.city"),
                    date: today.clone(),
                    position: format!("{} {}", locale.pick("Ketua", "Head of"), letterhead.body.name),
                    name: head.full_name(),
                    signature: None,
                },
            });
        }
        let data = ReportData {
            lang: Some(locale.as_str().to_owned()),
            title: locale.pick("Laporan Hasil Sertifikasi", "Report on the Outcome of Certification").to_owned(),
            r#for: event.host.clone(),
            number: event.code.clone(),
            date: today,
            qr: None,
            body: letterhead.body.clone(),
            event: EventOfReport {
                name: event.title.clone(),
                place: venue(&event),
                dates: span(&event.starts, &event.ends, locale),
            },
            sections,
        };
        Ok(data.paper(letterhead.files))
    }

    /// Who heads the body today.
    pub(super) async fn head(&self, today: &str) -> Result<Option<Person>, WorkflowError> {
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

/// A step of the line: its name in Indonesian and English, and the count of those who ever came so far.
type Step = (&'static str, &'static str, fn(&Counts) -> i64);

/// The line of the event.
const LINE: [Step; 7] = [
    ("Terdaftar", "Registered", |c| c.registered),
    ("Permohonan lengkap", "Application complete", |c| c.complete),
    ("Diterima", "Accepted", |c| c.accepted),
    ("Hadir", "Present", |c| c.present),
    ("Selesai dinilai", "Assessed", |c| c.assessed),
    ("Diputus kompeten", "Decided competent", |c| c.decided_k),
    ("Sertifikat terbit", "Certificate issued", |c| c.issued),
];

/// How much is told, and in which language.
type Wanted = (Telling, Locale);

fn sections(standing: &Standing, schemes: &[SchemeVersion], wanted: Wanted) -> Vec<Section> {
    let (telling, locale) = wanted;
    let say = |id: &str, en: &str| locale.pick(id, en).to_owned();
    let counts = &standing.counts;
    let figure = |value: i64, label: String| Figure { value: value.to_string(), label };
    let count = |(id, en, of): &Step| Count { label: say(id, en), n: small(of(counts)), note: None, open: None };
    let mut out = vec![Section {
        level: Some(1),
        title: Some(say("Ringkasan", "Summary")),
        block: Block::Figures {
            items: vec![
                figure(counts.registered, say("peserta terdaftar", "candidates registered")),
                figure(counts.present, say("hadir pada asesmen", "present at the assessment")),
                figure(counts.decided_k, say("diputus kompeten", "decided competent")),
                figure(counts.issued, say("sertifikat terbit", "certificates issued")),
            ],
        },
    }];
    // Bars of nobody cannot be drawn.
    if counts.registered > 0 {
        let caption = say("Berapa orang pernah sampai di tiap tahap", "How many people ever came to each stage");
        let rows = LINE.iter().map(count).collect();
        let title = say("Dari pendaftaran sampai sertifikat", "From registration to certificate");
        out.push(Section::new(title, Block::Counts { caption, rows }));
        out.push(Section::new(say("Menurut skema", "By scheme"), scheme_table(standing, schemes, wanted)));
    }
    out.extend(district_section(standing, wanted));
    let decided = counts.decided_k + counts.decided_bk;
    let mut notes = vec![
        say(
            "Rekomendasi asesor bukan keputusan; yang dihitung kompeten adalah yang diputus oleh pleno.",
            "An assessor's recommendation is no decision; counted as competent are those whom the panel decided so.",
        ),
        say(
            "Yang tidak hadir atau mengundurkan diri tidak dihitung belum kompeten.",
            "Those who were absent or withdrew are not counted as not yet competent.",
        ),
    ];
    if let Some(of) = telling.share(counts.decided_k, decided) {
        let (k, share, lo, hi, sure) = (counts.decided_k, of.share, of.lo, of.hi, telling.confidence);
        notes.insert(0, match locale {
            Locale::Id => format!(
                "Dari {decided} orang yang diputus, {k} kompeten ({share:.0} %; rentang {sure} % {lo:.0}–{hi:.0} %). Yang diuji dipilih instansinya, jadi angka ini tidak menggambarkan seluruh pustakawan."
            ),
            Locale::En => format!(
                "Of {decided} people decided on, {k} are competent ({share:.0} %; {sure} % interval {lo:.0}–{hi:.0} %). Their institutions chose whom to send, so this figure does not describe all librarians."
            ),
        });
    }
    out.push(Section::new(say("Cara membaca angka ini", "How to read these figures"), Block::Points { points: notes }));
    out
}

fn decided(counts: &Counts) -> i64 {
    counts.decided_k + counts.decided_bk
}

fn scheme_table(standing: &Standing, schemes: &[SchemeVersion], (telling, locale): Wanted) -> Block {
    let say = |id: &str, en: &str| locale.pick(id, en).to_owned();
    let column = |h: String, num: bool| ReportColumn { h, num: num.then_some(true) };
    let sizes: Vec<i64> = standing.by_scheme.iter().map(|s| decided(&s.counts)).collect();
    let rows = standing.by_scheme.iter().zip(telling.hidden(&sizes)).map(|(of, hidden)| {
        let found = schemes.iter().find(|s| s.slug == of.scheme);
        let name = found.map_or(of.scheme.as_str(), |s| locale.prefer(&s.name_id, &s.name_en));
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
        caption: Some(match (locale, telling.least) {
            (Locale::Id, n) => format!(
                "K kompeten, BK belum kompeten. Skema dengan kurang dari {n} orang yang diputus, dan pasangannya, tidak ditampilkan hasilnya."
            ),
            (Locale::En, n) => format!(
                "K competent, BK not yet competent. Results of a scheme with fewer than {n} people decided on, and of its counterpart, are not shown."
            ),
        }),
        size: None,
        columns: vec![
            column(say("Skema", "Scheme"), false),
            column(say("Daftar", "Registered"), true),
            column(say("Hadir", "Present"), true),
            column("K".to_owned(), true),
            column("BK".to_owned(), true),
            column(say("Terbit", "Issued"), true),
        ],
        rows: rows.collect(),
        total: Some(vec![
            json!(say("Jumlah", "Total")),
            json!(all.registered),
            json!(all.present),
            json!(all.decided_k),
            json!(all.decided_bk),
            json!(all.issued),
        ]),
    }
}

/// Shares by district; nothing before anybody was decided.
fn district_section(standing: &Standing, (telling, locale): Wanted) -> Option<Section> {
    let say = |id: &str, en: &str| locale.pick(id, en).to_owned();
    let sizes: Vec<i64> = standing.by_district.iter().map(|d| decided(&d.counts)).collect();
    let rows: Vec<Bar> = standing
        .by_district
        .iter()
        .zip(telling.hidden(&sizes))
        .filter(|(_, hidden)| hidden.is_none())
        .filter_map(|(of, _)| {
            let n = decided(&of.counts);
            let share = telling.share(of.counts.decided_k, n)?;
            let label = if of.kab.is_empty() { say("Belum diketahui", "Not known") } else { place::short(&of.kab) };
            let (k, n) = (small(of.counts.decided_k), small(n));
            Some(Bar { label, k, n, share: share.share, lo: share.lo, hi: share.hi })
        })
        .collect();
    let caption = match (locale, telling.confidence, telling.least) {
        (Locale::Id, sure, n) => format!(
            "Bagian yang kompeten dengan rentang {sure} %, menurut kode wilayah. Kabupaten/kota dengan kurang dari {n} orang yang diputus, dan pasangannya, tidak ditampilkan. Di mana rentang bertumpang tindih, urutan antarwilayah tidak dapat disimpulkan."
        ),
        (Locale::En, sure, n) => format!(
            "Share of the competent with its {sure} % interval, by code of the district. Districts with fewer than {n} people decided on, and their counterpart, are not shown. Where intervals overlap, no order of districts can be concluded."
        ),
    };
    (!rows.is_empty()).then(|| {
        Section::new(
            say("Menurut kabupaten/kota", "By district"),
            Block::Bars { caption, head: Some(say("Kabupaten/kota", "District")), label_width: None, rows },
        )
    })
}
