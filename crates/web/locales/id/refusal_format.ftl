# Penolakan dari impor dan ekspor soal.

refusal-aiken-answer = Jawabannya bukan huruf salah satu pilihan.
refusal-aiken-answer-remedy = Tulis ANSWER: diikuti satu huruf pilihan, misalnya ANSWER: B.
refusal-aiken-line = Baris { $line } bukan pilihan, padahal berada di antara pilihan.
refusal-aiken-line-remedy = Tulis setiap pilihan pada satu baris: A) dan seterusnya.
refusal-aiken-no-answer = Baris ANSWER tidak ada.
refusal-aiken-no-answer-remedy = Tambahkan baris ANSWER: di bawah pilihannya.
refusal-aiken-no-options = Tidak ada pilihan jawaban.
refusal-aiken-no-options-remedy = Awali masing-masing dengan huruf besarnya: A) atau A. dan seterusnya.
refusal-aiken-no-question = Pertanyaannya tidak ada.
refusal-aiken-no-question-remedy = Tulis pertanyaan di atas pilihannya.
refusal-aiken-two-answers = Satu pertanyaan punya dua baris ANSWER.
refusal-aiken-two-answers-remedy = Sisakan yang benar saja.

refusal-card-choice = Isian “{ $text }” pada kolom { $field } tidak dikenal.
refusal-card-choice-remedy = Pakai salah satu isian yang tertera di lembar petunjuk.
refusal-card-field-twice = Bagian { $field } ditulis dua kali dalam satu soal.
refusal-card-field-twice-remedy = Hapus salah satunya, atau gabungkan.
refusal-card-merged-cells = Sel tabel di { $field } digabung, jadi tidak jelas isinya milik bagian yang mana.
refusal-card-merged-cells-remedy = Pisahkan selnya di Word, lalu impor lagi.
refusal-card-gap = Isian { $name } ada di kunci tetapi tidak di pokok soal, atau sebaliknya.
refusal-card-gap-remedy = Tulis [[{ $name }]] di pokok soal dan di kunci.
refusal-card-key = Kunci “{ $key }” tidak terbaca untuk jenis soal ini.
refusal-card-key-remedy = Tulis kunci seperti contoh di lembar petunjuk.
refusal-card-key-disagrees = Kunci dan bobotnya saling bertentangan.
refusal-card-key-disagrees-remedy = Samakan keduanya: kunci bernilai paling tinggi.
refusal-card-key-no-option = Kunci menunjuk { $key }, padahal pilihan itu tidak ada.
refusal-card-key-no-option-remedy = Perbaiki kuncinya, atau isi pilihannya.
refusal-card-kind = Jenis soal “{ $kind }” tidak dikenal.
refusal-card-kind-remedy = Pakai salah satu jenis yang tertera di lembar petunjuk, atau kosongkan.
refusal-card-no-key = Kuncinya belum ada.
refusal-card-no-key-remedy = Isi bagian Kunci.
refusal-card-no-kind = Jenis soal belum ditulis dan tidak tampak dari pilihan atau kuncinya.
refusal-card-no-kind-remedy = Isi bagian Jenis, misalnya esai atau isian.
refusal-card-no-stem = Pokok soalnya belum ada.
refusal-card-no-stem-remedy = Isi bagian Soal.
refusal-card-number = Isian “{ $text }” pada { $field } bukan angka yang dapat dipakai.
refusal-card-number-remedy = Tulis angka saja, misalnya 2 atau 0,5.
refusal-card-rubric = Rubriknya tidak terbaca.
refusal-card-rubric-remedy = Tulis “# nama aspek”, lalu setiap tingkat sebagai “nilai | uraian”, satu per baris.

refusal-docx-broken = Berkas bukan dokumen Word yang utuh.
refusal-docx-broken-remedy = Buka di Word atau LibreOffice, lalu simpan ulang sebagai .docx.
refusal-docx-no-items = Tidak ada soal yang dikenali di dokumen ini.
refusal-docx-no-items-remedy = Pakai tabel kartu soal (Nomor, KUK, Level, Soal, A–E, Kunci), atau daftar “1. … A. … B. … Kunci: B”.
refusal-docx-outside = Teks ini tidak termasuk soal mana pun: “{ $text }”.
refusal-docx-outside-remedy = Periksa apakah teks itu judul saja, atau bagian soal yang terpisah.
refusal-docx-struck = Soal ini dicoret: “{ $text }”.
refusal-docx-struck-remedy = Hapus soalnya, atau hilangkan coretannya, lalu impor lagi.

refusal-format-cannot-carry = Format ini tidak dapat memuat soal itu tanpa mengubah isinya: { $what ->
        [audio] rekaman
        [caption] keterangan tabel
        [code] huruf berlebar tetap
        [formula] rumus
        [gap] isian rumpang
        [gaps] isian rumpang
        [files] berkas
        [key] kunci
        [length] panjang teks
        [list] isi daftar
        [markup] tata teks
        [numbers] angka yang diterima
        [options] cara menjawab
        [picture] gambar
        [quote] kutipan
        [reading] hasil baca ulang ditolak ({ $code })
        [scoring] cara penilaian
        [shares] bagian nilai jawaban
        [stem] pokok soal
        [verbatim] teks apa adanya
       *[other] { $what }
    }.
refusal-format-cannot-carry-remedy = Ekspor soal itu dalam format lain; JSON memuat semuanya.
refusal-format-encoding = Berkas bukan teks { $expected }.
refusal-format-encoding-remedy = Simpan ulang berkas dengan penyandian { $expected }.
refusal-format-no-full-answer = Jawaban terbaik hanya bernilai { $percent } %, jadi tidak seorang pun dapat memperoleh nilai penuh.
refusal-format-no-full-answer-remedy = Beri satu jawaban 100 % di sumbernya.
refusal-format-no-items = Berkas ini tidak berisi soal.
refusal-format-no-items-remedy = Periksa apakah berkasnya benar, atau ekspor ulang soalnya.
refusal-format-no-right-option = Tidak ada pilihan yang ditandai benar.
refusal-format-no-right-option-remedy = Tandai jawaban yang benar di berkas asalnya.
refusal-format-nothing-first = Jawaban yang tidak bernilai berada sebelum “{ $text }” dan menerima sebagian jawaban yang sama, sehingga lebih dulu berlaku.
refusal-format-nothing-first-remedy = Pindahkan ke bawah di berkas asalnya, atau hapus.
refusal-format-old-office = Berkas ini dari Office versi lama (.doc atau .xls), atau dikunci kata sandi.
refusal-format-old-office-remedy = Buka berkasnya, hapus kata sandinya, lalu simpan sebagai .docx atau .xlsx.
refusal-format-qti-old = Berkas ini QTI 1.x, yang tidak dibaca.
refusal-format-qti-old-remedy = Ekspor lagi sebagai QTI 2.1, 2.2, atau 3.0.
refusal-format-qti-part = Berkas ini diawali { $name }: satu bagian dari paket QTI.
refusal-format-qti-part-remedy = Impor seluruh paketnya sebagai zip, atau satu soal saja.
refusal-format-shares = Semua pilihan yang benar bersama-sama hanya bernilai { $sum } %, jadi tidak ada jawaban yang bernilai penuh.
refusal-format-shares-remedy = Jadikan jumlah bobot positifnya 100 % di berkas asalnya.
refusal-format-stimulus-twice = Bahan bersama { $name } muncul dua kali.
refusal-format-stimulus-twice-remedy = Sisakan satu, atau beri nama lain.
refusal-format-too-large = Berkas lebih besar dari { $bytes }.
refusal-format-too-large-remedy = Bagi soalnya ke beberapa berkas.
refusal-format-too-many = Hanya { $most } soal pertama yang dibaca.
refusal-format-too-many-remedy = Impor sisanya dalam berkas lain.
refusal-format-unknown = Isi berkas ini tidak dikenali sebagai kumpulan soal.
refusal-format-unknown-remedy = Pakai QTI, Moodle XML, GIFT, Aiken, JSON, templat xlsx, atau docx.
refusal-format-wildcard = Jawaban “{ $text }” memakai tanda * untuk sembarang teks.
refusal-format-wildcard-remedy = Tulis jawaban yang diterima satu per satu.

refusal-gift-before-answers = Ada teks sebelum jawaban pertama: “{ $text }”.
refusal-gift-before-answers-remedy = Awali jawaban dengan = atau ~ di dalam kurung kurawal.
refusal-gift-braces = Kurung kurawalnya tidak berpasangan.
refusal-gift-braces-remedy = Tutup setiap { "{" } dengan { "}" }, atau tulis \{ "{" } bila maksudnya huruf.
refusal-gift-gap-place = Jawaban berada di dalam kode atau keterangan gambar; rumpangnya tidak dapat ditampilkan di sana.
refusal-gift-gap-place-remedy = Pindahkan jawabannya ke teks biasa.
refusal-gift-no-answers = Jawabannya tidak ada.
refusal-gift-no-answers-remedy = Tulis jawaban di antara { "{" } dan { "}" }.
refusal-gift-no-arrow = Ada pasangan tanpa tanda ->.
refusal-gift-no-arrow-remedy = Tulis setiap pasangan sebagai =kiri -> kanan.
refusal-gift-number = “{ $text }” bukan angka atau rentang.
refusal-gift-number-remedy = Tulis #8, #8:0.5, atau #7..9.
refusal-gift-signs = Ada tanda yang tidak dapat dibaca.
refusal-gift-signs-remedy = Ketik ulang soalnya sebagai teks biasa.
refusal-gift-title = Judul dibuka dengan :: tetapi tidak ditutup.
refusal-gift-title-remedy = Tulis judul sebagai ::judul::.
refusal-gift-too-long = Satu soal lebih besar dari { $bytes }.
refusal-gift-too-long-remedy = Periksa apakah baris kosong di antara soal hilang.
refusal-gift-two-answers = Ada dua blok jawaban dalam satu soal.
refusal-gift-two-answers-remedy = Bagi menjadi dua soal dengan baris kosong di antaranya.
refusal-gift-weight = Bobot jawaban bukan angka.
refusal-gift-weight-remedy = Tulis bobot sebagai %50%.

refusal-html-too-deep = Susunan teks lebih dari { $depth } lapis.
refusal-html-too-deep-remedy = Salin teksnya tanpa format, lalu tata ulang.
refusal-html-too-large = Teksnya lebih besar dari { $bytes }.
refusal-html-too-large-remedy = Singkat teksnya; taruh gambar sebagai berkas.
refusal-html-too-many = Teksnya terdiri dari lebih dari { $elements } bagian.
refusal-html-too-many-remedy = Salin teksnya tanpa format, lalu tata ulang.

refusal-json-broken = JSON tidak terbaca pada baris { $line }, kolom { $column }.
refusal-json-broken-remedy = Perbaiki tanda baca di sana.
refusal-json-field-missing = Bagian “{ $name }” tidak ada pada soal ini.
refusal-json-field-missing-remedy = Tambahkan bagian itu; bandingkan dengan berkas ekspor JSON.
refusal-json-file = Berkas “{ $name }” di dalam JSON tidak terbaca.
refusal-json-file-remedy = Ekspor ulang dari sistem asalnya, atau unggah berkas itu di bank soal.
refusal-json-item = Soal ini tidak berbentuk seperti seharusnya.
refusal-json-item-remedy = Bandingkan dengan berkas ekspor JSON.
refusal-json-key = Kuncinya tidak cocok dengan jenis soal.
refusal-json-key-remedy = Bandingkan dengan soal sejenis dalam contoh soal-*.json.
refusal-json-key-disagrees = Kunci dan tanda benar pada pilihan { $choice } berbeda.
refusal-json-key-disagrees-remedy = Samakan keduanya.
refusal-json-part = Bagian “{ $name }” tidak dikenal dan tidak dibaca.
refusal-json-part-remedy = Periksa apakah bagian itu diperlukan.
refusal-json-scoring = Cara penilaian “{ $scoring }” tidak dikenal.
refusal-json-scoring-remedy = Pakai cara yang ada dalam contoh soal-*.json.
refusal-json-type = Jenis soal “{ $type }” tidak dikenal.
refusal-json-type-remedy = Pakai jenis yang ada dalam contoh soal-*.json, atau bentuk berkas ekspor JSON.
refusal-json-version = Bentuk JSON ini tidak dikenal (bentuk { $format }, versi { $version }); yang dikenal versi { $known }.
refusal-json-version-remedy = Ekspor ulang dalam versi itu, atau perbarui sistem ini.
refusal-json-word = Kata “{ $name }” tidak dikenal pada soal ini.
refusal-json-word-remedy = Pakai kata yang ada dalam berkas ekspor JSON.

refusal-moodle-child = “{ $what }” tidak dapat berada di dalam { $within }; isinya akan hilang.
refusal-moodle-child-remedy = Pindahkan atau hapus di sumbernya.
refusal-moodle-cloze-choices = Daftar pilihan di dalam teks berbeda-beda, tidak berisi tepat satu jawaban benar, mengurangi nilai, atau berdampingan dengan isian lain.
refusal-moodle-cloze-choices-remedy = Bagi soalnya, beri satu daftar untuk semua rumpang, atau jadikan daftarnya isian teks.
refusal-moodle-cloze-kind = Isian jenis “{ $kind }” tidak dikenal.
refusal-moodle-cloze-kind-remedy = Pakai SHORTANSWER, NUMERICAL, atau MULTICHOICE.
refusal-moodle-cloze-left = Isian cloze “{ $text }” tidak terbaca di tempatnya; bila diambil, kuncinya terlihat peserta.
refusal-moodle-cloze-left-remedy = Tulis isiannya sebagai teks biasa di luar kode dan keterangan gambar, dengan huruf besar dan bobot bilangan bulat.
refusal-moodle-cloze-none = Soal cloze ini tidak punya isian.
refusal-moodle-cloze-none-remedy = Tambahkan isian, misalnya { "{" }1:SHORTANSWER:=jawaban{ "}" }.
refusal-moodle-cloze-open = Ada isian cloze yang tidak ditutup, atau di dalamnya ada kode seperti ganti baris.
refusal-moodle-cloze-open-remedy = Tutup dengan kurung kurawal, semuanya dalam satu baris.
refusal-moodle-element = Bagian { $name } tidak dikenal di dalam kuis.
refusal-moodle-element-remedy = Ekspor ulang dari Moodle sebagai Moodle XML.
refusal-moodle-file-encoding = Isi berkas { $name } rusak.
refusal-moodle-file-encoding-remedy = Ekspor ulang dari Moodle.
refusal-moodle-file-name = Nama berkas { $name } tidak dapat dipakai.
refusal-moodle-file-name-remedy = Ganti namanya dengan huruf dan angka saja.
refusal-moodle-file-twice = Berkas { $name } muncul dua kali dengan isi berbeda.
refusal-moodle-file-twice-remedy = Ganti nama salah satunya.
refusal-moodle-files-too-large = Berkas di dalam kuis melebihi { $bytes }.
refusal-moodle-files-too-large-remedy = Ekspor lebih sedikit soal sekaligus.
refusal-moodle-flag = { $name } berisi “{ $text }”, bukan benar atau salah.
refusal-moodle-flag-remedy = Tulis true atau false, atau 1 atau 0, di sumbernya.
refusal-moodle-format = Format teks “{ $format }” tidak dikenal.
refusal-moodle-format-remedy = Simpan soal itu di Moodle sebagai HTML.
refusal-moodle-gap-groups = Rumpang pada soal ini punya daftar teks yang berbeda-beda.
refusal-moodle-gap-groups-remedy = Masukkan semua teks ke satu kelompok di Moodle, atau bagi soalnya.
refusal-moodle-gaps = Rumpang seperti [[1]] tidak cocok dengan teks pengisinya.
refusal-moodle-gaps-remedy = Perbaiki rumpang atau teksnya di Moodle, lalu ekspor ulang.
refusal-moodle-language = Tanda bahasa tidak ditutup, atau menutup tanpa dibuka: “{ $text }”.
refusal-moodle-language-remedy = Tulis { "{" }mlang id{ "}" } … { "{" }mlang{ "}" }, satu demi satu.
refusal-moodle-markup = Jawaban yang harus diketik memuat tata tulis, misalnya angka pangkat.
refusal-moodle-markup-remedy = Tulis seperti yang akan diketik peserta.
refusal-moodle-no-partner = Ada pasangan tanpa jawaban.
refusal-moodle-no-partner-remedy = Lengkapi pasangannya di Moodle.
refusal-moodle-no-text = Teks pertanyaannya tidak ada.
refusal-moodle-no-text-remedy = Isi pertanyaannya di Moodle, lalu ekspor ulang.
refusal-moodle-no-type = Jenis soalnya tidak ditulis.
refusal-moodle-no-type-remedy = Ekspor ulang dari Moodle sebagai Moodle XML.
refusal-moodle-number = “{ $text }” bukan angka.
refusal-moodle-number-remedy = Tulis angka saja sebagai jawaban dan toleransi.
refusal-moodle-ordering-grading = Cara menilai urutan “{ $kind }” tidak dikenal.
refusal-moodle-ordering-grading-remedy = Pilih penilaian tepat atau menurut tempat di Moodle.
refusal-moodle-ordering-subset = Soal urutan ini hanya menampilkan sebagian langkah.
refusal-moodle-ordering-subset-remedy = Ubah di Moodle agar semua langkah tampil.
refusal-moodle-root = Berkas ini dimulai dengan { $name }, bukan kuis Moodle.
refusal-moodle-root-remedy = Ekspor dari Moodle sebagai Moodle XML.
refusal-moodle-set-weight = Satu pilihan mengurangi nilai, padahal hanya semua pilihan benar bersama-sama yang dihitung.
refusal-moodle-set-weight-remedy = Atur menjadi 0 atau 100 di Moodle.
refusal-moodle-truth = “{ $text }” bukan benar atau salah.
refusal-moodle-truth-remedy = Pilih true atau false di Moodle.
refusal-moodle-twice = { $name } tertulis dua kali padahal hanya boleh sekali, dan isinya berbeda.
refusal-moodle-twice-remedy = Hapus salah satunya di sumbernya.
refusal-moodle-type = Soal jenis “{ $type }” tidak didukung.
refusal-moodle-type-remedy = Tulis ulang sebagai jenis lain, misalnya pilihan ganda.

refusal-qti-adaptive = Soal ini adaptif: dijawab dalam beberapa langkah.
refusal-qti-adaptive-remedy = Tulis ulang sebagai soal biasa.
refusal-qti-attribute = { $name } tidak boleh berisi “{ $value }”.
refusal-qti-attribute-remedy = Perbaiki di berkas asalnya.
refusal-qti-base-type = Jenis nilai jawabannya tidak cocok dengan soalnya.
refusal-qti-base-type-remedy = Perbaiki baseType di berkas asalnya.
refusal-qti-bound = { $name } pada tabel nilai membuat nilai yang tidak dapat dipertahankan.
refusal-qti-bound-remedy = Hapus di berkas asalnya, atau samakan dengan jumlah nilai bagian yang benar.
refusal-qti-cardinality = Banyaknya jawaban tidak cocok dengan soalnya.
refusal-qti-cardinality-remedy = Perbaiki cardinality atau maxChoices di berkas asalnya.
refusal-qti-child = “{ $what }” tidak dapat berada di dalam { $within }.
refusal-qti-child-remedy = Pindahkan atau hapus di berkas asalnya; tanpa itu isinya akan hilang.
refusal-qti-identifier = Ada nama pengenal yang tidak dapat dipakai.
refusal-qti-identifier-remedy = Pakai huruf, angka, titik, dan garis saja.
refusal-qti-include = Sebagian soal terletak di berkas lain (XInclude).
refusal-qti-include-remedy = Masukkan ke dalam soal lalu ekspor lagi.
refusal-qti-interaction = Cara menjawab { $name } tidak didukung.
refusal-qti-interaction-remedy = Tulis ulang sebagai jenis lain, misalnya pilihan ganda.
refusal-qti-interaction-place = Tempat menjawab { $name } berada di tempat yang tidak dibaca, misalnya di dalam kode, umpan balik, atau keterangan gambar.
refusal-qti-interaction-place-remedy = Pindahkan ke teks soal di berkas asalnya.
refusal-qti-key-disagrees = Kunci dan penilaiannya saling bertentangan.
refusal-qti-key-disagrees-remedy = Samakan keduanya di berkas asalnya.
refusal-qti-mapping = Tabel nilai jawabannya tidak lengkap.
refusal-qti-mapping-remedy = Lengkapi mapKey dan mappedValue di berkas asalnya.
refusal-qti-match-many = Satu premis boleh dipasangkan lebih dari sekali.
refusal-qti-match-many-remedy = Batasi menjadi satu pasangan untuk setiap premis.
refusal-qti-match-sets = Soal menjodohkan harus punya dua kelompok.
refusal-qti-match-sets-remedy = Perbaiki kelompoknya di berkas asalnya.
refusal-qti-mixed-case = Huruf besar dan kecil dibedakan pada sebagian jawaban saja.
refusal-qti-mixed-case-remedy = Samakan caseSensitive untuk semuanya di berkas asalnya.
refusal-qti-no-body = Isi soalnya tidak ada.
refusal-qti-no-body-remedy = Tambahkan isi soal di berkas asalnya.
refusal-qti-no-interaction = Soal ini tidak punya tempat menjawab.
refusal-qti-no-interaction-remedy = Tambahkan cara menjawab di berkas asalnya.
refusal-qti-no-items = Tes ini tidak memuat soal yang diterima.
refusal-qti-no-items-remedy = Periksa laporan soalnya dulu.
refusal-qti-no-key = Kuncinya tidak ada.
refusal-qti-no-key-remedy = Tambahkan jawaban benar di berkas asalnya.
refusal-qti-no-manifest = Paket ini tidak punya imsmanifest.xml.
refusal-qti-no-manifest-remedy = Ekspor ulang sebagai paket QTI.
refusal-qti-no-part = Bagian { $href } tidak ada di dalam paket.
refusal-qti-no-part-remedy = Ekspor ulang paketnya.
refusal-qti-no-picture = Gambar tempat menunjuk tidak ada.
refusal-qti-no-picture-remedy = Tambahkan gambarnya di berkas asalnya.
refusal-qti-no-resources = Paket ini tidak menyebut satu pun soal atau tes QTI.
refusal-qti-no-resources-remedy = Ekspor lagi sebagai paket QTI.
refusal-qti-number = “{ $text }” bukan angka.
refusal-qti-number-remedy = Perbaiki angkanya di berkas asalnya.
refusal-qti-pair = Ada pasangan jawaban yang tidak terbaca.
refusal-qti-pair-remedy = Tulis dua nama dengan spasi di antaranya.
refusal-qti-partial-order = Soal ini hanya meminta sebagian langkah diurutkan.
refusal-qti-partial-order-remedy = Ubah agar semua langkah diurutkan.
refusal-qti-point = Ada titik jawaban yang tidak terbaca.
refusal-qti-point-remedy = Tulis dua bilangan bulat dengan spasi di antaranya.
refusal-qti-processing = Penilaiannya tidak dapat dipertahankan: { $what ->
        [SCORE] nilainya tidak mulai dari 0
        [MAXSCORE] nilai tertingginya tidak disebutkan
        [ceiling] nilainya dibatasi di bawah jumlah dari aturannya
        [condition] ada syarat yang bentuknya tidak dikenal
        [externalScored] nilainya datang dari luar, padahal ada jawaban benar atau aturan
        [identifier] ada aturan yang membandingkan satu jawaban dengan jawaban lain
        [index] tiap tempat dalam urutan tidak dibandingkan dengan yang benar di tempat itu
        [integer] SCORE bilangan bulat, padahal ada aturan yang memberi pecahan
        [isNull] ada aturan yang menanyakan apakah jawaban lain sudah diisi
        [number] SCORE bukan satu bilangan
        [order] aturan yang belakangan menghapus nilai dari aturan sebelumnya
        [response] ada jawaban yang tidak dinilai aturan mana pun, atau dinilai lebih dari satu
        [responseElseIf] dua cabang dapat berlaku sekaligus
        [template] ada aturan di samping templatnya
        [templateLocation] aturannya berada di berkas lain
        [test] ada aturan yang menanyakan hal lain daripada jawaban benar
        [text] ada aturan yang menilai jawaban yang dinilai orang
        [tolerance] toleransinya relatif, atau batasnya tidak ikut
        [twice] dua aturan menilai jawaban yang sama
        [unanswered] tanpa jawaban pun ada nilainya
       *[other] aturan { $what } tidak dikenal di tempat itu
    }.
refusal-qti-processing-remedy = Pakai aturan baku match_correct atau map_response.
refusal-qti-radix = Angkanya diketik dalam basis { $base }, bukan sepuluh.
refusal-qti-radix-remedy = Mintalah sebagai teks, atau dalam basis sepuluh.
refusal-qti-resource-type = Bagian paket berjenis “{ $type }” tidak didukung.
refusal-qti-resource-type-remedy = Ekspor ulang sebagai QTI 2.1, 2.2, atau 3.0.
refusal-qti-root = Berkas dimulai dengan { $name }, bukan soal QTI.
refusal-qti-root-remedy = Ekspor ulang sebagai QTI 2.1, 2.2, atau 3.0.
refusal-qti-score-elsewhere = Penilaiannya mengisi { $name } dan tidak pernah SCORE.
refusal-qti-score-elsewhere-remedy = Isikan SCORE di berkas asalnya.
refusal-qti-sections = Bagian tes ini terlalu banyak, terlalu besar, atau terlalu dalam.
refusal-qti-sections-remedy = Bagi tesnya.
refusal-qti-several-interactions = Satu soal memuat beberapa cara menjawab.
refusal-qti-several-interactions-remedy = Bagi menjadi beberapa soal.
refusal-qti-shape = Daerah jenis “{ $shape }” tidak terbaca.
refusal-qti-shape-remedy = Pakai persegi panjang, lingkaran, atau poligon.
refusal-qti-template = Soal ini dibuat dari templat dengan nilai acak.
refusal-qti-template-remedy = Tulis nilainya, lalu ekspor ulang.
refusal-qti-twice = { $name } ada dua kali, padahal hanya boleh sekali.
refusal-qti-twice-remedy = Hapus salah satu di berkas asalnya.
refusal-qti-undeclared = Cara menjawabnya tidak punya pernyataan jawaban.
refusal-qti-undeclared-remedy = Tambahkan responseDeclaration di berkas asalnya.
refusal-qti-uneven = Bagian jawaban yang benar nilainya berbeda-beda.
refusal-qti-uneven-remedy = Samakan nilainya, atau bagi soalnya.

refusal-xlsx-broken = Berkas bukan buku kerja Excel yang utuh.
refusal-xlsx-broken-remedy = Buka di Excel atau LibreOffice, lalu simpan ulang sebagai .xlsx.
refusal-xlsx-cell-date = Sel { $cell } berisi tanggal; Excel mungkin mengubah isian Anda.
refusal-xlsx-cell-date-remedy = Ubah format sel menjadi Teks, lalu ketik ulang isinya.
refusal-xlsx-cell-error = Sel { $cell } berisi galat rumus.
refusal-xlsx-cell-error-remedy = Perbaiki rumusnya, atau ketik isinya.
refusal-xlsx-cell-formula = Sel { $cell } berisi rumus yang hasilnya tidak tersimpan di berkas.
refusal-xlsx-cell-formula-remedy = Buka dan simpan berkasnya di Excel atau LibreOffice, atau ketik isinya.
refusal-xlsx-cell-truth = Sel { $cell } berisi nilai BENAR atau SALAH; mungkin Excel mengubah yang Anda ketik.
refusal-xlsx-cell-truth-remedy = Jadikan selnya teks, lalu ketik ulang isinya.
refusal-xlsx-heading-twice = Judul kolom { $name } muncul dua kali.
refusal-xlsx-heading-twice-remedy = Sisakan satu kolom saja.
refusal-xlsx-no-heading = Tidak ada lembar dengan judul kolom Soal dan Kunci.
refusal-xlsx-no-heading-remedy = Pakai templatnya, atau samakan judul kolom Anda dengan templat.
refusal-xlsx-pictures = Gambar di lembar kerja tidak dibaca.
refusal-xlsx-pictures-remedy = Tambahkan gambarnya sendiri di bank soal.
refusal-xlsx-stimulus-code = Kode bahan “{ $text }” tidak dapat dipakai.
refusal-xlsx-stimulus-code-remedy = Pakai huruf, angka, titik, dan garis, paling panjang 80.
refusal-xlsx-too-large = Lembar kerja punya lebih dari { $most } sel berisi.
refusal-xlsx-too-large-remedy = Bagi soalnya ke beberapa berkas.

refusal-xml-attribute = Atribut pada baris { $line } rusak.
refusal-xml-attribute-remedy = Perbaiki tanda kutipnya.
refusal-xml-broken = XML rusak pada baris { $line }.
refusal-xml-broken-remedy = Ekspor ulang dari sistem asalnya, atau perbaiki baris itu.
refusal-xml-doctype = DOCTYPE pada baris { $line } memuat definisi sendiri; demi keamanan tidak dibaca.
refusal-xml-doctype-remedy = Hapus baris itu, lalu coba lagi.
refusal-xml-empty = XML ini kosong.
refusal-xml-empty-remedy = Pilih berkas yang berisi.
refusal-xml-encoding = XML harus ditulis dalam { $expected }.
refusal-xml-encoding-remedy = Simpan ulang dengan penyandian itu.
refusal-xml-encoding-otherwise = Baris pertama berkas menyebut penyandian lain, padahal berkasnya ditulis dalam { $written }.
refusal-xml-encoding-otherwise-remedy = Tulis encoding="{ $written }" di sana, atau ekspor ulang.
refusal-xml-entity = Ada singkatan yang tidak dikenal pada baris { $line }.
refusal-xml-entity-remedy = Ganti singkatan seperti &nama; dengan hurufnya.
refusal-xml-namespace = Baris { $line } memuat bagian dari jenis berkas lain (ruang nama { $name }).
refusal-xml-namespace-remedy = Hapus di berkas asalnya, atau ekspor ulang.
refusal-xml-prefix = Awalan { $name } pada baris { $line } tidak dinyatakan di mana pun.
refusal-xml-prefix-remedy = Nyatakan atau hapus di berkas asalnya.
refusal-xml-too-deep = Susunan XML terlalu bertumpuk pada baris { $line }.
refusal-xml-too-deep-remedy = Ekspor ulang dari sistem asalnya.
refusal-xml-too-large = XML lebih besar dari { $bytes }.
refusal-xml-too-large-remedy = Bagi soalnya ke beberapa berkas.
refusal-xml-too-many = XML punya terlalu banyak bagian; berhenti pada baris { $line }.
refusal-xml-too-many-remedy = Bagi soalnya ke beberapa berkas.

refusal-zip-bomb = Isi paket melebihi { $bytes } setelah dibuka.
refusal-zip-bomb-remedy = Kecilkan gambar dan rekamannya, atau bagi paketnya.
refusal-zip-broken = Paketnya rusak atau terpotong.
refusal-zip-broken-remedy = Unduh atau ekspor ulang paketnya.
refusal-zip-locked = Paketnya dikunci kata sandi.
refusal-zip-locked-remedy = Simpan ulang tanpa kata sandi.
refusal-zip-path = Nama { $name } di dalam paket tidak aman.
refusal-zip-path-remedy = Ekspor ulang; nama tidak boleh keluar dari paket.
refusal-zip-too-large = Paket lebih besar dari { $bytes }.
refusal-zip-too-large-remedy = Bagi soalnya ke beberapa paket.
refusal-zip-too-many = Paket berisi lebih dari { $parts } bagian.
refusal-zip-too-many-remedy = Bagi soalnya ke beberapa paket.
refusal-zip-twice = Bagian { $name } muncul dua kali di dalam paket.
refusal-zip-twice-remedy = Ekspor ulang paketnya.
refusal-zip-writing = Paket terlalu besar untuk ditulis.
refusal-zip-writing-remedy = Ekspor lebih sedikit soal sekaligus.
