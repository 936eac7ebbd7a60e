// The main line where it goes the other way: returned for completion, not yet competent, a signature refused, not
// granted, sent back, suspended, revoked, erased. Each starts from a case of the demonstration that stands there.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LOOKS, PASSWORD, Person, openHouse } from './house.mjs'

const LIMIT = { timeout: 300000 }

let house, staff, manager
before(async () => {
  house = await openHouse()
  staff = await Person.at(house, LOOKS.desktop, 'staf@lsp.contoh.id')
  manager = await Person.at(house, LOOKS.desktop, 'manajer@lsp.contoh.id')
}, { timeout: 900000 })
after(async () => { await house?.close() })

/** The cases that stand at a stage. */
async function casesAt(stage) {
  await staff.go(`/berkas?tahap=${stage}`)
  const links = await staff.page.locator('main a[href^="/berkas/0"]').evaluateAll((all) => all.map((a) => a.getAttribute('href').split('/')[2]))
  return [...new Set(links)]
}

/** The account of somebody by name, as staff find it. */
async function accountOf(name) {
  const plain = name.split(',')[0].trim()
  await staff.seek('/orang', plain)
  // Others may hold the same words in another name.
  const own = staff.page.locator('main a[href^="/orang/0"]').filter({ hasText: new RegExp(`^${name.trim().replace(/[.']/g, '.')}(,|$)`) })
  await staff.go(await own.first().getAttribute('href'))
  const email = (await staff.page.locator('main').innerText()).match(/[\w.-]+@[\w.-]+/)?.[0]
  assert.ok(email, `${plain} has no address`)
  return { email, page: new URL(staff.page.url()).pathname }
}

/** Whose case it is, signed in. */
async function candidateOf(case_, look) {
  await staff.go(`/berkas/${case_}`)
  const { email } = await accountOf(await staff.page.locator('main h1').first().innerText())
  return Person.at(house, look, email)
}

const stands = async (case_, stage) => (await casesAt(stage)).includes(case_)

test('an application is returned for completion, completed and sent again', LIMIT, async () => {
  const [case_] = await casesAt('checking')
  await staff.go(`/berkas/${case_}/syarat`)
  for (const group of await staff.page.locator('.deret-katalog .pilah').all()) await group.locator('input').first().check({ force: true })
  // Without a reason it is not returned.
  const wanting = staff.page.locator('input[type=radio][name^="v-"][value="does-not"]').first()
  const requirement = (await wanting.getAttribute('name')).slice(2)
  await wanting.check({ force: true })
  await staff.press('button[value=kembali]')
  assert.ok(await staff.page.locator('.ringkas').count(), 'returned without a reason')
  await staff.axe()
  await staff.page.locator(`[name="a-${requirement}"]`).evaluate((at) => { const fold = at.closest('details'); if (fold) fold.open = true })
  await staff.page.fill(`[name="a-${requirement}"]`, 'Pindaian terpotong di tepi kanan.')
  await staff.page.fill('[name=catatan]', 'Mohon unggah ulang satu dokumen.')
  await staff.press('button[value=kembali]')
  assert.ok(await stands(case_, 'returned'), 'the case is not returned')

  const candidate = await candidateOf(case_, LOOKS.phone)
  await candidate.go(`/permohonan/${case_}`)
  await candidate.sees('Mohon unggah ulang satu dokumen.')
  await candidate.fits()
  await candidate.go(`/berkas/${case_}/dokumen?untuk=${requirement}`)
  const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \n0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF\n')
  await candidate.page.setInputFiles('input[type=file]', { name: 'pindaian-utuh.pdf', mimeType: 'application/pdf', buffer: pdf })
  await candidate.press('#unggah button[type=submit]')
  const form = `/berkas/${case_}/formulir/FR.APL.01`
  await candidate.go(form)
  await candidate.fill()
  await candidate.submit()
  await candidate.sign(form, 'candidate')
  await candidate.close()
  assert.ok(await stands(case_, 'checking'), 'the case does not wait for staff again')
})

test('not yet competent is recommended, and the candidate refuses to sign', LIMIT, async () => {
  // Of those who have agreed, the first who is recorded as present.
  let case_
  for (const one of await casesAt('assessment')) {
    await staff.go(`/berkas/${one}`)
    if (/^Hadir$/m.test(await staff.page.locator('main').innerText())) { case_ = one; break }
  }
  assert.ok(case_, 'nobody is recorded as present')
  let assessor
  for (let n = 1; n <= 12; n += 1) {
    assessor = await Person.at(house, LOOKS.desktop, `asesor${n}@contoh.go.id`)
    if (await assessor.status(`/berkas/${case_}`) === 200) break
    await assessor.close()
  }
  for (const code of ['FR.IA.01', 'FR.AK.02']) {
    const form = `/berkas/${case_}/formulir/${code}`
    await assessor.go(form)
    if (!await assessor.page.locator('#isian').count()) continue
    await assessor.fill()
    const not = assessor.page.locator(code === 'FR.IA.01' ? '#isian input[type=radio][value=no]' : '#isian input[type=radio][value=BK]')
    if (code === 'FR.IA.01') await not.first().check({ force: true })
    else for (const choice of await not.all()) await choice.check({ force: true })
    await assessor.press('#isian .baris button[value=simpan]')
    // A recommendation *not yet competent* asks what is to follow.
    await assessor.fill()
    await assessor.submit()
    await assessor.axe()
    if (await assessor.page.locator('a[href$="/tanda-tangan/assessor"]').count()) await assessor.sign(form, 'assessor')
  }
  const form = `/berkas/${case_}/formulir/FR.AK.02`
  const candidate = await candidateOf(case_, LOOKS.pocket)
  await candidate.go(`${form}/menolak/candidate`)
  await candidate.axe()
  await candidate.fits()
  await candidate.press('main form button[type=submit]')
  assert.ok(await candidate.page.locator('.ringkas').count(), 'refused without a reason')
  await candidate.page.fill('[name=alasan]', 'Saya tidak sependapat dengan hasil unit kedua.')
  await candidate.press('main form button[type=submit]')
  await candidate.sees('Saya tidak sependapat dengan hasil unit kedua.')
  const paper = await candidate.paper(`${form}.pdf`)
  assert.match(paper.replace(/\s+/g, ' '), /tidak sependapat/)
  await assessor.go(form)
  await assessor.sees('Saya tidak sependapat dengan hasil unit kedua.')
  for (const person of [candidate, assessor]) await person.close()
  assert.ok(await stands(case_, 'recommended'), 'the case stands still because nobody signed')
})

test('the panel does not grant one case and sends another back', LIMIT, async () => {
  const reported = await casesAt('reported')
  await manager.go('/pleno')
  const panels = await manager.page.locator('main a[href^="/pleno/0"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))])
  const decided = []
  for (const panel of panels) {
    await manager.go(panel)
    const cases = await manager.page.locator('main a[href*="/kasus/"]').evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))])
    const open = cases.filter((href) => reported.includes(href.split('/').at(-1)))
    if (open.length < 2) continue
    for (const [href, vote] of [[open.at(-1), 'not-granted'], [open.at(-2), 'returned']]) {
      let last
      for (const name of ['pleno3', 'pleno4', 'pleno5', 'pleno2', 'pleno1']) {
        await last?.close()
        last = await Person.at(house, LOOKS.desktop, `${name}@lsp.contoh.id`)
        await last.go(href)
        const choice = last.page.locator(`input[name=suara][value="${vote}"]`)
        if (!await choice.count()) continue
        await choice.check({ force: true })
        await last.page.fill('form[action$="/suara"] [name=alasan]', 'Bukti unit kedua belum memadai.')
        await last.press('form[action$="/suara"] button[type=submit]')
        if (await last.page.locator('form[action$="/putus"]').count()) break
      }
      await last.axe()
      const agreed = last.page.locator('form[action$="/putus"]')
      assert.equal(await agreed.locator('[name=keputusan]').getAttribute('value'), vote)
      await agreed.locator('[name=dasar]').fill('Bukti unit kedua belum memadai.')
      await last.press('form[action$="/putus"] button[type=submit]')
      await last.sees('Bukti unit kedua belum memadai.')
      await last.close()
      decided.push(href.split('/').at(-1))
    }
    break
  }
  assert.equal(decided.length, 2, 'no open panel has two cases to decide')
  assert.ok(await stands(decided[0], 'not-granted'), 'the case is not decided')
  assert.ok(!await stands(decided[1], 'reported'), 'what is sent back does not wait for the panel')
  await staff.go(`/berkas/${decided[1]}`)
  await staff.sees('Bukti unit kedua belum memadai.')
})

test('a certificate is suspended, then revoked, and its public page says so', LIMIT, async () => {
  await manager.go('/sertifikat')
  const page = await manager.page.locator('main a[href^="/sertifikat/0"]').first().getAttribute('href')
  await manager.go(page)
  const code = (await manager.page.locator('a[href*="/v/"]').first().getAttribute('href')).split('/v/')[1]
  const anyone = await house.browser.newContext({ ...LOOKS.phone, baseURL: house.url, locale: 'id-ID' })
  const reader = await anyone.newPage()
  const says = async (words) => {
    await reader.goto(`/v/${code}`)
    assert.match(await reader.locator('main').innerText(), words)
  }
  await says(/Berlaku/)
  for (const [way, words] of [['bekukan', /dibekukan/], ['cabut', /dicabut/]]) {
    await manager.go(`${page}/${way}`)
    await manager.axe()
    const number = await manager.page.locator('.jejak a[href^="/sertifikat/0"]').innerText()
    const change = async (typed) => {
      await manager.page.fill('[name=alasan]', 'Dipakai di luar ruang lingkupnya.')
      await manager.page.fill('[name=nomor]', typed)
      if (way === 'cabut') await manager.page.fill('[name=sandi]', PASSWORD)
      await manager.press('main form button[type=submit]')
    }
    // A slip of the pen changes nothing.
    await change('00000 0000 0 0000000 2000')
    assert.ok(await manager.page.locator('.ringkas').count(), `${way} with another number`)
    await change(number)
    await says(words)
  }
  assert.doesNotMatch(await reader.locator('main').innerText(), /luar ruang lingkup/)
  await anyone.close()
})

test('somebody who withdrew is erased, and doctor finds nothing wrong', LIMIT, async () => {
  const sound = () => house.ask?.('doctor', '--json')
  const before = sound()
  const [case_] = await casesAt('invited')
  await staff.go(`/berkas/${case_}`)
  const name = (await staff.page.locator('main h1').first().innerText()).split(',')[0].trim()
  const { page } = await accountOf(name)
  await manager.go(`${page}/hapus`)
  await manager.sees('berkas yang belum selesai')
  await staff.go(`/berkas/${case_}/undur`)
  await staff.page.fill('[name=alasan]', 'Minta datanya dihapus')
  await staff.press('main form button[type=submit]')
  await manager.go(`${page}/hapus`)
  await manager.axe()
  await manager.fits()
  await manager.page.fill('[name=alasan]', 'Permintaan 7/PDP')
  await manager.press('main form button[type=submit]')
  await manager.axe()
  await manager.page.fill('[name=sandi]', PASSWORD)
  await manager.press('main form button[type=submit]')
  await manager.sees('Nama sudah dihapus')
  await staff.go(`/berkas/${case_}`)
  assert.ok(!(await staff.page.locator('body').innerText()).includes(name), 'the name is still read')
  if (!before) return
  const after = sound()
  const wrong = ({ checks }) => checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.message}`)
  assert.deepEqual(wrong(JSON.parse(after.stdout)), wrong(JSON.parse(before.stdout)))
  const names = JSON.parse(after.stdout).checks.filter((check) => check.ok).map((check) => check.name)
  for (const check of ['chains', 'checkpoints']) assert.ok(names.includes(check), `${check} is not among ${names}`)
})
