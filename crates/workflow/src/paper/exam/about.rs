//! What a sheet says of itself besides its questions: scheme, place, candidate, day and time, the units it asks about,
//! and what whoever holds it is told.

use certification::{
    form::{Locale, wording},
    record::{
        event::Event,
        exam::{Exam, Sitting},
        scheme::SchemeVersion,
    },
};
use documents::{ExamSheet, SheetContent};
use exam::{form::Form, paper::shown::Shown};

use super::{ExamPrint, question::word};

/// Digits of a digest on paper.
const DIGITS: usize = 12;

/// What a sheet says of itself besides its questions.
pub(super) struct About {
    pub form: String,
    pub digest: String,
    pub who: String,
    pub candidate: String,
    pub facts: Vec<(String, String)>,
    pub units: Vec<(String, String)>,
    pub notes: Vec<String>,
}

impl About {
    pub fn sheet(self, print: ExamPrint, shown: &Shown, content: SheetContent) -> ExamSheet {
        ExamSheet {
            content,
            code: print.code(shown),
            title: print.title(),
            form: self.form,
            digest: self.digest,
            who: self.who,
            candidate: self.candidate,
            facts: self.facts,
            units: self.units,
            notes: self.notes,
        }
    }
}

/// The digits of a digest that stand on paper.
pub(super) fn digits(digest: &str) -> String {
    digest.chars().take(DIGITS).collect()
}

/// What whoever holds the sheet is told.
pub(super) fn notes(print: ExamPrint, locale: Locale) -> Vec<String> {
    let said: &[(&'static str, &'static str)] = match print {
        ExamPrint::Questions => &[
            (
                "Tulis jawaban di lembar jawaban, bukan di naskah ini.",
                "Write your answers on the answer sheet, not on this paper.",
            ),
            ("Naskah ini dikembalikan kepada pengawas.", "This paper goes back to the invigilator."),
        ],
        ExamPrint::Answers => &[
            (
                "Hitamkan huruf pilihan Anda. Salah tanda: coret huruf itu, lalu hitamkan yang benar.",
                "Blacken the letter of your choice. A wrong mark: cross that letter out and blacken the right one.",
            ),
            (
                "Bila sebagian sudah dijawab di perangkat, yang dikosongkan di sini tetap memakai jawaban itu.",
                "Where part was answered on a device, what is left empty here keeps that answer.",
            ),
        ],
        ExamPrint::Key => {
            &[("Rahasia. Siapa yang mencetak kunci ini tercatat.", "Secret. Whoever prints this key is noted.")]
        }
    };
    said.iter().map(|&(id, en)| word(locale, id, en).to_owned()).collect()
}

/// Units that a form asks about, in the order of its scheme.
pub(super) fn units(form: &Form, scheme: Option<&SchemeVersion>, locale: Locale) -> Vec<(String, String)> {
    let asked: Vec<&str> =
        form.questions.iter().filter_map(|question| Some(question.item.place.as_ref()?.unit.as_str())).collect();
    let of_scheme = scheme.map(|scheme| scheme.units.as_slice()).unwrap_or_default();
    let mut out: Vec<(String, String)> = of_scheme
        .iter()
        .filter(|unit| asked.contains(&unit.code.as_str()))
        .map(|unit| {
            let english = locale == Locale::En && !unit.title_en.is_empty();
            (unit.code.clone(), if english { unit.title_en.clone() } else { unit.title.clone() })
        })
        .collect();
    for code in asked {
        if !out.iter().any(|(known, _)| known == code) {
            out.push((code.to_owned(), String::new()));
        }
    }
    out
}

/// The scheme by name and number.
pub(super) fn scheme_fact(scheme: Option<&SchemeVersion>, slug: &str, locale: Locale) -> (String, String) {
    let name = scheme.map_or_else(
        || slug.to_owned(),
        |scheme| {
            let name = scheme.name(locale);
            if scheme.number.is_empty() { name.to_owned() } else { format!("{name} ({})", scheme.number) }
        },
    );
    (word(locale, "Skema sertifikasi", "Certification scheme").to_owned(), name)
}

/// A fact that is filled in with a pen.
pub(super) fn by_pen(locale: Locale, id: &'static str, en: &'static str) -> (String, String) {
    (word(locale, id, en).to_owned(), String::new())
}

/// Venue and room.
pub(super) fn place_fact(event: &Event, exam: &Exam, locale: Locale) -> (String, String) {
    let place = [event.venue.as_str(), exam.room.as_str()].into_iter().filter(|part| !part.is_empty());
    (word(locale, "TUK", "Assessment centre").to_owned(), place.collect::<Vec<_>>().join(", "))
}

/// Day and working time, with the adjustment of the seat.
pub(super) fn time_fact(event: &Event, exam: &Exam, seat: Option<&Sitting>, locale: Locale) -> (String, String) {
    let (day, _) = super::super::moment(exam.opens, &event.zone);
    let day = wording::date(&day, locale);
    let more = seat.map_or(0, |seat| match seat.extra_minutes {
        0 => (exam.minutes * seat.extra_percent + 99) / 100,
        minutes => minutes,
    });
    let long = match (locale, more) {
        (Locale::Id, 0) => format!("{} menit", exam.minutes),
        (Locale::En, 0) => format!("{} minutes", exam.minutes),
        (Locale::Id, more) => format!("{} menit, ditambah {more} menit", exam.minutes),
        (Locale::En, more) => format!("{} minutes, and {more} minutes more", exam.minutes),
    };
    (word(locale, "Hari, waktu", "Day, time").to_owned(), format!("{day}, {long}"))
}
