//! The form as a paper: the exact `data.json` that the one template for forms reads. Definition and
//! answers are merged here; without an answer the paper has an empty box or line for a pen.

mod block;
mod table;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    answers::Answers,
    context::FormContext,
    definition::{Definition, Identity, Mode, Slot},
    expand,
    wording::{self, Locale},
};

/// A signature as it is printed, or a refusal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignatureMark {
    /// Slot of the definition.
    pub slot: String,
    /// Who signed, with degrees.
    pub name: String,
    /// No. Reg., for slots that print one.
    pub registration: String,
    /// The day, ISO, where it was signed.
    pub on: String,
    /// Time of day with its zone, such as `11.32 WITA`.
    pub time: String,
    /// How it came about.
    pub mode: Option<Mode>,
    /// Name of the witness of an in-presence signature.
    pub witness: Option<String>,
    /// Number of the journal entry.
    pub entry: String,
    /// Path of the drawn signature in the paper's virtual root.
    pub image: Option<String>,
    /// Refused to sign.
    pub refused: bool,
    /// Reason of a refusal.
    pub reason: Option<String>,
    /// Voided by a later change.
    pub void: bool,
}

pub(crate) struct Printer<'a> {
    pub definition: &'a Definition,
    pub context: &'a FormContext,
    pub answers: &'a Answers,
    pub locale: Locale,
}

/// The paper's data. `None` prints proposed values only: on a blank context an empty form.
#[must_use]
pub fn paper(
    definition: &Definition,
    context: &FormContext,
    answers: Option<&Answers>,
    signatures: &[SignatureMark],
    locale: Locale,
) -> Value {
    let none = Answers::new();
    let printer = Printer { definition, context, answers: answers.unwrap_or(&none), locale };
    let mut blocks = Vec::new();
    if !definition.identity.is_empty() {
        blocks.push(json!({"kind": "identity", "rows": printer.identity()}));
    }
    if !definition.guidance.is_empty() {
        blocks.push(printer.note(None, &definition.guidance));
    }
    for section in &definition.sections {
        printer.section(section, &mut blocks);
    }
    if !definition.slots.is_empty() {
        blocks.push(printer.signatures(signatures));
    }
    if definition.makers {
        blocks.push(printer.makers());
    }
    let paper = &context.paper;
    json!({
        "lang": locale.as_str(),
        "body": {"name": paper.body, "licence": paper.licence, "address": paper.address, "logo": paper.logo},
        "case": {"number": context.case_label, "qr": paper.qr},
        "subject": context.person.full_name,
        "printed": {"date": paper.printed_on, "hash": paper.hash},
        "form": {
            "code": definition.code,
            "version": definition.version,
            "title": {"id": definition.title.id, "en": definition.title.en},
            "landscape": definition.landscape,
        },
        "blocks": blocks,
    })
}

impl Printer<'_> {
    fn word<'b>(&self, id: &'b str, en: &'b str) -> &'b str {
        self.locale.pick(id, en)
    }

    fn identity(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for line in &self.definition.identity {
            self.identity_line(*line, &mut rows);
        }
        rows
    }

    fn identity_line(&self, line: Identity, rows: &mut Vec<Value>) {
        let (scheme, event, en) = (&self.context.scheme, &self.context.event, self.locale);
        let mut row = |label: &str, value: &str| rows.push(json!({"label": label, "value": value}));
        match line {
            Identity::Scheme => {
                let choices: Vec<Value> = [
                    ("kkni", "KKNI", "KKNI"),
                    ("okupasi", "Okupasi", "Occupation"),
                    ("klaster", "Klaster", "Cluster"),
                ]
                .into_iter()
                .map(|(key, id, english)| {
                    let on = scheme.packaging == key;
                    json!({"on": on, "label": en.pick(id, english), "struck": !on && !scheme.packaging.is_empty()})
                })
                .collect();
                row(self.word("Judul", "Title"), en.prefer(&scheme.name_id, &scheme.name_en));
                row(self.word("Nomor", "Number"), &scheme.number);
                let at = rows.len() - 2;
                rows.insert(
                    at,
                    json!({"label": self.word("Skema Sertifikasi", "Certification scheme"), "choices": choices}),
                );
            }
            Identity::Venue => {
                let choices: Vec<Value> = [
                    ("sewaktu", "Sewaktu", "Temporary"),
                    ("tempat-kerja", "Tempat Kerja", "Workplace"),
                    ("mandiri", "Mandiri", "Independent"),
                ]
                .into_iter()
                .map(|(key, id, english)| json!({"on": event.venue_kind == key, "label": en.pick(id, english)}))
                .collect();
                rows.push(json!({"label": self.word("TUK", "Venue (TUK)"), "value": event.venue, "choices": choices}));
            }
            Identity::Assessor => {
                let a = &self.context.assessor;
                let parts = [a.name.as_str(), a.registration.as_str()];
                let value = parts.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" · ");
                row(self.word("Nama Asesor", "Assessor"), &value);
            }
            Identity::Candidate => row(self.word("Nama Asesi", "Candidate"), &self.context.person.full_name),
            Identity::Date => {
                let value = if event.day.is_empty() {
                    wording::span(&event.starts, &event.ends, en)
                } else {
                    wording::date(&event.day, en)
                };
                row(self.word("Tanggal", "Date"), &value);
            }
        }
    }

    fn signatures(&self, marks: &[SignatureMark]) -> Value {
        let people: Vec<Value> = self.definition.slots.iter().map(|slot| self.signature(slot, marks)).collect();
        json!({"kind": "signatures", "people": people})
    }

    fn signature(&self, slot: &Slot, marks: &[SignatureMark]) -> Value {
        use crate::duty::Duty;
        let of_slot = || marks.iter().filter(|m| m.slot == slot.key);
        let mark = of_slot().rfind(|m| !m.void);
        let known = match slot.duty {
            Duty::Candidate => (self.context.person.full_name.as_str(), ""),
            Duty::Assessor => (self.context.assessor.name.as_str(), self.context.assessor.registration.as_str()),
            _ => (self.context.staff.name.as_str(), self.context.staff.registration.as_str()),
        };
        let name = mark.map_or(known.0, |m| &m.name);
        let mut person = Map::new();
        person.insert("role".into(), slot.role.get(self.locale).into());
        person.insert("name".into(), name.into());
        if slot.registration {
            let registration = mark.map(|m| m.registration.as_str()).filter(|r| !r.is_empty()).unwrap_or(known.1);
            person.insert("met".into(), registration.into());
        }
        let mut notes: Vec<String> = of_slot().filter(|m| m.void).map(|m| self.voided(m)).collect();
        if let Some(mark) = mark {
            person.insert("date".into(), mark.on.clone().into());
            notes.push(self.manner(mark));
            if !mark.refused {
                person.insert("signature".into(), json!(mark.image));
                if mark.mode == Some(Mode::Session) {
                    person.insert("electronic".into(), json!({"at": mark.on, "time": mark.time, "entry": mark.entry}));
                }
            }
        }
        if !notes.is_empty() {
            person.insert("note".into(), notes.join(" ").into());
        }
        Value::Object(person)
    }

    /// How a signature came about, in words: the mode is always printed.
    fn manner(&self, mark: &SignatureMark) -> String {
        let day = wording::date(&mark.on, self.locale);
        if mark.refused {
            let reason = mark.reason.as_deref().unwrap_or_default();
            let head = self.word("Menolak menandatangani", "Refused to sign");
            return if reason.is_empty() { format!("{head}, {day}.") } else { format!("{head}, {day}: {reason}") };
        }
        let witness = mark.witness.as_deref().unwrap_or_default();
        match mark.mode {
            Some(Mode::Session) => self.word("Cara: sesi sendiri.", "Mode: own session.").to_owned(),
            Some(Mode::InPresence) => match self.locale {
                Locale::Id => {
                    format!("Cara: di tempat dengan kode sendiri, disaksikan {witness}, {day} pukul {}.", mark.time)
                }
                Locale::En => {
                    format!("Mode: in presence with an own code, witnessed by {witness}, {day} at {}.", mark.time)
                }
            },
            Some(Mode::Offline) => match self.locale {
                Locale::Id => format!("Cara: luring, {day} pukul {}, diteguhkan peladen.", mark.time),
                Locale::En => format!("Mode: offline, {day} at {}, confirmed by the server.", mark.time),
            },
            Some(Mode::Paper) => {
                self.word("Cara: di atas kertas; pindaian disimpan.", "Mode: on paper; a scan is kept.").to_owned()
            }
            None => String::new(),
        }
    }

    fn voided(&self, mark: &SignatureMark) -> String {
        let day = wording::date(&mark.on, self.locale);
        match self.locale {
            Locale::Id => format!("Tanda tangan {} {day} batal karena isi berubah.", mark.name),
            Locale::En => format!("The signature of {} of {day} is void: the content changed.", mark.name),
        }
    }

    fn makers(&self) -> Value {
        let made = |validator: bool| self.context.makers.iter().filter(move |m| m.validator == validator);
        let mut rows = Vec::new();
        for (validator, role, least) in
            [(false, self.word("Penyusun", "Written by"), 2), (true, self.word("Validator", "Validated by"), 1)]
        {
            let count = made(validator).count().max(least);
            let mut makers = made(validator);
            for n in 0..count {
                let maker = makers.next();
                let text = |f: fn(&super::Maker) -> &str| maker.map(f).unwrap_or_default().to_owned();
                let mut row = Vec::new();
                if n == 0 {
                    row.push(json!({"t": role, "rowspan": count, "b": true}));
                }
                row.extend([
                    json!((n + 1).to_string()),
                    json!(text(|m| &m.name)),
                    json!(text(|m| &m.met)),
                    json!(wording::date(&text(|m| &m.on), self.locale)),
                ]);
                rows.push(Value::Array(row));
            }
        }
        json!({
            "kind": "table",
            "title": self.word("Penyusun dan Validator", "Written and validated by"),
            "columns": [{"w": 24}, {"w": 8, "align": "center"}, {"w": "1fr"}, {"w": 42}, {"w": 44}],
            "header": [["Status", "No.", self.word("Nama", "Name"), self.word("Nomor MET", "MET number"), self.word("Tanda tangan dan tanggal", "Signature and date")]],
            "sections": [{"rows": rows}],
        })
    }

    /// A field's answer as people read it, or nothing.
    fn read(&self, cell: &expand::Cell<'_>) -> String {
        cell.answer(self.context, self.answers).map(|a| cell.read(self.context, &a, self.locale)).unwrap_or_default()
    }
}
