//! Papers for the days of an event: attendance lists to sign, name badges, table cards. Who stands on them is handed
//! in, since whoever asks has only the cases that they may see.

use std::collections::BTreeMap;

use certification::{
    civil,
    form::Locale,
    record::event::{Event, Session},
};
use documents::{Attendance, AttendanceSheet, Attendee, Badge, Badges, LetterData, Paper, Tent, Tents};

use super::{Letterhead, slip::pictures};
use crate::{Workflow, WorkflowError, place};

/// Someone who is expected.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Name with degrees.
    pub name: String,
    /// Where they work; may be empty.
    pub institution: String,
    /// Label of the case, or number of the registration; may be empty.
    pub number: String,
}

/// A list: those of a session, or those who have none.
#[derive(Debug, Clone)]
pub struct Gathering {
    /// The session.
    pub session: Option<Session>,
    /// Who is expected.
    pub people: Vec<Expected>,
}

/// Which paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Attendance list of candidates.
    Candidates,
    /// Attendance list of assessors.
    Assessors,
    /// Name badges of candidates.
    Badges,
    /// Table cards of candidates.
    Tents,
}

impl Workflow {
    /// A paper for the days of an event.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn gathering_paper(
        &self,
        event: &Event,
        sheet: Sheet,
        lists: &[Gathering],
    ) -> Result<Paper, WorkflowError> {
        let Letterhead { body, files, .. } = self.letterhead().await?;
        let date = civil::day(self.now(), &event.zone).to_string();
        let data = match sheet {
            Sheet::Candidates | Sheet::Assessors => {
                let whose = if sheet == Sheet::Candidates { "Asesi" } else { "Asesor" };
                let sheets = lists.iter().map(|list| attendance(event, list)).collect();
                LetterData::Attendance(Attendance { title: format!("Daftar Hadir {whose}"), body, date, sheets })
            }
            Sheet::Badges => LetterData::Badges(Badges {
                title: "Tanda pengenal".to_owned(),
                body,
                date,
                event: format!("{}, {}", event.title, civil::term_in_letter(&event.starts, &event.ends)),
                people: lists.iter().flat_map(badges).collect(),
            }),
            Sheet::Tents => LetterData::Tents(Tents {
                title: "Kartu meja".to_owned(),
                body,
                date,
                people: lists.iter().flat_map(|list| &list.people).map(tent).collect(),
            }),
        };
        Ok(data.paper(if matches!(sheet, Sheet::Candidates | Sheet::Assessors) {
            pictures(files)
        } else {
            BTreeMap::new()
        }))
    }
}

/// A day with its name, as a list to sign has it: `Jumat, 30 Oktober 2026`.
pub(super) fn day(iso: &str) -> String {
    let written = |day| format!("{}, {}", civil::weekday(day, Locale::Id), civil::written(day, Locale::Id));
    iso.parse().map_or_else(|_| iso.to_owned(), written)
}

/// A day as letters write it.
pub(super) fn written(iso: &str) -> String {
    iso.parse().map_or_else(|_| iso.to_owned(), |day| civil::written(day, Locale::Id))
}

/// The venue of an event, and the district where it lies.
pub(super) fn venue(event: &Event) -> String {
    match place::district(&event.kab) {
        Some(district) => format!("{}, {district}", event.venue),
        None => event.venue.clone(),
    }
}

fn attendance(event: &Event, list: &Gathering) -> AttendanceSheet {
    let fact = |label: &str, said: String| (label.to_owned(), said);
    let mut facts = vec![fact("Kegiatan", event.title.clone())];
    if let Some(session) = &list.session {
        let hours = format!("{}–{}", session.starts, session.ends).replace(':', ".");
        facts.push(fact("Hari, tanggal", day(&session.day)));
        facts.push(fact("Sesi", format!("{}, pukul {hours}", session.name)));
        facts.push(fact("TUK", [session.room.as_str(), event.venue.as_str()].join(", ")));
    } else {
        facts.push(fact("Tanggal", civil::term_in_letter(&event.starts, &event.ends)));
        facts.push(fact("TUK", event.venue.clone()));
    }
    let people = list.people.iter().map(|one| Attendee {
        name: one.name.clone(),
        institution: one.institution.clone(),
        number: Some(one.number.clone()).filter(|number| !number.is_empty()),
        phone: None,
    });
    AttendanceSheet { facts, people: people.collect(), signers: Vec::new() }
}

fn badges(list: &Gathering) -> impl Iterator<Item = Badge> + '_ {
    list.people.iter().map(|one| Badge {
        name: one.name.clone(),
        institution: one.institution.clone(),
        role: "Asesi".to_owned(),
        room: list.session.as_ref().map(|session| session.room.clone()).filter(|room| !room.is_empty()),
        qr: None,
    })
}

fn tent(one: &Expected) -> Tent {
    let institution = Some(one.institution.clone()).filter(|name| !name.is_empty());
    Tent { name: one.name.clone(), role: "Asesi".to_owned(), institution }
}

#[cfg(test)]
mod tests {
    use super::day;

    #[test]
    fn a_list_to_sign_names_the_day_of_the_week() {
        assert_eq!(day("2026-10-30"), "Jumat, 30 Oktober 2026");
        assert_eq!(day("besok"), "besok");
    }
}
