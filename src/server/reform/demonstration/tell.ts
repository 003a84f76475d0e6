import { dayOf, shiftDay, silentLog, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Day, Result } from '#server/platform/index.ts'
import { DirectiveInput } from '../directives/model.ts'
import { enterDirective } from '../directives/actions.ts'
import { addItem, enterPlan, givePlanItem, measure } from '../plans/actions.ts'
import { scorePeriod } from '../scores/actions.ts'
import { monthBefore } from '../scores/score.rules.ts'
import { act, giveTasks, passOnTasks } from '../tasks/actions.ts'
import type { Later } from '../tasks/actions.ts'
import { lastOf } from '../tasks/periods.rules.ts'
import { LETTER, LETTER_DAY, LETTER_ITEMS, LETTER_NUMBER, RECALLED, RECALLED_ITEMS } from './letter.ts'
import { PLAN, TARGETS, unitOf } from './plan.ts'

export const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`the demonstration told an illegal story: ${result.error.code}`)
  return result.value
}
const proof = (document: string) => ({ words: 'Đã hoàn thành theo yêu cầu.', document, files: [] })

/**
 * The steering of the invented province, told once into an empty one: the worked letter of 2022, a directive of this year,
 * and a reform plan of which some tasks are done, some late, some waiting.
 */
export async function tellSteering(loud: Ctx): Promise<{ tasks: number }> {
  // All or nothing: a telling broken off leaves no half a province behind.
  const tasks = await loud.sql.begin(async tx => {
    const sql = tx as unknown as Ctx['sql']
    const [there] = await sql<{ found: boolean }[]>`select exists (select from directive) as "found"`
    return there?.found ? 0 : tell({ ...loud, sql })
  })
  if (tasks > 0) loud.log.info({ event: 'reform.demonstration-told', tasks }, 'the steering is told')
  return { tasks }
}

async function tell(loud: Ctx): Promise<number> {
  const now = loud.now()
  const province = await provinceOf(loud)
  const at = (day: Day): Ctx => ({
    ...loud,
    province,
    actor: SYSTEM,
    log: silentLog,
    now: () => (day >= dayOf(now) ? now : new Date(`${day}T03:00:00Z`))
  })
  const today = dayOf(now)
  const tasks = (await tellLetter(at)) + (await tellDirective(at, today)) + (await tellPlan(at, today))
  must(await scorePeriod(at(today), monthBefore(today)))
  return tasks
}
type At = (day: Day) => Ctx

/** The province with its code: on the very first run the house was opened before it had one. */
export async function provinceOf({ sql, province }: Ctx): Promise<Ctx['province']> {
  const [own] = await sql<{ code: string }[]>`
    select code as "code" from unit where parent is null and kind = 'province'`
  return { ...province, ...(own && { code: own.code }) }
}

async function tellLetter(at: At): Promise<number> {
  const issuer = 'Chủ tịch Ủy ban nhân dân tỉnh Sông Mơ'
  const input = (more: object) => DirectiveInput.parse({ issuer, kind: 'official-letter', ...more })
  const older = must(
    await enterDirective(
      at(RECALLED.day),
      input({
        number: RECALLED.number,
        issuedOn: RECALLED.day,
        abstract: 'Giao chỉ tiêu, nhiệm vụ cải cách hành chính năm 2022'
      }),
      null
    )
  )
  const letter = must(
    await enterDirective(
      at(LETTER_DAY),
      input({
        number: LETTER_NUMBER,
        issuedOn: LETTER_DAY,
        abstract: 'Đẩy mạnh cải cách hành chính, kiểm soát thủ tục hành chính',
        recalls: older.id,
        body: LETTER
      }),
      null
    )
  )
  let count = RECALLED_ITEMS.length
  await tellRecalled(at, older.id)
  for (const [index, { addressees, ...item }] of LETTER_ITEMS.entries()) {
    const { codes } = must(
      await giveTasks(
        at(LETTER_DAY),
        { ...item, directive: letter.id, item: index + 1, givenOn: LETTER_DAY },
        addressees
      )
    )
    count += codes.length
    // The duties of 2022 ran out with that year's reports; the standing and monthly ones go on with the successors.
    if (index === 0)
      for (const code of codes)
        for (const [period, on] of [
          ['2022-q3', '2022-09-19'],
          ['2022-year', '2022-12-19']
        ] as const)
          await act(at(on), code, {
            kind: 'close-period',
            period,
            by: 'report',
            on,
            proof: proof('Báo cáo cải cách hành chính định kỳ')
          })
    if (index === 4)
      for (const code of codes)
        await act(at('2023-01-03'), code, {
          kind: 'withdraw',
          reason: 'Thay bằng chế độ công khai mới',
          document: '02/CT-UBND'
        })
    if (index === 5 || index === 6 || index === 7)
      await finish(at, codes[0]!, index === 7 ? '2022-08-18' : '2022-12-20')
  }
  await passOnTasks(at('2025-07-02'))
  return count
}

/** The tasks of the letter before, which item 8 has reported on by the 19th of August. */
async function tellRecalled(at: At, directive: string): Promise<void> {
  for (const [index, [content, unit, due, reported]] of RECALLED_ITEMS.entries()) {
    const give = { directive, item: index + 1, content, product: '', givenOn: RECALLED.day }
    const { codes } = must(
      await giveTasks(at(RECALLED.day), { ...give, deadline: { kind: 'date', due } }, [unitOf(unit)])
    )
    await finish(at, codes[0]!, reported ?? '2022-12-12')
  }
}

async function finish(at: At, code: string, on: Day): Promise<void> {
  const report: Later = { kind: 'report', on, proof: proof(`${Number(code.slice(-3)) + 10}/BC`) }
  must(await act(at(on), code, report))
  must(await act(at(shiftDay(on, 2)), code, { kind: 'accept', note: '' }))
}

async function tellDirective(at: At, today: Day): Promise<number> {
  const day = shiftDay(today, -40)
  const directive = must(
    await enterDirective(
      at(day),
      DirectiveInput.parse({
        number: '12/CT-UBND',
        issuedOn: day,
        issuer: 'Chủ tịch Ủy ban nhân dân tỉnh Sông Mơ',
        kind: 'directive',
        abstract: 'Siết chặt kỷ luật trong giải quyết thủ tục hành chính',
        body: 'Các sở, ban, ngành tỉnh, Ủy ban nhân dân các xã, phường thực hiện:\n1. Hằng tháng công khai danh sách hồ sơ quá hạn trên trang thông tin điện tử.\n2. Báo cáo kết quả xử lý hồ sơ quá hạn trước ngày 15 tháng 12.\n3. Sở Khoa học và Công nghệ khẩn trương hoàn thiện chữ ký số cho công chức cấp xã.'
      }),
      null
    )
  )
  const monthly = must(
    await giveTasks(
      at(day),
      {
        directive: directive.id,
        item: 1,
        content: 'Công khai danh sách hồ sơ quá hạn trong tháng',
        product: 'Danh sách được công khai',
        givenOn: day,
        deadline: { kind: 'recurring', every: 'month', until: null },
        closesBy: 'edition'
      },
      ['departments', 'lower-units']
    )
  )
  for (const [index, code] of monthly.codes.entries()) {
    const [year, month] = day.split('-').map(Number) as [number, number]
    const due = lastOf(year, month)
    if (index % 4 === 3 || due >= today) continue
    await act(at(due), code, {
      kind: 'close-period',
      period: day.slice(0, 7),
      by: 'edition',
      on: due,
      proof: proof(`Danh sách công khai tháng ${month}/${year}`)
    })
  }
  const report = must(
    await giveTasks(
      at(day),
      {
        directive: directive.id,
        item: 2,
        content: 'Báo cáo kết quả xử lý hồ sơ quá hạn',
        product: 'Báo cáo',
        givenOn: day,
        deadline: { kind: 'date', due: shiftDay(today, 4) }
      },
      ['departments']
    )
  )
  must(
    await act(at(shiftDay(today, -1)), report.codes[0]!, {
      kind: 'report',
      on: shiftDay(today, -1),
      proof: proof('88/BC')
    })
  )
  must(
    await act(at(shiftDay(today, -2)), report.codes[1]!, {
      kind: 'ask-extension',
      until: shiftDay(today, 20),
      reason: 'Chờ số liệu của các xã',
      document: '91/CV'
    })
  )
  const urgent = must(
    await giveTasks(
      at(day),
      {
        directive: directive.id,
        item: 3,
        content: 'Hoàn thiện chữ ký số cho công chức cấp xã',
        product: 'Chữ ký số được cấp',
        givenOn: day,
        deadline: { kind: 'open', urgency: 'urgent' }
      },
      [unitOf('so-khoa-hoc-cong-nghe')]
    )
  )
  return monthly.codes.length + report.codes.length + urgent.codes.length
}

async function tellPlan(at: At, today: Day): Promise<number> {
  const year = Number(today.slice(0, 4))
  const start = `${year}-01-05`
  const plan = must(
    await enterPlan(at(start), {
      unit: 'H99',
      year,
      number: `05/KH-UBND`,
      title: `Kế hoạch cải cách hành chính tỉnh Sông Mơ năm ${year}`,
      parent: null
    })
  )
  let count = 0
  for (const [index, [field, tasks]] of PLAN.entries()) {
    const { id: parent } = must(await addItem(at(start), plan.id, { kind: 'field', title: field }, null))
    if (index === 2)
      for (const [title, measure_, target, value, weight, falls] of TARGETS) {
        const item = must(
          await addItem(
            at(start),
            plan.id,
            {
              kind: 'target',
              title,
              measure: measure_,
              target: String(target),
              weight: String(weight),
              parent,
              ...(falls ? { falls: 'on' } : {})
            },
            `${year}-12-31`
          )
        )
        must(await measure(at(today), plan.id, { item: item.id, value: String(value) }, shiftDay(today, -3)))
      }
    for (const [content, product, lead, month, weight] of tasks) {
      const due = lastOf(year, month)
      const { id } = must(
        await addItem(
          at(start),
          plan.id,
          { kind: 'task', title: content, measure: product, weight: String(weight), parent },
          due
        )
      )
      const given = must(await givePlanItem(at(start), plan.id, id, [unitOf(lead)], due))
      await live(at, given.codes[0], due, today, count++)
    }
  }
  return count
}

/** What became of a task of the plan by its place in the list: most on time, some late, a few waiting or extended. */
async function live(at: At, code: string | undefined, due: Day, today: Day, place: number): Promise<void> {
  if (!code) return
  const on = shiftDay(due, [-12, -5, -20, 9, -3, -30, -8][place % 7]!)
  const stuck = place % 9 === 4
  if (!stuck && on < shiftDay(today, -3)) return finish(at, code, on)
  const noted = shiftDay(due < today ? due : today, -10)
  await act(at(noted), code, {
    kind: 'note',
    percent: 30 + (place % 5) * 10,
    note: 'Đang triển khai, đã có dự thảo.',
    files: []
  })
  if (place % 3 === 1)
    await act(at(noted), code, { kind: 'wait', on: unitOf('so-tai-chinh'), what: 'Ý kiến về kinh phí', from: noted })
}
