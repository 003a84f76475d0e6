import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#server/platform/project.ts'
import { translator } from '../text.ts'
import { summaryOf } from './summary.ts'

type Document = { paths: Record<string, Record<string, { operationId: string; summary: string }>> }

test('every operation of the API says in Vietnamese what it does', () => {
  const { paths } = JSON.parse(readFileSync(join(projectRoot, 'docs', 'openapi.json'), 'utf8')) as Document
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.values(methods).map(({ operationId, summary }) => ({ id: operationId, path, summary }))
  )
  const silent = operations.filter(operation => summaryOf(operation, translator('vi')).lang !== 'vi')
  expect(silent.map(({ id }) => id)).toEqual([])
})
