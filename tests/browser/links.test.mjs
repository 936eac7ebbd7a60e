// Every link that somebody is shown leads somewhere: from the first page on, by each duty, a few pages of each kind.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { LOOKS, Person, openHouse } from './house.mjs'

const ACCOUNTS = [
  'administrator@lsp.contoh.id', 'staf@lsp.contoh.id', 'manajer@lsp.contoh.id', 'skema@lsp.contoh.id', 'pleno1@lsp.contoh.id',
  'ketua@lsp.contoh.id', 'wakil@lsp.contoh.id', 'asesor1@contoh.go.id', 'ani.maulana1@contoh.go.id', 'fasilitator@contoh.go.id',
  'kontak@contoh.go.id',
]

/** Pages of one kind that are opened: their addresses differ in what they name. */
const OF_A_KIND = 3
const kind = (path) => path.split('?')[0].replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*').replace(/\/CONTOH[^/]*/g, '/*').replace(/\/[A-Z0-9]{6,}(?=\/|$)/g, '/*')

/** The addresses of this house that a page links to, without downloads. */
function links (html, base) {
  const found = new Set()
  for (const [, href] of html.matchAll(/<a\b[^>]*\bhref="([^"#]+)[^"]*"/g)) {
    const at = new URL(href.replaceAll('&amp;', '&').replaceAll('&#38;', '&'), base)
    if (at.origin === new URL(base).origin && !/\.(pdf|xlsx|csv|zip|docx|json|seb|xml|txt)$/.test(at.pathname)) found.add(at.pathname + at.search)
  }
  return found
}

let house
before(async () => { house = await openHouse() }, { timeout: 900000 })
after(async () => { await house?.close() })

test('every link that is shown leads somewhere', { timeout: 600000 }, async () => {
  const dead = []
  let opened = 0
  for (const account of ACCOUNTS) {
    const person = await Person.at(house, LOOKS.desktop, account)
    const { request } = person.page.context()
    const [known, kinds, from] = [new Set(['/']), new Map(), new Map()]
    const waiting = ['/']
    while (waiting.length > 0) {
      const path = waiting.shift()
      const answer = await request.get(house.url + path)
      opened += 1
      if (answer.status() >= 400) {
        dead.push(`${account}: ${path} answers ${answer.status()}, linked from ${from.get(path)}`)
        continue
      }
      if (!(answer.headers()['content-type'] ?? '').startsWith('text/html')) continue
      for (const next of links(await answer.text(), answer.url())) {
        const count = kinds.get(kind(next)) ?? 0
        if (known.has(next) || count >= OF_A_KIND) continue
        known.add(next)
        kinds.set(kind(next), count + 1)
        from.set(next, path)
        waiting.push(next)
      }
    }
    await person.close()
  }
  assert.deepEqual(dead, [])
  assert.ok(opened > 500, `only ${opened} pages were opened`)
})
