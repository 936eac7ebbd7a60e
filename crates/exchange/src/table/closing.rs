//! What tells the rows of people from those under them: where a table closes, and what only somebody has.

use certification::text::fold;

use crate::{
    values::name,
    workbook::{Cell, Row},
};

/// What the first words under a table are where it has ended.
const CLOSING: &[&str] = &[
    "mengetahui",
    "menyetujui",
    "mengesahkan",
    "disetujui",
    "kepala",
    "plt kepala",
    "plh kepala",
    "a n kepala",
    "an kepala",
    "ketua",
    "sekretaris",
    "yang membuat",
    "dibuat oleh",
    "pejabat",
    "nip",
    "catatan",
    "keterangan",
    "nb",
    "jumlah",
    "total",
    "sub total",
    "subtotal",
    "pindahan",
    "dipindahkan",
    "demikian",
    "narahubung",
    "contact person",
    "penanggung jawab",
    "pembuat daftar",
    "hormat kami",
    "pengusul",
    "pimpinan",
    "direktur",
    "rektor",
    "dekan",
    "bupati",
    "wali kota",
    "walikota",
    "gubernur",
    "camat",
    "tembusan",
    "tertanda",
    "ttd",
    "yang bertanda tangan",
    "diketahui",
];

/// Figures of one cell that only somebody's number, telephone or date has.
const FIGURES: usize = 8;
/// Words of which no name consists: of offices, places, duties and counts, and of what is written under a table.
const NO_NAMES: &[&str] = &[
    "akan",
    "alumni",
    "angkatan",
    "arsiparis",
    "asesor",
    "atau",
    "bagian",
    "belum",
    "bendahara",
    "bidang",
    "cadangan",
    "catatan",
    "contoh",
    "daftar",
    "dan",
    "dari",
    "data",
    "dengan",
    "desa",
    "di",
    "dinas",
    "dll",
    "dosen",
    "dst",
    "email",
    "fasilitator",
    "gelombang",
    "hadir",
    "halaman",
    "hp",
    "institut",
    "jumlah",
    "kab",
    "kabupaten",
    "kecamatan",
    "kelas",
    "kelompok",
    "kelurahan",
    "kepala",
    "keterangan",
    "ketua",
    "klaster",
    "koleksi",
    "kontak",
    "kosong",
    "kota",
    "laki",
    "lampiran",
    "lanjutan",
    "layanan",
    "lolos",
    "mengetahui",
    "menyetujui",
    "menyusul",
    "moderator",
    "nama",
    "narasumber",
    "nihil",
    "nik",
    "nip",
    "orang",
    "pada",
    "panitia",
    "pegawai",
    "pembina",
    "pemateri",
    "penata",
    "pendamping",
    "pengatur",
    "pengelola",
    "perempuan",
    "perpustakaan",
    "peserta",
    "politeknik",
    "prov",
    "provinsi",
    "pustakawan",
    "rekap",
    "sama",
    "sekolah",
    "sekretaris",
    "seksi",
    "sesi",
    "skema",
    "staf",
    "staff",
    "sub",
    "subtotal",
    "sudah",
    "tahap",
    "tanggal",
    "tba",
    "telp",
    "tenaga",
    "tidak",
    "total",
    "unit",
    "universitas",
    "untuk",
    "yang",
];
/// Words that are nobody's name by themselves, but begin or end one: `Hari Santoso`, `Lulus Widodo`.
const NO_NAMES_ALONE: &[&str] = &["guru", "hari", "lulus", "pria", "sumber", "wanita"];
/// Words of a name, at most.
const NAME_WORDS: usize = 8;

/// Whether a text can be somebody's name, with degrees or without, and nothing else that stands under a heading.
pub(super) fn is_like_a_name(text: &str) -> bool {
    let plain =
        |c: char| c.is_alphabetic() || c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '’' | '`' | '-' | '(' | ')');
    let name = name::split(text);
    let words = fold(&name.name);
    text.chars().all(plain)
        && name.name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && words.split(' ').count() <= NAME_WORDS
        && !words.split(' ').any(|word| NO_NAMES.contains(&word))
        && !NO_NAMES_ALONE.contains(&words.as_str())
}

/// Whether a row says what only somebody has: a long number, a date, an address of mail. Whoever signs has a number too.
pub(super) fn tells(row: &Row) -> bool {
    row.cells.iter().any(|cell| match cell {
        Cell::Date(_) => true,
        Cell::Number(number) => *number >= 10_f64.powi(FIGURES as i32 - 1),
        Cell::Text(text) => {
            let signs = fold(text).starts_with("nip ");
            !signs && (text.contains('@') || text.chars().filter(char::is_ascii_digit).count() >= FIGURES)
        }
        Cell::Empty => false,
    })
}

/// Whether a cell of the row says that the table has ended; a position of somebody (`Kepala Perpustakaan`) does not.
pub(super) fn closes(row: &Row, position: Option<usize>) -> bool {
    let others = row.cells.iter().enumerate().filter(|(column, _)| Some(*column) != position);
    others.filter_map(|(_, cell)| cell.as_text()).any(|text| {
        let folded = fold(text);
        CLOSING
            .iter()
            .any(|word| folded.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
    })
}
