// What happens to a sitting from outside: it is moved to another device, gets minutes back, its time runs out while the
// network is gone, something is announced. What the server holds is read where the invigilator reads it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { BEGUN, Hall, choose, chosen, go, held, panel, pause, ready, saved, singles, status, until } from './hall.mjs'
import { LOOKS, Person, openHouse } from './house.mjs'

let house, hall

before(async () => {
  house = await openHouse()
  hall = await Hall.of(house)
}, { timeout: 900000 })
after(async () => { await house?.close() })

test('another device is refused until the invigilator moves the sitting; the first one is told', { timeout: 300000 }, async () => {
  const { own, page, seat, path, email } = await hall.seated()
  const [one, two, three] = await singles(page)
  await go(page, one)
  await choose(page, 2)
  await saved(page)

  const other = await Person.at(house, LOOKS.desktop, email)
  await hall.knock(other, path)
  assert.ok(new URL(other.page.url()).pathname.endsWith(path), 'still before the door')
  await other.sees('Ujian ini sedang dikerjakan di perangkat lain.')
  await other.sees('Pindah perangkat hanya melalui pengawas.')
  await other.axe()
  assert.equal(await other.status(`${path}/soal`), 303, 'and the paper stays behind it')

  // What the first device has not sent when it is left behind follows later.
  await page.context().setOffline(true)
  await go(page, two)
  await choose(page, 3)
  await until('offline', async () => /Luring: 1 jawaban/.test(await status(page)))
  await hall.deed(seat, 'perangkat', { ke: 'laptop cadangan 2', alasan: 'Baterai habis.' })
  await hall.knock(other, path)
  assert.match(other.page.url(), /\/soal/)
  await ready(other.page)
  await go(other.page, one)
  assert.ok(await chosen(other.page, 2), 'what was saved is there')
  await go(other.page, three)
  await choose(other.page, 4)
  await saved(other.page)

  await page.context().setOffline(false)
  await until('the first device is told', async () => (await panel(page)) === 'lain', 60000)
  await until('its last answer is sent', () => page.locator('[data-panel=lain] [data-tuntas]').isVisible(), 60000)
  await own.axe()
  assert.deepEqual(await held(other.page), { [one]: [2], [two]: [3], [three]: [4] })
  const record = await hall.record(seat)
  assert.deepEqual(record.map((kept) => kept.question).sort((a, b) => a - b), [one, two, three])
  assert.ok(record.every((kept) => kept.stands === 'Dihitung'))
  await hall.staff.sees('Dipindah ke laptop cadangan 2')
  await hall.staff.sees('Naskah dibuka di perangkat ke-2')

  // The one that was left behind does not get it back by itself.
  await Promise.all([page.waitForNavigation(), page.click('[data-perbuatan=sini]')])
  await own.sees('Ujian ini sedang dikerjakan di perangkat lain.')
  await own.sees('Minta pengawas memindahkannya ke perangkat ini.')
  await own.axe()
  await go(other.page, two)
  await choose(other.page, 1)
  await saved(other.page)
  await other.close()
  await own.close()
})

test('an incident gives minutes back: on the clock and in the plan, corrected with it', { timeout: 300000 }, async () => {
  // Someone who has been at work for a while, so that the incident lies behind them.
  const { own, page, seat } = await hall.seated(LOOKS.desktop, BEGUN)
  const { staff, exam } = hall
  const minutes = async () => Number(await page.locator('#menit').innerText())
  const extra = () => page.locator('#tambahan').innerText()
  const mine = `[name=meja][value="${seat.split('/').pop()}"]`
  const start = (await hall.facts(seat)).Mulai
  const [hour, minute] = start.split(/[.:]/).map(Number)
  const later = (n) => new Date(Date.UTC(2025, 0, 1, hour, minute + n)).toISOString().slice(11, 16)
  const note = `Listrik padam di meja ${seat.slice(-4)}.`
  const incident = async (from, to) => {
    await staff.page.fill('[name=catatan]', note)
    await staff.page.fill('[name=mulai]', from)
    await staff.page.fill('[name=selesai]', to)
    await staff.press('main form[action$="/kejadian"] button[type=submit]')
    assert.match(staff.page.url(), /sudah=simpan/, await staff.page.locator('main').innerText())
  }
  const before = await minutes()
  assert.ok(before > 15, `too little time is left: ${before}`)

  await staff.go(`${exam}/kejadian?siapa=tidak`)
  await staff.axe()
  await staff.page.check(mine, { force: true })
  await incident(later(1), later(11))
  await until('ten minutes more', async () => (await minutes()) >= before + 9)
  assert.ok((await minutes()) <= before + 10)
  assert.match(await extra(), /\+10/)
  assert.match((await hall.facts(seat)).Dikembalikan, /^10 mnt$/)
  const held = (await hall.facts(seat))['Sisa waktu']
  assert.ok(Math.abs(Number(held.match(/\d+/)[0]) - await minutes()) <= 1, `server and page say the same: ${held}`)
  await staff.go(exam)
  assert.match(await hall.tile(seat), /\+10 mnt/)
  await staff.sees('10 menit dikembalikan kepada 1 orang.')

  const mend = staff.page.locator('#ruang li', { hasText: note }).locator('a')
  await staff.go(`${exam}`)
  await staff.press(mend)
  assert.ok(await staff.page.locator(mine).isChecked(), 'the seat is still named')
  await incident(later(1), later(5))
  await until('four minutes instead of ten', async () => (await minutes()) <= before + 4)
  assert.ok((await minutes()) >= before + 2)
  assert.match(await extra(), /\+4/)
  assert.match((await hall.facts(seat)).Dikembalikan, /^4 mnt$/)
  await staff.go(exam)
  assert.match(await hall.tile(seat), /\+4 mnt/)
  const [, other] = hall.seats
  if (other !== seat) assert.doesNotMatch(await hall.tile(other), /\+4 mnt/)
  await own.close()
})

test('something is announced: a dialog, once, closed from the keyboard', { timeout: 300000 }, async () => {
  const { own, page } = await hall.seated()
  const { staff, exam } = hall
  const [one] = await singles(page)
  const words = `Pintu utara ditutup ${Date.now()}. <b>Pakai pintu selatan.</b>`
  await staff.go(`${exam}/umumkan`)
  await staff.axe()
  await staff.page.fill('[name=teks]', words)
  await staff.press('main form[action$="/umumkan"] button[type=submit]')
  await staff.sees(`Diumumkan: “${words}”`)
  const dialog = page.locator('#umum')
  await until('the dialog', () => dialog.isVisible())
  // Rooms keep their announcements; earlier ones come first.
  await until('these words', async () => {
    if ((await dialog.isVisible()) && (await dialog.locator('p').innerText()) === words) return true
    await page.keyboard.press('Escape')
  })
  assert.ok(await dialog.evaluate((at) => at.contains(document.activeElement)), 'the focus is in it')
  assert.equal(await dialog.evaluate((at) => at.matches(':modal')), true)
  await own.axe()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await until('closed', () => dialog.isHidden())
  await saved(page)
  await go(page, one)
  await choose(page, 2)
  await saved(page)
  assert.deepEqual(await held(page), { [one]: [2] })
  await page.reload()
  await ready(page)
  await saved(page)
  await pause(2000)
  assert.ok(await dialog.isHidden(), 'it is not said twice')
  await own.close()
})

test('time runs out without network: what was made in time and came too late is kept, and everyone is told', { timeout: 420000 }, async () => {
  const short = await Hall.planned(house, `Ujian semenit ${Date.now()}`, 1)
  const { own, page, seat, path } = await short.seated()
  const begun = Date.now()
  const [one, two] = await singles(page)
  await go(page, one)
  await choose(page, 2)
  await saved(page)
  await page.context().setOffline(true)
  await go(page, two)
  await choose(page, 3)
  assert.ok(Date.now() - begun < 55000, 'both were made in time')
  await until('time is over', async () => (await panel(page)) === 'habis', 75000)
  assert.ok(await page.locator('#kerja').isHidden(), 'no more answers')
  const over = page.locator('[data-panel=habis]')
  assert.match(await over.innerText(), /Jawaban terakhir masih di perangkat ini dan terkirim sendiri. Biarkan halaman ini terbuka./)
  assert.ok(await over.locator('a').isHidden(), 'not to the receipt while something waits')
  await own.axe()
  // Beyond the grace of half a minute.
  await pause(Math.max(0, begun + 60000 + 36000 - Date.now()))
  await page.context().setOffline(false)
  await until('all is with the server', () => over.locator('a').isVisible(), 60000)
  await own.axe()
  const record = await short.record(seat)
  assert.deepEqual(record.map(({ question, stands }) => [question, stands]), [[one, 'Dihitung'], [two, 'Terlambat']])
  await short.staff.sees('1 jawaban sampai setelah waktu habis; disimpan, tidak dihitung.')
  await short.staff.sees('1/40')
  await own.press(over.locator('a'))
  assert.ok(page.url().endsWith(`${path}/selesai`))
  await own.sees('Ditutup karena waktu habis')
  await own.sees('1 dari 40 soal')
  await own.axe()
  await short.staff.close()
  await own.close()
})
