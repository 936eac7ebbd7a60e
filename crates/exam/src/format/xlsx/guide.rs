//! The sheet of instructions that goes with the template and with exports, in either language.

use crate::item::Language;

/// The names of the sheets: items, then instructions, then what items share.
pub(super) const fn sheets(language: Language) -> [&'static str; 3] {
    match language {
        Language::Id => ["Soal", "Petunjuk", "Bahan"],
        Language::En => ["Items", "Instructions", "Materials"],
    }
}

/// Whether a sheet holds instructions only.
pub(super) fn is_guide(name: &str) -> bool {
    [Language::Id, Language::En].iter().any(|language| sheets(*language).get(1) == Some(&name))
}

/// The instructions: what is told, and how it is written.
pub(super) const fn lines(language: Language) -> &'static [[&'static str; 2]] {
    match language {
        Language::Id => ID,
        Language::En => EN,
    }
}

const ID: &[[&str; 2]] = &[
    ["Cara mengisi", "Satu baris satu soal. Urutan kolom bebas; kolom yang tidak perlu boleh dihapus."],
    ["", "Judul kolom boleh dalam bahasa Indonesia atau Inggris."],
    ["Kode", "Huruf, angka, titik, dan garis, paling panjang 80. Bila kosong, kode dibuat dari urutan baris."],
    ["Jenis", "pilihan ganda · pilihan ganda kompleks · benar salah · menjodohkan · mengurutkan · isian · angka"],
    ["", "jawaban singkat · esai · unggah berkas · lisan. Bila kosong, jenis dibaca dari pilihan dan kuncinya."],
    [
        "Unit, Elemen, KUK",
        "Kode unit, nomor elemen, nomor KUK (misalnya 1.2). Elemen boleh kosong bila KUK bernomor 1.2.",
    ],
    ["Level", "C1 sampai C6."],
    ["Bahasa", "id atau en."],
    ["Soal", "Teks soal. Tebal, miring, garis bawah, dan huruf naik atau turun di dalam sel ikut terbaca."],
    ["", "Awali dengan [html] untuk tabel, daftar, atau rumus dalam HTML."],
    ["Pilihan A–H", "Satu pilihan satu sel. Tambahkan kolom sampai Pilihan Z bila perlu."],
    ["Kunci", "pilihan ganda: B"],
    ["", "pilihan ganda kompleks: A, C"],
    ["", "benar salah: benar"],
    ["", "menjodohkan: 1-C, 2-A (nomor pernyataan, huruf pilihan)"],
    ["", "mengurutkan: C, A, B"],
    ["", "isian: kisi-kisi | kisi kisi (setiap jawaban yang diterima dipisah |)"],
    ["", "angka: 8, dengan kolom Toleransi; atau 8 ± 0,5"],
    ["", "isian di dalam kalimat: tulis [[1]] di soal, lalu [[1]] jawaban di kunci; angka diawali #"],
    ["", "jawaban bernilai sebagian: %50% jawaban"],
    ["", "esai, unggah berkas, lisan: contoh jawaban; boleh kosong"],
    ["Pernyataan 1–8", "Untuk menjodohkan: yang mencari pasangan. Pilihan A–H adalah pasangannya."],
    ["Nilai", "Nilai tertinggi soal; 1 bila kosong."],
    ["Cara penilaian", "Kosong: utuh. per bagian · bagian dikurangi salah · bobot, misalnya A=1; C=-0,5"],
    ["", "menjodohkan: 1=2; 2=1; 2-D=0,5; lainnya=-1 (berapa kali kunci pernyataan dihitung; pasangan lain)"],
    ["", "isian: [[1]]=2; [[2]]=1 (berapa kali isian dihitung)"],
    ["Banyak dipilih", "Untuk pilihan ganda kompleks, misalnya 1-3."],
    ["Boleh diacak", "ya atau tidak; ya bila kosong."],
    ["Toleransi, Satuan", "Untuk angka. Satuan tampil di belakang isian, misalnya hari."],
    ["Batas", "jawaban singkat: huruf; esai: kata; unggah berkas: banyaknya berkas."],
    ["Menit", "Untuk esai dan lisan."],
    ["Rubrik", "# nama aspek, lalu setiap tingkat pada baris baru: 0 | tidak menjawab"],
    ["Penjelasan, Alasan A–H", "Mengapa kuncinya benar; mengapa setiap pilihan benar atau salah."],
    ["Tidak boleh bersama", "Kode soal lain yang tidak boleh satu naskah, dipisah koma."],
    ["Bahan bersama", "Kode bahan dari lembar Bahan, yang dipakai beberapa soal bersama."],
    ["", "Di lembar Bahan satu baris satu bahan: Kode, Judul, Bahasa, Isi bahan."],
    ["Contoh", "ya bila soal hanya contoh, bukan untuk sertifikasi."],
];

const EN: &[[&str; 2]] = &[
    ["How to fill it in", "One row is one item. Columns may stand in any order; those not needed may go."],
    ["", "Headings may be Indonesian or English."],
    ["Code", "Letters, digits, dots and dashes, 80 at most. Left empty, a code is made from the row."],
    ["Kind", "single choice · multiple response · true false · matching · ordering · gap · number"],
    ["", "short answer · essay · file upload · oral. Left empty, it is read from options and key."],
    ["Unit code, Element, Criterion", "Code of the unit, number of the element, number of the criterion such as 1.2."],
    ["Cognitive level", "C1 to C6."],
    ["Language", "id or en."],
    ["Question", "The stem. Bold, italic, underlined, raised and lowered letters within the cell are kept."],
    ["", "Begin with [html] for tables, lists or formulas in HTML."],
    ["Option A–H", "One option a cell. Add columns up to Option Z when needed."],
    ["Key", "single choice: B"],
    ["", "multiple response: A, C"],
    ["", "true false: true"],
    ["", "matching: 1-C, 2-A (number of the premise, letter of the option)"],
    ["", "ordering: C, A, B"],
    ["", "gap: colour | color (accepted answers parted by |)"],
    ["", "number: 8, with the column Tolerance; or 8 ± 0.5"],
    ["", "gaps within a sentence: write [[1]] in the question and [[1]] answer in the key; # before numbers"],
    ["", "an answer that brings a part of the points: %50% answer"],
    ["", "essay, file upload, oral: a model answer; may be empty"],
    ["Premise 1–8", "For matching: what wants a partner. Options A–H are the partners."],
    ["Points", "The most the item can bring; 1 when empty."],
    ["Scoring", "Empty: whole. parts · parts less wrong · weights, such as A=1; C=-0.5"],
    ["", "matching: 1=2; 2=1; 2-D=0.5; others=-1 (how often a premise's key counts; other pairs)"],
    ["", "gaps: [[1]]=2; [[2]]=1 (how often a gap counts)"],
    ["Choose", "For multiple response, such as 1-3."],
    ["Shuffle", "yes or no; yes when empty."],
    ["Tolerance, Unit of measure", "For numbers. The unit is shown behind the gap, such as days."],
    ["Limit", "short answer: letters; essay: words; file upload: files."],
    ["Minutes", "For essays and oral items."],
    ["Rubric", "# name of the aspect, then each level on a line of its own: 0 | no answer"],
    ["Explanation, Reason A–H", "Why the key is right; why each option is right or wrong."],
    ["Enemies", "Codes of items that must not be on the same paper, parted by commas."],
    ["Shared material", "Code of a material of the sheet Materials that several items share."],
    ["", "There one row is one material: Code, Title, Language, Material."],
    ["Example", "yes when the item is a mere example, never for a certification."],
];
