import { officersOf } from '#server/identity/index.ts'
import { announce } from '#server/notices/index.ts'
import { dayOf } from '#server/platform/index.ts'
import type { Ctx, Day } from '#server/platform/index.ts'
import type { EditionId, Subject } from './model.ts'
import { say } from './words.ts'

const MOST_LINES = 30

/** Tells the head of each agency for which criteria proof is awaited, and until when. The same asking twice is one notice. */
export async function tellHeads(
  ctx: Ctx,
  edition: EditionId,
  { subject, due, lines }: { subject: Subject; due: Day; lines: ReadonlyMap<string, readonly string[]> }
): Promise<void> {
  const day = due.split('-').reverse().join('/')
  for (const [owner, criteria] of lines) {
    const head = (await officersOf(ctx, owner, dayOf(ctx.now()))).find(one => one.head)
    if (!head) continue
    await announce(ctx, {
      template: 'steering-note',
      facts: {
        addressee: { name: head.fullName },
        office: { name: ctx.province.name },
        title: say('vi', 'asked.title', { count: criteria.length, day }),
        lead: say('vi', 'asked.lead', { day }),
        lines: criteria.slice(0, MOST_LINES),
        link: `${ctx.province.origin}/desk/indices/round?edition=${edition}&subject=${subject}`
      },
      key: `index-evidence:${edition}:${subject}:${due}:${head.id}`,
      to: { name: head.fullName, account: head.id },
      language: 'vi',
      about: { kind: 'index', id: edition }
    })
  }
}
