import { randomUUID } from 'node:crypto'
import { load, maySee } from '#server/dossiers/index.ts'
import { contactOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { unit } from '#server/organisation/index.ts'
import { err, ok, wordsIn } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { ruleSet } from '#server/rulesets/index.ts'
import type { RuleSetId } from '#server/rulesets/index.ts'
import { text } from '../ratings.text.vi.ts'
import { answersOffered } from './model.ts'
import type { RatingInput } from './model.ts'
import { invite, invitedBy, proofOf, tokenHash } from './tokens.ts'

const DAY_MINUTES = 24 * 60
export type RatingRefusal = { readonly code: 'forbidden' | 'rating-token-over' | 'rating-given' | 'rating-no-result' }

/** What a person is asked, for the invitation behind a token; null where it is used or over. */
export async function ratingScreen(ctx: Ctx, token: string) {
  const invited = await invitedBy(ctx, token)
  if (!invited) return null
  const { basis, criteria } = ruleSet(invited.ruleSet as RuleSetId).feedback.ratings
  return {
    procedure: invited.procedureName,
    basis,
    criteria: criteria.map(({ code, about, name, choices }) => ({
      ...{ code, about, name: wordsIn(ctx.language, name) },
      choices: choices.map(choice => ({ value: String(choice.points), label: wordsIn(ctx.language, choice.name) }))
    }))
  }
}

/** Gives the one rating of a result. The token is used up; the row does not say which dossier it was, nor who rated. */
export async function giveRating(
  ctx: Ctx,
  token: string,
  input: RatingInput,
  address: string | null
): Promise<Result<null, RatingRefusal>> {
  if (!ctx.actor.may('rating.give')) return err({ code: 'forbidden' })
  const invited = await invitedBy(ctx, token)
  if (!invited) return err({ code: 'rating-token-over' })
  const answers = answersOffered(input.answers, ruleSet(invited.ruleSet as RuleSetId).feedback.ratings.criteria)
  const { procedure, unit, desk, late, channel, officer, ruleSet: rules } = invited
  const at = ctx.now().toISOString()
  const data = { channel, procedure, unit, overall: input.overall, answers, worded: input.words !== '' }
  const id = randomUUID()
  const { sql } = ctx
  const [row] = await sql<{ stored: boolean }[]>`
    with links as (
      select chain.version, chain.type, chain.at, chain.data, chain.hash
      from chained(${id}, 0, null, null, ${sql.json([{ type: 'rating.given', at, data }])}) as chain
    ), used as (
      delete from rating_token where hash = ${tokenHash(token)} returning hash
    ), entered as (
      insert into rating (id, hash, proof, given_at, channel, rule_set, procedure_code, unit, desk_unit, officer, origin,
        overall, answers, words, late)
      select ${id}, links.hash, ${proofOf(ctx, invited.dossier)}, ${at}, ${channel}, ${rules}, ${procedure}, ${unit},
        ${desk}, ${officer}::uuid, ${address ? ctx.sealing.mac('rating address', address) : null}::bytea,
        ${input.overall}, ${sql.json(answers)}, ${input.words}, ${late}
      from links, used
      on conflict (proof) do nothing
      returning id
    ), logged as (
      insert into event (case_kind, case_id, version, type, at, actor_kind, actor_id, actor_name, actor_unit, data, hash)
      select 'rating', entered.id, version, type, at, 'visitor', null, '', null, data, links.hash from links, entered
    )
    select exists (select from entered) as "stored"`
  if (!row!.stored) return err({ code: 'rating-given' })
  ctx.log.info({ event: 'rating.given', procedure, unit, channel }, 'given')
  return ok(null)
}

/** Who handed a result over, so that the rating is about whom the person met. */
async function handedOverBy({ sql }: Ctx, dossier: string): Promise<string | null> {
  const [row] = await sql<{ officer: string | null }[]>`
    select actor_id as "officer" from event
    where case_id = ${dossier} and type in ('dossier.returned', 'dossier.settled-at-once') and actor_kind = 'officer'
    order by version desc limit 1`
  return row?.officer ?? null
}

const RATED = ['settled', 'returned']

/** An officer's invitation for a dossier of the own desk: the token for the QR code. */
export async function inviteAtDesk(
  ctx: Ctx,
  code: string
): Promise<Result<{ token: string; procedure: string }, RatingRefusal>> {
  if (!ctx.actor.may('rating.invite')) return err({ code: 'forbidden' })
  const dossier = await load(ctx, { code })
  if (!dossier || !maySee(ctx, dossier) || !RATED.includes(dossier.phase)) return err({ code: 'rating-no-result' })
  const officer = (await handedOverBy(ctx, dossier.id)) ?? ctx.actor.id
  const token = await invite(ctx, { dossier: dossier.id, channel: 'qr', officer, minutes: DAY_MINUTES })
  return token ? ok({ token, procedure: dossier.procedure.name }) : err({ code: 'rating-given' })
}

/** The applicant's own way from the page that follows the dossier; the page has checked that it is theirs. */
export async function inviteApplicant(
  ctx: Ctx,
  dossier: { id: string; phase: string }
): Promise<Result<string, RatingRefusal>> {
  if (!RATED.includes(dossier.phase)) return err({ code: 'rating-no-result' })
  const officer = await handedOverBy(ctx, dossier.id)
  const token = await invite(ctx, { dossier: dossier.id, channel: 'track', officer, minutes: DAY_MINUTES })
  return token ? ok(token) : err({ code: 'rating-given' })
}

/** Asks by mail or text message after a result was handed over, once per dossier. A job. */
export async function askByNotice(ctx: Ctx, id: string): Promise<boolean> {
  const dossier = await load(ctx, { id })
  if (!dossier || dossier.phase !== 'returned') return false
  const account = dossier.accountId ? await contactOf(ctx, dossier.accountId) : undefined
  const email = dossier.applicant.email || dossier.delegate?.email || account?.email
  const phone = dossier.applicant.phone || dossier.delegate?.phone
  if (!email && !phone && !dossier.accountId) return false
  const { expiresDays } = ruleSet(dossier.ruleSet).feedback.ratings
  const officer = await handedOverBy(ctx, id)
  const token = await invite(ctx, { dossier: id, channel: 'notice', officer, minutes: expiresDays * DAY_MINUTES })
  if (!token) return false
  const link = `${ctx.province.origin}/rate/${token}`
  const desk = await unit(ctx, dossier.receivingUnit)
  const title = text['rating.notice'].replace('{code}', dossier.code)
  await announce(ctx, {
    template: 'steering-note',
    facts: {
      addressee: { name: dossier.applicant.name, organisation: dossier.applicant.kind === 'organisation' },
      office: { name: desk?.name.vi ?? ctx.province.name },
      // A text message is its title only, so the way to rate stands in it.
      title: email ? title : `${title}: ${link}`,
      lead: text['rating.notice-lead'],
      lines: [],
      link
    },
    key: `rating:${id}`,
    to: { name: dossier.applicant.name, email, phone, account: dossier.accountId },
    language: 'vi',
    about: { kind: 'dossier', id }
  })
  return true
}
