//! Every paper of Kompeten as a PDF: certificates, forms, letters, decrees, lists, badges, invitation slips, reports,
//! papers of written tests.
//!
//! A [`Press`] loads typefaces and templates once and turns a [`Paper`] into a [`Pdf`] that is archivable (PDF/A-2a)
//! and accessible (PDF/UA-1): the same paper gives the same bytes, on every machine. Templates read one file of data
//! and the pictures handed along; this crate knows no database, no network and no clock. What stands on a paper is
//! decided elsewhere and filled into the types here ([`CertificateData`], [`LetterData`], [`ReportData`], [`ExamData`]) or, for
//! forms, handed over as blocks.

mod certificate;
mod exam;
mod form;
mod frame;
mod glyphs;
mod letter;
mod paper;
mod picture;
mod piece;
mod press;
mod qr;
mod raw;
mod report;
mod samples;

pub use certificate::{
    Blanko, BlankoField, CertificateData, Holder, Issuer, Mode, Replaced, Signatory, State, Statement, Status, Unit,
    Verify,
};
pub use exam::{
    AnswerRoom, AnswerSpace, Ask, Blocks, ExamData, ExamSheet, KeyEntry, Lettered, Outline, PrintedArea, PrintedAspect,
    PrintedGap, PrintedQuestion, Shared, SheetContent,
};
pub use glyphs::MissingGlyphs;
pub use letter::{
    Annex, AssignmentLetter, Assignments, Attendance, AttendanceSheet, Attendee, Badge, Badges, Decree, Letter,
    LetterData, Minutes, Signer, Slip, Slips, Tent, Tents,
};
pub use paper::{Paper, PaperError, Pdf, Template};
pub use picture::printable;
pub use piece::{Align, Bilingual, Body, Column, Electronic, Piece, TableData, Width};
pub use press::Press;
pub use qr::{Qr, qr};
pub use report::{Bar, Block, Count, EventOfReport, Figure, ReportColumn, ReportData, Section};
pub use samples::{pictures, samples};
