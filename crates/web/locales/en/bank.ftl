# The item bank: list, an item and its steps, checking the key, leaks.
nav-group-bank = Item bank
nav-items = Items
bank-title = Items
bank-lead = Questions of written tests from draft to retirement. Each step is on record: who, when, why.
bank-import = Import
bank-write = Write an item
bank-search = Find a code, a title, or words of the question
bank-unit = Unit
bank-kind = Kind
bank-level = Level
bank-state = State
bank-any = All
bank-any-unit = any unit
bank-show = Show
bank-none-found = No item fits
bank-none-found-said = Open the filter a little, or search for part of the code.
bank-all = Show all items
bank-none = The bank is empty
bank-none-said = Items appear here once they are written or imported from a file: Moodle, GIFT, Aiken, QTI, Excel or Word.
bank-item = Item
bank-place = Unit and criterion
bank-no-place = not placed
bank-version = Version
bank-exposure = Times shown
bank-export-these = Export these items
bank-someone = someone

bank-state-draft = Draft
bank-state-review = In review
bank-state-pilot = Tried out
bank-state-active = Active
bank-state-retired = Retired
bank-state-leaked = Leaked

bank-kind-single = One choice
bank-kind-multiple = Several choices
bank-kind-true-false = True or false
bank-kind-matching = Matching
bank-kind-ordering = Ordering
bank-kind-gaps = Gaps
bank-kind-hotspot = Place on a picture
bank-kind-short-answer = Short answer
bank-kind-essay = Essay
bank-kind-upload = File upload
bank-kind-oral = Oral

bank-level-c1 = C1 Remember
bank-level-c2 = C2 Understand
bank-level-c3 = C3 Apply
bank-level-c4 = C4 Analyse
bank-level-c5 = C5 Evaluate
bank-level-c6 = C6 Create

# One item.
bank-item-heading = Item { $id }, version { $n }
bank-criterion-n = criterion { $no }
bank-change = Change
bank-change-active = This item is active. Changing it makes a new version that two people review again; until then this version stays in use, and earlier results do not change.
bank-change-pilot = This item is tried out: candidates see it, and it does not count. Changing it makes a new version that is reviewed again.
bank-change-draft = A new version is being written. The former one stays in use until this one is active.
bank-old-version = You see version { $n }
bank-to-newest = Open version { $n }, the newest
bank-as-candidate = As a candidate sees it
bank-points-n = { $n } points
bank-key = Key
bank-key-folded = The key is not shown by itself. Opening it is noted, and whoever has seen it cannot check the key of this version.
bank-key-show = Show the key
bank-key-noted = You are looking at the key; that is on record.
bank-key-case = capitals matter
bank-key-people = anything else is marked by people
bank-scoring-whole = All points when all of it is right, none otherwise.
bank-scoring-parts = Each right part brings its share.
bank-scoring-less-wrong = Each right part brings its share; wrong ones take one off, never below zero.
bank-scoring-weights = Weight of each choice: { $weights }
bank-scoring-pairs = Points by pair: { $pairs }; others { $other }. Added up, never below zero.
bank-scoring-gaps = Points by gap: { $gaps }.
bank-model = Model answer
bank-rationales = Why right or wrong
bank-explanation = Explanation
bank-history = History
bank-when = When
bank-what = What
bank-who = Who
bank-why = Why
bank-aside = State of the item
bank-steps = Steps now
bank-way = Its way
bank-seen = Shown
bank-enemy-unknown = Not in the bank: { $items }. Check the codes; only items that are there can be kept apart.
bank-seen-now = { $n ->
    [one] One candidate has it before them, or had it just now, in a test that is not closed; it counts when that test is closed.
   *[other] { $n } candidates have it before them, or had it just now, in tests that are not closed; they count when those are closed.
}
bank-leak-opened = { $n ->
    [one] Opened at one seat:
   *[other] Opened at { $n } seats:
}
bank-leak-none-opened = Opened by nobody so far.
bank-leak-more = and { $n } more
bank-never-seen = No candidate has seen it yet.
bank-days-seen = Days shown
bank-last-seen = Last
bank-versions = Versions
bank-version-n = version { $n }
bank-on-papers = in use
bank-enemies = Never together
bank-enemies-said = Never on one paper with:
bank-not-yet = not yet
bank-approvals = Approvals
bank-approved-n = { $n } of { $of } people
bank-aspect = What is to be changed
bank-aspect-content = Content
bank-aspect-language = Language
bank-aspect-fairness = Fairness
bank-aspect-key = Key
bank-reason = Reason
bank-reason-back = What is to be changed
bank-reason-back-hint = The author reads this. What was accepted is looked at again after the change.
bank-retire-said = The item goes on no new paper and cannot be made active again.
bank-comment = Comment

bank-step-submit = Hand in for review
bank-step-accept-content = Content is right
bank-step-accept-language = Language is clear
bank-step-accept-fairness = Fair to everyone
bank-step-check-key = Check the key by answering
bank-step-pilot = Begin the trial
bank-step-approve = Approve for use
bank-step-activate = Make active
bank-step-send-back = Send back to the author
bank-step-retire = Retire
bank-step-comment = Comment
bank-step-leak = Leaked: withdraw now
bank-done-written = Kept
bank-done-submitted = Handed in; it waits for reviewers
bank-done-accepted = Your review is on record
bank-done-key-right = Your answer is the key; the key is accepted
bank-done-key-wrong = Your answer differs from the key; the item went back to its author
bank-done-piloted = The trial has begun
bank-done-approved = Your approval is on record
bank-done-activated = The item is active and can go on forms
bank-done-sent-back = Sent back to the author
bank-done-retired = The item is retired
bank-done-commented = The comment is kept
bank-done-leaked = The item is withdrawn as leaked
bank-was-drafted = Written
bank-was-revised = Changed
bank-was-reopened = Version { $n } begun
bank-was-submitted = Handed in
bank-was-accepted = Accepted: { $aspect }
bank-was-sent-back = Sent back: { $aspect }
bank-was-piloted = Trial begun
bank-was-approved = Approved
bank-was-activated = Made active
bank-was-retired = Retired
bank-was-leaked = Withdrawn as leaked
bank-was-commented = Comment

# The key checked without seeing it.
bank-blind-words = Candidates answer this item with a file or by speaking. Tell in words what you would hand in or say; then you compare it with the rubric.
bank-blind-title = Answer this question
bank-blind-lead = Answer as a candidate would. The key is not on this page; after sending you are told whether your answer is the same.
bank-blind-refused = You cannot check the key of this item
bank-blind-send = Send the answer
bank-back = Back to the item
bank-leave = Cancel
bank-answer-first = Answer the whole question first.
bank-your-answer = Your answer
bank-compare-with = Compare with
bank-does-it-fit = Does your answer fit?
bank-fits = It fits
bank-fits-not = It does not fit, send it back to the author

# Leaks.
bank-then = What happens
bank-leak-heading = Has item { $id } leaked?
bank-leak-done = Noted as known, and taken off papers
bank-leak-done-said = Withdraw the forms that hold it. Papers that were not opened cannot be opened any more: the staff replace them on the page of the test. Whether the question still counts where it was answered is decided on the page of results.
bank-leak-retired = The item is withdrawn at once and never goes on a new paper.
bank-leak-forms = { $n ->
    [one] { $n } form holds it; withdraw it as well, so that it is not used again.
   *[other] { $n } forms hold it; withdraw them as well, so that they are not used again.
}
bank-leak-papers = { $n ->
    [one] { $n } paper that was drawn holds it. Who has not opened it cannot, until it is replaced on the page of the test.
   *[other] { $n } papers that were drawn hold it. Who has not opened one cannot, until it is replaced on the page of the test.
}
bank-leak-results = Earlier results stay; whether this question still counts is for people to decide.
bank-leak-is-retired = This item is retired already
bank-leak-is-retired-said = A leak can still be noted, since it bears on earlier tests.
bank-leak-where = Where this item was used
bank-leak-nowhere = No form holds it.
bank-leak-form = { $code }, version { $n }
bank-leak-no-exam = No test takes this form.
bank-leak-papers-n = { $n ->
    [one] { $n } paper
   *[other] { $n } papers
}
bank-leak-open = can still be answered
bank-leak-withdraw = Withdraw this form
bank-form-withdrawn = This form is withdrawn already.
bank-leak-reason = What happened
bank-leak-reason-hint = Where and when this question was seen.
bank-leak-type = Type { $id } to go on
bank-leak-type-hint = So that it is the right item.
bank-leak-name-other = The item’s code is { $id }.
bank-leak-now = Withdraw now

# Import and export.
bank-import-title = Import items
bank-import-lead = The file is read and reported item by item. Nothing enters the bank before you agree.
bank-import-steps = Steps of the import
bank-import-choose = Choose a file
bank-import-check = Check
bank-import-store = Keep
bank-import-waits = { $name } waits to be checked
bank-import-go-on = Go on checking it
bank-import-replaces = A new file replaces it.
bank-import-read = Read the file
bank-prefix = Beginning of codes
bank-prefix-hint = For items without a code; LD gives LD-001, or LD-2-001 where LD-001 is another question. May be empty.
bank-language = Language of the questions
bank-language-hint = Where the file does not tell.
bank-language-id = Indonesian
bank-language-en = English
bank-blueprint-language-hint = Forms hold items in this language only. A test in another language needs a blueprint of its own.
bank-file = File
bank-file-hint = Aiken, GIFT, Moodle XML, QTI (package or item), Excel, Word or JSON; known by its content. At most 24 MB.
bank-file-wanted = Choose the file.
bank-id-wrong = Use letters, digits, dots, underscores and hyphens only.
bank-id-wanted = Write its code: letters, digits, dots, underscores and hyphens.
bank-templates = No file yet?
bank-templates-said = Fill in this Excel template; its sheet of instructions explains each column. In Word, use a table for each item or a numbered list with a line for the key.
bank-template-xlsx = Download the Excel template
bank-format = Format
bank-format-aiken = Aiken
bank-format-gift = GIFT
bank-format-moodle = Moodle XML
bank-format-json = JSON
bank-format-qti = QTI { $version } package
bank-format-qti-item = QTI { $version } item
bank-format-qti-untold = QTI package
bank-format-qti-item-untold = QTI item
bank-format-xlsx = Excel
bank-format-docx = Word
bank-choose = Choose …
bank-report-title = Check before keeping
bank-report-done = What came of the import
bank-report-parts = With { $stimuli } shared materials and { $files } files
bank-report-stored = { $n } new items, { $revised } drafts revised
bank-report-drafts = Look at the drafts
bank-report-tests = The file describes { $n } tests too
bank-report-tests-said = It is kept with its items and can go out again as a test of QTI. What each test holds is told in the report below.
bank-came-test = The test is taken
bank-test-why = This is not a form that candidates sit. Forms are assembled from a blueprint and active items: when these items are reviewed and active, write a blueprint like it, then assemble.
bank-test-minutes = Time { $n } minutes
bank-test-section = Section “{ $title }”, { $n } items: { $items }
bank-report-lines = Report by item
bank-report-empty = There is no item in this file.
bank-place-line = line { $n }
bank-place-item = item { $n }
bank-place-table = table { $table }, item { $item }
bank-place-numbered = { $place } (number { $number })
bank-place-whole = the whole file
bank-report-nothing-yet = Nothing is stored yet.
bank-report-alike = { $n ->
    [one] One item looks like what there is already
   *[other] { $n } items look like what there is already
}
bank-report-alike-said = Compare at their rows first: what was retired or leaked must not come back as new.
bank-report-revise = Bring { $n } existing drafts up to date too
bank-report-take = Keep { $n } new items as my drafts
bank-report-drop = Throw this file away
bank-came-taken = Taken whole
bank-came-loss = Taken, something was left behind
bank-came-draft = There already as a draft
bank-came-draft-loss = There already as a draft; something would be left behind
bank-came-revised = Draft revised
bank-came-same = There already, unchanged
bank-came-refused = Not taken
bank-count-taken = Taken
bank-count-loss = Left something behind
bank-count-draft = There already
bank-count-refused = Not taken
bank-export-title = Export items
bank-export-form = Export form { $code } as a QTI test
bank-out-test = The test goes along
bank-form-export = Export
bank-form-export-said = Its items as they were frozen, with their keys, and its order as a QTI test. Downloading is noted.
bank-form-export-go = Export as a QTI test
bank-export-lead = See first what the chosen format loses. The file holds keys: keep it in a safe place.
bank-export-look = Show the report
bank-export-noted = Downloading is noted. Whoever downloads cannot check keys of items in review.
bank-export-take = Download { $n } items
bank-out-whole = Written whole
bank-out-loss = Written, something is left behind
bank-out-refused = Cannot be written
bank-count-whole = Whole
bank-count-out-loss = Left something behind
bank-count-left-out = Left out

# Blueprints and forms.
nav-blueprints = Blueprints
bank-blueprints = Blueprints
bank-blueprints-lead = What the test of each scheme consists of: how many questions of which unit, kind and level, how long, and when it is passed.
bank-blueprints-none = No blueprint yet
bank-blueprints-none-said = Choose a scheme below to make the first one.
bank-scheme = Scheme
bank-questions = Questions
bank-points = Points
bank-points-each = Points each
bank-minutes = Minutes
bank-minutes-long = Working time (minutes)
bank-cut = Cut score
bank-cut-provisional = Provisional
bank-cut-provisional-said = Judges have not set it yet; results under it are no evidence of passing.
bank-cut-proposed-said = It is proposed and not yet approved; results under it are no evidence of passing.
bank-cut-set = Set by judges
bank-cut-of = { $least } of { $of }
bank-cut-origin = { $method }, { $judges } judges, approved { $day } by { $act }
bank-cut-origin-undated = { $method }, { $judges } judges, by { $act }
bank-cut-origin-proposed = { $method }, { $judges } judges, proposed ({ $act }), not approved yet
bank-forms-in-use = Forms
bank-without = Schemes without a blueprint
bank-blueprint-for = Blueprint { $scheme }
bank-blueprint-heading = Blueprint { $scheme }, version { $n }
bank-blueprint-new-version = New version
bank-blueprint-old = This is an old version; forms that were frozen from it still follow it.
bank-blueprint-kept = The blueprint is kept as a new version
bank-forms-frozen = The forms are frozen
bank-table = Table of questions
bank-criterion = Criterion or element
bank-criterion-level = Criterion, level
bank-open = open
bank-total = Total
bank-band = { $which }: { $least } to { $most } questions
bank-rules = Rules
bank-mixing = Order of questions
bank-mix-as-form = as on the form
bank-mix-within-units = mixed within units
bank-mix-throughout = mixed throughout
bank-mix-options = Options are mixed
bank-mix-options-too = options mixed
bank-whole-test = Whole test
bank-method = How it was set
bank-method-hint = A provisional cut may be used for trying out, and is marked so everywhere.
bank-method-angoff = Angoff
bank-method-angoff-yes-no = Angoff yes/no
bank-method-ebel = Ebel
bank-method-hofstee = Hofstee
bank-method-beuk = Beuk
bank-method-provisional = Provisional
bank-forms = Forms
bank-forms-none = No form is frozen yet.
bank-code = Code
bank-of-version = Version of the blueprint
bank-frozen-at = Frozen
bank-frozen = can be used
bank-withdrawn = Withdrawn
bank-form-spoiled = holds an item that was retired or became known
bank-form-spoiled-said = No paper is drawn from this form any more: { $items }. Assemble and freeze another one, then replace it in the plan of the test.
bank-assemble = Assemble forms
bank-assemble-lead = Parallel forms are assembled from active items: equal line by line, without items that must not meet.
bank-assemble-now = Assemble
bank-assemble-again = Assemble again
bank-assemble-cannot = The forms cannot be assembled
bank-assemble-moved = The bank has changed since you looked
bank-assemble-moved-said = The forms below are assembled from the bank as it is now. Check again, then freeze.
bank-forms-wanted = How many forms
bank-forms-wanted-hint = With several, neighbours get different ones.
bank-forms-how-many = Write a number from 1 to { $most }.
bank-forms-code = Beginning of codes
bank-forms-code-hint = LD-2026 gives LD-2026-A, LD-2026-B and so on.
bank-code-wanted = Write how the codes begin, at most 30 letters.
bank-side-by-side = Side by side
bank-line = Line of the blueprint
bank-line-n = Line { $n }
bank-asked = Asked for
bank-by-level = By level
bank-difficulty = Mean reached
bank-difficulty-unknown = not known yet
bank-difficulty-said = Difficulty is matched once tests with released results have brought enough answers; until then it is the content that is equal.
bank-difficulty-apart = The means of two forms differ by { $n } percentage points at most, from the answers in tests whose results are released.
bank-difficulty-assumed = { $n ->
    [one] One question has
   *[other] { $n } questions have
} too few answers yet; the mean of their line stands in.
bank-form-with = { $code }: { $n } questions
bank-freeze-said = Once frozen, content and keys stay as they are, even when the items change in the bank.
bank-freeze = Freeze { $n } forms
bank-form-heading = Form { $code }
bank-number = No.
bank-aside-form = About this form
bank-digest = Digest
bank-withdraw = Withdraw this form
bank-withdraw-said = New tests cannot take it any more. Papers that were drawn from it stay.
bank-blueprint-form-lead = Keeping it makes a new version; the former one does not change.
bank-blueprint-faults = This blueprint cannot be used yet
bank-rows-said = Each line is one sort of question. What is not chosen is open; no item may fit two lines. Empty lines are left out.
bank-add-lines = Add lines
bank-stock-count = Count the stock
bank-stock = In stock: { $n } active (how many × points: { $points }).
bank-stock-none = In stock: nothing active fits yet.
bank-stock-fits = In stock: { $n } active.
bank-stock-others = In stock: { $n } active of { $of } points; with other points (how many × points): { $others }.
bank-stock-total = So far { $n } questions, full marks { $points }.
bank-stock-part = So far { $n } questions. Lines { $lines } do not say yet what each question is worth; the other lines come to { $points } points.
bank-bands-kept = { $n } bounds across lines are taken over from the former version.
bank-pass = Passed by
bank-pass-whole = Points of the whole test
bank-pass-unit = Each unit
bank-cut-whole = Cut of the whole test
bank-cut-units = Cut of each unit
bank-judges = Number of judges
bank-approved-on = Approved on
bank-act = Act of approval
bank-act-hint = Number of the decision that set this cut.
bank-cut-told = Where the cut comes from
bank-cut-told-hint = Such as the judges' minutes, or why there is a provisional cut.
bank-cut-proposing = What is written here is a proposal: the cut stays provisional until somebody else with that right approves it. The approval of the version before is taken over while the cut, its origin and the table of questions stay the same.
bank-cut-approve-lead = This cut was written into the blueprint and is not approved. Once it is, the next version has it; forms that are frozen keep theirs.
bank-cut-proposed-by = Written by { $who } on { $day }.
bank-cut-approve-then = The approval is recorded with your name and is not deleted. Neither who proposed the cut nor who rated approves it.
bank-cut-approved-done = The cut is approved; this version has it
bank-blueprint-keep = Keep as a new version
bank-number-wanted = Write the number.
bank-number-wanted-for = { $field }: write the number.
bank-number-wanted-line = Line { $n }, { $field }: write the number.
bank-number-wanted-unit = Cut of unit { $unit }: write the number.

# Writing an item.
bank-kind-lead = Choose how it is answered first.
bank-change-heading = Change { $id }
bank-rich = Some of it cannot be typed as text here. That part stays as it was while its words do.
bank-code-hint = Letters, digits, dots, underscores and hyphens; it does not change once kept.
bank-id-reserved = That code is the address of a page; choose another.
bank-id-taken = Another item has that code.
bank-name = Title
bank-name-hint = To know it in lists; do not tell the key.
bank-stem = Question
bank-stem-hint = One line, one paragraph.
bank-stem-gaps-hint = One line, one paragraph. A place to fill in is written ___ or, once saved, [[A]].
bank-options = Options, key left of the rule
bank-option-n = Option { $letter }
bank-is-key = { $letter } is the key
bank-least = Choose at least
bank-most = Choose at most
bank-is-true = The statement is
bank-pairs = Pairs
bank-pairs-said = An answer without a statement is a distractor. The same answer may serve several.
bank-premise-n = Statement { $n }
bank-partner-n = Answer { $n }
bank-right-order = Steps in their right order
bank-step-n = Step { $n }
bank-gaps = Gaps
bank-gaps-said = Each line is an answer that is accepted. Their order is that of ___ in the question.
bank-gap-n = Accepted in gap { $n }
bank-gap-number = Gap { $n } takes a number
bank-tolerance = May be off by
bank-measure = Unit of measure
bank-accepted = Accepted answers
bank-accepted-hint = One a line.
bank-case = Capitals matter
bank-people = Other answers are marked by people rather than wrong at once
bank-letters = At most letters
bank-words = Words asked for
bank-essay-minutes = Minutes
bank-rubric = Rubric
bank-rubric-hint = One row, one aspect, with its bands from score 0 upwards. The highest scores of all aspects add up to the points of the question.
bank-add-rows = Add rows
bank-add-aspects = Add aspects
bank-may-shuffle = Their order may be mixed
bank-scoring = Scoring
bank-score-whole = All of it or nothing
bank-score-parts = By right parts
bank-score-less-wrong = By parts, wrong ones take off
bank-score-weights = Weights of the options as before
bank-score-uneven = By parts, with weights
bank-weights = Weights
bank-weights-pairs-hint = Only for scoring with weights: 1=2 means that the right pair of row 1 counts twice; what is not named counts once. Other pairs: 1-C=0.5 (with the partner of row C); all others: others=-1.
bank-weights-gaps-hint = Only for scoring with weights: 1=2 means that gap 1 counts twice; what is not named counts once. Part them with semicolons.
bank-weights-wrong = These weights cannot be read. Write for example 1=2; 2=1.
bank-about = Criterion
bank-about-hint = What this question asks about.
bank-explanation-hint = For authors and reviewers only.
bank-enemies-hint = Codes of items that must not meet on one paper, with commas between them.
bank-is-example = Example, not for a real certification
bank-why-changed = Why it changes
bank-why-version = Needed, since a new version begins.
bank-why-draft = May be empty.
bank-save-draft = Keep the draft
bank-save-version = Keep as a new version
bank-look-over = Look it over
bank-aside-write = Checks
bank-alike = Looks alike
bank-alike-none = No other item looks like it yet. Press Look it over to compare.
bank-alike-said = Open and compare; items that ask the same should not meet.
bank-alike-n = { $n }% alike
bank-alike-in-file = in the same file
bank-alike-review = { $n ->
    [one] Looks like another item
   *[other] Looks like { $n } other items
}
bank-alike-review-said = Compare before you accept: what was retired or leaked must not come back as new, and items that ask the same should not meet.
bank-lacks = Still lacking
bank-lacks-said = A draft may be kept; this is settled before it is handed in.

# A form in print.
bank-print = Print
bank-print-key = Key
bank-print-key-said = Whoever prints it is noted as having seen the key of every item.
bank-stat-link = Statistics over all tests
bank-stat-heading = Statistics of item { $id }
bank-stat-lead = Over all tests that are closed. Each figure has its interval and its sentence, and is withheld where the answers are too few.
bank-stat-none = No test has held this item yet
bank-stat-none-said = Figures appear once a test that held it is closed.
bank-stat-figures = Figures of this item
bank-stat-pool = Drawn towards other questions of its unit in the same tests.
bank-stat-house = The questions of this unit are too few to show how they differ, so a general starting point stands in.
bank-stat-change = Change of difficulty since the first test
bank-stat-time = Time to answer, median
bank-stat-rapid = Answered too fast to have read
bank-stat-version = A close look at version { $n }
bank-stat-version-said = Answers of { $n } candidates from all closed tests that held this version, on { $forms } { $forms ->
    [one] form
   *[other] forms
}. Candidates are compared with those who had the same form.
bank-stat-curves = Curves of the options of item { $id }; the numbers are in the table below.
bank-form-stat-heading = Statistics of form { $code }
bank-form-stat-none = No closed test has used this form yet
bank-form-stat-none-said = The figures appear once a test that uses it is closed.
bank-form-stat-said = From { $n } sittings in all closed tests. Questions that everyone was credited with are left out of the reliability.
bank-form-stat-tests = Tests that used it
bank-form-stat-scored = Scored
bank-stat-options-key = Figures of each option tell the key, so they are shown only after you ask for it. That is noted, and whoever looked no longer checks the key of this item.
bank-stat-tests = Tests that held it
bank-stat-test = Test
bank-stat-right = All points
bank-stat-open = { $n } other tests that hold it are not closed yet.

# What items share.
bank-stimuli = Shared material
bank-stimuli-lead = A text, table, picture or recording that several items use together.
bank-stimuli-none = No shared material yet
bank-stimuli-none-said = Write it once, then choose it in each item that uses it.
bank-stimulus-write = Write material
bank-stimulus-heading = Material { $id }
bank-stimulus-next = Write the next version
bank-stimulus-after = Version after { $id }
bank-stimulus-after-said = The former one does not change: items and forms that use it stay as they were reviewed.
bank-stimulus-content = Content
bank-stimulus-content-hint = One line, one paragraph.
bank-stimulus-keep = Save material
bank-stimulus-users = Used by items
bank-stimulus-users-none = No item uses it yet.
bank-stimulus-version = Version of the material
bank-stimulus-behind-said = Drafts can take the newest version at once. Items that were reviewed take it by a new version of their own.
bank-stimulus-take = { $n ->
    [one] Use the newest version in { $n } draft
   *[other] Use the newest version in { $n } drafts
}
bank-stimulus = Shared material
bank-stimulus-hint = Shown together with this question.
bank-stimulus-none-chosen = No material

# Signs within text, pictures, recordings, places on a picture.
bank-signs = Writing tables, formulas and letter forms
bank-signs-marks = Bold, italic, underlined, lowered, raised, new line; closed as in </b>.
bank-signs-table = A table; the second line makes the first row its heading, “|+” gives a caption.
bank-signs-list = A list, one line an entry.
bank-signs-math = A MathML formula, within a sentence or on a line of its own.
bank-signs-media = Pictures and recordings; written for you when the file is put in.
bank-signs-letters = A backslash before a sign makes it a plain letter.
bank-insert = Put in a picture or recording
bank-insert-said = The file is kept and put into the chosen field; the item itself is not saved by that.
bank-insert-file = Picture or recording
bank-insert-file-hint = PNG, JPEG, MP3, OGG, WAV or M4A; known by its content.
bank-insert-words = What it holds, in words
bank-insert-words-hint = For whoever cannot see the picture or hear the recording; do not tell the key.
bank-insert-into = Put it into
bank-insert-now = Upload and put in
bank-into-picture = The picture to point at
bank-words-wanted = Write what is seen or heard.
bank-file-other = That file is no picture or recording that is known here.
bank-picture-wanted = Upload the picture first, PNG or JPEG.
bank-points-wrong = The points make no area yet: two points x,y for a rectangle or circle, at least three for a polygon.
bank-areas = Areas of the picture
bank-areas-said = Press the picture to add a point to the area that is being drawn, or write the points. Rectangle: two corners. Circle: its centre and a point of its edge. Polygon: the corners in order.
bank-press-picture = Press to add a point to the area that is being drawn
bank-picture-words = The picture in words
bank-outlined = Areas are outlined and chosen by candidates; otherwise they point freely
bank-area-n = Area { $letter }
bank-area-active = Being drawn
bank-shape = Shape
bank-shape-rectangle = Rectangle
bank-shape-circle = Circle
bank-shape-polygon = Polygon
bank-area-points = Points
bank-area-words = Name of the area
bank-endings = Kinds of file
bank-endings-hint = Such as pdf, docx; empty means any.
bank-files-most = Most files
bank-aspect-n = Aspect { $n }
bank-band-score = Score { $n }
bank-band-words = Signs of band { $n }
bank-add-band = Add a band
bank-enemies-codes = Codes of items
bank-enemies-search = Search code, title or text
bank-enemies-look = Find items
bank-enemies-none = No item fits.
bank-alike-asks = Some items look alike; nothing was saved yet
bank-alike-asks-said = Compare first. If this one is different, save once more; if they ask the same, let them never appear together.
bank-translate = Write in the other language
bank-other-language-said = Fill each row with its translation; the key goes along. The two never stand on one paper.
bank-on-trial = on trial
bank-trials = Questions on trial on each form
bank-trials-hint = Of items in their pilot; answered among the others and not scored. Empty means none.
bank-trials-said = { $n ->
    [one] { $n } question on trial
   *[other] { $n } questions on trial
} on each form, not scored

bank-tests = Tests from files
bank-tests-lead = Tests that came with their items from QTI files: their sections, order and time.
bank-tests-none = No test from a file yet
bank-tests-none-said = Import a QTI package that holds a test. Its items become drafts, the test is kept here.
bank-test = Test
bank-test-questions = Items
bank-test-sections = Sections
bank-test-file = From the file
bank-test-said = { $n } items, from the file { $file }.
bank-test-newest = Newest version
bank-test-export = Take out as a QTI test
bank-test-section-n = Section { $n }
bank-test-section-empty = No items in this section.
bank-test-missing = { $n ->
    [one] { $n } item is not in the bank as the file has it
   *[other] { $n } items are not in the bank as the file has them
}
bank-test-missing-said = The test goes out without them. Import the file again when the refused items are mended.
bank-test-not-taken = not taken from the file
bank-test-use = To use this test
bank-test-losses = Set anew here
bank-report-take-tests = Keep { $n ->
    [one] { $n } test
   *[other] { $n } tests
}
