import { deskOnly } from '#lib/server/desk.ts'
import { codeFrom } from '#lib/server/following.ts'
import { explain } from '#lib/server/forms.ts'
import { translator } from '#lib/text.ts'
import { inviteAtDesk } from '#server/feedback/index.ts'
import { qrPicture } from '#server/platform/qr.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = event => {
  deskOnly(event, 'rating.invite')
  return { code: codeFrom(event.params.code) }
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'rating.invite')
    const invited = await inviteAtDesk(ctx, codeFrom(event.params.code))
    if (!invited.ok) return { message: explain(invited.error, translator(event.locals.language)), qr: null, link: '' }
    const link = `${ctx.province.origin}/rate/${invited.value.token}`
    return { message: '', qr: qrPicture(link), link }
  }
}
