# The head of a case and its next step.
nav-queue = Queue
nav-cases = Cases
case-erased = Name erased
case-seat = Seat paid by { $source }
case-waits = { $n ->
    [one] waiting for { $n } day
   *[other] waiting for { $n } days
}
case-waits-today = waiting since today
case-whose-panel = The panel
case-whose-house = Head and certification manager
case-whose-nobody = Nobody
next-whose = Next step: { $who }
next-go = Do it
next-invited = Confirm taking part
next-draft = Fill in the application (FR.APL.01) and upload the documents
next-draft-sign = Sign the application (FR.APL.01)
next-checking = Check the requirements and conclude
next-returned = Complete what was asked for, and send again
next-self-assessment = Fill in the self-assessment (FR.APL.02) with its evidence
next-unassigned = Choose an assessor
next-review-declare = Declare to be free of conflicts of interest
next-review = Review the self-assessment (FR.APL.02)
next-unscheduled = Set day and session
next-agreement = Prepare and sign the assessment plan (FR.AK.01)
next-agreement-candidate = Agree to and sign the assessment plan (FR.AK.01)
next-presence = Record who came on the day
next-assessment = Fill in the instruments and the recommendation (FR.AK.02)
next-recommended = Report it in FR.AK.05
next-recommended-sign = Sign the recommendation (FR.AK.02)
next-recommended-candidate = Read and sign the recommendation (FR.AK.02)
next-reported = Decide in the panel
next-granted = Sign the decree, then issue the certificate
next-issuing = The certificate is being made
next-ended = This case has ended
