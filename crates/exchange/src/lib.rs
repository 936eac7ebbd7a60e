//! Other people's formats: participant and assessor workbooks, competency standards as decrees
//! print them, schemes, and the lists BNSP takes and gives.
//!
//! Pure: bytes come in, values and refusals go out. It knows no database and no HTTP, and the
//! day it judges two-digit years by is handed in. Nothing here guesses in silence: what was
//! tidied or could not be understood is said beside the value.

pub mod annotated;
pub mod assessors;
pub mod bnsp;
pub mod clusters;
pub mod codes;
pub mod header;
pub mod institutions;
pub mod listing;
pub mod participants;
pub mod refusal;
pub mod regions;
pub mod schemes;
pub mod standards;
pub mod table;
pub(crate) mod ticks;
pub mod values;
pub mod workbook;

pub use refusal::{Refusal, Refused};
