import { BpmnModdle } from 'bpmn-moddle'
import type { Element } from 'bpmn-moddle'
import { describe, expect, test } from 'vitest'
import { buildProcess } from './build.ts'
import { fiveStep, threeStep } from './standard.ts'
import { aModel } from './testing.ts'

const total = { value: 5, unit: 'working-day' } as const
const consulted = [{ unit: 'H99.05', name: 'Sở Xây dựng' }]
const xml = fiveStep({ id: 'p', name: 'Cấp phép "A" & <B>', total, supplement: true, consulted })

type Plane = { readonly process: Element; readonly drawn: readonly Element[] }
async function read(text: string): Promise<Plane> {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(text)
  expect(warnings).toEqual([])
  const [process] = rootElement.get('rootElements') as Element[]
  const [diagram] = rootElement.get('diagrams') as Element[]
  return { process: process!, drawn: (diagram!.get('plane') as Element).get('planeElement') as Element[] }
}

describe('a written process is a diagram any BPMN tool shows', () => {
  test('every node has its shape and every flow its line', async () => {
    const { process, drawn } = await read(xml)
    const elements = (process.get('flowElements') as Element[]).map(each => each.id)
    const shown = drawn.map(each => (each.get('bpmnElement') as Element).id)
    expect(shown.sort()).toEqual(elements.sort())
  })

  test('no two shapes lie on each other', async () => {
    const { drawn } = await read(xml)
    const boxes = drawn.filter(each => each.$type === 'bpmndi:BPMNShape').map(each => each.get('bounds') as Element)
    const side = (box: Element, name: string) => box.get(name) as number
    const overlap = (a: Element, b: Element, at: string, size: string) =>
      side(a, at) < side(b, at) + side(b, size) && side(b, at) < side(a, at) + side(a, size)
    const clashes = boxes.flatMap((a, index) =>
      boxes.slice(index + 1).filter(b => overlap(a, b, 'x', 'width') && overlap(a, b, 'y', 'height'))
    )
    expect(clashes).toEqual([])
  })

  test('names with quotes and brackets come back as they were', async () => {
    expect((await aModel(xml)).name).toBe('Cấp phép "A" & <B>')
  })

  test('the same steps give the same text, so a process is stored once', () => {
    expect(fiveStep({ id: 'p', name: 'Cấp phép "A" & <B>', total, supplement: true, consulted })).toBe(xml)
  })

  test('characters that XML cannot carry are dropped', async () => {
    const broken = buildProcess({ id: 'p', name: 'A\u0000B\u0008' }, [
      { id: 'a', name: { vi: 'Bước' }, role: 'handler', norm: null }
    ])
    expect((await aModel(broken)).name).toBe('AB')
  })

  test('a return drawn to a later step is a mistake of the caller', () => {
    const outcomes = [{ code: 'back', name: { vi: 'Trả lại' }, returnTo: 'later' }]
    expect(() =>
      buildProcess({ id: 'p', name: 'A' }, [{ id: 'a', name: { vi: 'Bước' }, role: 'handler', norm: null, outcomes }])
    ).toThrow('later')
  })
})

test('a short process keeps the words of both languages', async () => {
  const model = await aModel(threeStep({ id: 'p', name: 'Ba bước', total }))
  expect(model.steps.sign?.name).toEqual({ vi: 'Ký duyệt kết quả', en: 'Sign the result' })
  expect(model.steps.sign?.outcomes.map(outcome => outcome.code)).toEqual(['approve', 'return'])
})
