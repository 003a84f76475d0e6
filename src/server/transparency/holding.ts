import { workingMinutesBetween } from '#server/calendar/index.ts'
import { clockFor, load, maySee, timelineOf } from '#server/dossiers/index.ts'
import type { OfficeClock } from '#server/dossiers/index.ts'
import { outagesOf } from '#server/linkage/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import { timeByHolder } from './holding.rules.ts'
import type { Held, OfficeMinutes } from './holding.rules.ts'

/** Office minutes by the settling office's own calendar and hours. */
export const minutesBy =
  ({ hours, calendar }: OfficeClock): OfficeMinutes =>
  (from, to) =>
    workingMinutesBetween(from, to, hours, calendar)

/** Holders of a dossier's time as its page shows them: the same holder of the same step is one line. */
export type HolderLine = {
  readonly id: string
  readonly kind: Held['holder']['kind']
  /** Unit in words; the name of the system where one had failed. */
  readonly unit: string
  readonly officer: string
  readonly step: string
  readonly minutes: number
  readonly over: number
  readonly late: number
}
export type WhoseTime = {
  readonly minutes: number
  readonly late: number
  readonly running: boolean
  readonly lines: readonly HolderLine[]
}

/** Whose time a dossier's was, from its own events; null where it may not be seen or no clock ever ran. */
export async function whoseTime(ctx: Ctx, code: string): Promise<WhoseTime | null> {
  if (!ctx.actor.may('dossier.read')) return null
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier)) return null
  const [events, clock, outages] = await Promise.all([
    timelineOf(ctx, dossier.id),
    clockFor(ctx, ruleSet(dossier.ruleSet), dossier.settlingUnit),
    outagesOf(ctx, [dossier.id])
  ])
  const time = timeByHolder(events, dossier.settlingUnit, minutesBy(clock), ctx.now(), outages)
  if (!time) return null
  const units = await unitNames(ctx, [
    ...new Set(time.parts.flatMap(({ holder }) => ('unit' in holder ? [holder.unit] : [])))
  ])
  const named = ({ holder }: Held) =>
    'unit' in holder
      ? (units.get(holder.unit)?.[ctx.language] ?? holder.unit)
      : holder.kind === 'system'
        ? holder.system
        : ''
  const lines = new Map<string, HolderLine>()
  for (const part of time.parts) {
    const { holder, step, minutes, over, late } = part
    const officer = holder.kind === 'officer' ? holder.name : ''
    const key = [holder.kind, named(part), officer, step?.token ?? ''].join('|')
    const before = lines.get(key)
    lines.set(key, {
      ...{ id: key, kind: holder.kind, unit: named(part), officer, step: step?.name ?? '' },
      minutes: (before?.minutes ?? 0) + minutes,
      over: (before?.over ?? 0) + Math.round(over),
      late: (before?.late ?? 0) + late
    })
  }
  const { minutes, late, finishedAt } = time
  return { minutes, late, running: finishedAt === null, lines: [...lines.values()].filter(line => line.minutes > 0) }
}
