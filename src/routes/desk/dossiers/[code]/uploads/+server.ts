import { actLanding } from '#lib/server/landings.ts'
import { createUpload, describeLanding } from '#lib/server/tus.ts'
import { ACT_FILE_BYTES } from '#server/desk/index.ts'
import type { RequestHandler } from './$types'

export const OPTIONS: RequestHandler = () => describeLanding(ACT_FILE_BYTES)
export const POST: RequestHandler = async event => createUpload(event, await actLanding(event))
