//! The shape of a form's data, checked before it goes to the template: blocks of known kinds, each with what it
//! needs. What the blocks say is the forms engine's.

use serde_json::{Map, Value};

use crate::PaperError;

/// Checks a form: `body`, `case`, `printed`, `form` and `blocks`.
///
/// # Errors
/// [`PaperError::Shape`] naming the first place that is wrong.
pub(crate) fn check(data: &Value) -> Result<(), PaperError> {
    let root = At { path: String::new(), value: data };
    for path in ["body.name", "body.licence", "case.number", "form.code", "form.version", "form.title.id"] {
        root.walk(path)?.text()?;
    }
    root.walk("printed.date")?.day()?;
    let blocks = root.walk("blocks")?;
    for block in blocks.items()? {
        check_block(&block)?;
    }
    Ok(())
}

fn check_block(block: &At<'_>) -> Result<(), PaperError> {
    let kind = block.walk("kind")?;
    match kind.text()? {
        "note" => block.walk("lines")?.texts(),
        "identity" => block.each("rows", |row| row.walk("label")?.text().map(drop)),
        "table" => check_table(block),
        "choice" => block.each("options", |option| {
            option.walk("label")?.text()?;
            option.walk("on")?.mark()
        }),
        "text" => block.maybe("lines").map_or(Ok(()), |lines| lines.texts()),
        "signatures" => block.each("people", check_person),
        "gap" => block.walk("mm")?.number(),
        "break" => Ok(()),
        _ => Err(kind.wrong("note, identity, table, choice, text, signatures, gap or break")),
    }
}

fn check_table(block: &At<'_>) -> Result<(), PaperError> {
    block.each("columns", |column| column.walk("w").map(drop))?;
    let row = |row: &At<'_>| row.items()?.iter().try_for_each(check_cell);
    let rows = |rows: &At<'_>| rows.items()?.iter().try_for_each(row);
    block.maybe("header").map_or(Ok(()), |header| rows(&header))?;
    block.each("sections", |section| {
        section.maybe("head").map_or(Ok(()), |head| rows(&head))?;
        rows(&section.walk("rows")?)
    })
}

/// A cell is nothing, a text, a number, or says itself what it is.
fn check_cell(cell: &At<'_>) -> Result<(), PaperError> {
    match cell.value {
        Value::Array(_) | Value::Bool(_) => Err(cell.wrong("a text or a cell")),
        Value::Object(_) => cell.maybe("mark").map_or(Ok(()), |mark| mark.mark()),
        Value::Null | Value::Number(_) | Value::String(_) => Ok(()),
    }
}

fn check_person(person: &At<'_>) -> Result<(), PaperError> {
    person.walk("role")?.text()?;
    if let Some(date) = person.maybe("date") {
        date.day()?;
    }
    if let Some(electronic) = person.maybe("electronic") {
        electronic.walk("at")?.day()?;
        electronic.walk("time")?.text()?;
        electronic.walk("entry")?.text()?;
    }
    Ok(())
}

/// A place in the data and how one gets there.
struct At<'a> {
    path: String,
    value: &'a Value,
}

impl<'a> At<'a> {
    fn wrong(&self, expected: &'static str) -> PaperError {
        PaperError::Shape { at: self.path.clone(), expected }
    }

    fn fields(&self) -> Result<&'a Map<String, Value>, PaperError> {
        self.value.as_object().ok_or_else(|| self.wrong("fields"))
    }

    /// A field that may be missing, null or empty.
    fn maybe(&self, name: &str) -> Option<At<'a>> {
        let value = self.value.get(name).filter(|value| !value.is_null() && value.as_str() != Some(""))?;
        Some(At { path: self.below(name), value })
    }

    fn below(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    fn walk(&self, path: &str) -> Result<At<'a>, PaperError> {
        let mut at = At { path: self.path.clone(), value: self.value };
        for step in path.split('.') {
            let below = at.below(step);
            let value = at.fields()?.get(step);
            let value = value.ok_or_else(|| PaperError::Shape { at: below.clone(), expected: "a value" })?;
            at = At { path: below, value };
        }
        Ok(at)
    }

    fn items(&self) -> Result<Vec<At<'a>>, PaperError> {
        let items = self.value.as_array().ok_or_else(|| self.wrong("a list"))?;
        Ok(items.iter().enumerate().map(|(n, value)| At { path: self.below(&n.to_string()), value }).collect())
    }

    fn each(&self, name: &str, check: impl Fn(&At<'a>) -> Result<(), PaperError>) -> Result<(), PaperError> {
        self.walk(name)?.items()?.iter().try_for_each(check)
    }

    fn text(&self) -> Result<&'a str, PaperError> {
        self.value.as_str().ok_or_else(|| self.wrong("a text"))
    }

    fn texts(&self) -> Result<(), PaperError> {
        self.items()?.iter().try_for_each(|item| item.text().map(drop))
    }

    fn number(&self) -> Result<(), PaperError> {
        self.value.as_f64().map(drop).ok_or_else(|| self.wrong("a number"))
    }

    /// Ticked, not ticked, or does not apply.
    fn mark(&self) -> Result<(), PaperError> {
        if self.value.is_boolean() || self.value.is_null() { Ok(()) } else { Err(self.wrong("true, false or null")) }
    }

    /// An ISO day.
    fn day(&self) -> Result<(), PaperError> {
        let text = self.text()?;
        let parts: Vec<&str> = text.split('-').collect();
        let digits = |part: &str, long: usize| part.len() == long && part.bytes().all(|byte| byte.is_ascii_digit());
        match parts[..] {
            [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => Ok(()),
            _ => Err(self.wrong("a day as YYYY-MM-DD")),
        }
    }
}
