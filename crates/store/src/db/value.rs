//! Values as both engines carry them: whole numbers, text, bytes, and nulls that know their type.

use certification::id::{
    ActId, AppointmentId, BatchId, CaseId, CertificateId, DecisionId, DocumentId, EventId, ExamFormId, ExamId, FormId,
    InstitutionId, PanelId, PersonId, SchemeVersionId, SignatureId, SittingId, StandardId, StudyId,
};

/// The three types of column in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// `INTEGER` or `BIGINT`.
    Int,
    /// `TEXT`, ordered by bytes.
    Text,
    /// `BLOB` or `BYTEA`.
    Blob,
}

/// A value to bind, or read from a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No value; PostgreSQL wants to know of which type.
    Null(Type),
    /// A whole number; yes/no as 1 and 0.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Value {
    /// Whether it is null.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null(_))
    }
}

/// A Rust type that becomes a [`Value`] of a known [`Type`], so that `None` can be bound too.
pub trait Bind: Into<Value> {
    /// The column type.
    const TYPE: Type;
}

impl<T: Bind> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null(T::TYPE), Into::into)
    }
}

macro_rules! bind {
    ($($from:ty => $type:ident, |$v:ident| $make:expr;)+) => {$(
        impl From<$from> for Value {
            fn from($v: $from) -> Self {
                $make
            }
        }
        impl Bind for $from {
            const TYPE: Type = Type::$type;
        }
    )+};
}

bind! {
    i64 => Int, |v| Self::Int(v);
    i32 => Int, |v| Self::Int(v.into());
    u32 => Int, |v| Self::Int(v.into());
    bool => Int, |v| Self::Int(v.into());
    String => Text, |v| Self::Text(v);
    &str => Text, |v| Self::Text(v.to_owned());
    &String => Text, |v| Self::Text(v.clone());
    Vec<u8> => Blob, |v| Self::Blob(v);
    &[u8] => Blob, |v| Self::Blob(v.to_vec());
    [u8; 32] => Blob, |v| Self::Blob(v.to_vec());
    certification::duty::Duty => Text, |v| Self::Text(v.as_str().to_owned());
    certification::stage::Stage => Text, |v| Self::Text(v.as_str().to_owned());
}

macro_rules! bind_ids {
    ($($id:ident),+ $(,)?) => {$(
        bind! { $id => Text, |v| Self::Text(v.to_string()); &$id => Text, |v| Self::Text(v.to_string()); }
    )+};
}

bind_ids!(
    ActId,
    AppointmentId,
    BatchId,
    CaseId,
    CertificateId,
    DecisionId,
    DocumentId,
    EventId,
    ExamFormId,
    StudyId,
    ExamId,
    FormId,
    InstitutionId,
    PanelId,
    PersonId,
    SchemeVersionId,
    SignatureId,
    SittingId,
    StandardId,
);
