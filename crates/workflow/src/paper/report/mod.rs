//! The report of an event, for the office that asked for it: what happened, what is suggested, the counts of its outcome
//! and shares with their intervals. Small cells are hidden here as on the page, so that a number is the same everywhere.

mod said;
mod tables;

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
use documents::{Block, Count, EventOfReport, Figure, Paper, ReportData, Section};
use store::{
    Find, Read,
    view::{Group, gathered},
};

use super::gathering::venue;
use crate::{
    Workflow, WorkflowError, found,
    outcome::{Counts, Gap, Standing, Telling, gaps, standing},
};

/// All that the report tells of.
struct Told {
    event: Event,
    standing: Standing,
    schemes: Vec<SchemeVersion>,
    groups: Vec<Group>,
    gaps: Vec<Gap>,
    telling: Telling,
    locale: Locale,
    /// Now, microseconds UTC.
    now: i64,
}

impl Told {
    fn say(&self, id: &str, en: &str) -> String {
        self.locale.pick(id, en).to_owned()
    }

    const fn counts(&self) -> &Counts {
        &self.standing.counts
    }

    /// So few were decided that nothing is said of what was found.
    const fn too_few(&self) -> bool {
        self.telling.too_few(self.standing.counts.decided())
    }

    /// How many of those in the event, withdrawn ones left out, fit.
    fn people(&self, fits: impl Fn(&Group) -> bool) -> i64 {
        self.groups.iter().filter(|g| !g.withdrawn && fits(g)).map(|g| g.n).sum()
    }

    /// How many withdrew.
    fn withdrawn(&self) -> i64 {
        self.groups.iter().filter(|g| g.withdrawn).map(|g| g.n).sum()
    }

    fn scheme<'a>(&'a self, slug: &'a str) -> &'a str {
        let found = self.schemes.iter().find(|s| s.slug == slug);
        found.map_or(slug, |s| self.locale.prefer(&s.name_id, &s.name_en))
    }
}

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
        let telling = Telling::of(&letterhead.settings);
        let told = Told {
            schemes: reader.find(&Find::all().one_of("id", event.offers.iter().map(|o| o.scheme_version_id))).await?,
            groups: gathered(&mut reader, event.id).await?,
            gaps: gaps(&mut reader, &event, &standing, telling).await?,
            telling,
            locale,
            now: self.now(),
            event,
            standing,
        };
        let today = certification::civil::day(told.now, &told.event.zone).to_string();
        let mut sections = sections(&told);
        if let Some((position, name)) = self.answers_for(&today, &letterhead.body.name, locale).await? {
            sections.push(Section {
                level: None,
                title: None,
                block: Block::Sign {
                    place: letterhead.settings.text("body.city"),
                    date: today.clone(),
                    position,
                    name,
                    signature: None,
                },
            });
        }
        let data = ReportData {
            lang: Some(locale.as_str().to_owned()),
            title: told.say("Laporan Hasil Sertifikasi", "Report on the Outcome of Certification"),
            r#for: format!("{} {}", locale.pick("Untuk", "For"), told.event.host),
            number: told.event.code.clone(),
            date: today,
            qr: None,
            body: letterhead.body.clone(),
            event: EventOfReport {
                name: told.event.title.clone(),
                place: venue(&told.event),
                dates: span(&told.event.starts, &told.event.ends, locale),
            },
            sections,
        };
        Ok(data.paper(letterhead.files))
    }

    /// Office and name of who answers for the report: the certification manager, or the head where there is none.
    async fn answers_for(
        &self,
        today: &str,
        body: &str,
        locale: Locale,
    ) -> Result<Option<(String, String)>, WorkflowError> {
        if let Some(manager) = self.holder(Duty::Manager, today).await? {
            return Ok(Some((
                locale.pick("Manajer Sertifikasi", "Certification Manager").to_owned(),
                manager.full_name(),
            )));
        }
        let head = self.head(today).await?;
        Ok(head.map(|head| (format!("{} {body}", locale.pick("Ketua", "Head of")), head.full_name())))
    }

    /// Who heads the body today.
    pub(super) async fn head(&self, today: &str) -> Result<Option<Person>, WorkflowError> {
        self.holder(Duty::Head, today).await
    }

    /// The first who holds a duty of the whole body today.
    async fn holder(&self, duty: Duty, today: &str) -> Result<Option<Person>, WorkflowError> {
        let mut reader = self.reader();
        let appointed: Vec<Appointment> = reader.find(&Find::by("duty", duty).order_by(&["id"])).await?;
        match appointed.iter().find(|a| !held(std::slice::from_ref(*a), today).is_empty()) {
            Some(appointment) => Ok(reader.get(appointment.person_id).await?),
            None => Ok(None),
        }
    }
}

fn small(n: i64) -> u32 {
    u32::try_from(n).unwrap_or_default()
}

/// So many districts and schemes together fit on one page, charts and tables alike.
const SMALL: usize = 7;

/// A page begins.
const fn page() -> Section {
    Section { level: None, title: None, block: Block::Page }
}

fn sections(told: &Told) -> Vec<Section> {
    let counts = told.counts();
    let figure = |value: i64, label: String| Figure { value: value.to_string(), label };
    let found = |value: i64| if told.too_few() { "–".to_owned() } else { value.to_string() };
    let mut out = vec![Section {
        level: Some(1),
        title: Some(told.say("Ringkasan", "Summary")),
        block: Block::Figures {
            items: vec![
                figure(counts.assessed, said::assessed(told)),
                Figure {
                    value: found(counts.decided_k),
                    label: told
                        .say("orang dinyatakan kompeten oleh rapat pleno", "people decided competent by the panel"),
                },
                Figure { value: found(counts.issued), label: said::issued(told) },
            ],
        },
    }];
    let happened = told.say("Apa yang terjadi", "What happened");
    out.push(Section::new(happened, Block::Text { text: said::happened(told) }));
    let suggested = said::suggested(told);
    if !suggested.is_empty() {
        out.push(Section::new(told.say("Yang kami sarankan", "What we suggest"), Block::Points { points: suggested }));
    }
    // Bars of nobody cannot be drawn.
    if counts.registered > 0 {
        let caption = told.say(
            "Jumlah orang pada setiap tahap. Satu orang dihitung satu kali pada tiap baris.",
            "How many people came to each stage. Each person counts once in a row.",
        );
        let title = told.say("Dari pendaftaran sampai sertifikat", "From registration to certificate");
        out.push(Section::new(title, Block::Counts { caption, rows: line(told) }));
    }
    // Each part begins a page, but for an event so small that its pages would be empty.
    let large = told.standing.by_district.len() + told.standing.by_scheme.len() > SMALL;
    let parts = [tables::shares(told), if counts.registered > 0 { tables::tables(told) } else { Vec::new() }];
    for (n, part) in parts.into_iter().filter(|part| !part.is_empty()).enumerate() {
        out.extend((n == 0 || large).then(page));
        out.extend(part);
    }
    out.push(Section::new(
        told.say("Cara menghitung", "How it was counted"),
        Block::Text { text: said::counted(told) },
    ));
    out
}

/// The line of the event, with what explains a step.
fn line(told: &Told) -> Vec<Count> {
    let c = told.counts();
    let row = |label: String, n: i64, note: Option<String>| Count { label, n: small(n), note, open: None };
    let some = |n: i64, id: &str, en: &str| (n > 0).then(|| format!("{n} {}", told.locale.pick(id, en)));
    let absent = told.people(|g| g.present == Some(false));
    let pending = c.assessed - c.decided();
    let mut line = vec![
        row(told.say("Terdaftar", "Registered"), c.registered, some(told.withdrawn(), "mengundurkan diri", "withdrew")),
        row(told.say("Permohonan lengkap", "Application complete"), c.complete, None),
        row(told.say("Diterima", "Accepted"), c.accepted, None),
        row(told.say("Hadir", "Present"), c.present, some(absent, "tidak hadir", "absent")),
        row(
            told.say("Selesai dinilai", "Assessed"),
            c.assessed,
            some(pending, "menunggu keputusan", "await a decision"),
        ),
        row(told.say("Kompeten", "Competent"), c.decided_k, None),
        Count { open: Some(true), ..row(told.say("Belum kompeten", "Not yet competent"), c.decided_bk, None) },
        row(
            told.say("Sertifikat terbit", "Certificate issued"),
            c.issued,
            some(c.decided_k - c.issued, "menunggu terbit", "await issue"),
        ),
    ];
    if told.too_few() {
        line.truncate(5);
    }
    line
}
