// Follows every relative link of the documentation: names those that lead nowhere, file or heading.
import { existsSync, readFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { dirname, join, normalize } from 'node:path'

const anchor = (heading) => heading.toLowerCase().replace(/[`*]/g, '').replace(/[^\p{L}\p{N}\- ]/gu, '').trim().replaceAll(' ', '-')
const anchors = (path) => [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor(heading))

const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { encoding: 'utf8' }).split('\n').filter(Boolean)
let broken = 0
for (const page of pages) {
  for (const [, link] of readFileSync(page, 'utf8').matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(link)) continue
    const [path, fragment] = link.split('#')
    const target = path === '' ? page : normalize(join(dirname(page), path))
    const missing = !existsSync(target) || (fragment && !anchors(target).includes(fragment))
    if (missing) {
      console.error(`${page}: ${link} leads nowhere`)
      broken += 1
    }
  }
}
process.exitCode = broken ? 1 : 0
