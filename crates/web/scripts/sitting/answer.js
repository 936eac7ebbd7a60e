// Between the fields of a question and an answer as the server takes it (`Given`). Places count from 1.

const BLANK = { kind: 'blank' }
const given = (kind, value) => (value.length ? { kind, given: value } : BLANK)

/** The part of a form that holds the question. */
export const itemOf = (form) => form.querySelector('[data-kind]')

const all = (item, query) => [...item.querySelectorAll(query)]
/** Gaps in the order of their numbers, which need not be that of the text. */
const gaps = (item) => all(item, 'input[data-gap]').sort((a, b) => a.dataset.gap - b.dataset.gap)

/** A step's place among the steps, by the positions chosen. */
function ordered (item) {
  const chosen = all(item, 'select').map((select, at) => [Number(select.value), at + 1]).filter(([position]) => position)
  return chosen.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, place]) => place)
}

/** What the fields say. */
export function read (form) {
  const item = itemOf(form)
  if (!item) return BLANK
  switch (item.dataset.kind) {
    case 'single':
    case 'true-false':
    case 'multiple':
      return given('chosen', all(item, 'input[name=a]:checked').map((input) => Number(input.value)))
    case 'matching':
      return given('matched', all(item, 'select').map((select, at) => [at + 1, Number(select.value)]).filter(([, to]) => to))
    case 'ordering':
      return given('ordered', ordered(item))
    case 'gaps': {
      const texts = gaps(item).map((input) => input.value)
      return texts.some((text) => text.trim()) ? { kind: 'filled', given: texts } : BLANK
    }
    case 'hotspot':
      return given('pointed', all(item, 'input[name=p]:checked').map((input) => input.value.split(',').map(Number)))
    case 'short-answer':
    case 'essay': {
      const text = item.querySelector('[name=w]').value
      return text.trim() ? { kind: 'written', given: text } : BLANK
    }
    case 'upload':
      return given('filed', all(item, 'input[name=f]:checked').map((input) => input.value))
    default:
      return BLANK
  }
}

/** Puts an answer into the fields. */
export function write (form, answer) {
  const item = itemOf(form)
  if (!item) return
  const value = (answer && answer.given) || []
  switch (item.dataset.kind) {
    case 'single':
    case 'true-false':
    case 'multiple':
      for (const input of all(item, 'input[name=a]')) input.checked = value.includes(Number(input.value))
      break
    case 'matching':
      all(item, 'select').forEach((select, at) => {
        const pair = value.find(([premise]) => premise === at + 1)
        select.value = pair ? String(pair[1]) : ''
      })
      break
    case 'ordering':
      all(item, 'select').forEach((select, at) => {
        const position = value.indexOf(at + 1)
        select.value = position < 0 ? '' : String(position + 1)
      })
      break
    case 'gaps':
      gaps(item).forEach((input, at) => { input.value = value[at] || '' })
      break
    case 'hotspot':
      if (item.setPoints) return item.setPoints(value)
      for (const input of all(item, 'input[name=p]')) {
        const [x, y] = input.value.split(',').map(Number)
        input.checked = value.some((point) => point[0] === x && point[1] === y)
      }
      break
    case 'short-answer':
    case 'essay':
      item.querySelector('[name=w]').value = typeof value === 'string' ? value : ''
      break
    case 'upload':
      files(item, value)
      break
  }
}

/** The files handed in, each of which can be taken out again. */
function files (item, names) {
  const list = item.querySelector('[data-berkas]')
  list.textContent = ''
  names.forEach((name, at) => {
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', className: 'centang', name: 'f', value: name, checked: true })
    const label = Object.assign(document.createElement('label'), { className: 'pilihan' })
    label.append(box, ` ${list.dataset.kata} ${at + 1}, ${name.split('.').pop().toUpperCase()}`)
    list.appendChild(document.createElement('li')).appendChild(label)
  })
}

export const isBlank = (answer) => !answer || answer.kind === 'blank'
export const same = (a, b) => JSON.stringify(a || BLANK) === JSON.stringify(b || BLANK)

/** A field whose text is saved when the person pauses, not at each letter. */
export const isText = (field) => field.matches('textarea, input[data-gap], input[name=w]')

/** Keeps a field's answer possible: one step a position, no more choices than asked for. Says why it stepped in. */
export function steady (field, before) {
  const item = field.closest('[data-kind]')
  if (!item) return null
  if (item.dataset.kind === 'ordering' && field.value) {
    for (const other of all(item, 'select')) {
      if (other !== field && other.value === field.value) other.value = before || ''
    }
  }
  const most = Number(item.dataset.most)
  if (most && field.type === 'checkbox' && field.checked && all(item, 'input:checked').length > most) {
    field.checked = false
    return item.dataset.penuh
  }
  return null
}
