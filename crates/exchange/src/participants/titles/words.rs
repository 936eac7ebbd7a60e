//! Words by which a line above a table is told from others.

/// What stands before the sign of such a line, by field; *nama* before and *peserta* behind it are left out.
pub(super) const LABELS: [(&str, &[&str]); 3] = [
    (
        "institution",
        &[
            "instansi",
            "asal instansi",
            "instansi asal",
            "instansi pengusul",
            "instansi pengirim",
            "unit kerja",
            "asal unit kerja",
            "satuan kerja",
            "tempat kerja",
            "lembaga",
            "asal lembaga",
            "opd",
            "skpd",
            "dinas",
            "sekolah",
            "asal sekolah",
            "perpustakaan",
            "perguruan tinggi",
        ],
    ),
    (
        "kab",
        &[
            "kabupaten",
            "kab",
            "kota",
            "kab kota",
            "kabupaten kota",
            "kota kabupaten",
            "asal kab kota",
            "asal kabupaten kota",
            "kab kota asal",
            "kabupaten kota asal",
            "asal kabupaten",
            "asal kota",
            "daerah",
            "asal daerah",
            "daerah asal",
            "wilayah",
        ],
    ),
    (
        "cluster",
        &[
            "klaster",
            "kluster",
            "cluster",
            "skema",
            "klaster skema",
            "skema klaster",
            "skema sertifikasi",
            "klaster sertifikasi",
            "klaster kompetensi",
            "skema kompetensi",
            "klaster uji kompetensi",
            "skema uji kompetensi",
            "judul skema",
            "bidang",
        ],
    ),
];

/// Words by which a line tells how to fill in, where something happens or who signs, and says nothing of the people.
pub(super) const OTHER_LINES: &[&str] = &[
    "contoh",
    "misal",
    "misalnya",
    "isi",
    "diisi",
    "isilah",
    "isikan",
    "pilih",
    "petunjuk",
    "catatan",
    "keterangan",
    "nb",
    "tempat",
    "bertempat",
    "lokasi",
    "tuk",
    "penyelenggara",
    "diselenggarakan",
    "host",
    "kepala",
    "ketua",
    "mengetahui",
    "nip",
    "kepada",
    "yth",
];

/// Words behind which a title goes on with something else.
pub(super) const STOPS: &[&str] = &[
    "tahun",
    "tanggal",
    "tgl",
    "bulan",
    "periode",
    "angkatan",
    "gelombang",
    "batch",
    "provinsi",
    "propinsi",
    "prov",
    "pada",
    "tingkat",
    "jumlah",
    "dinas",
    "dispersip",
    "dispusip",
];

/// What a title may say before the name of a district or a cluster.
pub(super) const BEFORE: &[&str] = &[
    "peserta",
    "data",
    "daftar",
    "nama",
    "asesi",
    "calon",
    "usulan",
    "rekap",
    "rekapitulasi",
    "lembar",
    "uji",
    "ujikom",
    "sertifikasi",
    "kompetensi",
    "asal",
    "dari",
    "utusan",
    "kontingen",
    "kelompok",
    "wilayah",
    "se",
    "pemerintah",
    "daerah",
];

/// With what names of clusters begin.
pub(super) const BEGIN_CLUSTERS: &[&str] =
    &["layanan", "pelayanan", "pengatalogan", "pengembangan", "promosi", "literasi", "evaluasi"];

pub(super) const OF_CLUSTERS: &[&str] = &["klaster", "kluster", "cluster", "skema"];
pub(super) const OF_DISTRICTS: &[&str] =
    &["kab", "kabupaten", "kota", "kotamadya", "kodya", "pemkab", "pemko", "pemkot"];
