import { fail, redirect } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explain } from '#lib/server/forms.ts'
import { mailboxScreen, settingBox } from '#lib/server/mailboxes.ts'
import { translator } from '#lib/text.ts'
import { addBox, changeBox, mailAddress, removeBox } from '#server/scans/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const screen = await mailboxScreen(deskOnly(event, 'mailbox.change'))
  const { searchParams: asked } = event.url
  const named = (name: string) => screen.boxes.find(({ address }) => address === asked.get(name)) ?? null
  return {
    ...screen,
    takenInAt: mailAddress(),
    changing: named('change'),
    removing: named('remove'),
    added: named('added'),
    changed: named('changed'),
    removed: asked.get('removed')
  }
}

export const actions: Actions = {
  add: settingBox('added', addBox),
  change: settingBox('changed', changeBox),
  remove: async event => {
    const ctx = deskOnly(event, 'mailbox.change')
    const address = String((await event.request.formData()).get('address') ?? '').slice(0, 400)
    const gone = await removeBox(ctx, address)
    if (!gone.ok) return fail(409, { problem: explain(gone.error, translator(ctx.language)) })
    redirect(303, `/desk/admin/mailboxes?${new URLSearchParams({ removed: gone.value })}`)
  }
}
