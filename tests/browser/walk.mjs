// The main line by duty: from an event that staff plan and a row of a workbook to a certificate that anyone can
// verify, each step done by the person whose step it is, on a desktop and on a phone, with scripts and without.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { LOOKS, PASSWORD, Person, openHouse } from './house.mjs'

const NEW_PASSWORD = 'sungai-rotan-berbatu-42'
const ASSESSORS = fileURLToPath(new URL('../../samples/kalsel-2025/asesor.xlsx', import.meta.url))
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF\n')
/** A photo: a certificate shows it, so it is a picture. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGOokIv6DwAD8gHwTaNTbwAAAABJRU5ErkJggg==', 'base64')

// The house may have been walked through before.
const serial = String(1000 + Math.floor(Math.random() * 9000))
const surname = [...serial].map((digit) => 'banekisotu'[digit]).join('').replace(/^./, (first) => first.toUpperCase())

/** What the last walk left behind. */
export const walked = {}

let house

/** Where the walks of this file lead through. */
export const place = () => house

/** One participant, as an office would send them. */
function sheet(name, nik, born) {
  const head = 'Nama Lengkap,NIK,L/P,Tempat Lahir,Tanggal Lahir,Pendidikan,Unit Kerja,Kab/Kota,Jabatan,No. HP,Klaster'
  return Buffer.from(`${head}\n${name},${nik},P,Banjarmasin,${born},S1 Ilmu Perpustakaan,Perpustakaan Desa Uji ${nik.slice(-4)},Kota Banjarmasin,Pustakawan,,layanan dasar perpustakaan\n`)
}

async function plan(staff, code, title, [starts, ends]) {
  const { page } = staff
  await staff.go('/acara/baru')
  await staff.axe()
  await staff.fits()
  const values = {
    nama: title, kode: code, tuan: 'Dinas Perpustakaan Uji', tempat: 'Aula Uji', kab: 'Kota Banjarbaru',
    mulai: '2025-10-30', akhir: '2025-10-31',
    'dana-0-sumber': 'APBD', 'dana-0-kursi': '5',
    'sesi-0-nama': 'Pagi', 'sesi-0-hari': '2025-10-30', 'sesi-0-mulai': starts, 'sesi-0-akhir': ends, 'sesi-0-ruang': 'Aula', 'sesi-0-muat': '5',
  }
  for (const [name, value] of Object.entries(values)) await page.fill(`[name="${name}"]`, value)
  await page.selectOption('[name=zona]', 'Asia/Makassar')
  await page.check('[name=terverifikasi]', { force: true })
  await page.check('[name=contoh]', { force: true })
  await page.locator('label.pilihan', { hasText: 'Layanan Dasar' }).first().locator('input').check({ force: true })
  await staff.click('Simpan')
  const id = new URL(page.url()).pathname.match(/^\/acara\/([0-9a-f-]{36})/)?.[1]
  assert.ok(id, `the event was not planned: ${await page.locator('main').innerText()}`)
  return id
}

/** Hands in the workbook, invites the one who is ready; answers the case. */
async function invite(staff, event, name, file) {
  const { page } = staff
  await staff.go(`/acara/${event}/peserta`)
  await staff.axe()
  await page.setInputFiles('input[type=file]', { name: 'peserta.csv', mimeType: 'text/csv', buffer: file })
  await staff.press('form[enctype] button[type=submit]')
  await staff.sees(name)
  await staff.fits()
  await staff.axe()
  await staff.click(/^Undang/)
  for (let n = 0; n < 60; n += 1) {
    await staff.go(`/berkas?acara=${event}`)
    const link = page.locator('main a[href^="/berkas/0"]').first()
    if (await link.count()) return (await link.getAttribute('href')).split('/')[2]
    await page.waitForTimeout(500)
  }
  throw new Error('nobody was invited within half a minute')
}

/** Staff hand out a link text; the candidate opens it and chooses a password. */
async function letIn(staff, name, year, look) {
  const { page } = staff
  await staff.seek('/orang', name)
  await page.locator('input[name=pilih]').first().check({ force: true })
  await staff.press('button[name=cara][value=teks]')
  const text = await page.locator('textarea').first().inputValue()
  const code = text.match(/kode ([A-Z0-9]{4}-[A-Z0-9]{4})/)?.[1]
  assert.ok(code, `no code in: ${text}`)
  const context = await house.browser.newContext({ ...look, baseURL: house.url, locale: 'id-ID' })
  const own = await context.newPage()
  own.setDefaultTimeout(15000)
  await own.goto('/kode')
  await own.fill('input[name=kode]', code)
  await own.locator('main button[type=submit]').first().click()
  await own.locator('input[name=sandi]').waitFor()
  if (await own.locator('input[name=tahun]').count()) await own.fill('input[name=tahun]', year)
  await own.fill('input[name=hp]', `08125501${String(Math.floor(Math.random() * 9000) + 1000)}`)
  await own.fill('input[name=sandi]', NEW_PASSWORD)
  await own.locator('main button[type=submit]').first().click()
  await own.waitForURL((at) => !at.pathname.startsWith('/undangan'))
  return new Person(own, look, name)
}

async function apply(candidate, case_) {
  const { page } = candidate
  await candidate.go(`/permohonan/${case_}`)
  await candidate.axe()
  await candidate.fits()
  await candidate.click('Ya, saya ikut')
  // Which documents are wanted depends on the way of entry, so the form is kept first.
  const form = `/berkas/${case_}/formulir/FR.APL.01`
  await candidate.go(form)
  await candidate.axe()
  await candidate.fits()
  await candidate.fill()
  await candidate.press('#isian .baris button[value=simpan]')
  await candidate.go(`/berkas/${case_}/dokumen`)
  const wanted = await page.locator('select[name=untuk] option').evaluateAll((all) => all.map((o) => o.value))
  for (const what of wanted) {
    await candidate.go(`/berkas/${case_}/dokumen?untuk=${what}`)
    await page.fill('input[name=judul]', what === 'evidence' ? 'Laporan sirkulasi Oktober 2025' : '')
    const file = what === 'foto'
      ? { name: 'foto.png', mimeType: 'image/png', buffer: PHOTO }
      : { name: 'dokumen.pdf', mimeType: 'application/pdf', buffer: PDF }
    await page.setInputFiles('input[type=file]', file)
    await candidate.press('#unggah button[type=submit]')
    assert.equal(await page.locator('.ringkas').count(), 0, await page.locator('main').innerText())
  }
  await candidate.axe()
  await candidate.go(form)
  await candidate.fill()
  await candidate.submit()
  await candidate.sign(form, 'candidate', false, NEW_PASSWORD)
}

/** Looks in which every page is searched for barriers too; the other two see the same pages. */
const CHECKED = new Set(['desktop', 'phone'])

/** Who walks in which look. Each at an hour of its own: one assessor goes from one to the next. */
const WALKS = {
  desktop: [`Siti Uji ${surname}`, `637101450288${serial}`, '05-02-1988', ['18:00', '19:00']],
  phone: [`Rahmi Gawai ${surname}`, `637101460389${serial}`, '06-03-1989', ['19:00', '20:00']],
  pocket: [`Nur Saku ${surname}`, `637101470490${serial}`, '07-04-1990', ['20:00', '21:00']],
  plain: [`Dewi Polos ${surname}`, `637101480591${serial}`, '08-05-1991', ['21:00', '22:00']],
}

/** Walks the main line in a house of its own, once in each of these looks, a test each. */
export function walkIn(...looks) {
  before(async () => { house = await openHouse() }, { timeout: 900000 })
  after(async () => { await house?.close() })
  for (const look of looks) {
    test(`from a workbook to a verified certificate (${look})`, { timeout: 900000 }, () => walk(look, ...WALKS[look]))
  }
}

async function walk(look, name, nik, born, hours) {
  const at = LOOKS[look]
  const known = (person) => CHECKED.has(look) ? person : Object.assign(person, { axe: async () => {} })
  const someone = async (account) => known(await Person.at(house, at, account))
  const staff = await someone('staf@lsp.contoh.id')
  const manager = await someone('manajer@lsp.contoh.id')
  const event = await plan(staff, `UJI-${look.toUpperCase()}-${serial}`, `Sertifikasi Uji ${look}`, hours)

  await manager.go(`/acara/${event}/asesor`)
  await manager.page.setInputFiles('input[type=file]', ASSESSORS)
  await manager.press('form[enctype] button[type=submit]')
  await manager.sees('Mahrita Aminah')
  await manager.axe()

  const case_ = await invite(staff, event, name, sheet(name, nik, born))
  const candidate = known(await letIn(staff, name, born.slice(-4), at))
  await apply(candidate, case_)

  // Staff check each requirement and accept.
  await staff.go('/antrean')
  await staff.axe()
  await staff.go(`/berkas/${case_}/syarat`)
  await staff.axe()
  await staff.fits()
  for (const group of await staff.page.locator('.deret-katalog .pilah').all()) await group.locator('input').first().check({ force: true })
  await staff.press('button[value=terima]')
  // What they concluded they sign: the case is held before the panel without it.
  await staff.sign(`/berkas/${case_}/formulir/FR.APL.01`, 'staff')

  // What was consented to can be withdrawn and given again.
  await candidate.go('/akun/izin')
  await candidate.axe()
  await candidate.fits()
  await candidate.press(candidate.page.locator('button[value=tarik]').first())
  assert.equal(await candidate.page.locator('button[value=beri]').count(), 1)
  await candidate.press('button[value=beri]')

  // The self-assessment, with the one item of evidence for each criterion.
  const self = `/berkas/${case_}/formulir/FR.APL.02`
  await candidate.go(self)
  await candidate.axe()
  await candidate.fits()
  for (const box of await candidate.page.locator('#isian details input[type=checkbox]').all()) await box.check({ force: true })
  await candidate.fill()
  await candidate.submit()
  await candidate.sign(self, 'candidate', false, NEW_PASSWORD)

  // An assessor without a conflict is assigned by hand.
  await staff.go(`/berkas/${case_}/asesor`)
  await staff.axe()
  await staff.fits()
  await staff.page.locator('.calon', { hasText: 'Mahrita Aminah' }).locator('input[type=radio]').check({ force: true })
  await staff.page.fill('[name=alasan]', 'Hari itu masih longgar')
  await staff.press(staff.page.locator('main form button[type=submit]').last())

  const assessor = await someone('asesor1@contoh.go.id')
  await assessor.go('/tinjauan')
  await assessor.axe()
  await assessor.go(`/tinjauan/${case_}`)
  await assessor.axe()
  await assessor.page.locator('input[name=bebas][value=yes]').check({ force: true })
  await assessor.press('main button[type=submit]')
  await assessor.fill()
  await assessor.submit()
  await assessor.sign(self, 'assessor')

  await staff.go(`/berkas/${case_}/jadwal`)
  await staff.axe()
  await staff.page.locator('input[name=sesi]').first().check({ force: true })
  await staff.page.fill('[name=alasan]', 'Disepakati')
  await staff.press(staff.page.locator('main form button[type=submit]').last())

  // The agreement: the assessor fills and signs, the candidate reads, states and signs.
  const agreement = `/berkas/${case_}/formulir/FR.AK.01`
  await assessor.go(agreement)
  await assessor.axe()
  await assessor.fill()
  await assessor.submit()
  await candidate.go(agreement)
  await candidate.fill()
  await candidate.submit()
  await assessor.sign(agreement, 'assessor')
  await candidate.sign(agreement, 'candidate', false, NEW_PASSWORD)

  // The day.
  await assessor.go(`/hari-ini?acara=${event}`)
  await assessor.axe()
  await assessor.fits()
  await assessor.press(`#k-${case_} button[value=ya]`)
  for (const code of ['FR.IA.01', 'FR.AK.02']) {
    const form = `/berkas/${case_}/formulir/${code}`
    await assessor.go(form)
    await assessor.axe()
    await assessor.fits()
    await assessor.fill()
    await assessor.submit()
    await assessor.sign(form, 'assessor')
    await assessor.sign(form, 'candidate', true, NEW_PASSWORD)
  }
  const feedback = `/berkas/${case_}/formulir/FR.AK.03`
  await candidate.go(feedback)
  await candidate.fill()
  await candidate.submit()
  await candidate.sign(feedback, 'candidate', false, NEW_PASSWORD)

  await assessor.go(`/laporan-asesor/${event}`)
  await assessor.axe()
  await assessor.fill()
  await assessor.press('#isian button[value=kirim]')
  await assessor.page.fill('input[name=rahasia]', PASSWORD)
  await assessor.press('main button[type=submit]')
  await assessor.sees('Formulir terkirim')

  // Whoever assessed may not decide; three others do.
  await manager.go(`/pleno/baru?acara=${event}`)
  await manager.axe()
  await manager.page.fill('input[name=tanggal]', '2025-10-31')
  const members = await manager.page.locator('input[name=anggota]').all()
  for (const member of members.slice(0, 3)) await member.check({ force: true })
  await manager.page.selectOption('select[name=ketua]', await members[0].getAttribute('value'))
  await manager.press(manager.page.locator('main form button[type=submit]').last())
  const panel = new URL(manager.page.url()).pathname.split('/')[2]
  assert.equal(await assessor.status(`/pleno/${panel}/kasus/${case_}`), 404)
  let last
  for (const member of ['pleno1', 'pleno2', 'pleno3']) {
    last = await someone(`${member}@lsp.contoh.id`)
    await last.go(`/pleno/${panel}`)
    await last.axe()
    await last.fits()
    await last.go(`/pleno/${panel}/kasus/${case_}`)
    await last.axe()
    await last.page.locator('input[name=suara][value=granted]').check({ force: true })
    await last.press('form[action$="/suara"] button[type=submit]')
  }
  await last.press('form[action$="/putus"] button[type=submit]')
  await manager.go(`/pleno/${panel}/tutup`)
  await manager.press('form[action$="/tutup"] button[type=submit]')

  const head = await someone('ketua@lsp.contoh.id')
  await head.go(`/pleno/${panel}/sk`)
  await head.axe()
  await head.page.fill('input[name=sandi]', PASSWORD)
  await head.press('form[action$="/sk"] button[type=submit]')

  await manager.go(`/pleno/${panel}/terbit`)
  await manager.axe()
  await manager.press('form[action$="/terbit"] button[type=submit]')
  let verified
  for (let n = 0; n < 60 && !verified; n += 1) {
    await candidate.go('/sertifikat-saya')
    verified = await candidate.page.locator('a[href*="/v/"]').first().getAttribute('href', { timeout: 500 }).catch(() => null)
    if (!verified) await candidate.page.waitForTimeout(1000)
  }
  assert.ok(verified, `no certificate: ${await candidate.page.locator('main').innerText()}`)
  await candidate.axe()
  await candidate.fits()

  // Anyone, without an account.
  const anyone = await house.browser.newContext({ ...at, baseURL: house.url, locale: 'id-ID' })
  const page = await anyone.newPage()
  await page.goto(house.url + new URL(verified, house.url).pathname)
  const said = await page.locator('main').innerText()
  assert.match(said, /Berlaku/)
  assert.ok(said.includes(name), said)
  assert.doesNotMatch(said, new RegExp(nik))
  await anyone.close()
  // The paper of the application names the whole NIK only to whom it concerns and to staff.
  const application = `/berkas/${case_}/formulir/FR.APL.01.pdf`
  for (const [reader, whole] of [[candidate, true], [staff, true], [assessor, false], [last, false]]) {
    assert.equal((await reader.paper(application)).replace(/\s/g, '').includes(nik), whole, `${reader.account} at ${application}`)
  }

  Object.assign(walked, { event, case: case_, panel, form: `/berkas/${case_}/formulir/FR.AK.02`, candidate: name })
  for (const person of [staff, manager, candidate, assessor, head, last]) await person.close()
}
