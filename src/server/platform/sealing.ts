import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { RefusedToStart } from './refused-to-start.ts'

/** Keeps what must be read again but never lie open in the database: secrets of second factors, of providers, tokens. */
export type Sealing = {
  /** Sealed for one purpose: what was sealed for another does not open. */
  seal(purpose: string, clear: string): Buffer
  /** Null when the key is another one or somebody changed it. */
  open(purpose: string, sealed: Buffer): string | null
  /** A keyed hash, for short secrets that are only compared. */
  mac(purpose: string, clear: string): Buffer
}

const VERSION = 1
const IV = 12
const TAG = 16

/** AES-256-GCM with a key of its own for each purpose, drawn from the installation's one key of 32 bytes. */
export function createSealing(key: Buffer): Sealing {
  const keyFor = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32))
  return {
    seal(purpose, clear) {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), iv)
      const body = Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), body])
    },
    open(purpose, sealed) {
      if (sealed[0] !== VERSION || sealed.length < 1 + IV + TAG) return null
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), sealed.subarray(1, 1 + IV))
      decipher.setAuthTag(sealed.subarray(1 + IV, 1 + IV + TAG))
      try {
        return decipher.update(sealed.subarray(1 + IV + TAG), undefined, 'utf8') + decipher.final('utf8')
      } catch {
        return null
      }
    },
    mac: (purpose, clear) =>
      createHmac('sha256', keyFor(`mac ${purpose}`))
        .update(clear)
        .digest()
  }
}

/**
 * The installation's key: the setting SECRETS_KEY (32 bytes in base64, the same on every node), or a file beside the
 * data that is made at the first start and readable by its owner only. It is not in the database nor in its backups.
 */
export function openSealing(path: string, setting: string | null = null): Sealing {
  const given = setting || (existsSync(path) ? readFileSync(path, 'utf8').trim() : makeKey(path))
  const key = Buffer.from(given, 'base64')
  if (key.length !== 32)
    throw new RefusedToStart(`The key in ${setting ? 'SECRETS_KEY' : path} is not 32 bytes in base64.`)
  return createSealing(key)
}

function makeKey(path: string): string {
  mkdirSync(dirname(path), { recursive: true })
  try {
    writeFileSync(path, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(path, 'utf8').trim()
}
