import { replyLanding } from '#lib/server/landings.ts'
import { createUpload, describeLanding } from '#lib/server/tus.ts'
import { FILE_BYTES } from '#server/dossiers/index.ts'
import type { RequestHandler } from './$types'

export const OPTIONS: RequestHandler = () => describeLanding(FILE_BYTES)
export const POST: RequestHandler = async event => createUpload(event, await replyLanding(event))
