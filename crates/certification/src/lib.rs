//! The words and rules of certification of persons (ISO/IEC 17024, BNSP).
//!
//! Pure: given a case as it stands and an act, it answers *these changes* or a refusal.
//! It knows no database, no HTTP, no file and no clock; time and randomness are handed in.

pub mod account;
pub mod act;
pub mod appeal;
pub mod application;
pub mod assignment;
pub mod body;
pub mod casefile;
pub mod certificate;
pub mod civil;
pub mod clock;
pub mod consent;
pub mod contact;
pub mod decision;
pub mod degrees;
pub mod duty;
pub mod entropy;
pub mod erasure;
pub mod event;
pub mod exam;
pub mod filing;
pub mod form;
pub mod formfacts;
pub mod id;
pub mod instrument;
pub mod intake;
pub mod issuer;
pub mod issuing;
pub mod permit;
pub mod person;
pub mod record;
pub mod refusal;
pub mod report;
pub mod scheme;
pub mod series;
pub mod setting;
pub mod stage;
pub mod text;
