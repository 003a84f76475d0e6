import { mannerOf, signsAfter } from '#server/workflow/index.ts'
import type { ProcessModel, SigningManner, StepNode } from '#server/workflow/index.ts'
import { err, ok } from '#server/platform/result.ts'
import type { Result } from '#server/platform/result.ts'
import type { Capacity, Dossier, SigningTurn } from './model.ts'
import type { SignerRefusal } from './refusals.ts'

/** An officer of the unit that signs, or of one below it, as today's posts have it. */
export type SigningPerson = {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly roles: readonly string[]
  readonly head: boolean
}
/** What a form or another system says of a turn; names and posts are those on record. */
export type ChosenTurn = Pick<SigningTurn, 'step' | 'as' | 'officer' | 'capacity' | 'basis'>
/** Who may sign a step: its unit, and the people who work there or below. */
export type Signatories = { readonly unit: string; readonly people: readonly SigningPerson[] }

export const MOST_SIGNERS = 12
const LEADERS: readonly string[] = ['agency-head', 'chair']
const DEPUTY = /^Phó\s+/u
const INITIALLERS: readonly string[] = ['handler', 'division-head', ...LEADERS]

const leads = (person: SigningPerson, role: string, unit: string) =>
  person.unit === unit && (person.roles.includes(role) || person.roles.some(each => LEADERS.includes(each)))

/** Who stands at the head of the unit, and signs in the own name. */
const headOf = ({ role }: Pick<StepNode, 'role'>, { unit, people }: Signatories): SigningPerson | null =>
  people.find(each => each.head && leads(each, role, unit) && !DEPUTY.test(each.title)) ?? null

/**
 * In which capacities a person may sign here (Decree 30/2020/NĐ-CP, art. 13): the head in the own name; a deputy, also
 * one in charge, in the head's place (KT., clauses 1 and 2); who leads a unit of the agency by order (TL., clause 4) or by
 * special written delegation (TUQ., clause 3).
 */
export function capacitiesOf(
  person: SigningPerson,
  step: Pick<StepNode, 'role'>,
  at: Signatories
): readonly Capacity[] {
  if (leads(person, step.role, at.unit)) {
    const head = LEADERS.includes(step.role) ? headOf(step, at) : null
    return DEPUTY.test(person.title) || (head !== null && !person.head) ? ['KT'] : ['own']
  }
  return person.roles.some(role => role === 'division-head' || LEADERS.includes(role)) ? ['TL', 'TUQ'] : []
}

/** The head's post, in whose place, by whose order or by whose delegation another signs. */
function superior(person: SigningPerson, capacity: Capacity, step: Pick<StepNode, 'role'>, at: Signatories): string {
  if (capacity === 'own') return ''
  const head = headOf(step, at)
  if (head?.title) return head.title
  const raised = person.title.replace(DEPUTY, '')
  if (capacity === 'KT' && raised !== person.title) return raised.charAt(0).toUpperCase() + raised.slice(1)
  return step.role === 'chair' ? 'Chủ tịch' : 'Thủ trưởng đơn vị'
}

/** A person in one capacity as a turn of a step. */
export const asTurn = (
  person: SigningPerson,
  capacity: Capacity,
  step: Pick<StepNode, 'id' | 'role'>,
  at: Signatories
): SigningTurn => ({
  ...{ step: step.id, as: 'signature', officer: person.id, name: person.name, post: person.title },
  ...{ capacity, superior: superior(person, capacity, step, at), basis: '' }
})

/** Who signs when nobody says otherwise: the head, else whoever has the role of the step. */
export function proposed(step: Pick<StepNode, 'id' | 'role'>, at: Signatories): SigningTurn | null {
  const first =
    headOf(step, at) ?? at.people.find(each => each.unit === at.unit && each.roles.includes(step.role)) ?? null
  const capacity = first && capacitiesOf(first, step, at)[0]
  return first && capacity ? asTurn(first, capacity, step, at) : null
}

/** Whether a person may initial a paper: who works on it or leads there. */
export const mayInitial = (person: SigningPerson): boolean => person.roles.some(role => INITIALLERS.includes(role))

/** A turn that nobody is named for: whoever holds the role of the step takes it, as the process says. */
export const openTurn = (step: string, as: SigningManner): SigningTurn => ({
  ...{ step, as, officer: null, name: '', post: '', capacity: null, superior: '', basis: '' }
})

/**
 * The order that was chosen, if it is lawful and the process's own: every step that signs is there in its place, only an
 * initial may be left out, and only initials may be added, before a signature; nobody signs twice.
 */
export function agreed(
  model: ProcessModel,
  after: string,
  chosen: readonly ChosenTurn[],
  atStep: (step: StepNode) => Signatories
): Result<readonly SigningTurn[], SignerRefusal> {
  const steps = signsAfter(model, after)
  if (chosen.length > MOST_SIGNERS) return err({ code: 'signers-too-many', most: MOST_SIGNERS })
  const places = chosen.map(({ step }) => steps.findIndex(each => each.id === step))
  if (places.some((place, at) => place < (places[at - 1] ?? 0))) return err({ code: 'signers-order' })
  const turns: SigningTurn[] = []
  for (const step of steps) {
    const manner = mannerOf(model, step.id) ?? 'signature'
    const own = chosen.filter(turn => turn.step === step.id)
    if (own.length === 0 && manner !== 'initial') return err({ code: 'signer-missing', step: step.name.vi })
    const strange = own.some(({ as }, at) => as !== (at === own.length - 1 ? manner : 'initial'))
    if (strange || (manner === 'seal' && own.length > 1)) return err({ code: 'signers-order' })
    for (const [at, turn] of own.entries()) {
      const one = believed(turn, step, at === own.length - 1, atStep(step))
      if (!one.ok) return one
      turns.push(one.value)
    }
  }
  const twice = turns.find((turn, at) => turn.officer && turns.slice(0, at).some(each => each.officer === turn.officer))
  return twice ? err({ code: 'signer-twice', name: twice.name }) : ok(turns)
}

/** One turn with the name and post on record, or why this person may not take it. */
function believed(
  { officer, as, capacity, basis }: ChosenTurn,
  step: StepNode,
  main: boolean,
  at: Signatories
): Result<SigningTurn, SignerRefusal> {
  if (officer === null || as === 'seal')
    return main ? ok(openTurn(step.id, as)) : err({ code: 'signer-missing', step: step.name.vi })
  const person = at.people.find(each => each.id === officer)
  if (!person) return err({ code: 'signer-unfit', name: '' })
  const { name } = person
  if (as === 'initial') {
    const turn = { ...openTurn(step.id, as), officer, name, post: person.title }
    return mayInitial(person) ? ok(turn) : err({ code: 'signer-unfit', name })
  }
  const able = capacitiesOf(person, step, at)
  const used = capacity ?? able[0]
  if (!used || !able.includes(used)) return err({ code: 'signer-unfit', name })
  const written = basis.trim()
  if (needsBasis(used) && written === '') return err({ code: 'signer-basis-missing', name })
  return ok({ ...asTurn(person, used, step, at), basis: needsBasis(used) ? written : '' })
}

/** The turns of the chosen order that belong to a step; none where nobody chose. */
export const turnsAt = ({ signers }: Pick<Dossier, 'signers'>, step: string): readonly SigningTurn[] =>
  (signers ?? []).filter(turn => turn.step === step)

/** Whose turn it is at a step, by how many have signed there; null where the process alone says who signs. */
export function turnNow(
  dossier: Pick<Dossier, 'signers' | 'signings'>,
  step: string
): { readonly turn: SigningTurn; readonly next: SigningTurn | null } | null {
  const turns = turnsAt(dossier, step)
  const done = (dossier.signings ?? []).filter(each => each.step === step).length
  const turn = turns[done]
  return turn ? { turn, next: turns[done + 1] ?? null } : null
}

/** A step whose initial was left out of the order: a dossier passes it by. */
export const isLeftOut = (signers: readonly SigningTurn[] | undefined, model: ProcessModel, step: string): boolean =>
  signers !== undefined && mannerOf(model, step) === 'initial' && !signers.some(turn => turn.step === step)

/** Who signs by order or by special delegation names the document that says so (Decree 30/2020, art. 13(3) and (4)). */
export const needsBasis = (capacity: string | null): boolean => capacity === 'TL' || capacity === 'TUQ'

const SHORT = /^((?:Quyền |Phó )?(?:Tổng Giám đốc|Giám đốc|Chủ tịch|Cục trưởng|Chi cục trưởng))(?=\s|$).*/u
/** A leader's post without the name of the agency, which stands at the top of the paper (Decree 30/2020, annex I, 7b). */
export const shortPost = (title: string): string => title.replace(SHORT, '$1')

/** The lines above a signature (annex I, part I, 7a): the authority where it is another's, and the own post. */
export const authorityOf = ({
  capacity,
  superior: by,
  post
}: Pick<SigningTurn, 'capacity' | 'superior' | 'post'>): { readonly onBehalf: string | null; readonly post: string } =>
  capacity === null || capacity === 'own'
    ? { onBehalf: null, post: shortPost(post) }
    : { onBehalf: `${capacity}. ${shortPost(by)}`, post: capacity === 'KT' ? shortPost(post) : post }

/** The same in one line, e.g. `KT. Giám đốc, Phó Giám đốc`. */
export function authorityLine(turn: Parameters<typeof authorityOf>[0]): string {
  const { onBehalf, post } = authorityOf(turn)
  return [onBehalf, post].filter(Boolean).join(', ')
}

/** Authority, post and name as they stand under a paper. */
export const printedSigner = (turn: SigningTurn): { onBehalf?: string; post: string; name: string } => {
  const { onBehalf, post } = authorityOf(turn)
  return { ...(onBehalf ? { onBehalf } : {}), post, name: turn.name }
}
