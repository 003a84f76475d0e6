import { replyLanding } from '#lib/server/landings.ts'
import { continueUpload, dropUpload, tellUpload } from '#lib/server/tus.ts'
import type { RequestHandler } from './$types'

export const HEAD: RequestHandler = async event => tellUpload(event, await replyLanding(event))
export const PATCH: RequestHandler = async event => continueUpload(event, await replyLanding(event))
export const DELETE: RequestHandler = async event => dropUpload(event, await replyLanding(event))
