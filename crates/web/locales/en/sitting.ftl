# The exam: door, question sheet, review, receipt.
nav-exams = My exams
sitting-own = My exams
sitting-none = No exam yet
sitting-none-said = Written exams appear here once your seat is fixed.
sitting-seat = seat { $n }
sitting-state-not-started = Not started
sitting-state-working = Under way
sitting-state-paused = Paused
sitting-state-paper = On paper
sitting-state-time-over = Time is up
sitting-state-finished = Handed in
sitting-state-voided = Void
sitting-door-photo = The invigilator compares the photo on your identity card with this name and code.
sitting-door-seat = Seat
sitting-door-room = Room
sitting-door-window = Open
sitting-door-time = Working time
sitting-door-extra = (with { $n } minutes of adjustment for you by FR.AK.07)
sitting-door-until = until { $at }
sitting-door-more = (with { $n } minutes given or returned)
sitting-door-whole = In all
sitting-door-hall = Begins and ends together with the whole room.
sitting-door-personal = Runs from when you open the questions.
sitting-door-questions = Questions
sitting-door-ended = This exam has ended
sitting-door-token = Token from the invigilator
sitting-door-token-hint = Read out in the room when the questions may be opened.
sitting-browser-wanted = This exam is sat in Safe Exam Browser
sitting-browser-install = Install Safe Exam Browser from safeexambrowser.org if it is not there (Windows, macOS, iPad).
sitting-browser-file = Download the exam file (.seb)
sitting-browser-open = Open that file; Safe Exam Browser brings you here by itself. Sign in once more.
sitting-browser-given = Open it with the .seb file on the computers of the room.
sitting-browser-none = Your device is Linux or Android, or it will not open? Call the invigilator: your seat can be let in without this browser.
sitting-start = Start the exam
sitting-go-on = Go on with the exam
sitting-rules = Good to know
sitting-rule-saved = Each answer saves itself. “Saved” means that the server holds it.
sitting-rule-offline = If the connection is lost, carry on. Answers are kept on this device and sent later.
sitting-rule-clock = The server's clock keeps time. Adjustments and returned time are added by themselves.
sitting-rule-change = Answers can be changed until you hand in.
sitting-rule-focus = Leaving the exam page is noted as a fact, not judged.
sitting-rule-device = Only the invigilator moves you to another device.
sitting-rule-help = Need anything? Press “Call the invigilator” or raise your hand.
sitting-minutes = min
sitting-including = with
sitting-for-you = for you
sitting-until = until { $at }
sitting-left = { $n } minutes left
sitting-left-none = Time is not running yet
sitting-remaining = { $n ->
    [one] 1 minute left
   *[other] { $n } minutes left
}
sitting-added = { $n ->
    [one] 1 minute was added to your time
   *[other] { $n } minutes were added to your time
}
sitting-saved = Saved
sitting-saving = Saving …
sitting-offline-none = Offline; no answer waits
sitting-offline = { $n ->
    [0] Offline
    [one] Offline: 1 answer is safe on this device
   *[other] Offline: { $n } answers are safe on this device
}
sitting-told-saved = Answer saved
sitting-told-offline = Connection lost. Carry on; answers are safe on this device.
sitting-told-online = Connection is back
sitting-cut-since = Connection lost since
sitting-carry-on = Carry on.
sitting-cut-kept = { $n ->
    [one] 1 answer is kept on this device and will be sent by itself.
   *[other] { $n } answers are kept on this device and will be sent by themselves.
}
sitting-cut-none = What you do is kept on this device and sent by itself later.
sitting-cut-recorded = Lost time is recorded.
sitting-cut-counts = What arrives after time is over counts only if the invigilator returns that time; tell them.
sitting-memory-short = Not yet safe on the device
sitting-memory = This device cannot keep answers
sitting-memory-said = Do not close this page before it says “Saved”, and call the invigilator if the connection is lost.
sitting-refused = Something was not accepted
sitting-stuck = The server cannot take the answers yet
sitting-stuck-said = They are safe on this device. Call the invigilator.
sitting-help = Call the invigilator
sitting-help-sent = The invigilator is called
sitting-help-said = Please wait at your seat. If the connection is lost, raise your hand as well.
sitting-help-reason = What do you need? You may leave it out; one sentence helps the invigilator.
sitting-help-told = Told to the invigilator:
sitting-help-send = Send to the invigilator
sitting-here-now = This exam is open elsewhere too
sitting-here-now-said = From now on this page counts.
sitting-paused = Paused by the invigilator
sitting-paused-said = The questions come back when the invigilator resumes. Your answers are safe.
sitting-paused-stands = Your time stands still during the pause.
sitting-paused-runs = Time keeps running.
sitting-over = Time is up
sitting-over-waits = The last answers are still on this device and are sent by themselves. Leave this page open. What arrives after time was over is kept, and counts only if the invigilator returns the time that was lost.
sitting-over-safe = The server holds all your answers.
sitting-over-more = If the invigilator adds time, the questions open again on this page.
sitting-to-receipt = See the receipt
sitting-paper = Your exam goes on on paper
sitting-paper-said = Write on the answer sheet that the invigilator gave you.
sitting-paper-safe = The answers you sent from this device are safe.
sitting-paper-back = If you can go back to a device, the invigilator will tell you.
sitting-void = This sitting is void
sitting-void-said = Its answers are kept but do not count. The reason is on record; ask the invigilator. You can appeal.
sitting-elsewhere = The exam goes on in another window or device
sitting-elsewhere-said = This page stops, so that answers do not overwrite each other.
sitting-elsewhere-waits = Answers from this page are being sent.
sitting-elsewhere-safe = All answers from this page have been sent.
sitting-go-on-here = Go on here
sitting-handing = Handing in …
sitting-handing-said = Your answers and the handing-in are kept on this device and are being sent.
sitting-handing-stay = Leave this page open until the receipt appears.
sitting-door-again = Come in by the door again
sitting-door-again-said = The server asks for the token once more. Answers not yet sent are safe on this device and go out when you are in.
sitting-to-door = To the exam's door
sitting-announcement = Announcement
sitting-announcement-seen = I have read it
sitting-question = Question { $n }
sitting-question-word = Question
sitting-of = of { $n }
sitting-flag = Flag to look at again
sitting-save = Save
sitting-before = Previous
sitting-after = Next
sitting-clear = Clear the answer
sitting-note = My note
sitting-note-hint = For you alone; it is not marked.
sitting-side = Questions and tools
sitting-list = Numbers of the questions
sitting-all = All questions
sitting-mark-answered = answered
sitting-mark-open = not answered
sitting-mark-flagged = flagged
sitting-answered = Answered
sitting-open = Open
sitting-flagged = Flagged
sitting-review = Review & hand in
sitting-review-short = Review
sitting-review-hint = You can change answers until you press “Hand in” on the next page.
sitting-review-title = Review before handing in
sitting-review-open = Not answered
sitting-review-flagged = Flagged to look at again
sitting-then-locked = Once handed in, answers cannot be changed.
sitting-then-time = The time left is not used.
sitting-hand-in = Hand in
sitting-back = Back to the questions
sitting-tools = Tools
sitting-text-size = Text size
sitting-text-smaller = Smaller text
sitting-text-larger = Larger text
sitting-text-now = Text size { $n } of { $of }
sitting-colours = Colours
sitting-colours-auto = As the device
sitting-colours-light = Light
sitting-colours-dark = Dark
sitting-colours-high = High contrast, light
sitting-colours-high-dark = High contrast, dark
sitting-all-on-one = All questions on one page
sitting-copy-kept = This page can be loaded again without network.
sitting-copy-never = This page cannot be loaded again without network. Leave it open when the network is cut; answers stay on the device.
sitting-keys = Keyboard
sitting-keys-on = Use letters and numbers as keys
sitting-keys-choose = choose an answer
sitting-keys-step = question before and after
sitting-keys-step-choice = the same, also while a choice has the focus
sitting-keys-flag = flag the question
sitting-keys-tab = to the next field or button
sitting-calculator = Calculator
sitting-calculator-sum = Sum, such as 12.5 × (3 + 1)
sitting-calculator-none = The sum is not complete; decimals follow a point, commas part thousands
sitting-calculator-plus = plus
sitting-calculator-minus = minus
sitting-calculator-times = times
sitting-calculator-over = divided by
sitting-calculator-open = opening bracket
sitting-calculator-close = closing bracket
sitting-calculator-comma = decimal point
sitting-calculator-equals = work out
sitting-calculator-wipe = clear
sitting-not-printed = Exam questions are not printed.
sitting-receipt-title = Exam handed in
sitting-receipt-open = This exam is still under way
sitting-receipt-open-said = The receipt appears when you have handed in or time is up.
sitting-receipt-held = The server holds your answers
sitting-receipt-held-said = On disk, with a note of when each was received.
sitting-receipt-when = Handed in
sitting-receipt-by-time = Closed as time was up
sitting-receipt-answered = { $n } of { $of } questions
sitting-receipt-extra = Time added
sitting-receipt-minutes = { $n } minutes
sitting-receipt-paper = Digest of the paper
sitting-receipt-leave = You may close this page. Please leave quietly; others are still working.
sitting-next = What happens next
sitting-next-marked = Answers are scored by the key; essays are marked by two people without your name.
sitting-next-evidence = The result is evidence for the assessor, not a decision by itself.
sitting-next-appeal = Not satisfied? The record of this sitting is complete and can be looked at in an appeal.
sitting-answer-one = Choose one answer
sitting-answer-exactly = Choose { $n } answers
sitting-answer-between = Choose { $least } to { $n } answers
sitting-answer-several = { $n ->
    [one] Choose at most 1 answer
   *[other] Choose at most { $n } answers
}
sitting-answer-full = No more can be chosen. Take one back first.
sitting-answer-true = True
sitting-answer-false = False
sitting-answer-match = Match each one
sitting-answer-choose = Choose
sitting-answer-order = Give each step its place
sitting-answer-gap = Gap { $n }
sitting-answer-text = Your answer
sitting-answer-counted = { $n } words written
sitting-answer-words = { $n ->
    [one] About 1 word.
   *[other] About { $n } words.
}
sitting-answer-minutes = { $n ->
    [one] About 1 minute.
   *[other] About { $n } minutes.
}
sitting-answer-oral = This question is answered aloud to the assessor.
sitting-file = File
sitting-file-hint = { $kinds }; at most { $n } files of up to { $mib } MB each. Clear its box to take a file out.
sitting-file-pick = Answer file
sitting-file-send = Upload
sitting-file-choose = Choose the file first, then press Upload.
sitting-file-going = The file is being uploaded.
sitting-file-kept = The server holds the file.
sitting-file-broke = The file did not arrive because the connection was lost. It is still on your device; press Upload again.
sitting-file-enough = There are as many files as may come. Take one out first.
sitting-answer-area = Area { $name }
sitting-answer-point = Press on the picture to set a mark
sitting-answer-point-keys = Move the cross with the arrow keys, set a mark with Enter.
sitting-answer-point-at = Point { $x }, { $y }
sitting-answer-transcript = What is heard
sitting-math-over = over
sitting-math-power = to the power of
sitting-math-index = index
sitting-math-root = root of
sitting-door-refused = { $said } { $remedy }
sitting-late = { $n ->
    [one] { $n } answer came late and does not count
   *[other] { $n } answers came late and do not count
}
sitting-late-said = What came after time was over, after handing in or during a pause is kept on the server and marked. Speak to the invigilator if the network was down.
