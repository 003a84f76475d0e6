import { SUMS } from './outline.ts'

export type Values = ReadonlyMap<string, number>
/** A sum that does not hold: the total said, and what its parts give. */
export type SumFault = {
  readonly total: string
  readonly said: number
  readonly parts: readonly string[]
  readonly sum: number
}

/** Every sum of the report that does not add up; sums with a figure missing are passed over. */
export const sumFaults = (values: Values, sums = SUMS): SumFault[] =>
  sums.flatMap(([total, parts]) => {
    const said = values.get(total)
    if (said === undefined || parts.some(part => !values.has(part))) return []
    const sum = parts.reduce((all, part) => all + values.get(part)!, 0)
    return sum === said ? [] : [{ total, said, parts, sum }]
  })

/** What was carried over must be what was in hand at the end of the window before. */
export const carryFault = (now: Values, before: Values | null): { carried: number; before: number } | null => {
  const [carried, inHand] = [now.get('carried'), before?.get('in-hand')]
  return carried === undefined || inHand === undefined || carried === inHand ? null : { carried, before: inHand }
}
