# Refusals of import and export of items.

refusal-aiken-answer = The answer is not the letter of an option.
refusal-aiken-answer-remedy = Write ANSWER: and the letter of one option, such as ANSWER: B.
refusal-aiken-line = Line { $line } is no option, though it stands among options.
refusal-aiken-line-remedy = Write every option on one line: A) and so on.
refusal-aiken-no-answer = There is no ANSWER line.
refusal-aiken-no-answer-remedy = Add a line ANSWER: below the options.
refusal-aiken-no-options = There are no options.
refusal-aiken-no-options-remedy = Begin each with its capital letter: A) or A. and so on.
refusal-aiken-no-question = There is no question.
refusal-aiken-no-question-remedy = Write it above the options.
refusal-aiken-two-answers = One question has two ANSWER lines.
refusal-aiken-two-answers-remedy = Keep the right one.

refusal-card-choice = The entry “{ $text }” under { $field } is not known.
refusal-card-choice-remedy = Use one of those on the instruction sheet.
refusal-card-field-twice = { $field } is written twice within one item.
refusal-card-field-twice-remedy = Remove one, or join the two.
refusal-card-merged-cells = Table cells at { $field } are merged, so that it is not clear to which part their text belongs.
refusal-card-merged-cells-remedy = Split the cells in Word, then import again.
refusal-card-gap = Gap { $name } stands in the key but not in the stem, or the other way round.
refusal-card-gap-remedy = Write [[{ $name }]] in the stem and in the key.
refusal-card-key = The key “{ $key }” cannot be read for this kind of item.
refusal-card-key-remedy = Write it as the instruction sheet shows.
refusal-card-key-disagrees = The key and the weights contradict each other.
refusal-card-key-disagrees-remedy = Make them agree: the key brings the most.
refusal-card-key-no-option = The key names { $key }, but there is no such option.
refusal-card-key-no-option-remedy = Mend the key, or fill in the option.
refusal-card-kind = The kind of item “{ $kind }” is not known.
refusal-card-kind-remedy = Use one of those on the instruction sheet, or leave it empty.
refusal-card-no-key = The key is missing.
refusal-card-no-key-remedy = Fill in the key.
refusal-card-no-kind = The kind of item is not told and cannot be seen from options or key.
refusal-card-no-kind-remedy = Fill in the kind, such as essay or gap.
refusal-card-no-stem = The stem is missing.
refusal-card-no-stem-remedy = Fill in the question.
refusal-card-number = The entry “{ $text }” under { $field } is not a number that can be used.
refusal-card-number-remedy = Write a number only, such as 2 or 0.5.
refusal-card-rubric = The rubric cannot be read.
refusal-card-rubric-remedy = Write “# name of the aspect”, then each level as “score | description”, one a line.

refusal-docx-broken = The file is not a whole Word document.
refusal-docx-broken-remedy = Open it in Word or LibreOffice and save it again as .docx.
refusal-docx-no-items = No item was recognised in this document.
refusal-docx-no-items-remedy = Use tables of item cards (number, criterion, level, question, A–E, key), or lists “1. … A. … B. … Key: B”.
refusal-docx-outside = This text belongs to no item: “{ $text }”.
refusal-docx-outside-remedy = See whether it is a mere heading or a part of an item that was cut off.
refusal-docx-struck = This item is struck out: “{ $text }”.
refusal-docx-struck-remedy = Delete it, or take the line through it away, then import again.

refusal-format-cannot-carry = This format cannot carry the item without changing it: { $what ->
        [audio] recordings
        [caption] the caption of a table
        [code] letters of a fixed width
        [formula] formulas
        [gap] the gaps
        [gaps] the gaps
        [files] files
        [key] the key
        [length] length of the text
        [list] what a list holds
        [markup] layout of the text
        [numbers] accepted numbers
        [options] the way to answer
        [picture] pictures
        [quote] quotations
        [reading] it would be refused when read back ({ $code })
        [scoring] the scoring
        [shares] shares of answers
        [stem] the stem
        [verbatim] text as it was typed
       *[other] { $what }
    }.
refusal-format-cannot-carry-remedy = Export it in another format; JSON carries everything.
refusal-format-encoding = The file is not { $expected } text.
refusal-format-encoding-remedy = Save it again in the encoding { $expected }.
refusal-format-no-full-answer = The best answer brings { $percent } % only, so nobody can earn all points.
refusal-format-no-full-answer-remedy = Give one answer 100 % in the source.
refusal-format-no-items = The file holds no questions.
refusal-format-no-items-remedy = See whether it is the right file, or export the questions again.
refusal-format-no-right-option = No choice is marked as right.
refusal-format-no-right-option-remedy = Mark the right answer in the source file.
refusal-format-nothing-first = An answer that brings nothing stands before “{ $text }” and accepts some of the same, so it would count first.
refusal-format-nothing-first-remedy = Move it below in the source, or remove it.
refusal-format-old-office = The file is of an old Office version (.doc or .xls), or locked by a password.
refusal-format-old-office-remedy = Open it, remove the password, and save it as .docx or .xlsx.
refusal-format-qti-old = The file is QTI 1.x, which is not read.
refusal-format-qti-old-remedy = Export again as QTI 2.1, 2.2 or 3.0.
refusal-format-qti-part = The file begins with { $name }: it is one part of a QTI package.
refusal-format-qti-part-remedy = Import the whole package as a zip, or an item by itself.
refusal-format-shares = All right options together bring { $sum } % only, so no answer can earn all points.
refusal-format-shares-remedy = Make the positive shares add up to 100 % in the source.
refusal-format-stimulus-twice = The shared material { $name } stands there twice.
refusal-format-stimulus-twice-remedy = Leave one of them, or give it another name.
refusal-format-too-large = The file is larger than { $bytes }.
refusal-format-too-large-remedy = Divide the items among several files.
refusal-format-too-many = Only the first { $most } items were read.
refusal-format-too-many-remedy = Import the rest in another file.
refusal-format-unknown = The content of this file is not recognised as items.
refusal-format-unknown-remedy = Use QTI, Moodle XML, GIFT, Aiken, JSON, the xlsx template or docx.
refusal-format-wildcard = The answer “{ $text }” uses * for any text.
refusal-format-wildcard-remedy = Write the accepted answers out one by one.

refusal-gift-before-answers = There is text before the first answer: “{ $text }”.
refusal-gift-before-answers-remedy = Begin answers with = or ~ within the braces.
refusal-gift-braces = The braces do not pair.
refusal-gift-braces-remedy = Close every { "{" } with { "}" }, or write \{ "{" } when you mean the letter.
refusal-gift-gap-place = The answer stands within code or the words of a picture, where no gap can be shown.
refusal-gift-gap-place-remedy = Move the answer into plain text.
refusal-gift-no-answers = There are no answers.
refusal-gift-no-answers-remedy = Write them between { "{" } and { "}" }.
refusal-gift-no-arrow = A pair lacks its ->.
refusal-gift-no-arrow-remedy = Write every pair as =left -> right.
refusal-gift-number = “{ $text }” is neither a number nor a range.
refusal-gift-number-remedy = Write #8, #8:0.5 or #7..9.
refusal-gift-signs = There is a sign that cannot be read.
refusal-gift-signs-remedy = Type the item again as plain text.
refusal-gift-title = The title opens with :: but does not close.
refusal-gift-title-remedy = Write it as ::title::.
refusal-gift-too-long = One item is larger than { $bytes }.
refusal-gift-too-long-remedy = See whether an empty line between items is missing.
refusal-gift-two-answers = One item has two blocks of answers.
refusal-gift-two-answers-remedy = Make two items of it with an empty line between.
refusal-gift-weight = The weight of an answer is no number.
refusal-gift-weight-remedy = Write it as %50%.

refusal-html-too-deep = The text has more than { $depth } layers.
refusal-html-too-deep-remedy = Copy it without formatting and lay it out again.
refusal-html-too-large = The text is larger than { $bytes }.
refusal-html-too-large-remedy = Shorten it; keep pictures as files.
refusal-html-too-many = The text has more than { $elements } parts.
refusal-html-too-many-remedy = Copy it without formatting and lay it out again.

refusal-json-broken = The JSON cannot be read at line { $line }, column { $column }.
refusal-json-broken-remedy = Mend the punctuation there.
refusal-json-field-missing = The part “{ $name }” is not there in this item.
refusal-json-field-missing-remedy = Add it; compare it with a JSON export.
refusal-json-file = The file “{ $name }” within the JSON cannot be read.
refusal-json-file-remedy = Export it again where it came from, or upload the file to the item bank.
refusal-json-item = This item does not have its form.
refusal-json-item-remedy = Compare it with a JSON export.
refusal-json-key = The key does not fit the kind of item.
refusal-json-key-remedy = Compare it with such an item in the examples soal-*.json.
refusal-json-key-disagrees = The key and the mark at choice { $choice } disagree.
refusal-json-key-disagrees-remedy = Make them agree.
refusal-json-part = The part “{ $name }” is not known and was not read.
refusal-json-part-remedy = See whether that part is needed.
refusal-json-scoring = The scoring “{ $scoring }” is not known.
refusal-json-scoring-remedy = Use one that the examples soal-*.json show.
refusal-json-type = The kind of item “{ $type }” is not known.
refusal-json-type-remedy = Use one that the examples soal-*.json show, or the form of a JSON export.
refusal-json-version = This form of JSON is not known (form { $format }, version { $version }); version { $known } is.
refusal-json-version-remedy = Export it again in that version, or bring this system up to date.
refusal-json-word = The word “{ $name }” is not known in this item.
refusal-json-word-remedy = Use one that a JSON export shows.

refusal-moodle-child = “{ $what }” cannot stand within { $within }; it would be lost.
refusal-moodle-child-remedy = Move or remove it in the source.
refusal-moodle-cloze-choices = Lists to choose from in the text differ, have not one right entry each, take points off, or stand beside other gaps.
refusal-moodle-cloze-choices-remedy = Divide the item, give all gaps one list, or make text gaps of the lists.
refusal-moodle-cloze-kind = The cloze kind “{ $kind }” is not known.
refusal-moodle-cloze-kind-remedy = Use SHORTANSWER, NUMERICAL or MULTICHOICE.
refusal-moodle-cloze-left = The embedded answer “{ $text }” cannot be read where it stands; taken so, candidates would see its key.
refusal-moodle-cloze-left-remedy = Write it as plain text outside code and the words of pictures, in capital letters and with a whole weight.
refusal-moodle-cloze-none = This cloze item has no gap.
refusal-moodle-cloze-none-remedy = Add one, such as { "{" }1:SHORTANSWER:=answer{ "}" }.
refusal-moodle-cloze-open = A cloze gap is not closed, or markup such as a line break stands in it.
refusal-moodle-cloze-open-remedy = Close it with a brace, all in one line.
refusal-moodle-element = The part { $name } is not known within a quiz.
refusal-moodle-element-remedy = Export again from Moodle as Moodle XML.
refusal-moodle-file-encoding = The content of the file { $name } is broken.
refusal-moodle-file-encoding-remedy = Export again from Moodle.
refusal-moodle-file-name = The file name { $name } cannot be used.
refusal-moodle-file-name-remedy = Rename it with letters and digits only.
refusal-moodle-file-twice = The file { $name } appears twice with different content.
refusal-moodle-file-twice-remedy = Rename one of the two.
refusal-moodle-files-too-large = The files within the quiz exceed { $bytes }.
refusal-moodle-files-too-large-remedy = Export fewer items at a time.
refusal-moodle-flag = { $name } says “{ $text }”, which is neither true nor false.
refusal-moodle-flag-remedy = Write true or false, or 1 or 0, in the source.
refusal-moodle-format = The text format “{ $format }” is not known.
refusal-moodle-format-remedy = Save the item in Moodle as HTML.
refusal-moodle-gap-groups = The gaps of this item have different lists of texts.
refusal-moodle-gap-groups-remedy = Put all texts into one group in Moodle, or divide the item.
refusal-moodle-gaps = The gaps, such as [[1]], do not fit the texts for them.
refusal-moodle-gaps-remedy = Mend the gaps or texts in Moodle and export again.
refusal-moodle-language = A mark of a language is not closed, or closes nothing: “{ $text }”.
refusal-moodle-language-remedy = Write { "{" }mlang id{ "}" } … { "{" }mlang{ "}" }, one after the other.
refusal-moodle-markup = An answer to be typed holds markup, such as a raised digit.
refusal-moodle-markup-remedy = Write it as candidates would type it.
refusal-moodle-no-partner = A pair has no answer.
refusal-moodle-no-partner-remedy = Complete it in Moodle.
refusal-moodle-no-text = The text of the question is missing.
refusal-moodle-no-text-remedy = Fill it in in Moodle and export again.
refusal-moodle-no-type = The kind of question is not told.
refusal-moodle-no-type-remedy = Export again from Moodle as Moodle XML.
refusal-moodle-number = “{ $text }” is not a number.
refusal-moodle-number-remedy = Write a number only for answer and tolerance.
refusal-moodle-ordering-grading = The grading “{ $kind }” of an order is not known.
refusal-moodle-ordering-grading-remedy = Choose exact or absolute positions in Moodle.
refusal-moodle-ordering-subset = This ordering item shows a part of its steps only.
refusal-moodle-ordering-subset-remedy = Change it in Moodle to show all.
refusal-moodle-root = The file begins with { $name }; it is no Moodle quiz.
refusal-moodle-root-remedy = Export from Moodle as Moodle XML.
refusal-moodle-set-weight = A choice takes points away, though only all right choices together count.
refusal-moodle-set-weight-remedy = Set it to 0 or 100 in Moodle.
refusal-moodle-truth = “{ $text }” is neither true nor false.
refusal-moodle-truth-remedy = Choose one of the two in Moodle.
refusal-moodle-twice = { $name } stands twice where it may stand once, and the two differ.
refusal-moodle-twice-remedy = Remove one in the source.
refusal-moodle-type = Questions of the kind “{ $type }” are not supported.
refusal-moodle-type-remedy = Write it again as another kind, such as multiple choice.

refusal-qti-adaptive = This item is adaptive: it is answered in several steps.
refusal-qti-adaptive-remedy = Write it again as a plain item.
refusal-qti-attribute = { $name } cannot be “{ $value }”.
refusal-qti-attribute-remedy = Mend it in the source.
refusal-qti-base-type = The base type of the response does not fit the item.
refusal-qti-base-type-remedy = Mend baseType in the source.
refusal-qti-bound = { $name } of the mapping makes a score that cannot be kept.
refusal-qti-bound-remedy = Leave it out in the source, or set it to what the right parts bring together.
refusal-qti-cardinality = The number of answers does not fit the item.
refusal-qti-cardinality-remedy = Mend cardinality or maxChoices in the source.
refusal-qti-child = “{ $what }” cannot stand within { $within }.
refusal-qti-child-remedy = Move or remove it in the source; it would be lost.
refusal-qti-identifier = An identifier cannot be used.
refusal-qti-identifier-remedy = Use letters, digits, dots and dashes only.
refusal-qti-include = A part of the item lies in another file (XInclude).
refusal-qti-include-remedy = Put it into the item and export again.
refusal-qti-interaction = The interaction { $name } is not supported.
refusal-qti-interaction-remedy = Write it again as another kind, such as multiple choice.
refusal-qti-interaction-place = The place to answer { $name } stands where none is read, such as within code, feedback or the words of a picture.
refusal-qti-interaction-place-remedy = Move it into the text of the item in the source.
refusal-qti-key-disagrees = The key and the scoring contradict each other.
refusal-qti-key-disagrees-remedy = Make them agree in the source.
refusal-qti-mapping = The mapping of answers to scores is incomplete.
refusal-qti-mapping-remedy = Complete mapKey and mappedValue in the source.
refusal-qti-match-many = A premise may be paired more than once.
refusal-qti-match-many-remedy = Allow one partner for each premise.
refusal-qti-match-sets = A matching item needs two sets.
refusal-qti-match-sets-remedy = Mend the sets in the source.
refusal-qti-mixed-case = Capital letters matter for some accepted texts and not for others.
refusal-qti-mixed-case-remedy = Make caseSensitive the same for all in the source.
refusal-qti-no-body = The body of the item is missing.
refusal-qti-no-body-remedy = Add it in the source.
refusal-qti-no-interaction = This item has no place to answer.
refusal-qti-no-interaction-remedy = Add an interaction in the source.
refusal-qti-no-items = This test holds no item that was taken.
refusal-qti-no-items-remedy = Look at the report on its items first.
refusal-qti-no-key = The key is missing.
refusal-qti-no-key-remedy = Add the right answer in the source.
refusal-qti-no-manifest = The package has no imsmanifest.xml.
refusal-qti-no-manifest-remedy = Export it again as a QTI package.
refusal-qti-no-part = The part { $href } is not in the package.
refusal-qti-no-part-remedy = Export the package again.
refusal-qti-no-picture = The picture to point at is missing.
refusal-qti-no-picture-remedy = Add it in the source.
refusal-qti-no-resources = The package names no QTI item or test.
refusal-qti-no-resources-remedy = Export it again as a QTI package.
refusal-qti-number = “{ $text }” is not a number.
refusal-qti-number-remedy = Mend it in the source.
refusal-qti-pair = A pair of the answer cannot be read.
refusal-qti-pair-remedy = Write two names with a blank between.
refusal-qti-partial-order = This item asks to order a part of its steps only.
refusal-qti-partial-order-remedy = Change it so that all are ordered.
refusal-qti-point = A place of the answer cannot be read.
refusal-qti-point-remedy = Write two whole numbers with a blank between.
refusal-qti-processing = The scoring cannot be kept: { $what ->
        [SCORE] the score does not begin at 0
        [MAXSCORE] the highest score is not told
        [ceiling] it is bounded below what the rules bring
        [condition] a condition is of a shape that is not known
        [externalScored] the score comes from outside, though there is a right answer or a rule
        [identifier] a rule compares one response with another
        [index] places of an order are not each compared with what is right there
        [integer] SCORE is a whole number, but a rule brings a part of one
        [isNull] a rule asks whether another response was given
        [number] SCORE is not one number
        [order] a later rule takes away what an earlier one brought
        [response] a response is scored by no rule, or by more than one
        [responseElseIf] two branches may hold at once
        [template] rules stand beside a template
        [templateLocation] the rules lie in a file of their own
        [test] a rule asks for something else than the right answer
        [text] a rule scores what people are to mark
        [tolerance] the tolerance is relative, or leaves its bounds out
        [twice] two rules score the same response
        [unanswered] no answer would bring points
       *[other] the rule { $what } is not known in this place
    }.
refusal-qti-processing-remedy = Use the standard match_correct or map_response.
refusal-qti-radix = The number is to be typed in base { $base }, not in tens.
refusal-qti-radix-remedy = Ask for it as text, or in tens.
refusal-qti-resource-type = A part of the kind “{ $type }” is not supported.
refusal-qti-resource-type-remedy = Export again as QTI 2.1, 2.2 or 3.0.
refusal-qti-root = The file begins with { $name }; it is no QTI item.
refusal-qti-root-remedy = Export again as QTI 2.1, 2.2 or 3.0.
refusal-qti-score-elsewhere = The scoring sets { $name } and never SCORE.
refusal-qti-score-elsewhere-remedy = Let it set SCORE in the source.
refusal-qti-sections = The sections of this test are too many, too large or too deep within each other.
refusal-qti-sections-remedy = Divide the test.
refusal-qti-several-interactions = One item holds several interactions.
refusal-qti-several-interactions-remedy = Divide it into several items.
refusal-qti-shape = The area “{ $shape }” cannot be read.
refusal-qti-shape-remedy = Use a rectangle, a circle or a polygon.
refusal-qti-template = This item is made from a template with random values.
refusal-qti-template-remedy = Write the values out and export again.
refusal-qti-twice = { $name } stands twice where it may stand once.
refusal-qti-twice-remedy = Remove one in the source.
refusal-qti-undeclared = The interaction has no declaration of its response.
refusal-qti-undeclared-remedy = Add the responseDeclaration in the source.
refusal-qti-uneven = Right parts of the answer bring different points.
refusal-qti-uneven-remedy = Make the mapped values equal, or divide the item.

refusal-xlsx-broken = The file is not a whole Excel workbook.
refusal-xlsx-broken-remedy = Open it in Excel or LibreOffice and save it again as .xlsx.
refusal-xlsx-cell-date = Cell { $cell } holds a date; Excel may have changed what you typed.
refusal-xlsx-cell-date-remedy = Format the cell as text and type its content again.
refusal-xlsx-cell-error = Cell { $cell } holds a formula error.
refusal-xlsx-cell-error-remedy = Mend the formula, or type the content.
refusal-xlsx-cell-formula = Cell { $cell } holds a formula whose result is not stored in the file.
refusal-xlsx-cell-formula-remedy = Open the file in Excel or LibreOffice and save it, or type the content.
refusal-xlsx-cell-truth = Cell { $cell } holds a value TRUE or FALSE; Excel may have changed what you typed.
refusal-xlsx-cell-truth-remedy = Format the cell as text and type its content again.
refusal-xlsx-heading-twice = The column heading { $name } appears twice.
refusal-xlsx-heading-twice-remedy = Keep one column only.
refusal-xlsx-no-heading = No sheet has the column headings Question and Key.
refusal-xlsx-no-heading-remedy = Use the template, or name your columns as it does.
refusal-xlsx-pictures = Pictures on the sheet are not read.
refusal-xlsx-pictures-remedy = Add them yourself in the item bank.
refusal-xlsx-stimulus-code = The code of material “{ $text }” cannot be used.
refusal-xlsx-stimulus-code-remedy = Use letters, digits, dots and dashes, 80 at most.
refusal-xlsx-too-large = The sheet has more than { $most } filled cells.
refusal-xlsx-too-large-remedy = Divide the items among several files.

refusal-xml-attribute = An attribute on line { $line } is broken.
refusal-xml-attribute-remedy = Mend its quotes.
refusal-xml-broken = The XML is broken on line { $line }.
refusal-xml-broken-remedy = Export again from its system, or mend that line.
refusal-xml-doctype = The DOCTYPE on line { $line } defines something of its own; for safety it is not read.
refusal-xml-doctype-remedy = Remove that line and try again.
refusal-xml-empty = The XML is empty.
refusal-xml-empty-remedy = Choose a file with content.
refusal-xml-encoding = The XML must be written in { $expected }.
refusal-xml-encoding-remedy = Save it again in that encoding.
refusal-xml-encoding-otherwise = The first line of the file names another encoding, but the file is written in { $written }.
refusal-xml-encoding-otherwise-remedy = Write encoding="{ $written }" there, or export again.
refusal-xml-entity = There is an unknown entity on line { $line }.
refusal-xml-entity-remedy = Replace entities such as &name; by the letter itself.
refusal-xml-namespace = Line { $line } holds something of another kind of file (namespace { $name }).
refusal-xml-namespace-remedy = Remove it in the source, or export again.
refusal-xml-prefix = The prefix { $name } on line { $line } is declared nowhere.
refusal-xml-prefix-remedy = Declare it or remove it in the source.
refusal-xml-too-deep = The XML has too many layers at line { $line }.
refusal-xml-too-deep-remedy = Export again from its system.
refusal-xml-too-large = The XML is larger than { $bytes }.
refusal-xml-too-large-remedy = Divide the items among several files.
refusal-xml-too-many = The XML has too many parts; reading stopped at line { $line }.
refusal-xml-too-many-remedy = Divide the items among several files.

refusal-zip-bomb = The package holds more than { $bytes } once unpacked.
refusal-zip-bomb-remedy = Make its pictures and recordings smaller, or divide it.
refusal-zip-broken = The package is broken or cut off.
refusal-zip-broken-remedy = Download or export it again.
refusal-zip-locked = The package is locked by a password.
refusal-zip-locked-remedy = Save it again without one.
refusal-zip-path = The name { $name } in the package is not safe.
refusal-zip-path-remedy = Export again; no name may lead out of the package.
refusal-zip-too-large = The package is larger than { $bytes }.
refusal-zip-too-large-remedy = Divide the items among several packages.
refusal-zip-too-many = The package has more than { $parts } parts.
refusal-zip-too-many-remedy = Divide the items among several packages.
refusal-zip-twice = The part { $name } appears twice in the package.
refusal-zip-twice-remedy = Export the package again.
refusal-zip-writing = The package is too large to be written.
refusal-zip-writing-remedy = Export fewer items at a time.
