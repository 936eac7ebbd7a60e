//! What people type into cells, understood one value at a time: names with degrees, dates,
//! identity numbers, telephones, mail addresses. Nothing here knows rows or sheets.

pub mod contact;
pub mod date;
pub mod identity;
pub mod name;
pub mod remark;

/// Whether text is what a sheet shows for a formula that failed: `#N/A`, `#REF!`.
#[must_use]
pub fn is_failed_formula(text: &str) -> bool {
    let text = text.trim();
    matches!(
        text,
        "#N/A" | "#REF!" | "#VALUE!" | "#NAME?" | "#DIV/0!" | "#NULL!" | "#NUM!" | "#DATA!" | "Err:502" | "Err:504"
    )
}

/// Whether text stands for *nothing here*: dashes, `tidak ada`, `n/a` and their like.
#[must_use]
pub fn is_nothing(text: &str) -> bool {
    let text = text.trim();
    text.chars().all(|c| !c.is_alphanumeric())
        || matches!(
            text.to_lowercase().trim_end_matches('.').trim(),
            "tidak ada"
                | "tdk ada"
                | "tidak punya"
                | "belum ada"
                | "belum punya"
                | "blm ada"
                | "kosong"
                | "nihil"
                | "n/a"
                | "na"
                | "nil"
                | "null"
                | "none"
        )
}
