//! What the invigilator may do at a seat: which of it fits how the seat stands, what each asks for, and the reading of
//! its form. Whether it is taken, the rules of a sitting say.

use certification::refusal::Refusal;
use workflow::exam_room::{DOCUMENTS, Deed, Identity, Seat, State};

use super::{MINUTE, standing::Standing};
use crate::{
    Page,
    error::refusal_message,
    form::Fields,
    i18n::{Message, key},
    part::{Icon, icon},
    when,
};

/// A deed as the pages name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Came to who had asked.
    Help,
    /// Writes to the candidate.
    Reply,
    /// Goes on.
    Resume,
    /// Interrupts.
    Pause,
    /// Gives time.
    Give,
    /// Lets it go on at another device.
    Move,
    /// Handed in by mistake; goes on.
    Reopen,
    /// Collects.
    Collect,
    /// Goes on on paper.
    Paper,
    /// Makes it void.
    Void,
    /// Lets it be sat without Safe Exam Browser.
    Waive,
    /// Has compared who sits there with a document.
    Identify,
    /// Who sits there is not the person.
    Doubt,
}

impl Kind {
    const ALL: [Self; 13] = [
        Self::Help,
        Self::Reply,
        Self::Identify,
        Self::Doubt,
        Self::Waive,
        Self::Resume,
        Self::Pause,
        Self::Give,
        Self::Move,
        Self::Paper,
        Self::Reopen,
        Self::Collect,
        Self::Void,
    ];

    /// Those that fit how the seat stands, in the order of the page.
    pub(super) fn offered(seat: &Seat) -> Vec<Self> {
        let live = matches!(seat.state, State::NotStarted | State::Working | State::OfflineSince(_) | State::Paused);
        let (begun, on_paper) = (seat.started.is_some(), seat.state == State::OnPaper);
        let fits = |kind: &Self| match kind {
            Self::Help => Standing::of(seat) == Standing::Help,
            Self::Reply => live && begun,
            Self::Resume => seat.state == State::Paused,
            Self::Pause => live && seat.state != State::Paused,
            Self::Give => live || on_paper || seat.state == State::TimeOver,
            Self::Move => (live && begun) || on_paper,
            Self::Paper => (live || seat.state == State::TimeOver) && seat.sitting.drawn_at.is_some(),
            Self::Reopen => seat.state == State::Finished,
            Self::Collect => live && begun,
            Self::Void => seat.state != State::Voided,
            Self::Waive => live && seat.exam.safe_browser.is_some() && !seat.browser_waived,
            Self::Identify => (live || on_paper) && !matches!(seat.identity, Some(Identity::Checked { .. })),
            Self::Doubt => (live || on_paper) && !matches!(seat.identity, Some(Identity::Doubted { .. })),
        };
        Self::ALL.into_iter().filter(fits).collect()
    }

    /// As forms and addresses name it.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Help => "bantuan",
            Self::Reply => "balas",
            Self::Resume => "lanjut",
            Self::Pause => "jeda",
            Self::Give => "waktu",
            Self::Move => "perangkat",
            Self::Reopen => "buka-lagi",
            Self::Paper => "kertas",
            Self::Collect => "kumpulkan",
            Self::Void => "batalkan",
            Self::Waive => "peramban",
            Self::Identify => "kenali",
            Self::Doubt => "bukan",
        }
    }

    /// The one of that name.
    pub(super) fn parse(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }

    /// Key of its button.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Help => key("room-deed-help"),
            Self::Reply => key("room-deed-reply"),
            Self::Resume => key("room-deed-resume"),
            Self::Pause => key("room-deed-pause"),
            Self::Give => key("room-deed-give"),
            Self::Move => key("room-deed-move"),
            Self::Reopen => key("room-deed-reopen"),
            Self::Paper => key("room-deed-paper"),
            Self::Collect => key("room-deed-collect"),
            Self::Void => key("room-deed-void"),
            Self::Waive => key("room-deed-waive"),
            Self::Identify => key("room-deed-identify"),
            Self::Doubt => key("room-deed-doubt"),
        }
    }

    /// Key of what it does, in a sentence.
    pub(super) const fn said(self) -> &'static str {
        match self {
            Self::Help => key("room-deed-help-said"),
            Self::Reply => key("room-deed-reply-said"),
            Self::Resume => key("room-deed-resume-said"),
            Self::Pause => key("room-deed-pause-said"),
            Self::Give => key("room-deed-give-said"),
            Self::Move => key("room-deed-move-said"),
            Self::Reopen => key("room-deed-reopen-said"),
            Self::Paper => key("room-deed-paper-said"),
            Self::Collect => key("room-deed-collect-said"),
            Self::Void => key("room-deed-void-said"),
            Self::Waive => key("room-deed-waive-said"),
            Self::Identify => key("room-deed-identify-said"),
            Self::Doubt => key("room-deed-doubt-said"),
        }
    }

    /// Key of what is told once it is done.
    pub(super) const fn done(self) -> &'static str {
        match self {
            Self::Help => key("room-done-help"),
            Self::Reply => key("room-done-reply"),
            Self::Resume => key("room-done-resume"),
            Self::Pause => key("room-done-pause"),
            Self::Give => key("room-done-give"),
            Self::Move => key("room-done-move"),
            Self::Reopen => key("room-done-reopen"),
            Self::Paper => key("room-done-paper"),
            Self::Collect => key("room-done-collect"),
            Self::Void => key("room-done-void"),
            Self::Waive => key("room-done-waive"),
            Self::Identify => key("room-done-identify"),
            Self::Doubt => key("room-done-doubt"),
        }
    }

    /// Key of the question on its own page.
    pub(super) const fn question(self) -> &'static str {
        match self {
            Self::Void => key("room-void-heading"),
            _ => key("room-collect-heading"),
        }
    }

    /// Its icon.
    pub(super) const fn icon(self) -> Icon {
        match self {
            Self::Help => icon("hand-helping"),
            Self::Reply => icon("message-square"),
            Self::Resume => icon("circle-play"),
            Self::Pause => icon("circle-pause"),
            Self::Give => icon("clock-plus"),
            Self::Move => icon("monitor-smartphone"),
            Self::Reopen => icon("undo-2"),
            Self::Paper => icon("file-text"),
            Self::Collect => icon("inbox"),
            Self::Void => icon("ban"),
            Self::Waive => icon("monitor"),
            Self::Identify => icon("user-check"),
            Self::Doubt => icon("user-x"),
        }
    }

    /// One press does it.
    pub(super) const fn at_once(self) -> bool {
        matches!(self, Self::Help | Self::Resume)
    }

    /// A page of its own asks first: it ends the candidate's work.
    pub(super) const fn asks_first(self) -> bool {
        matches!(self, Self::Collect | Self::Void)
    }

    /// It wants a reason.
    pub(super) const fn reasoned(self) -> bool {
        !self.at_once() && !matches!(self, Self::Identify | Self::Reply)
    }

    /// What was typed, as a deed at that seat; nothing when something is missing: all of it is said, each at its field.
    pub(super) fn read(self, fields: &mut Fields, seat: &Seat) -> Option<Deed> {
        let typed = |fields: &Fields, name: &str| fields.value(name).trim().to_owned();
        let reason = typed(fields, "alasan");
        if self.reasoned() && reason.is_empty() {
            fields.wrong("alasan", refusal_message(&Refusal::new("sitting.reason-wanted")));
        }
        let deed = match self {
            Self::Help => Some(Deed::Help),
            Self::Reply => Some(Deed::Reply { text: typed(fields, "pesan") }),
            Self::Resume => Some(Deed::Resume),
            Self::Pause => match typed(fields, "henti").as_str() {
                "ya" => Some(Deed::Pause { stops_clock: true, reason }),
                "tidak" => Some(Deed::Pause { stops_clock: false, reason }),
                _ => wanted(fields, "henti", Message::new(key("room-clock-wanted"))),
            },
            Self::Give => match typed(fields, "menit").parse::<u32>() {
                Ok(minutes) if minutes > 0 => Some(Deed::Give { minutes, reason }),
                _ => wanted(fields, "menit", Message::new(key("room-minutes-wanted"))),
            },
            Self::Move => match typed(fields, "ke") {
                to if to.is_empty() => wanted(fields, "ke", Message::new(key("room-to-wanted"))),
                to => Some(Deed::Move { to, reason }),
            },
            Self::Paper => match since(seat, &typed(fields, "sejak")) {
                Some(from) => Some(Deed::ToPaper { from, reason }),
                None => wanted(fields, "sejak", Message::new(key("room-hour-wanted"))),
            },
            Self::Reopen => Some(Deed::Reopen { reason }),
            Self::Collect => Some(Deed::Collect { reason }),
            Self::Void if typed(fields, "nomor") != seat.sitting.seat.to_string() => {
                let message = Message::new(key("room-number-other"));
                wanted(fields, "nomor", message.with("seat", seat.sitting.seat.to_string()))
            }
            Self::Void => Some(Deed::Void { reason }),
            Self::Waive => Some(Deed::Waive { reason }),
            Self::Identify => match typed(fields, "dokumen") {
                document if DOCUMENTS.contains(&document.as_str()) => Some(Deed::Identify { document }),
                _ => wanted(fields, "dokumen", Message::new(key("room-document-wanted"))),
            },
            Self::Doubt => Some(Deed::Doubt { reason }),
        };
        deed.filter(|_| fields.is_right())
    }
}

/// Says what is wanted at a field, so that there is no deed.
fn wanted(fields: &mut Fields, name: &str, message: Message) -> Option<Deed> {
    fields.wrong(name, message);
    None
}

/// An hour of the day of the test. The minute in which the test opened begins with its opening.
fn since(seat: &Seat, hour: &str) -> Option<i64> {
    let opens = seat.exam.opens;
    let from = when::at(&seat.zone, certification::civil::day(opens, &seat.zone), hour)?;
    Some(if (0..MINUTE).contains(&(opens - from)) { opens } else { from })
}

/// Key of the name of a document by which an identity is checked.
pub(super) fn document(code: &str) -> &'static str {
    match code {
        "ktp" => key("room-document-ktp"),
        "sim" => key("room-document-sim"),
        "passport" => key("room-document-passport"),
        "employer" => key("room-document-employer"),
        _ => key("room-document-other"),
    }
}

/// The documents to choose from.
pub(super) fn documents(p: &Page) -> Vec<(String, String)> {
    DOCUMENTS.iter().map(|code| ((*code).to_owned(), p.t(document(code)).into_owned())).collect()
}

/// The field that a refusal of a deed speaks of.
pub(super) fn field_of(code: &str) -> &'static str {
    match code {
        "sitting.reason-wanted" | "sitting.text-too-long" => "alasan",
        "sitting.too-many-minutes" => "menit",
        "sitting.key-missing" => "ke",
        "sitting.paper-times" => "sejak",
        "sitting.document-wanted" => "dokumen",
        "sitting.notice-empty" | "sitting.notice-too-long" => "pesan",
        _ => "perbuatan",
    }
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn a_form_leads_to_the_deed_that_it_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.slug()), Some(kind));
            assert!(!kind.asks_first() || kind.reasoned());
        }
    }
}
