import type { Box } from './model.ts'

/** The smallest box around all of them. */
export const around = (boxes: readonly Box[]): Box => [
  Math.min(...boxes.map(box => box[0])),
  Math.min(...boxes.map(box => box[1])),
  Math.max(...boxes.map(box => box[2])),
  Math.max(...boxes.map(box => box[3]))
]

export const rounded = (box: Box): Box => [
  Math.max(0, Math.floor(box[0])),
  Math.max(0, Math.floor(box[1])),
  Math.max(0, Math.ceil(box[2])),
  Math.max(0, Math.ceil(box[3]))
]

export const moved = (box: Box, right: number, down: number, scale = 1): Box => [
  box[0] * scale + right,
  box[1] * scale + down,
  box[2] * scale + right,
  box[3] * scale + down
]

export const overlaps = (one: Box, other: Box): boolean =>
  one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]

export type Point = readonly [number, number]

/** Where a point of a picture is after the picture was turned by so many degrees about its middle, canvas widened. */
export function turnedPoint(
  [x, y]: Point,
  from: { width: number; height: number },
  degrees: number,
  to: { width: number; height: number }
): Point {
  const angle = (degrees * Math.PI) / 180
  const [right, down] = [x - from.width / 2, y - from.height / 2]
  return [
    right * Math.cos(angle) - down * Math.sin(angle) + to.width / 2,
    right * Math.sin(angle) + down * Math.cos(angle) + to.height / 2
  ]
}
