// A demonstration to walk through in a real browser: started once for all tests, on a port of its own.
import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const binary = join(process.env.CARGO_TARGET_DIR ?? join(root, 'target'), 'debug/kompeten')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
export const PASSWORD = 'peragaan-pustaka-2025'

const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => done(port))
  })
})

const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})

/** Waits until a child serves; what it said is told when it does not. */
async function served (url, child, said) {
  for (let n = 0; ; n += 1) {
    if (child.exitCode !== null || n > 600) throw new Error(`the house did not come up:\n${said()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await new Promise((done) => setTimeout(done, 1000))
  }
}

/** A house in a folder of its own, of which nothing runs yet. */
async function place () {
  const folder = mkdtempSync(join(tmpdir(), 'kompeten-browser-'))
  const port = await freePort()
  const env = {
    ...process.env,
    KOMPETEN_DATABASE: `sqlite:${folder}/house.db`,
    KOMPETEN_FILES: `file:${folder}/files`,
    KOMPETEN_KEYSET: `${folder}/keyset.json`,
  }
  let told = ''
  const run = (...words) => {
    const child = spawn(binary, words, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (chunk) => { told = (told + chunk).slice(-20000) })
    child.stderr.on('data', (chunk) => { told = (told + chunk).slice(-20000) })
    return child
  }
  /** What a command of the same house answers. */
  const ask = (...words) => spawnSync(binary, words, { env, encoding: 'utf8' })
  return { folder, listen: `127.0.0.1:${port}`, url: `http://127.0.0.1:${port}`, run, ask, said: () => told }
}

const gone = (child) => child.exitCode !== null || child.signalCode !== null
  ? Promise.resolve()
  : new Promise((done) => child.once('exit', done))

/** A folder that holds a built demonstration, of which each file of tests takes a copy. */
const BUILT = process.env.KOMPETEN_BROWSER_PLACE

/** A demonstration in a folder of its own, on its own clock; or the one that is served at KOMPETEN_BROWSER_URL. */
export async function openHouse() {
  if (process.env.KOMPETEN_BROWSER_URL) {
    const browser = await launch()
    return { url: process.env.KOMPETEN_BROWSER_URL, browser, close: () => browser.close() }
  }
  const { folder, listen, url, run, ask, said } = await place()
  if (BUILT) cpSync(BUILT, folder, { recursive: true })
  const child = run('demo', '--keep', '--listen', listen)
  await served(url, child, said)
  const browser = await launch()
  const close = async () => {
    await browser.close()
    child.kill('SIGTERM')
    await gone(child)
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, browser, close, ask }
}

/**
 * A house whose server can be killed and started again. `demo` builds anew each time it starts, so what it built is
 * served by `serve`.
 */
export async function openMortalHouse () {
  const { folder, listen, url, run, said } = await place()
  if (BUILT) cpSync(BUILT, folder, { recursive: true })
  else {
    const builder = run('demo', '--no-serve')
    await gone(builder)
    if (builder.exitCode !== 0) throw new Error(`the demonstration was not built:\n${said()}`)
  }
  let child
  const start = async () => {
    child = run('serve', '--listen', listen)
    await served(url, child, said)
  }
  /** As a power cut does it: nothing is finished, nothing is written any more. */
  const kill = async () => {
    child.kill('SIGKILL')
    await gone(child)
  }
  await start()
  const browser = await launch()
  const close = async () => {
    await browser.close()
    child.kill('SIGTERM')
    await gone(child)
    rmSync(folder, { recursive: true, force: true })
  }
  return { url, browser, close, kill, start }
}

/** How somebody looks at the house. */
export const LOOKS = {
  desktop: { viewport: { width: 1440, height: 900 }, javaScriptEnabled: true },
  plain: { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false },
  phone: { viewport: { width: 390, height: 844 }, javaScriptEnabled: false, isMobile: true, hasTouch: true },
  pocket: { viewport: { width: 390, height: 844 }, javaScriptEnabled: true, isMobile: true, hasTouch: true },
}

/** A person at their own browser. */
export class Person {
  static async at(house, look, account, password = PASSWORD) {
    const context = await house.browser.newContext({ ...look, baseURL: house.url, locale: 'id-ID', bypassCSP: false })
    const page = await context.newPage()
    page.setDefaultTimeout(15000)
    const person = new Person(page, look, account)
    await page.goto('/masuk')
    await page.fill('input[name=akun]', account)
    await page.fill('input[name=sandi]', password)
    await page.locator('main button[type=submit]').first().click()
    await page.waitForURL((at) => !at.pathname.startsWith('/masuk'))
    return person
  }

  constructor(page, look, account) {
    this.page = page
    this.look = look
    this.account = account
  }

  async go(path) {
    const answer = await this.page.goto(path)
    if (!answer.ok()) throw new Error(`${this.account}: ${path} answers ${answer.status()}`)
  }

  /** Looks for words in a list, as its search field does. */
  async seek(list, words) {
    await this.go(list)
    const form = this.page.locator('form[role=search]')
    await form.locator('input[name=q]').fill(words)
    await this.press(form.locator('button[type=submit]'))
  }

  /** What the page answers to an address that may not be theirs. */
  async status(path) {
    return (await this.page.context().request.get(path, { maxRedirects: 0 })).status()
  }

  /** The text of a PDF. */
  async paper(path) {
    const answer = await this.page.context().request.get(path)
    const read = spawnSync('pdftotext', ['-', '-'], { input: await answer.body(), encoding: 'utf8' })
    if (read.status !== 0) throw new Error(`${this.account}: ${path} is no PDF: ${read.stderr}`)
    return read.stdout
  }

  /** What an empty form sent to a guessed address is answered. */
  async posts(path) {
    const { origin } = new URL(this.page.url())
    const options = { maxRedirects: 0, headers: { origin, referer: `${origin}${path}` }, form: { _once: crypto.randomUUID() } }
    return (await this.page.context().request.post(path, options)).status()
  }

  /** Presses a button and waits for the page that follows. */
  async press(button) {
    const at = typeof button === 'string' ? this.page.locator(button).first() : button
    await Promise.all([this.page.waitForNavigation({ waitUntil: 'load' }), at.click()])
  }

  async click(words) {
    await this.press(this.page.locator('main').getByRole('button', { name: words }).first())
  }

  async sees(words) {
    const text = await this.page.locator('body').innerText()
    if (!(words instanceof RegExp ? words.test(text) : text.includes(words))) {
      throw new Error(`${this.account} does not see ${words} at ${this.page.url()}:\n${text.slice(0, 3000)}`)
    }
  }

  /** Fills every field that is still empty: the first answer of each choice, the given values by name. */
  async fill(given = {}) {
    const form = this.page.locator('#isian')
    for (const group of await form.locator('.pilah').all()) {
      if (await group.locator('input:checked').count()) continue
      await group.locator('input').first().check({ force: true })
    }
    for (const group of await form.locator('fieldset').all()) {
      const radios = group.locator('> label.pilihan input[type=radio]')
      if (await radios.count() && !await group.locator('input:checked').count()) await radios.first().check({ force: true })
      const boxes = group.locator('.kotak input[type=checkbox]')
      if (await boxes.count() && !await group.locator('input:checked').count()) {
        for (const box of (await boxes.all()).slice(0, 2)) await box.check({ force: true })
      }
    }
    for (const box of await form.locator('label.pilihan > input[type=checkbox][value=yes]').all()) await box.check({ force: true })
    for (const fold of await form.locator('details').all()) await fold.evaluate((at) => { at.open = true }).catch(() => {})
    for (const input of await form.locator('input.ds-input[aria-required], textarea.ds-input[aria-required]').all()) {
      if (await input.inputValue()) continue
      const kind = await input.getAttribute('type')
      await input.fill(kind === 'date' ? '2025-10-30' : kind === 'number' ? '1' : kind === 'email' ? 'nama@contoh.id' : kind === 'tel' ? '081200000000' : 'Contoh isian')
    }
    for (const select of await form.locator('select').all()) {
      if (!await select.inputValue()) await select.selectOption({ index: 1 })
    }
    for (const [name, value] of Object.entries(given)) {
      const radio = form.locator(`input[type=radio][name="${name}"][value="${value}"]`)
      if (await radio.count()) await radio.check({ force: true })
      else await form.locator(`[name="${name}"]`).fill(value)
    }
  }

  /** Submits the form that is open. */
  async submit() {
    await this.press('#isian button[value=kirim]')
    if (!new URL(this.page.url()).search.includes('kirim')) {
      throw new Error(`${this.account}: not taken at ${this.page.url()}:\n${(await this.page.locator('main').innerText()).slice(0, 1500)}`)
    }
  }

  /** Signs in a slot of a form. */
  async sign(form, slot, presence = false, secret = PASSWORD) {
    await this.go(`${form}/tanda-tangan/${slot}${presence ? '?cara=di-tempat' : ''}`)
    await this.page.fill('input[name=rahasia]', secret)
    await this.press('main button[type=submit]')
    if (this.page.url().includes('/tanda-tangan/')) throw new Error(`${this.account}: not signed: ${await this.page.locator('main').innerText()}`)
  }

  /** What axe finds on this page; nothing when the browser runs no scripts. */
  async axe() {
    if (!this.look.javaScriptEnabled) return
    await this.page.evaluate(axe)
    const { violations } = await this.page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }))
    if (violations.length) {
      const told = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).slice(0, 5).join(', ')}`)
      throw new Error(`axe at ${this.page.url()}:\n${told.join('\n')}`)
    }
  }

  /** The page is no wider than the window. */
  async fits() {
    const wide = await this.page.locator('html').evaluate((at) => at.scrollWidth - at.clientWidth)
    if (wide > 1) throw new Error(`${this.page.url()} is ${wide} pixels too wide at ${this.look.viewport.width}`)
    // What is wider than its cell is printed over the next one; the turned sign of a fold reaches out by a hair.
    const over = await this.page.locator('td, tbody th').evaluateAll((all) => all.filter((at) => at.scrollWidth > at.clientWidth + 2).map((at) => at.innerText.trim()))
    if (over.length) throw new Error(`${this.page.url()} at ${this.look.viewport.width}: wider than their cells are ${over.slice(0, 3).join(' | ')}`)
  }

  async close() {
    await this.page.context().close()
  }
}
