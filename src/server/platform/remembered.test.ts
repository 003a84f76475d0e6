import { expect, test } from 'vitest'
import { remembered } from './remembered.ts'

const ctx = () => ({ sql: (() => {}) as never })
const counted = () => {
  let asked = 0
  return { ask: async () => ++asked, asked: () => asked }
}

test('those who ask together ask once', async () => {
  const [here, { ask, asked }, memory] = [ctx(), counted(), remembered<number>(60_000)]
  expect(await Promise.all([1, 2, 3].map(() => memory.of(here, 'calendar', ask)))).toEqual([1, 1, 1])
  expect(asked()).toBe(1)
})
test('each key and each database has its own answer', async () => {
  const [here, there, { ask }, memory] = [ctx(), ctx(), counted(), remembered<number>(60_000)]
  expect(await memory.of(here, 'a', ask)).toBe(1)
  expect(await memory.of(here, 'b', ask)).toBe(2)
  expect(await memory.of(there, 'a', ask)).toBe(3)
})
test('after a change the next question is asked again', async () => {
  const [here, { ask }, memory] = [ctx(), counted(), remembered<number>(60_000)]
  await memory.of(here, 'a', ask)
  memory.forget(here)
  expect(await memory.of(here, 'a', ask)).toBe(2)
})
test('an answer that has had its time is not given again', async () => {
  const [here, { ask }, memory] = [ctx(), counted(), remembered<number>(0)]
  await memory.of(here, 'a', ask)
  expect(await memory.of(here, 'a', ask)).toBe(2)
})
test('a failure is not kept', async () => {
  const [here, { ask }, memory] = [ctx(), counted(), remembered<number>(60_000)]
  await expect(memory.of(here, 'a', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  expect(await memory.of(here, 'a', ask)).toBe(1)
})
