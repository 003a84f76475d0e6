import { randomUUID } from 'node:crypto'
import { officersOf } from '#server/identity/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { leads, reachesUnit, seesAll } from '../reach.rules.ts'
import { numberLine } from '../layout/model.ts'
import { draftLetter } from './draft.rules.ts'
import type { Letter } from './model.ts'
import * as store from './store.ts'

type Refusal = {
  readonly code:
    | 'forbidden'
    | 'nothing-late'
    | 'letter-missing'
    | 'letter-approved'
    | 'letter-not-approved'
    | 'answer-missing'
    | 'answered-already'
}

/** Where the province's documents are dated from: `Tỉnh Sông Mơ` is dated from Sông Mơ. */
export const placeOf = (ctx: Ctx): string => ctx.province.name.replace(/^(Tỉnh|Thành phố)\s+/u, '')

/** Drafts a letter to the agencies (all that are late when none is named) about everything they have late today. */
export async function draftUrging(
  ctx: Ctx,
  kind: 'urging' | 'criticism',
  agencies: readonly string[]
): Promise<Result<{ id: string }, Refusal>> {
  if (!ctx.actor.may('reform.give') && !leads(ctx.actor)) return err({ code: 'forbidden' })
  const today = dayOf(ctx.now())
  const tasks = await store.lateTasks(ctx, agencies.length > 0 ? agencies : null, today)
  if (tasks.length === 0) return err({ code: 'nothing-late' })
  const unit = ctx.province.code
  const late = [...new Map(tasks.map(task => [task.lead, task.leadName]))]
  const [names, officers] = await Promise.all([unitNames(ctx, [unit]), officersOf(ctx, unit, today, 'chair')])
  const deputy = officers.find(one => !one.head) ?? officers[0]
  const content = draftLetter(kind, {
    agency: names.get(unit)?.vi ?? ctx.province.name,
    symbol: 'UBND-KSTT',
    place: placeOf(ctx),
    today,
    addressees: late.map(([, name]) => name),
    tasks,
    signer: {
      authority:
        deputy && !deputy.head
          ? ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH']
          : ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'],
      name: deputy?.fullName ?? 'Nguyễn Văn A'
    }
  })
  const id = randomUUID()
  await store.enter(ctx, {
    id,
    kind,
    unit,
    content,
    addressees: late.map(([code]) => code),
    tasks: tasks.map(task => task.id)
  })
  ctx.log.info({ event: 'reform.letter-drafted', letter: id, kind }, 'drafted')
  return ok({ id })
}

/** Whether the actor may read a letter: the offices that watch, leaders, and its addressees once it is sent. */
export const mayRead = (ctx: Ctx, letter: Letter): boolean =>
  seesAll(ctx.actor) || (letter.sentAt !== null && letter.addressees.some(unit => reachesUnit(ctx.actor, unit)))

/** A leader approves: the letter gets its number and date, and is not changed any more. */
export async function approveLetter(ctx: Ctx, id: string): Promise<Result<{ number: number }, Refusal>> {
  if (!leads(ctx.actor)) return err({ code: 'forbidden' })
  if (!(await store.letter(ctx, id))) return err({ code: 'letter-missing' })
  const [approved] = await store.approve(ctx, id, dayOf(ctx.now()))
  return approved ? ok(approved) : err({ code: 'letter-approved' })
}

/** Sends an approved letter: a receipt for each addressee, and a notice to the head of each. */
export async function sendLetter(ctx: Ctx, id: string): Promise<Result<void, Refusal>> {
  if (!ctx.actor.may('reform.give') && !leads(ctx.actor)) return err({ code: 'forbidden' })
  const found = await store.letter(ctx, id)
  if (!found) return err({ code: 'letter-missing' })
  const sent = await store.send(ctx, id)
  if (sent.length === 0) return err({ code: found.approvedAt ? 'letter-approved' : 'letter-not-approved' })
  const today = dayOf(ctx.now())
  for (const { unit } of sent) {
    for (const head of (await officersOf(ctx, unit, today)).filter(officer => officer.head).slice(0, 1))
      await announce(ctx, {
        template: 'steering-note',
        facts: {
          addressee: { name: head.fullName },
          office: { name: found.content.agency },
          title: `${numberLine(found.number, found.content.symbol)}: ${found.content.subject}`,
          lead: `${found.content.agency} gửi công văn về việc ${found.content.subject}.`,
          lines: [],
          link: `${ctx.province.origin}/desk/reform/letters/${id}`
        },
        key: `letter:${id}:${head.id}`,
        to: { name: head.fullName, account: head.id },
        language: 'vi',
        about: { kind: 'official-letter', id }
      })
  }
  return ok(undefined)
}

/** An addressee opens the letter: the day is kept. */
export async function openLetter(ctx: Ctx, id: string): Promise<Letter | null> {
  const found = await store.letter(ctx, id)
  if (!found || !mayRead(ctx, found)) return null
  if (ctx.actor.unit && found.sentAt) await store.markOpened(ctx, id, ctx.actor.unit)
  return found
}

/** The commitment in writing that the letter asked for. */
export async function answerLetter(ctx: Ctx, id: string, words: string): Promise<Result<void, Refusal>> {
  const found = await store.letter(ctx, id)
  if (!found || !mayRead(ctx, found)) return err({ code: 'letter-missing' })
  if (!ctx.actor.may('reform.dispute') || !ctx.actor.unit) return err({ code: 'forbidden' })
  if (words.trim() === '') return err({ code: 'answer-missing' })
  const answered = await store.answer(ctx, id, ctx.actor.unit, words.trim().slice(0, 4000))
  return answered.length > 0 ? ok(undefined) : err({ code: 'answered-already' })
}
