// Looks at a page: a picture, and what axe finds.
//   node scripts/shot.mjs URL out.png [--width 390] [--height 844] [--dark] [--full] [--no-js] [--cookie name=value]… [--axe]
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'

const { values: option, positionals: [url, file] } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '1440' },
    height: { type: 'string' },
    scale: { type: 'string', default: '1' },
    dark: { type: 'boolean' },
    full: { type: 'boolean' },
    'no-js': { type: 'boolean' },
    cookie: { type: 'string', multiple: true, default: [] },
    axe: { type: 'boolean' },
  },
})
if (!url) {
  console.error('node scripts/shot.mjs URL [out.png] [options]; see the head of the script')
  process.exit(2)
}

const width = Number(option.width)
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
})
const context = await browser.newContext({
  viewport: { width, height: Number(option.height ?? (width < 700 ? 844 : 960)) },
  deviceScaleFactor: Number(option.scale),
  colorScheme: option.dark ? 'dark' : 'light',
  javaScriptEnabled: !option['no-js'],
  bypassCSP: option.axe,
  ignoreHTTPSErrors: true,
})
await context.addCookies(option.cookie.map((pair) => {
  const [name, ...value] = pair.split('=')
  return { name, value: value.join('='), url }
}))
const page = await context.newPage()
let bad = 0
page.on('console', (message) => {
  if (message.type() === 'error') {
    bad += 1
    console.log('console:', message.text())
  }
})
await page.goto(url, { waitUntil: 'load' })
await page.evaluate(() => document.fonts.ready)
const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
if (wide > 0) {
  bad += 1
  console.log(`wider than the window by ${wide} px`)
}
if (file) await page.screenshot({ path: file, fullPage: option.full })
if (option.axe) {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }))
  for (const { id, impact, help, nodes } of violations) {
    bad += 1
    console.log(`axe ${impact}: ${id}: ${help}`)
    for (const node of nodes.slice(0, 5)) console.log(`    ${node.target.join(' ')}  ${node.html.slice(0, 160)}`)
  }
  if (violations.length === 0) console.log('axe: clean')
}
await browser.close()
process.exit(bad ? 1 : 0)
