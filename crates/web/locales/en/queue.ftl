# Queue, list of cases, checking requirements.
filter-search = Search
filter-search-hint = Name, case, NIK
filter-event = Event
filter-stage = Stage
filter-scheme = Scheme
filter-district = District
filter-order = Order
filter-by-name = By name
filter-by-wait = Waiting longest
filter-apply = Apply
filter-set = Filter:
filter-remove = remove this filter
filter-all-events = All ({ $n })
filter-all-schemes = All ({ $n })
filter-all-districts = All ({ $n })
filter-all-stages = All stages
list-title = Cases
list-lead = One case for each application, from the invitation to the certificate.
list-case = Case
list-stage = Stage
list-no-assessor = none yet
list-institution = Institution
list-day = Day of assessment
list-present = Present
list-since = At this stage since
list-take = Download list
list-file = case-list
list-cut = Only the first { $n } rows. Narrow the list to download the rest.
list-yes = yes
list-no = no
list-none = No cases yet
list-none-said = Cases appear here once participants are invited to an event.
list-none-found = Nothing found
list-none-found-said = Loosen the filter, or search by beginnings of words of the name.
list-all = All cases
queue-title = Queue
queue-registered = { $n } registered. This number is counted from the journal and is the same on all pages and reports.
queue-appeals = { $n ->
    [one] { $n } appeal waits for its answer
   *[other] { $n } appeals wait for their answers
}
queue-appeal-due = answer by { $day }
queue-appeal-late = overdue since { $day }
queue-shown = { $what }: { $n ->
    [one] { $n } case
   *[other] { $n } cases
}, the longest waiting first
queue-none = Nothing waits here
queue-none-said = Cases move here as soon as they reach this stage.
queue-all = Queue without filters
queue-assessment = Agreement and assessment
queue-report = Not reported yet
queue-issue = Ready to issue
queue-choose = Choose
queue-choose-one = Choose { $name }
queue-check = State
queue-waits = Waiting
queue-acceptable = All met
queue-returnable = Judged, something lacks
queue-missing = { $n ->
    [one] { $n } document lacks
   *[other] { $n } documents lack
}
queue-judged = { $n } of { $of } judged
queue-unjudged = Complete, not judged yet
queue-decidable = Ready to be decided
queue-blocked = { $n ->
    [one] Held up by { $n } thing
   *[other] Held up by { $n } things
}
queue-bulk = What to do with the chosen
queue-bulk-said = Choose several, then see first which can be accepted or are to be returned.
queue-bulk-accept = Accept those that meet all …
queue-bulk-accept-n = Accept { $n } that meet all …
queue-bulk-return-n = Return { $n } with a note …
queue-bulk-chosen = { $n } chosen
queue-bulk-none = Nothing is chosen yet. Tick the applications first.
queue-bulk-return = Return with a note …
bulk-accepted = { $n ->
    [one] { $n } application accepted and signed.
   *[other] { $n } applications accepted and signed.
}
bulk-returned = { $n ->
    [one] { $n } application returned. The applicant has been told.
   *[other] { $n } applications returned. The applicants have been told.
}
bulk-accept-title = Accept several
bulk-return-title = Return several
bulk-accept-heading = { $n ->
    [one] Accept { $n } application
   *[other] Accept { $n } applications
}
bulk-return-heading = { $n ->
    [one] Return { $n } application
   *[other] Return { $n } applications
}
bulk-accept-lead = Only those of which every requirement was judged to be met. The others stay in the queue.
bulk-return-lead = Only those of which every requirement was judged and something lacks. The reason at each requirement goes with it.
bulk-accept-these = To be accepted
bulk-return-these = To be returned
bulk-not-these = Left out
bulk-accept-signs = With this you sign the part of the body in FR.APL.01 of each case above.
bulk-password = Your password
bulk-note-hint = One note for all. What each lacks is written at the requirement already.
bulk-accept-submit = Accept and sign { $n }
bulk-return-submit = Return { $n }
bulk-none-chosen = No application is chosen yet
bulk-none-chosen-said = Tick the applications in the queue, then press the button again.
bulk-nobody = None of them can be concluded yet
bulk-nobody-said = First judge each requirement in the case, then choose again.
bulk-back = Back to the queue
need-title = Requirements
need-over = FR.APL.01 part 3, scheme { $scheme }, version { $version }
need-heading = Requirements of { $name }
need-lead = The document is beside it. What you judged is saved whenever you move to another document.
need-all = Requirements
need-alternative = Entry claimed by: { $what }
need-education = Last education: { $what }
need-saved = Saved.
need-reason = Reason, read by the applicant
need-reason-hint = Say what is lacking and what can be done.
need-reason-add = Write a reason
need-look = Look at document 3.{ $no }
need-shown = Document 3.{ $no }
need-large = Large
need-picture = Document { $title }
need-not-shown = This document cannot be shown here.
need-download = Download
need-nothing = There is no document to show.
need-conclude = Conclude
need-counts = { $met } met, { $unmet } not met, { $missing } missing, { $open } not judged yet.
need-note = Note to the applicant
need-note-hint = Needed for a return: what is to be completed, and by when.
need-note-wanted = Write what is to be completed, or why; the applicant reads it.
need-accept = Accept
need-return = Return for completion
need-save = Save for now
need-reject = Do not accept …
need-accept-when = “Accept” opens once every requirement is met; still open: { $lacking }.
need-verifier = Whoever checks does not take part in deciding this case.
need-handed = Handed in { $when }
need-renewed = Handed in anew since it was judged. Judge it again.
need-judge = Judge this requirement first.
need-called = 3.{ $no } { $title }
need-must-meet = This requirement must be met before the application can be accepted.
reject-title = Not accepted
reject-heading = Do not accept the application of { $name }
reject-reason = Reason, read by the applicant
reject-reason-hint = Name the requirement that is not met, and what can be done to be accepted later.
reject-submit = Do not accept this application …
reject-then-ended = This case ends. The applicant can apply anew at another event.
reject-then-told = The applicant is told today, with your reason word for word.
reject-then-sign = Afterwards you sign this conclusion in FR.APL.01.
reject-then-kept = What was judged at each requirement and why stays in the history.
case-then = What happens if you go on
case-cancel = Cancel

# Assessor, seat, withdrawal, attendance.
assign-over = { $scheme }, { $days }
assign-heading = Assign an assessor to { $name }
assign-lead = { $able } can be assigned, { $barred } cannot. In order of their load; you choose.
assign-able = Can be assigned
assign-barred = Barred from this case
assign-barred-one = Cannot be assigned
assign-choose = Choose { $name }
assign-registration = { $met }, until { $until }
assign-no-conflict = No conflict found: office, training, superior, family
assign-in-scope = Registration in force, and the scheme is within its scope
assign-load = { $n ->
    [one] { $n } candidate
   *[other] { $n } candidates
}
assign-limit-on = { $day }, at most { $limit } a day
assign-limit = No day set yet; at most { $limit } a day
assign-limited = Only with a written reason.
assign-nobody = No assessor of this event can be assigned.
assign-of-event = Assessors of the event
assign-now = Assigned now: { $name }
assign-now-said = Choosing somebody else replaces them. The new one declares to be free of conflicts and reviews the self-assessment anew.
assign-yours = Your choice
assign-then-told = The assessor is told, and declares to be free of conflicts.
assign-then-review = They review the self-assessment.
assign-then-back = If there is a conflict, the case comes back here.
assign-reason = Reason
assign-reason-hint = Needed to replace an assessor or to pass a limit; the history of the case shows it.
assign-submit = Assign
assign-replace = Replace the assessor
seat-title = Day and session
seat-heading = Day and session of { $name }
seat-lead = Choose a session. Places and the assessor's load are counted from what is scheduled already.
seat-free = { $n } of { $of } places free
seat-full = This session is full
seat-clash = The assessor is at work elsewhere at these hours
seat-elsewhere = The assessor is at work elsewhere: { $event }, { $session }, { $room }, { $from }–{ $until }
seat-current = The present session
seat-choose = Choose { $session }, { $day }
seat-load = The assessor has { $n ->
    [one] { $n } other candidate
   *[other] { $n } other candidates
} that day, at most { $limit }
seat-assessor = Assessor: { $name }
seat-no-assessor = No assessor yet. The session can be set all the same.
seat-reason-hint = Needed where the assessor has reached the limit of the day.
seat-submit = Set
seat-wanted = Choose a session.
seat-none = This event has no sessions yet
seat-none-said = Sessions are set on the event.
seat-none-go = Change the event
withdraw-title = Withdrawal
withdraw-heading = Record that { $name } withdraws
withdraw-reason = Reason, as the applicant told it
withdraw-reason-hint = Say when and how it was told, such as by telephone on 20 November.
withdraw-submit = Record this withdrawal …
withdraw-absent = The applicant did not come on the day?
withdraw-absent-go = Record attendance
withdraw-then-ended = This case ends and cannot be opened again.
withdraw-then-not-bk = This is no decision of “not yet competent”, and reports do not count it as one.
withdraw-then-seat = The place in the session becomes free.
withdraw-then-told = The applicant is told that you recorded it.
withdraw-then-kept = Your name and the reason stay in the history.
attendance-title = Attendance
attendance-heading = Attendance of { $name }
attendance-lead = As a rule the assessor records it. Record it here where they have not, or were mistaken.
attendance-who = On the day of the assessment, the applicant was
attendance-wanted = Choose present or absent.
attendance-reason = How you know
attendance-reason-hint = Such as the signed attendance list.
attendance-submit = Record attendance
attendance-then-present = Present: the instruments open for the assessor.
attendance-then-absent = Absent: the case ends, and this is not “not yet competent”. It can be mended to present if it was mistaken.
