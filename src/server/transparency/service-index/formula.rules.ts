import type { Component, Formula } from './model.ts'

/** Decision 766/QĐ-TTg (23/6/2022) as published. Group 4's text gives full marks for digitised papers at 80 %. */
const TEXT: readonly Component[] = [
  { code: '1.1', group: '1', max: 6, measure: 'announced-on-time', over: 'procedure', full: 1, empty: null },
  { code: '1.2', group: '1', max: 4, measure: 'public-on-time', over: 'procedure', full: 1, empty: null },
  { code: '1.3', group: '1', max: 2, measure: 'content-full', over: 'procedure', full: 1, empty: null },
  { code: '1.4', group: '1', max: 6, measure: 'synced', over: 'dossier', full: 1, empty: null },
  { code: '2.1', group: '2', max: 20, measure: 'progress', over: 'dossier', full: 1, empty: null },
  { code: '2.2', group: '2', max: 0, measure: 'average-time', over: 'dossier', full: 1, empty: null },
  { code: '3.1', group: '3', max: 2, measure: 'online-procedures', over: 'procedure', full: 0.8, empty: null },
  { code: '3.2', group: '3', max: 4, measure: 'online-used', over: 'procedure', full: 1, empty: null },
  {
    code: '3.3',
    group: '3',
    max: 6,
    measure: 'online-dossiers',
    over: 'dossier',
    full: 0.5,
    empty: null,
    times: '1.4'
  },
  { code: '3.5', group: '3', max: 2, measure: 'fee-data', over: 'procedure', full: 0.8, empty: null },
  { code: '3.5b', group: '3', max: 2, measure: 'fee-used', over: 'procedure', full: 0.8, empty: null },
  { code: '3.6', group: '3', max: 6, measure: 'paid-online', over: 'dossier', full: 1, empty: null },
  { code: '4.1', group: '4', max: 6, measure: 'e-result', over: 'dossier', full: 1, empty: null },
  { code: '4.2', group: '4', max: 4, measure: 'digitised', over: 'dossier', full: 0.8, empty: null },
  { code: '4.3', group: '4', max: 2, measure: 'reused', over: 'dossier', full: 0.8, empty: null },
  { code: '4.4', group: '4', max: 4, measure: 'stored', over: 'dossier', full: 1, empty: null },
  { code: '4.5a', group: '4', max: 2, measure: 'population-procedures', over: 'procedure', full: 1, empty: null },
  { code: '4.5b', group: '4', max: 2, measure: 'population-dossiers', over: 'dossier', full: 1, empty: null },
  { code: '4.6', group: '4', max: 2, measure: 'certified-copies', over: 'unit', full: 1, empty: null },
  { code: '5.1', group: '5', max: 0, measure: 'petitions-classified', over: 'petition', full: 1, empty: null },
  { code: '5.2', group: '5', max: 6, measure: 'petitions-on-time', over: 'petition', full: 1, empty: 6 },
  { code: '5.3', group: '5', max: 6, measure: 'petitions-satisfied', over: 'petition', full: 1, empty: 6 },
  { code: '5.4', group: '5', max: 6, measure: 'reception-satisfied', over: 'dossier', full: 0.9, empty: 0 }
]

const changed = (changes: Readonly<Record<string, Partial<Component>>>): Component[] =>
  TEXT.map(each => ({ ...each, ...changes[each.code] }))

/** The versions known. A new decision, or a formula found in use, is another entry; figures of before keep theirs. */
export const FORMULAS: readonly Formula[] = [
  { id: '766-2022-text', basis: 'Quyết định 766/QĐ-TTg ngày 23/6/2022', from: '2022-06-23', components: TEXT },
  {
    id: '766-2026-live',
    basis: 'Quyết định 766/QĐ-TTg, cách tính đang chạy trên Cổng Dịch vụ công quốc gia (dựng lại tháng 9/2026)',
    from: '2022-06-23',
    components: changed({ '4.2': { full: 1 } })
  }
]
export const LIVE = '766-2026-live'
export const formulaOf = (id: string): Formula => FORMULAS.find(each => each.id === id) ?? FORMULAS.at(-1)!
