/** Where a private key lives. On the server as a file or in a module; at a trust service; on the officer's own token. */
export const SIGNER_KINDS = ['pkcs12', 'pkcs11', 'remote', 'token'] as const
export type SignerKind = (typeof SIGNER_KINDS)[number]

export const HASHES = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const

/** What is wrong with a signature, worst first; null: nothing. */
export const FAULTS = [
  'unreadable',
  'changed',
  'forged',
  'gap',
  'certificate-not-bound',
  'changed-later',
  'unknown-issuer',
  'not-for-signing',
  'revoked',
  'not-yet-valid',
  'expired',
  'weak'
] as const
export type Fault = (typeof FAULTS)[number]

/** Who a certificate names. */
export type Holder = { readonly name: string; readonly organisation: string | null; readonly issuer: string }

/** How one signature of a file stands. */
export type SignatureVerdict = {
  readonly kind: 'signature' | 'time-stamp'
  readonly holder: Holder | null
  readonly serial: string | null
  /** By the authority's time stamp, or by the signer's own clock. */
  readonly signedAt: Date | null
  readonly stamped: boolean
  readonly revocation: 'good' | 'revoked' | 'unknown'
  readonly coversWholeFile: boolean
  /** How many bytes, from the first, the signature vouches for. */
  readonly covers: number
  /** What the signature was put for, in the signer's own words. */
  readonly reason: string | null
  readonly fault: Fault | null
}

export type FileFault = 'not-a-pdf' | 'encrypted' | 'too-large' | 'not-signed' | 'added-after'

/** How a whole file stands: good only when every signature is and nothing stands behind the last. */
export type FileVerdict = {
  readonly good: boolean
  readonly sha256: string
  readonly bytes: number
  readonly fault: FileFault | null
  readonly signatures: readonly SignatureVerdict[]
  /** The seal that one of our stamps carries, and the hash of the file as it was before the first signature. */
  readonly seal: string | null
  readonly original: string | null
}

/** What this installation believes: whom it trusts, and what is known to be revoked. All DER. */
export type Trust = {
  readonly anchors: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  readonly ocsps: readonly Uint8Array[]
}

/** In millimetres from the page's corner that the place names. */
export type Place = {
  readonly page: 'first' | 'last'
  readonly corner: 'top-right' | 'bottom-right' | 'top-left' | 'bottom-left'
  readonly right: number
  readonly down: number
  readonly width: number
  readonly height: number
  /** Sought on that page: the stamp stands in the room above this line (Decree 30/2020, the place of signature). */
  readonly above?: string
  /** So far right of that line's middle (left where negative), so that a seal finds room beside a signature. */
  readonly aside?: number
  /** Sought on that page: the stamp stands below the last line that begins so. */
  readonly under?: string
  /** The page becomes higher by the stamp's room where nobody has signed it yet: a scan is full to its edges. */
  readonly strip?: true
}
