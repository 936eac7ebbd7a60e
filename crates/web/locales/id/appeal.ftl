# Banding: di berkas dan saat dijawab

appeal-title = Banding
appeal-heading = Jawab banding { $name }
appeal-grounds = Alasan pemohon
appeal-form = Baca FR.AK.04
appeal-open = Ada banding yang menunggu jawaban
appeal-open-said = Diajukan { $at }; dijawab paling lambat { $due }.
appeal-frozen = Sertifikat tidak terbit sebelum dijawab.
appeal-go = Jawab banding
appeal-upheld = Banding dikabulkan
appeal-rejected = Banding tidak dikabulkan
appeal-answered-said = Diajukan { $filed }, dijawab { $at }.
appeal-answer = Jawaban LSP
appeal-uphold = Dikabulkan
appeal-reject = Tidak dikabulkan
appeal-reason = Alasan
appeal-reason-hint = Dibaca pemohon. Sebut apa yang diperiksa dan mengapa jawabannya demikian.
appeal-submit = Catat jawaban
appeal-then-again = Bila dikabulkan: undang pemohon ke acara berikutnya untuk asesmen ulang. Keputusan lama tetap tercatat.
appeal-then-panel = Bila dikabulkan: minta pleno mengembalikan berkas ini kepada asesornya.
appeal-then-granted = Bila dikabulkan: perbaiki dahulu yang dibantah, baru terbitkan sertifikatnya.
appeal-then-stands = Bila tidak dikabulkan: hasilnya tetap.
appeal-then-told = Pemohon diberi tahu, dan membaca jawaban serta alasannya.

refusal-appeal-assessor-may-not-answer = Anda menilai berkas ini, jadi tidak boleh menjawab bandingnya.
refusal-appeal-assessor-may-not-answer-remedy = Minta manajer lain, yang tidak menilai dan tidak memutuskan.
refusal-appeal-decider-may-not-answer = Anda ikut memutuskan berkas ini, jadi tidak boleh menjawab bandingnya.
refusal-appeal-decider-may-not-answer-remedy = Minta manajer lain, yang tidak menilai dan tidak memutuskan.
refusal-appeal-none = Tidak ada banding yang menunggu jawaban.
refusal-appeal-none-remedy = Muat ulang berkasnya; mungkin sudah dijawab.
refusal-appeal-oneself = Ini banding Anda sendiri.
refusal-appeal-oneself-remedy = Minta manajer lain menjawabnya.
refusal-appeal-outcome-wanted = Jawabannya belum dipilih.
refusal-appeal-outcome-wanted-remedy = Pilih dikabulkan atau tidak.
refusal-appeal-reason-wanted = Alasannya belum ditulis.
refusal-appeal-reason-wanted-remedy = Tulis alasannya; pemohon membacanya.
