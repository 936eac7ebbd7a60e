//! The invented people of the district's event, and where they work.

use super::{Expert, Guest, Place};

pub(super) const PLACES: [Place; 4] = [
    ("Dinas Perpustakaan dan Kearsipan Kabupaten Tanah Bumbu", "dinas-kabkota", "63.10"),
    ("SMA Negeri 1 Batulicin Contoh", "sekolah", "63.10"),
    ("SMP Negeri 3 Kusan Contoh", "sekolah", "63.10"),
    ("Perpustakaan Politeknik Contoh Batulicin", "perguruan-tinggi", "63.10"),
];

pub(super) const GUESTS: [Guest; 22] = [
    ("Aisyah Rahmawati", "S.I.Pust.", "P", "1989-05-11", "layanan-dasar", 0),
    ("Andi Mappasessu", "S.Sos.", "L", "1984-02-17", "layanan-dasar", 0),
    ("Baihaqi Ramadhan", "A.Md.", "L", "1993-09-27", "layanan-dasar", 1),
    ("Dewi Kartikasari", "S.Hum.", "P", "1990-12-02", "layanan-dasar", 3),
    ("Erwin Saputra", "S.Kom.", "L", "1987-07-08", "layanan-dasar", 0),
    ("Faridah Noviani", "S.Pd.", "P", "1982-11-19", "layanan-dasar", 1),
    ("Gina Rusmalinda", "A.Md.Pust.", "P", "1995-03-30", "layanan-dasar", 2),
    ("Hasbi Anwari", "S.AP.", "L", "1980-08-14", "layanan-dasar", 2),
    ("I Wayan Suardana", "S.Sos.", "L", "1978-04-25", "layanan-dasar", 0),
    ("Jumiati Hasanah", "S.Pd.", "P", "1986-01-06", "layanan-dasar", 1),
    ("Khairunnisa Putri", "S.I.Pust.", "P", "1996-06-21", "layanan-dasar", 3),
    ("Lukman Hakim Siregar", "S.S.", "L", "1985-10-10", "layanan-dasar", 3),
    ("Nadya Salsabila", "S.Hum.", "P", "1997-05-03", "layanan-dasar", 3),
    ("Puspita Anggraini", "S.IP.", "P", "1991-08-09", "layanan-dasar", 0),
    ("Rabiatul Adawiyah", "S.Pd.", "P", "1988-03-18", "layanan-dasar", 1),
    ("Rudi Hartono Lase", "A.Md.", "L", "1992-07-29", "layanan-dasar", 2),
    ("Sapriansyah", "S.Sos.", "L", "1981-09-04", "layanan-dasar", 0),
    ("Siti Maimunah Zahra", "S.I.Pust.", "P", "1994-11-23", "layanan-dasar", 3),
    ("Taufiqurrahman", "S.Kom.", "L", "1990-01-31", "layanan-dasar", 1),
    ("Ulfah Mariani", "S.AP.", "P", "1979-06-12", "layanan-dasar", 2),
    ("Wahyu Prasetya Adi", "S.Hum.", "L", "1993-04-07", "layanan-dasar", 0),
    ("Zulaikha", "A.Md.", "P", "1987-10-26", "layanan-dasar", 2),
];

pub(super) const ASSESSORS: [Expert; 5] = [
    ("Theresia Winarti", "M.IP.", "MET.000.005116 2023", "2026-08-11"),
    ("Arief Budiman Nasution", "S.Sos., M.M.", "MET.000.002748 2024", "2027-01-19"),
    ("Ratna Dwijayanti", "M.Hum.", "MET.000.006402 2023", "2026-05-27"),
    ("Samuel Tandiono", "S.IP., M.A.", "MET.000.001277 2025", "2028-02-08"),
    ("Lailatul Fitri", "M.Pd.", "MET.000.004935 2024", "2027-09-15"),
];
