// exceljs and SheetJS: read the participant workbook; exceljs writes one of the authority's size.
//
//     node workbook_node.mjs FILE
//     node workbook_node.mjs out
import { readFileSync } from 'node:fs'
import assert from 'node:assert/strict'
import ExcelJS from 'exceljs'
import * as XLSX from 'xlsx'

const rows = 10_000

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

/** A row of the authority's workbook, columns A to S. */
const candidate = (i) => [
  i, `Peserta Contoh ${i}`, `6372${String(i).padStart(12, '0')}`, 'Banjarbaru', '15/01/1990', i % 2 ? 'L' : 'P',
  `Jalan Contoh Nomor ${i}, Banjarbaru`, '6372', '63', `+62812${i}`, `peserta${i}@contoh.example`, '06', '12', '1234',
  '30/10/2025', 'MET.000.003310 2022', '1', '99', i % 3 ? 'K' : 'BK',
]

if (process.argv[2] === 'out') {
  await tell('workbook-out', 'exceljs', async () => {
    const book = new ExcelJS.Workbook()
    const sheet = book.addWorksheet('Data Asesmen')
    for (let i = 1; i <= rows; i += 1) sheet.addRow(candidate(i))
    await book.xlsx.writeBuffer()
  })
} else {
  await read(readFileSync(process.argv[2]))
}

async function read(bytes) {
  await tell('workbook-in', 'exceljs (reading alone)', async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes)
    assert.equal(book.worksheets[0].actualRowCount, rows + 1)
  })
  await tell('workbook-in', 'SheetJS (reading alone)', () => {
    const book = XLSX.read(bytes)
    assert.equal(XLSX.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 }).length, rows + 1)
  })
}
