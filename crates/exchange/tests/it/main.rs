//! The room's tests from outside, in one binary.
#![expect(clippy::unwrap_used, reason = "a test that cannot read its own sample has failed")]

mod assessors;
mod bad_files;
mod below_names;
mod day_order;
mod decree_doubts;
mod decree_labels;
mod decree_layouts;
mod decree_numbers;
mod decree_pages;
mod decree_signs;
mod decrees;
mod given_back;
mod headings;
mod large;
mod layouts;
mod lost_values;
mod merged;
mod nobody;
mod offices;
mod other_lists;
mod own_schemes;
mod parents;
mod parts;
mod pasted;
mod pdfs;
mod poor_rows;
mod samples;
mod sheets;
mod standard_json;
mod standard_repeats;
mod standard_rows;
mod standards;
mod titles;
mod together;
mod untidy;
mod workplaces;

use std::path::PathBuf;

use jiff::civil::Date;
use rust_xlsxwriter::Workbook;
use serde_json::Value;

/// The first day of the occasion, by which two-digit years are judged.
const FIRST_DAY: Date = Date::constant(2025, 10, 30);

fn sample(path: &str) -> Vec<u8> {
    std::fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(path)).unwrap()
}

fn expected(path: &str) -> Value {
    serde_json::from_slice(&sample(path)).unwrap()
}

/// A workbook of one sheet: its rows, whose cells strokes part.
fn sheet_of(rows: &[&str]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells.split('|')).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}
