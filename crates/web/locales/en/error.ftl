# Pages that say no, or sorry.
error-to-start = To the first page
error-back = Go back
error-again = Try again
error-remedy = The way out:
error-contact = Questions:
error-minutes = { $n } min
error-not-found = There is no such page
error-not-found-said = The address may have been cut off when it was copied, or the file is not for your account. For privacy, we answer both alike.
error-not-found-verify = Check a certificate: write its number, no link needed
error-not-found-schemes = All schemes
error-refused = This cannot be done yet
error-refused-unchanged = Nothing was changed.
error-refused-untold = Rule { $code } does not allow it yet.
error-too-many = Wait until { $at }
error-too-many-said = Too many attempts from your network or for this account. We hold it for a while so that nobody else can guess.
error-too-many-remedy = Forgotten your password? Recovering is quicker than guessing, and you may do it right now.
error-too-large = That is too large
error-too-large-said = At most { $most } can be taken.
error-too-large-route = It is larger than this page can take.
error-too-large-remedy = Take the picture again at medium quality, or split it into several files. The rest of what you filled in is still on the page before.
error-unreadable = This could not be read
error-unreadable-said = Part of it was lost on the way, or the page had been open too long. Go back, reload it and send it again; nothing was changed.
error-foreign = This came from another site
error-foreign-said = For the safety of your account we only take forms from our own pages. Nothing was changed.
error-busy = Very busy right now
error-busy-said = Your request could not be dealt with, and nothing was changed. Try again in a moment.
error-fault = Something is wrong on our side
error-fault-said = What you sent before is not affected.
error-fault-again = Try again in a moment. If it happens again, mention code { $id }; we find the event at once.
ended-title = Session ended
ended-heading = Sign in again to go on
ended-safe = Your text is safe
ended-said = { $n ->
    [0] Your session ended after nothing happened for a while, at its time limit, or from another device. Nothing was sent.
    [one] Your session ended after nothing happened for a while, at its time limit, or from another device. We hold 1 field on this page; it comes back once you are signed in. Nothing was sent.
   *[other] Your session ended after nothing happened for a while, at its time limit, or from another device. We hold { $n } fields on this page; they come back once you are signed in. Nothing was sent.
}
ended-submit = Sign in and go on
ended-shared = On a shared computer?
ended-shared-said = What you filled in is on this page only. Close or leave the page and it is gone from this device.
ended-wipe = Not me, remove it from this device
