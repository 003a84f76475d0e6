import { hash } from 'node:crypto'
import { dayOf, endOf, shiftDay, startOf, SYSTEM } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { closeSurvey, openSurvey, planSurvey } from './actions.ts'
import { STANDARD } from './model.ts'
import { drawnDossiers } from './store.ts'

const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`the demonstration told an illegal story: ${result.error.code}`)
  return result.value
}

/** One survey of the invented province over the quarter before last month, answered by most of those asked; told once. */
export async function tellSurvey(ctx: Ctx): Promise<void> {
  const [there] = await ctx.sql<{ any: boolean }[]>`select exists (select from survey) as "any"`
  if (there!.any) return
  const to = shiftDay(dayOf(ctx.now()), -40)
  const span = { from: shiftDay(to, -90), to, endsOn: shiftDay(to, 25) }
  const on = (day: string): Ctx => ({
    ...ctx,
    actor: SYSTEM,
    now: () => new Date(startOf(day).getTime() + 9 * 3_600_000)
  })
  const questions = [...STANDARD]
  const input = { code: 'hai-long-1', title: 'Hài lòng với dịch vụ hành chính công', sample: 240, questions, ...span }
  const { code } = must(await planSurvey(on(shiftDay(to, 1)), input))
  const opened = await openSurvey(on(shiftDay(to, 2)), code)
  if (!opened.ok) return
  const drawn = await drawnDossiers(ctx, opened.value, startOf(span.from), endOf(span.to))
  const rows = drawn.flatMap(({ dossier, stratum }) => {
    const dice = hash('sha256', `survey ${dossier}`, 'buffer')
    // About a quarter never answers, as in life.
    if (dice[0]! % 4 === 0) return []
    const answers = Object.fromEntries(
      STANDARD.map(({ code: question }, i) => [question, 2 + Math.min(3, (dice[i + 1]! % 5) + (dice[i + 12]! % 2))])
    )
    return [{ stratum, day: shiftDay(to, 4 + (dice[24]! % 20)), answers }]
  })
  await ctx.sql`
    insert into survey_answer (id, survey, stratum, answered_on, answers, words)
    select gen_random_uuid(), ${opened.value.id}, stratum, day, answers, ''
    from jsonb_to_recordset(${ctx.sql.json(rows as never)}) as one (stratum text, day date, answers jsonb)`
  must(await closeSurvey(on(shiftDay(to, 26)), code))
}
