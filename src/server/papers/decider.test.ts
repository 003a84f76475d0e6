import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Command } from './commands.ts'
import { decide } from './decider.ts'
import { evolve } from './evolve.ts'
import type { Paper, PaperId, PaperInput } from './model.ts'

const ID = '00000000-0000-4000-8000-000000000001' as PaperId
const OTHER = '00000000-0000-4000-8000-000000000002'
const on = (today: string) => ({ today, now: new Date(`${today}T02:00:00Z`) })
const FILE = { id: 'a'.repeat(64), name: 'Giấy khai sinh.pdf', bytes: 1000, type: 'application/pdf' }
const INPUT: PaperInput = {
  kind: 'birth-certificate',
  name: 'Giấy khai sinh',
  holder: { kind: 'person', number: '099188000310', name: 'Nguyễn Thị Hoa' },
  issuer: 'UBND phường Mơ Giang',
  number: '12/2026',
  issuedOn: '2026-03-02',
  validTo: '2026-12-31',
  source: 'result',
  form: 'electronic',
  dossier: null,
  unit: 'H99.31',
  pages: 1
}

const ENTER: Command = { kind: 'enter', paper: INPUT, file: FILE, replaces: null }
const USE: Command = {
  kind: 'use',
  use: OTHER,
  dossier: OTHER,
  purpose: 'Đăng ký khai sinh',
  consent: 'Đồng ý tại quầy'
}

function carriedOut(commands: readonly Command[], today = '2026-11-23'): Paper | null {
  return commands.reduce<Paper | null>((paper, command) => {
    const decided = decide(paper, command, on(today))
    if (!decided.ok) throw new Error(decided.error.code)
    return decided.value.reduce<Paper | null>((before, one) => evolve(before, one, ID), paper)
  }, null)
}
const refusal = (paper: Paper | null, command: Command, today = '2026-11-23') => {
  const decided = decide(paper, command, on(today))
  return decided.ok ? null : decided.error.code
}

describe('a paper of the register', () => {
  test('is in force from when it enters', () => {
    expect(carriedOut([ENTER])).toMatchObject({ state: 'in-force', name: 'Giấy khai sinh', uses: 0, version: 1 })
  })

  test('is not taken in when it ends before it was issued', () => {
    const crossed = { ...ENTER, paper: { ...INPUT, validTo: '2026-01-01' } }
    expect(refusal(null, crossed)).toBe('paper-dates-crossed')
  })

  test('counts each dossier that it served', () => {
    expect(carriedOut([ENTER, USE, USE])).toMatchObject({ uses: 2, version: 3 })
  })

  test('serves no dossier once it has expired, been replaced or been withdrawn', () => {
    expect(refusal(carriedOut([ENTER]), USE, '2027-01-01')).toBe('paper-expired')
    expect(refusal(carriedOut([ENTER, { kind: 'replace', by: OTHER }]), USE)).toBe('paper-not-in-force')
    const withdrawn = carriedOut([ENTER, { kind: 'withdraw', because: ' Cấp sai ' }])
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawnBecause: 'Cấp sai' })
    expect(refusal(withdrawn, USE)).toBe('paper-not-in-force')
  })

  test('is withdrawn only with a reason', () => {
    expect(refusal(carriedOut([ENTER]), { kind: 'withdraw', because: '  ' })).toBe('paper-needs-a-reason')
  })

  test('loses its file when it is destroyed, and nothing the register says of it', () => {
    const gone = carriedOut([ENTER, USE, { kind: 'destroy', list: OTHER }])
    expect(gone).toMatchObject({ state: 'destroyed', file: null, number: '12/2026', uses: 1 })
  })

  test('never comes back into force, whatever is asked of it', () => {
    const command = fc.constantFrom<Command>(
      USE,
      { kind: 'replace', by: OTHER },
      { kind: 'withdraw', because: 'Cấp sai' },
      { kind: 'destroy', list: OTHER },
      { kind: 'certify', copy: { by: OTHER, byName: 'A', unit: 'H99.31', originalSeen: 'Bản chính', file: FILE } }
    )
    fc.assert(
      fc.property(fc.array(command, { maxLength: 12 }), commands => {
        let paper = carriedOut([ENTER])!
        for (const one of commands) {
          const before = paper
          const decided = decide(paper, one, on('2026-11-23'))
          if (decided.ok) paper = decided.value.reduce((after, event) => evolve(after, event, ID), paper)
          if (before.state !== 'in-force') expect(paper.state).not.toBe('in-force')
          if (!decided.ok) expect(paper).toBe(before)
        }
      })
    )
  })
})
