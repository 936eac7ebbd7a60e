# What is left behind when items come in or go out.

refusal-loss-address = The file at “{ $address }” did not come along.
refusal-loss-address-remedy = Upload it yourself in the item bank.
refusal-loss-attachments = The attachments asked of candidates were left behind.
refusal-loss-attachments-remedy = Make an upload item if they are still needed.
refusal-loss-attribute = The attribute { $name } was left behind.
refusal-loss-attribute-remedy = See whether the item still looks right.
refusal-loss-below-zero = The lowest score was left behind; an item never brings less than 0.
refusal-loss-below-zero-remedy = Look at how it is scored.
refusal-loss-case = It was not told whether capital letters matter; now they do.
refusal-loss-case-remedy = Say in the key what is meant.
refusal-loss-category = The category “{ $name }” was left behind.
refusal-loss-category-remedy = Choose unit and criterion in the item bank.
refusal-loss-column = The column “{ $name }” is not known and was not read.
refusal-loss-column-remedy = Rename it as in the template if it is needed.
refusal-loss-comment = Comments in the document were left behind.
refusal-loss-comment-remedy = Move them to the review notes if needed.
refusal-loss-display = How it is shown was left behind, such as whether options may be shuffled.
refusal-loss-display-remedy = Set it again in the item bank.
refusal-loss-element = The part { $name } was left behind; its words remain.
refusal-loss-element-remedy = See whether the item still looks right.
refusal-loss-elsewhere = Another system will not heed this: { $what ->
        [scoring] the scoring
        [choose] how many may be chosen
        [marked-by-people] marking by people
       *[other] { $what }
    }.
refusal-loss-elsewhere-remedy = Set it there after the import.
refusal-loss-enemies = The list of items it must not appear with was left behind.
refusal-loss-enemies-remedy = Fill it in again at its destination.
refusal-loss-enemy = “{ $name }” is no item code and is not on the list of enemies.
refusal-loss-enemy-remedy = Mend the code in the item bank.
refusal-loss-equation = A formula was read as plain text.
refusal-loss-equation-remedy = Write it again in the item bank.
refusal-loss-example = The mark that this is an example was left behind.
refusal-loss-example-remedy = Do not use it for a real certification.
refusal-loss-explanation = The explanation of the key was left behind.
refusal-loss-explanation-remedy = Keep it elsewhere.
refusal-loss-feedback = Feedback was left behind.
refusal-loss-feedback-remedy = Write it again as an explanation if needed.
refusal-loss-fewest-words = The fewest words were left behind.
refusal-loss-fewest-words-remedy = Say so in the stem if needed.
refusal-loss-field = The field { $name } is not known and was left behind.
refusal-loss-field-remedy = See whether it is needed.
refusal-loss-file-kind = The limit on kinds of file was not kept whole.
refusal-loss-file-kind-remedy = Look at the kinds that may be uploaded.
refusal-loss-file-missing = The file { $name } is missing.
refusal-loss-file-missing-remedy = Upload it in the item bank.
refusal-loss-file-unused = The file { $name } is used by no item.
refusal-loss-file-unused-remedy = Nothing to do if that is right.
refusal-loss-files = Pictures and recordings cannot go in this format.
refusal-loss-files-remedy = Send them apart, or use QTI.
refusal-loss-fixed = Options that were to stay in place are shuffled with the others.
refusal-loss-fixed-remedy = Turn shuffling off if the order matters.
refusal-loss-formula = A formula was read as text: { $why ->
        [attribute] the attribute { $name } is not known
        [element] the part { $name } is not known
        [empty] it is empty
        [too-long] it is too long
       *[other] it cannot be read
    }.
refusal-loss-formula-remedy = Write it again in the item bank.
refusal-loss-hidden = The item was hidden in its system.
refusal-loss-hidden-remedy = See whether it may be used.
refusal-loss-hints = Hints were left behind.
refusal-loss-hints-remedy = Nothing to do; an exam gives none.
refusal-loss-inline-choice = A list to choose from within the sentence became options below it; a line marks its place.
refusal-loss-inline-choice-remedy = See whether the sentence still reads well.
refusal-loss-item = The item { $name } of this test was left behind.
refusal-loss-item-remedy = Look at the report on it.
refusal-loss-language = The language of the item was left behind.
refusal-loss-language-remedy = Choose it in the item bank.
refusal-loss-level = The cognitive level was left behind.
refusal-loss-level-remedy = Choose it in the item bank.
refusal-loss-link = A link was left behind; its words remain.
refusal-loss-link-remedy = Write the address out if candidates need it.
refusal-loss-markdown = Markdown was read as plain text.
refusal-loss-markdown-remedy = Lay the text out again in the item bank.
refusal-loss-merged-cells = Merged cells of a table were parted.
refusal-loss-merged-cells-remedy = Look at the table.
refusal-loss-name = Its own code could not be used and was replaced.
refusal-loss-name-remedy = Change it in the item bank if needed.
refusal-loss-names-or-order = Letters or order of choices changed; content and key are the same.
refusal-loss-names-or-order-remedy = Look again if the letters are named elsewhere.
refusal-loss-no-processing = The source tells no scoring; the right answer brings full points.
refusal-loss-no-processing-remedy = Look at how it is scored.
refusal-loss-note = Footnotes were left behind.
refusal-loss-note-remedy = Move them into the item if needed.
refusal-loss-object = An embedded object (chart, video or file) was left behind.
refusal-loss-object-remedy = Replace it by a picture.
refusal-loss-part = The part { $name } was left behind with all that it holds.
refusal-loss-part-remedy = See whether the item still needs it.
refusal-loss-pattern = The pattern for answers was left behind.
refusal-loss-pattern-remedy = Say in the stem what form is asked for.
refusal-loss-picture-kind = The picture { $name } cannot be shown.
refusal-loss-picture-kind-remedy = Save it again as PNG or JPEG.
refusal-loss-picture-linked = A picture that was only linked did not come along.
refusal-loss-picture-linked-remedy = Insert it into the document and import again.
refusal-loss-place = Unit, element and criterion were left behind.
refusal-loss-place-remedy = Choose them in the item bank.
refusal-loss-place-part = The item’s place in the scheme is incomplete: “{ $name }”.
refusal-loss-place-part-remedy = Choose unit, element and criterion in the item bank.
refusal-loss-points = The points were not kept as they were.
refusal-loss-points-remedy = Look at them.
refusal-loss-rationales = The reasons for each choice were left behind.
refusal-loss-rationales-remedy = Keep them elsewhere.
refusal-loss-row-headings = Headings of table rows became plain cells.
refusal-loss-row-headings-remedy = Look at the table.
refusal-loss-rubric = The rubric was not kept whole.
refusal-loss-rubric-remedy = Fill it in again at its destination.
refusal-loss-rubric-block = A note for { $name } was left behind.
refusal-loss-rubric-block-remedy = Move its content if it is still needed.
refusal-loss-section-time = The time for each section was left behind.
refusal-loss-section-time-remedy = Set the time in the blueprint.
refusal-loss-stimulus = The shared stimulus was left behind.
refusal-loss-stimulus-remedy = Add it and link the item to it.
refusal-loss-style = Some styling of the text (colour, size, alignment) was left behind.
refusal-loss-style-remedy = See whether it still means the same.
refusal-loss-tag = The tag “{ $name }” was left behind.
refusal-loss-tag-remedy = Note it in the item bank if needed.
refusal-loss-template = The text that answers begin with was left behind.
refusal-loss-template-remedy = Say it in the stem if needed.
refusal-loss-test-rules = Rules of the test (order, selection, scoring) were left behind.
refusal-loss-test-rules-remedy = Set them again in the blueprint.
refusal-loss-text-box = Text within a text box was left behind: “{ $name }”.
refusal-loss-text-box-remedy = Move it into the body of the document.
refusal-loss-title = The title of the item was left behind.
refusal-loss-title-remedy = Fill it in again if needed.
refusal-loss-tracked-changes = Tracked changes were read as accepted.
refusal-loss-tracked-changes-remedy = Accept or reject them in Word and import again if needed.
refusal-loss-units = Units of measure and their rules were left behind.
refusal-loss-units-remedy = Name the unit in the stem.
refusal-loss-white-space = Spaces or empty lines changed.
refusal-loss-white-space-remedy = Nothing to do if it looks right.
