// A candidate at the demonstration's written test: the network is cut, the page is loaded again without it, a second tab
// takes over, time is given, the keyboard alone, a phone without scripts. What the server holds is read where the
// invigilator reads it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Hall, choose, go, held, panel, pause, ready, saved, singles, status, until } from './hall.mjs'
import { LOOKS, openHouse } from './house.mjs'

let house, hall, staff

before(async () => {
  house = await openHouse()
  hall = await Hall.planned(house, 'Ujian bersama', 60)
  staff = hall.staff
}, { timeout: 900000 })
after(async () => { await house?.close() })

/** Through the door, looked at on the way. */
async function seated (look = LOOKS.desktop) {
  const one = await hall.candidate(look)
  await one.own.go('/ujian')
  await one.own.axe()
  await one.own.go(one.path)
  await one.own.axe()
  await one.own.fits()
  await hall.knock(one.own, one.path)
  assert.match(one.page.url(), /\/soal/)
  if (look.javaScriptEnabled) await ready(one.page)
  return one
}

test('the door waits until the invigilator has compared the candidate with a document', { timeout: 300000 }, async () => {
  const { own, page, path } = await hall.candidate()
  await hall.say(own, path)
  assert.ok(new URL(page.url()).pathname.endsWith(path), 'still before the door')
  await own.sees('Identitas Anda belum dicatat pengawas.')
  await own.axe()
  await hall.identify(path)
  await hall.say(own, path)
  assert.match(page.url(), /\/soal/)
  await own.close()
})

test('the network is cut in the middle; a reload without it keeps all; the server gets each once', { timeout: 300000 }, async () => {
  // The device lies in another zone; hours are those of the event, by the server's clock.
  const { own, page, seat } = await seated({ ...LOOKS.desktop, timezoneId: 'America/New_York' })
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
  assert.match(await page.locator('[data-jam]').first().textContent(), /^(08|09)\.\d\d WITA$/)
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

test('what is said before the script has come is kept, on top of what was known', { timeout: 300000 }, async () => {
  // A service worker would bring the script from the device.
  const { own, page } = await seated({ ...LOOKS.desktop, serviceWorkers: 'block' })
  const [one, two] = await singles(page)
  await go(page, one)
  await choose(page, 1)
  await saved(page)
  // A slow line: the page is there, its script is not.
  let deliver
  const slow = new Promise((done) => { deliver = done })
  await page.route(/sitting[^/]*\.js$/, async (route) => {
    await slow
    await route.continue()
  })
  await page.goto(page.url(), { waitUntil: 'commit' })
  await page.waitForSelector('.opsi input')
  assert.ok(!(await page.locator('html.js').count()), 'the script is held back')
  await choose(page, 2)
  await page.locator('[name=tanda]').check({ force: true })
  deliver()
  await ready(page)
  await saved(page)
  assert.ok(await page.locator('.opsi input').nth(1).isChecked(), 'the choice stands')
  assert.deepEqual(await held(page), { [one]: [2] })
  assert.ok(await page.locator(`#daftar [data-n="${one}"].f`).count(), 'and the flag')
  await page.unroute(/sitting[^/]*\.js$/)
  await go(page, two)
  await choose(page, 3)
  await saved(page)
  assert.deepEqual(await held(page), { [one]: [2], [two]: [3] })
  await own.close()
})

test('an order that is not finished keeps its gap, and is no answer yet', { timeout: 300000 }, async () => {
  const { own, page } = await seated()
  const paper = await page.evaluate(async () => (await (await fetch('kertas')).json()).questions)
  const order = paper.find((one) => one.html.includes('data-kind="ordering"'))?.n
  assert.ok(order, 'the paper has a question of order')
  await go(page, order)
  const steps = page.locator('[data-kind=ordering] select')
  const many = await steps.count()
  for (let at = 1; at < many; at += 1) await steps.nth(at).selectOption(String(at + 1))
  await saved(page)
  await page.reload()
  await ready(page)
  await go(page, order)
  assert.deepEqual(await steps.evaluateAll((all) => all.map((one) => one.value)), ['', ...Array.from({ length: many - 1 }, (_, at) => String(at + 2))])
  assert.ok(!(await page.locator(`#daftar [data-n="${order}"].t`).count()), 'it is not answered yet')
  await steps.nth(0).selectOption('1')
  await saved(page)
  assert.ok(await page.locator(`#daftar [data-n="${order}"].t`).count(), 'now it is')
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
