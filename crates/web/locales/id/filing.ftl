# Formulir berkas: mengisi, mengirim, menandatangani.
filing-optional = (tidak wajib)
filing-choose = Pilih satu
filing-consent-for = Untuk apa
filing-consent-sees = Siapa yang melihat
filing-consent-long = Berapa lama
filing-evidence-choose = Pilih dari bukti Anda
filing-evidence-chosen = Bukti: { $items }
filing-evidence-add = Tambah bukti
filing-evidence-none = Belum ada
filing-accepts = Yang diterima: { $what }
filing-document-add = Foto atau unggah
filing-document-change = Ganti
filing-unanswered = Belum diisi
filing-slot-signed = Ditandatangani
filing-slot-refused = Tidak menandatangani
filing-slot-yours = Giliran Anda
filing-slot-next = Ditunggu
filing-slot-later = Sesudahnya
filing-slot-said = { $how }, { $when }. Sidik isi { $digest }.
filing-slot-reason = Alasan: { $reason }
filing-slot-void = Batal: isinya berubah sesudah ditandatangani.
filing-mode-session = Di sesi sendiri
filing-mode-in-presence = Di hadapan asesor
filing-mode-offline = Luring
filing-mode-paper = Di kertas
filing-answered = { $n } dari { $of } terisi
filing-row-complete = Lengkap
filing-row-part = Belum lengkap
filing-row-none = Belum diisi
filing-own-case = Permohonan saya
filing-back = Kembali ke berkas
filing-back-list = Kembali ke daftar
filing-saved = Tersimpan
filing-submitted = Formulir terkirim
filing-submitted-sign = Tinggal tanda tangan Anda.
filing-submitted-said = Yang lain kini dapat membacanya.
filing-sign-now = Tanda tangani
filing-sign-presence = Tanda tangan asesi di perangkat ini
filing-kept = Isian Anda tersimpan dan tidak hilang.
filing-overtaken = Belum disimpan: formulir ini disimpan di tab atau perangkat lain, { $when }
filing-overtaken-said = Yang tampak di bawah ini isian halaman ini. Simpan yang ini, dan yang tersimpan di sana diganti; atau buka yang tersimpan, dan isian halaman ini hilang.
filing-overtaken-mine = Simpan isian halaman ini
filing-overtaken-other = Buka yang tersimpan
filing-autosave-overtaken = Belum tersimpan: formulir ini disimpan di tab atau perangkat lain. Tekan Simpan untuk memilih.
filing-changed = Formulir ini dikirim dari tempat lain sesudah Anda mulai mengisi
filing-changed-said = Isian Anda ada di bawah. Periksa dahulu, lalu kirim lagi.
filing-held = Bagian ini sudah ditandatangani; isian berikut tidak diterima
filing-held-said = Tidak ada yang berubah pada formulir. Salin isian ini bila masih perlu; untuk mengubahnya, buka kembali formulirnya dengan alasan.
filing-day = Tanggal
filing-month = Bulan
filing-year = Tahun
filing-locked = Formulir ini terkunci: { $why }.
filing-until = Dapat diajukan sampai { $day }.
filing-waits = Formulir ini terbuka setelah
filing-missing = { $n ->
    [one] 1 hal masih perlu diisi
   *[other] { $n } hal masih perlu diisi
}
filing-missing-more = { $n ->
    [one] dan 1 hal lagi
   *[other] dan { $n } hal lagi
}
filing-advised = { $n ->
    [one] 1 hal sebaiknya dilengkapi
   *[other] { $n } hal sebaiknya dilengkapi
}
filing-benchmark = Tolok ukur
filing-expected = Jawaban yang diharapkan
filing-test-points = Nilai tes tertulis
filing-test-line = batas lulus { $points }
filing-test-improve = Perlu ditingkatkan
filing-test-proposed = Diusulkan dari tes tertulis; ubah bila bukti lain berkata lain.
filing-test-differs = Tes tertulis: { $said }
filing-recommendation = Rekomendasi
filing-grows = Baris berikutnya muncul setelah disimpan.
filing-save = Simpan, lanjut nanti
filing-submit = Kirim
filing-resubmit = Kirim perubahan
filing-opens-when = { $n ->
    [one] Dapat dikirim setelah 1 hal di atas diisi.
   *[other] Dapat dikirim setelah { $n } hal di atas diisi.
}
filing-then = Setelah dikirim, formulir dapat ditandatangani.
filing-signatures = Tanda tangan
filing-sign-after = Tanda tangan menyusul setelah formulir dikirim.
filing-progress = Kemajuan
filing-saved-at = Konsep tersimpan { $when }
filing-all-rows = Semua baris
filing-sections = Bagian formulir
filing-print = Unduh PDF
filing-print-blank = Formulir kosong untuk ditulis tangan
filing-reopen = Buka kembali
filing-sign-title = Tanda tangan
filing-sign-heading = Tanda tangani { $title }
filing-presence-title = { $title }: baca, lalu tanda tangani
filing-presence-holder = Perangkat ini dipegang { $candidate }; milik asesor { $assessor }, yang menunggu di samping.
filing-you-sign = Yang Anda tanda tangani
filing-digest = Sidik isi { $digest }
filing-sign-as = Sebagai { $role }
filing-sign-said = Setelah ini isinya terkunci. Mengubahnya kemudian membatalkan semua tanda tangan, terlihat oleh semua pihak.
filing-secret = Kata sandi atau PIN sekali lagi
filing-secret-hint = Bukti bahwa Anda sendiri yang memegang sesi ini.
filing-secret-presence = PIN atau kata sandi asesi
filing-secret-presence-hint = Yang Anda buat sendiri. Asesor tidak tahu dan tidak boleh menanyakannya.
filing-sign-submit = Tanda tangani
filing-sign-recorded = Tercatat: sesi sendiri, waktu, dan sidik isi. Cara ini tercetak di formulir.
filing-sign-recorded-presence = Tercatat: di hadapan asesor, waktu, dan sidik isi. Cara ini tercetak di formulir.
filing-sign-leave = Kembali ke formulir
filing-refuse = Tidak menandatangani
filing-refuse-title = Tidak menandatangani
filing-refuse-right = Itu hak asesi. Berkas tetap ke pleno dengan catatan itu; tidak mengurangi apa pun.
filing-refuse-then = Berkas tetap berjalan ke pleno dengan catatan ini.
filing-refuse-kept = Alasan tersimpan pada formulir dan terlihat oleh yang memutuskan. Banding tetap terbuka.
filing-refuse-reason = Alasan
filing-refuse-reason-hint = Seperti yang dikatakan. Boleh singkat.
filing-refuse-submit = Catat tanpa tanda tangan
filing-reopen-title = Buka kembali formulir
filing-reopen-void = { $n ->
    [0] Belum ada tanda tangan yang batal.
    [one] 1 tanda tangan menjadi batal, terlihat oleh semua pihak.
   *[other] { $n } tanda tangan menjadi batal, terlihat oleh semua pihak.
}
filing-reopen-kept = Isian lama tetap tersimpan dalam jurnal. Formulir harus dikirim dan ditandatangani lagi.
filing-reopen-reason = Mengapa dibuka kembali
filing-reopen-reason-hint = Dibaca oleh yang menandatangani dan oleh pleno.
filing-reopen-submit = Buka kembali…
filing-reopen-help = Hanya yang mengisi formulir dapat membukanya kembali, dan hanya sebelum tahap berikutnya menguncinya.
filing-autosaved = Tersimpan otomatis.
filing-not-saved = Belum tersimpan: koneksi terputus. Isian tetap ada di halaman ini.
