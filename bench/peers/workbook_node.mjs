// exceljs and SheetJS: read the participant workbook and write the BNSP workbook of as many rows.
//
//     node workbook_node.mjs FILE
import { readFileSync } from 'node:fs'
import assert from 'node:assert/strict'
import ExcelJS from 'exceljs'
import * as XLSX from 'xlsx'

const rows = 10_000
const pad = (n, width) => String(n).padStart(width, '0')

const head = [
  'No', 'NAMA ASESI', 'NIK', 'TEMPAT LAHIR', 'TANGGAL LAHIR', 'JENIS KELAMIN', 'TEMPAT TINGGAL', 'KODE KOTA',
  'KODE PROVINSI', 'TELP', 'EMAIL', 'KODE PENDIDIKAN', 'KODE PEKERJAAN', 'KODE JADWAL', 'TANGGAL UJI',
  'NOMOR REGISTRASI ASESOR', 'KODE SUMBER ANGGARAN', 'KODE KEMENTERIAN', 'K/BK',
]

function bnsp(i) {
  const [day, month, year] = [pad((i % 28) + 1, 2), pad((i % 12) + 1, 2), 1970 + (i % 30)]
  return [
    i, `Peserta Contoh ${pad(i, 5)}`, `6372${pad((i % 20) + 1, 2)}${day}${month}${pad(year % 100, 2)}${(i % 9000) + 1000}`,
    'Banjarbaru', `${day}/${month}/${year}`, i % 2 ? 'L' : 'P', `Jalan Contoh No. ${i}`, '6372', '63', `+62812${pad(i, 8)}`,
    `peserta${i}@contoh.example`, '7', '20', 'J-2025-001', '30/10/2025', `MET.000.${pad((i % 12) + 1, 6)} 2023`, '1', '12',
    i % 4 ? 'K' : 'BK',
  ]
}

async function tell(bench, peer, work, rounds = 3) {
  const seconds = []
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(start)
    seconds.push((user + system) / 1e6)
  }
  seconds.sort((a, b) => a - b)
  const value = Number(seconds[Math.floor(rounds / 2)].toFixed(4))
  console.log(JSON.stringify({ bench, peer, unit: 's CPU / 10,000 rows', value }))
}

const bytes = readFileSync(process.argv[2])

await tell('workbook-in', 'exceljs (reading alone)', async () => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes)
  assert.equal(book.worksheets[0].actualRowCount, rows + 1)
})
await tell('workbook-in', 'SheetJS (reading alone)', () => {
  const book = XLSX.read(bytes)
  assert.equal(XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 }).length, rows + 1)
})
await tell('workbook-out', 'exceljs', async () => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Data Asesmen')
  sheet.addRow(head)
  for (let i = 1; i <= rows; i += 1) sheet.addRow(bnsp(i))
  await book.xlsx.writeBuffer()
})
await tell('workbook-out', 'SheetJS', () => {
  const book = XLSX.utils.book_new()
  const sheet = XLSX.utils.aoa_to_sheet([head, ...Array.from({ length: rows }, (_, i) => bnsp(i + 1))])
  XLSX.utils.book_append_sheet(book, sheet, 'Data Asesmen')
  XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
})
