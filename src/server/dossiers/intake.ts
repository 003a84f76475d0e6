import { feeOf, limitFor, procedureByCode } from '#server/catalogue/index.ts'
import type { ProcedureContent, Settling } from '#server/catalogue/index.ts'
import { ancestorsOf, settlingUnits, unitByShortName } from '#server/organisation/index.ts'
import { dayOf, err } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { hindranceFor } from '#server/systems/index.ts'
import type { Hindrance } from '#server/systems/index.ts'
import { ruleSet, rulesToday } from '#server/rulesets/index.ts'
import { openDossier } from './actions.ts'
import type { ActionRefusal } from './actions.ts'
import { filingOf } from './filing.rules.ts'
import type { FilingRefusal } from './filing.rules.ts'
import { lackOfPlaces } from './named.ts'
import type { Filing } from './events.ts'
import type { ReceiveInput } from './inputs.ts'
import type { Dossier } from './model.ts'
import { standardProcess } from './standard-process.ts'

export type IntakeRefusal =
  | ActionRefusal
  | FilingRefusal
  | { readonly code: 'procedure-unknown' }
  | { readonly code: 'filing-elsewhere' }
  | { readonly code: 'receiving-unit-missing' }
  | Hindrance
type Options = {
  readonly idempotencyKey?: string | null
  /** Filed on the national portal: the province's own portal need not be open for filing. */
  readonly fromPortal?: boolean
}
type Opened = Promise<Result<Dossier, IntakeRefusal>>

/** Receives a dossier at the desk or by post: checked by the officer, the clock starts now. */
export async function receiveDossier(ctx: Ctx, input: ReceiveInput, options: Options = {}): Opened {
  const filing = await filingFor(ctx, input)
  return filing.ok ? openDossier(ctx, { kind: 'receive', filing: filing.value }, options) : filing
}

/** Takes an online filing; the desk checks it within eight working hours (Decree 45/2020 art. 11). */
export async function fileDossier(ctx: Ctx, input: ReceiveInput, options: Options = {}): Opened {
  const filing = await filingFor(ctx, { ...input, channel: 'online' })
  if (!filing.ok) return filing
  return options.fromPortal || (await filesHere(ctx, filing.value))
    ? openDossier(ctx, { kind: 'file', filing: filing.value }, options)
    : err({ code: 'filing-elsewhere' })
}

/** Receives, settles and hands over in one act what is settled while the person waits. */
export async function settleAtOnce(
  ctx: Ctx,
  input: ReceiveInput,
  by: { number: string; note: string } & Options
): Opened {
  const filing = await filingFor(ctx, input)
  if (!filing.ok) return filing
  return openDossier(ctx, { kind: 'settle-at-once', filing: filing.value, number: by.number, note: by.note }, by)
}

/** Whether people file here or only through the national portal: the province's own choice, else the rule set's. */
async function filesHere({ sql }: Ctx, filing: Filing): Promise<boolean> {
  const [row] = await sql<{ choice: string }[]>`select online_filing as "choice" from province`
  return row?.choice === 'own' || (row?.choice !== 'national-portal' && ruleSet(filing.ruleSet).ownOnlineFiling)
}

/** The drawn process, else the standard one with step times for this limit; none where it is settled at once. */
async function processFor(ctx: Ctx, content: ProcedureContent, input: ReceiveInput): Promise<string | null> {
  if (content.atOnce || content.processId) return content.processId
  const kind = content.settling.kind === 'commune' ? 'commune' : 'department'
  return standardProcess(ctx, kind, limitFor(content, { channel: input.channel, case: input.case }))
}

export async function filingFor(ctx: Ctx, input: ReceiveInput): Promise<Result<Filing, IntakeRefusal>> {
  const published = await procedureByCode(ctx, input.procedure)
  if (!published.ok) return err({ code: 'procedure-unknown' })
  const { content, id } = published.value
  const receivingUnit = input.receivingUnit ?? ctx.actor.unit
  if (!receivingUnit) return err({ code: 'receiving-unit-missing' })
  const feature = input.channel === 'online' ? 'online-filing' : 'receiving'
  const hindrance = await hindranceFor(ctx, { procedure: content.code, unit: receivingUnit, feature })
  if (hindrance) return err(hindrance)
  const fee = feeOf(content.fees, {
    channel: input.channel,
    case: input.case,
    quantities: input.quantities,
    grounds: input.grounds
  })
  const filing = filingOf(
    input,
    { id, content, processId: await processFor(ctx, content, input) },
    {
      receivingUnit,
      settlingUnit: await settlingUnitOf(ctx, content.settling, receivingUnit),
      accountId: ctx.actor.kind === 'citizen' ? ctx.actor.id : null,
      ruleSet: (await rulesToday(ctx)).id,
      fee: fee.total ?? 0
    }
  )
  const lack = filing.ok ? await lackOfPlaces(ctx, filing.value) : null
  return lack ? err(lack) : filing
}

/** Where the dossier is settled: the commune that received it, or the department that the procedure names. */
export async function settlingUnitOf(ctx: Ctx, settling: Settling, receivingUnit: string): Promise<string | null> {
  if (settling.kind === 'department') return settling.code ? unitByShortName(ctx, settling.code) : null
  if (settling.kind === 'elsewhere') return null
  const above = [receivingUnit, ...ancestorsOf(receivingUnit)]
  const settles = await settlingUnits(ctx, dayOf(ctx.now()))
  return above.find(code => settles.has(code)) ?? null
}
