import { randomUUID } from 'node:crypto'
import { officersOf } from '#server/identity/index.ts'
import { unitNames } from '#server/organisation/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { leads, reachesUnit, seesAll } from '../reach.rules.ts'
import { numberLine } from '../layout/model.ts'
import { decideLetter, evolveLetter } from './decider.ts'
import type { LetterCommand, LetterRefusal } from './decider.ts'
import { draftLetter } from './draft.rules.ts'
import type { LetterEvent } from './events.ts'
import type { Letter } from './model.ts'
import * as store from './store.ts'

type Refusal = LetterRefusal | { readonly code: 'forbidden' | 'nothing-late' | 'letter-changed' }

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
  const addressees = late.map(([code]) => code)
  const id = randomUUID()
  const draft = { kind, unit, content, addressees, tasks: tasks.map(task => task.id) }
  const decision = decideLetter(null, { kind: 'draft', letter: draft }, by(ctx))
  if (!decision.ok) return decision
  await store.enter(ctx, after(null, decision.value, id), decision.value)
  ctx.log.info({ event: 'reform.letter-drafted', letter: id, kind }, 'drafted')
  return ok({ id })
}

const by = ({ now, actor }: Ctx) => ({ now: now(), today: dayOf(now()), name: actor.name })
const after = (letter: Letter | null, events: readonly LetterEvent[], id: string): Letter =>
  events.reduce<Letter | null>((state, event) => evolveLetter(state, event, id), letter)!

/** Carries out a command on a letter. Somebody faster in between: once more on what they left. */
async function tell(
  ctx: Ctx,
  id: string,
  command: LetterCommand,
  tries = 2
): Promise<Result<{ number: number | null; letter: Letter }, Refusal>> {
  const letter = await store.letter(ctx, id)
  const decision = decideLetter(letter, command, by(ctx))
  if (!decision.ok) return decision
  if (decision.value.length === 0) return ok({ number: letter!.number, letter: letter! })
  const then = after(letter, decision.value, id)
  const stored = await store.append(ctx, letter!, then, decision.value)
  if (stored) return ok({ ...stored, letter: then })
  return tries > 1 ? tell(ctx, id, command, tries - 1) : err({ code: 'letter-changed' })
}

/** Whether the actor may read a letter: the offices that watch, leaders, and its addressees once it is sent. */
export const mayRead = (ctx: Ctx, letter: Letter): boolean =>
  seesAll(ctx.actor) || (letter.sentAt !== null && letter.addressees.some(unit => reachesUnit(ctx.actor, unit)))

/** A leader approves: the letter gets its number and date, and is not changed any more. */
export async function approveLetter(ctx: Ctx, id: string): Promise<Result<{ number: number }, Refusal>> {
  if (!leads(ctx.actor)) return err({ code: 'forbidden' })
  const done = await tell(ctx, id, { kind: 'approve' })
  return done.ok ? ok({ number: done.value.number! }) : done
}

/** Sends an approved letter: a receipt for each addressee, and a notice to the head of each. */
export async function sendLetter(ctx: Ctx, id: string): Promise<Result<void, Refusal>> {
  if (!ctx.actor.may('reform.give') && !leads(ctx.actor)) return err({ code: 'forbidden' })
  const done = await tell(ctx, id, { kind: 'send' })
  if (!done.ok) return done
  const found = done.value.letter
  const today = dayOf(ctx.now())
  for (const unit of found.addressees) {
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
  if (!ctx.actor.unit || !found.sentAt) return found
  const opened = await tell(ctx, id, { kind: 'open', unit: ctx.actor.unit })
  return opened.ok ? opened.value.letter : found
}

/** The commitment in writing that the letter asked for. */
export async function answerLetter(ctx: Ctx, id: string, words: string): Promise<Result<void, Refusal>> {
  const found = await store.letter(ctx, id)
  if (!found || !mayRead(ctx, found)) return err({ code: 'letter-missing' })
  if (!ctx.actor.may('reform.dispute') || !ctx.actor.unit) return err({ code: 'forbidden' })
  const done = await tell(ctx, id, { kind: 'answer', unit: ctx.actor.unit, words: words.slice(0, 4000) })
  return done.ok ? ok(undefined) : done
}
