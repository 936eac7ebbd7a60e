//! The list of own tests, and the door of one: who sits where, for how long, and the word that the invigilator tells
//! when the questions may be opened.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, Uri, header},
};
use certification::id::SittingId;
use exam::sitting::{
    clock::{Clock, MINUTE, work},
    state,
};
use serde::Deserialize;
use workflow::{WorkflowError, exam_room::Seat};

use super::{
    base, browser,
    view::{Announced, Time},
};
use crate::{
    Answer, AppState, Form, Page, WebError, cookie,
    form::Fields,
    gate::initials,
    html,
    i18n::{Message, key},
    page::{Told, html_with, see_other},
    part::{Spine, Tag, icon},
};

/// How long a device may go on with one sitting, seconds: longer than any test with all its extra time, so no setting.
const SITTING: u32 = 24 * 3600;
/// How long a device is known, seconds.
const DEVICE: u32 = 365 * 24 * 3600;

/// A test of the reader's own.
#[derive(Debug, Clone)]
pub(super) struct Own {
    pub(super) spine: Spine,
    pub(super) name: String,
    pub(super) href: String,
    pub(super) when: String,
    pub(super) room: String,
    pub(super) seat: i64,
    pub(super) tag: Tag,
    /// Where the result is, once the sitting has ended.
    pub(super) result: Option<String>,
}

#[derive(Template)]
#[template(path = "sitting/list.html")]
pub(super) struct ListPage<'a> {
    pub(super) p: &'a Page,
    pub(super) sittings: &'a [Own],
}

pub(super) async fn list(State(app): State<AppState>, p: Page) -> Answer {
    let mut sittings = Vec::new();
    for seat in app.flow().exam_room().own(p.actor()?).await? {
        let spine = app.flow().exam_room().spine(seat.sitting.id).await?;
        sittings.push(Own {
            spine: Spine::of(&spine),
            href: base(seat.sitting.id),
            when: p.moment(seat.exam.opens, &seat.zone),
            room: seat.exam.room.clone(),
            seat: seat.sitting.seat,
            tag: tag(seat.state),
            result: matches!(seat.state, state::State::Finished | state::State::TimeOver)
                .then(|| format!("{}/hasil", base(seat.sitting.id))),
            name: seat.exam.name.clone(),
        });
    }
    html(&ListPage { p: &p, sittings: &sittings })
}

/// The label of a state.
pub(super) const fn tag(at: state::State) -> Tag {
    use state::State as S;
    match at {
        S::NotStarted => Tag::new("neutral", icon("clock"), Message::new(key("sitting-state-not-started"))),
        S::Working | S::OfflineSince(_) => {
            Tag::new("info", icon("pen-line"), Message::new(key("sitting-state-working")))
        }
        S::OnPaper => Tag::new("info", icon("file-text"), Message::new(key("sitting-state-paper"))),
        S::Paused => Tag::new("warning", icon("circle-pause"), Message::new(key("sitting-state-paused"))),
        S::TimeOver => Tag::new("neutral", icon("hourglass"), Message::new(key("sitting-state-time-over"))),
        S::Finished => Tag::new("success", icon("check"), Message::new(key("sitting-state-finished"))),
        S::Voided => Tag::new("neutral", icon("ban"), Message::new(key("sitting-state-voided"))),
    }
}

/// What the door shows.
#[derive(Debug, Clone)]
pub(super) struct DoorView {
    pub(super) base: String,
    pub(super) name: String,
    pub(super) who: String,
    pub(super) initials: String,
    pub(super) spine: Spine,
    pub(super) seat: i64,
    pub(super) room: String,
    pub(super) opens: String,
    pub(super) last_start: String,
    pub(super) minutes: i64,
    pub(super) extra: i64,
    pub(super) hall: bool,
    pub(super) questions: u32,
    pub(super) started: bool,
    pub(super) ended: bool,
    /// It was voided: nothing in it counts.
    pub(super) voided: bool,
    /// Of one that is under way: what is left, until when, and the minutes that were added since.
    pub(super) left: Option<(String, Option<String>, i64)>,
    /// It goes on on paper: no page takes it up.
    pub(super) paper: bool,
    /// This browser is not the one that the test asks for; the configuration to mend it, where the house makes it.
    pub(super) browser: Option<Option<String>>,
    /// Announcements that were not read yet, while it goes on.
    pub(super) announced: Vec<Announced>,
    /// Why nobody is let in, when it is not for the token.
    pub(super) refused: Option<Told>,
}

impl DoorView {
    /// Says that another browser is wanted, and how to come by it.
    fn elsewhere(mut self, seat: &Seat) -> Self {
        let ours = seat.exam.safe_browser.as_ref().is_some_and(|browser| browser.mode == "ours");
        self.browser = Some(ours.then(|| format!("{}/seb", self.base)));
        self
    }

    async fn of(app: &AppState, p: &Page, seat: &Seat) -> Result<Self, WebError> {
        let spine = app.flow().exam_room().spine(seat.sitting.id).await?;
        let who = p.who().map(|who| who.name.clone()).unwrap_or_default();
        let extra = seat.added.adjustment / MINUTE;
        let zone = &seat.zone;
        let ended = matches!(seat.state, state::State::Finished | state::State::TimeOver | state::State::Voided);
        let announced = if seat.started.is_some() && !ended {
            Announced::of(p, zone, app.flow().exam_room().announced(p.actor()?, seat.sitting.id).await?)
        } else {
            Vec::new()
        };
        Ok(Self {
            base: base(seat.sitting.id),
            name: seat.exam.name.clone(),
            initials: initials(&who),
            who,
            spine: Spine::of(&spine).large(),
            seat: seat.sitting.seat,
            room: seat.exam.room.clone(),
            opens: p.moment(seat.exam.opens, zone),
            last_start: p.clock(seat.exam.last_start, zone),
            minutes: work(&seat.terms) / MINUTE + extra,
            extra,
            hall: matches!(seat.terms.clock, Clock::Hall { .. }),
            questions: seat.questions,
            started: seat.started.is_some(),
            ended,
            voided: seat.state == state::State::Voided,
            left: (seat.started.is_some() && !ended).then(|| left(p, seat)),
            announced,
            paper: seat.state == state::State::OnPaper,
            browser: None,
            refused: None,
        })
    }
}

/// What is left of the time of a sitting that is under way, until when, and the minutes that were added under way.
fn left(p: &Page, seat: &Seat) -> (String, Option<String>, i64) {
    let time = Time::of(p, seat);
    (time.said, time.until, time.extra - time.adjusted)
}

#[derive(Template)]
#[template(path = "sitting/door.html")]
pub(super) struct DoorPage<'a> {
    pub(super) p: &'a Page,
    pub(super) f: &'a Fields,
    pub(super) view: &'a DoorView,
}

pub(super) async fn show(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
    uri: Uri,
) -> Answer {
    let seat = app.flow().exam_room().door(p.actor()?, sitting).await?;
    let mut view = DoorView::of(&app, &p, &seat).await?;
    match browser::admitted(&app, sitting, &headers, &uri).await {
        Ok(()) => {}
        Err(error) if browser::is_wrong_browser(&error) => view = view.elsewhere(&seat),
        Err(error) => return Err(error.into()),
    }
    html(&DoorPage { p: &p, f: &Fields::new(), view: &view })
}

/// The word.
#[derive(Debug, Deserialize)]
pub(super) struct Word {
    #[serde(default)]
    token: String,
}

/// Key of a device: what it brought, or a new one.
fn device(app: &AppState, headers: &HeaderMap) -> String {
    let known = cookie::get_within(headers, app.config.https(), cookie::DEVICE);
    let fits = |key: &&str| key.len() == 32 && key.bytes().all(|b| b.is_ascii_hexdigit());
    known.filter(fits).map_or_else(
        || {
            let mut bytes = [0; 16];
            app.entropy.fill(&mut bytes);
            hex::encode(bytes)
        },
        str::to_owned,
    )
}

pub(super) async fn open(
    State(app): State<AppState>,
    p: Page,
    Path(sitting): Path<SittingId>,
    headers: HeaderMap,
    uri: Uri,
    mut form: Form<Word>,
) -> Answer {
    let room = app.flow().exam_room();
    let device = device(&app, &headers);
    let opened = match browser::admitted(&app, sitting, &headers, &uri).await {
        Ok(()) => room.open(p.actor()?, sitting, form.value.token.trim(), &device).await,
        Err(error) => Err(error),
    };
    let elsewhere = opened.as_ref().err().is_some_and(browser::is_wrong_browser);
    let proof = match opened {
        Ok(proof) => proof,
        Err(WorkflowError::Refused(refusal)) if refusal.code.starts_with("sitting.") => {
            let told = p.told(&refusal.code, &refusal.args);
            let seat = room.door(p.actor()?, sitting).await?;
            let mut view = DoorView::of(&app, &p, &seat).await?;
            // Only what is wrong with the token is said at its field: the others are not mended by typing.
            if matches!(refusal.code.as_str(), "sitting.word" | "sitting.too-many-attempts") {
                let message = Message::new(key("sitting-door-refused")).with("said", told.said);
                form.fields.wrong("token", message.with("remedy", told.remedy.unwrap_or_default()));
            } else {
                view.refused = Some(told);
            }
            if elsewhere {
                view = view.elsewhere(&seat);
            }
            return html_with(StatusCode::UNPROCESSABLE_ENTITY, &DoorPage { p: &p, f: &form.fields, view: &view });
        }
        Err(other) => return Err(other.into()),
    };
    let https = app.config.https();
    let mut response = see_other(&format!("{}/soal", base(sitting)));
    let cookies = [
        cookie::set_within(https, cookie::SITTING, &proof, &base(sitting), SITTING),
        cookie::set_within(https, cookie::DEVICE, &device, "/ujian", DEVICE),
        // Past the door nobody knows the account; the page goes on in the language of this one.
        cookie::set(https, cookie::LANG, p.lang(), Some(DEVICE)),
    ];
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
