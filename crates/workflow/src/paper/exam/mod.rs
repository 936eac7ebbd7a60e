//! Papers of a written test: of a form of the bank in its own order, and of the seats of a test, each with the paper
//! that was drawn for it. Every sheet carries the code and digest by which it is matched to what was frozen. Looking at
//! questions before the day, and at a key at any time, is noted in the access log.

mod about;
mod brings;
mod content;
mod key;
mod question;

use std::collections::{BTreeMap, BTreeSet};

use certification::{
    civil,
    form::Locale,
    id::{ExamFormId, ExamId},
    permit::{Action, Actor, Object},
    record::{
        case::Case,
        event::Event,
        exam::{Exam, ExamForm, Sitting},
        scheme::SchemeVersion,
    },
    refusal::{Refusal, require},
};
use documents::{Bilingual, ExamData, ExamSheet, Paper, SheetContent};
use exam::{
    blueprint::{Mixing, Order},
    form::Form,
    paper::{
        Paper as Laid,
        shown::Shown,
        shuffle::{Algorithm, Seed},
    },
};
use store::{Find, Read as _};

use self::{
    about::{About, by_pen, digits, notes, place_fact, scheme_fact, time_fact, units},
    content::Ink,
    question::{answers, is_open, questions, word},
};
use crate::{Workflow, WorkflowError, found, may_see};

/// Seats whose papers stand in one file.
pub const SEATS_AT_ONCE: usize = 30;

/// What of a form is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExamPrint {
    /// The questions (FR.IA.05A, 06A).
    Questions,
    /// The key (FR.IA.05B, 06B).
    Key,
    /// Room for answers (FR.IA.05C, 06C).
    Answers,
}

impl ExamPrint {
    const fn letter(self) -> char {
        match self {
            Self::Questions => 'A',
            Self::Key => 'B',
            Self::Answers => 'C',
        }
    }

    fn title(self) -> Bilingual {
        match self {
            Self::Questions => Bilingual::new("Pertanyaan Tertulis: Naskah Soal", "Written Questions: Question Sheet"),
            Self::Key => Bilingual::new("Pertanyaan Tertulis: Kunci Jawaban", "Written Questions: Key"),
            Self::Answers => Bilingual::new("Pertanyaan Tertulis: Lembar Jawaban", "Written Questions: Answer Sheet"),
        }
    }

    /// The codes of the form set that a paper stands for.
    fn code(self, shown: &Shown) -> String {
        let open = shown.questions.iter().filter(|question| is_open(&question.interaction)).count();
        let letter = self.letter();
        match open {
            0 => format!("FR.IA.05{letter}"),
            all if all == shown.questions.len() => format!("FR.IA.06{letter}"),
            _ => format!("FR.IA.05{letter} · FR.IA.06{letter}"),
        }
    }
}

/// The form with its questions and options in their own order, and what of it is shown.
fn in_order(form: &Form, minutes: i64) -> Result<(Laid, Shown), Refusal> {
    // What is on trial stands last, as in the key, and unmarked.
    let plain = Form { mixing: Mixing { questions: Order::AsForm, options: false }, ..form.as_if_all_counted() };
    let paper = Laid::new(&plain, Algorithm::CURRENT, Seed::new([0; 32]))?;
    let shown = paper.shown(&plain, u32::try_from(minutes).unwrap_or_default())?;
    Ok((paper, shown))
}

impl Workflow {
    /// A form of the bank in print, in its own order, with its code. A key counts as seen, item by item.
    ///
    /// # Errors
    /// Not found when the bank is not theirs to see; refused when a picture is missing.
    pub async fn exam_form_paper(
        &self,
        actor: &Actor,
        id: ExamFormId,
        print: ExamPrint,
        locale: Locale,
    ) -> Result<(ExamForm, Paper), WorkflowError> {
        let bank = self.exam_bank();
        let (row, form) = bank.frozen(actor, id).await?;
        match print {
            ExamPrint::Questions => bank.note_form(actor, id, "print-exam-questions").await?,
            ExamPrint::Key => {
                bank.note_form(actor, id, "print-exam-key").await?;
                for question in form.asked() {
                    bank.note_key(actor, question.item.id.as_str()).await?;
                }
            }
            ExamPrint::Answers => {}
        }
        let mut versions: Vec<SchemeVersion> =
            self.reader().find(&Find::by("slug", row.slug.as_str()).order_by(&["id"])).await?;
        versions.sort_by_key(|version| version.status == "published");
        let scheme = versions.pop();
        let facts = vec![
            scheme_fact(scheme.as_ref(), &row.slug, locale),
            by_pen(locale, "TUK", "Assessment centre"),
            by_pen(locale, "Asesi", "Candidate"),
            by_pen(locale, "Asesor", "Assessor"),
            by_pen(locale, "Hari, tanggal", "Day"),
        ];
        let facts = if print == ExamPrint::Key { facts.into_iter().take(1).collect() } else { facts };
        let who = if print == ExamPrint::Key { word(locale, "Rahasia", "Secret") } else { "" };
        let about = About {
            form: row.code.clone(),
            digest: digits(&row.digest),
            who: who.to_owned(),
            candidate: String::new(),
            facts,
            units: units(&form, scheme.as_ref(), locale),
            notes: notes(print, locale),
        };
        let paper = self.exam_form_sheet(&row, &form, about, print, locale).await?;
        Ok((row, paper))
    }

    async fn exam_form_sheet(
        &self,
        row: &ExamForm,
        form: &Form,
        about: About,
        print: ExamPrint,
        locale: Locale,
    ) -> Result<Paper, WorkflowError> {
        let (paper, shown) = in_order(form, row.minutes)?;
        let mut ink = Ink::default();
        let content = match print {
            ExamPrint::Questions => SheetContent::Questions { questions: questions(&mut ink, &shown, locale) },
            ExamPrint::Key => SheetContent::Key { keys: key::keys(&mut ink, form, &paper, locale) },
            ExamPrint::Answers => SheetContent::Answers { answers: answers(&shown, locale) },
        };
        let sheet = about.sheet(print, &shown, content);
        let title = format!("{} {}", sheet.code, row.code);
        self.exam_paper(title, vec![sheet], ink, locale).await
    }

    /// A form that a test uses, for its planners: questions or answer sheet in the form's own order, to look over and to
    /// archive. What a candidate works on is their own paper ([`Self::exam_seat_papers`]).
    ///
    /// # Errors
    /// Not found when planning the test is not theirs or it has no such form; refused when a picture is missing, and
    /// for the key, which only the bank shows.
    pub async fn exam_event_form_paper(
        &self,
        actor: &Actor,
        exam: ExamId,
        id: ExamFormId,
        print: ExamPrint,
        locale: Locale,
    ) -> Result<(ExamForm, Paper), WorkflowError> {
        let (exam, event, scheme) = self.exam_of_papers(actor, exam).await?;
        if print == ExamPrint::Key || !exam.forms.contains(&id) {
            return Err(WorkflowError::NotFound);
        }
        let (row, form) = self.exam_bank().form(id).await?;
        if print == ExamPrint::Questions {
            self.note_exam_questions(actor, &exam, &format!("exam-form:{id}")).await?;
        }
        let mut facts = vec![scheme_fact(scheme.as_ref(), &exam.slug, locale), place_fact(&event, &exam, locale)];
        facts.extend([
            by_pen(locale, "Asesi", "Candidate"),
            by_pen(locale, "Asesor", "Assessor"),
            time_fact(&event, &exam, None, locale),
        ]);
        let about = About {
            form: row.code.clone(),
            digest: digits(&row.digest),
            who: exam.name.clone(),
            candidate: String::new(),
            facts,
            units: units(&form, scheme.as_ref(), locale),
            notes: notes(print, locale),
        };
        let paper = self.exam_form_sheet(&row, &form, about, print, locale).await?;
        Ok((row, paper))
    }

    /// The papers of the seats of a test, each candidate's own with its answer sheet: one part of so many seats
    /// ([`SEATS_AT_ONCE`]), from 1.
    ///
    /// # Errors
    /// Not found when planning the test is not theirs or there is no such part; refused before papers are drawn.
    pub async fn exam_seat_papers(
        &self,
        actor: &Actor,
        exam: ExamId,
        part: usize,
        locale: Locale,
    ) -> Result<Paper, WorkflowError> {
        let (exam, event, scheme) = self.exam_of_papers(actor, exam).await?;
        let seats: Vec<Sitting> = self.reader().find(&Find::by("exam_id", exam.id).order_by(&["seat", "id"])).await?;
        let drawn: Vec<Sitting> = seats.into_iter().filter(|seat| seat.drawn_at.is_some()).collect();
        require(!drawn.is_empty(), "sitting.no-paper")?;
        let part = found(part.checked_sub(1).and_then(|at| drawn.chunks(SEATS_AT_ONCE).nth(at)))?;
        self.note_exam_questions(actor, &exam, &format!("exam:{}", exam.id)).await?;
        self.papers_of(part, &exam, &event, scheme.as_ref(), locale).await
    }

    /// The paper of one seat with its answer sheet. Whether the reader may have it was judged.
    pub(crate) async fn exam_seat_paper(&self, seat: &Sitting, locale: Locale) -> Result<Paper, WorkflowError> {
        let (exam, event, scheme) = self.exam_with_event(seat.exam_id).await?;
        self.papers_of(std::slice::from_ref(seat), &exam, &event, scheme.as_ref(), locale).await
    }

    async fn papers_of(
        &self,
        seats: &[Sitting],
        exam: &Exam,
        event: &Event,
        scheme: Option<&SchemeVersion>,
        locale: Locale,
    ) -> Result<Paper, WorkflowError> {
        let ids: BTreeSet<ExamFormId> = seats.iter().filter_map(|seat| seat.form_id).collect();
        let mut forms: BTreeMap<ExamFormId, (ExamForm, Form)> = BTreeMap::new();
        for id in ids {
            forms.insert(id, self.exam_bank().form(id).await?);
        }
        let cases: Vec<Case> = self.reader().find(&Find::all().one_of("id", seats.iter().map(|s| s.case_id))).await?;
        let (mut ink, mut sheets) = (Ink::default(), Vec::with_capacity(seats.len() * 2));
        for seat in seats {
            let (row, form) = found(seat.form_id.and_then(|id| forms.get(&id)))?;
            let shown = self.exam_room().unlocked(seat).await?;
            let name = cases.iter().find(|case| case.id == seat.case_id).and_then(|case| case.name.clone());
            let name = name.unwrap_or_default();
            for print in [ExamPrint::Questions, ExamPrint::Answers] {
                let mut facts = vec![scheme_fact(scheme, &exam.slug, locale), place_fact(event, exam, locale)];
                facts.push((word(locale, "Asesi", "Candidate").to_owned(), name.clone()));
                facts.push((word(locale, "Meja", "Seat").to_owned(), seat.seat.to_string()));
                facts.push(time_fact(event, exam, Some(seat), locale));
                let about = About {
                    form: row.code.clone(),
                    digest: digits(&seat.paper),
                    who: format!("{} {}, {}", word(locale, "Meja", "Seat"), seat.seat, exam.name),
                    candidate: name.clone(),
                    facts,
                    units: units(form, scheme, locale),
                    notes: notes(print, locale),
                };
                let content = match print {
                    ExamPrint::Questions => SheetContent::Questions { questions: questions(&mut ink, &shown, locale) },
                    _ => SheetContent::Answers { answers: answers(&shown, locale) },
                };
                sheets.push(about.sheet(print, &shown, content));
            }
        }
        self.exam_paper(exam.name.clone(), sheets, ink, locale).await
    }

    async fn exam_of_papers(
        &self,
        actor: &Actor,
        exam: ExamId,
    ) -> Result<(Exam, Event, Option<SchemeVersion>), WorkflowError> {
        let found = self.exam_with_event(exam).await?;
        may_see(actor, Action::PlanExam, &Object::event(found.0.event_id))?;
        Ok(found)
    }

    async fn exam_with_event(&self, id: ExamId) -> Result<(Exam, Event, Option<SchemeVersion>), WorkflowError> {
        let mut reader = self.reader();
        let exam: Exam = found(reader.get(id).await?)?;
        let event: Event = found(reader.get(exam.event_id).await?)?;
        let scheme = match event.offers.iter().find(|offer| offer.slug == exam.slug) {
            Some(offer) => reader.get(offer.scheme_version_id).await?,
            None => None,
        };
        Ok((exam, event, scheme))
    }

    /// Notes that somebody prints questions of a test.
    async fn note_exam_questions(&self, actor: &Actor, exam: &Exam, object: &str) -> Result<(), WorkflowError> {
        let permit = may_see(actor, Action::PlanExam, &Object::event(exam.event_id))?;
        self.note_look(store::outside::Access {
            person_id: Some(actor.person),
            duty: permit.duty(),
            action: "print-exam-questions".to_owned(),
            object: object.to_owned(),
            subject: None,
        })
        .await
    }

    /// Sheets with the pictures that they name.
    async fn exam_paper(
        &self,
        title: String,
        sheets: Vec<ExamSheet>,
        ink: Ink,
        locale: Locale,
    ) -> Result<Paper, WorkflowError> {
        let letterhead = self.letterhead().await?;
        let mut files = letterhead.files;
        for name in ink.pictures {
            let Some((_, bytes)) = self.exam_bank().media(name.as_str()).await? else {
                // A question without its picture cannot be answered.
                return Err(Refusal::new("exam.picture-missing").with("name", &name).into());
            };
            files.insert(content::file_name(&name), bytes);
        }
        let date = civil::day(self.now(), &letterhead.settings.text("body.zone")).to_string();
        let lang = word(locale, "id", "en").to_owned();
        Ok(ExamData { title, lang, date, body: letterhead.body, sheets }.paper(files))
    }
}
