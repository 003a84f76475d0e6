import type { Api, Language } from '#server/platform/index.ts'
import { acceptedLanguage, createRoute, Problem, problem, statusOf } from '#server/platform/index.ts'
import { rulesToday } from '#server/rulesets/index.ts'
import { calendarOf, officeHoursOf } from './actions.ts'
import { PreviewAnswer, PreviewInput, previewDeadline } from './preview.ts'
import type { TextKey } from './text.vi.ts'
import { text } from './text.vi.ts'
import { say } from './words.ts'

const preview = createRoute({
  method: 'post',
  path: '/api/v1/deadlines/preview',
  tags: ['deadlines'],
  summary: 'Compute and explain a deadline',
  description: 'Open to everybody, stores nothing. What is left out is filled in by the rule set in force today.',
  request: { body: { required: true, content: { 'application/json': { schema: PreviewInput } } } },
  responses: {
    200: {
      description: 'The due instant, every entry and the explanation',
      content: { 'application/json': { schema: PreviewAnswer } }
    },
    422: { description: 'The input is not valid', content: { 'application/problem+json': { schema: Problem } } }
  }
})

/** `POST /api/v1/deadlines/preview`. */
export function routes(api: Api): void {
  api.openapi(
    preview,
    async c => {
      const ctx = c.get('ctx')
      const [calendar, hours] = await Promise.all([calendarOf(ctx), officeHoursOf(ctx, null)])
      return c.json(previewDeadline(c.req.valid('json'), await rulesToday(ctx), hours, calendar), 200)
    },
    (result, c) => {
      if (result.success) return
      const language = acceptedLanguage(c.req.header('accept-language'))
      return problem(c, statusOf({ code: 'input-invalid' }), {
        code: 'input-invalid',
        title: say(language, 'problem.input-invalid'),
        errors: result.error.issues.map(issue => ({ field: issue.path.join('.'), message: messageOf(language, issue) }))
      }) as never
    }
  )
}

type Issue = { readonly code?: string; readonly message: string; readonly path: readonly PropertyKey[] }
/** A field's message: the schema's own key where it has one, else by the kind of fault. */
function messageOf(language: Language, { code, message, path }: Issue): string {
  if (message in text) return say(language, message as TextKey)
  if (code === 'invalid_type' && message.includes('undefined')) return say(language, 'field.required')
  if (code === 'invalid_type' && message.includes('number')) return say(language, 'field.number')
  if (code === 'invalid_value') return say(language, path.at(-1) === 'unit' ? 'field.unit' : 'field.choice')
  return say(language, code === 'too_big' || code === 'too_small' ? 'field.too-large' : 'field.invalid')
}
