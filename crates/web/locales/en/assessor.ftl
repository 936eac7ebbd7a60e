# Pages of the assessor.
nav-today = Today
nav-reviews = Reviews
nav-reports = Report FR.AK.05
today-title-none = Your schedule
today-title = { $n ->
    [0] No candidates today
    [one] One candidate
   *[other] { $n } candidates
}
today-none = No candidates yet
today-none-said = Candidates appear here once the body assigns you at an event.
today-free = No candidates on this day. See another day.
today-event = Event
today-show = Show
today-days = Days
today-present = Present
today-absent = Absent
today-forms = Forms ({ $n })
today-review = Review FR.APL.02
today-agree = Prepare FR.AK.01
today-ask-signature = Ask for the signature
today-assess = Go on with the assessment
today-sign = Sign FR.AK.02
today-before-home = Before you go home
today-declared = Every declaration of no conflict is there
today-undeclared = { $n ->
    [one] 1 declaration of no conflict is missing
   *[other] { $n } declarations of no conflict are missing
}
today-none-signed = No FR.AK.02 yet
today-signed = Every FR.AK.02 is signed by its candidate
today-unsigned = { $n ->
    [one] 1 FR.AK.02 awaits its candidate's signature
   *[other] { $n } FR.AK.02 await their candidates' signatures
}
today-unfinished = { $n ->
    [one] 1 candidate without a recommendation
   *[other] { $n } candidates without a recommendation
}
today-report = FR.AK.05 report
today-load = Your load
today-load-said = { $n } candidates at this event. The fixed limit is { $limit } a day.
today-unscheduled = { $n ->
    [one] 1 candidate without a session.
   *[other] { $n } candidates without a session.
}
reviews-title = Reviews of self-assessments
reviews-lead = First declare that you are free of conflict, then review FR.APL.02: to proceed or not yet.
reviews-none = Nothing waits for a review
reviews-none-said = Cases appear here once the body assigns them to you.
reviews-since = Waiting since { $when }
reviews-review = Review
reviews-declare = Declare, then review
declare-title = Declaration of no conflict of interest
declare-lead = You were named to assess this person. Declare whether anything may touch your judgement.
declare-institution = Working at the same institution.
declare-family = Family.
declare-hierarchy = Superior or subordinate.
declare-trained = Trained by you within two years.
declare-question = Your declaration
declare-free = Free of conflict
declare-not-free = There is a conflict
declare-if-not = If there is, name it. The case goes back to the body for another assessor; nobody suffers by it.
declare-kind = Kind of conflict
declare-kind-family = Family
declare-kind-superior = My superior
declare-kind-subordinate = My subordinate
declare-kind-trainer = Trained by me
declare-kind-other = Other
declare-trained-on = Last day of the training
declare-trained-on-hint = If you trained this person and remember the day. For the training window from that day you do not assess them; without a day, not at all.
declare-reason = Explanation, if needed
declare-submit = Save the declaration
declare-recorded = Recorded with your name and the time.
reports-title = Reports (FR.AK.05)
reports-lead = One report for each event, once all your candidates have a recommendation. When it is signed, the cases go to the panel.
reports-none = No event yet
reports-assessed = { $n } of { $of } recommended
report-unfinished = Not finished: { $cases }
report-sign-said = After this, every case it names goes to the panel.
