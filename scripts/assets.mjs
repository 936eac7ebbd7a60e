// Builds crates/web/assets/dist: stylesheets, font, icons and scripts that the binary carries.
// Every file is named by its digest, so that a browser may keep it for a year, and lies beside
// its gzip and brotli forms. manifest.json says what is called what.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { buildSync, transformSync } from 'esbuild'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const web = join(root, 'crates/web')
const dist = join(web, 'assets/dist')
const fresh = join(web, `assets/.dist-${process.pid}`)
const npm = (...path) => join(root, 'node_modules', ...path)
const read = (path) => readFileSync(path, 'utf8')

/** Our stylesheets, in the order in which they apply. `base` goes to everyone. */
const bundles = {
  base: [
    'tokens', 'font', 'elements', 'words', 'layout', 'skip', 'cloth', 'masthead', 'heading', 'card', 'catalogue',
    'spine', 'journey', 'notice', 'facts', 'progress', 'answer', 'history', 'evidence', 'fold', 'result', 'field',
    'door', 'refusal', 'consequence', 'schedule', 'home', 'signature', 'filing', 'case', 'print',
  ],
  staff: [
    'rail', 'table', 'counts', 'filter', 'bulk', 'verdict', 'photo', 'panes', 'lines', 'seats',
    'estimate', 'gathering', 'intake', 'outcome', 'print-staff',
  ],
  exam: ['sitting', 'question', 'tools'],
  slip: ['slip'],
}

/** Scripts for browsers as old as a phone of 2019: whoever sits an exam brings what they have. */
const old = new Set(['sitting.js', 'luring.js'])

/** The parts of designsystemet in use. Its colours are ours (tokens.css), so its own are left out. */
const parts = [
  'base', 'button', 'input', 'field', 'fieldset', 'label', 'tag', 'validation-message', 'error-summary', 'dialog',
  'pagination', 'tooltip',
]
const unused = /^@layer ds\.theme\.(color-scheme|typography\.secondary)/

function topLevelBlocks(css) {
  const blocks = []
  for (let at = 0; at < css.length;) {
    let end = css.indexOf('{', at)
    if (end < 0) break
    for (let depth = 1; depth > 0;) {
      end += 1
      if (css[end] === '{') depth += 1
      else if (css[end] === '}') depth -= 1
    }
    blocks.push(css.slice(at, end + 1))
    at = end + 1
  }
  return blocks
}

function designsystemet() {
  const from = (...path) => read(npm('@digdir/designsystemet-css/dist', ...path))
  const theme = topLevelBlocks(from('theme/designsystemet.css')).filter((block) => !unused.test(block.trim()))
  const index = from('src/index.css')
  const order = index.slice(0, index.indexOf(';') + 1)
  const base = parts.map((part) => {
    const layer = part === 'base' ? 'ds.base' : 'ds.components'
    return `@layer ${layer}{${from('src', `${part}.css`)}}`
  })
  return [order, ...theme, ...base].join('\n')
}

/** Icons named in templates and Rust as `icon("name")`. */
function iconNames() {
  const names = new Set()
  const walk = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = join(dir, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (/\.(html|rs)$/.test(entry.name)) {
        const code = read(path).replace(/^\s*\/\/.*$/gm, '')
        for (const [, name] of code.matchAll(/\bicon\("([a-z0-9-]+)"/g)) names.add(name)
      }
    }
  }
  walk(join(web, 'templates'))
  walk(join(web, 'src'))
  return [...names].sort()
}

function sprite(names) {
  const symbols = names.map((name) => {
    let svg
    try {
      svg = read(npm('lucide-static/icons', `${name}.svg`))
    } catch {
      throw new Error(`icon("${name}"): lucide has no icon of that name (https://lucide.dev/icons)`)
    }
    const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'))
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner.replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>')}</symbol>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`
}

const manifest = { files: {}, icons: iconNames() }
function put(name, content, compress = true) {
  const bytes = Buffer.from(content)
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
  const dot = name.lastIndexOf('.')
  const file = `${name.slice(0, dot)}-${digest}${name.slice(dot)}`
  writeFileSync(join(fresh, file), bytes)
  if (compress) {
    writeFileSync(join(fresh, `${file}.gz`), gzipSync(bytes, { level: 9 }))
    writeFileSync(join(fresh, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  }
  manifest.files[name] = file
  return file
}

rmSync(fresh, { recursive: true, force: true })
mkdirSync(fresh, { recursive: true })

const font = put(
  'plus-jakarta-sans.woff2',
  readFileSync(npm('@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2')),
  false,
)
const fontExt = put(
  'plus-jakarta-sans-ext.woff2',
  readFileSync(npm('@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-ext-wght-normal.woff2')),
  false,
)
put('icons.svg', sprite(manifest.icons))

for (const [bundle, names] of Object.entries(bundles)) {
  const ours = names.map((name) => read(join(web, 'styles', `${name}.css`))).join('\n')
  const css = (bundle === 'base' ? [designsystemet(), ours] : [ours]).join('\n')
    .replaceAll('FONT-LATIN-EXT', fontExt).replaceAll('FONT-LATIN', font)
  put(`${bundle}.css`, transformSync(css, { loader: 'css', minify: true, target: bundle === 'exam' ? 'chrome74' : 'esnext' }).code)
}

for (const name of readdirSync(join(web, 'scripts')).filter((name) => name.endsWith('.js'))) {
  const [{ text }] = buildSync({
    entryPoints: [join(web, 'scripts', name)],
    bundle: true,
    format: 'esm',
    minify: true,
    target: old.has(name) ? 'es2019' : 'es2022',
    write: false,
  }).outputFiles
  put(name, text)
}
put('htmx.js', read(npm('htmx.org/dist/htmx.esm.min.js')).replace(/\n\/\/# sourceMappingURL=.*$/m, ''))

writeFileSync(join(fresh, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`)
rmSync(dist, { recursive: true, force: true })
renameSync(fresh, dist)
for (const [name, file] of Object.entries(manifest.files)) {
  let size
  try {
    size = `${readFileSync(join(dist, `${file}.gz`)).length} gzipped`
  } catch {
    size = `${readFileSync(join(dist, file)).length}`
  }
  process.stdout.write(`${name.padEnd(28)} ${size}\n`)
}
