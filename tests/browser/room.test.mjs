// The invigilator's room: looked at by axe and on a phone, used from the keyboard alone, and kept up to date by the
// server, which pushes the plan or, where that does not get through, is asked for it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Hall, choose, go, saved, singles, until } from './hall.mjs'
import { LOOKS, Person, openHouse } from './house.mjs'

const STAFF = 'staf@lsp.contoh.id'
let house, hall

before(async () => {
  house = await openHouse()
  hall = await Hall.of(house)
}, { timeout: 900000 })
after(async () => { await house?.close() })

const live = (page) => page.locator('[data-kata]').innerText()
/** Marks the page, so that loading it anew would show. */
const mark = (page) => page.evaluate(() => { globalThis.marked = true })
const marked = (page) => page.evaluate(() => globalThis.marked === true)
const tile = (seat) => `#meja-${seat.split('/').pop()} a`

for (const look of ['desktop', 'pocket']) {
  test(`every page of the room is clean and fits (${look})`, { timeout: 300000 }, async () => {
    const { own, page, seat } = await hall.seated()
    const [one] = await singles(page)
    await go(page, one)
    await choose(page, 2)
    await saved(page)
    await page.click('[data-perbuatan=bantuan]')
    // What for is told beside the question, which stays as it is.
    await page.fill('[data-kabar=bantuan] [name=alasan]', 'Gambar soal 18 tidak muncul.')
    await page.click('[data-kabar=bantuan] [type=submit]')
    assert.match(await page.locator('[data-perlunya]:visible').innerText(), /Disampaikan ke pengawas: Gambar soal 18 tidak muncul\.$/)
    assert.equal(await page.locator('[data-kabar=bantuan] form').isVisible(), false)
    assert.equal(await page.locator('form[data-n]').getAttribute('data-n'), String(one))
    assert.equal(await page.locator('form[data-n] [name=a]:checked').count(), 1)
    const me = await Person.at(house, LOOKS[look], STAFF)
    const { exam } = hall
    await me.go(exam)
    await until('the call', async () => (await hall.tile(seat, me.page)).includes('Minta bantuan'))
    const pages = [
      '/ruang-ujian', exam, `${exam}?keadaan=mengerjakan`, `${exam}/token`, `${exam}/umumkan`,
      `${exam}/kejadian`, seat, ...['jeda', 'waktu', 'perangkat', 'kumpulkan', 'batalkan'].map((deed) => `${seat}?perbuatan=${deed}`),
    ]
    for (const path of pages) {
      await me.go(path)
      await me.axe()
      await me.fits()
    }
    await me.go(exam)
    await me.sees('Gambar soal 18 tidak muncul.')
    if (look === 'desktop') await me.page.setViewportSize({ width: 1280, height: 900 })
    await me.go(seat)
    const cut = await me.page.$$eval('.kartu--rata', (all) => all.filter((at) => at.scrollWidth > at.clientWidth).length)
    assert.equal(cut, 0, 'a table of the seat is cut off')
    await me.seek(exam, 'zz')
    await me.sees('zz')
    await me.axe()
    await me.fits()
    // Nobody may have come near: the call is answered from the room.
    await me.go(exam)
    await me.press(me.page.locator(`#perlu-${seat.split('/').pop()} button[value=bantuan]`))
    await until('answered', async () => (await hall.tile(seat, me.page)).includes('Mengerjakan'))
    await hall.facts(seat)
    await hall.staff.sees('Pengawas menghampiri')
    await me.close()
    await own.close()
  })
}

test('time is given from the keyboard alone', { timeout: 300000 }, async () => {
  const { own, page, seat } = await hall.seated()
  const before = Number(await page.locator('#menit').innerText())
  const me = await Person.at(house, LOOKS.desktop, STAFF)
  await me.go(hall.exam)
  const press = (key) => me.page.keyboard.press(key)
  const reach = async (what) => {
    for (let n = 0; n < 200; n += 1) {
      await press('Tab')
      if (await me.page.evaluate((query) => document.activeElement.matches(query), what)) return
    }
    throw new Error(`${what} is out of the keyboard's reach`)
  }
  const follow = async (query) => {
    await reach(query)
    const seen = await me.page.evaluate(() => {
      const at = document.activeElement
      const { outlineStyle, boxShadow } = getComputedStyle(at)
      const box = at.getBoundingClientRect()
      return (outlineStyle !== 'none' || boxShadow !== 'none') && box.bottom > 0 && box.top < innerHeight
    })
    assert.ok(seen, `${query} shows that it has the focus`)
    await Promise.all([me.page.waitForNavigation({ waitUntil: 'load' }), press('Enter')])
  }
  await follow(tile(seat))
  await follow('a[href*="perbuatan=waktu"]')
  // A form without its reason says so, and takes nothing.
  await reach('[name=menit]')
  await me.page.keyboard.type('3')
  await follow('button[name=perbuatan][value=waktu]')
  assert.ok(await me.page.evaluate(() => Boolean(document.activeElement.closest('.ringkas'))), 'the focus is where the error is told')
  assert.equal((await hall.facts(seat))['Ditambah pengawas'], undefined)
  await reach('[name=alasan]')
  await me.page.keyboard.type('Kursi diganti.')
  await follow('button[name=perbuatan][value=waktu]')
  await me.sees('Waktu ditambah')
  assert.equal((await hall.facts(seat))['Ditambah pengawas'], '3 mnt')
  await hall.staff.sees('Kursi diganti.')
  await until('three minutes more', async () => Number(await page.locator('#menit').innerText()) >= before + 2)
  await me.close()
  await own.close()
})

/** What happens at a seat appears in a room that is open, without loading it anew. */
async function follows (me, path) {
  const one = await hall.candidate()
  await me.go(path)
  await until('the plan is live', async () => /Langsung, \d+ detik lalu/.test(await live(me.page)))
  await mark(me.page)
  await me.page.focus(tile(one.seat))
  const place = await me.page.evaluate(() => scrollY)
  await hall.knock(one.own, one.path)
  await until('at work', async () => /Mengerjakan/.test(await hall.tile(one.seat, me.page)), 20000)
  const [question] = await singles(one.page)
  await one.page.waitForSelector('html.js')
  await go(one.page, question)
  await choose(one.page, 1)
  await saved(one.page)
  await until('one answer', async () => /1\/40/.test(await hall.tile(one.seat, me.page)), 20000)
  await one.page.click('[data-perbuatan=bantuan]')
  await until('the call', async () => /Minta bantuan/.test(await hall.tile(one.seat, me.page)), 20000)
  assert.ok(await me.page.locator(`#perlu-${one.seat.split('/').pop()}`).isVisible(), 'and it stands with those who wait')
  assert.ok(await marked(me.page), 'the page was not loaded anew')
  assert.ok(await me.page.evaluate((query) => document.activeElement.matches(query), tile(one.seat)), 'the focus stays')
  assert.equal(await me.page.evaluate(() => scrollY), place, 'and so does the place')
  await me.axe()
  assert.equal((await hall.record(one.seat)).length, 1)
  await one.own.close()
}

test('the plan changes as the server pushes it', { timeout: 300000 }, async () => {
  const me = await Person.at(house, LOOKS.desktop, STAFF)
  let asked = 0
  await me.page.route('**/denah*', (route) => {
    asked += 1
    return route.continue()
  })
  await follows(me, hall.exam)
  assert.equal(asked, 0, 'nothing is asked for while it is pushed')
  await me.close()
})

test('where pushing does not get through, the plan is asked for, and its age is told when that fails too', { timeout: 300000 }, async () => {
  const me = await Person.at(house, LOOKS.desktop, STAFF)
  await me.page.route('**/arus*', (route) => route.abort())
  await follows(me, hall.exam)
  await me.page.context().setOffline(true)
  await until('it says that it is old', async () => /Tidak langsung sejak .*; menyambung lagi/.test(await live(me.page)))
  assert.match(await me.page.locator('[data-suara]').textContent(), /Tidak langsung/)
  await me.page.context().setOffline(false)
  await until('live again', async () => /Langsung, \d+ detik lalu/.test(await live(me.page)))
  await me.close()
})
