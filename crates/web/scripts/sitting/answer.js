// Between the fields of a question and an answer as the server takes it (`Given`). Places count from 1.

const BLANK = { kind: 'blank' }
const given = (kind, value) => (value.length ? { kind, given: value } : BLANK)

/** The part of a form that holds the question. */
export const itemOf = (form) => form.querySelector('[data-kind]')

const all = (item, query) => [...item.querySelectorAll(query)]
/** Gaps in the order of their numbers, which need not be that of the text. */
const gaps = (item) => all(item, 'input[data-gap]').sort((a, b) => a.dataset.gap - b.dataset.gap)

/** The step at each position, 0 where none was put yet; nothing when all are open. */
function ordered (item) {
  const selects = all(item, 'select')
  const places = selects.map((_, position) => selects.findIndex((select) => Number(select.value) === position + 1) + 1)
  return places.some(Boolean) ? places : []
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

/** What a person said in a form that no script watched yet: the fields that are not as the server drew them. */
export function early (form) {
  const ticked = all(form, 'input[type=radio], input[type=checkbox]').filter((input) => input.checked !== input.defaultChecked)
  const typed = all(form, 'input:not([type=radio], [type=checkbox], [type=hidden], [type=file], [type=image]), textarea')
    .filter((input) => input.value !== input.defaultValue)
  const chosen = all(form, 'select').filter((select) => [...select.options].some((option) => option.selected !== option.defaultSelected))
  // Of radios the one that is chosen says it; the one that was drops out by that.
  const said = ticked.filter((input) => input.type === 'checkbox' || input.checked).map((input) => [input, 'checked', input.checked])
  return said.concat([...typed, ...chosen].map((field) => [field, 'value', field.value]))
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

/** Nothing was given yet, or steps have no position yet. */
export const isOpen = (answer) => !answer || answer.kind === 'blank' || (answer.kind === 'ordered' && answer.given.includes(0))
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
