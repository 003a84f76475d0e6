import { units } from '#server/organisation/index.ts'
import { ok } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { caseId } from './case.store.ts'
import { crossOver } from './edition.actions.ts'
import { leavesOf } from './edition.rules.ts'
import { nodesOf } from './edition.store.ts'
import { onInspection, planInspection } from './inspection.actions.ts'
import { onLostPoint, registerLostPoints } from './lost.actions.ts'
import type { Cause, EditionId, IndexNode } from './model.ts'
import { askForMissing, closeRound, onComponent, openRound } from './score.actions.ts'
import { setNeighbours } from './neighbours.ts'
import { putProvinces, putScores } from './score.store.ts'
import type { ScoreRow } from './score.store.ts'
import { shipEditions } from './shipped.ts'

const OWN = 'H99'
const SAMPLES = 24
/** Invented shares of the maximum of our own province by criterion and year; what is not named follows the year. */
const SHARES: Readonly<Record<string, readonly [number, number, number]>> = {
  plan_done: [0.8, 1, 1],
  reports_on_time: [0.5, 0.5, 0.5],
  units_inspected: [0.6, 0.8, 0.9],
  findings_mended: [0.5, 0.75, 1],
  tasks_done: [0.7, 0.85, 0.95],
  petitions_answered: [0.7, 0.6, 0.9],
  apologies: [0.4, 0.5, 0.4],
  disbursement: [0.75, 0.7, 0.86],
  autonomy: [0.6, 0.6, 0.68],
  online_dossiers: [0.55, 0.8, 1],
  digitised: [0.4, 0.62, 0.81],
  paid_online: [0.35, 0.5, 0.5],
  on_time: [0.96, 0.97, 0],
  sipas: [0.81, 0.835, 0.842],
  survey_f3: [0.8, 0.84, 0.78]
}
const USUAL = [0.92, 0.95, 0.97] as const
/** Always the same small number between 0 and 1 for the same words. */
const chanceOf = (words: string): number => {
  let hash = 2166136261
  for (const character of words) hash = Math.imul(hash ^ character.codePointAt(0)!, 16777619)
  return ((hash >>> 0) % 10_000) / 10_000
}
const round = (value: number) => Math.round(value * 1e4) / 1e4

/** Three invented years of the fictional province and of its units, so that the pages show life. Told once. */
export async function tellIndices(ctx: Ctx): Promise<Result<{ told: boolean }>> {
  const ids = await shipEditions(ctx)
  if (!ids.has('par 2023')) return ok({ told: false })
  await putProvinces(ctx, [
    { code: OWN, name: 'Sông Mơ', successor: OWN, changedOn: null },
    ...Array.from({ length: SAMPLES }, (_, at) => {
      const code = `Z${String(at + 1).padStart(2, '0')}`
      return { code, name: `Tỉnh mẫu ${code.slice(1)} (giả định)`, successor: code, changedOn: null }
    })
  ])
  await setNeighbours(ctx, OWN, ['Z05', 'Z09', 'Z14', 'Z20'])
  const at = (instant: string): Ctx => ({ ...ctx, now: () => new Date(instant) })
  const [y23, y24, y25] = [ids.get('par 2023')!, ids.get('par 2024')!, ids.get('par 2025')!]
  for (const to of ['on_time_province', 'on_time_commune'])
    await crossOver(ctx, y24, y25, {
      from: 'on_time',
      to,
      relation: 'split',
      comparable: 'yes',
      note: 'Tách theo cấp giải quyết; cộng lại để so sánh.'
    })
  await crossOver(ctx, y24, y25, {
    from: 'online_services',
    to: 'online_full',
    relation: 'renamed',
    comparable: 'no',
    note: 'Chỉ còn tính dịch vụ toàn trình.'
  })
  for (const [year, edition] of [y23, y24, y25].entries()) await scoreProvinces(ctx, edition, year)
  await registerLostPoints(at('2024-04-20T03:00:00Z'), y23, OWN)
  await registerLostPoints(at('2025-04-15T03:00:00Z'), y24, OWN)
  await agreeRemedies(at('2025-08-05T03:00:00Z'), y24)
  await registerLostPoints(at('2026-04-12T03:00:00Z'), y25, OWN)
  await prepareRound(ctx, ids.get('par 2026')!)
  for (const year of [2023, 2024, 2025]) await scoreUnits(ctx, ids.get(`own ${year}`)!, year)
  await inspect(ctx)
  return ok({ told: true })
}

async function scoreProvinces(ctx: Ctx, edition: EditionId, year: number) {
  const leaves = leavesOf(await nodesOf(ctx, edition))
  const subjects = [OWN, ...Array.from({ length: SAMPLES }, (_, at) => `Z${String(at + 1).padStart(2, '0')}`)]
  await putScores(
    ctx,
    edition,
    subjects.flatMap(subject => leaves.map(node => scoreOf(node, subject, year)))
  )
  for (const subject of subjects) await closeRound(ctx, edition, subject, 'invented')
}

function scoreOf(node: IndexNode, subject: string, year: number): ScoreRow {
  const given = subject === OWN ? (SHARES[node.key]?.[year] ?? null) : null
  const level = USUAL[year]! - 0.06 + 0.1 * chanceOf(subject)
  const share =
    given ??
    Math.min(
      1,
      subject === OWN
        ? USUAL[year]! + 0.08 * (chanceOf(node.key) - 0.4)
        : level + 0.24 * (chanceOf(`${subject} ${node.key} ${year}`) - 0.5)
    )
  const final = round(node.maximum! * Math.max(0, share))
  const survey = node.kind === 'survey'
  const half = survey ? round(node.maximum! * 0.022) : 0
  return {
    subject,
    node: node.key,
    self: subject === OWN && !survey ? round(Math.min(node.maximum!, final * 1.04)) : null,
    round1: subject === OWN && !survey ? round(final * 0.98) : null,
    final,
    low: survey ? round(final - half) : null,
    high: survey ? round(Math.min(node.maximum!, final + half)) : null,
    source: 'invented'
  }
}

/** What the province agreed to do about the points it lost in 2024; `true`: by a task that was given. */
const REMEDIES: readonly (readonly [string, Cause, string, string, string, Day, boolean])[] = [
  [
    'reports_on_time',
    'late',
    'Báo cáo quý III gửi sau ngày 20.',
    'Sở Nội vụ khóa số liệu ngày 14, trình ký trước ngày 18 tháng cuối kỳ.',
    'H99.02',
    '2025-12-20',
    true
  ],
  [
    'findings_mended',
    'target-missed',
    'Còn kiến nghị chưa khắc phục.',
    'Đôn đốc từng đơn vị, báo cáo hằng tháng.',
    'H99.02',
    '2025-11-30',
    true
  ],
  [
    'disbursement',
    'other-agency',
    'Vướng giải phóng mặt bằng.',
    'Giao ban giải ngân hai tuần một lần.',
    'H99.03',
    '2025-12-31',
    false
  ],
  [
    'petitions_answered',
    'late',
    'Phản ánh chuyển chậm giữa các đơn vị.',
    'Giao đầu mối, nhắc việc tự động.',
    'H99.01',
    '2025-12-15',
    false
  ],
  [
    'apologies',
    'no-evidence',
    'Có xin lỗi nhưng không lưu văn bản.',
    'Phiếu xin lỗi gắn với hồ sơ trên hệ thống.',
    'H99.01',
    '2025-12-15',
    true
  ],
  [
    'paid_online',
    'target-missed',
    'Người dân chưa quen thanh toán trực tuyến.',
    'Hướng dẫn tại quầy, miễn phí chuyển tiền.',
    'H99.03',
    '2025-12-31',
    false
  ]
]

async function agreeRemedies(ctx: Ctx, edition: EditionId) {
  for (const [at, [node, code, why, words, owner, due, byTask]] of REMEDIES.entries()) {
    const [given] = await ctx.sql<{ code: string }[]>`
      select code as "code" from index_task order by (lead = ${owner}) desc, code offset ${at} limit 1`
    const task = (byTask && given?.code) || ''
    const id = caseId('lost-point', `${edition}:${OWN}:${node}:not-reached`)
    await onLostPoint(ctx, id, { kind: 'name-cause', code, words: why })
    await onLostPoint(ctx, id, { kind: 'agree-remedy', words, owner, due, task })
    if (node === 'findings_mended')
      await onLostPoint(ctx, id, { kind: 'prove', words: 'Báo cáo 210/BC-SNV ngày 25/11/2025' })
  }
}

/** The round of this year as it stands in November: asked, partly there, partly out of date. */
async function prepareRound(ctx: Ctx, edition: EditionId) {
  await openRound(ctx, edition, OWN)
  const leaves = leavesOf(await nodesOf(ctx, edition)).filter(({ kind }) => kind === 'appraised')
  for (const [at, node] of leaves.entries()) {
    if (at % 3 === 2) continue
    const id = caseId('component', `${edition}:${OWN}:${node.key}`)
    const validUntil = at % 5 === 3 ? '2026-09-30' : null
    await onComponent(ctx, id, {
      kind: 'give-evidence',
      name: `${node.evidence || 'Báo cáo'} năm 2026 (minh họa)`,
      validUntil
    })
  }
  await askForMissing(ctx, edition, OWN, '2026-12-20')
}

async function scoreUnits(ctx: Ctx, edition: EditionId, year: number) {
  const leaves = leavesOf(await nodesOf(ctx, edition))
  const scored = (await units(ctx, { on: `${year}-12-31` })).filter(
    ({ kind, code }) => ['department', 'district', 'commune'].includes(kind) && code.split('.').length === 2
  )
  const rows = scored.flatMap(({ code }) =>
    leaves.map(node => ({
      subject: code,
      node: node.key,
      final: round(
        node.maximum! *
          Math.min(
            1,
            0.74 + 0.04 * (year - 2023) + 0.2 * chanceOf(`${code} ${node.key}`) + 0.06 * chanceOf(`${code} ${year}`)
          )
      ),
      source: 'invented'
    }))
  )
  await putScores(ctx, edition, rows)
  for (const { code } of scored) await closeRound(ctx, edition, code, 'invented')
}

async function inspect(ctx: Ctx) {
  const planned = await planInspection(ctx, {
    name: 'Kiểm tra công tác cải cách hành chính đợt 2 năm 2026',
    number: '02/KH-KTCCHC',
    year: 2026,
    from: '2026-09-15',
    to: '2026-12-10',
    units: ['H99.05', 'H99.06', 'H99.07', 'H99.31', 'H99.36']
  })
  if (!planned.ok) return
  const { id } = planned.value
  for (const [unit, on] of [
    ['H99.06', '2026-10-02'],
    ['H99.31', '2026-10-14'],
    ['H99.36', '2026-11-05']
  ] as const)
    await onInspection(ctx, id, { kind: 'visit', unit, on })
  await onInspection(ctx, id, {
    kind: 'find',
    unit: 'H99.06',
    words: 'Bảng niêm yết còn hai thủ tục đã bãi bỏ.',
    due: '2026-10-31'
  })
  await onInspection(ctx, id, {
    kind: 'find',
    unit: 'H99.31',
    words: 'Chưa lưu phiếu xin lỗi của ba hồ sơ quá hạn.',
    due: '2026-11-15'
  })
  await onInspection(ctx, id, {
    kind: 'find',
    unit: 'H99.36',
    words: 'Chưa số hóa kết quả giải quyết quý III.',
    due: '2026-12-15'
  })
  await onInspection(ctx, id, { kind: 'mend', finding: 0, words: 'Đã thay bảng niêm yết ngày 20/10/2026.' })
}
