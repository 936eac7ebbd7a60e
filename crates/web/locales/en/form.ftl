# Words of forms.
form-yes = Yes
form-no = No
form-required = This is not filled in yet.
form-too-long = Too long; at most { $most } characters.
form-errors = { $n ->
    [one] 1 thing needs mending
   *[other] { $n } things need mending
}
