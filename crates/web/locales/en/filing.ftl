# Forms of a case: filling, submitting, signing.
filing-optional = (optional)
filing-choose = Choose one
filing-consent-for = For what
filing-consent-sees = Who sees it
filing-consent-long = How long
filing-evidence-choose = Choose from your evidence
filing-evidence-chosen = Evidence: { $items }
filing-evidence-add = Add evidence
filing-evidence-none = None yet
filing-accepts = Accepted: { $what }
filing-document-add = Photograph or upload
filing-document-change = Replace
filing-unanswered = Not filled in
filing-slot-signed = Signed
filing-slot-refused = Not signed
filing-slot-yours = Your turn
filing-slot-next = Awaited
filing-slot-later = After that
filing-slot-said = { $how }, { $when }. Digest { $digest }.
filing-slot-reason = Reason: { $reason }
filing-slot-void = Void: the content changed after it was signed.
filing-mode-session = In their own session
filing-mode-in-presence = In the assessor's presence
filing-mode-offline = Offline
filing-mode-paper = On paper
filing-answered = { $n } of { $of } filled in
filing-row-complete = Complete
filing-row-part = Incomplete
filing-row-none = Not filled in
filing-own-case = My application
filing-back = Back to the case
filing-back-list = Back to the list
filing-saved = Saved
filing-submitted = The form is submitted
filing-submitted-sign = Only your signature is left.
filing-submitted-said = The others can read it now.
filing-sign-now = Sign
filing-sign-presence = The candidate signs on this device
filing-kept = What you filled in is kept, nothing is lost.
filing-overtaken = Not saved: this form was saved in another tab or on another device, { $when }
filing-overtaken-said = Below stands what you filled in on this page. Save it, and it replaces what was saved there; or open what was saved, and what you filled in here is lost.
filing-overtaken-mine = Save what stands on this page
filing-overtaken-other = Open what was saved
filing-autosave-overtaken = Not saved yet: this form was saved in another tab or on another device. Press Save to choose.
filing-changed = This form was submitted from elsewhere after you began
filing-changed-said = What you filled in stands below. Check it, then submit again.
filing-held = This part is signed by now; what follows was not taken
filing-held-said = Nothing of the form has changed. Copy it if you still need it; to change the form, open it again with a reason.
filing-day = Day
filing-month = Month
filing-year = Year
filing-locked = This form is locked: { $why }.
filing-until = Can be filed until { $day }.
filing-waits = This form opens once
filing-missing = { $n ->
    [one] 1 thing is still to be filled in
   *[other] { $n } things are still to be filled in
}
filing-missing-more = { $n ->
    [one] and 1 more
   *[other] and { $n } more
}
filing-advised = { $n ->
    [one] 1 thing had better be completed
   *[other] { $n } things had better be completed
}
filing-benchmark = Benchmark
filing-expected = Expected answer
filing-test-points = Score in the written test
filing-test-line = pass line { $points }
filing-test-improve = To improve
filing-test-proposed = Proposed by the written test; change it where other evidence says otherwise.
filing-test-differs = Written test: { $said }
filing-recommendation = Recommendation
filing-grows = The next row appears after saving.
filing-save = Save, continue later
filing-submit = Submit
filing-resubmit = Submit changes
filing-opens-when = { $n ->
    [one] It can be submitted once the thing above is filled in.
   *[other] It can be submitted once the { $n } things above are filled in.
}
filing-then = Once submitted, the form can be signed.
filing-signatures = Signatures
filing-sign-after = Signatures follow once the form is submitted.
filing-progress = Progress
filing-saved-at = Draft saved { $when }
filing-all-rows = All rows
filing-sections = Sections of the form
filing-print = Download PDF
filing-print-blank = Empty form to fill in by hand
filing-reopen = Open again
filing-sign-title = Sign
filing-sign-heading = Sign { $title }
filing-presence-title = { $title }: read, then sign
filing-presence-holder = { $candidate } holds this device. It belongs to the assessor { $assessor }, who waits beside.
filing-you-sign = What you sign
filing-digest = Digest { $digest }
filing-sign-as = As { $role }
filing-sign-said = This locks the content. Changing it later voids every signature, for all to see.
filing-secret = Password or PIN once more
filing-secret-hint = Proof that it is you who holds this session.
filing-secret-presence = PIN or password of the candidate
filing-secret-presence-hint = The one you chose. The assessor does not know it and may not ask.
filing-sign-submit = Sign
filing-sign-recorded = Recorded: own session, time and digest. This way is printed on the form.
filing-sign-recorded-presence = Recorded: in the assessor's presence, time and digest. This way is printed on the form.
filing-sign-leave = Back to the form
filing-refuse = Do not sign
filing-refuse-title = Do not sign
filing-refuse-right = That is the candidate's right. The case goes to the panel with that note; nothing is lost by it.
filing-refuse-then = The case goes on to the panel with this note.
filing-refuse-kept = The reason stays on the form and is seen by those who decide. An appeal stays open.
filing-refuse-reason = Reason
filing-refuse-reason-hint = As it was said. It may be short.
filing-refuse-submit = Record without a signature
filing-reopen-title = Open the form again
filing-reopen-void = { $n ->
    [0] No signature becomes void.
    [one] 1 signature becomes void, for all to see.
   *[other] { $n } signatures become void, for all to see.
}
filing-reopen-kept = Earlier answers stay in the journal. The form must be submitted and signed again.
filing-reopen-reason = Why it is opened again
filing-reopen-reason-hint = Read by those who signed and by the panel.
filing-reopen-submit = Open again…
filing-reopen-help = Only whoever fills the form can open it again, and only before the next stage locks it.
filing-autosaved = Saved by itself.
filing-not-saved = Not saved: the connection is lost. What you filled in stays on this page.
