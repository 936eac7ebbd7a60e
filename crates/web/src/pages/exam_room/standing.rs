//! How a seat stands, as the invigilator's plan says it: one word, one icon, one colour. Whoever waits for help is
//! counted as that, and besides where work is interrupted or nothing is heard: a call must hide neither.

use workflow::exam_room::{Seat, State};

use crate::{
    i18n::{Message, key},
    part::{Icon, Tag, icon},
};

/// How a seat stands. Whoever asks for help comes first, since that is what the invigilator looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// The candidate waits for the invigilator.
    Help,
    /// Started, and not heard of for a while.
    Offline,
    /// Interrupted by the invigilator.
    Paused,
    /// Never opened.
    NotStarted,
    /// At work.
    Working,
    /// At work on paper; the answer sheet is not entered yet.
    OnPaper,
    /// Time ran out before handing in.
    TimeOver,
    /// Handed in or collected.
    Finished,
    /// Void.
    Void,
}

impl Standing {
    /// In the order of the counts.
    pub(super) const ALL: [Self; 9] = [
        Self::Help,
        Self::Offline,
        Self::Paused,
        Self::Working,
        Self::OnPaper,
        Self::NotStarted,
        Self::TimeOver,
        Self::Finished,
        Self::Void,
    ];

    /// How that seat stands.
    pub(super) fn of(seat: &Seat) -> Self {
        let live = match seat.state {
            State::Voided => return Self::Void,
            State::Finished => return Self::Finished,
            State::TimeOver => return Self::TimeOver,
            State::NotStarted => Self::NotStarted,
            State::Working => Self::Working,
            State::OnPaper => Self::OnPaper,
            State::OfflineSince(_) => Self::Offline,
            State::Paused => Self::Paused,
        };
        if seat.help_since.is_some() { Self::Help } else { live }
    }

    /// What a call for help covers at that seat: it is interrupted, or nothing is heard of it.
    pub(super) fn beneath(seat: &Seat) -> Option<Self> {
        let covered = match seat.state {
            State::Paused => Self::Paused,
            State::OfflineSince(_) => Self::Offline,
            _ => return None,
        };
        (Self::of(seat) == Self::Help).then_some(covered)
    }

    /// Whether that seat is among those that are counted and shown under this word.
    pub(super) fn holds(self, seat: &Seat) -> bool {
        Self::of(seat) == self || Self::beneath(seat) == Some(self)
    }

    /// As addresses name it.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Help => "bantuan",
            Self::Offline => "luring",
            Self::Paused => "jeda",
            Self::NotStarted => "belum",
            Self::Working => "mengerjakan",
            Self::OnPaper => "kertas",
            Self::TimeOver => "habis",
            Self::Finished => "selesai",
            Self::Void => "batal",
        }
    }

    /// The one of that address.
    pub(super) fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.slug() == slug)
    }

    /// Key of its word.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Help => key("room-help"),
            Self::Offline => key("room-offline"),
            Self::Paused => key("room-paused"),
            Self::NotStarted => key("room-not-started"),
            Self::Working => key("room-working"),
            Self::OnPaper => key("room-on-paper"),
            Self::TimeOver => key("room-time-over"),
            Self::Finished => key("room-finished"),
            Self::Void => key("room-void"),
        }
    }

    /// Its icon.
    pub(super) const fn icon(self) -> Icon {
        match self {
            Self::Help => icon("hand"),
            Self::Offline => icon("cloud-off"),
            Self::Paused => icon("circle-pause"),
            Self::NotStarted => icon("minus"),
            Self::Working => icon("pencil"),
            Self::OnPaper => icon("file-text"),
            Self::TimeOver => icon("timer-off"),
            Self::Finished => icon("check"),
            Self::Void => icon("ban"),
        }
    }

    /// Its colour.
    pub(super) const fn color(self) -> &'static str {
        match self {
            Self::Help => "info",
            Self::Offline | Self::Paused => "warning",
            Self::NotStarted | Self::Working | Self::OnPaper | Self::TimeOver => "neutral",
            Self::Finished => "success",
            Self::Void => "danger",
        }
    }

    /// Its label.
    pub(super) const fn tag(self) -> Tag {
        Tag::new(self.color(), self.icon(), Message::new(self.word()))
    }

    /// Work can still go on.
    pub(super) const fn live(self) -> bool {
        matches!(self, Self::Help | Self::Offline | Self::Paused | Self::NotStarted | Self::Working)
    }

    /// Counted only where there are any, since most rooms never have one.
    pub(super) const fn rare(self) -> bool {
        matches!(self, Self::Paused | Self::OnPaper | Self::TimeOver | Self::Void)
    }
}

#[cfg(test)]
mod tests {
    use super::Standing;

    #[test]
    fn an_address_leads_back_to_its_standing() {
        for standing in Standing::ALL {
            assert_eq!(Standing::parse(standing.slug()), Some(standing));
        }
        assert_eq!(Standing::parse("semua"), None);
    }
}
