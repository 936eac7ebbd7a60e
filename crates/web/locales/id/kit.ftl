# Kata pada komponen.
kit-trail = Remah
kit-pages = Halaman
kit-shown = { $shown } dari { $all }
kit-before = Sebelumnya
kit-after = Berikutnya
kit-sheet = Lembar komponen
kit-on-page = Di halaman ini
search-unread = Pencarian di alamat ini tidak terbaca. Ketik kembali yang dicari.
