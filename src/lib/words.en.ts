import { en as catalogue } from '#server/catalogue/text.en.ts'
import { en as documents } from '#server/documents/text.en.ts'
import { text as scan } from '#server/documents/scan.text.en.ts'
import { text as citizen } from '#server/dossiers/citizen.text.en.ts'
import { text as counter } from '#server/dossiers/desk.text.en.ts'
import { text as desk } from '#server/desk/text.en.ts'
import { text as dossiers } from '#server/dossiers/text.en.ts'
import { text as exchange } from '#server/exchange/text.en.ts'
import { text as indices } from '#server/indices/text.en.ts'
import { text as identity } from '#server/identity/text.en.ts'
import { text as signOn } from '#server/identity/signon.text.en.ts'
import { text as linkage } from '#server/linkage/text.en.ts'
import { text as national } from '#server/national/text.en.ts'
import { text as organisation } from '#server/organisation/text.en.ts'
import { text as openFigures } from '#server/transparency/open.text.en.ts'
import { text as digitisation } from '#server/transparency/digitisation.text.en.ts'
import { text as figures } from '#server/transparency/text.en.ts'
import { text as copies } from '#server/papers/copies.text.en.ts'
import { text as retention } from '#server/papers/retention.text.en.ts'
import { text as signatures } from '#server/signatures/text.en.ts'
import { text as newScans } from '#server/scans/text.en.ts'
import { text as mailboxes } from '#server/scans/mailbox.text.en.ts'
import { text as seals } from '#server/seals/text.en.ts'
import { text as ratings } from '#server/feedback/ratings.text.en.ts'
import { text as surveys } from '#server/feedback/surveys.text.en.ts'
import { text as feedback } from '#server/feedback/text.en.ts'
import { text as reform } from '#server/reform/text.en.ts'
import { text as steering } from '#server/reform/office.text.en.ts'
import { text as foreign } from '#server/foreign/text.en.ts'
import { text as transfer } from '#server/transfer/text.en.ts'
import { text as paperStore } from '#server/papers/store.text.en.ts'
import { text as payments } from '#server/payments/text.en.ts'
import { text as partners } from '#server/partners/text.en.ts'
import { text as news } from '#server/portal/text.en.ts'
import { text as rulesets } from '#server/rulesets/text.en.ts'
import { text as lateLists } from '#server/transparency/late-list.text.en.ts'
import { text as calendar } from './calendar/text.en.ts'
import { text as common } from './common.en.ts'
import { text as developers } from './developers/text.en.ts'
import type { words as vi } from './words.vi.ts'

export const words = {
  ...indices,
  ...paperStore,
  ...digitisation,
  ...payments,
  ...partners,
  ...transfer,
  ...foreign,
  ...figures,
  ...feedback,
  ...surveys,
  ...ratings,
  ...common,
  ...calendar,
  ...catalogue,
  ...citizen,
  ...documents,
  ...scan,
  ...newScans,
  ...mailboxes,
  ...counter,
  ...desk,
  ...developers,
  ...dossiers,
  ...exchange,
  ...identity,
  ...organisation,
  ...signOn,
  ...linkage,
  ...lateLists,
  ...openFigures,
  ...national,
  ...news,
  ...reform,
  ...signatures,
  ...seals,
  ...copies,
  ...retention,
  ...steering,
  ...rulesets
} as const satisfies Record<keyof typeof vi, string>
