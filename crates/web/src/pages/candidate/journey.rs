//! Where a case stands for its candidate: the one next step, whose turn it is, and the seven stations of the way.

use certification::{
    casefile::CaseFile,
    certificate::public_status,
    form::{Engine, Role},
    id::CaseId,
    stage::Stage,
};
use workflow::Draft;

use super::{
    ahead::Ahead,
    result::ResultView,
    steps::{STATIONS, Step, steps},
};
use crate::{
    Page,
    i18n::key,
    pages::account::trace::{self, Past},
    part::{
        Bar, Spine,
        appeal::AppealSaid,
        filed::{Filed, filed},
    },
};

/// The one next step.
#[derive(Debug, Clone, Default)]
pub(super) struct Next {
    /// Whose turn it is: the reader's own, or another's.
    pub(super) own: bool,
    pub(super) title: String,
    pub(super) said: String,
    /// The act: words and address.
    pub(super) way: Option<(String, String)>,
    /// The act is a form to send rather than a page to open.
    pub(super) post: bool,
    pub(super) bar: Option<Bar>,
    /// What staff wrote, on a return or a refusal.
    pub(super) note: Option<String>,
}

/// What a candidate sees of their case.
#[derive(Debug, Clone)]
pub(super) struct JourneyView {
    pub(super) id: CaseId,
    pub(super) spine: Spine,
    pub(super) scheme: String,
    pub(super) example: bool,
    pub(super) event: String,
    pub(super) funding: String,
    pub(super) next: Next,
    pub(super) steps: Vec<Step>,
    pub(super) forms: Vec<Filed>,
    pub(super) assessor: Option<(String, String, String)>,
    pub(super) ahead: Vec<Ahead>,
    /// What happened last, the newest first.
    pub(super) news: Vec<Past>,
    /// Where the body answers questions.
    pub(super) contact: String,
    /// May say that the assessor is close to them.
    pub(super) may_object: bool,
    pub(super) may_withdraw: bool,
    pub(super) appeal: Option<AppealSaid>,
    pub(super) result: Option<ResultView>,
}

impl JourneyView {
    pub(super) fn of(
        p: &Page,
        file: &CaseFile,
        self_draft: Option<&Draft>,
        (ahead, news): (Vec<Ahead>, Vec<Past>),
    ) -> Self {
        let locale = crate::pages::filing::locale(p);
        let case = &file.case;
        let forms = filed(file, Role::Candidate, locale);
        let funding = file.event.funding.iter().find(|f| f.id == case.funding).map(|f| f.source.clone());
        let assessor = file.assessor.as_ref().map(|a| {
            let met = file.registration.as_ref().map(|r| r.met.clone()).unwrap_or_default();
            (crate::gate::initials(&a.full_name()), a.full_name(), met)
        });
        let next = next(p, file, &forms, self_draft);
        Self {
            id: case.id,
            spine: Spine::of(&file.label()).large(),
            scheme: file.scheme.name(locale).to_owned(),
            example: file.scheme.example,
            event: file.event.title.clone(),
            funding: funding.unwrap_or_default(),
            steps: steps(p, file, next.own),
            next,
            forms,
            assessor,
            ahead,
            news,
            contact: p.body.contact.clone(),
            may_object: super::assessor::open(file),
            may_withdraw: !case.stage.ended() && case.recommendation.is_none(),
            appeal: AppealSaid::of(p, file),
            result: ResultView::of(file),
        }
    }
}

fn form_of<'a>(forms: &'a [Filed], code: &str) -> Option<&'a Filed> {
    forms.iter().find(|f| f.code == code)
}

/// The next step at each stage.
fn next(p: &Page, file: &CaseFile, forms: &[Filed], self_draft: Option<&Draft>) -> Next {
    let case = &file.case;
    let at = format!("/permohonan/{}", case.id);
    let form = |code: &str| format!("/berkas/{}/formulir/{code}", case.id);
    let own = |title: &str, said: &str, way: &str, href: String| Next {
        own: true,
        title: p.t(title).into_owned(),
        said: p.t(said).into_owned(),
        way: Some((p.t(way).into_owned(), href)),
        ..Next::default()
    };
    let wait = |title: &str, said: &str| Next {
        title: p.t(title).into_owned(),
        said: p.t(said).into_owned(),
        ..Next::default()
    };
    let turn = |code: &str| form_of(forms, code).filter(|f| f.turn);
    match case.stage {
        Stage::Invited => Next {
            post: true,
            ..own(
                key("candidate-next-confirm"),
                key("candidate-next-confirm-said"),
                key("candidate-confirm"),
                format!("{at}/konfirmasi"),
            )
        },
        Stage::Draft | Stage::Returned => {
            let submitted = form_of(forms, "FR.APL.01").is_some_and(|f| f.submitted);
            let mut next = if submitted {
                own(
                    key("candidate-next-sign"),
                    key("candidate-next-sign-said"),
                    key("candidate-sign"),
                    form("FR.APL.01"),
                )
            } else {
                own(
                    key("candidate-next-apply"),
                    key("candidate-next-apply-said"),
                    key("candidate-apply"),
                    form("FR.APL.01"),
                )
            };
            if case.stage == Stage::Returned {
                next.title = p.t("candidate-next-returned").into_owned();
                next.note.clone_from(&case.application_note);
            }
            next
        }
        Stage::Checking => wait(key("candidate-next-checking"), key("candidate-next-checking-said")),
        Stage::Rejected => Next {
            note: case.application_note.clone(),
            ..wait(key("candidate-next-rejected"), key("candidate-next-rejected-said"))
        },
        Stage::SelfAssessment => {
            let submitted = form_of(forms, "FR.APL.02").is_some_and(|f| f.submitted);
            if submitted {
                own(
                    key("candidate-next-sign"),
                    key("candidate-next-sign-said"),
                    key("candidate-sign"),
                    form("FR.APL.02"),
                )
            } else {
                self_assessment(p, file, self_draft, form("FR.APL.02"))
            }
        }
        Stage::Unassigned => wait(key("candidate-next-unassigned"), key("candidate-next-unassigned-said")),
        Stage::Review => wait(key("candidate-next-review"), key("candidate-next-review-said")),
        Stage::NotProceeding => wait(key("candidate-next-not-proceeding"), key("candidate-next-not-proceeding-said")),
        Stage::Unscheduled => wait(key("candidate-next-unscheduled"), key("candidate-next-unscheduled-said")),
        Stage::Agreement => match turn("FR.AK.01") {
            Some(f) => own(
                key("candidate-next-agree"),
                key("candidate-next-agree-said"),
                key("candidate-sign"),
                f.href.clone(),
            ),
            None => wait(key("candidate-next-agreement"), key("candidate-next-agreement-said")),
        },
        Stage::Assessment | Stage::Recommended => match turn("FR.AK.02").or_else(|| turn("FR.AK.03")) {
            Some(f) if f.code == "FR.AK.02" => own(
                key("candidate-next-result"),
                key("candidate-next-result-said"),
                key("candidate-sign"),
                f.href.clone(),
            ),
            Some(f) => own(
                key("candidate-next-feedback"),
                key("candidate-next-feedback-said"),
                key("candidate-feedback"),
                f.href.clone(),
            ),
            None if case.stage == Stage::Recommended => {
                wait(key("candidate-next-recommended"), key("candidate-next-recommended-said"))
            }
            None => wait(key("candidate-next-assessment"), key("candidate-next-assessment-said")),
        },
        Stage::Reported => match turn("FR.AK.03") {
            Some(f) => own(
                key("candidate-next-feedback"),
                key("candidate-next-feedback-said"),
                key("candidate-feedback"),
                f.href.clone(),
            ),
            None => wait(key("candidate-next-reported"), key("candidate-next-reported-said")),
        },
        Stage::Granted | Stage::Issuing => wait(key("candidate-next-granted"), key("candidate-next-granted-said")),
        Stage::Issued => {
            let (title, said, way) = issued(p, file);
            own(title, said, way, "/sertifikat-saya".to_owned())
        }
        Stage::NotGranted => not_granted(p, file, forms),
        Stage::Absent => wait(key("candidate-next-absent"), key("candidate-next-absent-said")),
        Stage::Withdrawn => wait(key("candidate-next-withdrawn"), key("candidate-next-withdrawn-said")),
    }
}

/// Not granted: the appeal while its term runs, signing it once it is sent, waiting for its answer.
fn not_granted(p: &Page, file: &CaseFile, forms: &[Filed]) -> Next {
    let title = p.t("candidate-next-not-granted").into_owned();
    let over =
        || Next { title: title.clone(), said: p.t("candidate-next-not-granted-over").into_owned(), ..Next::default() };
    let Some(form) = form_of(forms, "FR.AK.04") else { return over() };
    let way = |words: &str| Some((p.t(words).into_owned(), form.href.clone()));
    let filed = file.open_appeal().is_some();
    if filed && form.turn {
        let (title, said) =
            (p.t("candidate-next-sign").into_owned(), p.t("candidate-next-appeal-sign-said").into_owned());
        return Next { own: true, title, said, way: way(key("candidate-sign")), ..Next::default() };
    }
    if filed {
        let title = p.t("candidate-next-appeal-filed").into_owned();
        return Next { title, said: p.t("candidate-next-appeal-filed-said").into_owned(), ..Next::default() };
    }
    match file.appeal_term.until.filter(|_| form.open) {
        Some(until) => Next {
            own: true,
            title,
            said: p.ta("candidate-next-not-granted-said").with("until", p.date(until)).to_string(),
            way: way(key("candidate-appeal")),
            ..Next::default()
        },
        None => over(),
    }
}

/// What a certificate asks of its holder once it is issued, by what it is today: heading, sentence, words of the way.
fn issued(p: &Page, file: &CaseFile) -> (&'static str, &'static str, &'static str) {
    let today = certification::civil::day(p.cx.now, &p.body.zone);
    match file.certificate().map(|c| public_status(c, today)) {
        Some("suspended") => {
            (key("candidate-next-suspended"), key("candidate-next-suspended-said"), key("candidate-certificate-why"))
        }
        Some("revoked") => {
            (key("candidate-next-revoked"), key("candidate-next-revoked-said"), key("candidate-certificate-why"))
        }
        Some("expired") => {
            (key("candidate-next-expired"), key("candidate-next-expired-said"), key("candidate-certificate"))
        }
        _ => (key("candidate-next-issued"), key("candidate-next-issued-said"), key("candidate-certificate")),
    }
}

/// The self-assessment names how much is left, before it costs anyone a result.
fn self_assessment(p: &Page, file: &CaseFile, draft: Option<&Draft>, href: String) -> Next {
    let empty = certification::form::Answers::new();
    let answers = draft.map_or(&empty, |d| &d.answers);
    let locale = crate::pages::filing::locale(p);
    let mut context = file.form_context("FR.APL.02");
    context.locale = locale;
    let counts = certification::form::catalogue::current("FR.APL.02")
        .map(|d| Engine::view(d, &context, answers, Role::Candidate, locale, &[]).counts)
        .unwrap_or_default();
    let said = p.ta(key("candidate-self-counts")).with("n", counts.answered).with("of", counts.total).to_string();
    Next {
        own: true,
        title: p.t(key("candidate-next-self")).into_owned(),
        said: p.t(key("candidate-next-self-said")).into_owned(),
        way: Some((p.t(key("candidate-self")).into_owned(), href)),
        bar: Some(Bar { done: counts.answered as i64, whole: counts.total as i64, label: said }),
        ..Next::default()
    }
}

/// Samples: a case at its beginning, in the middle and at its end.
pub(super) fn sampled(p: &Page) -> Vec<(&'static str, JourneyView)> {
    let tag = crate::part::example();
    let filed = |code: &str, turn| Filed {
        code: code.to_owned(),
        title: "Permohonan Sertifikasi".to_owned(),
        href: "/berkas/x/formulir/FR.APL.01".to_owned(),
        tag: tag.clone(),
        turn,
        submitted: true,
        open: true,
    };
    let view = |next: Next, result| JourneyView {
        id: CaseId(uuid::Uuid::nil()),
        spine: Spine::new("LD", 31, "Ramadhani").large(),
        scheme: "Layanan Dasar Perpustakaan".to_owned(),
        example: true,
        event: "Sertifikasi Pustakawan".to_owned(),
        funding: "APBN".to_owned(),
        next,
        steps: STATIONS
            .iter()
            .enumerate()
            .map(|(n, (name, _))| Step { name: p.t(name).into_owned(), said: String::new(), done: n < 2, here: n == 2 })
            .collect(),
        forms: vec![filed("FR.APL.01", false), filed("FR.APL.02", true)],
        assessor: Some(("TR".into(), "Taufik Rahmatullah".into(), "MET.000.004127 2024".into())),
        ahead: super::ahead::invented(),
        news: trace::invented(p),
        contact: "kontak@lsp.contoh.id".to_owned(),
        may_object: true,
        may_withdraw: true,
        appeal: None,
        result,
    };
    let appealed = |open| JourneyView {
        appeal: Some(crate::part::appeal::invented(p, open)),
        ..view(Next::default(), Some(super::result::sampled()))
    };
    let confirm = Next {
        own: true,
        post: true,
        title: "x".into(),
        way: Some(("Ikut".into(), "/permohonan/x/konfirmasi".into())),
        note: Some("Lengkapi KTP".into()),
        bar: Some(Bar { done: 10, whole: 14, label: "10/14".into() }),
        ..Next::default()
    };
    let open = Next { post: false, ..confirm.clone() };
    vec![
        ("invited", view(confirm, None)),
        ("self-assessment", view(open, None)),
        ("waits", view(Next::default(), None)),
        ("result", view(Next::default(), Some(super::result::sampled()))),
        ("appeal", appealed(true)),
        ("appeal answered", appealed(false)),
    ]
}
