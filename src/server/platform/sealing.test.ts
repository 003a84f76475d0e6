import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createSealing, openSealing } from './sealing.ts'

const sealing = createSealing(Buffer.alloc(32, 7))

test('what is sealed opens again, for the same purpose and with the same key only', () => {
  const sealed = sealing.seal('second-factor', 'bí mật')
  expect(sealed.includes('bí mật')).toBe(false)
  expect(sealing.open('second-factor', sealed)).toBe('bí mật')
  expect(sealing.open('provider', sealed)).toBeNull()
  expect(createSealing(Buffer.alloc(32, 8)).open('second-factor', sealed)).toBeNull()
})

test('a changed or cut seal does not open', () => {
  const sealed = sealing.seal('x', 'bí mật')
  const changed = Buffer.from(sealed)
  changed[changed.length - 1]! ^= 1
  expect(sealing.open('x', changed)).toBeNull()
  expect(sealing.open('x', sealed.subarray(0, 20))).toBeNull()
})

test('the key is made once, for its owner only, and is the same after a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-key-'))
  const path = join(folder, 'data', 'secrets.key')
  const sealed = openSealing(path, '').seal('x', 'còn đây')
  expect(openSealing(path, '').open('x', sealed)).toBe('còn đây')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(() => openSealing(path, 'ngắn')).toThrow('SECRETS_KEY')
  rmSync(folder, { recursive: true })
})
