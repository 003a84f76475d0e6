import { batchLanding } from '#lib/server/landings.ts'
import { createUpload, describeLanding } from '#lib/server/tus.ts'
import { MOST_BYTES } from '#server/papers/index.ts'
import type { RequestHandler } from './$types'

export const OPTIONS: RequestHandler = () => describeLanding(MOST_BYTES)
export const POST: RequestHandler = async event => createUpload(event, batchLanding(event))
