// What the device keeps of a sitting, so that neither a reload nor a power cut loses an act: acts that no receipt has
// named yet, a mirror of the state, and the paper for working without network. IndexedDB; where that fails,
// localStorage; where that fails too, memory, and the page says so.

const NAME = 'ujian'
const STORES = ['acts', 'mirror', 'paper', 'media']

/** The name of an act on this device. */
export const actId = (act) => `${act.sitting}|${act.epoch}|${act.page}|${act.sequence}`

/** Acts in the order in which the server ranks them. */
export const byRank = (a, b) => a.epoch - b.epoch || a.sequence - b.sequence || a.page - b.page

const done = (request) => new Promise((good, bad) => {
  request.onsuccess = () => good(request.result)
  request.onerror = () => bad(request.error)
})

function openDatabase () {
  return new Promise((good, bad) => {
    if (!self.indexedDB) return bad(new Error('no IndexedDB'))
    // Some browsers never answer in private windows.
    const timer = setTimeout(() => bad(new Error('IndexedDB is silent')), 3000)
    const request = indexedDB.open(NAME, 1)
    request.onupgradeneeded = () => {
      for (const store of STORES) {
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store)
      }
    }
    request.onsuccess = () => {
      clearTimeout(timer)
      good(request.result)
    }
    request.onerror = request.onblocked = () => {
      clearTimeout(timer)
      bad(request.error || new Error('blocked'))
    }
  })
}

export class Store {
  static async open () {
    const store = new Store()
    try {
      store.db = await openDatabase()
      store.db.onversionchange = () => store.db.close()
    } catch (error) {
      store.db = null
    }
    return store
  }

  constructor () {
    this.db = null
    /** Acts that only this page's memory holds. */
    this.loose = new Set()
  }

  /** One transaction that is on disk when the promise ends. */
  write (stores, work) {
    return new Promise((good, bad) => {
      if (!this.db) return bad(new Error('no database'))
      const transaction = this.db.transaction(stores, 'readwrite', { durability: 'strict' })
      transaction.oncomplete = () => good()
      transaction.onabort = transaction.onerror = () => bad(transaction.error || new Error('not written'))
      work(transaction)
    })
  }

  /** Keeps an act with the mirror that contains it. Says whether the device holds it. */
  async put (act, mirror) {
    const id = actId(act)
    try {
      await this.write(['acts', 'mirror'], (to) => {
        to.objectStore('acts').put(act, id)
        to.objectStore('mirror').put(mirror, act.sitting)
      })
      this.loose.delete(id)
      return true
    } catch (error) {
      return this.putNow(act, mirror)
    }
  }

  /** The same at once, for a page that is about to go away: localStorage does not make one wait. */
  putNow (act, mirror) {
    const id = actId(act)
    try {
      localStorage.setItem(`${NAME}|act|${id}`, JSON.stringify(act))
      localStorage.setItem(`${NAME}|mirror|${act.sitting}`, JSON.stringify(mirror))
      this.loose.delete(id)
      return true
    } catch (error) {
      this.loose.add(id)
      return false
    }
  }

  /** Every act that waits, of all sittings. */
  async acts () {
    const found = new Map()
    for (const [, value] of this.local('act')) found.set(actId(value), value)
    if (this.db) {
      try {
        const kept = await done(this.db.transaction('acts').objectStore('acts').getAll())
        for (const act of kept) found.set(actId(act), act)
      } catch (error) { /* What localStorage holds is better than nothing. */ }
    }
    return [...found.values()].sort(byRank)
  }

  /** Forgets acts that are durable at the server. */
  async forget (acts) {
    for (const act of acts) {
      this.loose.delete(actId(act))
      try {
        localStorage.removeItem(`${NAME}|act|${actId(act)}`)
      } catch (error) { /* Sent again, and taken once. */ }
    }
    await this.write(['acts'], (to) => acts.forEach((act) => to.objectStore('acts').delete(actId(act)))).catch(() => {})
  }

  /** The state as this device last knew it; of two, the one that counted further. */
  async mirror (sitting) {
    const all = this.local('mirror').filter(([key]) => key === sitting).map(([, value]) => value)
    const kept = await this.get('mirror', sitting)
    if (kept) all.push(kept)
    return all.sort((a, b) => b.epoch - a.epoch || b.sequence - a.sequence)[0] || null
  }

  async get (store, key) {
    if (!this.db) return null
    return done(this.db.transaction(store).objectStore(store).get(key)).catch(() => null)
  }

  async set (store, key, value) {
    await this.write([store], (to) => to.objectStore(store).put(value, key)).catch(() => {})
  }

  /** After the end nobody reads questions on a device that many use. Acts that wait stay. */
  async clear (sitting) {
    for (const key of this.keys()) {
      if (key === `${NAME}|mirror|${sitting}`) localStorage.removeItem(key)
    }
    await this.write(['mirror', 'paper', 'media'], (to) => {
      to.objectStore('mirror').delete(sitting)
      to.objectStore('paper').delete(sitting)
      to.objectStore('media').delete(IDBKeyRange.bound(`/ujian/${sitting}/`, `/ujian/${sitting}/\uffff`))
    }).catch(() => {})
    if (self.caches) await caches.delete(`ujian-${sitting}`).catch(() => {})
  }

  keys () {
    try {
      return Object.keys(localStorage)
    } catch (error) {
      return []
    }
  }

  local (kind) {
    const out = []
    for (const key of this.keys()) {
      const start = `${NAME}|${kind}|`
      if (!key.startsWith(start)) continue
      try {
        out.push([key.slice(start.length), JSON.parse(localStorage.getItem(key))])
      } catch (error) { /* Not ours. */ }
    }
    return out
  }
}
