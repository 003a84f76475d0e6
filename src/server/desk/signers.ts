import {
  asTurn,
  capacitiesOf,
  mayInitial,
  namedBy,
  ownSigning,
  proposed,
  signatoriesOf,
  turnsAt,
  unitOf
} from '#server/dossiers/index.ts'
import type { Dossier, OpenStep, Signatories, SigningPerson, SigningTurn } from '#server/dossiers/index.ts'
import { absentOn } from '#server/identity/index.ts'
import { dayOf, wordsIn } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { certificatesOf } from '#server/signatures/index.ts'
import { mannerOf, signsAfter, stepsOf } from '#server/workflow/index.ts'
import type { ProcessModel, SigningManner, StepNode } from '#server/workflow/index.ts'
import { signerRows, valueOf } from './signers.rules.ts'
import type { SignerRow } from './signers.rules.ts'
import { say } from './say.ts'
import { signerIn } from './words.ts'

type Choice = { readonly value: string; readonly label: string }
/** A row of the form with its words: who signs when nothing is chosen, and who else may. */
export type SignerChoice = SignerRow & {
  readonly label: string
  readonly proposal: string
  readonly choices: readonly Choice[]
}

/** Who signs after this step, as the process proposes it or as it was chosen before, and whom else one may choose. */
export async function signerChoices(
  ctx: Ctx,
  dossier: Dossier,
  step: OpenStep,
  model: ProcessModel
): Promise<SignerChoice[]> {
  const steps = signsAfter(model, step.step)
  const at = await signatoriesOf(ctx, dossier, steps)
  const marks = await marksOf(ctx, [...new Set(steps.flatMap(each => at(each).people.map(({ id }) => id)))])
  return signerRows(dossier, model, step.step).map(row => {
    const node = model.steps[row.step]!
    const choices = choicesOf(ctx, node, row.as, at(node), marks)
    return {
      ...row,
      value: choices.some(({ value }) => value === row.value) || row.value === 'none' ? row.value : '',
      label: row.added ? say(ctx.language, 'ask.signer-added') : wordsIn(ctx.language, node.name),
      proposal: row.added ? '' : proposalIn(ctx, node, row.as, at(node), marks),
      choices
    }
  })
}

function choicesOf(ctx: Ctx, node: StepNode, as: SigningManner, at: Signatories, marks: Marks): Choice[] {
  if (as === 'seal') return []
  const told = (turn: SigningTurn) => ({ value: valueOf(turn), label: `${signerIn(ctx.language, turn)}${marks(turn)}` })
  return at.people.flatMap(person =>
    as === 'initial'
      ? mayInitial(person)
        ? [told(initialOf(person, node))]
        : []
      : capacitiesOf(person, node, at).map(capacity => told(asTurn(person, capacity, node, at)))
  )
}

const initialOf = ({ id, name, title }: SigningPerson, { id: step }: StepNode): SigningTurn => ({
  ...{ step, as: 'initial', officer: id, name, post: title, capacity: null, superior: '', basis: '' }
})

/** Who takes a turn that nobody is chosen for: the head, or whoever holds the role; the seal is put by a clerk. */
function proposalIn(ctx: Ctx, node: StepNode, as: SigningManner, at: Signatories, marks: Marks): string {
  if (as === 'seal') return say(ctx.language, 'sign.as.seal')
  const turn =
    as === 'initial'
      ? at.people.filter(person => person.roles.includes(node.role)).map(person => initialOf(person, node))[0]
      : proposed(node, at)
  return turn ? `${signerIn(ctx.language, turn)}${marks(turn)}` : say(ctx.language, 'sign.nobody')
}

type Marks = (turn: SigningTurn) => string

/** What stands in the way of somebody's signature, behind the name: away, or without a certificate that counts. */
async function marksOf(ctx: Ctx, officers: readonly string[]): Promise<Marks> {
  const [absences, certificates] = await Promise.all([
    absentOn(ctx, officers, dayOf(ctx.now())),
    certificatesOf(ctx, officers)
  ])
  return ({ officer }) => {
    const until = absences.get(officer ?? '')
    const certificate = certificates.get(officer ?? '')
    const words = [
      until ? say(ctx.language, 'sign.away', { until: until.split('-').reverse().join('/') }) : '',
      certificate === 'valid' ? '' : say(ctx.language, certificate ? 'sign.expired' : 'sign.without')
    ].filter(Boolean)
    return words.length > 0 ? ` (${words.join('; ')})` : ''
  }
}

/** One of those who sign a result, as the page of a dossier and the list to sign show it. */
export type OrderLine = {
  readonly as: SigningManner
  readonly who: string
  readonly state: 'done' | 'current' | 'waiting'
  readonly at: Date | null
}

/** Everybody who signs this result in order: who has, whose turn it is, who comes. Nobody once it is issued. */
export async function orderOf(ctx: Ctx, dossier: Dossier, model: ProcessModel | null): Promise<OrderLine[]> {
  const steps = model ? stepsOf(model).filter(step => step.kind === 'sign') : []
  const open = dossier.steps.find(step => step.kind === 'sign')
  if (!model || steps.length === 0 || dossier.result || !(open || dossier.signers)) return []
  const at = await signatoriesOf(ctx, dossier, steps)
  const quiet: Marks = () => ''
  const named = namedBy(dossier.signings ?? [])
  let current = false
  return steps.flatMap(step => {
    const manner = mannerOf(model, step.id) ?? 'signature'
    const turns = turnsAt(dossier, step.id)
    const done = (dossier.signings ?? []).filter(each => each.step === step.id)
    const planned = dossier.signers ? turns : [null]
    return planned.map((turn, place): OrderLine => {
      const signed = done[place]
      const as = turn?.as ?? manner
      if (signed) return { as, who: signed.by, state: 'done', at: new Date(signed.at) }
      const now = !current && open?.step === step.id
      current ||= now
      const who = turn?.officer
        ? signerIn(ctx.language, turn)
        : (as === 'signature' && named?.name) ||
          (now && open?.officerName) ||
          proposalIn(ctx, step, as, at(step), quiet)
      return { as, who, state: now ? 'current' : 'waiting', at: null }
    })
  })
}

/** In which capacity an officer signs at a step: as chosen, else as the own post says today. */
export async function ownTurn(ctx: Ctx, dossier: Dossier, node: StepNode | null): Promise<SigningTurn | null> {
  const chosen =
    node && turnsAt(dossier, node.id).find(turn => turn.officer === ctx.actor.id && turn.as === 'signature')
  if (chosen) return chosen
  if (!node) return null
  const own = await ownSigning(ctx, unitOf(node, dossier, {}), node.role)
  return own && { ...own, step: node.id }
}

/** Who will sign after those who initial: as chosen, else the head. */
export async function comingSigner(
  ctx: Ctx,
  dossier: Dossier,
  model: ProcessModel | null
): Promise<SigningTurn | null> {
  const chosen = (dossier.signers ?? []).find(turn => turn.as === 'signature' && turn.officer !== null)
  const step = model && stepsOf(model).find(each => mannerOf(model, each.id) === 'signature')
  if (chosen || !step) return chosen ?? null
  return proposed(step, (await signatoriesOf(ctx, dossier, [step]))(step))
}
