import { describe, expect, test } from 'vitest'
import { contentFaults } from './actions.ts'
import { feeOf } from './fees.rules.ts'
import { checkForm, fileKey, formOf } from './form.rules.ts'
import { isGroup } from './form.model.ts'
import type { Component } from './form.model.ts'
import { NATIONAL_CODE, ProcedureContent } from './model.ts'
import { DEPARTMENTS, PROCESSES, demonstrationProcedures } from './demonstration/index.ts'

const procedures = demonstrationProcedures()
const contents = procedures.map(({ content }) => content)
const byCode = (code: string) => contents.find(content => content.code === code)!
const isList = (component: Component) => isGroup(component) && component.type === 'dynamiclist'
const hasCondition = (component: Component): boolean =>
  component.conditional !== undefined || (isGroup(component) && component.components.some(hasCondition))

describe('the demonstration province', () => {
  test('offers all 25 essential services and at least 35 others', () => {
    const essential = new Set(procedures.flatMap(procedure => procedure.essential ?? []))
    expect([...essential].sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, at) => at + 1))
    expect(procedures.filter(procedure => procedure.essential === null).length).toBeGreaterThanOrEqual(35)
  })

  test('gives each procedure its own code', () => {
    expect(new Set(contents.map(content => content.code)).size).toBe(contents.length)
  })

  test.each(contents.map(content => [content.code, content] as const))(
    '%s is publishable as it stands',
    (_, content) => {
      expect(ProcedureContent.parse(content)).toEqual(content)
      expect(contentFaults(content)).toEqual([])
      expect(checkForm(formOf(content))).toEqual([])
    }
  )

  test.each(contents.map(content => [content.code, content] as const))(
    '%s names every paper and asks for at least one piece of it',
    (_, content) => {
      expect(content.papers.length).toBeGreaterThan(0)
      for (const paper of content.papers) {
        expect(paper.name.vi.length).toBeGreaterThan(5)
        expect(paper.name.en).toBeTruthy()
        expect(paper.originals + paper.certified + paper.copies).toBeGreaterThan(0)
      }
    }
  )

  test.each(contents.map(content => [content.code, content] as const))(
    '%s can be settled: a limit and a process, or at once',
    (_, content) => {
      expect(content.atOnce).toBe(content.statutory === null)
      if (content.settling.kind === 'department') expect(DEPARTMENTS).toContain(content.settling.code)
      expect(content.steps.length).toBeGreaterThan(1)
      expect(content.results.length).toBeGreaterThan(0)
      expect(content.legalBases.length).toBeGreaterThan(0)
    }
  )

  test('names the kind of process of every procedure that is not settled at once', () => {
    for (const { content, process } of procedures) {
      expect(process === null).toBe(content.atOnce)
      if (process) expect(PROCESSES).toContain(process)
    }
  })

  test('says so where a code is not the national one', () => {
    for (const content of contents.filter(content => !NATIONAL_CODE.test(content.code)))
      expect(content.note).toContain('Chưa kiểm chứng')
  })

  test('has limits in working days, working hours, calendar days and months', () => {
    expect(new Set(contents.flatMap(content => content.statutory?.unit ?? []))).toEqual(
      new Set(['working-day', 'working-hour', 'calendar-day', 'month'])
    )
  })

  test.each(['1.001193', '1.004873', '1.001612', '3.000333', '1.013225', '1.004194'])(
    '%s has an own online form with conditions, a repeating part and a file for each paper',
    code => {
      const { form, papers } = byCode(code)
      expect(form!.components.some(isList)).toBe(true)
      expect(form!.components.some(hasCondition)).toBe(true)
      const last = form!.components.at(-1)!
      const files = isGroup(last) ? last.components.map(component => ('key' in component ? component.key : '')) : []
      expect(files).toEqual(papers.filter(paper => paper.code !== 'to-khai').map(paper => fileKey(paper.code)))
    }
  )

  test('asks in a form how many pieces a fee is for, and from the third certificate on takes the small price', () => {
    const { fees, form } = byCode('3.000333')
    const fields = fees.flatMap(fee => fee.quantityField ?? [])
    expect(fields).toEqual(['so_phieu'])
    expect(JSON.stringify(form)).toContain('"key":"so_phieu"')
    const total = (copies: number) => feeOf(fees, { channel: 'online', quantities: { copies } }).total
    expect([1, 2, 3, 5].map(total)).toEqual([200_000, 200_000, 205_000, 215_000])
  })

  test('writes Vietnamese in one normal form, so that search and print agree', () => {
    expect(contents.filter(content => JSON.stringify(content) !== JSON.stringify(content).normalize('NFC'))).toEqual([])
  })

  test('gives every procedure its share of the filings, most of them at the commune', () => {
    const sum = (list: typeof procedures) => list.reduce((total, { weight }) => total + weight, 0)
    expect(procedures.every(({ weight }) => weight > 0)).toBe(true)
    expect(sum(procedures.filter(({ content }) => content.level === 'commune')) / sum(procedures)).toBeGreaterThan(0.5)
  })
})
