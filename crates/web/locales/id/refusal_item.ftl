# Penolakan dari bank soal: soal, rumus, jawaban, riwayat.

refusal-bank-approved-already = Anda sudah menyetujui versi ini.
refusal-bank-approved-already-remedy = Tunggu persetujuan orang kedua; satu orang dihitung sekali.
refusal-bank-blind-key = Kunci tidak diterima begitu saja, tetapi diperiksa dengan mengerjakan soalnya.
refusal-bank-blind-key-remedy = Buka pemeriksaan kunci, lalu jawab soal itu tanpa melihat kuncinya.
refusal-bank-needs-marker = Jawaban soal ini hanya dapat dinilai oleh orang.
refusal-bank-needs-marker-remedy = Bandingkan jawaban Anda dengan rubriknya, lalu tandai sesuai atau tidak.
refusal-bank-not-placed = Soal ini belum punya KUK atau tingkat kognitif.
refusal-bank-not-placed-remedy = Pilih unit, elemen, KUK, dan tingkatnya dulu.
refusal-bank-not-reviewed = Telaah { $aspect ->
        [content] isi
        [language] bahasa
        [fairness] keadilan
       *[other] kunci
    } belum selesai.
refusal-bank-not-reviewed-remedy = Selesaikan telaah itu, lalu lanjutkan ke uji coba.
refusal-bank-not-shown = Versi soal ini belum pernah tampil kepada peserta.
refusal-bank-not-shown-remedy = Pilih versi yang pernah diujicobakan atau dipakai.
refusal-bank-other-item = Naskah itu milik soal lain.
refusal-bank-other-item-remedy = Buka soal yang kodenya sama, atau buat soal baru.
refusal-bank-own-item = Penulis tidak menelaah atau menyetujui soalnya sendiri.
refusal-bank-own-item-remedy = Minta rekan lain menelaah atau menyetujuinya.
refusal-bank-reason = Alasannya belum ditulis.
refusal-bank-reason-remedy = Tulis alasannya dengan singkat.
refusal-bank-retired = Soal ini sudah ditarik dan tidak berubah lagi.
refusal-bank-retired-remedy = Buat soal baru bila isinya masih diperlukan.
refusal-bank-saw-key = Anda sudah menelaah soal ini, jadi kuncinya sudah Anda lihat.
refusal-bank-saw-key-remedy = Minta orang yang belum melihat kuncinya mengerjakan soal ini.
refusal-bank-state = Langkah itu tidak cocok dengan keadaan soal sekarang.
refusal-bank-state-remedy = Muat ulang halaman soal untuk melihat langkah berikutnya.
refusal-bank-too-many-steps = Riwayat soal ini sudah penuh.
refusal-bank-too-many-steps-remedy = Tarik soal ini dan lanjutkan dengan soal baru.
refusal-bank-two-people = Baru { $approved } dari { $needed } persetujuan.
refusal-bank-two-people-remedy = Mintalah persetujuan orang lain, bukan penulisnya.
refusal-bank-unknown-version = Versi itu tidak ada pada soal ini.
refusal-bank-unknown-version-remedy = Muat ulang halaman soal dan pilih versi dari daftarnya.

refusal-item-accepted-text = Ada jawaban yang diterima yang kosong atau lebih dari 1.000 huruf.
refusal-item-accepted-text-remedy = Isi atau singkat jawaban itu.
refusal-item-choices-alike = Pilihan { $choice } berbunyi sama dengan pilihan sebelumnya.
refusal-item-choices-alike-remedy = Tulis sehingga keduanya dapat dibedakan, atau hapus salah satunya.
refusal-item-choice-twice = Pilihan { $choice } muncul dua kali.
refusal-item-choice-twice-remedy = Beri setiap pilihan huruf yang berbeda.
refusal-item-choose-bounds = Jumlah yang boleh dipilih tidak cocok dengan banyaknya pilihan.
refusal-item-choose-bounds-remedy = Pilih batas paling sedikit dan paling banyak yang dapat dipenuhi.
refusal-item-empty-choice = Pilihan { $choice } kosong.
refusal-item-empty-choice-remedy = Isi pilihan itu, atau hapus.
refusal-item-empty-stem = Pokok soal kosong.
refusal-item-empty-stem-remedy = Tulis pertanyaan atau perintahnya.
refusal-item-empty-stimulus = Bahan bersama ini kosong.
refusal-item-empty-stimulus-remedy = Isi teks, tabel, gambar, atau rekamannya.
refusal-item-endings = Jenis berkas yang boleh diunggah tidak terbaca.
refusal-item-endings-remedy = Tulis akhiran nama berkas dengan huruf kecil tanpa titik, misalnya pdf.
refusal-item-files = Jumlah berkas yang boleh diunggah harus 1 sampai 50.
refusal-item-files-remedy = Ubah jumlahnya.
refusal-item-gap-in-other-kind = Ada isian kosong di pokok soal, padahal soal ini bukan soal isian.
refusal-item-gap-in-other-kind-remedy = Hapus isian itu, atau ubah jenis soal menjadi isian.
refusal-item-gap-outside-stem = Ada isian kosong di luar pokok soal.
refusal-item-gap-outside-stem-remedy = Pindahkan isian itu ke pokok soal.
refusal-item-gap-places = Isian di pokok soal tidak sama dengan isian yang punya kunci.
refusal-item-gap-places-remedy = Pastikan setiap isian muncul sekali di pokok soal dan sekali di kunci.
refusal-item-gap-twice = Dua isian bernama sama.
refusal-item-gap-twice-remedy = Beri setiap isian nama yang berbeda.
refusal-item-gap-weights = Ada isian tanpa bobot, atau bobot untuk isian yang tidak ada.
refusal-item-gap-weights-remedy = Beri setiap isian bobot lebih dari 0.
refusal-item-key-empty = Kuncinya kosong.
refusal-item-key-empty-remedy = Tulis sedikitnya satu jawaban benar.
refusal-item-key-incomplete = Kuncinya tidak lengkap.
refusal-item-key-incomplete-remedy = Beri jawaban untuk setiap bagian soal, masing-masing satu kali.
refusal-item-key-kind = Kuncinya tidak cocok dengan jenis soal.
refusal-item-key-kind-remedy = Tulis ulang kuncinya, atau perbaiki jenis soalnya.
refusal-item-key-out-of-reach = Kuncinya tidak dapat dicapai dengan jumlah pilihan yang diizinkan.
refusal-item-key-out-of-reach-remedy = Ubah kuncinya, atau jumlah yang boleh dipilih.
refusal-item-key-unknown-choice = Kunci menunjuk pilihan yang tidak ada.
refusal-item-key-unknown-choice-remedy = Perbaiki kuncinya, atau tambahkan pilihannya.
refusal-item-letters = Panjang jawaban singkat harus 1 sampai 10.000 huruf.
refusal-item-letters-remedy = Ubah batasnya.
refusal-item-minutes = Waktunya harus 1 sampai 600 menit.
refusal-item-minutes-remedy = Ubah waktunya, atau kosongkan.
refusal-item-no-gap = Soal isian ini tidak punya isian.
refusal-item-no-gap-remedy = Tambahkan sedikitnya satu isian.
refusal-item-own-enemy = Soal ini disebut sebagai musuhnya sendiri.
refusal-item-own-enemy-remedy = Hapus kodenya dari daftar soal yang tidak boleh bersama.
refusal-item-pair-takes-off = Ada pasangan yang mengurangi lebih dari nilai semua pasangan yang benar.
refusal-item-pair-takes-off-remedy = Kurangi paling banyak sebesar jumlah bobot pasangan yang benar.
refusal-item-pair-weights = Pasangan yang benar harus berbobot lebih dari 0, dan tidak ada pasangan lain untuk pernyataan yang sama yang berbobot lebih tinggi.
refusal-item-pair-weights-remedy = Ubah bobotnya, atau tetapkan pasangan yang berbobot tertinggi sebagai kunci.
refusal-item-picture-size = Ukuran gambar tidak diketahui.
refusal-item-picture-size-remedy = Isi lebar dan tinggi gambar dalam piksel.
refusal-item-picture-words = Gambar ini belum dijelaskan dengan kata-kata.
refusal-item-picture-words-remedy = Tulis apa yang tampak, bagi peserta yang tidak dapat melihatnya.
refusal-item-place = Unit, elemen, dan KUK soal ini tidak lengkap.
refusal-item-place-remedy = Isi ketiganya, atau kosongkan ketiganya.
refusal-item-points = Nilai soal harus lebih dari 0 dan paling banyak 1.000.
refusal-item-points-remedy = Ubah nilainya.
refusal-item-rubric-levels = Tingkat nilai pada aspek “{ $aspect }” tidak runtut.
refusal-item-rubric-levels-remedy = Mulai dari 0, lalu naik, sedikitnya dua tingkat.
refusal-item-rubric-sum = Jumlah nilai rubrik { $sum }, sedangkan nilai soal { $points }.
refusal-item-rubric-sum-remedy = Samakan keduanya.
refusal-item-rubric-words = Ada aspek rubrik tanpa nama, atau uraian yang terlalu panjang.
refusal-item-rubric-words-remedy = Beri nama setiap aspek; uraian paling panjang 4.000 huruf.
refusal-item-scoring-kind = Cara penilaian itu tidak berlaku untuk jenis soal ini.
refusal-item-scoring-kind-remedy = Pilih cara penilaian lain.
refusal-item-shape = Ada daerah yang keluar dari gambar atau tidak punya luas.
refusal-item-shape-remedy = Gambar ulang daerah itu di dalam gambar.
refusal-item-share = Bagian nilai sebuah jawaban harus lebih dari 0 dan paling banyak 1.
refusal-item-share-remedy = Ubah bagian nilainya.
refusal-item-signs = Ada tanda yang tidak dapat disimpan pada { $at ->
        [stem] pokok soal
        [stimulus] bahan bersama
        [explanation] penjelasan
        [model] contoh jawaban
        [key] kunci
       *[other] bagian { $at }
    }.
refusal-item-signs-remedy = Hapus tanda yang tidak tampak di sana, atau ketik ulang teksnya.
refusal-item-table = Baris tabel pada { $at ->
        [stem] pokok soal
        [stimulus] bahan bersama
        [explanation] penjelasan
        [model] contoh jawaban
        [key] kunci
       *[other] bagian { $at }
    } tidak sama panjang.
refusal-item-table-remedy = Lengkapi selnya sehingga setiap baris sama panjang.
refusal-item-title = Judul lebih dari 300 huruf atau memuat tanda yang tidak dapat disimpan.
refusal-item-title-remedy = Singkat atau ketik ulang judulnya.
refusal-item-tolerance = Toleransi tidak boleh di bawah 0.
refusal-item-tolerance-remedy = Tulis 0 atau angka di atasnya.
refusal-item-too-deep = Susunan pada { $at ->
        [stem] pokok soal
        [stimulus] bahan bersama
        [explanation] penjelasan
        [model] contoh jawaban
        [key] kunci
       *[other] bagian { $at }
    } terlalu bertumpuk.
refusal-item-too-deep-remedy = Kurangi daftar, tabel, atau kutipan di dalam satu sama lain.
refusal-item-too-few-choices = Pilihannya kurang.
refusal-item-too-few-choices-remedy = Tambahkan pilihan; sedikitnya dua.
refusal-item-too-long = Isi { $at ->
        [stem] pokok soal
        [stimulus] bahan bersama
        [explanation] penjelasan
        [model] contoh jawaban
        [key] kunci
       *[other] bagian { $at }
    } terlalu panjang.
refusal-item-too-long-remedy = Singkat isinya, atau jadikan bahan bersama beberapa soal.
refusal-item-too-many-accepted = Jawaban yang diterima terlalu banyak.
refusal-item-too-many-accepted-remedy = Sisakan paling banyak 200.
refusal-item-too-many-aspects = Aspek rubrik terlalu banyak.
refusal-item-too-many-aspects-remedy = Sisakan paling banyak 30.
refusal-item-too-many-choices = Pilihannya terlalu banyak.
refusal-item-too-many-choices-remedy = Sisakan paling banyak 60.
refusal-item-too-many-enemies = Daftar soal yang tidak boleh bersama terlalu panjang.
refusal-item-too-many-enemies-remedy = Sisakan paling banyak 500.
refusal-item-weight = Bobot pilihan harus antara -1 dan 1.
refusal-item-weight-remedy = Ubah bobotnya.
refusal-item-weights-alike = Semua bagian berbobot sama.
refusal-item-weights-alike-remedy = Pilih cara penilaian per bagian, tanpa bobot.
refusal-item-words = Jumlah kata harus 1 sampai 10.000.
refusal-item-words-remedy = Ubah jumlahnya, atau kosongkan.

refusal-math-attribute = Rumus memakai atribut { $name } yang tidak dikenal.
refusal-math-attribute-remedy = Hapus atribut itu, atau tulis ulang rumusnya.
refusal-math-broken = Rumus tidak terbaca sebagai MathML.
refusal-math-broken-remedy = Tulis ulang rumusnya.
refusal-math-element = Rumus memakai bagian { $name } yang tidak dikenal.
refusal-math-element-remedy = Tulis ulang rumusnya tanpa bagian itu.
refusal-math-empty = Rumus kosong.
refusal-math-empty-remedy = Isi rumusnya, atau hapus.
refusal-math-too-long = Rumus lebih besar dari { $bytes }.
refusal-math-too-long-remedy = Bagi rumusnya menjadi beberapa bagian.

refusal-response-file-kind = Jenis berkas itu tidak diterima untuk soal ini.
refusal-response-file-kind-remedy = Unggah berkas dari jenis yang tertera pada soal.
refusal-response-kind = Jawaban itu tidak cocok dengan jenis soalnya.
refusal-response-kind-remedy = Muat ulang halaman ujian, lalu jawab lagi.
refusal-response-order = Urutannya belum lengkap atau ada langkah yang berulang.
refusal-response-order-remedy = Beri setiap langkah satu tempat.
refusal-response-outside = Titik itu di luar gambar.
refusal-response-outside-remedy = Pilih titik di dalam gambar.
refusal-response-too-long = Jawaban lebih dari { $letters } huruf.
refusal-response-too-long-remedy = Singkat jawabannya.
refusal-response-too-many = Pilihan lebih banyak dari yang diizinkan.
refusal-response-too-many-remedy = Lepaskan beberapa pilihan.
refusal-response-unknown-choice = Pilihan itu tidak ada pada soal ini.
refusal-response-unknown-choice-remedy = Muat ulang halaman ujian, lalu jawab lagi.
refusal-response-unknown-gap = Isian itu tidak ada pada soal ini.
refusal-response-unknown-gap-remedy = Muat ulang halaman ujian, lalu jawab lagi.

# Berkas butir yang diimpor.
refusal-bank-draft-exists = Draf { $item } sudah ada di bank soal.
refusal-bank-draft-exists-remedy = Centang pilihan untuk memperbarui draf, atau beri kode lain di berkasnya.
refusal-bank-file-kind = Berkas { $name } bukan gambar PNG atau JPEG.
refusal-bank-file-kind-remedy = Ubah gambarnya menjadi PNG atau JPEG, lalu impor lagi.
refusal-bank-item-exists = Butir { $item } sudah ada dan bukan draf lagi.
refusal-bank-item-exists-remedy = Buka butir itu dan ubah di sana, atau beri kode lain di berkasnya.
refusal-typed-file = Nama berkas { $name } tidak dapat dipakai.
refusal-typed-file-remedy = Sisipkan berkasnya dengan tombol unggah; namanya ditulis sendiri.
refusal-typed-too-long = Teksnya lebih dari { $bytes }.
refusal-typed-too-long-remedy = Pendekkan, atau pindahkan sebagian ke bahan bersama.
