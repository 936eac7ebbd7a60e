//! Workbooks of lists and figures that people take along: a sheet a table, its head in sight and ready to be filtered.

use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

/// What a cell holds. Text is written as text, so that nothing in it is ever read as a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Text.
    Text(String),
    /// A whole number.
    Number(i64),
    /// A share in percent, shown with one decimal.
    Percent(f64),
    /// Nothing.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<i64> for Cell {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

/// A table on a sheet of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Name of the sheet; what Excel does not take in it is left out, and it is cut at 31 letters.
    pub name: String,
    /// Heads of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// What must be known to read it, below the table.
    pub notes: Vec<String>,
}

/// Widest column, in letters.
const WIDEST: usize = 48;

/// The workbook with these sheets.
///
/// # Errors
/// [`XlsxError`] when the file cannot be written: a fault, never the person's doing.
pub fn write(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let head = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_text_wrap();
    let percent = Format::new().set_num_format("0.0");
    for table in sheets {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&table.name))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, title) in (0_u16..).zip(&table.heads) {
            sheet.write_string_with_format(0, column, title, &head)?;
            sheet.set_column_width(column, width(table, usize::from(column)))?;
        }
        let mut line = 1_u32;
        for row in &table.rows {
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    Cell::Text(text) => sheet.write_string(line, column, text)?,
                    // Counts of people and cases: far below what a float holds exactly.
                    #[expect(clippy::cast_precision_loss, reason = "a workbook holds numbers as floats")]
                    Cell::Number(n) => sheet.write_number(line, column, *n as f64)?,
                    Cell::Percent(share) => sheet.write_number_with_format(line, column, *share, &percent)?,
                    Cell::Empty => continue,
                };
            }
            line += 1;
        }
        let last = u16::try_from(table.heads.len()).unwrap_or(u16::MAX).saturating_sub(1);
        if line > 1 {
            sheet.autofilter(0, 0, line - 1, last)?;
        }
        for note in &table.notes {
            line += 1;
            sheet.write_string(line, 0, note)?;
        }
    }
    workbook.save_to_buffer()
}

/// The name as Excel takes it.
fn sheet_name(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect();
    if plain.trim().is_empty() { "Data".to_owned() } else { plain }
}

/// As wide as its longest text, within bounds.
fn width(table: &Sheet, column: usize) -> f64 {
    let texts = table.rows.iter().filter_map(|row| match row.get(column) {
        Some(Cell::Text(text)) => Some(text.chars().count()),
        _ => None,
    });
    let head = table.heads.get(column).map(|h| h.chars().count().min(WIDEST / 3)).unwrap_or_default();
    let letters = texts.chain([head, 8]).max().unwrap_or_default().min(WIDEST);
    u32::try_from(letters).map_or(f64::from(8), |n| f64::from(n) + 2.0)
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader as _, Xlsx};

    use super::*;

    #[test]
    fn what_is_written_is_read_back_and_no_text_becomes_a_formula() {
        let sheet = Sheet {
            name: "Daftar: berkas/acara [1]".to_owned(),
            heads: ["Nama", "Jumlah", "Bagian"].map(str::to_owned).to_vec(),
            rows: vec![vec!["=1+1".into(), 7.into(), Cell::Percent(66.66)], vec!["".into(), 0.into(), Cell::Empty]],
            notes: vec!["Baris kecil disembunyikan.".to_owned()],
        };
        let bytes = write(&[sheet, Sheet { name: "?".to_owned(), ..Sheet::default() }]).unwrap();
        let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        assert_eq!(book.sheet_names(), ["Daftar berkasacara 1", "Data"]);
        let range = book.worksheet_range("Daftar berkasacara 1").unwrap();
        assert_eq!(range.get_value((1, 0)), Some(&Data::String("=1+1".to_owned())));
        assert_eq!(range.get_value((1, 1)), Some(&Data::Float(7.0)));
        assert_eq!(range.get_value((2, 0)), Some(&Data::Empty));
        assert_eq!(range.get_value((4, 0)), Some(&Data::String("Baris kecil disembunyikan.".to_owned())));
        let formulas = book.worksheet_formula("Daftar berkasacara 1").unwrap();
        assert!(formulas.used_cells().next().is_none());
    }
}
