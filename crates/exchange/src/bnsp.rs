//! The workbook that BNSP takes after an event: sheet *Data Asesmen*, columns A to S, every
//! candidate K and BK. Codes come from imported lists; one that is not there leaves its cell
//! empty and is told, for nothing here is invented.

use jiff::civil::Date;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use serde::{Deserialize, Serialize};

/// One candidate, with codes already looked up.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Row {
    /// B: name.
    pub name: String,
    /// C: NIK, sixteen digits.
    pub nik: Option<String>,
    /// D: place of birth.
    pub birth_place: Option<String>,
    /// E: birth date.
    pub born: Option<Date>,
    /// F: `L` or `P`.
    pub sex: Option<String>,
    /// G: where the candidate lives.
    pub address: Option<String>,
    /// H: code of the kabupaten or kota.
    pub city: Option<String>,
    /// I: code of the province.
    pub province: Option<String>,
    /// J: telephone.
    pub phone: Option<String>,
    /// K: mail address.
    pub email: Option<String>,
    /// L: code of education.
    pub education: Option<String>,
    /// M: code of occupation.
    pub occupation: Option<String>,
    /// N: code of the schedule.
    pub schedule: Option<String>,
    /// O: day of the assessment.
    pub tested_on: Option<Date>,
    /// P: registration numbers of the assessors.
    pub assessors: Vec<String>,
    /// Q: code of the source of funds.
    pub funding: Option<String>,
    /// R: code of the ministry.
    pub ministry: Option<String>,
    /// S: whether competent; `None` when it is not decided.
    pub competent: Option<bool>,
}

/// A cell that had to stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Missing {
    /// The sheet's own row, from 1.
    pub row: u32,
    /// The column's letter, `B` to `S`.
    pub column: char,
}

/// The workbook, and what is missing in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The bytes of the xlsx.
    pub bytes: Vec<u8>,
    /// Cells that stayed empty, row by row.
    pub missing: Vec<Missing>,
}

/// Name of the sheet.
pub const SHEET: &str = "Data Asesmen";

/// Headings A to S.
pub const HEADINGS: [&str; 19] = [
    "NO",
    "NAMA ASESI",
    "NIK",
    "TEMPAT LAHIR",
    "TANGGAL LAHIR (dd/mm/yyyy)",
    "JENIS KELAMIN (L/P)",
    "TEMPAT TINGGAL",
    "KODE KOTA",
    "KODE PROVINSI",
    "TELP",
    "EMAIL",
    "KODE PENDIDIKAN",
    "KODE PEKERJAAN",
    "KODE JADWAL",
    "TANGGAL UJI (hh/bb/yyyy)",
    "NOMOR REGISTRASI ASESOR",
    "KODE SUMBER ANGGARAN",
    "KODE KEMENTERIAN",
    "K/BK",
];

const WIDTHS: [f64; 19] =
    [6.0, 32.0, 19.0, 20.0, 14.0, 9.0, 36.0, 11.0, 11.0, 17.0, 30.0, 12.0, 12.0, 12.0, 14.0, 24.0, 12.0, 12.0, 7.0];

/// Writes the workbook, row by row, so that memory does not grow with the rows.
///
/// # Errors
/// [`XlsxError`] when the file cannot be written: a fault, never the person's doing.
pub fn write(rows: impl IntoIterator<Item = Row>) -> Result<Written, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(SHEET)?;
    let heading =
        Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Center).set_border(FormatBorder::Thin);
    let text = Format::new().set_num_format("@");
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (column, title) in (0_u16..).zip(HEADINGS) {
        sheet.write_string_with_format(0, column, title, &heading)?;
    }
    let mut missing = Vec::new();
    for (line, row) in (1_u32..).zip(rows) {
        sheet.write_number(line, 0, f64::from(line))?;
        for ((column, letter), value) in (1_u16..).zip('B'..='S').zip(row.values()) {
            match value.as_deref().map(str::trim) {
                None | Some("") => missing.push(Missing { row: line + 1, column: letter }),
                Some(value) => {
                    sheet.write_string_with_format(line, column, value, &text)?;
                }
            }
        }
    }
    Ok(Written { bytes: workbook.save_to_buffer()?, missing })
}

impl Row {
    /// Columns B to S.
    fn values(self) -> [Option<String>; 18] {
        let day = |date: Date| format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year());
        [
            Some(self.name),
            self.nik,
            self.birth_place,
            self.born.map(day),
            self.sex,
            self.address,
            self.city,
            self.province,
            self.phone,
            self.email,
            self.education,
            self.occupation,
            self.schedule,
            self.tested_on.map(day),
            Some(self.assessors.join(", ")),
            self.funding,
            self.ministry,
            self.competent.map(|k| if k { "K" } else { "BK" }.to_owned()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Cell, Limits, Workbook as Read};

    fn candidate() -> Row {
        Row {
            name: "Siti Nur'aini".into(),
            nik: Some("6302106308780320".into()),
            born: Some(Date::constant(1978, 8, 23)),
            tested_on: Some(Date::constant(2025, 10, 30)),
            assessors: vec!["MET.000.009685 2023".into(), "MET.000.004860 2024".into()],
            education: Some("06".into()),
            competent: Some(false),
            ..Row::default()
        }
    }

    #[test]
    fn the_workbook_reads_back_with_text_codes_and_days() {
        let written = write([candidate(), Row { competent: Some(true), ..candidate() }]).unwrap();
        let book = Read::read(&written.bytes, &Limits::default()).unwrap();
        let sheet = book.sheet(SHEET).unwrap();
        let texts = |at: usize| sheet.rows[at].cells.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(texts(0), HEADINGS);
        let row = texts(1);
        assert_eq!(row[2], "6302106308780320");
        assert!(matches!(sheet.rows[1].cell(2), Cell::Text(_)), "a NIK is text, or Excel rounds it");
        assert_eq!((row[4].as_str(), row[14].as_str()), ("23/08/1978", "30/10/2025"));
        assert_eq!(row[11], "06");
        assert_eq!(row[15], "MET.000.009685 2023, MET.000.004860 2024");
        assert_eq!((row[18].as_str(), texts(2)[18].as_str()), ("BK", "K"));
    }

    #[test]
    fn a_code_that_is_not_there_is_left_empty_and_told() {
        let written = write([candidate()]).unwrap();
        let columns: String = written.missing.iter().map(|m| m.column).collect();
        assert_eq!(columns, "DFGHIJKMNQR");
        assert!(written.missing.iter().all(|m| m.row == 2));
    }
}
