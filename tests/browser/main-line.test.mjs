// The main line on a wide screen, with scripts and without, and who may open what of it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LOOKS, Person } from './house.mjs'
import { place, walkIn, walked } from './walk.mjs'

walkIn('plain', 'desktop')

/** Who may open what, by guessed address; a dot is *not found*, which is also what is not there. */
const PEOPLE = {
  staff: 'staf@lsp.contoh.id',
  manager: 'manajer@lsp.contoh.id',
  committee: 'skema@lsp.contoh.id',
  panel: 'pleno1@lsp.contoh.id',
  head: 'ketua@lsp.contoh.id',
  deputy: 'wakil@lsp.contoh.id',
  assessor: 'asesor1@contoh.go.id',
  otherAssessor: 'asesor2@contoh.go.id',
  otherCandidate: 'ani.maulana1@contoh.go.id',
  facilitator: 'fasilitator@contoh.go.id',
  contact: 'kontak@contoh.go.id',
}
const TABLE = [
  ['GET', '/antrean', 'staff', 'manager'],
  ['GET', '/berkas', 'staff', 'manager', 'committee', 'panel', 'head', 'deputy', 'assessor', 'otherAssessor', 'otherCandidate', 'facilitator', 'contact'],
  ['GET', '/berkas/{case}', 'staff', 'manager', 'panel', 'head', 'assessor'],
  ['GET', '/berkas/{case}/riwayat', 'staff', 'manager', 'panel', 'head'],
  ['GET', '/berkas/{case}/dokumen', 'staff', 'manager', 'panel', 'assessor'],
  ['GET', '/berkas/{case}/formulir/FR.APL.01', 'staff', 'manager', 'panel', 'head', 'assessor'],
  ['GET', '/berkas/{case}/formulir/FR.AK.02', 'staff', 'manager', 'panel', 'head', 'assessor'],
  ['GET', '/berkas/{case}/formulir/FR.AK.02.pdf', 'staff', 'manager', 'panel', 'head', 'assessor'],
  ['GET', '/berkas/{case}/syarat', 'staff', 'manager'],
  ['GET', '/berkas/{case}/asesor', 'staff', 'manager'],
  ['GET', '/berkas/{case}/jadwal', 'staff', 'manager'],
  ['GET', '/permohonan/{case}'],
  ['GET', '/tinjauan/{case}', 'assessor'],
  ['GET', '/hari-ini', 'assessor', 'otherAssessor'],
  ['GET', '/laporan-asesor/{event}', 'assessor'],
  ['GET', '/acara', 'staff', 'manager', 'panel', 'head', 'deputy', 'assessor', 'otherAssessor', 'facilitator'],
  ['GET', '/acara/baru', 'staff', 'manager'],
  ['GET', '/acara/{event}', 'staff', 'manager', 'panel', 'head', 'deputy', 'assessor', 'otherAssessor'],
  ['GET', '/acara/{event}/ubah', 'staff', 'manager'],
  ['GET', '/acara/{event}/peserta', 'staff', 'manager'],
  ['GET', '/acara/{event}/asesor', 'staff', 'manager', 'panel', 'head', 'deputy', 'assessor', 'otherAssessor'],
  ['GET', '/acara/{event}/jadwal', 'staff', 'manager', 'panel', 'head', 'deputy', 'assessor', 'otherAssessor'],
  ['GET', '/acara/{event}/hasil', 'staff', 'manager', 'head', 'deputy'],
  ['GET', '/acara/{event}/laporan.pdf', 'staff', 'manager', 'head', 'deputy'],
  ['GET', '/acara/{event}/bnsp', 'staff', 'manager'],
  ['GET', '/pleno', 'staff', 'manager', 'panel', 'head', 'deputy'],
  ['GET', '/pleno/{panel}', 'staff', 'manager', 'panel', 'head', 'deputy'],
  ['GET', '/pleno/{panel}/kasus/{case}', 'staff', 'manager', 'panel', 'head', 'deputy'],
  ['GET', '/pleno/{panel}/sk', 'staff', 'manager', 'panel', 'head', 'deputy'],
  ['GET', '/pleno/{panel}/terbit', 'staff', 'manager', 'panel', 'head', 'deputy'],
  ['GET', '/sertifikat', 'staff', 'manager', 'head'],
  ['GET', '/standar', 'staff', 'manager', 'committee'],
  ['GET', '/standar/impor', 'committee'],
  ['GET', '/skema-kerja', 'staff', 'manager', 'committee'],
  ['GET', '/pengaturan', 'staff', 'manager'],
  ['GET', '/pengaturan/lambang', 'staff', 'manager'],
  ['GET', '/orang', 'staff', 'manager', 'contact'],
  ['GET', '/orang/surel', 'staff', 'manager', 'contact'],
  ['POST', '/berkas/{case}/syarat', 'staff', 'manager'],
  ['POST', '/berkas/{case}/asesor', 'staff', 'manager'],
  ['POST', '/berkas/{case}/jadwal', 'staff', 'manager'],
  ['POST', '/permohonan/{case}/konfirmasi'],
  ['POST', '/permohonan/{case}/undur'],
  ['POST', '/tinjauan/{case}', 'assessor'],
  ['POST', '/laporan-asesor/{event}', 'assessor'],
  ['POST', '/acara/{event}/ubah', 'staff', 'manager'],
  ['POST', '/acara/{event}/keadaan', 'staff', 'manager'],
  ['POST', '/pleno/baru', 'manager'],
  ['POST', '/pleno/{panel}/kasus/{case}/suara', 'panel'],
  ['POST', '/pleno/{panel}/kasus/{case}/putus', 'panel'],
  ['POST', '/pleno/{panel}/kasus/{case}/benturan', 'panel'],
  ['POST', '/pleno/{panel}/tutup', 'manager'],
  ['POST', '/pleno/{panel}/sk', 'head', 'deputy'],
  ['POST', '/pleno/{panel}/terbit', 'manager'],
  ['POST', '/pengaturan', 'manager'],
]

test('every address by every duty', { timeout: 600000 }, async () => {
  assert.ok(walked.event, 'nothing was walked through')
  const seen = []
  for (const [duty, account] of Object.entries(PEOPLE)) {
    const person = await Person.at(place(), LOOKS.desktop, account)
    for (const [method, path, ...may] of TABLE) {
      const address = path.replace('{event}', walked.event).replace('{case}', walked.case).replace('{panel}', walked.panel)
      const status = method === 'GET' ? await person.status(address) : await person.posts(address)
      const open = status !== 404
      if (status >= 500) seen.push(`${duty}: ${method} ${path} answers ${status}`)
      if (open !== may.includes(duty)) seen.push(`${duty}: ${method} ${path} answers ${status}, which should be ${may.includes(duty) ? 'open' : 'not found'}`)
    }
    await person.close()
  }
  assert.deepEqual(seen, [])
})
