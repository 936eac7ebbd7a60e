# Instruments of a scheme.
nav-instruments = Instruments
instruments-lead = Plans, maps, essay questions with their key, and validations of each scheme. An assessor writes and signs; another assessor validates.
instruments-none = No published scheme yet
instruments-none-said = Instruments are written once the committee has published a scheme.
instruments-filled = { $n ->
    [0] No instruments yet
    [one] 1 instrument
   *[other] { $n } instruments
}
instruments-how = The author signs first, then another assessor as validator. Opening a form again voids its signatures, for all to see.
instruments-new = Fill in a new one
instruments-new-of = Fill in a new one of { $form }
instruments-not-yet = Not filled in yet.
