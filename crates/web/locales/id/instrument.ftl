# Perangkat asesmen sebuah skema.
nav-instruments = Perangkat asesmen
instruments-lead = Rencana, peta, soal esai dengan kuncinya, dan validasi tiap skema. Asesor menyusun dan menandatangani; asesor lain memvalidasi.
instruments-none = Belum ada skema terbit
instruments-none-said = Perangkat disusun setelah komite menerbitkan skema.
instruments-filled = { $n ->
    [0] Belum ada perangkat
    [one] 1 perangkat
   *[other] { $n } perangkat
}
instruments-how = Penyusun menandatangani lebih dulu, lalu asesor lain sebagai validator. Membuka kembali membatalkan tanda tangan, terlihat oleh semua pihak.
instruments-new = Isi baru
instruments-new-of = Isi baru { $form }
instruments-not-yet = Belum diisi.
