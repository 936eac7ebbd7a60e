//! The live plan: one look at a room at most every two seconds, however many watch it, pushed as server-sent events.
//! Who may not be pushed to asks for the same fragment now and then.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use askama::Template;
use axum::{
    extract::{Path, Query, State},
    http::{HeaderName, HeaderValue, header},
    response::{
        IntoResponse as _,
        sse::{Event, KeepAlive, Sse},
    },
};
use certification::{
    id::ExamId,
    permit::{Action, Actor, Object},
};
use tokio::time::{Instant, Interval, MissedTickBehavior, interval};
use workflow::{exam_room::RoomView, may_see};

use super::{
    Venue, exam_id, plan,
    plan::{PlanView, Shown},
};
use crate::{Answer, AppState, Page, WebError, html, page::Context};

/// How long a look at a room is good for those who watch it.
const FRESH: Duration = Duration::from_secs(2);
/// How long one connection lasts. The browser comes back by itself, and its permit is asked for anew.
const LONGEST: Duration = Duration::from_secs(120);
/// A room that nobody has looked at for so long is let go.
const FORGOTTEN: Duration = Duration::from_secs(60);

/// A room as it was seen.
#[derive(Debug)]
pub struct Look {
    pub(super) room: RoomView,
    pub(super) venue: Venue,
    taken: Instant,
}

type Place = Arc<tokio::sync::Mutex<Option<Arc<Look>>>>;

/// Rooms that are being watched, each with its last look.
#[derive(Debug, Default)]
pub struct Rooms(Mutex<HashMap<ExamId, Place>>);

impl Rooms {
    /// The room as it was at most two seconds ago.
    ///
    /// # Errors
    /// No such exam, no permit, or a fault.
    pub(super) async fn look(&self, app: &AppState, actor: &Actor, exam: ExamId) -> Result<Arc<Look>, WebError> {
        let place = self.place(exam);
        let mut kept = place.lock().await;
        if let Some(look) = kept.as_ref().filter(|look| look.taken.elapsed() < FRESH) {
            may_see(actor, Action::Invigilate, &Object::event(look.room.exam.event_id))?;
            return Ok(Arc::clone(look));
        }
        let room = app.flow().exam_room().room(actor, exam).await?;
        let venue = Venue::of(app, &room.exam).await?;
        let look = Arc::new(Look { room, venue, taken: Instant::now() });
        *kept = Some(Arc::clone(&look));
        Ok(look)
    }

    /// The next look is a new one: after an act in that room.
    pub(in crate::pages) fn forget(&self, exam: ExamId) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&exam);
    }

    fn place(&self, exam: ExamId) -> Place {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        places.retain(|_, place| {
            let seen = |look: &Arc<Look>| look.taken.elapsed() < FORGOTTEN;
            Arc::strong_count(place) > 1 || place.try_lock().is_ok_and(|kept| kept.as_ref().is_some_and(seen))
        });
        Arc::clone(places.entry(exam).or_default())
    }
}

/// The plan alone.
#[derive(Template)]
#[template(path = "parts/exam_room_plan.html")]
pub(super) struct Fragment<'a> {
    pub p: &'a Page,
    pub view: &'a PlanView,
}

/// Which seats the plan shows.
#[derive(Debug, Default, serde::Deserialize)]
pub(super) struct Only {
    #[serde(default)]
    keadaan: String,
    #[serde(default)]
    foto: String,
}

/// `/ruang-ujian/{exam}/denah`.
pub(super) async fn fragment(
    State(app): State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Query(only): Query<Only>,
) -> Answer {
    let look = app.rooms.look(&app, p.actor()?, exam_id(&id)?).await?;
    let view = plan::plan(&p, &look.room, &look.venue, Shown::asked(&only.keadaan, &only.foto));
    html(&Fragment { p: &p, view: &view })
}

/// One browser that watches.
struct Watching {
    app: AppState,
    cx: Arc<Context>,
    actor: Actor,
    exam: ExamId,
    shown: Shown,
    /// What it was sent last.
    sent: String,
    until: Instant,
    ticks: Interval,
}

/// `/ruang-ujian/{exam}/arus`.
pub(super) async fn stream(
    State(app): State<AppState>,
    p: Page,
    Path(id): Path<String>,
    Query(only): Query<Only>,
) -> Answer {
    let (exam, actor) = (exam_id(&id)?, p.actor()?.clone());
    app.rooms.look(&app, &actor, exam).await?;
    let mut ticks = interval(FRESH);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let watching = Watching {
        cx: Arc::clone(&p.cx),
        actor,
        exam,
        shown: Shown::asked(&only.keadaan, &only.foto),
        sent: String::new(),
        until: Instant::now() + LONGEST,
        ticks,
        app,
    };
    let events = futures::stream::unfold(watching, |mut watching| async move {
        let event = watching.next().await?;
        Some((Ok::<_, Infallible>(event), watching))
    });
    let mut response = Sse::new(events).keep_alive(KeepAlive::default()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // A proxy that collects an answer before it hands it on would hold the plan back.
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}

impl Watching {
    /// What is sent at the next look: the plan when it differs from what was sent, else a sign of life, so that the
    /// page can say how old it is. Nothing more once its time is over or its permit is gone.
    async fn next(&mut self) -> Option<Event> {
        self.ticks.tick().await;
        if Instant::now() >= self.until {
            return None;
        }
        let look = match self.app.rooms.look(&self.app, &self.actor, self.exam).await {
            Ok(look) => look,
            Err(WebError::NotFound) => return None,
            Err(error) => {
                tracing::warn!(%error, "a watched room could not be looked at");
                return Some(Event::default().comment("-"));
            }
        };
        // A page of its own each time, so that the tokens of its forms begin anew and do not look like a change.
        let p = Page::new(&self.app, Arc::clone(&self.cx));
        let view = plan::plan(&p, &look.room, &look.venue, self.shown);
        // A carriage return, as browsers send them in texts, cannot be pushed.
        match (Fragment { p: &p, view: &view }).render().map(|html| html.replace('\r', "")) {
            Ok(html) if html == self.sent => Some(Event::default().event("detak").data(look.room.now.to_string())),
            Ok(html) => {
                self.sent.clone_from(&html);
                Some(Event::default().event("denah").retry(FRESH).data(html))
            }
            Err(error) => {
                tracing::error!(%error, "the plan of a room could not be drawn");
                None
            }
        }
    }
}
