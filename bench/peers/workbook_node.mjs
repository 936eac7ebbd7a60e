// exceljs and SheetJS: read the participant workbook.
//
//     node workbook_node.mjs FILE
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
