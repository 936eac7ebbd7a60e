// Places on a picture. Outlined areas are boxes or radios already, and may be pressed on the picture as well. Where the
// candidate points freely, a press or the arrow keys and Enter set a mark; each mark is a box that one may untick.

const SVG = 'http://www.w3.org/2000/svg'

const changed = (input) => input.dispatchEvent(new Event('change', { bubbles: true }))

/** Makes a question of this kind ready. */
export function bePoint (item, answer) {
  const picture = item.querySelector('.titik__gambar')
  if (!picture || picture.dataset.siap) return
  picture.dataset.siap = '1'
  if (item.dataset.bebas === undefined) return areas(item, picture)
  free(item, picture, (answer && answer.given) || [])
}

function areas (item, picture) {
  picture.addEventListener('click', (event) => {
    const shape = event.target.closest('[data-p]')
    const input = shape && [...item.querySelectorAll('input[name=p]')].find((one) => one.value === shape.dataset.p)
    if (input && !input.disabled) input.click()
  })
}

function free (item, picture, points) {
  const list = item.querySelector('.titik__daftar')
  const button = picture.querySelector('input[type=image]')
  const [width, height] = [Number(item.dataset.lebar), Number(item.dataset.tinggi)]
  const image = document.createElement('img')
  image.src = button.getAttribute('src')
  image.alt = button.alt
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
  svg.setAttribute('aria-hidden', 'true')
  const cross = document.createElementNS(SVG, 'g')
  const arms = ['titik__silang titik__luar', 'titik__silang'].map((name) => {
    const arm = document.createElementNS(SVG, 'path')
    arm.setAttribute('class', name)
    return cross.appendChild(arm)
  })
  button.replaceWith(image)
  picture.appendChild(svg)
  picture.tabIndex = 0
  picture.setAttribute('role', 'application')
  picture.setAttribute('aria-label', `${image.alt}. ${item.dataset.cara}`)
  const at = { x: Math.round(width / 2), y: Math.round(height / 2) }
  const most = Number(item.dataset.titik)

  const draw = () => {
    svg.textContent = ''
    for (const input of list.querySelectorAll('input:checked')) {
      const [x, y] = input.value.split(',')
      const mark = document.createElementNS(SVG, 'circle')
      Object.entries({ cx: x, cy: y, r: Math.max(width, height) / 60, class: 'titik__tanda' }).forEach(([k, v]) => mark.setAttribute(k, v))
      svg.appendChild(mark)
    }
    const arm = Math.max(width, height) / 40
    for (const line of arms) line.setAttribute('d', `M${at.x - arm} ${at.y}h${2 * arm}M${at.x} ${at.y - arm}v${2 * arm}`)
    svg.appendChild(cross)
  }
  const add = (x, y, tell) => {
    for (const input of [...list.querySelectorAll('input:not(:checked)')]) input.closest('li').remove()
    const held = [...list.querySelectorAll('input')]
    // Where one place is asked for, the new one replaces the old.
    if (held.length >= most) held[0].closest('li').remove()
    const entry = document.createElement('li')
    const label = document.createElement('label')
    const input = document.createElement('input')
    Object.assign(input, { type: 'checkbox', name: 'p', value: `${x},${y}`, checked: true, className: 'centang' })
    label.append(input, ` ${item.dataset.sebut.replace('{x}', x).replace('{y}', y)}`)
    entry.appendChild(label)
    list.appendChild(entry)
    draw()
    if (tell) changed(input)
  }
  item.setPoints = (places) => {
    list.textContent = ''
    places.forEach(([x, y]) => add(x, y, false))
    draw()
  }
  item.setPoints(points)
  list.addEventListener('change', draw)
  picture.addEventListener('click', (event) => {
    if (picture.closest('form').querySelector('[name=n]').disabled) return
    const box = image.getBoundingClientRect()
    at.x = Math.min(width, Math.max(0, Math.round((event.clientX - box.left) / box.width * width)))
    at.y = Math.min(height, Math.max(0, Math.round((event.clientY - box.top) / box.height * height)))
    add(at.x, at.y, true)
  })
  picture.addEventListener('keydown', (event) => {
    const step = Math.max(1, Math.round(Math.max(width, height) / (event.shiftKey ? 20 : 100)))
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
    if (move) {
      at.x = Math.min(width, Math.max(0, at.x + move[0]))
      at.y = Math.min(height, Math.max(0, at.y + move[1]))
      draw()
    } else if (event.key === 'Enter' || event.key === ' ') add(at.x, at.y, true)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
}
