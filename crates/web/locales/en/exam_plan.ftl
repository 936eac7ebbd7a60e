# Planning written tests: plan, seats, papers, end.
exams-title = Written tests
exams-lead = One test is one room and one starting time. Papers are drawn and frozen before the day.
exams-none = No tests yet
exams-none-said = Plan a test once the forms of its scheme are frozen.
exam-new = Plan a test
exam-change = Change the plan
exam-what = What
exam-scheme = Scheme
exam-name = Name of the test
exam-name-for = Written test { $scheme }
exam-room = Room
exam-room-hint = For example Room 1. The venue is the event’s.
exam-forms = Forms
exam-forms-hint = One or several equal ones; neighbours get different forms.
exam-no-forms = No form is frozen yet for the schemes of this event. The scheme committee assembles them in the item bank.
exam-form = { $code }: { $n ->
    [one] { $n } question
   *[other] { $n } questions
}, { $min } minutes
exam-form-withdrawn = withdrawn
exam-form-spoiled = holds an item that was retired or became known
exam-time = Time
exam-clock = Clock
exam-clock-hall = Together
exam-clock-personal = Each their own
exam-clock-hint = Together: begins and ends for all at once; who is late has less. Each their own: counted from opening the paper.
exam-minutes = Working time (minutes)
exam-day = Day
exam-opens = Opens
exam-last = Last entry
exam-last-hint = Nobody can start after this time.
exam-calculator = Offer a calculator on screen
exam-browser = Safe Exam Browser
exam-browser-said = This browser locks the device during the exam. It exists for Windows, macOS and iPad, not for Linux or Android. The invigilator can let a seat in without it, with a reason.
exam-browser-which = Browser
exam-browser-any = Any browser
exam-browser-ours = With the file from here
exam-browser-own = With a file of our own
exam-browser-quit = Word to quit
exam-browser-quit-hint = May be empty. Only its fingerprint is kept.
exam-browser-quit-set = There is a word to quit; it stays as long as the field above is empty.
exam-browser-quit-none = Remove the word to quit
exam-browser-keys = Keys of your own file
exam-browser-keys-hint = Config Keys or Browser Exam Keys, one a line, 64 letters and digits.
exam-browser-file = Download the .seb file
exam-browser-own-said = The file is your own; put it on the computers of the room.
exam-save = Keep the plan
exam-day-wanted = Write the day.
exam-when = { $day }, opens { $from }, last entry { $last } { $zone }
exam-clock-hall-said = { $n } minutes together
exam-clock-personal-said = { $n } minutes from opening
exam-done-saved = The plan is kept
exam-done-seats = The seats are kept
exam-done-word = The room has a new token
exam-done-status = The state of the test was changed
exam-done-drawn = { $n ->
    [one] { $n } paper drawn and frozen
   *[other] { $n } papers drawn and frozen
}
exam-numbers-filled = Numbers filled in; check them, then keep them
exam-go-room = Exam room
exam-seats = Seats
exam-seats-past = { $n ->
    [one] One other candidate is not in this list, whose assessment is over.
   *[other] { $n } other candidates are not in this list, whose assessment is over.
}
exam-seats-said = Who has no number is not seated. More time by FR.AK.07, in minutes or per cent; candidates see theirs on screen, others do not.
exam-nobody = Nobody for this scheme yet
exam-nobody-said = Cases of this event under the scheme of the test appear here.
exam-go-people = Open the participants
exam-more-minutes = More (minutes)
exam-more-share = More (%)
exam-more = More time
exam-more-percent = +{ $n }%
exam-paper = Paper
exam-no-paper = none yet
exam-agreed = FR.AK.07: { $more }
exam-agreed-given = FR.AK.07: { $more }; { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
} given under way
exam-agreed-unsigned = FR.AK.07 not signed yet: { $more }
exam-unagreed = Waits for FR.AK.01
exam-elsewhere = Also seated in “{ $name }” at the same time (opens { $from }, last entry { $last })
exam-seat-of = Seat number of { $name }
exam-minutes-of = More minutes for { $name }
exam-share-of = More per cent for { $name }
exam-keep-seats = Keep the seats
exam-fill-numbers = Fill in free numbers
exam-seat-wanted = Give a seat number, or empty the extra time.
exam-seat-take-away = Write the number. To take the seat away, use “Take away or swap seats”.
exam-seat-taken = One of the numbers is another seat’s now. To swap two seats, use “Take away or swap seats”.
exam-reseat = Take away or swap seats
exam-reseat-said = Before the candidate begins. The paper goes with the person; a seat that is taken away is free for another.
exam-reseat-seat = Seat
exam-reseat-with = Swapped with
exam-reseat-with-hint = Only for swapping.
exam-reseat-reason = One sentence; it is kept in the record of that seat.
exam-reseat-swap = Swap the two seats
exam-reseat-away = Take this seat away
exam-seat-none = Choose a seat
exam-seat-choose = Choose the seat.
exam-done-away = The seat is taken away; its number is free again
exam-done-swap = The two seats are swapped
exam-seat-twice = Seat { $n } is used twice.
exam-one-adjustment = Choose minutes or per cent, not both.
exam-preparing = Preparation
exam-papers = Papers
exam-papers-said = { $n } of { $all } seats have their paper.
exam-with-calculator = A calculator is offered on screen.
exam-draw = Draw papers for { $n ->
    [one] { $n } seat
   *[other] { $n } seats
}
exam-draw-said = Questions and options are mixed for each seat, recorded and frozen. They stay sealed until the test opens.
exam-spoiled = Form { $code } can no longer be used
exam-spoiled-said = It holds items that were retired or became known: { $items }. Take another form by “Change plan”, then draw again. Whoever has opened their paper goes on.
exam-draw-spoiled = Replace { $n ->
    [one] the paper that holds
   *[other] the { $n } papers that hold
} that item
exam-draw-spoiled-said = Drawn from another form, for those alone who have not opened their paper.
exam-draw-anew = Draw all anew
exam-draw-anew-said = The former papers fall. Only while nobody has begun.
exam-word-said = The room’s token opens the papers; the invigilator reads it out on the spot.
exam-word-show = Show the token
exam-word-new = Change the token
exam-print-title = List of seats
exam-print-door = List for the door
exam-print-door-said = Without the token, without extra time.
exam-print-room = List for the invigilator
exam-print-room-said = With the token, extra time and forms. Do not leave it on a table.
exam-status-change = Close or cancel
exam-close = Close the test
exam-close-then = Nobody can begin or go on while the test is closed; the answers are ready to be marked.
exam-close-at-work = { $n ->
    [one] One person is still at work
   *[other] { $n } people are still at work
}
exam-close-seats = Seats { $seats }. Wait until they are done, or collect their answers now; what is saved counts.
exam-close-room = Look at the exam room
exam-close-awaited = { $n ->
    [one] One person has not begun, and may still come in until { $at }
   *[other] { $n } people have not begun, and may still come in until { $at }
}
exam-close-awaited-said = Seats { $seats }. Once it is closed they cannot begin any more.
exam-collect-reason = Why they are collected
exam-close-collect = { $n ->
    [one] Collect one seat and close
   *[other] Collect { $n } seats and close
}
exam-close-seen = The items in use are noted as seen.
exam-close-back = The test can be opened again, with a reason; time that ran out does not come back by itself.
exam-reopen = Open again
exam-reopen-said = The room can be watched over again. Time that ran out does not come back by itself.
exam-cancel = Cancel the test
exam-cancel-then = Nobody can sit it any more.
exam-cancel-kept = Seats, papers and answers so far stay kept.
exam-cancel-final = This cannot be undone; plan a new test instead.
exam-reason = Reason
exam-reason-hint = One sentence; it is kept in the history of the test.

# Papers in print.
exam-paper-title = Papers and answer sheets in print
exam-paper-print-said = In case power or network fails, and for the archive.
exam-paper-lead = Question sheets (FR.IA.05A, 06A) and answer sheets (FR.IA.05C, 06C). The form's code and a digest stand at the foot of every page. Whoever prints questions is noted.
exam-paper-own = Each candidate's paper
exam-paper-own-said = Its order is that of the paper frozen for the seat, followed by its answer sheet. Keep them sealed until the day.
exam-paper-seats = Seats { $from }–{ $to }
exam-paper-missing = { $n ->
    [one] { $n } seat has
   *[other] { $n } seats have
} no paper yet.
exam-paper-none = No papers yet
exam-paper-none-said = Draw and freeze them first, on the page of the test.
exam-paper-forms = Forms in their own order
exam-paper-forms-said = For review and archive. Their answer sheets do not fit a candidate's paper, whose order differs.
exam-paper-questions = Question sheet
exam-paper-answers = Answer sheet
exam-paper-when = When a test moves to paper
exam-paper-step-move = The invigilator records the move at the candidate's seat, with hour and reason.
exam-paper-step-key = The answer sheet is keyed in twice by two people; the second does not see what the first keyed.
exam-paper-step-compare = Differences are settled with the sheet in hand, and then the answers count.
