// The keyboard: letters and numbers choose, arrows lead on. Where someone types, keys are letters. Keys of a single
// sign can be switched off (WCAG 2.1.4).

const typing = (at) => at.matches('textarea, select, input:not([type=radio]):not([type=checkbox])') || at.isContentEditable

/** The option of that letter or number in the question that is looked at. */
function option (form, key) {
  const inputs = [...form.querySelectorAll('.soal__isi input[type=radio], .soal__isi input[type=checkbox]')]
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : key.length === 1 ? key.toLowerCase().charCodeAt(0) - 97 : -1
  return inputs[place]
}

export function keys (room) {
  const box = document.querySelector('#alat [name=pintas]')
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.metaKey || event.isComposing) return
    const { target, key } = event
    if (document.querySelector('dialog[open]')) return
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key]
    const form = target.closest('form[data-n]') || room.sheet.form(room.sheet.current)
    if (!form || room.frozen) return
    if (step && (event.ctrlKey || !(typing(target) || target.matches('input, [role=application]')))) {
      // Within a text, Control and an arrow lead to the next word.
      if (typing(target) && !target.matches('select')) return
      if (room.flags.review) return
      event.preventDefault()
      room.go(Number(form.dataset.n) + step)
      return
    }
    if (event.ctrlKey || !box.checked || typing(target) || target.matches('[role=application]') || room.flags.review) return
    const input = option(form, key)
    if (input) {
      event.preventDefault()
      input.focus()
      if (!(input.type === 'radio' && input.checked)) input.click()
    } else if (key === 't' || key === 'T') {
      event.preventDefault()
      form.querySelector('[name=tanda]').click()
    }
  })
}
