// For every page, and never needed by one: brings the list of errors into view, and prints.
const errors = document.querySelector('.ringkas')
if (errors) errors.focus()

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
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
