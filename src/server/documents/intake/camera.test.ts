import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bind,
  contrasted,
  findCorners,
  greyOf,
  project,
  projection,
  straighten,
  straightSize,
  turned
} from '../../../../static/camera/paper.js'
import { lookIntoPdf } from './pdf.ts'
import { aPhotograph } from './testing.ts'

type Point = { x: number; y: number }
type Four = [Point, Point, Point, Point]
type Eight = [number, number, number, number, number, number, number, number]
const LIMITS = { pages: 500, pixels: 120_000_000 }

/** A dark table with a bright sheet between these corners, a line of writing on it. */
function photographed(width: number, height: number, corners: readonly Point[]) {
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  const inside = (x: number, y: number) =>
    corners.every((corner, at) => {
      const next = corners[(at + 1) % 4]!
      return (next.x - corner.x) * (y - corner.y) - (next.y - corner.y) * (x - corner.x) >= 0
    })
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const shade = inside(x, y) ? (y % 20 < 2 && x % 9 < 5 ? 60 : 215) : 70
      data.fill(shade, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  return { width, height, data }
}
const near = (corner: fc.Arbitrary<number>, other: fc.Arbitrary<number>) => fc.record({ x: corner, y: other })
const low = fc.integer({ min: 10, max: 60 })
const sheet = fc.tuple(
  near(low, low),
  near(fc.integer({ min: 180, max: 230 }), low),
  near(fc.integer({ min: 180, max: 230 }), fc.integer({ min: 240, max: 310 })),
  near(low, fc.integer({ min: 240, max: 310 }))
)

test('a sheet on a darker table is found by its corners, however it lies', () => {
  fc.assert(
    fc.property(sheet, corners => {
      const found = findCorners(greyOf(photographed(240, 320, corners))) as Point[] | null
      for (const [at, { x, y }] of corners.entries())
        expect(Math.hypot(found![at]!.x - x, found![at]!.y - y)).toBeLessThan(14)
    }),
    { numRuns: 20 }
  )
})

test('nothing is proposed where there is no sheet', () => {
  const plain = { width: 40, height: 40, grey: new Uint8Array(1600).fill(128) }
  expect(findCorners(plain)).toBeNull()
})

test('the projection takes the square to the four corners', () => {
  fc.assert(
    fc.property(sheet, corners => {
      const way = projection(corners) as Eight
      const square = [[0, 0], [1, 0], [1, 1], [0, 1]] as const // prettier-ignore
      for (const [at, [x, y]] of square.entries()) {
        const to = project(way, x, y)
        expect(Math.hypot(to.x - corners[at]!.x, to.y - corners[at]!.y)).toBeLessThan(1e-6)
      }
    })
  )
})

test('a leaning sheet is made straight: its table is gone, black on white its paper is white', () => {
  const corners: Four = [{ x: 30, y: 20 }, { x: 210, y: 40 }, { x: 220, y: 300 }, { x: 20, y: 280 }] // prettier-ignore
  const straight = straighten(photographed(240, 320, corners), corners)
  expect({ width: straight.width, height: straight.height }).toEqual(straightSize(corners))
  const black = greyOf(contrasted(straight, 'black')).grey
  const white = black.filter((value: number) => value === 255).length / black.length
  expect([...new Set(black)].sort()).toEqual([0, 255])
  expect(white).toBeGreaterThan(0.8)
  expect(turned(turned(turned(turned(straight))))).toEqual(straight)
})

test('photographed pages become one PDF that the house takes', async () => {
  const pages = await Promise.all(
    [[595, 842], [842, 595], [300, 300]].map(async ([width, height]) => ({
      width: width!,
      height: height!,
      jpeg: new Uint8Array(await aPhotograph(width!, height!))
    })) // prettier-ignore
  )
  expect(await lookIntoPdf(bind(pages), LIMITS)).toEqual({ pages: 3 })
})
