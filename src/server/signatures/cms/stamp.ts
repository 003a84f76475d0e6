import { createHash, randomBytes } from 'node:crypto'
import * as asn1 from 'asn1js'
import { AlgorithmIdentifier, MessageImprint, TimeStampReq, TimeStampResp, TSTInfo } from 'pkijs'
import { buffer } from './build.ts'
import { HASH_OF, OID, SHA256 } from './oids.ts'
import { readContainer } from './read.ts'
import type { Container } from './read.ts'

/** A question to a time stamping authority about what hashes to `digest` (RFC 3161). */
export function stampRequest(digest: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new asn1.Null() }),
      hashedMessage: new asn1.OctetString({ valueHex: buffer(digest) })
    }),
    nonce: new asn1.Integer({ valueHex: buffer(Uint8Array.of(1, ...randomBytes(8))) }),
    certReq: true
  })
  return new Uint8Array(request.toSchema().toBER())
}

/** The token of an answer that grants the stamp; null for any other. */
export function tokenIn(answer: Uint8Array): Uint8Array | null {
  try {
    const response = TimeStampResp.fromBER(buffer(answer))
    const granted = response.status.status === 0 || response.status.status === 1
    return granted && response.timeStampToken ? new Uint8Array(response.timeStampToken.toSchema().toBER()) : null
  } catch {
    return null
  }
}

export type Stamp = { readonly at: Date; readonly container: Container; readonly fits: boolean }

/** When a token was given and whether it is about `data`; whether its authority is believed is asked of the chain. */
export function readStamp(token: Uint8Array, data: Uint8Array | readonly Uint8Array[]): Stamp | null {
  const container = readContainer(token)
  if (!container?.content || container.contentType !== OID.tstInfo) return null
  try {
    const told = TSTInfo.fromBER(buffer(container.content))
    const hash = HASH_OF[told.messageImprint.hashAlgorithm.algorithmId]
    if (!hash) return null
    const digest = createHash(hash)
    for (const piece of data instanceof Uint8Array ? [data] : data) digest.update(piece)
    const imprint = new Uint8Array(told.messageImprint.hashedMessage.getValue())
    const own = createHash(container.hash).update(container.content).digest()
    const inside = container.messageDigest !== null && own.equals(container.messageDigest)
    const fits = digest.digest().equals(imprint) && inside && container.signatureFits
    return { at: told.genTime, container, fits }
  } catch {
    return null
  }
}
