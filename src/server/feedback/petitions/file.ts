import { randomUUID } from 'node:crypto'
import { unit } from '#server/organisation/index.ts'
import { dayOf, err, ok } from '#server/platform/index.ts'
import type { Ctx, Result } from '#server/platform/index.ts'
import { carryOut } from './carry-out.ts'
import type { ActionRefusal, Done } from './carry-out.ts'
import { factsFor } from './clock.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Channel, FileInput, Identity, Petition } from './model.ts'
import { filerMac, newSecret, sealIdentity, sealWords, secretMac, sha256 } from './sealed.ts'
import * as store from './store.ts'

/** The code everybody may know, and the code word with which the person follows it: told once, kept as a keyed hash. */
export type Filed = { readonly code: string; readonly secret: string }

/** Files a petition: from home, at the desk, by telephone or by another system. Without a name where the rules allow. */
export async function filePetition(
  ctx: Ctx,
  input: FileInput,
  channel: Channel
): Promise<Result<Filed, ActionRefusal>> {
  const needs = channel === 'desk' || channel === 'phone' ? 'petition.enter' : 'petition.file'
  if (!ctx.actor.may(needs)) return err({ code: 'forbidden' })
  const reachable = input.phone !== '' || input.email !== '' || input.address !== '' || ctx.actor.kind === 'citizen'
  if (!input.anonymous && (input.name === '' || !reachable)) return err({ code: 'petition-name-missing' })
  const [about, facts] = await Promise.all([input.about ? unit(ctx, input.about) : null, factsFor(ctx, null)])
  const decision = decide(
    null,
    {
      kind: 'file',
      petitionKind: input.kind,
      channel,
      about: about?.code ?? null,
      protected: input.protected,
      anonymous: input.anonymous,
      sha256: sha256(input.words)
    },
    facts
  )
  if (!decision.ok) return decision
  const id = randomUUID()
  const secret = newSecret()
  const own = ctx.actor.kind === 'citizen' && ctx.actor.id && !input.anonymous ? ctx.actor.id : null
  const code = await store.open(ctx, evolve(null, decision.value[0]!, id), decision.value, {
    day: dayOf(ctx.now()),
    secret: secretMac(ctx, secret),
    filer: own ? filerMac(ctx, own) : null,
    sealed: [sealWords(ctx, id, 1, input.words), sealIdentity(ctx, id, identityIn(input))]
  })
  ctx.log.info({ event: 'petition.filed', petition: code, channel }, 'filed')
  return ok({ code, secret })
}

const identityIn = ({ anonymous, name, phone, email, address, dossier, officer }: FileInput): Identity =>
  anonymous
    ? { name: '', phone: '', email: '', address: '', dossier, officer }
    : { name, phone, email, address, dossier, officer }

/** How somebody proves to be the one who filed: the code word, or the account it was filed from. */
export type Proof = { readonly code: string; readonly secret: string | null }

/** The petition for the one who filed it; null for everybody else. */
export async function openAsFiler(ctx: Ctx, { code, secret }: Proof): Promise<Petition | null> {
  const bySecret = secret ? await store.loadBySecret(ctx, code, secretMac(ctx, secret)) : null
  if (bySecret) return bySecret
  const { kind, id } = ctx.actor
  return kind === 'citizen' && id ? store.loadByFiler(ctx, code, filerMac(ctx, id)) : null
}

/** Who filed acts as nobody: the log must not name the account. */
const asPerson = (ctx: Ctx, proof: Proof, command: Parameters<typeof carryOut>[1]['command'], words?: string): Done =>
  carryOut(ctx, {
    find: () => openAsFiler(ctx, proof),
    command,
    ...(words === undefined
      ? {}
      : { sealed: (petition: Petition) => [sealWords(ctx, petition.id, petition.told + 1, words)] }),
    facts: { by: null }
  })

/** Tells more, asked or not. */
export async function tellMore(ctx: Ctx, proof: Proof, words: string): Done {
  const told = words.trim().slice(0, 8000)
  if (told.length < 5) return err({ code: 'petition-words-missing' })
  return asPerson(ctx, proof, { kind: 'tell', sha256: sha256(told) }, told)
}

/** Sends back, once, an answer that misses the point. */
export async function sendBackAnswer(ctx: Ctx, proof: Proof, reason: string): Done {
  const told = reason.trim().slice(0, 8000)
  if (told.length < 10) return err({ code: 'petition-words-missing' })
  return asPerson(ctx, proof, { kind: 'send-back', sha256: sha256(told) }, told)
}

/** Says whether the answer satisfies. */
export const judgeAnswer = (ctx: Ctx, proof: Proof, satisfied: boolean): Done =>
  asPerson(ctx, proof, { kind: 'judge', satisfied })
