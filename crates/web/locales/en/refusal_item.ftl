# Refusals of the item bank: items, formulas, answers, histories.

refusal-bank-approved-already = You have already approved this version.
refusal-bank-approved-already-remedy = Wait for a second person; one person counts once.
refusal-bank-blind-key = The key is not simply accepted; it is checked by answering the item.
refusal-bank-blind-key-remedy = Open the key check and answer the item without seeing its key.
refusal-bank-needs-marker = Only a person can judge an answer to this item.
refusal-bank-needs-marker-remedy = Compare your answer with the rubric and say whether it agrees.
refusal-bank-not-placed = This item has no criterion or no cognitive level yet.
refusal-bank-not-placed-remedy = Choose its unit, element, criterion and level first.
refusal-bank-not-reviewed = The review of { $aspect ->
        [content] content
        [language] language
        [fairness] fairness
       *[other] the key
    } is not finished.
refusal-bank-not-reviewed-remedy = Finish that review, then go on to the pilot.
refusal-bank-not-shown = This version of the item was never shown to a candidate.
refusal-bank-not-shown-remedy = Choose a version that was piloted or used.
refusal-bank-other-item = That text belongs to another item.
refusal-bank-other-item-remedy = Open the item with the same code, or make a new one.
refusal-bank-own-item = A writer does not review or approve their own item.
refusal-bank-own-item-remedy = Ask a colleague to do it.
refusal-bank-reason = The reason is missing.
refusal-bank-reason-remedy = Write it briefly.
refusal-bank-retired = This item has been retired and changes no more.
refusal-bank-retired-remedy = Make a new item if its content is still needed.
refusal-bank-saw-key = You have reviewed this item and so have seen its key.
refusal-bank-saw-key-remedy = Ask someone who has not seen the key to answer the item.
refusal-bank-state = That step does not fit where the item stands now.
refusal-bank-state-remedy = Reload the item’s page to see what comes next.
refusal-bank-too-many-steps = The history of this item is full.
refusal-bank-too-many-steps-remedy = Retire it and go on with a new item.
refusal-bank-two-people = Only { $approved } of { $needed } approvals so far.
refusal-bank-two-people-remedy = Ask another person who did not write it.
refusal-bank-unknown-version = This item has no such version.
refusal-bank-unknown-version-remedy = Reload the item’s page and choose a version from its list.

refusal-item-accepted-text = An accepted answer is empty or longer than 1,000 letters.
refusal-item-accepted-text-remedy = Fill it in or shorten it.
refusal-item-choices-alike = Choice { $choice } says the same as one before it.
refusal-item-choices-alike-remedy = Word them so that they can be told apart, or take one away.
refusal-item-choice-twice = Choice { $choice } appears twice.
refusal-item-choice-twice-remedy = Give every choice a letter of its own.
refusal-item-choose-bounds = How many may be chosen does not fit the number of choices.
refusal-item-choose-bounds-remedy = Set a lowest and a highest number that can be met.
refusal-item-empty-choice = Choice { $choice } is empty.
refusal-item-empty-choice-remedy = Fill it in or remove it.
refusal-item-empty-stem = The stem is empty.
refusal-item-empty-stem-remedy = Write the question or the task.
refusal-item-empty-stimulus = This shared stimulus is empty.
refusal-item-empty-stimulus-remedy = Add its text, table, picture or recording.
refusal-item-endings = The kinds of file that may be uploaded cannot be read.
refusal-item-endings-remedy = Write name endings in small letters without a dot, such as pdf.
refusal-item-files = Between 1 and 50 files may be uploaded.
refusal-item-files-remedy = Change the number.
refusal-item-gap-in-other-kind = The stem holds a gap, but this is not a gap item.
refusal-item-gap-in-other-kind-remedy = Remove the gap, or change the kind to gap.
refusal-item-gap-outside-stem = There is a gap outside the stem.
refusal-item-gap-outside-stem-remedy = Move it into the stem.
refusal-item-gap-places = The gaps in the stem are not those that have a key.
refusal-item-gap-places-remedy = See that every gap stands once in the stem and once in the key.
refusal-item-gap-twice = Two gaps have the same name.
refusal-item-gap-twice-remedy = Give every gap a name of its own.
refusal-item-gap-weights = A gap has no weight, or a weight is of a gap that is not there.
refusal-item-gap-weights-remedy = Give every gap a weight over 0.
refusal-item-key-empty = The key is empty.
refusal-item-key-empty-remedy = Write at least one right answer.
refusal-item-key-incomplete = The key is incomplete.
refusal-item-key-incomplete-remedy = Give an answer for every part of the item, each once.
refusal-item-key-kind = The key does not fit the kind of item.
refusal-item-key-kind-remedy = Write the key anew, or mend the kind.
refusal-item-key-out-of-reach = The key cannot be reached with the number of choices allowed.
refusal-item-key-out-of-reach-remedy = Change the key, or how many may be chosen.
refusal-item-key-unknown-choice = The key names a choice that is not there.
refusal-item-key-unknown-choice-remedy = Mend the key, or add the choice.
refusal-item-letters = A short answer may have between 1 and 10,000 letters.
refusal-item-letters-remedy = Change the limit.
refusal-item-minutes = The time must be between 1 and 600 minutes.
refusal-item-minutes-remedy = Change it, or leave it empty.
refusal-item-no-gap = This gap item has no gap.
refusal-item-no-gap-remedy = Add at least one.
refusal-item-own-enemy = This item is named as its own enemy.
refusal-item-own-enemy-remedy = Take its code off the list of items it must not appear with.
refusal-item-pair-takes-off = A pair takes off more than all right pairs bring.
refusal-item-pair-takes-off-remedy = Take off at most the sum of the weights of the right pairs.
refusal-item-pair-weights = A right pair must have a weight over 0, and no other pair of the same premise a higher one.
refusal-item-pair-weights-remedy = Change the weights, or make the pair with the highest weight the key.
refusal-item-picture-size = The size of the picture is not known.
refusal-item-picture-size-remedy = Give its width and height in pixels.
refusal-item-picture-words = The picture has no description in words.
refusal-item-picture-words-remedy = Write what it shows, for candidates who cannot see it.
refusal-item-place = Unit, element and criterion of this item are incomplete.
refusal-item-place-remedy = Give all three, or none.
refusal-item-points = The points must be above 0 and at most 1,000.
refusal-item-points-remedy = Change them.
refusal-item-rubric-levels = The scores of the aspect “{ $aspect }” are not in order.
refusal-item-rubric-levels-remedy = Begin at 0 and rise, with at least two levels.
refusal-item-rubric-sum = The rubric adds up to { $sum }, but the item brings { $points }.
refusal-item-rubric-sum-remedy = Make the two agree.
refusal-item-rubric-words = A rubric aspect has no name, or a description is too long.
refusal-item-rubric-words-remedy = Name every aspect; a description has at most 4,000 letters.
refusal-item-scoring-kind = That way of scoring does not apply to this kind of item.
refusal-item-scoring-kind-remedy = Choose another.
refusal-item-shape = An area lies outside the picture or has no extent.
refusal-item-shape-remedy = Draw it again within the picture.
refusal-item-share = The share of an accepted answer must be above 0 and at most 1.
refusal-item-share-remedy = Change the share.
refusal-item-signs = There is a sign that cannot be kept in { $at ->
        [stem] the stem
        [stimulus] the stimulus
        [explanation] the explanation
        [model] the model answer
        [key] the key
       *[other] part { $at }
    }.
refusal-item-signs-remedy = Remove invisible signs there, or type the text again.
refusal-item-table = The rows of a table in { $at ->
        [stem] the stem
        [stimulus] the stimulus
        [explanation] the explanation
        [model] the model answer
        [key] the key
       *[other] part { $at }
    } are not of one length.
refusal-item-table-remedy = Fill in cells until every row is as long.
refusal-item-title = The title is longer than 300 letters or holds a sign that cannot be kept.
refusal-item-title-remedy = Shorten it or type it again.
refusal-item-tolerance = A tolerance cannot be below 0.
refusal-item-tolerance-remedy = Write 0 or a number above it.
refusal-item-too-deep = Too many things stand within each other in { $at ->
        [stem] the stem
        [stimulus] the stimulus
        [explanation] the explanation
        [model] the model answer
        [key] the key
       *[other] part { $at }
    }.
refusal-item-too-deep-remedy = Use fewer lists, tables or quotations within each other.
refusal-item-too-few-choices = There are too few choices.
refusal-item-too-few-choices-remedy = Add some; at least two.
refusal-item-too-long = The content of { $at ->
        [stem] the stem
        [stimulus] the stimulus
        [explanation] the explanation
        [model] the model answer
        [key] the key
       *[other] part { $at }
    } is too long.
refusal-item-too-long-remedy = Shorten it, or share it among several items.
refusal-item-too-many-accepted = There are too many accepted answers.
refusal-item-too-many-accepted-remedy = Keep at most 200.
refusal-item-too-many-aspects = The rubric has too many aspects.
refusal-item-too-many-aspects-remedy = Keep at most 30.
refusal-item-too-many-choices = There are too many choices.
refusal-item-too-many-choices-remedy = Keep at most 60.
refusal-item-too-many-enemies = The list of items that it must not appear with is too long.
refusal-item-too-many-enemies-remedy = Keep at most 500.
refusal-item-weight = The weight of a choice must lie between -1 and 1.
refusal-item-weight-remedy = Change the weight.
refusal-item-weights-alike = All parts have the same weight.
refusal-item-weights-alike-remedy = Choose scoring by parts, without weights.
refusal-item-words = The number of words must be between 1 and 10,000.
refusal-item-words-remedy = Change it, or leave it empty.

refusal-math-attribute = The formula uses the attribute { $name }, which is not known.
refusal-math-attribute-remedy = Remove it, or write the formula again.
refusal-math-broken = The formula cannot be read as MathML.
refusal-math-broken-remedy = Write it again.
refusal-math-element = The formula uses the part { $name }, which is not known.
refusal-math-element-remedy = Write it again without that part.
refusal-math-empty = The formula is empty.
refusal-math-empty-remedy = Fill it in or remove it.
refusal-math-too-long = The formula is larger than { $bytes }.
refusal-math-too-long-remedy = Divide it into several.

refusal-response-file-kind = That kind of file is not accepted for this question.
refusal-response-file-kind-remedy = Upload one of the kinds named in the question.
refusal-response-kind = That answer does not fit the kind of question.
refusal-response-kind-remedy = Reload the exam page and answer again.
refusal-response-order = The order is incomplete or a step is repeated.
refusal-response-order-remedy = Give every step one place.
refusal-response-outside = That point lies outside the picture.
refusal-response-outside-remedy = Choose a point within it.
refusal-response-too-long = The answer is longer than { $letters } letters.
refusal-response-too-long-remedy = Shorten it.
refusal-response-too-many = More was chosen than is allowed.
refusal-response-too-many-remedy = Take some choices back.
refusal-response-unknown-choice = The question has no such choice.
refusal-response-unknown-choice-remedy = Reload the exam page and answer again.
refusal-response-unknown-gap = The question has no such gap.
refusal-response-unknown-gap-remedy = Reload the exam page and answer again.

# Files of items that are imported.
refusal-bank-draft-exists = The bank has a draft { $item } already.
refusal-bank-draft-exists-remedy = Tick that drafts are brought up to date, or give it another code in the file.
refusal-bank-file-kind = The file { $name } is no PNG or JPEG picture.
refusal-bank-file-kind-remedy = Turn the picture into PNG or JPEG, then import again.
refusal-bank-item-exists = Item { $item } is there already and no draft any more.
refusal-bank-item-exists-remedy = Open that item and change it there, or give it another code in the file.
refusal-typed-file = The file name { $name } cannot be used.
refusal-typed-file-remedy = Put the file in with the upload button; its name is written for you.
refusal-typed-too-long = The text is longer than { $bytes }.
refusal-typed-too-long-remedy = Shorten it, or move part of it into shared material.
