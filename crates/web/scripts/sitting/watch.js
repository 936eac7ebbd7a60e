// Watches what a person does between two presses: text that is being typed, and whether the page has the focus.

const PAUSE = 2000
const LONGEST = 15000
/** A glance at the address bar is none. */
const SHORTEST = 500

/** Text is taken when its person pauses, goes on, or looks away; at the latest after a while of typing. */
export class Texts {
  constructor (take) {
    this.take = take
    this.waiting = new Map()
  }

  typed (field) {
    const form = field.closest('form')
    const known = this.waiting.get(form)
    const since = known ? known.since : performance.now()
    if (known) clearTimeout(known.timer)
    const wait = Math.max(0, Math.min(PAUSE, since + LONGEST - performance.now()))
    this.waiting.set(form, { since, timer: setTimeout(() => this.now(form), wait) })
  }

  now (form, parting) {
    const known = this.waiting.get(form)
    if (!known) return
    clearTimeout(known.timer)
    this.waiting.delete(form)
    this.take(form, parting)
  }

  all (parting) {
    for (const form of [...this.waiting.keys()]) this.now(form, parting)
  }
}

/** Tells how long the page was without focus, milliseconds; nothing when it did not come back. */
export function watchFocus (counts, tell) {
  let lost = null
  const away = () => {
    if (lost === null && counts()) lost = performance.now()
  }
  const back = () => {
    if (lost === null || document.visibilityState === 'hidden' || !document.hasFocus()) return
    const millis = Math.round(performance.now() - lost)
    lost = null
    if (millis >= SHORTEST) tell(Math.min(millis, 4294967295), false)
  }
  window.addEventListener('blur', away)
  window.addEventListener('focus', back)
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? away() : back()))
  window.addEventListener('pagehide', () => {
    if (lost !== null) tell(null, true)
    lost = null
  })
}
