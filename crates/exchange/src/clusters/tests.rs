//! Clusters as people write them.

use rstest::rstest;

use super::*;

#[test]
fn every_cluster_is_known_by_its_own_name_key_and_sign() {
    for cluster in CLUSTERS {
        for text in [cluster.name, cluster.slug, cluster.abbr] {
            assert_eq!(understand(text).map(|c| c.slug), Some(cluster.slug), "{text}");
        }
    }
}

#[rstest]
#[case("Promosi", "promosi")]
#[case("Promo Perpus", "promosi")]
#[case("Layanan dsr", "layanan-dasar")]
#[case("Peng. Kemampuan Literasi Informasi", "literasi-informasi")]
#[case("Basic library services", "layanan-dasar")]
#[case("Children's Library Services", "layanan-anak")]
#[case("Promosi Perpustakaan", "promosi")]
#[case("layanan dasar perpustakaan ", "layanan-dasar")]
#[case("Pelayanan Dasar", "layanan-dasar")]
#[case("Pengolahan Deskriptif", "pengatalogan-deskriptif")]
#[case("Pengatalogan Subyek", "pengatalogan-subjek")]
#[case("Pengolahan Subjek", "pengatalogan-subjek")]
#[case("Literasi Informasi", "literasi-informasi")]
#[case("PENGEMBANGAN KOLEKSI", "pengembangan-koleksi")]
#[case("Evaluasi Pengembangan Koleksi", "evaluasi-koleksi")]
#[case("5. Layanan Anak", "layanan-anak")]
#[case("Klaster Layanan Perpustakaan Remaja", "layanan-remaja")]
#[case("Layanan Disabilitas", "layanan-disabilitas")]
#[case("Klaster Layanan Dasar Perpustakaan (LD)", "layanan-dasar")]
#[case("Bang. Koleksi", "pengembangan-koleksi")]
#[case("Skema: Promosi (PRO)", "promosi")]
#[case("Peng. Deskriptif", "pengatalogan-deskriptif")]
#[case("Klasifikasi Subjek", "pengatalogan-subjek")]
#[case("Lit. Informasi", "literasi-informasi")]
#[case("Literasi", "literasi-informasi")]
#[case("Pengembangan Kemampuan Literasi", "literasi-informasi")]
#[case("Anak-anak", "layanan-anak")]
#[case("KLASTER DISABILITAS", "layanan-disabilitas")]
#[case("Dasar", "layanan-dasar")]
#[case("Layanan Dasar (Sirkulasi)", "layanan-dasar")]
#[case("Layanan Dasar (LD) (sirkulasi dan referensi", "layanan-dasar")]
#[case("Pengembangan Koleksi [5 unit]", "pengembangan-koleksi")]
#[case("PKLI", "literasi-informasi")]
#[case("Klaster LDP", "layanan-dasar")]
#[case("Skema PRO", "promosi")]
#[case("SKM/CONTOH/LD/01", "layanan-dasar")]
#[case("K-05 Layanan Dasar", "layanan-dasar")]
#[case("SKM-05 Promosi", "promosi")]
#[case("Klaster V Promosi", "promosi")]
#[case("III. Layanan Anak", "layanan-anak")]
#[case("b) Layanan Remaja", "layanan-remaja")]
#[case("Uji Kompetensi Layanan Dasar", "layanan-dasar")]
#[case("TI Perpustakaan", "contoh-teknologi-informasi")]
#[case("Bang Kol", "pengembangan-koleksi")]
#[case("L.D.", "layanan-dasar")]
#[case("Klaster P.K.", "pengembangan-koleksi")]
#[case("L. D. S.", "layanan-disabilitas")]
#[case("Layanan Dasar Perpustakan", "layanan-dasar")]
#[case("Layanan Dassar Perpustakaan", "layanan-dasar")]
#[case("Layana Dasar Perpustakan", "layanan-dasar")]
#[case("Promsi Perpustakaan", "promosi")]
#[case("Klaster Pengembagan Koleksi", "pengembangan-koleksi")]
#[case("Literasi Infromasi", "literasi-informasi")]
#[case("Layanan Disabiltas", "layanan-disabilitas")]
#[case("Layanan Dasar Perpustakan (sirkulasi)", "layanan-dasar")]
#[case("Layanan Pemustaka Berkebutuhan Khusus", "layanan-disabilitas")]
#[case("Layanan Berkebutuhan Khusus", "layanan-disabilitas")]
#[case("LayananDasar", "layanan-dasar")]
#[case("PromosiLayananPerpustakaan", "promosi")]
#[case("Pengatalogan DeskriptifPerpustakaan", "pengatalogan-deskriptif")]
#[case("Layanan Dsar", "layanan-dasar")]
#[case("LAYANAN DASAR (LD) - 5 unit", "layanan-dasar")]
#[case("Pelaksanaan Evaluasi Pengembangan Koleksi", "evaluasi-koleksi")]
fn a_cluster_as_people_write_it(#[case] text: &str, #[case] slug: &str) {
    assert_eq!(understand(text).map(|c| c.slug), Some(slug));
}

#[rstest]
#[case("Arsip Dinamis")]
#[case("Arsip dan Promosi")]
#[case("Layanan")]
#[case("Layanan Dasar (PRO)")]
#[case("Layanan Dasar / Layanan Anak")]
#[case("Layanan Dasar (Layanan Anak)")]
#[case("Layanan Dasar (sirkulasi, promosi)")]
#[case("Arsip (Layanan Dasar)")]
#[case("Layanan Dasar dan Arsip (sirkulasi)")]
#[case("Literasi Digital")]
#[case("Pengembangan Literasi Digital")]
#[case("Pengembangan Anak")]
#[case("Layanan Anak dan Remaja")]
#[case("Pelaksanaan Pengembangan & Evaluasi Koleksi")]
#[case("Pengembangan Koleksi dan Evaluasi Koleksi")]
#[case("Evaluasi dan Pengembangan Koleksi")]
#[case("Pengembangan Koleksi (Evaluasi)")]
#[case("Layanan Dasar (jika penuh: Promosi)")]
#[case("LayananPromosiAnak")]
#[case("LayananArsip")]
#[case("Pengembangan")]
#[case("XYZ")]
#[case("V")]
#[case("PL")]
#[case("P.L.")]
#[case("Layanan Anak Berkebutuhan Khusus")]
#[case("Layanan Khusus")]
#[case("Layanann Dassar Perpustakan")]
#[case("Layanan Dasar / Promsi")]
#[case("Pengelolaan Koleksi")]
#[case("Layanan Komunikasi")]
#[case("Seleksi Koleksi")]
#[case("Pengembangan Objek")]
fn what_is_no_cluster_is_not_guessed(#[case] text: &str) {
    assert!(understand(text).is_none());
}

/// The names by which bodies and offices speak of the clusters, letter by letter.
#[rstest]
#[case("Pelaksanaan Pengembangan Koleksi Perpustakaan", "pengembangan-koleksi")]
#[case("Pelaksanaan Evaluasi Pengembangan Koleksi Perpustakaan", "evaluasi-koleksi")]
#[case("Pelaksanaan Pengatalogan Deskriptif", "pengatalogan-deskriptif")]
#[case("Pengatalogan Subjek", "pengatalogan-subjek")]
#[case("Layanan Dasar Perpustakaan (sirkulasi, referensi, bimbingan pemustaka)", "layanan-dasar")]
#[case("Promosi Layanan Perpustakaan", "promosi")]
#[case("Pengembangan Kemampuan\nLiterasi Informasi (5 units)", "literasi-informasi")]
#[case("Pengembangan Kemampuan Literasi Informasi (5 unit)", "literasi-informasi")]
#[case("Layanan Perpustakaan Anak", "layanan-anak")]
#[case("… Remaja", "layanan-remaja")]
#[case("… Disabilitas", "layanan-disabilitas")]
#[case("… Komunitas", "layanan-komunitas")]
#[case("layanan dasar", "layanan-dasar")]
#[case("promosi", "promosi")]
#[case("anak", "layanan-anak")]
#[case("remaja", "layanan-remaja")]
#[case("disabilitas", "layanan-disabilitas")]
#[case("komunitas", "layanan-komunitas")]
fn a_cluster_as_it_is_spoken_of(#[case] text: &str, #[case] slug: &str) {
    assert_eq!(understand(text).map(|c| c.slug), Some(slug));
}

#[test]
fn a_slip_gets_a_suggestion() {
    assert_eq!(nearest("Layanann Dassar Perpustakan").map(|(_, cluster)| cluster.slug), Some("layanan-dasar"));
    assert!(nearest("Arsip Dinamis").is_none());
}
