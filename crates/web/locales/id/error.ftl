# Halaman yang menolak, atau yang mengaku salah.
error-to-start = Ke beranda
error-back = Kembali
error-again = Coba lagi
error-remedy = Jalan keluarnya:
error-contact = Pertanyaan:
error-minutes = { $n } mnt
error-not-found = Halaman ini tidak ada
error-not-found-said = Mungkin alamatnya terpotong saat disalin, atau berkasnya bukan untuk akun Anda. Demi privasi, keduanya kami jawab sama.
error-not-found-verify = Cek sertifikat: tulis nomornya, tidak perlu tautan
error-not-found-schemes = Semua skema
error-refused = Belum dapat dilakukan
error-refused-unchanged = Tidak ada yang berubah.
error-refused-untold = Aturan { $code } belum mengizinkannya.
error-too-many = Tunggu sampai { $at }
error-too-many-said = Terlalu banyak percobaan dari jaringan Anda atau untuk akun ini. Kami menahannya sebentar agar orang lain tidak dapat menebak.
error-too-many-remedy = Lupa kata sandi? Memulihkan lebih cepat daripada menebak, dan boleh sekarang juga.
error-too-large = Kirimannya terlalu besar
error-too-large-said = Yang dapat diterima paling besar { $most }.
error-too-large-route = Lebih besar daripada yang dapat diterima halaman ini.
error-too-large-remedy = Foto ulang dengan mutu sedang, atau bagi menjadi beberapa berkas. Isian Anda yang lain masih ada di halaman sebelumnya.
error-unreadable = Kiriman ini tidak terbaca
error-unreadable-said = Sebagian isinya hilang di jalan, atau halamannya sudah terlalu lama terbuka. Kembali, muat ulang, lalu kirim lagi; belum ada yang berubah.
error-foreign = Kiriman ini datang dari situs lain
error-foreign-said = Demi keamanan akun Anda, kami hanya menerima isian dari halaman kami sendiri. Belum ada yang berubah.
error-busy = Sedang sangat ramai
error-busy-said = Permintaan Anda belum sempat dikerjakan, dan tidak ada yang berubah. Coba lagi sebentar.
error-fault = Ada yang salah di pihak kami
error-fault-said = Yang sudah Anda kirim sebelumnya tidak terpengaruh.
error-fault-again = Coba lagi sebentar. Bila berulang, sebutkan kode { $id }; kami langsung menemukan kejadiannya.
ended-title = Sesi berakhir
ended-heading = Masuk lagi untuk melanjutkan
ended-safe = Tulisan Anda aman
ended-said = { $n ->
    [0] Sesi Anda berakhir setelah lama tanpa kegiatan, pada batas waktunya, atau dari perangkat lain. Belum ada yang terkirim.
   *[other] Sesi Anda berakhir setelah lama tanpa kegiatan, pada batas waktunya, atau dari perangkat lain. { $n } isian kami pegang di halaman ini dan muncul lagi begitu Anda masuk. Belum ada yang terkirim.
}
ended-submit = Masuk dan lanjutkan
ended-shared = Memakai komputer bersama?
ended-shared-said = Isian itu hanya ada di halaman ini. Tutup atau tinggalkan halamannya, dan isian itu hilang dari perangkat ini.
ended-wipe = Bukan saya, hapus dari perangkat ini
