import type { text as vi } from './text.vi.ts'

/** The same words in English. */
export const text = {
  'rules.title': 'Rules in force',
  'rules.lead': 'A new dossier runs under the rules of the day it is received, and keeps them until it ends.',
  'rules.today': 'Today',
  'rules.by-law': 'By the day the law takes effect; the province has made no choice of its own.',
  'rules.history': 'Choices made',
  'rules.from': 'From',
  'rules.name': 'Rules',
  'rules.by': 'Chosen by',
  'rules.at': 'At',
  'rules.reason': 'Ground',
  'rules.planned': 'To come',
  'rules.in-force': 'In force',
  'rules.over': 'Over',
  'rules.none': 'No choice was made yet',
  'rules.change': 'Change the rules from a day to come',
  'rules.from-hint': 'Tomorrow or later, for example 01/01/2027.',
  'rules.choose': 'Change the rules',
  'rules.chosen': 'Entered: from {day} new dossiers run under {name}.',
  'rules.tiers': '{count} tiers of government',
  'rules.forms': '{count} forms',
  'rules.filing.own': 'the province takes online filings itself',
  'rules.filing.national': 'online filings through the national portal',
  'rules.unverified': 'Not yet compared with the original text: {members}',
  'refusal.rules-day-passed': 'The rules can only be changed from a day to come.',
  'refusal.rules-not-yet': 'That day is before the rules take effect ({validFrom}).',
  'refusal.rules-same': 'That day already runs under these rules.'
} as const satisfies Record<keyof typeof vi, string>
