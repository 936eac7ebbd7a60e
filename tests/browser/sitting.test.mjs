// A candidate at the demonstration's written test: the network is cut, the page is loaded again without it, a second tab
// takes over, time is given, the keyboard alone, a phone without scripts. What the server holds is read where the
// invigilator reads it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LOOKS, PASSWORD, Person, openHouse } from './house.mjs'

let house, staff, exam, word
const free = []
const pause = (millis) => new Promise((done) => setTimeout(done, millis))

async function until (what, look, millis = 30000) {
  for (const end = Date.now() + millis; ;) {
    const found = await look()
    if (found) return found
    if (Date.now() > end) throw new Error(`never: ${what}`)
    await pause(150)
  }
}

before(async () => {
  house = await openHouse()
  staff = await Person.at(house, LOOKS.desktop, 'staf@lsp.contoh.id')
  await staff.go('/ruang-ujian')
  const rooms = await staff.page.locator('main a[href^="/ruang-ujian/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  exam = rooms.find((href) => /^\/ruang-ujian\/[0-9a-f-]{36}$/.test(href))
  assert.ok(exam, 'no test is held')
  await staff.go(`${exam}/token`)
  word = (await staff.page.locator('.token-ruang').innerText()).trim()
  await staff.go(exam)
  const seats = await staff.page.locator(`main a[href^="${exam}/meja/"]`).evaluateAll((all) => all.map((a) => a.getAttribute('href')))
  free.push(...new Set(seats.map((href) => href.split(/[?#]/)[0])))
}, { timeout: 900000 })
after(async () => { await house?.close() })

/** The next candidate who has not begun, signed in; seats without an account are passed over. */
async function candidate (look = LOOKS.desktop) {
  while (free.length) {
    const seat = free.shift()
    await staff.go(seat)
    if (!/Belum mulai|Belum dimulai/.test(await staff.page.locator('main').innerText())) continue
    const [, name] = (await staff.page.locator('main header p:has(.kuat)').first().innerText()).split('·')
    await staff.go(`/orang?q=${encodeURIComponent(name.trim())}`)
    const person = await staff.page.locator('main a[href^="/orang/0"]').first().getAttribute('href')
    await staff.go(person)
    const [email] = (await staff.page.locator('main').innerText()).match(/[\w.]+@contoh\.[\w.]+/) || []
    const own = email && await Person.at(house, look, email, PASSWORD).catch(() => null)
    const path = `/ujian/${seat.split('/').pop()}`
    // Names are not unique; the seat is.
    if (own && await own.status(path) === 200) return { own, seat, path }
    await own?.close()
  }
  throw new Error('no candidate is left')
}

/** Through the door. */
async function seated (look) {
  const { own, seat, path } = await candidate(look)
  await own.go('/ujian')
  await own.axe()
  await own.go(path)
  await own.axe()
  await own.fits()
  await own.page.fill('[name=token]', word)
  await own.press('main form button[type=submit]')
  assert.match(own.page.url(), /\/soal/)
  if (look === LOOKS.phone) return { own, page: own.page, seat, path }
  await own.page.waitForSelector('html.js')
  await until('the paper', () => own.page.locator('[name=semua]').isEnabled())
  return { own, page: own.page, seat, path }
}

const status = (page) => page.locator('#status > :not([hidden])').innerText()
const saved = (page) => until('saved', async () => (await status(page)) === 'Tersimpan', 60000)
const panel = (page) => page.evaluate(() => document.querySelector('[data-panel]:not([hidden])')?.dataset.panel ?? null)
const go = (page, n) => page.click(`#daftar [data-n="${n}"]`)
/** Questions with options, by their numbers. */
const singles = async (page) => {
  const paper = await page.evaluate(async () => (await (await fetch('kertas')).json()).questions)
  return paper.filter((one) => one.html.includes('data-kind="single"')).map((one) => one.n)
}
const choose = (page, place) => page.locator('.opsi').nth(place - 1).click()
/** How many answers the server shows on a page of its own. */
const held = async (page) => {
  const answers = await page.evaluate(async () => {
    const { epoch } = document.getElementById('isi').dataset
    const text = await (await fetch(`soal?n=1&e=${epoch}`)).text()
    const html = new DOMParser().parseFromString(text, 'text/html')
    return JSON.parse(html.getElementById('awal').textContent).answers
  })
  return Object.fromEntries(Object.entries(answers).map(([n, { given }]) => [n, given]))
}

test('the network is cut in the middle; a reload without it keeps all; the server gets each once', { timeout: 300000 }, async () => {
  const { own, page, seat } = await seated()
  await own.axe()
  const [one, two, three] = await singles(page)
  await go(page, one)
  await choose(page, 2)
  await saved(page)
  await until('the copy of the page', () => page.evaluate(async () => (await caches.keys()).includes('ujian-aset')), 60000)
  await pause(1500)
  await page.context().setOffline(true)
  await go(page, two)
  await choose(page, 3)
  await until('offline', async () => /Luring: 1 jawaban/.test(await status(page)))
  await own.axe()
  await page.reload()
  await page.waitForSelector('html.js')
  await go(page, one)
  assert.ok(await page.locator('.opsi input').nth(1).isChecked(), 'what was acknowledged is there')
  await go(page, two)
  assert.ok(await page.locator('.opsi input').nth(2).isChecked(), 'what waits is there')
  await go(page, three)
  await choose(page, 1)
  await page.context().setOffline(false)
  await saved(page)
  assert.deepEqual(await held(page), { [one]: [2], [two]: [3], [three]: [1] })
  await staff.go(seat)
  await staff.sees('3/40')
  await own.close()
})

test('a second tab takes over; the first delivers, stops, and goes on when asked', { timeout: 300000 }, async () => {
  const { own, page } = await seated()
  const [one, two] = await singles(page)
  await go(page, one)
  await choose(page, 1)
  await saved(page)
  const other = await page.context().newPage()
  await other.goto(page.url())
  await other.waitForSelector('html.js')
  await page.bringToFront()
  await choose(page, 4)
  await until('the first tab stops', async () => (await panel(page)) === 'lain')
  await own.axe()
  await other.bringToFront()
  await go(other, two)
  await choose(other, 2)
  await saved(other)
  await page.bringToFront()
  await page.click('[data-perbuatan=sini]')
  await page.waitForLoadState()
  await page.waitForSelector('html.js')
  assert.equal((await held(page))[two][0], 2)
  await own.close()
})

test('time given, a pause and an announcement reach the page', { timeout: 300000 }, async () => {
  const { own, page, seat } = await seated()
  const before = Number(await page.locator('#menit').innerText())
  await staff.go(`${seat}?perbuatan=waktu`)
  await staff.page.fill('[name=menit]', '7')
  await staff.page.fill('[name=alasan]', 'Listrik padam sebentar.')
  await staff.press('button[name=perbuatan][value=waktu]')
  await until('seven minutes more', async () => Number(await page.locator('#menit').innerText()) >= before + 6)
  await staff.go(`${seat}?perbuatan=jeda`)
  await staff.page.locator('[name=henti][value=ya]').check({ force: true })
  await staff.page.fill('[name=alasan]', 'Ruang diperiksa.')
  await staff.press('button[name=perbuatan][value=jeda]')
  await until('the pause', async () => (await panel(page)) === 'jeda')
  assert.equal(await page.locator('#kerja').isVisible(), false, 'questions are out of sight')
  await own.axe()
  await staff.go(seat)
  await staff.press('button[name=perbuatan][value=lanjut]')
  await until('the questions', () => page.locator('#kerja').isVisible())
  await own.close()
})

test('the keyboard alone, from the first question to the receipt', { timeout: 300000 }, async () => {
  const { own, page, path } = await seated()
  const [one] = await singles(page)
  const press = (key) => page.keyboard.press(key)
  for (let n = 1; n < one; n += 1) await press('Control+ArrowRight')
  await until('the question', async () => (await page.locator('.soal__no b').innerText()) === String(one))
  await press('c')
  await press('t')
  await saved(page)
  assert.deepEqual(await held(page), { [one]: [3] })
  const reach = async (what) => {
    for (let n = 0; n < 120; n += 1) {
      await press('Tab')
      if (await page.evaluate((query) => document.activeElement.matches(query), what)) return
    }
    throw new Error(`${what} is out of the keyboard's reach`)
  }
  await reach('#daftar [data-langkah=akhir]')
  await press('Enter')
  await until('the review', async () => (await panel(page)) === 'periksa')
  await own.axe()
  await reach('#kumpul-form button[type=submit]')
  await press('Enter')
  await page.waitForURL(`**${path}/selesai`)
  await own.sees('1 dari 40 soal')
  await own.axe()
  await own.close()
})

test('a phone without scripts answers, looks through and hands in', { timeout: 300000 }, async () => {
  const { own, page, path } = await seated(LOOKS.phone)
  await own.fits()
  for (let n = 1; n <= 40; n += 1) {
    if (await page.locator('[data-kind=single]').count()) break
    await own.press('[data-langkah="1"]')
  }
  await page.locator('.opsi input').nth(1).check({ force: true })
  await page.check('[name=tanda]', { force: true })
  await own.press('.soal__simpan')
  assert.ok(await page.locator('.opsi input').nth(1).isChecked())
  await own.press('#daftar [value=periksa]')
  await own.fits()
  await own.sees('Belum dijawab')
  await own.press('#kumpul-form button[type=submit]')
  assert.ok(page.url().endsWith(`${path}/selesai`))
  await own.sees('1 dari 40 soal')
  await own.fits()
  await own.close()
})
