# The invigilator's room: plan, one seat, incidents, announcements.
nav-exam-room = Exam rooms
room-list-lead = The written tests that you watch over, by day.
room-list-none = No tests yet
room-list-none-said = Tests appear here once they are planned in their event.
room-list-events = Open the events
room-today = Today
room-later = To come
room-past = Past
room-status-planned = Planned
room-status-frozen = Ready
room-status-closed = Closed
room-status-cancelled = Cancelled
room-not-frozen = Papers are not frozen yet; the test cannot be opened
room-closed = This test is closed
room-cancelled = This test is cancelled
room-times-hall = Begins { $from }, ends { $until } { $zone }
room-times-later = { $n ->
    [one] { $n } candidate has longer, until { $last }
   *[other] { $n } candidates have longer, the last until { $last }
}
room-times-personal = Entry { $from }–{ $last } { $zone }; { $n } minutes each from opening
room-empty = Nobody seated yet
room-empty-said = The plan fills once candidates are seated.
room-go-plan = Arrange the seats

# Head of the room.
room-announce = Announce to all
room-return-time = Return time …
room-token = Token
room-token-lead = Read this token out in the room. Candidates type it to open their papers.
room-back = Back to the room
room-jump = Find a seat
room-jump-go = Open
room-jump-none = No seat “{ $typed }”
room-jump-none-said = Type the number of the seat, or part of the spine label, such as 031 or RAM.
room-jump-several = { $n } seats match
room-live = Live, % seconds ago
room-not-live = Not live since %; reconnecting
room-live-ended = Not live since %; reload to sign in again
room-as-of = As of { $at }.
room-reload = Reload

# How a seat stands.
room-seat = Seat
room-counts = Seats by state
room-all-seats = All seats
room-help = Needs help
room-offline = Offline
room-paused = Paused
room-not-started = Not started
room-working = Working
room-on-paper = On paper
room-time-over = Time over
room-finished = Finished
room-void = Void
room-since = since { $at }
room-until = until { $at }
room-min = { $n } min
room-seconds = { $n } s
room-plus = +{ $n } min
room-entry-over = entry has closed
room-clock-runs = clock runs on
room-clock-stands = clock stands still

# The plan.
room-plan = Plan
room-plan-only = Plan: { $what }
room-plan-said = Front of the room on top. Press a seat to pause, give time, move to another device, or void with a reason.
room-show-all = Show all { $n } seats
room-none-of-these = No seat is in this state now.

# Who waits.
room-needs = Needs you
room-nobody-waits = Nobody is waiting for you.
room-asks = { $who } asks for help
room-asks-said = Since { $at }, { $min ->
    [one] { $min } minute
   *[other] { $min } minutes
}. { $n } of { $all } answered.
room-asks-paused = The sitting is paused.
room-asks-offline = Offline since { $at }.
room-i-come = I am coming
room-open-seat = Open the seat
room-is-offline = { $who } offline for { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
room-is-offline-said = { $n ->
    [one] { $n } answer is
   *[other] { $n } answers are
} on the server, the rest is safe on the device. The clock runs on; time may be returned later.
room-many-offline = { $n } seats offline
room-many-offline-said = Seats { $seats }. Probably the room’s network. Their answers are safe on the devices; an incident returns the time.
room-is-paused = { $who } is paused
room-is-paused-runs = The clock runs on.
room-is-paused-stands = The clock stands still until you resume.
room-is-missing = { $who } has not started
room-is-missing-said = Entry until { $at }.
room-paper-over = { $who }: time on paper is up
room-paper-over-said = Until { $at }. Collect the answer sheet; what is written after that cannot be told apart.
room-leaked = { $n ->
    [one] { $n } seat cannot open its paper
   *[other] { $n } seats cannot open their papers
}
room-leaked-said = Seats { $seats }: the paper holds an item that became known. The staff replace it on the page of the test; then the candidates can come in.
room-unagreed = { $n ->
    [one] 1 seat may not begin yet
   *[other] { $n } seats may not begin yet
}
room-unagreed-said = Seats { $seats }: assessor and candidate have not signed FR.AK.01. Ask both to sign; then the door opens.
room-elsewhere = { $n ->
    [one] 1 candidate works at another test
   *[other] { $n } candidates work at another test
}
room-elsewhere-said = Seats { $seats }. Finish the other test first, or move the candidates to a later one: both clocks run at once.
room-many-missing = { $n } seats not started
room-many-missing-said = Seats { $seats }. Entry until { $at }.
room-see-them = Show these seats

# Notes of the room.
room-notes = Notes of the room
room-no-notes = No notes yet.
room-first-start = The first candidate opened their paper.
room-announced = Announced: “{ $text }”
room-returned = { $min ->
    [one] { $min } minute
   *[other] { $min } minutes
} returned to { $n ->
    [one] { $n } person
   *[other] { $n } people
}.
room-returned-part = { $n ->
    [one] { $n } person who began within it is given
   *[other] { $n } people who began within it are given
} a part.
room-returned-none = { $n ->
    [one] { $n } person had
   *[other] { $n } people had
} not begun: no time was lost.
room-stands-still = Still going on; the clock of { $n ->
    [one] { $n } person
   *[other] { $n } people
} stands still.
room-note-incident = Note an incident
room-mend = Correct

# One seat.
room-deeds = What you can do
room-no-deeds = Nothing is left to do at this seat.
room-leave = Leave it
room-stands = State
room-answered-of = { $n } of { $all } answered
room-fact-started = Started
room-fact-agreement = FR.AK.01
room-fact-unagreed = not signed by both; may not begin yet
room-fact-elsewhere = Another test
room-fact-elsewhere-said = works at “{ $name }”
room-fact-entry = Entry until
room-fact-left = Time left
room-fact-until = Time ends
room-fact-adjustment = Adjustment (FR.AK.07)
room-fact-given = Given by the invigilator
room-fact-returned = Returned
room-fact-flagged = Questions flagged
room-fact-help = Asked for help
room-fact-help-reason = They wrote
room-fact-heard = Last heard
room-ago = { $at }, { $n ->
    [0] just now
    [one] { $n } minute ago
   *[other] { $n } minutes ago
}
room-fact-end = Handed in
room-fact-identity = Identity
room-identity-checked = { $document }, matches, { $at }
room-identity-doubted = Not the person, { $at }
room-identity-none = Not checked yet
room-fact-browser = Safe Exam Browser
room-browser-waived = Let in without it
room-browser-wanted = Asked for
room-photo-of = Photo of { $name }
room-photo-none = There is no photo in the file.
room-photos-show = Show photos
room-photos-hide = Hide photos
room-tile-identified = Identity checked
room-tile-doubted = Not the person
room-document = Document
room-document-hint = What is compared: the face, the name, and the photo in the file.
room-document-wanted = Choose the document that you saw.
room-document-ktp = Identity card (KTP)
room-document-sim = Driving licence (SIM)
room-document-passport = Passport
room-document-employer = Employer’s card
room-document-other = Another card with a photo

room-deed-help = I am coming
room-deed-help-said = The call for help counts as answered.
room-done-help = Noted: you came to this seat
room-deed-reply = Reply
room-deed-reply-said = The message appears on the screen of this candidate alone, as an announcement does. The call for help counts as answered.
room-done-reply = Message sent to this candidate
room-reply = Message
room-reply-hint = Short and clear; say nothing of what a question asks.
room-deed-resume = Resume
room-deed-resume-said = The candidate can answer again.
room-done-resume = The sitting goes on
room-deed-pause = Pause
room-deed-pause-said = The candidate’s screen covers the questions until you resume. Answers already given stay kept.
room-done-pause = The sitting is paused
room-deed-give = Give time
room-deed-give-said = Time is added at the end of the sitting, and the candidate sees it at once.
room-done-give = Time was given
room-deed-move = Move to another device
room-deed-move-said = The candidate opens the paper on another device with the token, and goes on from the answers that arrived. What was not sent follows once the old device is back online.
room-done-move = The sitting may be opened on another device
room-deed-paper = Move to paper
room-deed-paper-said = The candidate goes on on a printed paper; the screen closes its questions. What stands on the answer sheet replaces the answers on the device, question by question; what is left empty keeps the device's answer. Time keeps running, or begins at this hour if the paper was never opened. The identity is checked first.
room-done-paper = Recorded: the candidate goes on on paper
room-paper-since = Since
room-paper-since-hint = May be recorded later, such as when the power is back; the hour lies before time was over.
room-deed-reopen = Reopen
room-deed-reopen-said = When it was handed in by mistake. The sitting goes on as long as there is time.
room-done-reopen = The sitting is open again
room-deed-collect = Collect
room-deed-collect-said = Ends the sitting; what is on the server is marked.
room-done-collect = The sitting was collected
room-deed-void = Void the sitting
room-deed-void-said = No answer counts any more.
room-done-void = The sitting is void
room-deed-waive = Let in without Safe Exam Browser
room-deed-waive-said = Only this seat, until the exam is over.
room-done-waive = This seat may be sat without Safe Exam Browser
room-deed-identify = Identity matches
room-deed-identify-said = Record the document that you compared with the person.
room-done-identify = The identity is on record
room-deed-doubt = Not the person
room-deed-doubt-said = The door stays shut until the identity matches. What was done already stays kept.
room-done-doubt = It is on record; the door is shut
room-minutes = Minutes
room-minutes-hint = A whole number, such as 5.
room-minutes-wanted = Write the number of minutes in digits, at least 1.
room-to = Move to
room-to-hint = The seat or device, such as spare laptop 2.
room-to-wanted = Write where the sitting moves to.
room-clock = The clock
room-clock-stop = Stands still
room-clock-run = Runs on
room-clock-wanted = Choose whether the clock stands still or runs on.
room-reason = Reason
room-reason-hint = One sentence; it is kept in the record of this seat.
room-then = What will happen
room-collect-heading = Collect the work of seat { $seat }, { $who }?
room-collect-kept = { $n ->
    [one] { $n } answer that is
   *[other] { $n } answers that are
} on the server will be marked. What is still on the device follows and is noted, but does not count.
room-collect-screen = The candidate’s screen goes to the receipt.
room-collect-back = It can be reopened as long as there is time.
room-void-heading = Void the sitting of seat { $seat }, { $who }?
room-void-nothing-counts = No answer counts. Void is not “not yet competent”; the candidate can be scheduled again.
room-void-kept = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
} and the whole record stay kept, for review and appeal.
room-void-screen = The candidate’s screen says that the invigilator voided the sitting.
room-void-final = This cannot be undone.
room-type-number = Type the number of the seat: { $seat }
room-type-number-hint = So that it is the right seat.
room-number-other = This is seat { $seat }. Type that number, or go back if it is the wrong seat.

# Record of a seat.
room-noticed = What was noticed
room-noticed-said = These are facts, no judgement. Focus can be lost to a notification, a locked screen, or the network.
room-fact-late = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
} came after time was over; kept, not counted.
room-fact-after = { $n ->
    [one] { $n } answer
   *[other] { $n } answers
} came after handing in or closing; kept, not counted.
room-fact-focus = Left the page { $n ->
    [one] once
   *[other] { $n } times
}, { $long } in total, last at { $last }.
room-fact-overlap = What came from two openings crossed (opening { $epoch }): two devices or tabs at once, or an old queue that came after the page was loaded again.
room-fact-pages = The page was loaded more than once in one opening ({ $epoch }): again without network, for the review page, or in another tab.
room-fact-twice = One sequence number was used for two contents ({ $origin }); both are kept.
room-fact-unknown = Something came from an opening that is not on record ({ $epoch }).
room-happened = What happened at this seat
room-nothing-happened = Nothing has happened yet.
room-at = Time
room-what = What
room-by = By
room-by-candidate = Candidate
room-someone = Staff
room-opened-at = Paper opened on device { $n } (opening { $epoch })
room-was-moved = Moved to { $to }
room-was-paused-stands = Paused; clock stands still
room-was-paused-runs = Paused; clock runs on
room-was-away = The device turned out to have been offline when the pause began; the answers it had kept count
room-was-offline = Offline { $from }–{ $until }; nothing was heard of the device
room-was-resumed = Resumed
room-was-given = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
} given
room-was-adjusted = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
} given by FR.AK.07, which was signed after the start
room-was-incident = Incident { $from }–{ $until }: { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
} returned
room-was-incident-seconds = Incident { $from }–{ $until }: { $n ->
    [one] { $n } second
   *[other] { $n } seconds
} returned
room-was-incident-before = Incident { $from }–{ $until }: not begun yet, no time was lost
room-was-incident-open = Incident since { $from }: clock stands still
room-was-incident-none = Incident corrected: does not concern this seat
room-was-helped = The invigilator came
room-was-replied = The invigilator wrote: “{ $text }”
room-was-collected = Collected by the invigilator
room-was-closed = Collected because the test was closed; what came afterwards does not count
room-was-reopened = Reopened
room-was-voided = Voided
room-was-to-paper = Goes on on paper since { $from }
room-was-sheet = Answer sheet of paper entered: { $n } answers, { $differ } differences settled
room-from-sheet = paper ({ $epoch })
room-was-waived = Let in without Safe Exam Browser
room-was-identified = Identity compared: { $document }
room-was-doubted = Recorded as not the person
room-record = Record of answers
room-record-none = No answer has arrived yet.
room-record-said = Every answer that arrived and what became of it, in the order that decides. What they say is not shown in the exam room.
room-received = Received
room-question = Question
room-content = Content
room-answered = Answered
room-emptied = Emptied
room-made = Device clock
room-standing = Standing
room-origin = Origin
room-counts-it = Counts
room-overtaken = Replaced
room-late = Late
room-after-end = After handing in or closing
room-while-paused = During a pause

# Incidents.
room-incidents = Incidents
room-incidents-lead = What cost time: a power cut, a lost network, an alarm. The time goes back by itself to the seats you choose, and never twice.
room-incident-mend = Correct an incident
room-incident-what = What happened
room-incident-what-hint = One sentence, such as: Power cut in room 1.
room-incident-from = From
room-incident-day = { $day }, { $zone }
room-incident-until = Until
room-incident-until-hint = Leave empty if it goes on; the clock stands still until you fill it in.
room-incident-who = Seats affected
room-incident-who-hint = Those at work or about to start are ticked already.
room-choose-all = All under way
room-choose-offline = Offline ones
room-choose-none = None
room-incident-keep = Keep and return the time
room-incidents-so-far = So far
room-incidents-none = No incidents yet.
room-incident-seats = Seats { $seats }.
room-incident-end = It is over, fill in when
room-hour-wanted = Write the time, such as 08:41.
room-hour-before = It ends before it begins.
room-seats-wanted = Choose at least one seat.
room-done-incident = The incident is kept and its time reckoned with

# Announcements.
room-announce-lead = Stands above the question on every candidate’s screen until they close it.
room-announce-text = Announcement
room-announce-text-hint = Short and clear; nothing about the questions themselves.
room-announce-go = Announce to { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
room-announced-so-far = Announced so far
room-announced-none = Nothing announced yet.
room-done-announced = Announced

# Answer sheets of paper.
paper-title = Answer sheet of paper
paper-print = Print paper and answer sheet
paper-nothing = This seat never went on on paper. Record the move first; then its paper can be printed and its sheet keyed in.
paper-key-first = Key this sheet in, as the first
paper-key-second = Key this sheet in, as the second
paper-key-said = Key exactly what is written, also where it looks wrong. A question left empty is -. Tab leads to the next one. What somebody else keyed is shown only once both are in.
paper-on-sheet = On the sheet
paper-allowed = Takes
paper-question = Question { $n }
paper-hint-many = A–{ $last }, several may be: AC
paper-hint-truth = T or F
paper-hint-pairs = figures 1–{ $n } and letters A–{ $last }: 1C 2A
paper-hint-order = { $n } letters in order: { $sample }
paper-hint-gaps = { $n } entries, with | between
paper-hint-text = words or a number
paper-hint-points = right,down: 120,80
paper-hint-essay = the whole text
paper-hint-none = not on paper; write -
paper-wanted = Question { $n } was not keyed in; write - where it is empty.
paper-keep = Keep what I keyed
paper-fill-empty = Fill - where empty
paper-done-keyed = What you keyed is kept
paper-waits = Waits for a second person
paper-waits-said = You keyed it in at { $at }. Ask somebody else to key the same sheet in without seeing your screen.
paper-change = Correct what I keyed
paper-keyed-by = { $who }, at { $at }
paper-first = First
paper-second = Second
paper-agree = Both entries agree
paper-differ = { $n ->
    [one] { $n } question differs
   *[other] { $n } questions differ
}
paper-take = Question { $n }: take { $said }
paper-differ-said = Look at the sheet, then choose what is written there or key it yourself.
paper-agreed = { $n ->
    [one] { $n } question agrees
   *[other] { $n } questions agree
}.
paper-reason-hint = How the differences were settled, in a sentence.
paper-enter = Enter the answers
paper-done-entered = The answers on paper count
paper-entered = Entered
paper-entered-said = At { $at }, { $n } answers. Those on the device stay in the record of answers.
paper-entered-mend = If it is wrong: reopen the sitting with a reason and key the sheet in twice again. What was stays on record.
