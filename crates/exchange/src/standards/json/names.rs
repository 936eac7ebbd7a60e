//! The names under which JSON of different hands has what a unit says, as words in small letters; the likeliest first.

pub(super) const UNITS: &[&str] =
    &["units", "unit", "unit kompetensi", "daftar unit", "unit units", "competency units"];
pub(super) const SCHEMES: &[&str] = &["schemes", "skema", "scheme", "skema sertifikasi"];
pub(super) const CODE: &[&str] =
    &["code", "kode", "kode unit", "kode unit kompetensi", "unit code", "nomor unit", "no unit"];
pub(super) const TITLE: &[&str] = &[
    "title",
    "title id",
    "judul",
    "judul unit",
    "judul unit kompetensi",
    "nama",
    "nama unit",
    "unit title",
    "name",
    "unit name",
];
pub(super) const DESCRIPTION: &[&str] = &[
    "description",
    "description id",
    "deskripsi",
    "deskripsi unit",
    "uraian unit",
    "uraian",
    "unit description",
    "unit descriptor",
    "deskripsi unit kompetensi",
];
pub(super) const ELEMENTS: &[&str] =
    &["elements", "elemen", "elemen kompetensi", "element", "daftar elemen", "elements of competency", "elemen elemen"];
pub(super) const CRITERIA: &[&str] = &[
    "criteria",
    "kuk",
    "kriteria",
    "kriteria unjuk kerja",
    "performance criteria",
    "daftar kuk",
    "criterion",
    "daftar kriteria",
];
pub(super) const NUMBER: &[&str] = &[
    "no",
    "nomor",
    "number",
    "no elemen",
    "nomor elemen",
    "no kuk",
    "nomor kuk",
    "kode",
    "code",
    "kode kuk",
    "urut",
    "urutan",
];
pub(super) const ELEMENT_TITLE: &[&str] = &[
    "title",
    "title id",
    "judul",
    "elemen",
    "nama",
    "judul elemen",
    "nama elemen",
    "element",
    "name",
    "elemen kompetensi",
    "text",
    "teks",
    "uraian",
    "deskripsi",
    "description",
];
pub(super) const CRITERION_TEXT: &[&str] = &[
    "text",
    "text id",
    "teks",
    "kriteria",
    "uraian",
    "kuk",
    "deskripsi",
    "judul",
    "nama",
    "criterion",
    "title",
    "description",
    "kriteria unjuk kerja",
    "pernyataan",
    "isi",
    "name",
];
