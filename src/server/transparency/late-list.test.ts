import { describe, expect } from 'vitest'
import { settle, tellHistory } from '#server/demonstration/index.ts'
import { actorOf, createPolicy, officersOf } from '#server/identity/index.ts'
import type { Role } from '#server/identity/index.ts'
import { permissions as dossierPermissions } from '#server/dossiers/index.ts'
import { prepareJobs } from '#server/platform/index.ts'
import { test as base, testCtx } from '#server/platform/testing.ts'
import type { TestCtx } from '#server/platform/testing.ts'
import * as lists from './index.ts'

const MONTH = '2026-10'
const test = base.extend('told', { scope: 'file' }, async ({ sql, databaseUrl }): Promise<TestCtx> => {
  await prepareJobs(databaseUrl)
  const ctx = testCtx(sql)
  await settle(ctx)
  await tellHistory(ctx, { dossiers: 2000, until: new Date('2026-11-20T10:00:00Z') })
  await lists.followDossiers(ctx)
  return ctx
})

const policy = createPolicy([lists.lateListPermissions, dossierPermissions])
const as = (ctx: TestCtx, unit: string, id: string, role: Role): TestCtx => ({
  ...ctx,
  actor: actorOf({ id, kind: 'officer', name: 'Cán bộ thử' }, { unit, roles: [role] }, policy)
})
const HEAD = '00000000-0000-4000-8000-000000000009'
const value = <T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}
/** The list with the most entries, and an officer it names. */
const fullest = async (ctx: TestCtx) => {
  const all = await lists.computeLists(ctx, MONTH)
  const most = all.toSorted((a, b) => b.entries.length - a.entries.length)[0]!
  return { agency: most.agency, named: most.entries.find(entry => entry.officer)! }
}

describe('the monthly list', () => {
  test('has a list for every agency, whose base and late dossiers are those of the dossiers', async ({ told }) => {
    const all = await lists.computeLists(told, MONTH)
    const [own] = await told.sql<{ handled: number; late: number; units: number }[]>`
      with span as (select timestamptz '2026-10-01 00:00+07' as f, timestamptz '2026-11-01 00:00+07' as t)
      select count(*) as "handled",
        count(*) filter (where coalesce(finished_at, 'infinity') > (state ->> 'dueAt')::timestamptz) as "late",
        (select count(*) from (select 1 from unit where settles and valid_from <= '2026-10-01' and coalesce(valid_to, '9999-12-31') >= '2026-10-01' group by split_part(code, '.', 2)) agency) as "units"
      from dossier, span
      where received_at is not null and phase not in ('voided', 'stopped', 'not-accepted')
        and ((finished_at >= f and finished_at < t)
          or (received_at < t and (state ->> 'dueAt')::timestamptz < t and coalesce(finished_at, 'infinity') >= t))`
    const sum = (of: 'handled' | 'late') => all.reduce((sum, { base }) => sum + base[of], 0)
    expect([sum('handled'), sum('late'), all.length]).toEqual([own!.handled, own!.late, own!.units])
    expect(sum('late')).toBeGreaterThan(3)
  })

  test('shares the lateness of each dossier between those it names without remainder', async ({ told }) => {
    const entries = (await lists.computeLists(told, MONTH)).flatMap(list => list.entries)
    for (const [code, parts] of Map.groupBy(entries, entry => entry.about))
      expect([code, parts.reduce((sum, part) => sum + part.minutes, 0)]).toEqual([code, parts[0]!.late])
  })

  test('is drafted once, answered, decided, published as signed and corrected beside the old edition', async ({
    told
  }) => {
    told.clock.set('2026-11-02T01:00:00Z')
    const control = as(told, 'H99.01', HEAD, 'control-office')
    const { agency, named } = await fullest(told)
    // A finding about behaviour is told twice and entered once; nothing of it says who complained.
    const finding = { reference: 'PA-2026-0007', month: MONTH, unit: agency, officer: null, officerName: '' }
    await lists.noteBehaviour(told, finding)
    await lists.noteBehaviour(told, finding)
    expect((await lists.watchScreen(control, MONTH))!.absent.length).toBeGreaterThan(10)
    expect(value(await lists.draftLists(told, MONTH)).drafted.length).toBeGreaterThan(10)
    expect(value(await lists.draftLists(told, MONTH)).drafted).toEqual([])
    const watched = (await lists.watchScreen(control, MONTH))!
    expect([watched.absent, watched.out]).toEqual([[], []])
    await lists.moveLists(told)
    const which = { agency, month: MONTH }
    const officer = as(told, named.unit, named.officer!, 'handler')
    const head = as(told, agency, HEAD, 'agency-head')
    expect(await lists.answerEntry(as(told, named.unit, HEAD, 'handler'), which, named.no, 'x')).toMatchObject({
      ok: false,
      error: { code: 'forbidden' }
    })
    value(await lists.answerEntry(officer, which, named.no, 'Hồ sơ đến tay tôi khi đã quá hạn.'))
    const [notice] = await told.sql<{ notices: number }[]>`
      select count(*) as "notices" from notice join late_list on late_list.id::text = about_id
      where to_account = ${named.officer} and about_kind = 'late-list' and agency = ${agency} and month = ${MONTH}`
    expect(notice!.notices).toBe(1)
    told.clock.set('2026-11-11T01:00:00Z')
    const screen = (await lists.listScreen(head, agency, MONTH))!
    for (const { no } of screen.entries) {
      const verdict =
        no === named.no ? { kind: 'keep' as const } : { kind: 'strike' as const, ground: 'wrong-data' as const }
      value(await lists.decideEntry(head, which, { no, verdict, reason: 'Đã xem giải trình.' }))
    }
    expect(screen.entries.filter(({ kind }) => kind === 'behaviour').map(({ about }) => about)).toEqual([
      'PA-2026-0007'
    ])
    expect(await lists.approveAndPublish(officer, which)).toMatchObject({ error: { code: 'forbidden' } })
    // What breaks while the edition is stored leaves nothing half done: no approval without its edition.
    await told.sql`alter table late_list_edition add constraint none_today check (number = 0) not valid`
    await expect(lists.approveAndPublish(head, which)).rejects.toThrow('none_today')
    await told.sql`alter table late_list_edition drop constraint none_today`
    const eventsOf = async () =>
      (
        await told.sql<{ type: string }[]>`
          select e.type as "type" from event e join late_list l on l.id = e.case_id
          where l.agency = ${agency} and l.month = ${MONTH} order by e.version`
      ).map(({ type }) => type.replace('late-list.', ''))
    expect((await lists.listScreen(head, agency, MONTH))!.list.phase).toBe('notified')
    expect(await eventsOf()).not.toContain('approved')
    value(await lists.approveAndPublish(head, which))
    expect((await eventsOf()).slice(-2)).toEqual(['approved', 'published'])
    value(
      await lists.decideEntry(head, which, {
        no: named.no,
        verdict: { kind: 'strike', ground: 'not-the-cause' },
        reason: 'Kiểm tra lại.'
      })
    )
    value(await lists.correctList(head, which, 'Cán bộ không phải nguyên nhân.'))
    const shown = (await lists.publicEdition(told, agency, MONTH))!
    expect(shown.editions.map(({ number, genuine }) => [number, genuine])).toEqual([
      [2, true],
      [1, true]
    ])
    expect(shown.editions[1]!.shown.lines).toHaveLength(1)
    expect(shown.editions[0]!.shown.lines).toEqual([])
    expect(shown.editions[0]!.text).not.toContain(named.officerName)
    const struck = shown.editions.map(edition => edition.shown.struck.reduce((all, { entries }) => all + entries, 0))
    expect(struck).toEqual([screen.entries.length, screen.entries.length - 1])
    // Inside, every officer reads the editions with the names the policy allows; the entries stay with whom they name.
    const colleague = (await lists.listScreen(as(told, 'H99.44', HEAD, 'handler'), agency, MONTH))!
    expect([colleague.entries, colleague.mayDecide, colleague.editions.length]).toEqual([[], false, 2])
    expect(colleague.editions[1]!.inside.lines.map(({ name }) => name)).toEqual([named.officerName])
    const [hash] = await told.sql<{ hash: string }[]>`
      select encode(sha256(convert_to(public::text, 'UTF8')), 'hex') as "hash" from late_list_edition where number = 2`
    expect(hash!.hash).toBe(shown.editions[0]!.hash)
    await expect(told.sql`update late_list_edition set number = 7`).rejects.toThrow('not changed')
  })

  test('has for each agency a page, a feed and a block of its own, which only named sites may frame', async ({
    told
  }) => {
    told.clock.set('2026-11-21T01:00:00Z')
    const { agency, named } = await fullest(told)
    const page = (await lists.agencyLists(told, agency))!
    expect(page.months).toMatchObject([{ month: MONTH, edition: 2, undecided: 0 }])
    expect(page.months[0]!.struck).toBeGreaterThan(0)
    const feed = (await lists.atomFeed(told, agency))!
    expect([...feed.matchAll(/<id>[^<]*#edition-(\d)<\/id>/g)].map(([, number]) => number)).toEqual(['2', '1'])
    expect(feed).not.toContain(named.officerName)
    const { editions } = (await lists.publicEdition(told, agency, MONTH))!
    const applicants = await told.sql<{ name: string }[]>`
      select distinct d.applicant_name as "name" from late_list l, jsonb_array_elements(l.state -> 'entries') entry
      join dossier d on d.code = entry ->> 'about' where l.agency = ${agency} and l.month = ${MONTH}`
    expect(applicants.length).toBeGreaterThan(0)
    for (const { name } of applicants) expect(feed + editions.map(({ text }) => text).join()).not.toContain(name)
    expect((await lists.embedBlock(told, agency))!.frames).toBe("'none'")
    const policy = await lists.policyOf(told)
    const site = 'https://stp.songmo.example'
    expect(await lists.setPolicy(as(told, 'H99.01', HEAD, 'control-office'), policy)).toMatchObject({
      error: { code: 'forbidden' }
    })
    value(await lists.setPolicy(told, { ...policy, embedOn: [site] }))
    const block = (await lists.embedBlock(told, agency))!
    expect([block.frames, block.html.includes(`/late/${agency}/${MONTH}`)]).toEqual([site, true])
    expect(await lists.atomFeed(told, 'H98')).toBeNull()
  })

  test('names in public as deep as the policy of the day says', async ({ told }) => {
    const before = '2026-09'
    value(await lists.setPolicy(told, { ...(await lists.policyOf(told)), public: 'post' }))
    value(await lists.draftLists(told, before))
    await lists.moveLists(told)
    const month = await lists.lateListReport(told, before)
    const list = month.agencies.find(({ entries }) => entries.some(({ officer, post }) => officer && post))!
    const kept = list.entries.find(({ officer, post }) => officer && post)!
    const which = { agency: list.agency, month: before }
    told.clock.set('2026-12-01T01:00:00Z')
    const head = as(told, list.agency, HEAD, 'agency-head')
    value(await lists.decideEntry(head, which, { no: kept.no, verdict: { kind: 'keep' }, reason: 'Đúng.' }))
    told.clock.set('2026-12-20T01:00:00Z')
    value(await lists.approveAndPublish(head, which))
    const [edition] = (await lists.publicEdition(told, list.agency, before))!.editions
    expect(edition!.shown.lines).toMatchObject([{ unit: kept.unit, post: kept.post, name: null }])
    expect(edition!.text).not.toContain(kept.officerName)
  })

  test('goes out by itself after the set day, also where there is nothing to tell, and comes down in time', async ({
    told
  }) => {
    told.clock.set('2026-11-20T01:00:00Z')
    await lists.moveLists(told)
    const report = await lists.lateListReport(told, MONTH)
    expect(new Set(report.agencies.map(({ state }) => state))).toEqual(new Set(['published']))
    expect(report.agencies.some(({ entries }) => entries.length === 0)).toBe(true)
    const undecided = report.agencies.find(({ entries }) => entries.some(({ verdict }) => verdict === null))!
    const [edition] = (await lists.publicEdition(told, undecided.agency, MONTH))!.editions
    expect(edition!.shown.undecided.length).toBeGreaterThan(0)
    expect(JSON.stringify(edition!.shown.undecided)).not.toContain(undecided.entries[0]!.officerName || '?')
    const nil = report.agencies.find(({ entries }) => entries.length === 0)!
    const [nothing] = (await lists.publicEdition(told, nil.agency, MONTH))!.editions
    expect(nothing!.shown).toMatchObject({ lines: [], undecided: [], struck: [], base: { handled: nil.handled } })
    expect((await lists.watchScreen(as(told, 'H99.01', HEAD, 'control-office'), MONTH))!.waiting).toEqual([])
    told.clock.set('2027-12-20T01:00:00Z')
    await lists.moveLists(told)
    expect(await lists.publicEdition(told, undecided.agency, MONTH)).toBeNull()
  })

  test('shows an officer the own entries only, and a stranger nothing', async ({ told }) => {
    const { agency, named } = await fullest(told)
    const own = (await lists.listScreen(as(told, named.unit, named.officer!, 'handler'), agency, MONTH))!
    expect(own.whole).toBe(false)
    expect(new Set(own.entries.map(({ officerName }) => officerName))).toEqual(new Set([named.officerName]))
    expect(await lists.listScreen(as(told, named.unit, HEAD, 'handler'), agency, MONTH)).toBeNull()
    expect((await officersOf(told, named.unit, '2026-11-20')).length).toBeGreaterThan(0)
  })

  test('of a month over whose first days the server stood still is drafted once it runs again', async ({ told }) => {
    told.clock.set('2026-12-09T01:00:00Z')
    await lists.tasks['late-list.draft'](told)
    const { agencies } = await lists.lateListReport(told, '2026-11')
    expect(new Set(agencies.map(({ state }) => state))).toEqual(new Set(['notified']))
    const [drafted] = await told.sql<{ lists: number }[]>`select count(*) as "lists" from late_list`
    told.clock.set('2026-12-12T01:00:00Z')
    await lists.tasks['late-list.draft'](told)
    expect(await told.sql<{ lists: number }[]>`select count(*) as "lists" from late_list`).toEqual([drafted])
  })
})

describe('whose time it was, on the page of a dossier', () => {
  test('adds up to the whole and is not told to who may not see the dossier', async ({ told }) => {
    const [late] = await told.sql<{ code: string; unit: string }[]>`
      select code as "code", settling_unit as "unit" from settlement where finished_at > due_at order by code limit 1`
    const time = (await lists.whoseTime(told, late!.code))!
    expect(time.late).toBeGreaterThan(0)
    expect(time.lines.reduce((sum, line) => sum + line.minutes, 0)).toBe(time.minutes)
    expect(time.lines.reduce((sum, line) => sum + line.late, 0)).toBe(time.late)
    const elsewhere = late!.unit === 'H99.44' ? 'H99.45' : 'H99.44'
    expect(await lists.whoseTime(as(told, elsewhere, HEAD, 'handler'), late!.code)).toBeNull()
  })
})
