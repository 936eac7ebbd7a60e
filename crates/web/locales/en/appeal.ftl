# Appeals: on the case, and when they are answered

appeal-title = Appeal
appeal-heading = Answer the appeal of { $name }
appeal-grounds = The candidate’s grounds
appeal-form = Read FR.AK.04
appeal-open = An appeal waits for its answer
appeal-open-said = Filed { $at }; to be answered by { $due }.
appeal-frozen = No certificate is issued before it is answered.
appeal-go = Answer the appeal
appeal-upheld = The appeal was upheld
appeal-rejected = The appeal was not upheld
appeal-answered-said = Filed { $filed }, answered { $at }.
appeal-answer = Answer of the body
appeal-uphold = Upheld
appeal-reject = Not upheld
appeal-reason = Reason
appeal-reason-hint = The candidate reads it. Say what was examined and why the answer is as it is.
appeal-submit = Record the answer
appeal-then-again = If upheld: invite the candidate to another event to be assessed again. The old decision stays on record.
appeal-then-panel = If upheld: ask the panel to return the case to its assessor.
appeal-then-granted = If upheld: first put right what was contested, then issue the certificate.
appeal-then-stands = If not upheld: the result stands.
appeal-then-told = The candidate is told, and reads the answer with its reason.

refusal-appeal-assessor-may-not-answer = You assessed this case, so you may not answer the appeal.
refusal-appeal-assessor-may-not-answer-remedy = Ask another manager, who neither assessed nor decided it.
refusal-appeal-decider-may-not-answer = You sat on the panel that decided this case, so you may not answer the appeal.
refusal-appeal-decider-may-not-answer-remedy = Ask another manager, who neither assessed nor decided it.
refusal-appeal-none = No appeal waits for an answer.
refusal-appeal-none-remedy = Reload the case; it may have been answered.
refusal-appeal-oneself = This is your own appeal.
refusal-appeal-oneself-remedy = Ask another manager to answer it.
refusal-appeal-outcome-wanted = No answer is chosen.
refusal-appeal-outcome-wanted-remedy = Choose upheld or not.
refusal-appeal-reason-wanted = The reason is missing.
refusal-appeal-reason-wanted-remedy = Write it; the candidate reads it.
