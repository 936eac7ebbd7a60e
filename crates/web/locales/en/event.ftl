# Events: list, plan, board.
nav-events = Events
events-title = Events
events-lead = Each event has its own board: who takes part, what waits, sessions and the outcome.
events-search = Title, code or venue
events-any-state = Any state
events-none = No events yet
events-none-said = Events that you plan, or that you are appointed to, appear here.
events-none-found = Nothing matches
events-none-found-said = Try another word, or see all of them.
events-all = All events
event-new = Plan an event
event-change = Change the event
event-event = Event
event-days = Days
event-host = Host
event-host-hint = The office that asked for this event and looks after the venue.
event-participants = Candidates
event-present = Present
event-issued = Issued
event-state = State
event-open = Open
event-closed = Closed
event-cancelled = Cancelled
event-of = { $n } of { $all }
event-what = What
event-name = Title
event-code = Code
event-code-hint = Capital letters, digits and hyphens. For example KALSEL-2026.
event-where = Where and when
event-venue = Assessment venue (TUK)
event-venue-hint = Building and town.
event-venue-verified = venue verified
event-venue-unverified = venue not verified yet
event-verified-hint = Tick once the assignment letter, checklist, minutes and decree of the venue are there. Without it no day and session can be set (R-07).
event-verified = This venue was verified for its schemes
event-kind = Kind of venue
event-kind-sewaktu = Temporary
event-kind-tempat-kerja = Workplace
event-kind-mandiri = Independent
event-kab = District
event-kab-hint = Its official name, for example Kota Banjarbaru.
event-kab-unknown = This district is not known, or several bear the name. Choose from the list.
event-first-day = First day
event-last-day = Last day
event-zone = Time zone
event-schemes = Schemes offered
event-schemes-hint = Cases of this event are bound to the version you choose now.
event-scheme-version = { $name } ({ $abbr }), version { $version }
event-no-schemes = No scheme is published yet. The scheme committee publishes one first.
event-funding = Seats and who pays
event-funding-hint = A row for each source. Empty rows are ignored; seats that are taken cannot be withdrawn.
event-source = Source of funds
event-seats = Seats
event-sessions = Sessions
event-sessions-hint = A session is half a day in one room. Rows without a name are ignored.
event-session = Session
event-day = Day
event-from = From
event-until = Until
event-room = Room
event-capacity = Places
event-more-rows = Add rows
event-number-wanted = Write the number in digits.
event-authority = For BNSP
event-authority-hint = May be empty. Both go into the BNSP workbook (columns N and R); their lists are imported in Settings.
event-schedule = Schedule code
event-ministry = Ministry code
event-ministry-none = None
event-example = This is a demonstration
event-example-hint = Its certificates are marked CONTOH.
event-state-change = Open, close or cancel
event-reopen = Open the event
event-reopen-said = People can be invited again while there are seats.
event-close = Close the event
event-close-said = Nobody else can be invited. Cases under way go on. It can be opened again.
event-cancel = Cancel the event
event-cancel-then = Nobody else can be invited; the board says that the event is cancelled.
event-cancel-people = Candidates are not told by themselves. Write to them, or withdraw their cases one by one.
event-cancel-kept = Nothing is deleted; history and cases stay, and the event can be opened again.
event-cancel-reason = Reason
event-cancel-reason-hint = One sentence; it is kept in the history of the event.
event-leave = Leave it
event-done-saved = The event is saved
event-done-state = The state of the event was changed
event-come = Present
event-seats-taken = Seats taken
event-out-of = of { $all }
event-dot-come = Present { $n }
event-dot-awaited = Not recorded { $n }
event-dot-absent = Absent { $n }
event-dot-taken = Taken { $n }
event-dot-free = Free seats { $n }
event-stages = Where the cases stand
event-by-funding = Seats by source of funds
event-by-district = Candidates by district
event-without-withdrawn = Without { $n } who withdrew.
event-no-district = Not known yet
event-nobody = No candidates yet
event-nobody-said = Candidates appear here once a workbook was imported and its rows were invited.
event-taken = Taken
event-free = Left
event-sum = Total
event-assessors-sessions = Assessors and sessions
event-assessor = Assessor
event-no-assessors = No assessor is appointed to this event yet.
event-unscheduled = No session yet
event-load = Load
event-empty-cell = empty
event-nothing-assigned = No case assigned yet
event-unregistered = No registration on record
event-registration-ends = Registration ends { $until }
event-marks-said = “× 2”: two candidates of that scheme at that hour.
event-needs = Needs action
event-no-needs = Nothing waits.
event-need-rows = { $n ->
    [one] One row of a workbook needs mending
   *[other] { $n } rows of workbooks need mending
 }
event-need-checking = { $n ->
    [one] One application waits to be checked
   *[other] { $n } applications wait to be checked
 }
event-need-unassigned = { $n ->
    [one] One case has no assessor
   *[other] { $n } cases have no assessor
 }
event-need-unscheduled = { $n ->
    [one] One case has no day and session
   *[other] { $n } cases have no day and session
 }
event-need-returned = { $n ->
    [one] One applicant was asked to complete something
   *[other] { $n } applicants were asked to complete something
 }
event-need-invited = { $n ->
    [one] One invitation is not answered
   *[other] { $n } invitations are not answered
 }
event-need-recommended = { $n ->
    [one] One case waits for the assessor’s report (FR.AK.05)
   *[other] { $n } cases wait for the assessors’ reports (FR.AK.05)
 }
event-need-reported = { $n ->
    [one] One case is ready for the panel
   *[other] { $n } cases are ready for the panel
 }
event-need-registration = { $n ->
    [one] One assessor’s registration ends before the event does
   *[other] { $n } assessors’ registrations end before the event does
 }
event-need-sessions = No sessions are planned yet
event-need-venue = The venue is not recorded as verified: no session can be filled (R-07)
event-go-change = Change the event
event-go-import = Open the workbooks
event-go-seating = Arrange sessions
event-go-panel = Open the panel
event-go-cases = See the cases
event-board = Event board
event-rail = Pages of this event
event-go-assessors = Assessors of the event
event-go-plan = Plan sessions
intake-title = Candidates
seating-title = Sessions
outcome-title = Outcome
print-title = To print
print-candidates = Attendance list of candidates
print-candidates-said = One page for each session
print-desks-said = One folded sheet for each person
print-badges = Name badges
print-badges-said = Eight to a sheet
print-on-screen = on screen
print-assessors = Attendance list of assessors
print-desks = Desk cards
letter-said = One letter for each assessor
print-slips = Invitation slips
