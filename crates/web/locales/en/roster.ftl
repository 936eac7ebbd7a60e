# Assessors of an event.
roster-title = Assessors of the event
roster-lead = The plan is { $plan } cases for each, with a warning from { $warn }. Registrations must run until the last day.
roster-registration = Registration
roster-until = until { $until }
roster-runs-out = ends { $until }, before the event does
roster-licences = Clusters
roster-days = By day
roster-appointed-until = appointed until { $until }
roster-none = No assessors yet
roster-none-said = Assessors appear here once their workbook was taken in, or a manager appointed them to this event.
roster-upload = Hand in a workbook of assessors
roster-upload-said = Names, MET registration, its last day, clusters, and whom they trained. Of those known already only the registration is renewed.
roster-most = At most { $most }.
roster-submit = Hand in and register
roster-taken = { $new } new assessors, { $known } known already
roster-appoint-wanted = They are registered; a manager appoints them to this event.
roster-waiting = Rows that could not be registered; mend them in the workbook and hand it in again:
roster-missing = { $field } is missing.
roster-no-day = { $field } is no day that exists.
roster-twice = { $field } stands in another row too.
roster-unknown = { $field } holds something unknown.
roster-withdrawn = Beside the name it says that this assessor does not come.
roster-malformed = { $field } cannot be read.
roster-met = Registration number (MET)
roster-end = Last day
roster-trained = Trainings given
roster-offered = Registered, not appointed to this event
roster-offered-said = Their registration covers a scheme of this event. Tick who is to assess.
roster-choose = Choose
roster-choose-one = Choose { $name }
roster-appoint = Appoint those ticked
refusal-roster-nobody = No assessor is ticked.
refusal-roster-nobody-remedy = Tick who is to assess first.
refusal-roster-unregistered = This person is not registered as an assessor.
refusal-roster-unregistered-remedy = Take in the sheet of assessors first.
letter-title = Letters of assignment
letter-lead = One letter for each assessor: registration, schemes, days, sessions and rooms. The number is written in and the head signs after printing; before that a letter is not in force.
letter-print-all = { $n ->
    [one] Print one letter (PDF)
   *[other] Print { $n } letters (PDF)
 }
letter-print = Print the letter
letter-given = What they are given
letter-session = { $n ->
    [one] { $when }: one candidate
   *[other] { $when }: { $n } candidates
 }
letter-unseated = { $n ->
    [one] One candidate has no day and session yet
   *[other] { $n } candidates have no day and session yet
 }
letter-no = No letter
letter-cancelled = This event is cancelled.
letter-not-appointed = Assesses at this event, but is not appointed to it. Appoint them first, on the page of the event’s assessors.
letter-unregistered = No registration is on record. Hand in the workbook of assessors first.
letter-runs-out = The registration ends { $until }, and there is work until { $day }. Renew it, or choose another assessor.
letter-appointment-ends = The appointment ends { $until }, and there is work until { $day }. Extend the appointment first.
letter-out-of-scope = A scheme is outside their scope. Choose another assessor, or renew the registration.
