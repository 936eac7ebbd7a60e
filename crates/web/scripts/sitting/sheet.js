// The questions as they stand on the page: one at a time or all below each other, the navigator, the review.

import { isOpen, itemOf, write } from './answer.js'
import { bePoint } from './hotspot.js'

export class Sheet {
  /** `desk`: answers, flags and notes as they are now; `words`: sentences for what the script adds. */
  constructor (main, desk, words) {
    Object.assign(this, { main, desk, words })
    this.work = document.getElementById('kerja')
    this.count = Number(main.dataset.questions)
    this.fragments = new Map()
    this.stimuli = new Map()
    this.media = new Map()
    this.all = false
    const form = this.work.querySelector('form[data-n]')
    this.current = Number(form.dataset.n)
    this.pattern = form.cloneNode(true)
  }

  /** The paper has come: every question can be shown without network. */
  take (paper) {
    for (const question of paper.questions) this.fragments.set(question.n, question)
    for (const stimulus of paper.stimuli) this.stimuli.set(stimulus.id, stimulus.html)
  }

  /** The form that is on the page for a question. */
  form (n) {
    return this.work.querySelector(`form[data-n="${n}"]`)
  }

  forms () {
    return [...this.work.querySelectorAll('form[data-n]')]
  }

  /** Makes the form of a question out of the first one, which the server made. */
  build (n, stimulusShown) {
    const question = this.fragments.get(n)
    const form = this.pattern.cloneNode(true)
    form.dataset.n = n
    form.id = `s${n}`
    form.querySelector('[name=n]').value = n
    form.querySelector('.soal__no b').textContent = n
    form.querySelector('.soal__isi').innerHTML = question.html
    const stimulus = form.querySelector('.soal__stimulus')
    stimulus.innerHTML = question.stimulus && !stimulusShown ? this.stimuli.get(question.stimulus) || '' : ''
    stimulus.hidden = !stimulus.innerHTML
    this.steps(form, n)
    this.fill(form)
    return form
  }

  /** The buttons for the question before and after. */
  steps (form, n) {
    const [before, after, review] = ['[data-langkah="-1"]', '[data-langkah="1"]', '[data-langkah="akhir"]'].map((q) => form.querySelector(q))
    before.hidden = n <= 1
    after.hidden = n >= this.count
    review.hidden = n < this.count
    before.value = n - 1
    after.value = n + 1
    form.querySelector('.soal__simpan').value = n
  }

  /** Puts what is known into the fields. */
  fill (form) {
    const n = Number(form.dataset.n)
    write(form, this.desk.answers[n])
    form.querySelector('[name=tanda]').checked = this.desk.flags.has(n)
    const note = form.querySelector('[name=catatan]')
    note.value = this.desk.notes[n] || ''
    note.closest('details').open = Boolean(note.value)
    const item = itemOf(form)
    if (item && item.dataset.kind === 'hotspot') bePoint(item, this.desk.answers[n])
    this.wordsOf(form)
    this.pictures(form)
  }

  /** Says beside the options why the last press changed nothing, until the next one. */
  hint (form, text) {
    let at = form.querySelector('.soal__pesan')
    if (!at && !text) return
    if (!at) {
      at = Object.assign(document.createElement('p'), { className: 'soal__pesan status-baris' })
      at.dataset.color = 'warning'
      form.querySelector('.soal__isi').appendChild(at)
    }
    at.textContent = text || ''
    at.hidden = !text
  }

  /** How many words an essay has. */
  wordsOf (form) {
    const at = form.querySelector('p[data-kata]')
    if (!at) return
    const n = form.querySelector('[name=w]').value.split(/\s+/).filter(Boolean).length
    at.textContent = at.dataset.kata.replace('{n}', n)
    at.hidden = !n
  }

  /** Shows pictures and recordings from the device, so that they are there without network. */
  pictures (form) {
    for (const at of form.querySelectorAll('img[src], audio[src]')) {
      const kept = this.media.get(at.getAttribute('src'))
      if (kept) at.src = kept
    }
  }

  /** Whether that question can be shown without asking the server. */
  has (n) {
    return this.fragments.has(n) || Boolean(this.form(n))
  }

  show (n, focus = true) {
    this.current = n
    // The paper has not come yet; what the server showed stays.
    if (!this.fragments.has(n)) return this.mark()
    if (this.all) {
      this.mark()
      const form = this.form(n)
      form.scrollIntoView()
      if (focus) form.querySelector('.soal__no').focus({ preventScroll: true })
      return
    }
    this.put([this.build(n)])
    this.mark()
    if (!focus) return
    window.scrollTo(0, 0)
    this.form(n).querySelector('.soal__no').focus({ preventScroll: true })
  }

  put (forms) {
    this.work.textContent = ''
    forms.forEach((form) => this.work.appendChild(form))
  }

  /** One question a page, or all on one. */
  layout (all) {
    if (all === this.all) return
    this.all = all
    this.work.classList.toggle('semua', all)
    if (!all) return this.show(this.current, false)
    const forms = []
    let shown = null
    for (let n = 1; n <= this.count; n += 1) {
      const { stimulus } = this.fragments.get(n)
      forms.push(this.build(n, stimulus && stimulus === shown))
      shown = stimulus
    }
    this.put(forms)
    this.form(this.current).scrollIntoView()
    this.mark()
  }

  /** How many are answered and flagged, and which are not. */
  counts () {
    const open = []
    for (let n = 1; n <= this.count; n += 1) if (isOpen(this.desk.answers[n])) open.push(n)
    return { answered: this.count - open.length, open, flagged: [...this.desk.flags].sort((a, b) => a - b) }
  }

  /** Brings navigator and counts up to date. */
  mark () {
    for (const button of document.querySelectorAll('#daftar [data-n]')) {
      const n = Number(button.dataset.n)
      const [answered, flagged] = [!isOpen(this.desk.answers[n]), this.desk.flags.has(n)]
      button.classList.toggle('t', answered)
      button.classList.toggle('f', flagged)
      const said = [answered ? this.words.terjawab : this.words.belum].concat(flagged ? this.words.ditandai : [])
      button.querySelector('.hanya-pembaca').textContent = said.join(', ')
      if (n === this.current) button.setAttribute('aria-current', 'true')
      else button.removeAttribute('aria-current')
    }
    const { answered, open, flagged } = this.counts()
    const numbers = { terjawab: answered, belum: open.length, ditandai: flagged.length }
    for (const at of document.querySelectorAll('[data-hitung]')) at.textContent = numbers[at.dataset.hitung]
    this.list('daftar-belum', open)
    this.list('daftar-tanda', flagged)
    this.title()
  }

  /** Questions in the review that one may still want to look at. */
  list (id, numbers) {
    const box = document.getElementById(id)
    box.closest('[data-jika]').hidden = !numbers.length
    box.textContent = ''
    for (const n of numbers) {
      const entry = document.createElement('li')
      const button = document.createElement('button')
      Object.assign(button, { type: 'button', className: 'petak__no', textContent: n })
      button.setAttribute('aria-label', this.words.soal.replace('{n}', n))
      button.dataset.n = n
      entry.appendChild(button)
      box.appendChild(entry)
    }
  }

  title () {
    document.title = document.title.replace(/^[^,]*/, this.words.soal.replace('{n}', this.current))
  }

  /** No field takes anything while the sitting stands still. */
  freeze (frozen) {
    for (const field of this.work.querySelectorAll('input, select, textarea, button')) field.disabled = frozen
  }
}
