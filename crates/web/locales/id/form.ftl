# Kata pada formulir.
form-yes = Ya
form-no = Tidak
form-required = Bagian ini belum diisi.
form-too-long = Terlalu panjang; paling banyak { $most } huruf.
form-errors = { $n ->
    [one] Ada 1 hal yang perlu diperbaiki
   *[other] Ada { $n } hal yang perlu diperbaiki
}
