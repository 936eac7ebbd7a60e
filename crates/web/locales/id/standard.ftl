# Standar kompetensi.
nav-standards = Standar
standard-title = Standar kompetensi
standard-lead = Unit yang menjadi dasar skema. Versi terbit tidak pernah berubah.
standard-import = Impor standar
standard-state = Keadaan
standard-any-state = Semua keadaan
standard-draft = Draf
standard-published = Terbit
standard-withdrawn = Ditarik
standard-show = Tampilkan
standard-none = Belum ada standar
standard-none-said = Standar muncul di sini setelah diimpor dari keputusan, lembar kerja, atau JSON.
standard-none-found = Tidak ada yang cocok
standard-none-found-said = Tidak ada standar dalam keadaan itu.
standard-all = Lihat semua standar
standard-name = Judul standar
standard-name-hint = Misalnya SKKNI bidang Perpustakaan.
standard-source = Ditetapkan dengan
standard-source-hint = Nama dan nomor keputusan, misalnya Kepmenaker 236/2019.
standard-no-source = Belum ditulis
standard-units = Unit
standard-units-n = { $n ->
    *[other] { $n } unit
  }
standard-elements = Elemen
standard-criteria = Kriteria unjuk kerja
standard-published-at = Terbit
standard-brief = Ringkas
standard-draft-said = Draf masih dapat diperbaiki dan belum dapat dipakai skema.
standard-fixed-said = Standar yang terbit tidak berubah lagi. Perbaikan masuk sebagai standar baru.
standard-mend = Perbaiki
standard-publish = Terbitkan
standard-done-saved = Tersimpan sebagai draf. Periksa sekali lagi, lalu terbitkan.
standard-done-published = Standar terbit. Skema dapat memakai unitnya.
standard-import-title = Impor standar
standard-import-lead = Unggah keputusan, lembar kerja, atau JSON. Anda melihat baris demi baris apa yang dipahami sebelum ada yang disimpan.
standard-steps = Langkah impor
standard-step-upload = Unggah
standard-step-check = Periksa
standard-step-store = Simpan sebagai draf
standard-example = Ini bahan contoh, bukan standar resmi
standard-file = Berkas
standard-file-hint = PDF yang berisi teks, TXT, XLSX, XLS, ODS, CSV, atau JSON. PDF hasil pindai tidak dapat dibaca.
standard-paste = Atau tempel teksnya
standard-paste-hint = Salin bagian unit dari keputusan, mulai dari KODE UNIT.
standard-read = Baca
standard-preview-title = Periksa yang dibaca
standard-preview-lead = Belum ada yang disimpan. Kiri: kata demi kata. Kanan: yang kami pahami.
standard-back = Kembali ke standar
standard-count-lines = Baris
standard-count-understood = Dipahami
standard-count-tidied = Kami rapikan, mohon dilihat
standard-count-missed = Tidak dipahami
standard-from-table = Dibaca dari tabel
standard-from-table-said = Teks di bawah ditulis dari tabel itu, supaya dapat Anda perbaiki.
standard-unread = Halaman yang tidak terbaca: { $pages }
standard-unread-said = Salin teks halaman itu dari keputusan, tempel di kotak teks, lalu baca ulang.
standard-lines = Baris demi baris
standard-look = Mohon dilihat
standard-look-none = Tidak ada yang perlu dilihat khusus.
standard-look-said = Yang tidak dipahami tidak ikut disimpan dan tidak ditebak. Perbaiki di kotak teks bila perlu.
standard-correct = Perbaiki teksnya
standard-correct-said = Ubah baris yang keliru, tempel yang hilang, lalu baca ulang. Yang disimpan selalu yang terakhir dibaca dari kotak ini.
standard-text = Teks yang dibaca
standard-again = Baca ulang
standard-rest = { $n ->
    *[other] Tampilkan { $n } baris lain
  }
standard-hidden = { $n ->
    *[other] { $n } baris tidak ditampilkan supaya halaman ini tetap ringan; semuanya tetap dibaca.
  }
standard-result = Hasil
standard-becomes = Jadinya
standard-more-units = { $n ->
    *[other] dan { $n } unit lain
  }
standard-missed-n = { $n ->
    *[other] { $n } baris tidak dipahami
  }
standard-missed-none = Semua baris dipahami
standard-save-said = Disimpan sebagai draf; versi terbit tidak pernah berubah.
standard-save = { $n ->
    *[other] Simpan draf { $n } unit
  }
standard-line-missed = Tidak dipahami, tidak ikut disimpan
standard-remark-divided = Beberapa butir dalam satu baris, dipisah
standard-remark-joined = Kata yang terpotong di ujung baris disambung
standard-remark-skipped = Nomor sebelumnya tidak ada. Ada baris yang hilang di sumber?
standard-remark-repeated = Nomor ini sudah muncul sebelumnya
standard-role-page = Nomor halaman, dilewati
standard-role-head = Kepala atau kaki halaman, dilewati
standard-role-outside = Di luar unit, dilewati
standard-role-heading = Judul bagian
standard-role-code = Kode unit
standard-role-title = Judul unit
standard-role-description = Deskripsi unit
standard-role-element = Elemen
standard-role-criterion = Kriteria
standard-role-variables = Batasan variabel
standard-role-guide = Panduan penilaian
standard-publish-heading = Terbitkan { $title }
standard-publish-then = Setelah terbit, tidak satu kata pun dapat diubah, juga tidak oleh administrator.
standard-publish-use = Skema dapat memakai unit-unitnya.
standard-publish-mend = Kekeliruan yang ditemukan kemudian diperbaiki dengan mengimpor standar baru.
standard-publish-n = { $n ->
    *[other] Terbitkan { $n } unit
  }
standard-publish-leave = Jangan dulu
