// For every page, and never needed by one: brings the list of errors into view, and prints.
const errors = document.querySelector('.ringkas')
if (errors) errors.focus()

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}

// The bar below a list says how many are chosen, and its buttons how many of them they can be for.
for (const bar of document.querySelectorAll('[data-massal]')) {
  const form = bar.closest('form')
  const said = bar.querySelector('[data-dipilih]')
  const plain = said.textContent
  const buttons = [...bar.querySelectorAll('[data-untuk]')]
  const words = new Map(buttons.map(button => [button, button.textContent]))
  const chosen = () => [...form.querySelectorAll('[name=pilih]:checked')]
  const tell = () => {
    const all = chosen()
    said.textContent = all.length ? said.dataset.dipilih.replace('{n}', all.length) : plain
    for (const button of buttons) {
      const n = all.filter(box => box.dataset.dapat === button.dataset.untuk).length
      button.textContent = n ? button.dataset.sebut.replace('{n}', n) : words.get(button)
      button.setAttribute('aria-disabled', String(!n))
    }
  }
  form.addEventListener('change', tell)
  form.addEventListener('submit', (event) => {
    if (chosen().length) return
    event.preventDefault()
    said.textContent = said.dataset.kosong
  })
  tell()
}

// A button that opens once certain answers are given; pressed before, the server says what is lacking.
for (const button of document.querySelectorAll('[data-bila]')) {
  const names = button.dataset.bila.split(' ').filter(Boolean)
  const given = () => names.every(name => new FormData(button.form).get(name) === button.dataset.jadi)
  const tell = () => button.setAttribute('aria-disabled', String(!given()))
  button.form.addEventListener('change', tell)
  tell()
}

// A form that is being filled in is kept as a draft when its person pauses, and when they look away.
const form = document.querySelector('form[data-draf]')
if (form) {
  const told = form.querySelector('[data-draf-kabar]')
  let changed = false
  let timer
  const keep = async () => {
    if (!changed) return
    changed = false
    const body = new URLSearchParams(new FormData(form))
    body.set('_aksi', 'simpan')
    // A draft goes back and forth: each sending is one of its own.
    body.set('_once', [...crypto.getRandomValues(new Uint8Array(16))].map(b => b.toString(16).padStart(2, '0')).join(''))
    try {
      const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true })
      if (answer.status === 412) {
        told.textContent = told.dataset.lain
        return
      }
      if (answer.type !== 'opaqueredirect' && answer.status !== 422) throw new Error(String(answer.status))
      told.textContent = told.dataset.ya
    } catch {
      changed = true
      told.textContent = told.dataset.tidak
    }
  }
  form.addEventListener('input', () => {
    changed = true
    clearTimeout(timer)
    timer = setTimeout(keep, 4000)
  })
  form.addEventListener('submit', () => {
    changed = false
    clearTimeout(timer)
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep()
  })
}
// Work that runs: the part that asks for it is fetched anew until it no longer asks. Whoever has no scripts
// gets the whole page anew.
async function again (part) {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.getElementById(part.id)
    if (answer.ok && fresh && !part.contains(document.activeElement)) part.replaceWith(fresh)
  } catch { /* The network will come back; what stands there stays true as far as it was known. */ }
  watch()
}

function watch () {
  const part = document.querySelector('[data-again]')
  if (part) setTimeout(again, Number(part.dataset.again), part)
}

watch()
