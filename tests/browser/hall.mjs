// A written test of the demonstration, as its invigilator and its candidates stand in it: what several files share.
// What the server holds is read where the invigilator reads it: on the page of the seat.
import assert from 'node:assert/strict'
import { LOOKS, PASSWORD, Person } from './house.mjs'

export const pause = (millis) => new Promise((done) => setTimeout(done, millis))

/** Looks until something is there. */
export async function until (what, look, millis = 30000) {
  for (const end = Date.now() + millis; ;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`never: ${what}`)
    await pause(150)
  }
}

const hrefs = (page, query) => page.locator(query).evaluateAll((all) => all.map((a) => a.getAttribute('href')))
const UNBEGUN = /Belum mulai|Belum dimulai/
export const BEGUN = /\b(Mengerjakan|Luring)\b/

/** A room with its invigilator, and the seats that no test has used yet. */
export class Hall {
  constructor (house, staff) {
    Object.assign(this, { house, staff, used: new Set(), known: new Set() })
  }

  /**
   * Opens the doors to who has not signed FR.AK.01 yet: few of the demonstration have, and what is walked through here is
   * the hall. That the door asks for it has its tests without a browser.
   */
  static async trial (house) {
    const admin = await Person.at(house, LOOKS.desktop, 'administrator@lsp.contoh.id')
    await admin.go('/pengaturan')
    const asked = admin.page.locator('select[name="exam.agreement_first"]')
    if (await asked.inputValue() !== 'no') {
      await asked.selectOption('no')
      await admin.press('form:has(select[name="exam.agreement_first"]) button[type=submit]')
      assert.match(admin.page.url(), /sudah=simpan/, await admin.page.locator('main').innerText())
    }
    await admin.close()
  }

  /** The room of the test that the demonstration holds. */
  static async of (house) {
    await Hall.trial(house)
    const staff = await Person.at(house, LOOKS.desktop, 'staf@lsp.contoh.id')
    await staff.go('/ruang-ujian')
    const exam = (await hrefs(staff.page, 'main a[href^="/ruang-ujian/"]')).find((href) => /^\/ruang-ujian\/[0-9a-f-]{36}$/.test(href))
    assert.ok(exam, 'no test is held')
    return new Hall(house, staff).enter(exam)
  }

  /** Plans a test of so many minutes through the pages of the staff, seats some and draws their papers. */
  static async planned (house, name, minutes) {
    await Hall.trial(house)
    const staff = await Person.at(house, LOOKS.desktop, 'staf@lsp.contoh.id')
    const { page } = staff
    await staff.go('/ruang-ujian')
    const rooms = (await hrefs(page, 'main a[href^="/ruang-ujian/"]')).map((href) => href.split('/').pop())
    await staff.go('/acara')
    const events = new Set((await hrefs(page, 'main a[href^="/acara/"]')).map((href) => href.split('/')[2].split(/[?#]/)[0]))
    let event
    for (const one of events) {
      if (!/^[0-9a-f-]{36}$/.test(one)) continue
      await staff.go(`/acara/${one}/ujian`)
      const tests = await hrefs(page, `main a[href^="/acara/${one}/ujian/"]`)
      if (tests.some((href) => rooms.includes(href.split('/').pop()))) event = one
      if (event) break
    }
    assert.ok(event, 'no event holds a test')
    await staff.go(`/acara/${event}/ujian/baru`)
    const scheme = await page.locator('[name=naskah]').first().evaluate((at) => at.closest('div').querySelector('h3').textContent)
    await page.locator('[name=skema]').selectOption({ label: scheme })
    await page.fill('[name=nama]', name)
    await page.fill('[name=ruang]', 'Ruang Cadangan')
    await page.locator('[name=naskah]').first().check({ force: true })
    await page.locator('[name=jam][value=personal]').check({ force: true })
    await page.fill('[name=menit]', String(minutes))
    await page.fill('[name=buka]', '00:00')
    await page.fill('[name=terakhir]', '23:59')
    await staff.press('main form[action$="/ujian/baru"] button[type=submit]')
    assert.match(page.url(), /\?sudah=simpan/, await page.locator('main').innerText())
    const plan = new URL(page.url()).pathname
    for (const [n, field] of (await page.locator('input[name^="meja-"]').all()).slice(0, 12).entries()) await field.fill(String(n + 1))
    await staff.press(`form[action="${plan}/tempat"] button:not([name=urut])`)
    assert.match(page.url(), /\?sudah=tempat/, await page.locator('main').innerText())
    page.setDefaultTimeout(120000)
    await staff.press('button[name=gambar][value=baru]')
    page.setDefaultTimeout(15000)
    return new Hall(house, staff).enter(`/ruang-ujian/${plan.split('/').pop()}`)
  }

  async enter (exam) {
    this.exam = exam
    await this.staff.go(`${exam}/token`)
    this.word = (await this.staff.page.locator('.token-ruang').innerText()).trim()
    await this.staff.go(exam)
    const seats = await hrefs(this.staff.page, `main a[href^="${exam}/meja/"]`)
    this.seats = [...new Set(seats.map((href) => href.split(/[?#]/)[0]))]
    return this
  }

  /** The next candidate whose seat stands so, signed in; seats without an account are passed over. */
  async candidate (look = LOOKS.desktop, stands = UNBEGUN) {
    const { staff, house } = this
    for (const seat of this.seats) {
      if (this.used.has(seat)) continue
      await staff.go(seat)
      if (!stands.test(await staff.page.locator('#keadaan').innerText())) continue
      const [, name] = (await staff.page.locator('main header p:has(.kuat)').first().innerText()).split('·')
      await staff.seek('/orang', name.trim())
      const person = await staff.page.locator('main a[href^="/orang/0"]').first().getAttribute('href')
      await staff.go(person)
      const [email] = (await staff.page.locator('main').innerText()).match(/[\w.]+@contoh\.[\w.]+/) || []
      const own = email && await Person.at(house, look, email, PASSWORD).catch(() => null)
      const path = `/ujian/${seat.split('/').pop()}`
      this.used.add(seat)
      // Names are not unique; the seat is.
      if (own && await own.status(path) === 200) return { own, page: own.page, seat, path, email }
      await own?.close()
    }
    throw new Error('no candidate is left')
  }

  /** Compares the candidate of a seat with a document, once. */
  async identify (path) {
    const { staff, known } = this
    if (known.has(path)) return
    const seat = `${this.exam}/meja/${path.split('/').pop()}`
    await staff.go(`${seat}?perbuatan=kenali`)
    if (!/Identitas dicocokkan/.test(await staff.page.locator('main').innerText())) {
      await staff.page.locator('[name=dokumen]').selectOption('ktp')
      await staff.press('button[name=perbuatan][value=kenali]')
      assert.match(staff.page.url(), /sudah=kenali/, await staff.page.locator('main').innerText())
    }
    known.add(path)
  }

  /** Is recognised by the invigilator and types the word of the room at the door. */
  async knock (own, path) {
    await this.identify(path)
    await this.say(own, path)
  }

  /** Types the word of the room at the door. */
  async say (own, path) {
    await own.go(path)
    await own.page.fill('[name=token]', this.word)
    await own.press('main form button[type=submit]')
  }

  /** Through the door, before the paper. */
  async seated (look = LOOKS.desktop, stands = UNBEGUN) {
    const one = await this.candidate(look, stands)
    if (!stands.test('Belum mulai')) await this.deed(one.seat, 'perangkat', { ke: 'laptop cadangan', alasan: 'Perangkat pertama rusak.' })
    await this.knock(one.own, one.path)
    assert.match(one.page.url(), /\/soal/)
    if (look.javaScriptEnabled) await ready(one.page)
    return one
  }

  /** What the invigilator does at a seat. */
  async deed (seat, deed, typed = {}) {
    const { staff } = this
    await staff.go(Object.keys(typed).length ? `${seat}?perbuatan=${deed}` : seat)
    for (const [name, value] of Object.entries(typed)) await staff.page.fill(`[name=${name}]`, value)
    await staff.press(`button[name=perbuatan][value=${deed}]`)
    assert.match(staff.page.url(), new RegExp(`sudah=${deed}`), await staff.page.locator('main').innerText())
  }

  /** How a seat stands: its terms and what is said to each. */
  async facts (seat) {
    await this.staff.go(seat)
    return Object.fromEntries(await this.staff.page.locator('#keadaan dl > div').evaluateAll((all) => all.map((one) => [
      one.querySelector('dt').innerText.trim(), one.querySelector('dd').innerText.trim(),
    ])))
  }

  /** Every answer that the server holds of a seat, and what became of it. */
  async record (seat) {
    await this.staff.go(seat)
    return this.staff.page.locator('main').evaluate((main) => [...main.querySelectorAll('tbody tr')]
      .filter((row) => row.cells.length === 6)
      .map(({ cells }) => ({
        question: Number(cells[1].innerText.match(/\d+/)[0]),
        stands: cells[4].innerText.trim(),
        origin: cells[5].innerText.trim(),
      })))
  }

  /** What the plan of the room says of a seat. */
  tile (seat, page = this.staff.page) {
    return page.locator(`#meja-${seat.split('/').pop()}`).innerText()
  }
}

/** The page of a sitting has its paper and can do without the server. */
export async function ready (page) {
  await page.waitForSelector('html.js')
  await until('the paper', () => page.locator('[name=semua]').isEnabled())
}

export const status = (page) => page.locator('#status > :not([hidden])').innerText()
export const saved = (page) => until('saved', async () => (await status(page)) === 'Tersimpan', 60000)
export const panel = (page) => page.evaluate(() => document.querySelector('[data-panel]:not([hidden])')?.dataset.panel ?? null)
export const go = (page, n) => page.click(`#daftar [data-n="${n}"]`)
export const choose = (page, place) => page.locator('.opsi').nth(place - 1).click()
export const chosen = (page, place) => page.locator('.opsi input').nth(place - 1).isChecked()

/** Questions with options, by their numbers. */
export const singles = async (page) => {
  const paper = await page.evaluate(async () => (await (await fetch('kertas')).json()).questions)
  return paper.filter((one) => one.html.includes('data-kind="single"')).map((one) => one.n)
}

/** The answers that the server shows on a page of its own. */
export const held = async (page) => {
  const answers = await page.evaluate(async () => {
    const { epoch } = document.getElementById('isi').dataset
    const text = await (await fetch(`soal?n=1&e=${epoch}`)).text()
    const html = new DOMParser().parseFromString(text, 'text/html')
    return JSON.parse(html.getElementById('awal').textContent).answers
  })
  return Object.fromEntries(Object.entries(answers).map(([n, { given }]) => [n, given]))
}
