import { putForeign } from '#server/foreign/index.ts'
import type { ForeignDossier } from '#server/foreign/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { saveSystem, settleIn } from '#server/systems/index.ts'
import { random } from './random.ts'

const DAY_MS = 86_400_000
const SYSTEM = 'khodulieu'
/** Two essential services of the catalogue that an invented central system settles, as a ministry's does in life. */
const PROCEDURES = [
  { code: '3.000347', name: '' },
  { code: '9.000001', name: '' }
] as const
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi']
const GIVEN = ['Văn Sông', 'Thị Mơ', 'Minh Châu', 'Thị Lúa', 'Văn Núi', 'Thị Suối', 'Quang Bến', 'Thị Đò']

/** Tells a few hundred dossiers of an invented system, so that lists beside our own show life. Safe to repeat. */
export async function tellForeign(ctx: Ctx, count = 300): Promise<void> {
  await saveSystem(ctx, {
    code: SYSTEM,
    nameVi: 'Hệ thống tập trung thử nghiệm',
    whereToGo: 'Xin đến quầy số 5 của Trung tâm Phục vụ hành chính công hoặc nộp tại cổng của hệ thống đó.',
    address: ''
  })
  const { next: chance } = random(2026)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!
  const dossiers = Array.from({ length: count }, (_, at): ForeignDossier => {
    const procedure = pick(PROCEDURES)
    const received = new Date(Math.floor((ctx.now().getTime() - chance() * 120 * DAY_MS) / 60_000) * 60_000)
    const state = pick([4, 4, 5, 9, 10, 10, 10])
    const due = chance() < 0.75 ? new Date(received.getTime() + 7 * DAY_MS) : null
    const finished =
      state >= 9 ? new Date(Math.min(ctx.now().getTime(), received.getTime() + chance() * 9 * DAY_MS)) : null
    const unit = `H99.${31 + Math.floor(chance() * 6)}`
    return {
      code: `TT-${String(at + 1).padStart(5, '0')}`,
      ...{ procedure: procedure.code, procedureName: procedure.name },
      applicantName: `${pick(FAMILY)} ${pick(GIVEN)}`,
      ...{ applicantNumber: '', receivingUnit: unit, settlingUnit: unit, state, channel: pick([1, 2, 2]) },
      ...{ filedAt: received.toISOString(), receivedAt: received.toISOString(), dueAt: due?.toISOString() ?? null },
      finishedAt: chance() < 0.9 ? (finished?.toISOString() ?? null) : null,
      returnedAt: state === 10 ? (finished?.toISOString() ?? null) : null,
      sourceTime: (finished ?? received).toISOString(),
      history: []
    }
  })
  await putForeign(ctx, SYSTEM, dossiers, { needs: 'transfer.import' })
  for (const { code } of PROCEDURES)
    await settleIn(ctx, { procedure: code, unit: null, system: SYSTEM, validFrom: '2026-11-01', note: '' })
}
