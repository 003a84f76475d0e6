import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deskOnly } from '#lib/server/desk.ts'
import { writeStaffTemplate } from '#server/identity/index.ts'
import { unit } from '#server/organisation/index.ts'
import type { RequestHandler } from './$types'

/** The staff list to fill in, with the province's own code in its examples. */
export const GET: RequestHandler = async event => {
  const ctx = deskOnly(event, 'identity.change-officers')
  const folder = await mkdtemp(join(tmpdir(), 'motcua-template-'))
  try {
    const path = join(folder, 'officers.xlsx')
    const root = await unit(ctx, ctx.province.code)
    await writeStaffTemplate(path, { unit: ctx.province.code, unitName: root?.name.vi ?? '' })
    return new Response(await readFile(path), {
      headers: {
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'content-disposition': 'attachment; filename="can-bo.xlsx"'
      }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
