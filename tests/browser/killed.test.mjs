// The server is killed in the middle of a written test, as a power cut does it, and started again.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Hall, choose, chosen, go, held, saved, singles, status, until } from './hall.mjs'
import { openMortalHouse } from './house.mjs'

let house, hall

before(async () => {
  house = await openMortalHouse()
  hall = await Hall.planned(house, 'Ujian dengan listrik padam', 60)
}, { timeout: 900000 })
after(async () => { await house?.close() })

test('the server is killed: the page keeps the answer, says so, and sends it once when the server is back', { timeout: 300000 }, async () => {
  const { own, page, seat } = await hall.seated()
  const [one, two, three] = await singles(page)
  await go(page, one)
  await choose(page, 2)
  await saved(page)

  await house.kill()
  await go(page, two)
  await choose(page, 3)
  await until('the page says where the answer is', async () => /Luring: 1 jawaban aman di perangkat ini/.test(await status(page)))
  assert.match(await page.locator('[data-kabar=luring]').innerText(), /1 jawaban disimpan di perangkat ini dan terkirim sendiri nanti/)
  assert.ok(await page.locator('#kerja').isVisible(), 'work goes on')
  // Changed while nobody listens: both acts are of the record, the later one counts.
  await choose(page, 4)
  await go(page, three)
  await choose(page, 1)
  await until('two answers wait', async () => /Luring: 2 jawaban/.test(await status(page)))
  await own.axe()

  await house.start()
  await saved(page)
  assert.ok(await page.locator('[data-kabar=luring]').isHidden(), 'no word of it any more')
  assert.deepEqual(await held(page), { [one]: [2], [two]: [4], [three]: [1] })
  const record = await hall.record(seat)
  const of = (n) => record.filter((kept) => kept.question === n).map((kept) => kept.stands)
  assert.deepEqual(of(one), ['Dihitung'], 'what was acknowledged before the kill is there, once')
  assert.deepEqual(of(two).sort(), ['Diganti', 'Dihitung'])
  assert.deepEqual(of(three), ['Dihitung'])
  assert.equal(new Set(record.map((kept) => kept.origin)).size, record.length, 'no act is kept twice')
  await hall.staff.sees('3/40')
  await own.close()
})

test('the server is killed while an answer is on its way: it is in the record once', { timeout: 300000 }, async () => {
  const { own, page, seat } = await hall.seated()
  const numbers = (await singles(page)).slice(0, 6)
  // The first try reaches the server, and its answer never reaches the page.
  let lost = 0
  await page.route('**/jawaban', async (route) => {
    const { acts } = route.request().postDataJSON()
    if (lost || !acts.length) return route.continue()
    lost = acts.length
    await route.fetch()
    await house.kill()
    await route.abort()
  })
  for (const n of numbers) {
    await go(page, n)
    await choose(page, 1)
  }
  await until('the kill', () => lost)
  await until('offline', async () => /Luring/.test(await status(page)))
  await page.reload().catch(() => {})
  await house.start()
  // The reload that failed may still end when the server is back, and cross this one.
  const back = () => page.goto(`${hall.house.url}/ujian/${seat.split('/').pop()}/soal`)
  await back().catch(back)
  await page.waitForSelector('html.js')
  await saved(page)
  assert.deepEqual(await held(page), Object.fromEntries(numbers.map((n) => [n, [1]])))
  await go(page, numbers[5])
  assert.ok(await chosen(page, 1))
  const record = await hall.record(seat)
  assert.deepEqual(record.map((kept) => kept.question).sort((a, b) => a - b), numbers)
  assert.ok(record.every((kept) => kept.stands === 'Dihitung'))
  await own.close()
})
