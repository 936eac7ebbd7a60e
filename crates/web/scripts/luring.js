// Serves the exam page that was last opened when there is no network, so that a reload does not end the work. The page
// itself puts that copy here (`sitting/offline.js`) and takes it away at the end; nothing else is ever kept.

const PAGE = /^\/ujian\/([0-9a-f-]{36})(?:\/(?:soal|periksa))?$/
const ASSETS = 'ujian-aset'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

async function page (request, sitting) {
  try {
    return await fetch(request)
  } catch (error) {
    const cache = await caches.open(`ujian-${sitting}`)
    const kept = await cache.match(`/ujian/${sitting}/soal`, { ignoreVary: true })
    if (kept) return kept
    throw error
  }
}

async function asset (request) {
  const cache = await caches.open(ASSETS)
  return (await cache.match(request.url)) || fetch(request)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  const found = request.mode === 'navigate' && PAGE.exec(url.pathname)
  if (found) event.respondWith(page(request, found[1]))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
})
