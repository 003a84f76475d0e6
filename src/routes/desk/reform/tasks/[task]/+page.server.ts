import { error, fail } from '@sveltejs/kit'
import { deskOnly } from '#lib/server/desk.ts'
import { explainReform, posted, saved } from '#lib/server/reform.ts'
import { dayOf } from '#server/platform/index.ts'
import { act, commandFrom, loadTask, taskScreen } from '#server/reform/index.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async event => {
  const screen = await taskScreen(deskOnly(event, 'reform.read'), event.params.task)
  return screen ?? error(404)
}

export const actions: Actions = {
  default: async event => {
    const ctx = deskOnly(event, 'reform.read')
    const task = await loadTask(ctx, { code: event.params.task })
    if (!task) error(404)
    const form = await posted(event)
    if (!form.ok) return fail(400, { typed: {} as Record<string, string>, message: explainReform(event, form.error) })
    const { typed, files } = form.value
    const command = commandFrom(typed.act ?? '', typed, files, task, dayOf(ctx.now()))
    const done = command.ok ? await act(ctx, task.code, command.value) : command
    if (!done.ok) return fail(409, { typed, message: explainReform(event, done.error) })
    return saved(event.url.pathname)
  }
}
