// What is done to a photographed page, without the browser: its corners found, the page made straight, its light evened,
// and pages bound to one PDF. Points are {x, y} in pixels; corners go round from the upper left.

const clamp = (value, least, most) => Math.min(most, Math.max(least, value))
const distance = (one, other) => Math.hypot(one.x - other.x, one.y - other.y)

/** Corners of the whole picture, a little within it. */
export function wholePage({ width, height }, inset = 0.02) {
  const [dx, dy] = [width * inset, height * inset]
  return [
    { x: dx, y: dy },
    { x: width - dx, y: dy },
    { x: width - dx, y: height - dy },
    { x: dx, y: height - dy }
  ]
}

/** Otsu: the grey that parts bright from dark best. */
function threshold(grey) {
  const counts = new Uint32Array(256)
  for (const value of grey) counts[value]++
  let sum = 0
  for (let value = 0; value < 256; value++) sum += value * counts[value]
  let [below, sumBelow, best, at] = [0, 0, -1, 127]
  for (let value = 0; value < 256; value++) {
    below += counts[value]
    sumBelow += value * counts[value]
    const above = grey.length - below
    if (below === 0 || above === 0) continue
    const apart = sumBelow / below - (sum - sumBelow) / above
    const score = below * above * apart * apart
    if (score > best) [best, at] = [score, value]
  }
  return at
}

/**
 * The corners of the brightest large patch of a small grey picture, as a sheet on a table is; null when there is none
 * worth proposing. `grey` has one byte a pixel.
 */
export function findCorners({ width, height, grey }) {
  const limit = threshold(grey)
  const seen = new Uint8Array(grey.length)
  let largest = null
  const stack = []
  for (let start = 0; start < grey.length; start++) {
    if (seen[start] || grey[start] <= limit) continue
    const patch = { size: 0, ends: [null, null, null, null], best: [Infinity, -Infinity, -Infinity, -Infinity] }
    stack.push(start)
    seen[start] = 1
    while (stack.length > 0) {
      const at = stack.pop()
      const [x, y] = [at % width, Math.floor(at / width)]
      patch.size++
      const reach = [x + y, x - y, x + y, y - x]
      for (let corner = 0; corner < 4; corner++)
        if (corner === 0 ? reach[0] < patch.best[0] : reach[corner] > patch.best[corner]) {
          patch.best[corner] = reach[corner]
          patch.ends[corner] = { x, y }
        }
      if (x > 0) visit(at - 1)
      if (x < width - 1) visit(at + 1)
      if (y > 0) visit(at - width)
      if (y < height - 1) visit(at + width)
    }
    if (!largest || patch.size > largest.size) largest = patch
  }
  if (!largest || largest.size < grey.length * 0.15 || largest.size > grey.length * 0.97) return null
  // Dark writing makes holes; a patch that fills far less than its corners span is no sheet.
  return largest.size > areaOf(largest.ends) * 0.6 && areaOf(largest.ends) > grey.length * 0.15 ? largest.ends : null

  function visit(at) {
    if (seen[at] || grey[at] <= limit) return
    seen[at] = 1
    stack.push(at)
  }
}

const areaOf = corners =>
  Math.abs(
    corners.reduce((sum, { x, y }, at) => {
      const next = corners[(at + 1) % corners.length]
      return sum + x * next.y - next.x * y
    }, 0)
  ) / 2

/** How large the page is when it is straight: its longer sides, at most `longest`. */
export function straightSize([a, b, c, d], longest = 2340) {
  const width = Math.max(distance(a, b), distance(d, c))
  const height = Math.max(distance(a, d), distance(b, c))
  const scale = Math.min(1, longest / Math.max(width, height, 1))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/** The projection that takes the unit square to four corners: eight numbers. */
export function projection([a, b, c, d]) {
  const [sx, sy] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y]
  const [dx1, dy1, dx2, dy2] = [b.x - c.x, b.y - c.y, d.x - c.x, d.y - c.y]
  const whole = dx1 * dy2 - dx2 * dy1 || 1e-9
  const g = (sx * dy2 - dx2 * sy) / whole
  const h = (dx1 * sy - sx * dy1) / whole
  return [b.x - a.x + g * b.x, d.x - a.x + h * d.x, a.x, b.y - a.y + g * b.y, d.y - a.y + h * d.y, a.y, g, h]
}
export function project([p, q, r, s, t, u, g, h], x, y) {
  const deep = g * x + h * y + 1
  return { x: (p * x + q * y + r) / deep, y: (s * x + t * y + u) / deep }
}

/** The page between its corners made a rectangle. Pictures are {width, height, data} with four bytes a pixel. */
export function straighten(picture, corners, size = straightSize(corners)) {
  const { width, height } = size
  const way = projection(corners)
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = project(way, (x + 0.5) / width, (y + 0.5) / height)
      const left = clamp(from.x - 0.5, 0, picture.width - 1.001)
      const top = clamp(from.y - 0.5, 0, picture.height - 1.001)
      const at = (Math.floor(top) * picture.width + Math.floor(left)) * 4
      const [right, down] = [picture.width > 1 ? 4 : 0, picture.height > 1 ? picture.width * 4 : 0]
      const [fx, fy] = [left % 1, top % 1]
      for (let channel = 0; channel < 3; channel++) {
        const place = at + channel
        const above = picture.data[place] * (1 - fx) + picture.data[place + right] * fx
        const below = picture.data[place + down] * (1 - fx) + picture.data[place + down + right] * fx
        data[to++] = above * (1 - fy) + below * fy
      }
      data[to++] = 255
    }
  return { width, height, data }
}

export const greyOf = ({ width, height, data }) => {
  const grey = new Uint8Array(width * height)
  for (let at = 0, from = 0; at < grey.length; at++, from += 4)
    grey[at] = (data[from] * 77 + data[from + 1] * 150 + data[from + 2] * 29) >> 8
  return { width, height, grey }
}

/** The picture as `look` asks: 'colour' with its light spread, 'grey', or 'black' on white against the light around. */
export function contrasted(picture, look) {
  const { width, height, grey } = greyOf(picture)
  const data = new Uint8ClampedArray(picture.data)
  if (look === 'black') {
    const around = means({ width, height, grey }, Math.max(8, Math.round(Math.max(width, height) / 40)))
    for (let at = 0, to = 0; at < grey.length; at++, to += 4)
      data[to] = data[to + 1] = data[to + 2] = grey[at] < around[at] * 0.86 ? 0 : 255
    return { width, height, data }
  }
  const counts = new Uint32Array(256)
  for (const value of grey) counts[value]++
  const edge = share => {
    let sum = 0
    for (let value = 0; value < 256; value++) if ((sum += counts[value]) >= grey.length * share) return value
    return 255
  }
  const [dark, bright] = [edge(0.01), edge(0.9)]
  const gain = 250 / Math.max(40, bright - dark)
  for (let at = 0, to = 0; at < grey.length; at++, to += 4)
    for (let channel = 0; channel < 3; channel++)
      data[to + channel] = ((look === 'grey' ? grey[at] : data[to + channel]) - dark) * gain
  return { width, height, data }
}

/** The mean about each pixel, by a table of sums. */
function means({ width, height, grey }, reach) {
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y++)
    for (let x = 0, row = 0; x < width; x++) {
      row += grey[y * width + x]
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + row
    }
  const around = new Float64Array(grey.length)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)]
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
      const all =
        sums[bottom * (width + 1) + right] -
        sums[top * (width + 1) + right] -
        sums[bottom * (width + 1) + left] +
        sums[top * (width + 1) + left]
      around[y * width + x] = all / ((bottom - top) * (right - left))
    }
  }
  return around
}

/** A quarter turn clockwise. */
export function turned({ width, height, data }) {
  const from = new Uint32Array(data.buffer, data.byteOffset, width * height)
  const to = new Uint32Array(width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) to[x * height + height - 1 - y] = from[y * width + x]
  return { width: height, height: width, data: new Uint8ClampedArray(to.buffer) }
}

/** Points of a page: A4 where the picture has about its shape, else as wide as A4. */
function pageSize({ width, height }) {
  const [short, long] = [595.28, 841.89]
  const lying = width > height
  const shape = lying ? width / height : height / width
  const length = Math.abs(shape - long / short) < 0.08 ? long : Math.min(14_000, short * shape)
  return lying ? [length, short] : [short, length]
}

/** Pages ({width, height, jpeg}, colours as RGB) as one PDF. */
export function bind(pages) {
  const letters = new TextEncoder()
  const parts = []
  const places = []
  let length = 0
  const write = part => {
    const bytes = typeof part === 'string' ? letters.encode(part) : part
    parts.push(bytes)
    length += bytes.length
  }
  const object = (number, dict, stream) => {
    places[number] = length
    write(`${number} 0 obj\n${dict}\n`)
    if (stream) {
      write('stream\n')
      write(stream)
      write('\nendstream\n')
    }
    write('endobj\n')
  }
  write('%PDF-1.7\n')
  write(Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a))
  object(1, '<< /Type /Catalog /Pages 2 0 R >>')
  const kids = pages.map((_, at) => `${3 + at * 3} 0 R`).join(' ')
  object(2, `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  for (const [at, page] of pages.entries()) {
    const number = 3 + at * 3
    const [width, height] = pageSize(page).map(side => side.toFixed(2))
    const drawn = letters.encode(`q ${width} 0 0 ${height} 0 0 cm /P Do Q`)
    object(
      number,
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents ${number + 1} 0 R /Resources << /XObject << /P ${number + 2} 0 R >> >> >>`
    )
    object(number + 1, `<< /Length ${drawn.length} >>`, drawn)
    object(
      number + 2,
      `<< /Type /XObject /Subtype /Image /Width ${page.width} /Height ${page.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${page.jpeg.length} >>`,
      page.jpeg
    )
  }
  const table = length
  const lines = places.slice(1).map(place => `${String(place).padStart(10, '0')} 00000 n \n`)
  write(`xref\n0 ${places.length}\n0000000000 65535 f \n${lines.join('')}`)
  write(`trailer\n<< /Size ${places.length} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
