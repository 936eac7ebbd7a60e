# Yang tertinggal saat soal diimpor atau diekspor.

refusal-loss-address = Berkas di “{ $address }” tidak ikut.
refusal-loss-address-remedy = Unggah berkasnya sendiri di bank soal.
refusal-loss-attachments = Lampiran yang diminta dari peserta tidak ikut.
refusal-loss-attachments-remedy = Buat soal unggah berkas bila lampiran tetap diperlukan.
refusal-loss-attribute = Atribut { $name } tidak ikut.
refusal-loss-attribute-remedy = Periksa apakah tampilan soal masih benar.
refusal-loss-below-zero = Batas nilai terendah tidak ikut; nilai soal tidak pernah di bawah 0.
refusal-loss-below-zero-remedy = Periksa cara penilaiannya.
refusal-loss-case = Tidak ditulis apakah huruf besar dan kecil dibedakan; sekarang dibedakan.
refusal-loss-case-remedy = Tentukan pada kuncinya.
refusal-loss-category = Kategori “{ $name }” tidak ikut.
refusal-loss-category-remedy = Pilih unit dan KUK soal ini di bank soal.
refusal-loss-column = Kolom “{ $name }” tidak dikenal dan tidak dibaca.
refusal-loss-column-remedy = Ganti judul kolomnya sesuai templat bila isinya diperlukan.
refusal-loss-comment = Komentar di dokumen tidak ikut.
refusal-loss-comment-remedy = Pindahkan isinya ke catatan telaah bila perlu.
refusal-loss-display = Petunjuk tampilan tidak ikut, misalnya apakah pilihan boleh diacak.
refusal-loss-display-remedy = Atur lagi di bank soal.
refusal-loss-element = Bagian { $name } tidak ikut; teksnya tetap.
refusal-loss-element-remedy = Periksa apakah tampilan soal masih benar.
refusal-loss-elsewhere = Di sistem lain ini tidak berlaku: { $what ->
        [scoring] cara penilaian
        [choose] jumlah yang boleh dipilih
        [marked-by-people] penilaian oleh orang
       *[other] { $what }
    }.
refusal-loss-elsewhere-remedy = Atur sendiri di sistem itu setelah impor.
refusal-loss-enemies = Daftar soal yang tidak boleh bersama tidak ikut.
refusal-loss-enemies-remedy = Isi lagi di tempat tujuan.
refusal-loss-enemy = “{ $name }” bukan kode soal, jadi tidak masuk daftar yang tidak boleh bersama.
refusal-loss-enemy-remedy = Perbaiki kodenya di bank soal.
refusal-loss-equation = Rumus dibaca sebagai teks biasa.
refusal-loss-equation-remedy = Tulis ulang rumusnya di bank soal.
refusal-loss-example = Tanda bahwa soal ini contoh tidak ikut.
refusal-loss-example-remedy = Jangan pakai soal contoh untuk sertifikasi sungguhan.
refusal-loss-explanation = Penjelasan kunci tidak ikut.
refusal-loss-explanation-remedy = Simpan penjelasannya di tempat lain.
refusal-loss-feedback = Umpan balik tidak ikut.
refusal-loss-feedback-remedy = Tulis ulang sebagai penjelasan bila perlu.
refusal-loss-fewest-words = Jumlah kata paling sedikit tidak ikut.
refusal-loss-fewest-words-remedy = Tulis syarat itu di pokok soal bila perlu.
refusal-loss-field = Isian { $name } tidak dikenal dan tidak ikut.
refusal-loss-field-remedy = Periksa apakah isian itu diperlukan.
refusal-loss-file-kind = Batasan jenis berkas tidak ikut sepenuhnya.
refusal-loss-file-kind-remedy = Periksa jenis berkas yang boleh diunggah.
refusal-loss-file-missing = Berkas { $name } tidak ada.
refusal-loss-file-missing-remedy = Unggah berkas itu di bank soal.
refusal-loss-file-unused = Berkas { $name } tidak dipakai soal mana pun.
refusal-loss-file-unused-remedy = Tidak perlu tindakan bila memang tidak dipakai.
refusal-loss-files = Gambar dan rekaman tidak dapat ikut dalam format ini.
refusal-loss-files-remedy = Kirim berkasnya terpisah, atau pakai QTI.
refusal-loss-fixed = Pilihan yang harus tetap di tempatnya ikut diacak.
refusal-loss-fixed-remedy = Matikan pengacakan bila urutannya penting.
refusal-loss-formula = Ada rumus yang dibaca sebagai teks: { $why ->
        [attribute] atribut { $name } tidak dikenal
        [element] bagian { $name } tidak dikenal
        [empty] rumusnya kosong
        [too-long] rumusnya terlalu panjang
       *[other] rumusnya tidak terbaca
    }.
refusal-loss-formula-remedy = Tulis ulang rumusnya di bank soal.
refusal-loss-hidden = Di sistem asalnya soal ini disembunyikan.
refusal-loss-hidden-remedy = Periksa apakah soal ini boleh dipakai.
refusal-loss-hints = Petunjuk bertahap tidak ikut.
refusal-loss-hints-remedy = Tidak perlu tindakan; ujian tidak memakai petunjuk.
refusal-loss-inline-choice = Daftar pilihan di dalam kalimat menjadi pilihan di bawahnya; garis menandai tempatnya.
refusal-loss-inline-choice-remedy = Periksa apakah kalimatnya masih enak dibaca.
refusal-loss-item = Soal { $name } dalam tes ini tidak ikut.
refusal-loss-item-remedy = Periksa laporan soal itu.
refusal-loss-language = Bahasa soal tidak ikut.
refusal-loss-language-remedy = Pilih bahasanya di bank soal.
refusal-loss-level = Tingkat kognitif tidak ikut.
refusal-loss-level-remedy = Pilih tingkatnya di bank soal.
refusal-loss-link = Tautan tidak ikut; teksnya tetap.
refusal-loss-link-remedy = Tulis alamatnya di soal bila peserta perlu melihatnya.
refusal-loss-markdown = Markdown dibaca sebagai teks biasa.
refusal-loss-markdown-remedy = Tata ulang teksnya di bank soal.
refusal-loss-merged-cells = Sel tabel yang digabung menjadi sel terpisah.
refusal-loss-merged-cells-remedy = Periksa tabelnya.
refusal-loss-name = Kode asal tidak dapat dipakai, jadi diganti.
refusal-loss-name-remedy = Ubah kodenya di bank soal bila perlu.
refusal-loss-names-or-order = Huruf pilihan atau urutannya berubah; isi dan kuncinya sama.
refusal-loss-names-or-order-remedy = Periksa bila huruf itu disebut di tempat lain.
refusal-loss-no-processing = Penilaian tidak ditulis di asalnya; jawaban benar bernilai penuh.
refusal-loss-no-processing-remedy = Periksa cara penilaiannya.
refusal-loss-note = Catatan kaki tidak ikut.
refusal-loss-note-remedy = Pindahkan isinya ke dalam soal bila perlu.
refusal-loss-object = Objek sisipan (bagan, video, atau berkas) tidak ikut.
refusal-loss-object-remedy = Ganti dengan gambar.
refusal-loss-part = Bagian { $name } beserta isinya tidak ikut.
refusal-loss-part-remedy = Periksa apakah soal masih memerlukannya.
refusal-loss-pattern = Pola jawaban tidak ikut.
refusal-loss-pattern-remedy = Tulis bentuk jawaban yang diminta di pokok soal.
refusal-loss-picture-kind = Gambar { $name } tidak dapat ditampilkan.
refusal-loss-picture-kind-remedy = Simpan ulang sebagai PNG atau JPEG.
refusal-loss-picture-linked = Gambar yang hanya ditautkan tidak ikut.
refusal-loss-picture-linked-remedy = Sisipkan gambarnya ke dokumen, lalu impor lagi.
refusal-loss-place = Unit, elemen, dan KUK tidak ikut.
refusal-loss-place-remedy = Pilih ketiganya di bank soal.
refusal-loss-place-part = Tempat soal dalam skema tidak lengkap: “{ $name }”.
refusal-loss-place-part-remedy = Pilih unit, elemen, dan KUK di bank soal.
refusal-loss-points = Nilai soal tidak ikut seperti aslinya.
refusal-loss-points-remedy = Periksa nilainya.
refusal-loss-rationales = Alasan setiap pilihan tidak ikut.
refusal-loss-rationales-remedy = Simpan alasannya di tempat lain.
refusal-loss-row-headings = Judul baris tabel menjadi sel biasa.
refusal-loss-row-headings-remedy = Periksa tabelnya.
refusal-loss-rubric = Rubrik tidak ikut sepenuhnya.
refusal-loss-rubric-remedy = Isi lagi rubriknya di tempat tujuan.
refusal-loss-rubric-block = Catatan untuk { $name } tidak ikut.
refusal-loss-rubric-block-remedy = Pindahkan isinya bila masih diperlukan.
refusal-loss-section-time = Waktu per bagian tidak ikut.
refusal-loss-section-time-remedy = Atur waktu ujian pada kisi-kisi.
refusal-loss-stimulus = Bahan bersama tidak ikut.
refusal-loss-stimulus-remedy = Tambahkan bahan itu dan hubungkan dengan soalnya.
refusal-loss-style = Sebagian gaya teks (warna, ukuran, perataan) tidak ikut.
refusal-loss-style-remedy = Periksa apakah maknanya tetap.
refusal-loss-tag = Tanda “{ $name }” tidak ikut.
refusal-loss-tag-remedy = Catat di bank soal bila perlu.
refusal-loss-template = Teks awal jawaban tidak ikut.
refusal-loss-template-remedy = Tulis petunjuknya di pokok soal bila perlu.
refusal-loss-test-rules = Aturan tes (urutan acak, pilihan soal, penilaian) tidak ikut.
refusal-loss-test-rules-remedy = Atur lagi pada kisi-kisi.
refusal-loss-text-box = Teks dalam kotak teks tidak ikut: “{ $name }”.
refusal-loss-text-box-remedy = Pindahkan teksnya ke badan dokumen.
refusal-loss-title = Judul soal tidak ikut.
refusal-loss-title-remedy = Isi lagi judulnya bila perlu.
refusal-loss-tracked-changes = Perubahan yang dilacak dibaca sebagai diterima.
refusal-loss-tracked-changes-remedy = Terima atau tolak perubahannya di Word, lalu impor lagi bila perlu.
refusal-loss-units = Satuan dan aturannya tidak ikut.
refusal-loss-units-remedy = Tulis satuannya di pokok soal.
refusal-loss-white-space = Spasi atau baris kosong berubah.
refusal-loss-white-space-remedy = Tidak perlu tindakan bila tampilannya benar.
