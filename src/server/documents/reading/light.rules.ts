import type { Grey } from './skew.rules.ts'

/**
 * The page with its paper made evenly white: each pixel against the light about it, so that the shadow of a hand and
 * the tint of a card go and the writing stays. `light` is the same page made small and its paper spread (see
 * `paperLight`), `step` how many pixels of the page one of it stands for.
 */
export function evenLight(page: Grey, light: Grey, step: number): Grey {
  const data = new Uint8Array(page.data.length)
  const across = new Uint16Array(page.width)
  const share = new Uint8Array(page.width)
  for (let x = 0; x < page.width; x++) {
    const place = Math.min(light.width - 1.001, Math.max(0, x / step - 0.5))
    across[x] = Math.floor(place)
    share[x] = Math.round((place - Math.floor(place)) * 255)
  }
  const row = new Uint16Array(light.width)
  for (let y = 0; y < page.height; y++) {
    const place = Math.min(light.height - 1.001, Math.max(0, y / step - 0.5))
    const above = Math.floor(place) * light.width
    const part = place - Math.floor(place)
    for (let x = 0; x < light.width; x++)
      row[x] = light.data[above + x]! * (1 - part) + (light.data[above + light.width + x] ?? 255) * part
    for (let x = 0, at = y * page.width; x < page.width; x++, at++) {
      const left = across[x]!
      const paper = (row[left]! * (255 - share[x]!) + (row[left + 1] ?? row[left]!) * share[x]!) / 255
      const value = (page.data[at]! * 245) / Math.max(40, paper)
      data[at] = value > 255 ? 255 : value
    }
  }
  return { ...page, data }
}

/** The light on the paper: of the small page, the brightest about each pixel, smoothed. */
export function paperLight(small: Grey, reach = 2): Grey {
  return smooth(brightest(small, reach), reach)
}

/** The brightest of each pixel's neighbourhood; row by row, then down. */
function brightest(grey: Grey, reach: number): Grey {
  return about(grey, reach, (values, from, step, count) => {
    let most = 0
    for (let at = from, left = count; left > 0; at += step, left--) if (values[at]! > most) most = values[at]!
    return most
  })
}

/** The mean of each pixel's neighbourhood. */
function smooth(grey: Grey, reach: number): Grey {
  return about(grey, reach, (values, from, step, count) => {
    let sum = 0
    for (let at = from, left = count; left > 0; at += step, left--) sum += values[at]!
    return sum / count
  })
}

type Fold = (values: Uint8Array, from: number, step: number, count: number) => number

function about({ width, height, data }: Grey, reach: number, fold: Fold): Grey {
  const once = new Uint8Array(data.length)
  const twice = new Uint8Array(data.length)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = Math.max(0, x - reach)
      once[y * width + x] = fold(data, y * width + from, 1, Math.min(width - 1, x + reach) - from + 1)
    }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = Math.max(0, y - reach)
      twice[y * width + x] = fold(once, from * width + x, width, Math.min(height - 1, y + reach) - from + 1)
    }
  return { width, height, data: twice }
}

/** Whether the light is uneven or the paper not white: only then is it worth evening. */
export function isUneven(light: Grey): boolean {
  const sorted = Uint8Array.from(light.data).sort()
  return sorted[Math.floor(sorted.length * 0.05)]! < 215
}
