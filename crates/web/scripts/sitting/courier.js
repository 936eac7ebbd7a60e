// Carries acts to the server and keeps each until a receipt names its sequence. One request at a time; acts of an
// earlier page or epoch travel under their own numbers. When nothing answers, it tries again after 1, 2, 4 … 15 seconds.

import { byRank } from './store.js'

const PATIENCE = 12000
const MOST_ACTS = 200
const MOST_BYTES = 900000
/** Browsers send no more than 64 KiB after a page is gone. */
const MOST_PARTING = 60000

const within = (ranges, sequence) => ranges.some(([from, to]) => from <= sequence && sequence <= to)

export class Courier {
  /**
   * `own`: sitting, epoch, page of this page, and after how many milliseconds it reports at the latest; without epoch
   * it only delivers what waits.
   * `tell`: what the page wants to know: status, pending, offline, refused, stuck, gone, landed.
   */
  constructor (store, own, sequence, waiting, tell) {
    Object.assign(this, { store, own, sequence, tell })
    this.queue = waiting.slice()
    this.busy = false
    this.again = false
    this.failed = 0
    this.resting = 0
    this.most = MOST_ACTS
    this.timer = null
    this.overtaken = false
    this.ended = false
  }

  /** Takes an act: on the device first, then on its way. */
  async add (act, mirror, parting) {
    this.sequence += 1
    const { sitting, epoch, page } = this.own
    const kept = { sitting, epoch, page, sequence: this.sequence, made: Date.now() * 1000, act }
    this.queue.push(kept)
    this.tell.pending()
    const whole = Object.assign({}, mirror, { epoch, sequence: this.sequence })
    if (parting) this.store.putNow(kept, whole)
    else await this.store.put(kept, whole)
    kept.held = true
    this.tell.pending()
    return parting ? this.part() : this.flush()
  }

  isOwn (act) {
    return act.sitting === this.own.sitting && act.epoch === this.own.epoch && act.page === this.own.page
  }

  /** What waits, of this sitting. */
  waiting () {
    return this.queue.filter((act) => act.sitting === this.own.sitting && !act.stuck)
  }

  /** The next acts that may travel together: this page's first, then earlier ones in their order. */
  batch (most, bytes) {
    const ready = this.queue.filter((act) => act.held !== false && (act.held || !this.isOwn(act)) && !act.stuck)
    const first = ready.find((act) => this.isOwn(act)) || ready.sort(byRank)[0]
    if (!first) return []
    const out = []
    let size = 100
    for (const act of ready.sort(byRank)) {
      if (act.sitting !== first.sitting || act.epoch !== first.epoch || act.page !== first.page) continue
      size += 80 + JSON.stringify(act.act).length * 3
      if (out.length >= most || (out.length && size > bytes)) break
      out.push(act)
    }
    return out
  }

  request (acts, own) {
    const { epoch, page } = acts[0] || own
    const list = acts.map(({ sequence, made, act }) => ({ sequence, made, act }))
    return {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'error',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ epoch, page, acts: list }),
    }
  }

  /** The page is being left: sends what it can without waiting for an answer. */
  part () {
    const acts = this.batch(MOST_ACTS, MOST_PARTING)
    if (!acts.length) return
    const request = this.request(acts, this.own)
    if (request.body.length > MOST_PARTING) return
    fetch(`/ujian/${acts[0].sitting}/jawaban`, Object.assign(request, { keepalive: true })).catch(() => {})
    this.plan(1000)
  }

  plan (after) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.flush(true), after)
  }

  /** Sends what waits; with `beat` also when nothing does. */
  async flush (beat) {
    if (this.busy) {
      this.again = true
      return
    }
    // A failing line is not asked more often because someone answers fast.
    if (!beat && performance.now() < this.resting) return
    this.busy = true
    this.again = false
    try {
      let acts = this.batch(this.most, MOST_BYTES)
      const alive = this.own.epoch && !this.overtaken && !this.ended
      if (!acts.length && !(beat && alive)) return
      do {
        if (!(await this.send(acts))) return
        acts = this.batch(this.most, MOST_BYTES)
      } while (acts.length)
    } finally {
      this.busy = false
      if (this.again) {
        this.again = false
        this.flush()
      }
    }
    if (this.own.epoch && !this.overtaken && !this.ended) this.plan(this.own.beat)
  }

  async send (acts) {
    const sitting = acts.length ? acts[0].sitting : this.own.sitting
    const { epoch, page } = acts[0] || this.own
    const mine = sitting === this.own.sitting && epoch === this.own.epoch && page === this.own.page
    const stop = new AbortController()
    const timer = setTimeout(() => stop.abort(), PATIENCE)
    let answer, said
    try {
      answer = await fetch(`/ujian/${sitting}/jawaban`, Object.assign(this.request(acts, this.own), { signal: stop.signal }))
      said = await answer.json().catch(() => null)
    } catch (error) {
      return this.fail(acts, null)
    } finally {
      clearTimeout(timer)
    }
    if (!answer.ok) return this.refusedWhole(answer, said, acts, mine)
    // A hotel's sign-in page also answers 200.
    if (!said || said.epoch !== epoch || said.page !== page || !Array.isArray(said.durable)) return this.fail(acts, null)
    this.failed = 0
    this.resting = 0
    const refused = said.refused || []
    const gone = (act) => within(said.durable, act.sequence) || refused.some((one) => one.sequence === act.sequence)
    const landed = this.queue.filter((act) => act.sitting === sitting && act.epoch === epoch && act.page === page && gone(act))
    this.queue = this.queue.filter((act) => !landed.includes(act))
    this.tell.online()
    if (refused.length) this.tell.refused(refused.map((one) => one.text || one.code))
    await this.store.forget(landed)
    this.tell.landed(landed, mine)
    if (mine) {
      this.overtaken = said.overtaken_by !== null && said.overtaken_by !== undefined
      this.tell.status(said)
    }
    this.tell.pending()
    if (acts.length && !acts.some(gone)) return this.fail(acts, null)
    return true
  }

  refusedWhole (answer, said, acts, mine) {
    const text = (said && said.text) || ''
    if (answer.status === 413 && this.most > 1) {
      this.most = Math.max(1, Math.floor(this.most / 4))
      return true
    }
    if (answer.status === 401) {
      if (mine || acts.every((act) => act.sitting === this.own.sitting)) {
        this.tell.gone()
        return this.fail(acts, answer)
      }
      acts.forEach((act) => { act.stuck = true })
      return true
    }
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 408 && answer.status !== 429) {
      // Kept on the device; a page that is loaded later tries again.
      if (!mine) {
        acts.forEach((act) => { act.stuck = true })
        return true
      }
      this.tell.stuck(text)
    }
    return this.fail(acts, answer)
  }

  fail (acts, answer) {
    this.failed += 1
    const wanted = answer && Number(answer.headers.get('retry-after'))
    const wait = wanted > 0 ? Math.min(wanted, 60) * 1000 : Math.min(15, 2 ** (this.failed - 1)) * 1000
    // Not all of a hall at the same instant.
    const spread = wait * (0.8 + Math.random() * 0.4)
    this.resting = performance.now() + spread
    this.plan(spread)
    // An answer that says no has come over a line that works.
    if (!answer || answer.status >= 500 || answer.status === 408 || answer.status === 429) this.tell.offline()
    return false
  }
}
