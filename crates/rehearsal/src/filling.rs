//! Fills a form as a person would: whatever is needed or advised gets a plausible answer, and what
//! the rehearsal wants of this case (a result, a verdict, a reason) goes first.

use certification::form::{Answer, Answers, Definition, Engine, FieldView, FormContext, Role};

/// What somebody answers where the rehearsal has a wish; everything else is filled plausibly.
pub type Wish<'a> = dyn Fn(&FieldView) -> Option<Answer> + Send + Sync + 'a;

/// Answers make other questions necessary; more rounds than any form has such steps.
const ROUNDS: usize = 6;
/// Rounds in which what is merely advised is answered too.
const OPENING: usize = 3;

/// The answers after `role` has filled the form.
#[must_use]
pub fn fill(definition: &Definition, context: &FormContext, before: &Answers, role: Role, wish: &Wish<'_>) -> Answers {
    let mut answers = before.clone();
    let mut wished = std::collections::BTreeSet::new();
    for round in 0..ROUNDS {
        let view = Engine::view(definition, context, &answers, role, context.locale, &[]);
        let mut changed = false;
        for field in view.fields().filter(|f| f.editable && f.kind != "document") {
            if wished.insert(field.name.clone())
                && let Some(answer) = wish(field)
            {
                answers.set(field.name.clone(), answer);
                changed = true;
                continue;
            }
            // A filled free row opens the next: after a few, only what is needed is answered.
            if field.answered || !(field.required || (field.advised && round < OPENING)) {
                continue;
            }
            if let Some(answer) = plausible(field, context) {
                answers.set(field.name.clone(), answer);
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    answers
}

/// One answer.
#[must_use]
pub fn one(value: impl Into<String>) -> Option<Answer> {
    Some(Answer::One(value.into()))
}

fn plausible(field: &FieldView, context: &FormContext) -> Option<Answer> {
    let first = field.options.first().map(|o| o.value.clone());
    match field.kind {
        "multi" | "evidence" => {
            let chosen: Vec<String> = field.options.iter().take(2).map(|o| o.value.clone()).collect();
            (!chosen.is_empty()).then_some(Answer::Many(chosen))
        }
        "yes-no" | "consent" | "declaration" => one("yes"),
        "choice" => first.map(Answer::One),
        "date" => one(if context.event.day.is_empty() { &context.event.starts } else { &context.event.day }),
        "number" => one("1"),
        _ => one(text(field, context)),
    }
}

/// Texts that people write; the demonstration's addresses and telephones are invented.
fn text(field: &FieldView, context: &FormContext) -> String {
    match field.key.as_str() {
        "birth-place" => "Banjarmasin".to_owned(),
        "nationality" => "Indonesia".to_owned(),
        "address" => "Jalan Kenanga Rekaan Nomor 8, Kalimantan Selatan".to_owned(),
        "education" => "S1 Ilmu Perpustakaan".to_owned(),
        "position" => "Pustakawan Ahli Pertama".to_owned(),
        "institution" => "Dinas Perpustakaan dan Kearsipan (contoh)".to_owned(),
        "phone" => "+6281200000000".to_owned(),
        "born" => "1990-01-01".to_owned(),
        "follow-up" => "Asesmen ulang pada unit yang belum tercapai, paling cepat tiga bulan lagi.".to_owned(),
        "comment" => "Asesi menunjukkan pekerjaan sehari-harinya dengan tenang dan runtut.".to_owned(),
        "feedback" => "Bukti sesuai dengan pekerjaan sehari-hari; pencatatan dapat dibuat lebih lengkap.".to_owned(),
        "further" => "Diminta mengulang dengan contoh lain; hasil belum sesuai acuan.".to_owned(),
        "email" => "surel.rekaan@contoh.go.id".to_owned(),
        "answer" => "B".to_owned(),
        "aspects" => "Asesmen berjalan menurut rencana; ruang tenang, jaringan cukup.".to_owned(),
        "refusals" => "Tidak ada penolakan hasil.".to_owned(),
        "suggestions" => "Bukti kerja dikumpulkan lebih awal agar prakonsultasi lebih singkat.".to_owned(),
        "time" => context.event.time.clone(),
        "venue" => context.event.venue.clone(),
        _ => "Sesuai catatan (contoh).".to_owned(),
    }
}
