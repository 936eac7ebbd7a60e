# Competency standards.
nav-standards = Standards
standard-title = Competency standards
standard-lead = The units that schemes stand on. What is published never changes.
standard-import = Import a standard
standard-state = State
standard-any-state = Any state
standard-draft = Draft
standard-published = Published
standard-withdrawn = Withdrawn
standard-show = Show
standard-none = No standards yet
standard-none-said = Standards appear here once imported from a decree, a workbook or JSON.
standard-none-found = Nothing found
standard-none-found-said = No standard is in that state.
standard-all = See all standards
standard-name = Title of the standard
standard-name-hint = Such as SKKNI bidang Perpustakaan.
standard-source = Set by
standard-source-hint = Name and number of the decree, such as Kepmenaker 236/2019.
standard-no-source = Not written yet
standard-units = Units
standard-units-n = { $n ->
    [one] { $n } unit
    *[other] { $n } units
  }
standard-elements = Elements
standard-criteria = Performance criteria
standard-published-at = Published
standard-brief = In brief
standard-draft-said = A draft can still be corrected, and no scheme can use it yet.
standard-fixed-said = A published standard does not change any more. A correction comes in as a new standard.
standard-mend = Correct
standard-publish = Publish
standard-done-saved = Stored as a draft. Check it once more, then publish it.
standard-done-published = The standard is published. Schemes can use its units.
standard-import-title = Import a standard
standard-import-lead = Upload a decree, a workbook or JSON. You see line by line what was understood before anything is stored.
standard-steps = Steps of the import
standard-step-upload = Upload
standard-step-check = Check
standard-step-store = Store as a draft
standard-example = This is example material, no official standard
standard-file = File
standard-file-hint = A PDF with text, TXT, XLSX, XLS, ODS, CSV or JSON. A scanned PDF cannot be read.
standard-paste = Or paste its text
standard-paste-hint = Copy the units out of the decree, from KODE UNIT on.
standard-read = Read
standard-preview-title = Check what was read
standard-preview-lead = Nothing is stored yet. Left: word for word. Right: what we understood.
standard-back = Back to the standard
standard-count-lines = Lines
standard-count-understood = Understood
standard-count-tidied = Tidied by us, please look
standard-count-missed = Not understood
standard-from-table = Read from a table
standard-from-table-said = The text below was written from that table, so that you can correct it.
standard-unread = Pages that could not be read: { $pages }
standard-unread-said = Copy the text of those pages out of the decree, paste it into the box, and read again.
standard-lines = Line by line
standard-look = Please look
standard-look-none = Nothing needs a special look.
standard-look-said = What was not understood is neither stored nor guessed. Correct it in the box where needed.
standard-correct = Correct the text
standard-correct-said = Change lines that are wrong, paste what is missing, then read again. What is stored is always what this box last said.
standard-text = The text that is read
standard-again = Read again
standard-rest = { $n ->
    [one] Show { $n } other line
    *[other] Show { $n } other lines
  }
standard-hidden = { $n ->
    [one] { $n } line is not shown, to keep this page light; all are read.
    *[other] { $n } lines are not shown, to keep this page light; all are read.
  }
standard-result = Result
standard-becomes = What it becomes
standard-more-units = { $n ->
    [one] and { $n } more unit
    *[other] and { $n } more units
  }
standard-missed-n = { $n ->
    [one] { $n } line was not understood
    *[other] { $n } lines were not understood
  }
standard-missed-none = Every line was understood
standard-save-said = Stored as a draft; what is published never changes.
standard-save = { $n ->
    [one] Store draft of { $n } unit
    *[other] Store draft of { $n } units
  }
standard-line-missed = Not understood, not stored
standard-remark-divided = Several items in one line, divided
standard-remark-joined = A word cut at the end of a line was joined
standard-remark-skipped = The number before it is missing. Did the source lose a line?
standard-remark-repeated = This number stood there before
standard-role-page = Page number, passed over
standard-role-head = Running head or foot, passed over
standard-role-outside = Outside the units, passed over
standard-role-heading = Heading of a part
standard-role-code = Unit code
standard-role-title = Unit title
standard-role-description = Unit description
standard-role-element = Element
standard-role-criterion = Criterion
standard-role-variables = Range of variables
standard-role-guide = Guide to assessment
standard-publish-heading = Publish { $title }
standard-publish-then = Once published, not a word can be changed, not by an administrator either.
standard-publish-use = Schemes can use its units.
standard-publish-mend = A mistake found later is mended by importing a new standard.
standard-publish-n = { $n ->
    [one] Publish { $n } unit
    *[other] Publish { $n } units
  }
standard-publish-leave = Not yet
