// The invigilator's room: takes in the plan as the server pushes it, or asks for it every five seconds where pushing
// does not get through, and says how old it is. Without this the page is complete; it is then reloaded by its link.
const room = document.getElementById('ruang')
const line = document.querySelector('[data-langsung]')
const aloud = document.querySelector('[data-suara]')

// After so many seconds without a word the plan is not live, and pushing is not waited for.
const STALE = 8
const POLL = 5000
const PUSH_AGAIN = 60000

let heard = performance.now()
let heardAt = new Date()
let live
let over = false
let source
let polling
let pushed

/** Brings `old` to what `fresh` says, and leaves alone what is the same, so that focus and place stay. */
function morph (old, fresh) {
  if (old.isEqualNode(fresh)) return
  if (old.nodeName !== fresh.nodeName || (old.id ?? '') !== (fresh.id ?? '')) return old.replaceWith(fresh)
  if (old.nodeType !== Node.ELEMENT_NODE) {
    old.data = fresh.data
    return
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name)
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  children(old, fresh)
}

/** White space between elements; a parser drops it at the beginning, a page does not. */
const blank = node => node?.nodeType === Node.TEXT_NODE && !node.data.trim()

function children (old, fresh) {
  const named = new Map([...old.children].filter(child => child.id).map(child => [child.id, child]))
  let at = old.firstChild
  for (const next of [...fresh.childNodes]) {
    while (blank(at) && !blank(next)) {
      const gone = at
      at = at.nextSibling
      gone.remove()
    }
    const same = next.id ? named.get(next.id) : undefined
    if (same) {
      named.delete(next.id)
      if (same === at) at = at.nextSibling
      else old.insertBefore(same, at)
      morph(same, next)
    } else if (at && !next.id && !at.id && at.nodeName === next.nodeName) {
      const here = at
      at = at.nextSibling
      morph(here, next)
    } else {
      old.insertBefore(next, at)
    }
  }
  while (at) {
    const gone = at
    at = at.nextSibling
    gone.remove()
  }
}

/** Takes a plan in. Whoever had the focus keeps it; where that is gone, its section's heading gets it. */
function take (html) {
  const focused = room.contains(document.activeElement) ? document.activeElement : null
  const heading = focused?.closest('section')?.querySelector('h2')?.id
  children(room, new DOMParser().parseFromString(html, 'text/html').body)
  if (focused && document.activeElement !== focused) {
    const to = focused.isConnected ? focused : heading && document.getElementById(heading)
    if (to) to.focus({ preventScroll: true })
  }
  alive()
}

function alive () {
  heard = performance.now()
  heardAt = new Date()
  tell()
}

function clock (at) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at)
}

function tell () {
  const age = Math.floor((performance.now() - heard) / 1000)
  const now = !over && age <= STALE
  const words = over ? line.dataset.keluar : now ? line.dataset.langsung : line.dataset.putus
  const said = words.replace('%', now ? age : clock(heardAt))
  line.querySelector('[data-kata]').textContent = said
  if (now === live) return
  line.dataset.color = now ? 'success' : 'warning'
  line.querySelector('[data-ya]').hidden = !now
  line.querySelector('[data-tidak]').hidden = now
  // Said once when it changes, not every second.
  if (live !== undefined) aloud.textContent = now ? '' : said
  live = now
}

async function ask () {
  try {
    const answer = await fetch(room.dataset.denah, { headers: { accept: 'text/html' }, redirect: 'manual' })
    if (answer.ok) take(await answer.text())
    // Signed out, or no longer appointed: a fresh page says which.
    else if (answer.status === 401 || answer.status === 404) end()
  } catch { /* The network will come back; how old the plan is stands above it. */ }
}

function end () {
  over = true
  source?.close()
  clearInterval(polling)
  tell()
}

function push () {
  pushed = performance.now()
  source?.close()
  source = new EventSource(room.dataset.arus)
  source.addEventListener('denah', event => {
    quiet()
    take(event.data)
  })
  source.addEventListener('detak', () => {
    quiet()
    alive()
  })
}

/** Pushing works: nothing needs to be asked for. */
function quiet () {
  clearInterval(polling)
  polling = undefined
}

function fallBack () {
  if (over || polling) return
  source?.close()
  polling = setInterval(ask, POLL)
  ask()
}

if (room && line) {
  push()
  tell()
  setInterval(() => {
    const now = performance.now()
    if (polling && now - pushed > PUSH_AGAIN) push()
    else if (now - heard > STALE * 1000) fallBack()
    tell()
  }, 1000)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && !over && performance.now() - heard > STALE * 1000) ask()
  })
}
