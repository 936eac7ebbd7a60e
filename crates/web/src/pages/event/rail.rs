//! The pages of the event that is shown, below its entry of the rail: those that the reader may open.

use certification::{id::EventId, permit::Action};

use super::may;
use crate::{
    Page,
    i18n::key,
    nav::Item,
    part::{Icon, icon},
};

/// A page of an event.
#[derive(Debug, Clone)]
pub struct Below {
    /// Where it leads.
    pub href: String,
    /// Key of its words.
    pub label: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// It, or one below it, is the page shown.
    pub here: bool,
}

/// Last part of the address, words, icon, and what the reader must be allowed to do.
const PAGES: [(&str, &str, Icon, Action); 7] = [
    ("", key("event-board"), icon("layout-dashboard"), Action::SeeEvent),
    ("/peserta", key("intake-title"), icon("users"), Action::ImportParticipants),
    ("/asesor", key("event-go-assessors"), icon("user-check"), Action::SeeEvent),
    ("/jadwal", key("seating-title"), icon("calendar-clock"), Action::SeeEvent),
    ("/ujian", key("exams-title"), icon("armchair"), Action::PlanExam),
    ("/hasil", key("outcome-title"), icon("chart-column"), Action::SeeOutcome),
    ("/cetak", key("print-title"), icon("printer"), Action::SeeEvent),
];

/// Pages that stand below another by meaning, not by address.
const BESIDE: [(&str, &str); 6] = [
    ("/impor", "/peserta"),
    ("/laporan", "/hasil"),
    ("/bnsp", "/hasil"),
    ("/berita-acara", "/hasil"),
    ("/surat-tugas", "/cetak"),
    ("/ubah", ""),
];

/// Entry of the rail that events stand below.
const EVENTS: &str = "/acara";

impl Page {
    /// What stands below an entry of the rail: the pages of the event that is shown, below that of events.
    #[must_use]
    pub fn below(&self, item: &Item) -> Vec<Below> {
        if item.href == EVENTS { self.event_rail() } else { Vec::new() }
    }

    fn event_rail(&self) -> Vec<Below> {
        let mut parts = self.cx.path.strip_prefix("/acara/").unwrap_or_default().splitn(3, '/');
        let Some(event) = parts.next().and_then(|id| id.parse::<EventId>().ok()) else { return Vec::new() };
        let shown = parts.next().map(|part| format!("/{part}")).unwrap_or_default();
        let shown = BESIDE.iter().find(|(from, _)| *from == shown).map_or(shown.as_str(), |(_, to)| to);
        PAGES
            .into_iter()
            .filter(|(.., action)| may(self, *action, event))
            .map(|(last, label, icon, _)| Below {
                href: format!("/acara/{event}{last}"),
                label,
                icon,
                here: shown == last,
            })
            .collect()
    }
}
