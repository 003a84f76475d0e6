import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { X509Certificate } from 'node:crypto'
import { officerByLogin } from '#server/identity/index.ts'
import { checkSeal, readSeal, rotateKey, withdrawKey } from '#server/seals/index.ts'
import { addKeyFile, believe, explainFile, trustOf, verifyPdf } from '#server/signatures/index.ts'
import type { FileVerdict, Trust } from '#server/signatures/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { RefusedToStart } from '#server/platform/refused-to-start.ts'
import { fileGiven, granted, needed, optional } from './command.ts'
import type { Command, Given } from './command.ts'
import { openInstallation } from './installation.ts'

const string = { type: 'string' } as const

/** PEM (one or several) or DER. */
function certificatesIn(bytes: Buffer): Uint8Array[] {
  const blocks = bytes.toString('latin1').match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g)
  return (blocks ?? [bytes]).map(block => new Uint8Array(new X509Certificate(block).raw))
}

const verify: Command = {
  name: 'verify',
  usage: 'FILE.pdf [--trust CA.pem]',
  tells: 'say who signed a PDF, when, and whether it changed; exits 0 only when all is well',
  options: { trust: string },
  alone: true,
  async run(given) {
    const { language, say, failed } = given
    const bytes = new Uint8Array(await readFile(fileGiven(given)))
    const { verdict, sealed } = await judged(given, bytes)
    const told = explainFile(language, verdict)
    const sealGood = sealed === null || sealed === 'holds'
    say(verdict.good && !sealGood ? given.tell('verify.seal-bad') : told.sentence)
    if (told.advice) say(told.advice)
    told.signatures.forEach((one, at) => {
      say(`${at + 1}. ${one.who}`)
      for (const line of [one.sentence, one.advice, `${one.when}.`, one.issuer && `${one.issuer}.`, ...one.notes])
        if (line) say(`   ${line}`)
    })
    if (sealed) say(given.tell('verify.seal', { state: given.tell(`verify.seal.${sealed}`) }))
    say(`SHA-256 ${verdict.sha256}`)
    if (!verdict.good || !sealGood) failed()
  }
}

type Sealed = 'holds' | 'revoked' | 'wrong' | null
type Judged = { readonly verdict: FileVerdict; readonly sealed: Sealed }

/** By the certificates of a file alone, or by what the installation believes, where there is one. */
async function judged(given: Given, bytes: Uint8Array): Promise<Judged> {
  const { config } = given.installation
  const path = optional(given, 'trust')
  const there = config.databaseUrl !== null || existsSync(join(config.dataDir, 'postgres'))
  if (path || !there) {
    const anchors = path ? certificatesIn(await readFile(path)) : []
    return {
      verdict: await verifyPdf(bytes, { anchors, crls: [], ocsps: [] } satisfies Trust, new Date()),
      sealed: null
    }
  }
  const installation = await openInstallation(config)
  try {
    const ctx = await installation.ctx()
    const verdict = await verifyPdf(bytes, await trustOf(ctx), ctx.now())
    return { verdict, sealed: await sealOf(ctx, verdict) }
  } finally {
    await installation.close()
  }
}

async function sealOf(ctx: Ctx, { seal, original }: FileVerdict): Promise<Sealed> {
  if (!seal) return null
  const { kind } = await checkSeal(ctx, seal)
  const hash = readSeal(seal)?.facts.hash
  if (kind === 'revoked') return 'revoked'
  return kind === 'holds' && hash && original?.startsWith(hash) ? 'holds' : 'wrong'
}

const addSigner: Command = {
  name: 'signer add',
  usage: 'FILE.p12 --officer LOGIN | --office UNIT   (password in SIGNER_PASSWORD)',
  tells: 'register the certificate of a leader or the seal of an office; its key is kept sealed',
  options: { officer: string, office: string },
  async run(given) {
    const ctx = await given.installation.ctx()
    const bytes = await readFile(fileGiven(given))
    const office = optional(given, 'office')
    const officer = office ? null : await officerByLogin(ctx, needed(given, 'officer'))
    if (!office && !officer) throw new RefusedToStart(given.tell('signer.nobody', { login: needed(given, 'officer') }))
    const owner = office
      ? ({ purpose: 'office', unit: office } as const)
      : ({ purpose: 'person', officer: officer! } as const)
    const password = process.env.SIGNER_PASSWORD ?? ''
    granted(given.language, await addKeyFile(ctx, owner, { bytes: new Uint8Array(bytes), password }))
    given.say(given.tell('signer.added'))
  }
}

const KINDS = ['anchor', 'crl', 'ocsp'] as const

const trust: Command = {
  name: 'trust add',
  usage: 'FILE [--kind anchor|crl|ocsp]',
  tells: 'believe a certificate authority, or take in what is known to be revoked (DER, or PEM for authorities)',
  options: { kind: string },
  async run(given) {
    const ctx = await given.installation.ctx()
    const kind = KINDS.find(one => one === (optional(given, 'kind') ?? 'anchor'))
    if (!kind) throw new RefusedToStart(given.tell('trust.kind'))
    const path = fileGiven(given)
    const bytes = await readFile(path)
    const contents = kind === 'anchor' ? certificatesIn(bytes) : [new Uint8Array(bytes)]
    for (const content of contents) await believe(ctx, { kind, content, source: 'operator' })
    given.say(given.tell('trust.added', { count: contents.length }))
  }
}

const sealKeys: Command = {
  name: 'seals',
  usage: 'rotate | withdraw KEY',
  tells: 'begin a new key for the QR of results and receipts, or take back one that may have been stolen',
  async run(given) {
    const ctx = await given.installation.ctx()
    const [what, key] = given.args
    if (what === 'rotate') return given.say(given.tell('seals.rotated', { key: (await rotateKey(ctx)).id }))
    if (what !== 'withdraw' || !key)
      throw new RefusedToStart(given.tell('missing.file', { command: given.command.name, usage: given.command.usage }))
    granted(given.language, await withdrawKey(ctx, key))
    given.say(given.tell('seals.withdrawn', { key }))
  }
}

export const signatureCommands: readonly Command[] = [verify, addSigner, trust, sealKeys]
