//! A workbook as rows of cells, whatever program wrote it: xlsx, xls, ods or CSV, recognised by
//! content and never by name. Files that would hurt are refused before they are parsed.
//! What the cells mean is for [`crate::table`] and the rooms above it.

mod cell;
mod guard;
mod ods;
mod text;
mod xls;
mod xlsx;

pub use cell::Cell;
pub use guard::Kind;
pub(crate) use guard::{entry, xml};
pub(crate) use text::decode;
pub(crate) use xlsx::{column_letters, column_number, sheet_paths};

use crate::{Refusal, Refused};

/// What a file may cost us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as handed in.
    pub bytes: u64,
    /// Bytes of all its parts together once unpacked.
    pub unpacked: u64,
    /// How many times larger than packed a large part may be.
    pub ratio: u64,
    /// Rows that say something in one sheet.
    pub rows: usize,
    /// Columns of one sheet; what stands further right is not read.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 20 << 20, unpacked: 200 << 20, ratio: 200, rows: 20_000, columns: 256 }
    }
}

/// A row that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The sheet's own number, from 1.
    pub number: u32,
    /// Cells by column, from 0; shorter than the sheet where nothing follows.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in `column`, empty beyond the end.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// How many cells hold something.
    #[must_use]
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|c| !c.is_blank()).count()
    }
}

/// A merged range, from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First row.
    pub top: u32,
    /// Last row.
    pub bottom: u32,
    /// First column.
    pub left: u32,
    /// Last column.
    pub right: u32,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Hidden from whoever opens the workbook.
    pub hidden: bool,
    /// Rows that hold something, in order.
    pub rows: Vec<Row>,
    /// Merged ranges.
    pub merges: Vec<Merge>,
    /// Columns hidden from view, from 0.
    pub hidden_columns: Vec<usize>,
    /// Rows hidden from view, by the sheet's own number.
    pub hidden_rows: Vec<u32>,
}

/// A workbook.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// Which kind of file it was.
    pub kind: Kind,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

impl Workbook {
    /// Reads a workbook.
    ///
    /// # Errors
    /// [`Refused`] for anything that is no workbook, damaged, protected, macro-laden or beyond `limits`.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Self, Refused> {
        let kind = guard::recognise(bytes, limits)?;
        let sheets = match kind {
            Kind::Xlsx => xlsx::read(bytes, limits)?,
            Kind::Ods => ods::read(bytes, limits)?,
            Kind::Xls => xls::read(bytes, limits)?,
            Kind::Text => vec![text::read(bytes, limits)?],
        };
        Ok(Self { kind, sheets })
    }

    /// The sheet called `name`.
    ///
    /// # Errors
    /// [`Refusal::NoSuchSheet`] when there is none.
    pub fn sheet(&self, name: &str) -> Result<&Sheet, Refused> {
        self.sheets.iter().find(|s| s.name == name).ok_or_else(|| Refusal::NoSuchSheet.into())
    }
}

/// Collects cells in the order of a file into rows, within the limits.
struct Rows<'a> {
    limits: &'a Limits,
    rows: Vec<Row>,
    /// Formulas without a result, in a row that says nothing else so far: where they stand alone, a template waits for somebody.
    pending: (u32, Vec<(usize, Cell)>),
}

impl<'a> Rows<'a> {
    fn new(limits: &'a Limits) -> Self {
        Self { limits, rows: Vec::new(), pending: (0, Vec::new()) }
    }

    fn put(&mut self, row: u32, column: usize, cell: Cell) -> Result<(), Refused> {
        if cell.is_blank() || column >= self.limits.columns {
            return Ok(());
        }
        let number = row + 1;
        if self.rows.last().is_none_or(|last| last.number != number) {
            if self.pending.0 != number {
                self.pending = (number, Vec::new());
            }
            if cell.as_text().is_some_and(crate::values::is_failed_formula) {
                self.pending.1.push((column, cell));
                return Ok(());
            }
            for (column, formula) in std::mem::take(&mut self.pending.1) {
                self.place(number, column, formula)?;
            }
        }
        self.place(number, column, cell)
    }

    fn place(&mut self, number: u32, column: usize, cell: Cell) -> Result<(), Refused> {
        let position = match self.rows.last() {
            Some(last) if last.number == number => self.rows.len() - 1,
            Some(last) if last.number > number => match self.rows.binary_search_by_key(&number, |r| r.number) {
                Ok(at) => at,
                Err(at) => {
                    self.rows.insert(at, Row { number, cells: Vec::new() });
                    at
                }
            },
            _ => {
                self.rows.push(Row { number, cells: Vec::with_capacity(16) });
                self.rows.len() - 1
            }
        };
        if self.rows.len() > self.limits.rows {
            return Err(Refused::over(Refusal::TooManyRows, self.limits.rows as u64));
        }
        if let Some(row) = self.rows.get_mut(position) {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = row.cells.get_mut(column) {
                *place = cell;
            }
        }
        Ok(())
    }
}
