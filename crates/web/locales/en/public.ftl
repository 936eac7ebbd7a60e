# Pages for everyone.
home-title = Certification of librarians
home-heading = Proof that a librarian can do the work.
home-lead = Check that a certificate is genuine, apply for certification and follow it to the decision. Checking is always free.
home-begin = Begin here
home-apply = I want to be certified
home-apply-said = { $n ->
    [0] Your office enters you for an event; with the code of your invitation you assess yourself and upload evidence. About 40 minutes, in several sittings if you like.
   *[other] Choose one of { $n } schemes; your office enters you for its event, and with the code of your invitation you assess yourself and upload evidence. About 40 minutes, in several sittings if you like.
}
home-applied = I have applied
home-applied-said = See where your case stands, the dates, and what is still missing.
home-host = My office wants to host
home-host-said = For library offices, universities and librarians’ forums.
home-way = How certification goes
home-way-1 = You apply
home-way-1-said = Your office enters you for an event. With the code of your invitation you fill in the application and the self-assessment; the system shows, criterion by criterion, which evidence is missing.
home-way-2 = An assessor assesses
home-way-2-said = Portfolio, practice, written test or interview. You see the plan and agree to it first.
home-way-3 = The panel decides
home-way-3-said = Whoever decides is never the one who assessed.
home-way-4 = The certificate is issued
home-way-4-said = Valid for 3 years, and anyone can check it. If you are not yet competent, you know which units to repeat.
home-dates = Open dates
home-all-dates = All dates
verify-title = Check a certificate
verify-lead = Write its number, or scan the QR code on it with the camera of your phone.
verify-number = Certificate number
verify-number-hint = At the top of the certificate; the registration number and the public code work too. Spaces may be left out.
verify-now = Check now
verify-check = Check
verify-no-account = No account needed. We do not record who checks.
verify-held = Wait until { $at }
verify-held-said = Too many numbers have been looked up from your network. Looking up by number opens again in { $minutes } min.
verify-held-code = The public code on a certificate always works: scan its QR, or write the code here.
verify-result = Result of the check
verify-valid = This certificate is valid
verify-valid-means = Issued by { $issuer } and in force.
verify-suspended = This certificate is suspended
verify-suspended-means = It may not be used for now.
verify-suspended-advice = A suspension need not end in revocation. Ask the holder, or check again later.
verify-revoked = This certificate is revoked
verify-revoked-means = Not valid since { $since }. Do not accept it as proof of competence.
verify-revoked-advice = The record is kept so that anyone can check it.
verify-superseded = This certificate has been replaced
verify-superseded-means = Since { $since } another certificate stands in its place. Ask for the new one.
verify-see-successor = See the certificate that replaced it
verify-expired = This certificate has expired
verify-expired-means = It was valid; it ended on { $until } and has not been renewed.
verify-expired-advice = Are you the holder? Apply for renewal; your evidence is still here.
verify-unknown = Number not found
verify-unknown-means = It is not in our register.
verify-unknown-asked = Looked for: <strong class="angka">{ $asked }</strong>
verify-unknown-digits = Look at the digits again. Often confused: 0 and 8, 1 and 7.
verify-unknown-old = Older certificates may not be recorded here yet.
verify-unknown-ask = Ask us to look
verify-unknown-forged = Do you suspect a forgery?
verify-unknown-report = Report it; we keep your identity to ourselves
verify-example = A demonstration certificate with invented data; no proof of competence.
verify-holder = Name
verify-erased = Removed at the holder’s request
verify-scheme = Scheme
verify-no = Number
verify-term = Valid
verify-first-term = Originally valid
verify-since = Since
verify-decree = Decree
verify-issued = Issued
verify-issuer = Issuer
verify-units = { $n ->
    [one] 1 unit of competency
   *[other] { $n } units of competency
}
verify-print = Print this result
verify-read-at = Status read from the register <strong>{ $at }</strong>.
scheme-title = Certification schemes
scheme-lead = Each scheme assesses one field of work. Choose the one nearest to what you do every day.
scheme-none-title = No schemes yet
scheme-none = Schemes appear here as soon as the scheme committee publishes them.
scheme-units = { $n ->
    [one] 1 unit
   *[other] { $n } units
}
scheme-all = { $n ->
    [one] 1 scheme
   *[other] { $n } schemes
}
scheme-version = version { $version }
scheme-assessed = { $n ->
    [one] What is assessed: 1 unit
   *[other] What is assessed: { $n } units
}
scheme-elements = { $n ->
    [one] 1 element
   *[other] { $n } elements
}, { $criteria ->
    [one] 1 criterion
   *[other] { $criteria } criteria
}
scheme-who = Who may apply
scheme-who-said = It is enough to meet <strong>one</strong> of these.
scheme-documents = What to have ready
scheme-how = How it is assessed
scheme-how-portfolio = <strong>Portfolio</strong>: evidence you already have
scheme-how-observation = <strong>Observation</strong> of practice at the venue
scheme-how-written = <strong>Written test</strong> or interview
scheme-how-adjust = Do you need an adjustment, such as large print or extra time? You ask for it when you apply.
scheme-brief = In brief
scheme-valid = Validity of the certificate
scheme-months = { $n ->
    [one] 1 month
   *[other] { $n } months
}
scheme-cost = Cost
scheme-cost-said = Stated with each date, and who pays it
scheme-apply = How to apply
scheme-apply-said = You are entered by your office or by whoever hosts the event, not on this page.
scheme-apply-1 = Choose an event that offers this scheme.
scheme-apply-2 = Ask your office or the host to put your name on the participants’ sheet of that event. You do not know whom to ask? Write to
scheme-apply-3 = You get an invitation with a code, on paper, by mail or WhatsApp. With that code you fill in your application.
scheme-mine = Open my application
scheme-dates = Next dates
schedule-title = Assessment dates
schedule-lead = Open or coming soon, the nearest first.
schedule-none-title = No open dates yet
schedule-none = No open dates yet. New ones appear here as soon as they are set.
schedule-see-schemes = Look at the schemes first
schedule-seats = { $n ->
    [one] 1 seat
   *[other] { $n } seats
}
schedule-seats-left = { $n ->
    [one] 1 seat left
   *[other] { $n } seats left
}
schedule-full = Full
schedule-schemes = { $n ->
    [one] 1 scheme
   *[other] { $n } schemes
}
statement-contact = Questions? Write to
privacy-title = Your personal data
privacy-lead = We keep only what certification needs, lock each value, and record who opens it.
privacy-1 = What we keep, and what for
privacy-1-said = Identity, work and education, the evidence you upload, the results of assessment, and certificates. All of it to check, assess, decide and prove that a certificate is genuine. What needs your consent is asked one by one; nothing is ticked beforehand.
privacy-2 = Who sees it
privacy-2-said = Staff and assessors who deal with your case. Your identity number is masked; whoever shows it in full is recorded. Anyone who checks a certificate sees only name, scheme, number and term.
privacy-3 = Your rights
privacy-3-own = Your data, a copy, and the trace
privacy-3-said = You may see, correct, take a copy of, withdraw consent to, and ask for erasure of your data. Once erased, nobody can read those values; the record that a certificate was issued stays, without a name.
privacy-3-consents = See your consents, withdraw them or give them again
decisions-title = How we decide
decisions-lead = Whoever assesses never decides, and every step is recorded.
decisions-1 = An assessor recommends
decisions-1-said = An assessor free of conflict of interest judges your evidence by the criteria of the scheme and recommends competent or not yet competent for each unit, with reasons.
decisions-2 = The panel decides
decisions-2-said = Panel members who assessed, trained or are close to the applicant take no part in that case. Votes and dissent are recorded.
decisions-3 = You may appeal
decisions-3-said = A decision of not yet competent names the units to repeat. An appeal is examined by other people than those who assessed or decided, and never to your disadvantage.
accessibility-title = Accessibility
accessibility-lead = This site is made for everyone: with a keyboard, a screen reader, large type, a small screen or a slow connection.
accessibility-1 = What we aim at
accessibility-1-said = WCAG 2.2 level AA. Every state has a word and an icon, not colour alone. Every page works without JavaScript.
accessibility-2 = Adjustments in assessment
accessibility-2-said = Large print, extra time, a sign language interpreter or a companion can be asked for when you apply. Only those who prepare it see what you need.
accessibility-3 = Does something stand in your way?
accessibility-3-said = Tell us the page and the tools you use. We answer within 5 working days and offer another way while it is mended.
