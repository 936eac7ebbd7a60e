// Brings to the device what work without network needs: the paper, its pictures and recordings, and, where the browser
// allows it, a copy of the page for a reload.

const MOST_MEDIA = 20e6
const rest = (millis) => new Promise((done) => setTimeout(done, millis))

/** The paper: from the device when it is the same, else from the server, asked until it comes. */
export async function paperOf (store, sitting, digest, lang) {
  const kept = await store.get('paper', sitting)
  if (kept && kept.digest === digest && kept.lang === lang) return kept.paper
  for (let wait = 1; ; wait = Math.min(15, wait * 2)) {
    try {
      const answer = await fetch(`/ujian/${sitting}/kertas`, { credentials: 'same-origin', redirect: 'error' })
      if (answer.ok) {
        const paper = await answer.json()
        await store.set('paper', sitting, { digest, lang, paper })
        return paper
      }
    } catch (error) { /* No network; the question that is shown can be answered meanwhile. */ }
    await rest(wait * 1000)
  }
}

/** Pictures and recordings of the paper, one after the other, as addresses within this page. */
export async function mediaOf (store, paper, found) {
  const box = document.createElement('template')
  box.innerHTML = paper.questions.concat(paper.stimuli).map((one) => one.html).join('')
  const names = new Set([...box.content.querySelectorAll('[src]')].map((at) => at.getAttribute('src')))
  let size = 0
  for (const name of names) {
    if (!name.startsWith('/ujian/') || size > MOST_MEDIA) continue
    let file = await store.get('media', name)
    for (let tries = 0; !file && tries < 5; tries += 1) {
      const answer = await fetch(name, { credentials: 'same-origin' }).catch(() => null)
      if (answer && answer.ok) {
        file = await answer.blob()
        await store.set('media', name, file)
      } else await rest(4000 * (tries + 1))
    }
    if (!file) continue
    size += file.size
    found.set(name, URL.createObjectURL(file))
  }
}

/**
 * A copy of the page under this epoch, for a reload without network. Answers whether there is one: `siap`; `tanpa` where the
 * browser keeps none, which wants HTTPS or the machine itself; nothing when it did not come.
 */
export async function keepPage (sitting, epoch) {
  if (!navigator.serviceWorker || !self.caches || !self.isSecureContext) return 'tanpa'
  const address = `/ujian/${sitting}/soal`
  try {
    await navigator.serviceWorker.register('/ujian/luring.js', { scope: '/ujian/' })
    await navigator.serviceWorker.ready
    // Not all of a hall at the same instant.
    await rest(2000 + Math.random() * 8000)
    const answer = await fetch(`${address}?n=1&e=${epoch}`, { credentials: 'same-origin', redirect: 'error' })
    const text = await answer.text()
    if (!answer.ok || !text.includes(`data-epoch="${epoch}"`)) return ''
    const headers = new Headers(answer.headers)
    headers.delete('content-encoding')
    headers.delete('content-length')
    const copy = new Response(text.replace('<main id="isi"', '<main id="isi" data-salinan="1"'), { headers })
    await (await caches.open(`ujian-${sitting}`)).put(address, copy)
    const parts = [...document.querySelectorAll('link[href^="/assets/"], script[src^="/assets/"], use')]
    const urls = parts.map((at) => (at.getAttribute('href') || at.getAttribute('src')).split('#')[0])
    await (await caches.open('ujian-aset')).addAll([...new Set(urls)])
    return 'siap'
  } catch (error) {
    // A reload then needs the network; answers do not. A page that was loaded without it is its copy.
    return document.querySelector('#isi[data-salinan]') ? 'siap' : ''
  }
}
