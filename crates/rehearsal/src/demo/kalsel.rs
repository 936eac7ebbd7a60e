//! The event in Kalimantan Selatan: planned by staff, its participants from the facilitator's workbook,
//! mended and invited, its assessors from theirs.

use certification::{
    duty::Duty,
    event::{EventPlan, PlanEvent},
    id::{EventId, PersonId},
    record::{
        case::Case,
        event::{Event, Funding, Offer, Session},
        import::{ImportBatch, ImportRow},
    },
};
use store::{Find, Read};
use workflow::intake;

use super::{calendar::ZONE, mending::corrections};
use crate::{
    cast::Cast,
    error::{RehearsalError, script},
    stage::Rehearsal,
};

/// The participants as the facilitator's office typed them.
const PARTICIPANTS: &[u8] = include_bytes!("../../../../samples/kalsel-2025/peserta.xlsx");
/// The assessors as the body's office keeps them.
const ASSESSORS: &[u8] = include_bytes!("../../../../samples/kalsel-2025/asesor.xlsx");

/// The institution whose contact has an account.
pub const CONTACT: &str = "Dinas Perpustakaan dan Kearsipan Kabupaten Tabalong";

/// Code of the event.
pub const CODE: &str = "KALSEL-2025";

/// Keys of its early sessions: in the hall, and beside it.
pub const EARLY: [&str; 2] = ["h1-awal-aula", "h1-awal-multimedia"];

fn sessions(days: [&str; 2]) -> Vec<Session> {
    let mut out = Vec::new();
    for (n, day) in days.into_iter().enumerate() {
        for (part, name, starts, ends) in [("pagi", "Pagi", "08:00", "12:00"), ("siang", "Siang", "13:00", "17:00")] {
            for (key, room, capacity) in [("aula", "Aula", 12), ("multimedia", "Ruang Multimedia", 6)] {
                out.push(Session {
                    id: format!("h{}-{part}-{key}", n + 1),
                    day: day.to_owned(),
                    name: format!("{name} hari ke-{}", n + 1),
                    starts: starts.to_owned(),
                    ends: ends.to_owned(),
                    room: room.to_owned(),
                    capacity,
                });
            }
        }
    }
    out
}

/// The sessions before the opening of the first day, in which a few are assessed of whom a panel has decided when a visitor
/// of the demonstration comes.
fn early_sessions(day: &str) -> Vec<Session> {
    let of = |(id, room, capacity): (&str, &str, i64)| Session {
        id: id.to_owned(),
        day: day.to_owned(),
        name: "Awal hari ke-1".to_owned(),
        starts: "06:00".to_owned(),
        ends: "07:00".to_owned(),
        room: room.to_owned(),
        capacity,
    };
    [(EARLY[0], "Aula", 12), (EARLY[1], "Ruang Multimedia", 6)].map(of).to_vec()
}

/// An event of the provincial office in its hall.
pub(super) fn plan(code: &str, title: &str, days: [&str; 2], seats: [i64; 2], offers: Vec<Offer>) -> EventPlan {
    let funding = |id: &str, source: &str, seats| Funding { id: id.to_owned(), source: source.to_owned(), seats };
    EventPlan {
        code: code.to_owned(),
        title: title.to_owned(),
        host: "Dinas Perpustakaan dan Kearsipan Provinsi Kalimantan Selatan".to_owned(),
        venue: "Aula Dispersip Kalimantan Selatan, Banjarbaru".to_owned(),
        venue_kind: "sewaktu".to_owned(),
        venue_verified: true,
        kab: "63.72".to_owned(),
        starts: days[0].to_owned(),
        ends: days[1].to_owned(),
        zone: ZONE.to_owned(),
        offers,
        funding: vec![funding("apbn", "APBN (Perpusnas)", seats[0]), funding("fasilitator", "Fasilitator", seats[1])],
        sessions: sessions(days),
        schedule: String::new(),
        ministry: String::new(),
        example: true,
    }
}

/// Plans the event, with early sessions where some are assessed in them.
///
/// # Errors
/// When an act was refused.
pub async fn open(stage: &Rehearsal, cast: &Cast, offers: Vec<Offer>, early: bool) -> Result<Event, RehearsalError> {
    let staff = cast.one(Duty::Staff)?;
    let title = "Sertifikasi Kompetensi Pustakawan Kalimantan Selatan 2025";
    let days = ["2025-10-30", "2025-10-31"];
    let mut plan = plan(CODE, title, days, [50, 10], offers);
    if early {
        plan.sessions.splice(0..0, early_sessions(days[0]));
    }
    let event = stage.act(staff, (None, CODE.to_owned()), PlanEvent { plan }).await?.file.event;
    cast.facilitate(stage, event.id).await?;
    Ok(event)
}

/// The facilitator hands in the workbook and mends it; everybody in it is invited.
///
/// # Errors
/// When the workbook or an act was refused, or a row could not be mended.
pub async fn invite(stage: &Rehearsal, cast: &Cast, event: EventId) -> Result<Vec<Case>, RehearsalError> {
    let facilitator = stage.workflow.actor(cast.one(Duty::Facilitator)?).await?;
    let batch = stage.workflow.receive_participants(&facilitator, event, PARTICIPANTS.to_vec()).await?;
    stage.pass(600);
    let stored: Option<ImportBatch> = stage.workflow.reader().get(batch).await?;
    let stored = stored.ok_or_else(|| script("the workbook is not there"))?;
    for row in intake::rows(&mut stage.workflow.reader(), &stored).await? {
        // Mending a row may have mended its twin.
        let again: Option<ImportRow> = stage.workflow.reader().get(&row.id).await?;
        let row = again.unwrap_or(row);
        let Some(understood) = intake::understood(&row)?.filter(|_| row.state == "waiting") else { continue };
        stage.pass(240);
        let mended = stage.workflow.mend_row(&facilitator, &row.id, &corrections(&understood)).await?;
        if mended.state != "ready" {
            return Err(script(format!("row {} still waits: {}", row.row, mended.issues)));
        }
    }
    stage.pass(1800);
    let invited = stage.workflow.invite_ready(&facilitator, batch, "").await?;
    if let Some((at, refusal)) = invited.refused.first() {
        return Err(script(format!("row {} was refused: {refusal}", at.row)));
    }
    let of_event = Find::by("event_id", event).order_by(&["running"]);
    Ok(stage.workflow.reader().find(&of_event).await?)
}

/// Registers the assessors of the workbook and appoints them to the event; answers them in its order.
///
/// # Errors
/// When the workbook or an act was refused.
pub async fn appoint_assessors(
    stage: &Rehearsal,
    cast: &Cast,
    event: EventId,
) -> Result<Vec<PersonId>, RehearsalError> {
    let manager = stage.workflow.actor(cast.one(Duty::Manager)?).await?;
    stage.pass(3600);
    let taken = stage.workflow.take_assessors(&manager, event, ASSESSORS).await?;
    Ok(taken.taken.into_iter().map(|t| t.person).collect())
}
