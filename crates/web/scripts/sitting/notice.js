// What the page tells: the saved state, notices, panels that take the place of the questions, announcements of the
// room, and sentences for screen readers. The words stand in the page, in the reader's language.

/** A sentence with a number, in its form for one or for many. */
export function say (at, n) {
  const text = n === 0 && at.dataset.nol ? at.dataset.nol : n === 1 ? at.dataset.satu : at.dataset.banyak
  at.textContent = (text || at.dataset.banyak || '').replace('{n}', n)
}

export class Notice {
  constructor () {
    this.polite = document.getElementById('siar')
    this.urgent = document.getElementById('siar-penting')
    this.status = null
    this.panel = null
    this.toldSaved = -Infinity
    this.queue = []
    this.dialog = document.getElementById('umum')
    this.onSeen = () => {}
    this.dialog.querySelector('button').addEventListener('click', () => this.closeDialog())
    this.dialog.addEventListener('cancel', (event) => {
      event.preventDefault()
      this.closeDialog()
    })
  }

  /** Says something to a screen reader. The same sentence twice is said twice. */
  tell (text, urgent) {
    const at = urgent ? this.urgent : this.polite
    at.textContent = ''
    setTimeout(() => { at.textContent = text }, 100)
  }

  /** `saved`, `saving`, `offline` or `memory`, and how many answers wait. */
  show (status, n) {
    for (const at of document.querySelectorAll('#status > [data-status]')) at.hidden = at.dataset.status !== status
    for (const at of document.querySelectorAll('[data-n-luring]')) say(at, n)
    this.notice('luring', status === 'offline' && n >= 0)
    this.notice('memori', status === 'memory')
    if (status === this.status) return
    const before = this.status
    this.status = status
    if (status === 'offline' || status === 'memory') this.tell(this.words(status), false)
    else if (before === 'offline') this.tell(this.words('online'), false)
    else if (status === 'saved' && before === 'saving' && performance.now() - this.toldSaved > 20000) {
      this.toldSaved = performance.now()
      this.tell(this.words('saved'), false)
    }
  }

  words (status) {
    return document.getElementById('kata').dataset[status] || ''
  }

  notice (name, on, text) {
    const at = document.querySelector(`[data-kabar="${name}"]`)
    if (text !== undefined) at.querySelector('[data-teks]').textContent = text
    at.hidden = !on
  }

  /** How many answers came too late to count, once it has ended. */
  late (n) {
    const at = document.querySelector('[data-kabar="terlambat"]')
    const text = at.querySelector('[data-teks]')
    const before = at.hidden ? 0 : this.latest
    this.latest = n
    at.hidden = !n
    if (!n) return
    say(text, n)
    if (n !== before) this.tell(text.textContent, true)
  }

  /** A panel in place of the questions; none when there is none. */
  place (name) {
    if (name === this.panel) return false
    this.panel = name
    document.getElementById('kerja').hidden = Boolean(name)
    document.getElementById('sisi').hidden = Boolean(name) && name !== 'periksa'
    for (const at of document.querySelectorAll('[data-panel]')) {
      at.hidden = at.dataset.panel !== name
      if (!at.hidden) {
        at.querySelector('h2').focus({ preventScroll: true })
        window.scrollTo(0, 0)
      }
    }
    return true
  }

  /** Announcements that this candidate has not closed yet. */
  announce (list) {
    for (const one of list) if (!this.queue.some((other) => other.key === one.key)) this.queue.push(one)
    this.next()
  }

  next () {
    if (this.dialog.open || !this.queue.length) return
    this.dialog.querySelector('p').textContent = this.queue[0].text
    if (this.dialog.showModal) this.dialog.showModal()
    else this.dialog.setAttribute('open', '')
    this.dialog.querySelector('h2').focus()
  }

  closeDialog () {
    const [seen] = this.queue.splice(0, 1)
    if (this.dialog.close) this.dialog.close()
    else this.dialog.removeAttribute('open')
    if (seen) this.onSeen(seen)
    setTimeout(() => this.next(), 200)
  }
}
