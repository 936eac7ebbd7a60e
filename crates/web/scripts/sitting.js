// The page of a sitting (`templates/sitting/`): keeps every act on the device until the server holds it, shows the
// questions without asking the server for each, and tells how things stand. The page works without this as well.

import { early, isText, read, same, steady, write } from './sitting/answer.js'
import { Clock } from './sitting/clock.js'
import { calculator, comforts, remembered } from './sitting/comfort.js'
import { Courier } from './sitting/courier.js'
import { keys } from './sitting/keys.js'
import { Notice } from './sitting/notice.js'
import { keepPage, mediaOf, paperOf } from './sitting/offline.js'
import { Sheet } from './sitting/sheet.js'
import { Store } from './sitting/store.js'
import { Texts, watchFocus } from './sitting/watch.js'

const main = document.getElementById('isi')
const quiet = () => {}

/** The receipt: the sitting has ended here; questions leave the device, answers that wait are still delivered. */
async function after (sitting) {
  const store = await Store.open()
  await store.clear(sitting)
  const tell = { pending: quiet, offline: quiet, online: quiet, refused: quiet, stuck: quiet, gone: quiet, landed: quiet, status: quiet }
  const courier = new Courier(store, { sitting }, 0, await store.acts(), tell)
  courier.flush()
}

/** What this device knows beyond what the server showed: acts that still wait, in the order in which they rank. */
function overlay (desk, acts) {
  for (const { act } of acts) {
    if (act.act === 'answered') desk.answers[act.question] = act.answer
    else if (act.act === 'flagged') desk.flags[act.on ? 'add' : 'delete'](act.question)
    else if (act.act === 'noted') desk.notes[act.question] = act.text
    else if (act.act === 'announcement-seen') desk.seen.add(act.announcement)
  }
}

class Room {
  constructor (store, waiting, mirror) {
    const { sitting, epoch, sequence, lang } = main.dataset
    this.store = store
    this.sitting = sitting
    this.epoch = Number(epoch)
    this.lang = lang
    this.shown = JSON.parse(document.getElementById('awal').textContent)
    const copy = main.dataset.salinan !== undefined
    const same = mirror && mirror.epoch === this.epoch
    // A copy from the device is as old as its making; what happened since stands in the mirror.
    const base = copy && same ? mirror : this.shown
    this.desk = {
      answers: Object.assign({}, base.answers),
      flags: new Set(base.flags),
      notes: Object.assign({}, base.notes),
      seen: new Set((mirror && mirror.seen) || []),
    }
    const own = waiting.filter((act) => act.sitting === sitting)
    overlay(this.desk, own)
    this.state = copy && same ? mirror.state : this.shown.state
    this.touched = new Set()
    this.older = own.some((act) => act.epoch !== this.epoch)
    // Whoever had handed in before the page was loaded again has handed in.
    const handing = own.some(({ act }) => act.act === 'finished')
    this.flags = { offline: false, over: false, handing, gone: false, review: false, overtaken: false }
    const counted = own.filter((act) => act.epoch === this.epoch).map((act) => act.sequence)
    const start = Math.max(Number(sequence) - 1, same ? mirror.sequence : 0, ...counted)
    const page = crypto.getRandomValues(new Uint32Array(1))[0] || 1
    this.courier = new Courier(store, { sitting, epoch: this.epoch, page, beat: this.shown.beat * 1000 }, start, waiting, this.ears())
    this.notice = new Notice()
    this.words = Object.assign({}, document.getElementById('kata').dataset)
    this.sheet = new Sheet(main, this.desk, this.words)
    this.clock = new Clock(document.getElementById('waktu'), this.words, (text, urgent) => this.notice.tell(text, urgent))
    this.texts = new Texts((form, parting) => this.commit(form, parting))
    let { left, now } = this.shown
    if (copy && same) {
      const passed = Math.max(0, Date.now() - mirror.at) * 1000
      left = mirror.left === null ? null : Math.max(0, mirror.left - passed)
      now = (mirror.now ?? now) + passed
    }
    this.clock.set(left, this.stands(this.shown.pause), this.shown.added, this.whole(this.shown.added), now)
    this.pause = this.shown.pause
  }

  stands (pause) {
    return Boolean(pause && pause.stops_clock)
  }

  /** The whole working time, microseconds, without what was returned. */
  whole (added) {
    return this.shown.work + added.adjustment + added.given
  }

  mirror () {
    const { answers, flags, notes, seen } = this.desk
    const left = this.clock.now()
    const { epoch, state } = this
    const now = this.clock.wall().getTime() * 1000
    return { epoch, sequence: this.courier.sequence, state, answers, flags: [...flags], notes, seen: [...seen], left, now, at: Date.now() }
  }

  add (act, parting) {
    return this.courier.add(act, this.mirror(), parting)
  }

  /** What the courier tells. */
  ears () {
    return {
      pending: () => this.told(),
      online: () => {
        this.flags.offline = false
        this.flags.gone = false
      },
      offline: () => {
        if (!this.flags.offline) this.since = this.clock.wall()
        this.flags.offline = true
        this.told()
        this.decide()
      },
      refused: (texts) => this.notice.notice('ditolak', true, texts.join(' ')),
      stuck: (text) => this.notice.notice('tersendat', true, text),
      gone: () => {
        this.flags.gone = true
        this.decide()
      },
      landed: (acts, mine) => this.landed(acts, mine),
      status: (status) => this.status(status),
    }
  }

  landed (acts, mine) {
    if (acts.some(({ act }) => act.act === 'finished')) this.finished = true
    if (!mine && this.older && !this.courier.waiting().some((act) => act.epoch !== this.epoch)) {
      this.older = false
      this.refresh()
    }
  }

  /** Old acts have landed: which of them count is the server's to say. */
  async refresh () {
    const answer = await fetch(`soal?n=1&e=${this.epoch}`, { credentials: 'same-origin', redirect: 'error' }).catch(() => null)
    const page = answer && answer.ok && new DOMParser().parseFromString(await answer.text(), 'text/html')
    const at = page && page.getElementById('isi')
    if (!at || Number(at.dataset.epoch) !== this.epoch) return
    const fresh = JSON.parse(page.getElementById('awal').textContent)
    for (let n = 1; n <= this.sheet.count; n += 1) {
      if (this.touched.has(n)) continue
      const answerThen = fresh.answers[n]
      if (same(answerThen, this.desk.answers[n])) continue
      if (answerThen) this.desk.answers[n] = answerThen
      else delete this.desk.answers[n]
      const form = this.sheet.form(n)
      if (form) write(form, this.desk.answers[n])
    }
    this.sheet.mark()
  }

  status (status) {
    this.flags.gone = false
    this.state = status.state
    this.pause = status.pause
    this.notice.notice('tersendat', false)
    this.flags.overtaken = this.courier.overtaken
    // Whoever waits for the room to go on asks more often, so that none of their time passes behind a closed page.
    const { beat, pause_beat: pauseBeat } = this.shown
    this.courier.own.beat = (status.state === 'paused' ? Math.min(beat, pauseBeat) : beat) * 1000
    const more = status.left !== null && status.left > 0
    if (more && status.state !== 'time-over') this.flags.over = false
    if (status.state === 'time-over') this.flags.over = true
    this.clock.set(status.left, this.stands(status.pause), status.added, this.whole(status.added), status.now)
    const seen = this.desk.seen
    this.notice.late(status.state === 'time-over' ? status.late || 0 : 0)
    this.notice.announce((status.announcements || []).filter((one) => !seen.has(one.key)))
    this.store.set('mirror', this.sitting, this.mirror())
    this.decide()
  }

  /** Whether the page can be loaded again without network. */
  copied (kept) {
    const at = document.getElementById('salinan')
    if (at) at.textContent = (kept && at.dataset[kept]) || ''
  }

  /** Saved, saving, offline: with how many answers that are safe here. */
  told () {
    if (!this.notice) return
    const waiting = this.courier.waiting()
    const n = new Set(waiting.filter(({ act }) => act.act === 'answered').map(({ act }) => act.question)).size
    for (const at of document.querySelectorAll('[data-jam]')) {
      if (!this.since) continue
      const form = { hour: '2-digit', minute: '2-digit', timeZone: this.shown.zone }
      at.textContent = `${this.since.toLocaleTimeString(this.lang, form)} ${this.shown.zone_name}`
    }
    const loose = this.store.loose.size > 0
    const saving = waiting.length || this.texts.waiting.size
    this.notice.show(loose ? 'memory' : this.flags.offline ? 'offline' : saving ? 'saving' : 'saved', n)
    for (const at of document.querySelectorAll('[data-menunggu]')) at.hidden = !waiting.length
    for (const at of document.querySelectorAll('[data-tuntas]')) at.hidden = Boolean(waiting.length)
    if (!waiting.length) this.decide()
  }

  /** What stands on the page: the questions, the review, or why there are none. */
  decide () {
    if (!this.notice || this.left) return
    const { gone, overtaken, handing, over, review } = this.flags
    const empty = !this.courier.waiting().length
    let panel = null
    if (this.finished || this.state === 'finished') {
      if (empty) return this.leave()
      panel = 'kumpul'
    } else if (this.state === 'voided') panel = 'batal'
    else if (gone && !handing) panel = 'pintu'
    else if (overtaken) panel = 'lain'
    else if (handing) panel = 'kumpul'
    else if (this.state === 'paused') panel = 'jeda'
    else if (this.state === 'on-paper') panel = 'kertas'
    else if (over) panel = 'habis'
    const frozen = Boolean(panel)
    if (frozen && !this.frozen) this.texts.all()
    if (!frozen && review) panel = 'periksa'
    if (panel === 'jeda') document.getElementById('jeda-jam').textContent = this.stands(this.pause) ? this.words.jedaDiam : this.words.jedaJalan
    const moved = this.notice.place(panel)
    if (frozen !== this.frozen) this.sheet.freeze(frozen)
    // "Carry on" is no word for somebody who cannot.
    for (const at of document.querySelectorAll('[data-jalan]')) at.hidden = frozen
    this.frozen = frozen
    this.courier.ended = this.state === 'voided'
    if (moved && !panel) this.sheet.show(this.sheet.current)
  }

  async leave () {
    this.left = true
    await this.store.clear(this.sitting)
    location.replace('selesai')
  }

  /** Takes what a form says, if it says something new. */
  commit (form, parting) {
    const n = Number(form.dataset.n)
    const answer = read(form)
    const note = form.querySelector('[name=catatan]').value
    if (!same(answer, this.desk.answers[n])) {
      this.desk.answers[n] = answer
      this.touched.add(n)
      this.sheet.mark()
      this.add({ act: 'answered', question: n, answer }, parting)
    }
    if (note !== (this.desk.notes[n] || '')) {
      this.desk.notes[n] = note
      this.add({ act: 'noted', question: n, text: note }, parting)
    }
    this.told()
  }

  changed (field) {
    if (this.frozen) return
    const form = field.closest('form[data-n]')
    const n = Number(form.dataset.n)
    if (field.name === 'berkas') return
    if (field.name === 'tanda') {
      this.desk.flags[field.checked ? 'add' : 'delete'](n)
      this.sheet.mark()
      this.add({ act: 'flagged', question: n, on: field.checked })
      return
    }
    const why = steady(field, field.dataset.before)
    this.sheet.hint(form, why)
    if (why) this.notice.tell(why)
    this.commit(form)
  }

  async go (n, remember = true) {
    if (!(n >= 1 && n <= this.sheet.count)) return
    this.texts.all()
    this.flags.review = false
    if (!this.sheet.has(n)) await this.paper
    this.sheet.current = n
    if (remember) history.pushState({ n }, '', `soal?n=${n}`)
    this.decide()
    this.sheet.show(n)
  }

  review (remember = true) {
    this.texts.all()
    this.sheet.mark()
    this.flags.review = true
    if (remember) history.pushState({ review: true }, '', `soal?n=${this.sheet.current}#periksa`)
    this.decide()
  }

  async hand () {
    if (this.flags.handing) return
    this.texts.all()
    this.flags.handing = true
    this.decide()
    await this.add({ act: 'finished' })
  }

  /** Sends a file; once the server holds it, the answer that hands it in goes the way of every answer. */
  async upload (form, button) {
    const n = Number(form.dataset.n)
    const { banyak, pilih, mengunggah, putus, cukup, sudah } = form.querySelector('[data-kind]').dataset
    const file = form.querySelector('[name=berkas]').files[0]
    const filed = () => ((this.desk.answers[n] || {}).kind === 'filed' ? this.desk.answers[n].given : [])
    if (!file) return this.notice.tell(pilih, true)
    if (banyak > 1 && filed().length >= banyak) return this.notice.tell(cukup, true)
    const body = new FormData()
    body.append('n', n)
    body.append('berkas', file)
    button.setAttribute('aria-disabled', 'true')
    this.notice.notice('ditolak', false)
    this.notice.tell(mengunggah)
    const request = { method: 'POST', body, credentials: 'same-origin', redirect: 'error', headers: { accept: 'application/json' } }
    const answer = await fetch('berkas', request).catch(() => null)
    const said = answer && await answer.json().catch(() => null)
    button.removeAttribute('aria-disabled')
    if (!answer || !answer.ok || !said || !said.name) return this.notice.notice('ditolak', true, (said && said.text) || putus)
    const given = { kind: 'filed', given: banyak > 1 ? filed().concat(said.name) : [said.name] }
    this.desk.answers[n] = given
    this.touched.add(n)
    this.sheet.mark()
    const now = this.sheet.form(n)
    if (now) {
      write(now, given)
      now.querySelector('[name=berkas]').value = ''
    }
    this.notice.tell(sudah)
    await this.add({ act: 'answered', question: n, answer: given })
  }

  async help (button) {
    button.setAttribute('aria-disabled', 'true')
    setTimeout(() => button.removeAttribute('aria-disabled'), 60000)
    this.notice.notice('bantuan', true)
    this.reason('')
    this.notice.tell(this.words.dipanggil)
    await this.add({ act: 'help-asked' })
  }

  /** Says what the call is for: like any act, so that it waits for the network too. */
  async explain (form) {
    const field = form.querySelector('[name=alasan]')
    const reason = field.value.trim()
    if (!reason) return
    field.value = ''
    this.reason(reason)
    this.notice.tell(this.words.perlunya)
    await this.add({ act: 'help-asked', reason })
  }

  /** Shows what the invigilator was told; with nothing, the field to tell it. */
  reason (text) {
    const notice = document.querySelector('[data-kabar="bantuan"]')
    const told = notice.querySelector('[data-perlunya]')
    told.querySelector('q').textContent = text
    told.hidden = !text
    notice.querySelector('form').hidden = Boolean(text)
  }

  /** Everything that a person can press. */
  listen () {
    const work = this.sheet.work
    work.addEventListener('focusin', ({ target }) => { if (target.matches('select')) target.dataset.before = target.value })
    work.addEventListener('change', ({ target }) => {
      if (!isText(target)) this.changed(target)
      if (target.matches('select')) target.dataset.before = target.value
    })
    work.addEventListener('input', ({ target }) => {
      if (!isText(target)) return
      this.texts.typed(target)
      this.sheet.wordsOf(target.form)
      this.told()
    })
    work.addEventListener('focusout', ({ target }) => { if (isText(target)) this.texts.now(target.closest('form')) })
    document.addEventListener('submit', (event) => {
      if (!event.target.matches('form[data-n], #kumpul-form, [data-kabar="bantuan"] form')) return
      event.preventDefault()
      if (event.target.id === 'kumpul-form') this.hand()
      else if (!event.target.dataset.n) this.explain(event.target)
    })
    document.addEventListener('click', (event) => this.click(event))
    this.notice.onSeen = (one) => {
      this.desk.seen.add(one.key)
      this.add({ act: 'announcement-seen', announcement: one.key })
    }
    window.addEventListener('popstate', ({ state }) => {
      if (state && state.review) return this.review(false)
      const n = Number((state && state.n) || new URLSearchParams(location.search).get('n'))
      this.go(n || this.sheet.current, false)
    })
    window.addEventListener('online', () => this.courier.flush(true))
    window.addEventListener('offline', () => this.ears().offline())
    window.addEventListener('pageshow', ({ persisted }) => { if (persisted) this.courier.flush(true) })
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'hidden') return this.courier.flush(true)
      this.texts.all(true)
      this.courier.part()
    })
    window.addEventListener('pagehide', () => this.texts.all(true))
    window.addEventListener('beforeunload', (event) => {
      if (this.left || !(this.store.loose.size || this.flags.handing)) return
      event.preventDefault()
      event.returnValue = ''
    })
    watchFocus(() => !this.frozen && !this.left, (millis, parting) => this.add({ act: 'focus-lost', millis }, parting))
    setInterval(() => {
      if (this.flags.over || this.clock.now() !== 0 || ['paused', 'on-paper'].includes(this.state)) return
      this.texts.all()
      this.flags.over = true
      this.notice.tell(this.words.habis, true)
      this.decide()
      this.courier.flush(true)
    }, 500)
    keys(this)
  }

  click (event) {
    const button = event.target.closest('button, a')
    if (!button || button.getAttribute('aria-disabled') === 'true') return
    const { n, langkah, perbuatan } = button.dataset
    const act = n ? 'n' : langkah === 'akhir' ? 'periksa' : langkah ? 'langkah' : perbuatan
    if (!act) return
    event.preventDefault()
    const form = button.closest('form[data-n]')
    if (act === 'n') this.go(Number(n))
    else if (act === 'langkah') this.go(Number(form.dataset.n) + Number(langkah))
    else if (act === 'periksa') this.review()
    else if (act === 'soal') this.go(this.sheet.current)
    else if (act === 'bantuan') this.help(button)
    else if (act === 'sini') location.reload()
    else if (act === 'unggah' && !this.frozen) this.upload(form, button)
    else if (act === 'hapus' && !this.frozen) {
      this.texts.now(form)
      write(form, null)
      this.commit(form)
    }
  }

  /** What the page offers only with a script. */
  tools () {
    document.documentElement.classList.add('js')
    const tools = document.getElementById('alat')
    comforts(tools, (text) => this.notice.tell(text))
    const box = document.querySelector('#hitung')
    if (box) calculator(box)
    const list = document.getElementById('daftar')
    // Folded on a phone, open beside the question: also when the window changes.
    const narrow = window.matchMedia('(max-width: 63.99rem)')
    const fit = () => { list.open = !narrow.matches }
    fit()
    if (narrow.addEventListener) narrow.addEventListener('change', fit)
    const all = tools.querySelector('[name=semua]')
    this.paper.then(() => {
      all.disabled = false
      remembered(all, 'semua', (on) => {
        this.texts.all()
        this.sheet.layout(on)
        if (this.frozen) this.sheet.freeze(true)
      })
    })
  }

  async begin () {
    const form = this.sheet.form(this.sheet.current)
    // Someone who was faster than this script has said something already: it goes on top of what is known.
    const said = early(form)
    this.sheet.fill(form)
    for (const [field, what, value] of said) field[what] = value
    this.sheet.steps(form, this.sheet.current)
    this.paper = paperOf(this.store, this.sitting, main.dataset.paper, this.lang).then((paper) => {
      this.sheet.take(paper)
      mediaOf(this.store, paper, this.sheet.media).then(() => this.sheet.forms().forEach((one) => this.sheet.pictures(one)))
    })
    this.listen()
    this.tools()
    for (const [field] of said) if (!isText(field)) this.changed(field)
    if (said.length) this.commit(form)
    history.replaceState({ n: this.sheet.current }, '', `soal?n=${this.sheet.current}${location.hash}`)
    this.sheet.mark()
    this.told()
    this.decide()
    if (location.hash === '#periksa') this.review(false)
    this.courier.flush(true)
    await this.paper
    // Within Safe Exam Browser what a worker asks for would not show the key.
    if (main.dataset.tanpaSalinan === undefined) keepPage(this.sitting, this.epoch).then((kept) => this.copied(kept))
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(quiet)
  }
}

async function begin () {
  const store = await Store.open()
  const [acts, mirror] = await Promise.all([store.acts(), store.mirror(main.dataset.sitting)])
  await new Room(store, acts, mirror).begin()
}

if (main && main.dataset.ke) location.replace(main.dataset.ke)
else if (main && main.dataset.epoch) begin()
else {
  const end = document.getElementById('akhir')
  if (end) after(end.dataset.sitting)
}
