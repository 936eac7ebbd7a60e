//! The words and rules of certification of persons (ISO/IEC 17024, BNSP).
//!
//! Pure: given a case as it stands and an act, it answers *these changes* or a refusal.
//! It knows no database, no HTTP, no file and no clock; time and randomness are handed in.

pub mod civil;
pub mod duty;
pub mod entropy;
pub mod id;
pub mod permit;
pub mod record;
pub mod refusal;
pub mod series;
pub mod setting;
pub mod stage;
pub mod text;
