/** A grey picture, a byte a pixel, row by row; 0 is black. */
export type Grey = { readonly width: number; readonly height: number; readonly data: Uint8Array }

const REACH = 20

/** How a page lies: on its side or not, and by how many degrees its lines lean then (clockwise is positive). */
export type Lie = { readonly side: boolean; readonly skew: number }

/**
 * How a small grey page lies. Dark pixels are projected along each angle: along the lines, rows of text and the white
 * between them differ most. Every degree up to twenty to either side first, then finer about the best. Where nothing
 * says otherwise a page is straight.
 */
export function lieOf(page: Grey): Lie {
  const dark = darkPoints(page)
  if (dark.length < 400) return { side: false, skew: 0 }
  const score = (degrees: number) => sharpness(dark, page, degrees)
  const best = (base: number, from: number, to: number, step: number, start: Best): Best => {
    let found = start
    for (let degrees = from; degrees <= to; degrees += step) {
      const here = score(base + degrees)
      if (here > found.score) found = { degrees, score: here }
    }
    return found
  }
  const sweep = (base: number) => best(base, -REACH, REACH, 1, { degrees: 0, score: score(base) })
  const [upright, lying] = [sweep(0), sweep(90)]
  const side = lying.score > upright.score * 1.3
  const [base, coarse] = side ? [90, lying] : [0, upright]
  const near = best(base, coarse.degrees - 0.75, coarse.degrees + 0.75, 0.25, coarse)
  const { degrees, score: top } = best(base, near.degrees - 0.2, near.degrees + 0.2, 0.1, near)
  // A hair's breadth is left alone, and so is what another angle shows hardly better.
  const straight = Math.abs(degrees) < 0.25 || top < score(base) * 1.03
  return { side, skew: straight ? 0 : Math.round(degrees * 100) / 100 }
}
type Best = { readonly degrees: number; readonly score: number }

/** Strokes: darker than what lies on both sides of them, as x, y, x, y ...; the edge of a page or a photograph is none. */
function darkPoints({ width, height, data }: Grey): Float32Array {
  const points: number[] = []
  const reach = 6
  for (let y = reach; y < height - reach; y++)
    for (let x = reach; x < width - reach; x++) {
      const at = y * width + x
      const limit = data[at]! + 28
      const across = data[at - reach]! > limit && data[at + reach]! > limit
      if (across || (data[at - reach * width]! > limit && data[at + reach * width]! > limit)) points.push(x, y)
    }
  if (points.length <= 120_000) return Float32Array.from(points)
  const every = Math.ceil(points.length / 120_000)
  return Float32Array.from(points.filter((_, at) => Math.floor(at / 2) % every === 0))
}

/** The sum of the squared differences of neighbouring rows, seen along the angle. */
function sharpness(points: Float32Array, { width, height }: Grey, degrees: number): number {
  const angle = (degrees * Math.PI) / 180
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)]
  const diagonal = Math.ceil(Math.hypot(width, height))
  const rows = new Float32Array(diagonal * 2 + 2)
  for (let at = 0; at < points.length; at += 2)
    rows[Math.round(points[at + 1]! * cosine - points[at]! * sine) + diagonal]!++
  let sum = 0
  for (let row = 1; row < rows.length; row++) sum += (rows[row]! - rows[row - 1]!) ** 2
  return sum
}
