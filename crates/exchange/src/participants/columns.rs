//! The columns that a sheet of participants may have, under the headings people give them.

use std::sync::LazyLock;

use certification::text::fold;

use super::titles::{divides, heads_group};
use crate::{
    clusters::Schemes,
    header::{Dictionary, Heading, IGNORED, Rules, Term},
    regions::regions,
    table::Wanted,
    values::{contact, contact::Contact, date, identity},
    workbook::Cell,
};

/// Every field that a column can be mapped to.
pub const FIELDS: &[&str] = &[
    "name",
    "degree_front",
    "degree",
    "nik",
    "nip",
    "sex",
    "birth_place",
    "born",
    "birth",
    "education",
    "major",
    "institution",
    "kab",
    "province",
    "position",
    "phone",
    "email",
    "cluster",
    "address",
];

const TERMS: &[Term] = &[
    (
        "name",
        &[
            "nama",
            "nama lengkap",
            "nama peserta",
            "nama asesi",
            "nama pustakawan",
            "nama pegawai",
            "nama pemohon",
            "nama gelar",
            "nama lengkap gelar",
            "nama peserta gelar",
            "nama tanpa gelar",
            "nama lengkap tanpa gelar",
            "nama lengkap peserta",
            "nama calon peserta",
            "nama guru",
            "nama pengelola",
            "nama tenaga perpustakaan",
            "peserta",
            "asesi",
            "identitas nama",
        ],
    ),
    ("degree_front", &["gelar depan", "gelar muka", "titel depan"]),
    ("degree", &["gelar", "gelar belakang", "gelar akademik", "gelar kesarjanaan", "titel", "gelar pendidikan"]),
    (
        "nik",
        &[
            "nik",
            "ktp",
            "nik ktp",
            "induk kependudukan",
            "kependudukan",
            "identitas",
            "identitas ktp",
            "nik identitas",
            "identitas nik",
            "e ktp",
            "nik e ktp",
            "ktp nik",
        ],
    ),
    (
        "nip",
        &[
            "nip",
            "nip ni pppk",
            "ni pppk",
            "nip pppk",
            "induk pegawai",
            "nip nrp",
            "pegawai",
            "nip nik pegawai",
            "nomor induk pegawai",
        ],
    ),
    ("sex", &["jk", "jenis kelamin", "kelamin", "jenis kelamin jk", "l", "sex"]),
    ("birth_place", &["tempat lahir", "kota lahir", "kabupaten kota lahir", "kabupaten lahir"]),
    ("born", &["tanggal lahir", "lahir", "tanggal bulan tahun lahir"]),
    ("birth", &["+tempat +tanggal lahir", "+tempat +tanggal +lahir"]),
    (
        "education",
        &[
            "pendidikan",
            "jenjang",
            "pendidikan terakhir",
            "jenjang pendidikan",
            "tingkat pendidikan",
            "strata",
            "ijazah",
            "ijazah terakhir",
            "pendidikan jenjang terakhir",
        ],
    ),
    (
        "major",
        &[
            "jurusan",
            "program studi",
            "prodi",
            "pendidikan jurusan",
            "bidang studi",
            "pendidikan jurusan prodi",
            "jurusan program studi",
            "jurusan prodi",
            "bidang ilmu",
        ],
    ),
    (
        "institution",
        &[
            "unit kerja",
            "instansi",
            "lembaga",
            "satuan kerja",
            "satker",
            "tempat kerja",
            "tempat tugas",
            "tempat bekerja",
            "tempat bertugas",
            "tempat mengajar",
            "tempat dinas",
            "lokasi kerja",
            "bekerja",
            "satuan pendidikan",
            "nama satuan pendidikan",
            "asal instansi",
            "nama instansi",
            "nama lembaga",
            "asal sekolah",
            "nama perpustakaan",
            "asal perpustakaan",
            "perpustakaan",
            "kantor",
            "opd",
            "skpd",
            "opd instansi",
            "instansi lembaga",
            "asal lembaga",
            "organisasi",
            "instansi asal",
            "unit kerja instansi",
            "instansi unit kerja",
            "perangkat daerah",
            "nama sekolah",
            "sekolah",
            "dinas",
            "nama unit kerja",
            "asal unit kerja",
            "nama instansi asal",
            "perguruan tinggi",
            "instansi sekolah",
            "lembaga asal",
            "nama satuan kerja",
            "nama kantor",
            "tempat unit kerja",
            "unit",
            "sekolah instansi perguruan tinggi",
            "utusan",
            "delegasi",
            "nama tempat kerja",
            "nama tempat tugas",
            "nama tempat bekerja",
            "nama opd",
            "nama skpd",
            "nama dinas",
            "perusahaan",
            "asal perusahaan",
            "nama perusahaan",
            "instansi perusahaan",
            "nama instansi perusahaan",
        ],
    ),
    (
        "kab",
        &[
            "kabupaten kota",
            "kabupaten",
            "kota",
            "daerah",
            "wilayah",
            "kabupaten kota asal",
            "kabupaten kota instansi",
            "asal daerah",
            "kabupaten kota unit kerja",
            "kabupaten kota tempat kerja",
            "kode kabupaten kota",
            "wilayah kerja",
            "daerah asal",
            "asal kabupaten kota",
            "asal kabupaten",
            "kabupaten asal",
            "kabupaten kota tempat tugas",
            "kabupaten kota kerja",
            "kabupaten kota satuan kerja",
        ],
    ),
    ("province", &["provinsi", "provinsi asal", "provinsi instansi"]),
    (
        "position",
        &[
            "jabatan",
            "jabatan fungsional",
            "pekerjaan",
            "posisi",
            "jabatan unit kerja",
            "jabatan instansi",
            "jabatan pekerjaan",
            "jenjang jabatan",
            "nama jabatan",
            "jabatan saat",
        ],
    ),
    (
        "phone",
        &[
            "hp",
            "telepon",
            "hp telepon",
            "kontak",
            "kontak hp",
            "telepon hp",
            "kontak person",
            "telepon rumah hp",
            "kontak telepon",
            "cp",
            "cp hp",
        ],
    ),
    ("email", &["email", "alamat email", "kontak email", "e mail", "surat elektronik"]),
    (
        "cluster",
        &[
            "klaster",
            "skema",
            "klaster skema",
            "skema klaster",
            "skema sertifikasi",
            "klaster kompetensi",
            "pilihan klaster",
            "pilihan skema",
            "bidang klaster",
            "klaster sertifikasi",
            "nama skema",
            "nama klaster",
            "klaster uji",
            "skema uji",
            "klaster uji kompetensi",
            "klaster skema sertifikasi",
            "skema uji kompetensi",
            "skema kompetensi",
            "bidang kompetensi",
            "jenis klaster",
            "jenis skema",
            "klaster pilihan",
            "peminatan",
            "paket kompetensi",
            "uji kompetensi",
            "bidang uji",
            "bidang uji kompetensi",
        ],
    ),
    (
        "address",
        &[
            "alamat",
            "alamat rumah",
            "domisili",
            "tempat tinggal",
            "alamat domisili",
            "alamat tempat tinggal",
            "alamat lengkap",
            "alamat ktp",
        ],
    ),
    (
        IGNORED,
        &[
            "+alamat instansi",
            "+alamat kantor",
            "+alamat unit kerja",
            "+alamat satuan kerja",
            "+alamat sekolah",
            "+alamat perpustakaan",
            "+alamat lembaga",
            "nama ibu",
            "nama ibu kandung",
            "nama atasan",
            "nama pimpinan",
            "nip atasan",
            "nip pimpinan",
            "nik atasan",
            "jabatan atasan",
            "email atasan",
            "email instansi",
            "email kantor",
            "tanggal daftar",
            "tanggal lulus",
            "tanggal ijazah",
            "tahun lulus",
            "timestamp",
            "cap waktu",
            "pangkat",
            "golongan",
            "pangkat golongan",
            "golongan ruang",
            "pangkat golongan ruang",
            "npwp",
            "rekening",
            "nama bank",
            "nama pemilik rekening",
            "tmt",
            "tmt jabatan",
            "keterangan",
            "ket",
            "paraf",
            "tanda tangan",
            "ttd",
            "foto",
            "agama",
            "status",
            "status pegawai",
            "status kepegawaian",
            "usia",
            "umur",
            "masa kerja",
            "telepon kantor",
            "telepon instansi",
            "hp atasan",
            "telepon atasan",
            "nama universitas",
            "nama perguruan tinggi",
            "asal universitas",
            "kode pos",
            "kelas",
            "kabupaten kota rumah",
            "kabupaten kota domisili",
            "kabupaten kota alamat rumah",
            "kabupaten kota tempat tinggal",
            "kabupaten kota ktp",
            "nama gelar ijazah",
            "nuptk",
            "npp",
            "kartu keluarga",
            "kk",
            "ukuran baju",
            "ukuran kaos",
            "surat tugas",
            "tanggal surat",
        ],
    ),
];

/// Words by which a heading speaks of somebody else, of another time or of another choice than that of the participant.
const OTHERS: &[&str] = &[
    "darurat",
    "keluarga",
    "suami",
    "istri",
    "isteri",
    "pasangan",
    "orang tua",
    "ortu",
    "lama",
    "sebelumnya",
    "terdahulu",
    "dulu",
    "tahun lalu",
    "cadangan",
    "alternatif",
    "kedua",
    "ketiga",
];

static DICTIONARY: LazyLock<Dictionary> =
    LazyLock::new(|| Dictionary::new(TERMS).with(Rules { others: OTHERS, is_second, is_foreign, heads_group }));

/// Whether a heading tells a field less surely than another would: a person may well be somebody else, a place where somebody
/// learned, a choice the second.
fn is_second(heading: &Heading, field: &str) -> bool {
    let own = |words: &[&str]| heading.own.iter().any(|own| words.contains(&own.as_str()));
    let above = |words: &[&str]| heading.parent.iter().any(|own| words.contains(&own.as_str()));
    let label = fold(&heading.label);
    let counted = label.split(' ').next_back().is_some_and(|last| matches!(last, "2" | "3" | "ii" | "iii"));
    let somebody = ["kepala", "operator", "admin", "pembimbing", "pengirim", "pengusul"];
    match field {
        "institution" => {
            own(&["kepala", "lulusan"])
                || heading.own.iter().all(|word| LEARNING.contains(&word.as_str()))
                || (above(LEARNED) && own(LEARNING))
        }
        "kab" => label.split(' ').any(|word| matches!(word, "ktp" | "domisili")),
        "phone" => counted || own(&somebody) || above(&somebody) || (own(&["person"]) && own(&["hp", "telepon"])),
        "name" | "nik" | "nip" | "email" => counted || own(&somebody) || above(&somebody),
        "cluster" => counted,
        _ => false,
    }
}

/// Words of headings that may name where somebody learned as well as where somebody works.
const LEARNING: &[&str] = &["nama", "asal", "perguruan", "tinggi", "universitas", "kampus", "pt", "sekolah", "lembaga"];

/// Words over headings that speak of what somebody learned.
const LEARNED: &[&str] = &["pendidikan", "ijazah", "lulusan"];

/// Whether a heading is of somebody or something else where another column tells the name: what stands below the head of a
/// library is not the participant's, nor is where somebody learned.
fn is_foreign(heading: &Heading, field: &str, named: bool) -> bool {
    let somebody = ["kepala", "operator", "admin"];
    let above = |words: &[&str]| heading.parent.iter().any(|own| words.contains(&own.as_str()));
    let own = |words: &[&str]| heading.own.iter().any(|own| words.contains(&own.as_str()));
    match field {
        "institution"
            if (above(LEARNED) && !above(&["satuan", "dinas", "tenaga", "lembaga"]))
                || (own(&["kepala"]) && own(&["nama"])) =>
        {
            true
        }
        "kab" if own(&["ktp"]) || fold(&heading.label).split(' ').any(|word| word == "ktp") => true,
        _ => named && (above(&somebody) || (field != "position" && own(&somebody))),
    }
}

/// What a table of participants looks like, where these schemes may be named beside the common clusters.
#[must_use]
pub fn wanted(schemes: &Schemes) -> Wanted<'_> {
    Wanted {
        dictionary: &DICTIONARY,
        any_of: &["name", "nik"],
        at_least: 3,
        told_by: &["name", "nik"],
        by_content,
        divides,
        adds: |_, _| false,
        every_row: false,
        schemes,
    }
}

/// Tells a field from its values where the heading said nothing.
fn by_content(sample: &[&Cell], schemes: &Schemes) -> Option<&'static str> {
    let most = |test: &dyn Fn(&Cell) -> bool| sample.iter().filter(|c| test(c)).count() * 10 >= sample.len() * 6;
    let text = |cell: &Cell| cell.as_text().map(str::to_owned).unwrap_or_default();
    if most(&|c| matches!(identity::nik(c), identity::Nik::Digits(_))) {
        return Some("nik");
    }
    if most(&|c| matches!(identity::nip(c), identity::Nip::Digits(_))) {
        return Some("nip");
    }
    if most(&|c| matches!(contact::email(c), Contact::Good(_))) {
        return Some("email");
    }
    if most(&|c| matches!(contact::phone(c), Contact::Good(_))) {
        return Some("phone");
    }
    // A figure says a sex where the heading does; by itself it is a running number.
    let worded = |text: &str| text.chars().any(char::is_alphabetic) && identity::sex(text).is_some();
    if most(&|c| worded(&text(c))) {
        return Some("sex");
    }
    if most(&|c| schemes.understand(&text(c)).is_some()) {
        return Some("cluster");
    }
    let birth = |c: &Cell| {
        let day = match c {
            Cell::Date(date) => Some(*date),
            Cell::Text(text) => date::birth(&Cell::Text(text.clone()), jiff::civil::Date::constant(2100, 1, 1)).date(),
            _ => None,
        };
        day.is_some_and(|d| (1940..=2010).contains(&d.year()))
    };
    if most(&birth) {
        return Some("born");
    }
    if most(&|c| regions().district(&text(c), None) != crate::regions::Found::None) {
        return Some("kab");
    }
    None
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn running_numbers_under_no_heading_are_no_sex() {
        let cells = |texts: [&str; 3]| texts.map(|text| Cell::Text(text.to_owned()));
        let (numbers, letters) = (cells(["1", "2", "1"]), cells(["L", "P", "P"]));
        assert_eq!(by_content(&numbers.iter().collect::<Vec<_>>(), Schemes::none()), None);
        assert_eq!(by_content(&letters.iter().collect::<Vec<_>>(), Schemes::none()), Some("sex"));
    }

    #[rstest]
    #[case(&["NAMA LENGKAP (SESUAI IJAZAH)"], "name")]
    #[case(&["Nama Peserta & Gelar"], "name")]
    #[case(&["Nama Lengkap (tanpa gelar)"], "name")]
    #[case(&["Gelar"], "degree")]
    #[case(&["Gelar", "Depan"], "degree_front")]
    #[case(&["Gelar", "Belakang"], "degree")]
    #[case(&["No. KTP"], "nik")]
    #[case(&["Nomor Induk Kependudukan (NIK)"], "nik")]
    #[case(&["Nomor Induk Kependudukan"], "nik")]
    #[case(&["NIK sesuai KTP"], "nik")]
    #[case(&["NIP / NI PPPK"], "nip")]
    #[case(&["Nomor Induk Pegawai"], "nip")]
    #[case(&["Jenis Kelamin (L/P)"], "sex")]
    #[case(&["Tempat, Tgl Lahir"], "birth")]
    #[case(&["TTL"], "birth")]
    #[case(&["Tempat/Tanggal Lahir"], "birth")]
    #[case(&["TEMPAT, TANGGAL LAHIR", "TEMPAT"], "birth_place")]
    #[case(&["TEMPAT, TANGGAL LAHIR", "TANGGAL"], "born")]
    #[case(&["KELAHIRAN", "TANGGAL"], "born")]
    #[case(&["Tgl. Lahir (dd/mm/yyyy)"], "born")]
    #[case(&["Unit Kerja / Instansi"], "institution")]
    #[case(&["Nama Instansi"], "institution")]
    #[case(&["Asal Sekolah/Instansi"], "institution")]
    #[case(&["INSTANSI", "NAMA"], "institution")]
    #[case(&["ALAMAT KERJA", "INSTANSI"], "institution")]
    #[case(&["TEMPAT KERJA", "Nama"], "institution")]
    #[case(&["OPD", "Nama"], "institution")]
    #[case(&["ASAL PERUSAHAAN"], "institution")]
    #[case(&["Alamat Surat Elektronik"], "email")]
    #[case(&["TanggalLahir"], "born")]
    #[case(&["INSTANSI", "KAB/KOTA"], "kab")]
    #[case(&["Kabupaten/Kota Asal"], "kab")]
    #[case(&["Kab./Kota Unit Kerja"], "kab")]
    #[case(&["No. HP / WhatsApp"], "phone")]
    #[case(&["Nomor Telepon/HP (WA)"], "phone")]
    #[case(&["KONTAK", "HP"], "phone")]
    #[case(&["KONTAK", "Email"], "email")]
    #[case(&["Alamat E-mail"], "email")]
    #[case(&["Surel"], "email")]
    #[case(&["Skema/Klaster yang diikuti"], "cluster")]
    #[case(&["Klaster"], "cluster")]
    #[case(&["Jabatan di unit kerja"], "position")]
    #[case(&["Alamat Kantor"], IGNORED)]
    #[case(&["Pangkat/Gol. Ruang"], IGNORED)]
    #[case(&["Alamat Rumah"], "address")]
    fn a_heading_as_offices_write_it(#[case] labels: &[&str], #[case] field: &str) {
        let scores = DICTIONARY.score(&Heading::new(labels));
        assert_eq!(scores.iter().max_by_key(|(_, s)| **s).map(|(f, _)| *f), Some(field), "{scores:?}");
    }
}
