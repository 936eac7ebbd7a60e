//! Official papers around an event: letters, minutes, decrees, attendance lists, badges, table cards and invitation
//! slips. Wording comes from those who fill them in; layout is the template's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::piece::{Body, Electronic, Piece};
use crate::{Paper, Qr, Template};

/// Any paper of the template `letter.typ`; the kind picks the layout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum LetterData {
    /// A letter with an addressee.
    Letter(Letter),
    /// Minutes (*berita acara*): a title, a text, signatures.
    Minutes(Minutes),
    /// Letters of assignment (*surat tugas*), one for each assessor, each on pages of its own.
    Assignments(Assignments),
    /// A decree (*SK*), with its annex.
    Decree(Decree),
    /// An attendance list to sign.
    Attendance(Attendance),
    /// Name badges, eight to a sheet.
    Badges(Badges),
    /// Table cards, one folded sheet each.
    Tents(Tents),
    /// Invitation slips, four to a sheet.
    Slips(Slips),
}

impl LetterData {
    /// The paper with its pictures.
    pub fn paper(&self, files: BTreeMap<String, Vec<u8>>) -> Paper {
        let mut data = serde_json::json!(self);
        if matches!(self, Self::Tents(_)) {
            data["landscape"] = true.into();
        }
        Paper { template: Template::Letter, data, files }
    }
}

/// One who signs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Signer {
    /// Place, printed with the date; without it the date is left out.
    #[serde(default)]
    pub place: Option<String>,
    /// Day of signing, ISO.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub date: Option<String>,
    /// Office.
    pub title: String,
    /// Name with degrees.
    pub name: String,
    /// Number below the name: MET, NIP.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub id: Option<String>,
    /// Picture of the signature, by the name of a file.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub signature: Option<String>,
    /// How it was signed electronically.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub electronic: Option<Electronic>,
}

/// A letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Letter {
    /// Title of the document (not printed).
    pub title: String,
    /// The body.
    pub body: Body,
    /// Number.
    pub number: String,
    /// Enclosures, as *1 (satu) berkas*.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub enclosure: Option<String>,
    /// What it is about.
    pub about: String,
    /// Day, ISO.
    pub date: String,
    /// Place.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub place: Option<String>,
    /// Addressee, one line each.
    pub to: Vec<String>,
    /// The text.
    pub text: Vec<Piece>,
    /// Who signs.
    pub signers: Vec<Signer>,
    /// Who gets a copy.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub copies: Vec<String>,
}

/// Minutes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Minutes {
    /// Title, printed large.
    pub title: String,
    /// Number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// There is no number yet, and room for one that is written in by hand.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub by_hand: bool,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub about: Option<String>,
    /// The body.
    pub body: Body,
    /// Day, ISO.
    pub date: String,
    /// The text; the last part stays on the page of the signatures. Not empty.
    pub text: Vec<Piece>,
    /// Who signs.
    pub signers: Vec<Signer>,
}

/// Letters of assignment. Their number is written in by hand, when they are signed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignments {
    /// Title, printed large on each.
    pub title: String,
    /// The body.
    pub body: Body,
    /// Day of printing, ISO.
    pub date: String,
    /// One letter each.
    pub letters: Vec<AssignmentLetter>,
}

/// One letter of assignment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssignmentLetter {
    /// The text; the last part stays on the page of the signatures. Not empty.
    pub text: Vec<Piece>,
    /// Who signs.
    pub signers: Vec<Signer>,
}

/// A decree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Decree {
    /// Title, as *Keputusan Ketua …*.
    pub title: String,
    /// Number.
    pub number: String,
    /// What it is about.
    pub about: String,
    /// Who decrees, as *Ketua Lembaga …*.
    pub authority: String,
    /// The body.
    pub body: Body,
    /// Day, ISO.
    pub date: String,
    /// *Menimbang*, without full stops.
    pub considering: Vec<String>,
    /// *Mengingat*, without full stops.
    pub recalling: Vec<String>,
    /// *Memperhatikan*, without full stops.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub heeding: Vec<String>,
    /// The points decreed, *KESATU* and on. Not empty.
    pub decisions: Vec<String>,
    /// Who signs.
    pub signers: Vec<Signer>,
    /// Who gets a copy.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub copies: Vec<String>,
    /// The annex (*lampiran*), on pages of its own.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub annex: Option<Annex>,
}

/// Annex of a decree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Annex {
    /// Title.
    pub title: String,
    /// What stands in it.
    pub text: Vec<Piece>,
}

/// An attendance list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    /// Title.
    pub title: String,
    /// The body.
    pub body: Body,
    /// Day, ISO.
    pub date: String,
    /// One list each, on pages of its own.
    pub sheets: Vec<AttendanceSheet>,
}

/// One list of an attendance paper: those of a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AttendanceSheet {
    /// Event, day, place.
    pub facts: Vec<(String, String)>,
    /// Who is expected.
    pub people: Vec<Attendee>,
    /// Who signs for the list.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub signers: Vec<Signer>,
}

/// One on an attendance list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attendee {
    /// Name with degrees.
    pub name: String,
    /// Institution.
    pub institution: String,
    /// Number of the case or of the registration.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// Telephone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub phone: Option<String>,
}

/// Name badges.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Badges {
    /// Title of the document (not printed).
    pub title: String,
    /// The body.
    pub body: Body,
    /// Day of printing, ISO.
    pub date: String,
    /// The event, one line.
    pub event: String,
    /// One badge each.
    pub people: Vec<Badge>,
}

/// One badge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Badge {
    /// Name.
    pub name: String,
    /// Institution.
    pub institution: String,
    /// Part in the event; *Asesi* is outlined, any other filled.
    pub role: String,
    /// Room or table.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub room: Option<String>,
    /// Code to check in with.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub qr: Option<Qr>,
}

/// Table cards.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tents {
    /// Title of the document (not printed).
    pub title: String,
    /// The body.
    pub body: Body,
    /// Day of printing, ISO.
    pub date: String,
    /// One card each.
    pub people: Vec<Tent>,
}

/// One table card.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tent {
    /// Name.
    pub name: String,
    /// Part in the event.
    pub role: String,
    /// Institution, table or room.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub institution: Option<String>,
}

/// Invitation slips for people without mail: a code handed over in person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slips {
    /// Title of the document (not printed).
    pub title: String,
    /// The body.
    pub body: Body,
    /// Day of printing, ISO.
    pub date: String,
    /// Address where the code is typed in, without `https://`.
    pub address: String,
    /// Last day the codes work, ISO.
    pub valid_until: String,
    /// Telephone for help.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub help: Option<String>,
    /// One slip each.
    pub people: Vec<Slip>,
}

/// One invitation slip.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Slip {
    /// Name.
    pub name: String,
    /// Institution.
    pub institution: String,
    /// Eight signs, none of `O`, `0`, `I`, `1`; printed in two groups of four.
    pub code: String,
    /// Code of the address where the invitation's code is typed in; it does not hold that code.
    pub qr: Qr,
    /// Account number.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<String>,
    /// Last day of this code, ISO, when it is another than that of the sheet.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<String>,
    /// A way back in, not the first one.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub again: bool,
    /// No year of birth is on record, so none is asked for beside the code.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub without_year: bool,
}
