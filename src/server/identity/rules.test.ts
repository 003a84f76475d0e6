import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { birthAgrees, hasKnownBirthPlace, readNumber } from './number.rules.ts'
import { passwordFaults } from './password.rules.ts'
import { clientActor, createPolicy, isScope, actorOf } from './policy.ts'
import { permissions } from './permissions.ts'
import { endOf, IDLE_SECONDS, idleSeconds, isLocal, lockSeconds } from './session.rules.ts'
import { ROLES, RegisterInput } from './model.ts'
import { cookieName, originOf, detourOf } from './web.ts'
import { text as vi } from './text.vi.ts'
import { text as en } from './text.en.ts'
import { CITIZENS } from './demonstration.people.ts'

describe('the personal number', () => {
  test.each([
    ['001190000001', 'female', 1990],
    ['001088000001', 'male', 1988],
    ['001301000001', 'female', 2001],
    ['001203000001', 'male', 2003],
    ['001520000001', 'female', 2120]
  ])('%s belongs to a %s born in %i', (number, sex, year) => {
    expect(readNumber(number)).toMatchObject({ sex, year })
    expect(birthAgrees(number, { sex: sex as 'male', birthDate: `${year}-05-01` })).toEqual([])
  })
  test('each disagreement is named', () => {
    expect(birthAgrees('001190000001', { sex: 'male', birthDate: '1991-01-01' })).toEqual(['sex', 'year'])
    expect(birthAgrees('12345', { sex: 'male', birthDate: '1991-01-01' })).toEqual(['format'])
  })
  test('the citizens of the demonstration have sound numbers that no province gave out', () => {
    for (const one of CITIZENS) {
      expect(birthAgrees(one.number, { sex: one.sex, birthDate: one.birth }), one.name).toEqual([])
      expect(hasKnownBirthPlace(one.number), one.name).toBe(false)
    }
  })
  test('a registration tells which field to mend', () => {
    const form = {
      fullName: 'Lê Văn Tám',
      personalNumber: '001190000001',
      birthDate: '1990-02-03',
      sex: 'male',
      phone: '0912 345 678',
      password: 'x'
    }
    const read = RegisterInput.safeParse(form)
    expect(read.error?.issues.map(issue => [issue.path[0], issue.message])).toEqual([['sex', 'number-sex']])
    expect(RegisterInput.parse({ ...form, sex: 'female' })).toMatchObject({ phone: '0912345678', email: '' })
  })
})

describe('a password', () => {
  const about = { login: 'nguyenvan.an.sotuphap', fullName: 'Nguyễn Văn An' }
  test.each([
    ['ngắn quá', 'too-short'],
    ['nguyenvan.an.sotuphap', 'is-the-login'],
    ['Nguyễn Văn An', 'holds-the-name'],
    ['aaaaaaaaaaaaaaaa', 'too-plain'],
    ['matkhau123456', 'too-common']
  ])('%s is refused: %s', (password, fault) => expect(passwordFaults(password, about)).toContain(fault))
  test('a sentence with accents is welcome', () => expect(passwordFaults('con mèo trèo cây cau', about)).toEqual([]))
})

describe('an idle session', () => {
  test('lasts as long as its strictest role allows', () => {
    expect(idleSeconds(['one-stop-officer'])).toBe(30 * 60)
    expect(idleSeconds(['one-stop-officer', 'administrator'])).toBe(IDLE_SECONDS.administrator)
  })
  test('never outlives its end, whoever is active', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 90_000 }), fc.constantFrom(...ROLES), (seen, role) => {
        const endsAt = new Date(43_200_000)
        const end = endOf({ lastSeenAt: new Date(seen * 1000), idleSeconds: IDLE_SECONDS[role], endsAt })
        expect(end.getTime()).toBeLessThanOrEqual(endsAt.getTime())
      })
    )
  })
  test('waiting after wrong passwords only grows', () => {
    const waits = Array.from({ length: 20 }, (_, failures) => lockSeconds(failures))
    expect(waits.slice(0, 5)).toEqual([0, 0, 0, 0, 0])
    expect([...waits].sort((a, b) => a - b)).toEqual(waits)
    expect(waits.at(-1)).toBe(3600)
  })
})

describe('this machine', () => {
  test.each(['127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'])('is %s', address =>
    expect(isLocal({ address })).toBe(true)
  )
  test.each(['203.0.113.9', '10.0.0.1', '127.0.0.1.evil.example', '::ffff:10.0.0.1', ''])('is not %s', address =>
    expect(isLocal({ address })).toBe(false)
  )
  test('is not behind a proxy, nor under a public name', () => {
    const asked = (url: string, headers: Record<string, string> = {}) =>
      isLocal(
        originOf({ url: new URL(url), request: new Request(url, { headers }), getClientAddress: () => '127.0.0.1' })
      )
    expect(asked('http://127.0.0.1:3000/')).toBe(true)
    expect(asked('http://127.0.0.1:3000/', { 'x-untrusted-proxy': '1' })).toBe(false)
    expect(asked('https://dichvucong.songmo.example/')).toBe(false)
  })
})

describe('the policy', () => {
  const policy = createPolicy([permissions, { 'dossier.receive': ['one-stop-officer'], 'dossier.sign': ['chair'] }])
  test('gives a role its permissions and no more', () => {
    expect(policy.may(['one-stop-officer'], 'dossier.receive')).toBe(true)
    expect(policy.may(['one-stop-officer'], 'dossier.sign')).toBe(false)
    expect(policy.may(['chair', 'one-stop-officer'], 'dossier.sign')).toBe(true)
  })
  test('knows the signed-in from visitors, and refuses what nobody declared', () => {
    expect(policy.may([], 'identity.sign-in')).toBe(true)
    expect(policy.may([], 'identity.own-account')).toBe(false)
    expect(policy.may(['citizen'], 'identity.own-account')).toBe(true)
    expect(policy.may(['administrator'], 'dossier.burn')).toBe(false)
  })
  test('a permission declared twice or for an unknown role is our mistake', () => {
    expect(() => createPolicy([permissions, permissions])).toThrow('twice')
    expect(() => createPolicy([{ 'a.b': ['king' as never] }])).toThrow('unknown roles')
  })
  test('a citizen never gets the rights of a post', () => {
    const actor = actorOf({ id: 'a', kind: 'citizen', name: 'An' }, { unit: 'H99', roles: ['chair'] }, policy)
    expect([actor.unit, actor.may('dossier.sign')]).toEqual([null, false])
  })
  test('only the administrator changes officers and tokens', () => {
    for (const role of ROLES)
      expect(policy.may([role], 'identity.change-officers'), role).toBe(role === 'administrator')
    for (const role of ROLES) expect(policy.may([role], 'identity.change-tokens'), role).toBe(role === 'administrator')
  })
  test('a machine may exactly what its scopes name', () => {
    const client = clientActor({ id: 'c', name: 'Bưu điện', unit: null, scopes: ['dossier.*', 'tracking.read'] })
    expect(
      ['dossier.receive', 'tracking.read', 'tracking.write', 'dossiers.read'].map(one => client.may(one as 'a.b'))
    ).toEqual([true, true, false, false])
    expect(['dossier.*', 'dossier.receive', '*', 'dossier', 'a.*.b'].map(isScope)).toEqual([
      true,
      true,
      false,
      false,
      false
    ])
  })
})

describe('on the web', () => {
  test('the cookie is bound to the host where there is https', () => {
    expect(cookieName(new URL('https://a.example/'))).toBe('__Host-session')
    expect(cookieName(new URL('http://127.0.0.1:3000/'))).toBe('session')
  })
  test('a first password is changed before anything else', () => {
    const to = (path: string, mustChangePassword: boolean) =>
      detourOf({ mustChangePassword, mustSetUpSecondStep: false }, new URL(path, 'http://127.0.0.1:3000'))
    expect([to('/desk', true), to('/accounting', true)]).toEqual(['/account', '/account'])
    expect([to('/account', true), to('/sign-out', true), to('/desk', false)]).toEqual([null, null, null])
  })
  test('both languages name every role', () => {
    for (const role of ROLES) expect([vi[`role.${role}`], en[`role.${role}`]].every(Boolean), role).toBe(true)
  })
})
