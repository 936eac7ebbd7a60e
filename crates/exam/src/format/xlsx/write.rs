//! The template, and items written as a workbook of the same form.

use std::collections::{BTreeMap, BTreeSet};

use certification::refusal::Refusal;
use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::{
    super::{
        card::{self, Card, Field},
        report::{Export, Intake, Losses, Taking, Where, Written, prove},
    },
    guide, stimuli,
};
use crate::item::{Item, Language, Stimulus};

/// The cells of a row, by their column.
type Fields = BTreeMap<Field, String>;

/// Rows of the template that offer choices.
const ROWS: u32 = 500;

/// The columns of the template, in order.
fn columns() -> Vec<Field> {
    let head = [
        Field::Id,
        Field::Title,
        Field::Kind,
        Field::Unit,
        Field::Element,
        Field::Criterion,
        Field::Level,
        Field::Language,
        Field::Stem,
    ];
    let middle = [Field::Key, Field::Points, Field::Tolerance, Field::Measure, Field::Explanation, Field::Enemies];
    let tail = [
        Field::Scoring,
        Field::Choose,
        Field::Shuffle,
        Field::Case,
        Field::People,
        Field::Limit,
        Field::Minutes,
        Field::Endings,
        Field::Rubric,
        Field::Example,
        Field::Stimulus,
    ];
    let mut out = head.to_vec();
    out.extend((0..8).map(Field::Option));
    out.extend(middle);
    out.extend((1..=8).map(Field::Premise));
    out.extend((0..8).map(Field::Reason));
    out.extend(tail);
    out
}

/// The empty template in a language, with its sheet of instructions.
///
/// # Errors
/// `zip.writing` when the workbook cannot be written.
pub fn template(language: Language) -> Result<Vec<u8>, Refusal> {
    workbook(&columns(), &[], &[], language).map_err(|_| Refusal::new("zip.writing"))
}

/// Writes items in the form of the template, and what they share on a sheet of its own. Each is read back and compared;
/// what a sheet cannot carry is left out and refused in the report.
///
/// # Errors
/// `zip.writing` when the workbook cannot be written.
pub fn export(items: &[Item], shared: &[Stimulus], language: Language) -> Result<Export, Refusal> {
    let write = |item: &Item| -> Written {
        let (fields, losses) = card::written(item, language)?;
        let named: BTreeMap<String, String> =
            fields.into_iter().map(|(field, text)| (field.heading(language), text)).collect();
        let text = serde_json::to_string(&named).map_err(|_| Refusal::new("zip.writing"))?;
        Ok((text, losses))
    };
    let read = |text: &str, intake: &Intake| {
        let mut losses = Losses::default();
        let mut card = Card::default();
        for (field, text) in fields(text)? {
            card.fields.insert(field, card::content(&text, &mut losses)?);
        }
        let mut taking = Taking::new(intake);
        card::take(&card, &Where::Whole, losses, None, &mut taking);
        Ok(taking.out)
    };
    let (texts, mut report) = prove(items, write, read);
    let shared = stimuli::written(items, shared, &mut report);
    let rows = texts.iter().map(|text| fields(text)).collect::<Result<Vec<_>, _>>()?;
    let mut all = columns();
    let known: BTreeSet<Field> = all.iter().copied().collect();
    let used: BTreeSet<Field> = rows.iter().flat_map(BTreeMap::keys).copied().collect();
    all.extend(used.difference(&known));
    let bytes = workbook(&all, &rows, &shared, language).map_err(|_| Refusal::new("zip.writing"))?;
    Ok(Export { bytes, report })
}

fn fields(text: &str) -> Result<Fields, Refusal> {
    let named: BTreeMap<String, String> = serde_json::from_str(text).map_err(|_| Refusal::new("zip.writing"))?;
    Ok(named.into_iter().filter_map(|(name, text)| Some((Field::named(&name)?, text))).collect())
}

fn workbook(columns: &[Field], rows: &[Fields], shared: &[Fields], language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same items give the same bytes, whenever they are written.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let [items, instructions, materials] = guide::sheets(language);
    let sheet = book.add_worksheet();
    sheet.set_name(items)?;
    fill(sheet, columns, rows, language)?;
    let sheet = book.add_worksheet();
    sheet.set_name(instructions)?;
    let strong = Format::new().set_bold().set_align(FormatAlign::Top);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_column_width(0, 30)?.set_column_width(1, 100)?;
    for (row, [what, how]) in (0..).zip(guide::lines(language)) {
        sheet.write_string_with_format(row, 0, *what, &strong)?;
        sheet.write_string_with_format(row, 1, *how, &wrapped)?;
    }
    let sheet = book.add_worksheet();
    sheet.set_name(materials)?;
    fill(sheet, &stimuli::COLUMNS, shared, language)?;
    book.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, columns: &[Field], rows: &[Fields], language: Language) -> Result<(), XlsxError> {
    let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    // Text, so that 1.10 stays 1.10 and 1-2 does not become a day.
    let text = Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top);
    for (column, field) in (0..).zip(columns) {
        let width = match field {
            Field::Stem | Field::Explanation | Field::Rubric | Field::Material => 50,
            Field::Option(_) | Field::Premise(_) | Field::Reason(_) | Field::Key | Field::Title => 25,
            _ => 13,
        };
        sheet.set_column_width(column, width)?.set_column_format(column, &text)?;
        sheet.write_string_with_format(0, column, field.heading(language), &heading)?;
        let offered = offered(*field, language);
        if !offered.is_empty() {
            let choice = DataValidation::new().allow_list_strings(&offered)?.ignore_blank(true);
            sheet.add_data_validation(1, column, ROWS, column, &choice)?;
        }
        for (row, fields) in (1..).zip(rows) {
            if let Some(said) = fields.get(field) {
                sheet.write_string_with_format(row, column, said, &text)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    Ok(())
}

/// What a column offers to choose from.
fn offered(field: Field, language: Language) -> Vec<&'static str> {
    match field {
        Field::Kind => card::kinds(language),
        Field::Level => vec!["C1", "C2", "C3", "C4", "C5", "C6"],
        Field::Language => vec!["id", "en"],
        Field::Shuffle | Field::Case | Field::People | Field::Example if language == Language::Id => {
            vec!["ya", "tidak"]
        }
        Field::Shuffle | Field::Case | Field::People | Field::Example => vec!["yes", "no"],
        _ => Vec::new(),
    }
}
