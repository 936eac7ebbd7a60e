// The clock on the page. The server holds time and says what is left; the device only measures what has passed since,
// with a counter that nobody can set (`performance.now`). Shown in minutes; told at 15, 5 and 1.

const MARKS = [15, 5, 1]
const minutes = (micros) => Math.round(micros / 60e6)

export class Clock {
  constructor (box, words, tell) {
    Object.assign(this, { box, words, tell })
    this.minute = box.querySelector('#menit')
    this.added = box.querySelector('#tambahan')
    this.adjusted = box.querySelector('#penyesuaian')
    this.bar = document.getElementById('sisa')
    this.left = null
    this.stands = false
    this.whole = 0
    this.before = null
    this.extra = null
    setInterval(() => this.show(), 1000)
  }

  /** What the server says: working time left, microseconds; whether it stands still; its own clock, microseconds. */
  set (left, stands, added, whole, now) {
    this.left = left
    this.stands = stands
    this.at = performance.now()
    this.server = now
    if (whole) this.whole = whole
    const extra = added ? minutes(added.adjustment + added.given + added.returned) : 0
    if (this.extra !== null && extra > this.extra && left !== null) {
      this.tell(this.words.ditambah.replace('{n}', extra - this.extra))
    }
    this.extra = extra
    if (this.added) {
      this.added.hidden = !extra
      this.added.querySelector('b').textContent = `+${extra}`
    }
    if (this.adjusted) {
      const agreed = added ? minutes(added.adjustment) : 0
      // The same minutes are not said twice.
      this.adjusted.hidden = !agreed || agreed === extra
      this.adjusted.querySelector('span').textContent = `+${agreed}`
    }
    this.show()
  }

  /** Microseconds left now; nothing while the clock does not run. */
  now () {
    if (this.left === null) return null
    const passed = this.stands ? 0 : (performance.now() - this.at) * 1000
    return Math.max(0, this.left - passed)
  }

  /** The clock of the server as it is now: hours are told by it, whatever the device believes. */
  wall () {
    return new Date(this.server / 1000 + performance.now() - this.at)
  }

  show () {
    const left = this.now()
    if (left === null) return
    const shown = Math.ceil(left / 60e6)
    if (this.minute.textContent !== String(shown)) {
      this.minute.textContent = shown
      this.box.setAttribute('aria-label', this.words.sisa.replace('{n}', shown))
    }
    this.box.classList.toggle('genting', shown <= 5)
    if (this.bar && this.whole) this.bar.setAttribute('width', `${Math.min(100, left / this.whole * 100).toFixed(1)}%`)
    const mark = MARKS.find((one) => this.before !== null && this.before > one && shown === one)
    if (mark) this.tell(this.words.tinggal.replace('{n}', mark), mark === 1)
    this.before = shown
  }
}
