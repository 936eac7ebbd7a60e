// What makes the page fit its reader: size of the text, colours, the calculator. Kept on the device for the next page.

const recall = (name) => {
  try {
    return localStorage.getItem(`ujian-${name}`)
  } catch (error) {
    return null
  }
}
const keep = (name, value) => {
  try {
    localStorage.setItem(`ujian-${name}`, value)
  } catch (error) { /* Then it lasts as long as the page. */ }
}

const SIZES = 5

/** Buttons for smaller and larger text, and the choice of colours. */
export function comforts (tools, tell) {
  const root = document.documentElement
  let size = Math.min(SIZES, Math.max(1, Number(recall('teks')) || 2))
  const sized = () => {
    root.dataset.teks = size
    for (const button of tools.querySelectorAll('[data-teks-ubah]')) {
      const on = Number(button.dataset.teksUbah)
      button.setAttribute('aria-disabled', String((on < 0 && size <= 1) || (on > 0 && size >= SIZES)))
    }
  }
  for (const button of tools.querySelectorAll('[data-teks-ubah]')) {
    button.addEventListener('click', () => {
      size = Math.min(SIZES, Math.max(1, size + Number(button.dataset.teksUbah)))
      keep('teks', size)
      sized()
      tell(button.dataset.sebut.replace('{n}', size).replace('{dari}', SIZES))
    })
  }
  sized()
  const colours = tools.querySelector('[name=warna]')
  const coloured = () => {
    const [scheme, contrast] = colours.value.split('-')
    root.dataset.colorScheme = scheme
    if (contrast) root.dataset.kontras = contrast
    else delete root.dataset.kontras
  }
  const known = recall('warna')
  if (known && [...colours.options].some((option) => option.value === known)) colours.value = known
  colours.addEventListener('change', () => {
    keep('warna', colours.value)
    coloured()
  })
  coloured()
}

/** A box that is remembered. */
export function remembered (box, name, use) {
  const known = recall(name)
  if (known !== null) box.checked = known === '1'
  box.addEventListener('change', () => {
    keep(name, box.checked ? '1' : '0')
    use(box.checked)
  })
  use(box.checked)
}

/** How numbers are written: the sign before the decimals, the sign between thousands, and what begins a sum as one. */
const WRITTEN = {
  id: { decimal: ',', group: '.', number: /^(?:[1-9]\d{0,2}(?:\.\d{3})+(?!\d)(?:,\d*)?|\d+(?:,\d*)?|,\d+)/ },
  en: { decimal: '.', group: ',', number: /^(?:[1-9]\d{0,2}(?:,\d{3})+(?!\d)(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)/ }
}
const manner = (lang) => WRITTEN[lang] || WRITTEN.en

/**
 * Works out `12,5 + 3 × (2 − 1)`, with numbers as the language writes them: `1.500` is fifteen hundred in Indonesian and
 * no number of three decimals. Nothing when it is no sum, or a number could be meant either way.
 */
export function reckon (text, lang) {
  const { decimal, group, number: shape } = manner(lang)
  const signs = text.replace(/\s/g, '').replace(/[×x]/g, '*').replace(/[÷:]/g, '/').replace(/−/g, '-')
  let at = 0
  const number = () => {
    const found = shape.exec(signs.slice(at))
    if (!found) return NaN
    at += found[0].length
    return Number(found[0].replaceAll(group, '').replace(decimal, '.'))
  }
  const factor = () => {
    if (signs[at] === '-') {
      at += 1
      return -factor()
    }
    if (signs[at] !== '(') return number()
    at += 1
    const inner = sum()
    if (signs[at] !== ')') return NaN
    at += 1
    return inner
  }
  const product = () => {
    let value = factor()
    while (signs[at] === '*' || signs[at] === '/') {
      const sign = signs[at]
      at += 1
      const right = factor()
      value = sign === '*' ? value * right : value / right
    }
    return value
  }
  const sum = () => {
    let value = product()
    while (signs[at] === '+' || signs[at] === '-') {
      const sign = signs[at]
      at += 1
      const right = product()
      value = sign === '+' ? value + right : value - right
    }
    return value
  }
  if (!signs || /[^\d.,+\-*/()]/.test(signs)) return null
  const value = sum()
  return at === signs.length && Number.isFinite(value) ? Number(value.toPrecision(12)) : null
}

/** A number as the language writes it, thousands apart: `4.500,25`. */
export function written (value, lang) {
  const { decimal, group } = manner(lang)
  const [whole, rest] = String(value).split('.')
  const apart = whole.includes('e') ? whole : whole.replace(/\B(?=(\d{3})+$)/g, group)
  return rest === undefined ? apart : `${apart}${decimal}${rest}`
}

export function calculator (box) {
  const [input, output] = [box.querySelector('input'), box.querySelector('output')]
  const work = () => {
    if (!input.value.trim()) return
    const lang = document.documentElement.lang
    const value = reckon(input.value, lang)
    output.textContent = value === null ? output.dataset.tidak : `= ${written(value, lang)}`
  }
  box.addEventListener('click', (event) => {
    const key = event.target.closest('[data-tekan]')
    if (!key) return
    const press = key.dataset.tekan
    if (press === '=') work()
    else if (press === 'C') input.value = output.textContent = ''
    else input.value += press
  })
  input.addEventListener('keydown', (event) => {
    event.stopPropagation()
    if (event.key !== 'Enter') return
    event.preventDefault()
    work()
  })
}
