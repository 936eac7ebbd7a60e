# What follows a written test: results, corrected keys, marking by people, release, analysis of the questions.
result-title = Test results
result-pages = Pages of the results
result-not-closed = The test is not closed yet
result-go-close = Close it once every candidate has finished.
result-first = Results are not scored yet
result-first-said = Every answer that counts is scored by the frozen key. Essays wait for markers. Candidates see nothing yet.
result-score = Score
result-score-again = Score again
result-behind = { $n ->
    [one] { $n } result would change
   *[other] { $n } results would change
}
result-behind-said = Since this round something was marked or a mark corrected, or a sitting was voided or came in late. A new round replaces this one; the old one is kept.
result-reason = Reason
result-reason-hint = Kept in the journal. Do not write names of candidates.
result-waiting = { $n ->
    [one] { $n } answer waits for markers
   *[other] { $n } answers wait for markers
}
result-go-mark = Open the marking
result-waits = { $points } points wait for markers
result-provisional = The cut is provisional
result-provisional-said = No panel of experts has set this cut, or it is not approved yet. Results show what has been learned, but are no evidence of passing.
result-order = Order
result-by-seat = Seat
result-by-name = Name
result-by-points = Points
result-download = Download the table (CSV)
result-is-released = Released
result-is-unreleased = Not released; candidates do not see it
result-older-released = This round is not released; candidates still see the result of round { $seen }
result-caption = { $n ->
    [one] Result of { $n } candidate
   *[other] Results of { $n } candidates
}
result-answered = Answered
result-points = Points
result-of = Full points
result-outcome = Against the cut
result-units = By unit
result-reached = Cut reached
result-not-reached = Not reached yet
result-open = Waits for markers
result-void = Void; not scored
result-absent = Did not open the paper
result-not-yet = Not scored yet
result-means = Means by unit
result-means-said = Share of the points that candidates reached, with its { $sure }% confidence interval.
result-unit = Unit
result-mean = Mean
result-interval = Interval
result-say = What it means
result-rounds = Rounds of scoring
result-round = Round { $n }
result-round-corrected = { $n ->
    [one] { $n } question corrected.
   *[other] { $n } questions corrected.
}
result-round-released = Released { $when }.
result-done-scored = Results scored
result-done-corrected = Correction applied; the new round is ready to be looked at
result-done-released = Results released to candidates and assessors
result-release-title = Release
result-release-count = { $n ->
    [one] Release the result of { $n } candidate
   *[other] Release the results of { $n } candidates
}
result-release-candidates = Each candidate sees their own result, by unit and criterion.
result-release-assessors = Assessors see the results of their cases as evidence for FR.IA.05C.
result-release-keys = Questions and keys stay closed.
result-release-evidence = The result decides nothing; the assessor weighs it with other evidence.
result-release-do = { $n ->
    [one] Release { $n } result
   *[other] Release { $n } results
}
result-release-not-yet = It cannot be released yet
result-released-at = Released { $when }
result-correct-title = Corrections
result-correct-lead = Choose the question whose key is wrong. You first see who would change; only then do you apply it.
result-correct-first = Score the test first
result-question = Question
result-question-open = Open question
result-corrected-before = Its key was corrected before
result-credited-before = Everyone has its points
result-correct-how = What is put right
result-other-key = The right key is another
result-one-more-text = One more answer is right
result-key-now = key
result-areas-new = The areas that are right
result-areas-said = One area a line, in pixels of the picture: a rectangle by two corners, a circle by its centre and a point of its edge, a polygon by three points or more. For example rectangle 40,25 120,80.
result-no-key-people = People mark this question, not a key. Who marked it can correct their marks until results are released.
result-open-in-bank = Open the item in the bank
result-count-again = The question counts again, by its key
result-order-new = The right order
result-order-now = Write the letters of the steps in their order. The key now: { $order }
result-gap = Gap { $gap }: an answer that is right too
result-gap-now = Right now: { $now }. Leave it empty to change nothing.
result-key-new = The right key
result-text-new = The text that is right too
result-effect-none = No result changes: nobody's answers are touched by it. The correction would only be on record, and in the analysis.
result-apply-none = Keep the correction on record
result-credit-all = The question is at fault; everyone gets its points
result-true = True
result-false = False
result-blank = Not answered
result-look = See the effect
result-effect = Who would change
result-effect-said = { $n ->
    [one] { $n } result changes: { $up } up, { $down } down. { $same } stay.
   *[other] { $n } results change: { $up } up, { $down } down. { $same } stay.
}
result-before = Before
result-after = After
result-apply = { $n ->
    [one] Apply to { $n } result
   *[other] Apply to { $n } results
}
result-apply-said = A new round is made and waits for its release. Answers stay as they are.
result-analysis-title = Item analysis
result-analysis-lead = { $n ->
    [one] From { $n } sitting of this form. Every figure has its { $sure }% interval and is withheld where candidates are too few.
   *[other] From { $n } sittings of this form. Every figure has its { $sure }% interval and is withheld where candidates are too few.
}
result-analysis-none = No sitting counts yet
result-analysis-none-said = Figures appear once the test is closed and its results are counted: difficulty, discrimination, distractors and reliability, each with its interval.
result-form-figures = The form as a whole
result-figure = Figure
result-alpha = Reliability (Cronbach's alpha)
result-sem = Standard error of measurement, points
result-consistency = Same decision on a second test, cut { $cut }
result-consistency-unit = Same decision for { $unit }, cut { $cut }
result-kappa = Agreement beyond chance (kappa)
result-kappa-unit = Agreement beyond chance (kappa) for { $unit }
result-accuracy = Decisions that true ability deserves
result-accuracy-unit = Decisions that true ability deserves for { $unit }
result-items = Question by question
result-items-said = Difficulty is the share of points reached: the higher, the easier. Discrimination shows whether those strong on other questions are strong here. A question that was not answered counts without points, also one that nobody came to read before the sitting was cut off: answers are recorded, not what was looked at.
result-withheld-once = The sign – below means:
result-no = No.
result-by-number = Number
result-by-difficulty = Hardest
result-by-discrimination = Weakest discrimination
result-by-time = Longest
result-difficulty = Difficulty
result-discrimination = Discrimination
result-plane-label = Difficulty and discrimination drawn together; the table below has the same figures
result-plane-said = Across: difficulty in per cent; upwards: discrimination. Between the upright dashed lines difficulty is as wanted; above the level dashed line discrimination is.
result-options = Options
result-options-said = How often each option is chosen, and whether by strong candidates.
result-option = Option
result-share = Chosen
result-strength = Relation to ability
result-dif = Fair to every group?
result-dif-said = Compares candidates of equal points from two groups (Mantel–Haenszel). A flag is a question to the reviewers of the item, not a finding.
result-dif-none = There are no two groups to compare.
result-dif-sex = Sex
result-dif-institution = Kind of institution
result-dif-district = District of work
result-district-city = City
result-district-regency = Regency
result-dif-groups = { $focal } against { $reference }
result-dif-delta = Difference (delta)
result-men = men
result-women = women
result-kind-province = provincial office
result-kind-district = district office
result-kind-school = school
result-kind-university = university
result-kind-office = government body
result-kind-other = other
result-shrunk = Estimate with the others
result-shrunk-pool = Estimate with the others: few answers are drawn towards the other questions of this form. The more answers, the more a question speaks for itself.
result-shrunk-house = Estimate with the others: the questions of this form are too few to show how they differ, so a general starting point stands in, { $mean } % with the weight of { $n } answers.
result-time = Time
result-time-said = Time is the median of seconds at the question, then the share who answered too fast to have read it (below a tenth of the mean, at most ten seconds).
result-curves = Share that chose each option, from the weakest group to the strongest
result-curves-label = Option curves of question { $no }; the numbers are in the table below.
result-curves-said = The thick line is the key. A good key rises, a good distractor falls.
result-weakest = weakest
result-strongest = strongest
result-group-n = Group { $n } of { $of }
result-beside = Alike answers of neighbours
result-beside-said = For the manager only. The K̄2 index (Sotaridona and Meijer, 2002) over equal wrong answers. A reason to read the room's record, no accusation.
result-beside-tests = { $n } of { $all } comparisons could be tested.
result-beside-rate = False alarms among those far apart
result-beside-none = Nothing out of the ordinary among those that could be tested.
result-beside-untested = Not one comparison could be tested, so nothing can be said about alike answers.
result-beside-withheld = The index errs too often in this test, so its alarms are withheld; nothing can be said about alike answers.
result-beside-seats = Seats
result-beside-pair = { $seat } with { $other }
result-beside-shared = Equal wrong answers
stat-range = { $low } to { $high }
stat-too-few = Not shown yet: { $n } of at least { $min }.
stat-nothing = Not shown: no answer counts here.
stat-too-few-plain = Not shown yet: there is too little to go by.
stat-no-spread = Not shown: all are alike, there is nothing to compare.
stat-not-dichotomous = Does not apply to questions with part points.
stat-no-fit = Not shown: the model does not fit these answers.
stat-one-judge = Not shown: it hangs on a single judge.
stat-no-crossing = Not shown: the judges' bounds and the candidates' scores do not meet.
stat-difficulty-unsettled = Its difficulty cannot be settled with so many candidates.
stat-discrimination-unsettled = Whether it tells able from less able is not settled.
stat-key-unsettled = Who chooses the key is not settled.
stat-distractor-unsettled = Who chooses this distractor is not settled.
stat-time-rapid-unsettled = Whether too many answered in haste is not settled.
stat-reliability-unsettled = Whether it is reliable enough is not settled.
stat-consistency-unsettled = Whether decisions are consistent enough is not settled.
stat-drift-unsettled = Whether its difficulty changes is not settled.
stat-judge-order-unsettled = Whether the order agrees with the others is not settled.
stat-difficulty-hard = Hard.
stat-difficulty-easy = Easy.
stat-difficulty-within = Within the range wanted.
stat-discrimination-negative = Reversed: the strong get it wrong more often. Check the key.
stat-discrimination-weak = Weak: it hardly tells candidates apart.
stat-discrimination-sound = Tells candidates apart well enough.
stat-discrimination-positive = Tells candidates apart; whether enough is not settled.
stat-option-share = Share of candidates who chose it.
stat-key-sound = The key is chosen by the strong.
stat-key-suspect = The key is chosen by the weak; another option may be right.
stat-distractor-sound = The distractor works: the weak choose it.
stat-distractor-idle = Hardly anyone chooses it.
stat-distractor-draws-able = The strong choose it; it may be right too.
stat-time-seconds = Time to answer, seconds.
stat-time-rapid-many = Many answered too fast to have read.
stat-time-rapid-few = Nearly everyone had time to read.
stat-reliability-enough = Reliable enough.
stat-reliability-short = Not reliable enough.
stat-error-points = So many points a score may be off.
stat-consistency-enough = Decisions are steady enough.
stat-consistency-short = Decisions are not steady enough.
stat-consistency-beyond-chance = With agreement by chance taken out.
stat-dif-negligible = No difference that matters.
stat-dif-b-focal = Somewhat harder for the first group; review the item.
stat-dif-b-reference = Somewhat harder for the other group; review the item.
stat-dif-c-focal = Much harder for the first group; review before it is used again.
stat-dif-c-reference = Much harder for the other group; review before it is used again.
stat-drift-easier = Became easier.
stat-drift-harder = Became harder.
stat-drift-steady = Steady.
stat-agreement-usual = No more alike than usual.
stat-agreement-unusual = More alike than chance explains.
stat-agreement-rate-held = The index errs as seldom as it promises.
stat-agreement-rate-exceeded = The index errs too often here; its alarms are withheld.
stat-cut-found = A cut was found.
stat-cut-steady = The cut is steady.
stat-cut-wide = The cut is not steady yet.
stat-judge-severe = Stricter than the panel.
stat-judge-lenient = More lenient than the panel.
stat-judge-with-panel = With the panel.
stat-judge-in-line = Orders items as the others do.
stat-judge-against = Orders items against the others.
nav-marking = Marking
marking-title = Marking
marking-lead = Two people mark each answer by the rubric, without names and without the other's marks; their mean counts. When they differ much, a third person marks, and the mean of the two nearest marks counts, or of all three where the third lies right between.
marking-none = No test to mark yet
marking-none-said = Tests appear here once they are closed.
marking-nothing = No answers for people to mark
marking-nothing-said = Every question of this test is scored by its key.
marking-apart = When two markers differ by more than { $n } % of the points, a third one marks.
marking-open = { $n ->
    [one] You can mark { $n } answer now.
   *[other] You can mark { $n } answers now.
}
marking-kept-next = Marks kept. This is the next answer that waits.
marking-kept-all = Marks kept. No answer waits for you any more.
marking-corrected = Your marks were replaced; the earlier ones are kept.
marking-withheld = { $n ->
    [one] { $n } answer is not given to you
   *[other] { $n } answers are not given to you
}
marking-withheld-said = You keyed in or settled the answer sheet, which has the candidate's name on it. Somebody else marks it.
marking-settled-at = Settled: { $points } of { $of } points
marking-own-before = By you before: { $points }, replaced { $when }
marking-other-before = By another marker before: { $points }, replaced { $when }
marking-why = Reason: { $why }
marking-correct = Correct your marks
marking-correct-said = Until results are released you can replace your own marks. The earlier ones are kept with time and reason, and whether a third marker is wanted is judged anew.
marking-reason = Reason of the correction
marking-reason-hint = Kept with the marks. Do not write names.
marking-replace = Replace marks
marking-aspect-wanted = Choose the points for “{ $aspect }”.
marking-settled = Settled
marking-done = Marked by you
marking-third = Wants a third marker
marking-wanted = Not marked yet
marking-answer = Answer { $code }
marking-most = Full points { $points }
marking-given = The answer
marking-file = File { $n } ({ $kind })
marking-marks = Marks
marking-own = By you: { $points }
marking-other = By another marker: { $points }
marking-rubric = Rubric
marking-third-said = Two markers differ much. Mark by yourself; their marks are not shown.
marking-points = Points
marking-points-wanted = Choose or write the points.
marking-remark = Remark
marking-remark-hint = For an appeal. May be empty.
marking-keep = Keep marks
own-result-title = Test result
own-result-go = See the result
own-result-waiting = The result is not released yet
own-result-waiting-said = Your answers are kept. The result appears here once it is checked and released.
own-result-void = There is no result, and none will come
own-result-void-said = Your answers are kept but not scored. Void is not “not yet competent”: the body can schedule you again. The reason is on record; ask the body or your assessor. An appeal stays open.
own-result-units = { $n } of { $of } units enough
own-result-points = { $points } of { $of } points
own-result-enough = Enough
own-result-not-yet = Not enough yet
own-result-open = Being marked
own-result-evidence = This test is one of several pieces of evidence
own-result-evidence-said = The assessor uses it with other evidence; the panel decides.
own-result-provisional = Its cut is provisional, so this result is no evidence of passing.
own-result-least = Enough means at least { $least } of { $of } points.
own-result-unit-least = enough from { $least }
own-result-origin = That line was set by { $judges } judges by { $method }, and approved on { $day } ({ $act }).
own-result-can = What you can do
own-result-can-ask = A question seems wrong to you? Tell the body or your assessor. If its key is wrong, the test is scored again for everyone.
own-result-can-appeal = A test result is no decision. The panel’s decision can be appealed up to { $n } days after it; someone else looks at it.
own-result-case = Your application
own-result-time = Worked { $n } { $n ->
    [one] minute
   *[other] minutes
}.
own-result-time-returned = { $n ->
    [one] One minute was
   *[other] { $n } minutes were
} returned for pauses or incidents.
own-result-time-added = { $n ->
    [one] One minute was
   *[other] { $n } minutes were
} added for you.
own-result-again = This result was renewed
own-result-again-said = After its release the test was scored again for everyone. What stands here is in force.
own-result-improve = What would help most if you learn it again:
own-result-criteria = By criterion
own-result-of = { $n } of { $of }
own-result-kept = { $n } of { $of } questions answered. Released { $when }. Questions and keys are not shown: others still sit them.
own-result-evidence-title = Released result of the written test
own-result-evidence-later = Released after this form was signed. The form below shows the result it was signed over.
own-result-evidence-reopen = To weigh this one, reopen the form with a reason.
own-result-evidence-locked = This form is locked and opens no more. If this result changes your judgement, tell the certification manager; the candidate can appeal.
own-result-evidence-how = Evidence for you to weigh; you still fill in this form yourself.
refusal-result-not-closed = The test is not closed yet.
refusal-result-not-closed-remedy = Close it once every candidate has finished, then try again.
refusal-result-changed-meanwhile = Someone else has scored the test meanwhile.
refusal-result-changed-meanwhile-remedy = Load the page again and look at the newest round.
refusal-result-nobody = There is no sitting to score.
refusal-result-nobody-remedy = See whether any candidate opened their paper.
refusal-result-reason-wanted = The reason is missing.
refusal-result-reason-wanted-remedy = Write why the test is scored again.
refusal-result-reason-too-long = A reason has { $most } characters at most.
refusal-result-reason-too-long-remedy = Shorten the reason.
refusal-result-not-scored = The test is not scored yet.
refusal-result-not-scored-remedy = Score it first.
refusal-result-released = This round is released already.
refusal-result-released-remedy = There is nothing to do.
refusal-result-sheet-open = { $n ->
    [one] { $n } answer sheet of paper is
   *[other] { $n } answer sheets of paper are
} not entered yet.
refusal-result-sheet-open-remedy = Key them in twice and enter them in the exam room, then score.
refusal-result-waits = { $n } results still wait for markers.
refusal-result-waits-remedy = Finish the marking, then score again.
refusal-result-behind = { $n } results would change if scored again.
refusal-result-behind-remedy = Score again before releasing.
refusal-result-nothing-new = No result would change.
refusal-result-nothing-new-remedy = The round that stands remains in force.
refusal-result-not-marked = The marks are not complete.
refusal-result-not-marked-remedy = Mark each aspect, then keep them again.
refusal-rescore-no-key = The key of question { $item } cannot be replaced here.
refusal-rescore-no-key-remedy = Give its points to everyone, or mend the item in the bank.
result-on-trial = On trial, not scored
own-result-trials = { $n ->
    [one] One of them was on trial and is
   *[other] { $n } of them were on trial and are
} not scored.
