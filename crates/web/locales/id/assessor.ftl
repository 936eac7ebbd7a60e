# Halaman asesor.
nav-today = Hari ini
nav-reviews = Tinjauan
nav-reports = Laporan FR.AK.05
today-title-none = Jadwal Anda
today-title = { $n ->
    [0] Tidak ada asesi hari ini
    [one] Satu asesi
   *[other] { $n } asesi
}
today-none = Belum ada asesi
today-none-said = Asesi muncul di sini setelah LSP menugaskan Anda pada sebuah acara.
today-free = Tidak ada asesi pada hari ini. Lihat hari lain.
today-event = Acara
today-show = Tampilkan
today-days = Hari
today-present = Hadir
today-absent = Tidak hadir
today-forms = Formulir ({ $n })
today-review = Tinjau FR.APL.02
today-agree = Siapkan FR.AK.01
today-ask-signature = Minta tanda tangan
today-assess = Lanjutkan asesmen
today-sign = Tanda tangani FR.AK.02
today-before-home = Sebelum pulang
today-declared = Semua pernyataan bebas benturan sudah ada
today-undeclared = { $n ->
    [one] 1 pernyataan bebas benturan belum ada
   *[other] { $n } pernyataan bebas benturan belum ada
}
today-none-signed = Belum ada FR.AK.02
today-signed = Semua FR.AK.02 sudah ditandatangani asesi
today-unsigned = { $n ->
    [one] 1 FR.AK.02 menunggu tanda tangan asesi
   *[other] { $n } FR.AK.02 menunggu tanda tangan asesi
}
today-unfinished = { $n ->
    [one] 1 asesi belum direkomendasikan
   *[other] { $n } asesi belum direkomendasikan
}
today-report = FR.AK.05 laporan asesmen
today-load = Beban Anda
today-load-said = { $n } asesi pada acara ini. Batas tetap { $limit } sehari.
today-unscheduled = { $n ->
    [one] 1 asesi belum terjadwal.
   *[other] { $n } asesi belum terjadwal.
}
reviews-title = Tinjauan asesmen mandiri
reviews-lead = Nyatakan dahulu bahwa Anda bebas dari benturan kepentingan, lalu tinjau FR.APL.02: dapat dilanjutkan atau belum.
reviews-none = Tidak ada yang menunggu tinjauan
reviews-none-said = Berkas muncul di sini setelah LSP menugaskannya kepada Anda.
reviews-since = Menunggu sejak { $when }
reviews-review = Tinjau
reviews-declare = Nyatakan lalu tinjau
declare-title = Pernyataan bebas benturan kepentingan
declare-lead = Anda ditunjuk menilai orang ini. Nyatakan apakah ada yang dapat memengaruhi penilaian Anda.
declare-institution = Bekerja di lembaga yang sama.
declare-family = Hubungan keluarga.
declare-hierarchy = Atasan atau bawahan.
declare-trained = Pernah Anda latih dalam dua tahun terakhir.
declare-question = Pernyataan Anda
declare-free = Bebas dari benturan
declare-not-free = Ada benturan
declare-if-not = Bila ada, sebutkan. Berkas dikembalikan ke LSP untuk asesor lain; tidak ada yang dirugikan.
declare-kind = Jenis benturan
declare-kind-family = Keluarga
declare-kind-superior = Atasan saya
declare-kind-subordinate = Bawahan saya
declare-kind-trainer = Pernah saya latih
declare-kind-other = Lainnya
declare-trained-on = Hari terakhir pelatihan
declare-trained-on-hint = Bila pernah Anda latih dan Anda ingat harinya. Selama jendela pelatihan sejak hari itu Anda tidak menilai orang ini; tanpa tanggal, seterusnya.
declare-reason = Penjelasan, bila perlu
declare-submit = Simpan pernyataan
declare-recorded = Tercatat dengan nama dan waktu Anda.
reports-title = Laporan asesmen (FR.AK.05)
reports-lead = Satu laporan untuk setiap acara, sesudah semua asesi Anda direkomendasikan. Setelah ditandatangani, berkas masuk ke pleno.
reports-none = Belum ada acara
reports-assessed = { $n } dari { $of } direkomendasikan
report-unfinished = Belum selesai: { $cases }
report-sign-said = Setelah ini semua berkas yang disebut masuk ke pleno.
