import type { FileRef } from '#server/documents/index.ts'
import { isId } from '#server/platform/ids.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import type { Paper } from './model.ts'
import { load } from './store.ts'
import { storeOf } from './offers.ts'
import * as views from './holder.views.ts'

export type Self = Parameters<typeof storeOf>[0]
type Refused = { code: 'forbidden' | 'not-found' | 'text-missing' | 'asked-already' }
const A_PAGE = 20
const bare = (number: string) => number.replace(/-/g, '')
/** Whether a paper lies in the store that this account opens. */
export const isTheirs = (self: Self, { kind, number }: { kind: string; number: string }): boolean =>
  storeOf(self).some(each => each.kind === kind && bare(each.number) === bare(number))

/** A page of the own store, each paper with its uses. Nobody else's papers, ever. */
export async function ownStore(ctx: Ctx, self: Self, after: string | null) {
  const [at = '', id = ''] = (after ?? '').split('~')
  const from = isId(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : null
  const [whose] = storeOf(self)
  const rows = whose ? await views.storePage(ctx, whose, { after: from, limit: A_PAGE + 1 }) : []
  const page = rows.slice(0, A_PAGE)
  const uses = await views.usesOf(
    ctx,
    page.map(({ content }) => content.id)
  )
  const today = dayOf(ctx.now())
  const last = rows.length > A_PAGE ? page.at(-1)! : null
  return {
    papers: page.map(({ content: paper, enteredAt }) => ({
      ...pick(paper),
      enteredAt,
      state: paper.state === 'in-force' && paper.validTo && paper.validTo < today ? ('expired' as const) : paper.state,
      own: paper.source === 'own',
      hasFile: paper.file !== null && (paper.source !== 'own' || paper.state === 'in-force'),
      uses: uses.filter(use => use.paper === paper.id)
    })),
    next: last && `${last.enteredAt.toISOString()}~${last.content.id}`
  }
}

const pick = ({ id, name, number, issuer, issuedOn, validTo, form }: Paper) => ({
  ...{ id, name, number, issuer, issuedOn, validTo, form }
})

/** The file of an own paper; null for anybody else's and where the file is gone. */
export async function ownFile(ctx: Ctx, self: Self, id: string): Promise<FileRef | null> {
  const paper = isId(id) ? await load(ctx, id) : null
  return paper && isTheirs(self, paper.holder) ? paper.file : null
}

/** The person questions a use of an own paper, once. */
export async function questionUse(
  ctx: Ctx,
  self: Self,
  asked: { use: string; question: string }
): Promise<Result<void, Refused>> {
  const question = asked.question.normalize('NFC').trim().slice(0, 2000)
  if (question === '') return err({ code: 'text-missing' })
  const holder = isId(asked.use) ? await views.holderOfUse(ctx, asked.use) : null
  if (!ctx.actor.id || !holder || !isTheirs(self, holder)) return err({ code: 'not-found' })
  const entered = await views.enterQuestion(ctx, asked.use, ctx.actor.id, question)
  if (entered.length === 0) return err({ code: 'asked-already' })
  ctx.log.info({ event: 'paper.use-questioned', use: asked.use }, 'questioned')
  return ok(undefined)
}

/** Questions about uses, for the control office and administrators. */
export async function useQuestions(ctx: Ctx) {
  return ctx.actor.may('papers.questions') ? views.questions(ctx) : []
}

export async function answerUseQuestion(ctx: Ctx, id: string, answer: string): Promise<Result<void, Refused>> {
  if (!ctx.actor.may('papers.questions')) return err({ code: 'forbidden' })
  const said = answer.normalize('NFC').trim().slice(0, 4000)
  if (said === '') return err({ code: 'text-missing' })
  return (await views.putAnswer(ctx, id, said)).length > 0 ? ok(undefined) : err({ code: 'not-found' })
}
