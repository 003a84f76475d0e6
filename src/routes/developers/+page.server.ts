import { apiGroups } from '#server/app.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = () => ({ groups: apiGroups() })
