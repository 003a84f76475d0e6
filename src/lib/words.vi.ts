import { vi as catalogue } from '#server/catalogue/text.vi.ts'
import { vi as documents } from '#server/documents/text.vi.ts'
import { text as scan } from '#server/documents/scan.text.vi.ts'
import { text as citizen } from '#server/dossiers/citizen.text.vi.ts'
import { text as counter } from '#server/dossiers/desk.text.vi.ts'
import { text as desk } from '#server/desk/text.vi.ts'
import { text as dossiers } from '#server/dossiers/text.vi.ts'
import { text as exchange } from '#server/exchange/text.vi.ts'
import { text as indices } from '#server/indices/text.vi.ts'
import { text as identity } from '#server/identity/text.vi.ts'
import { text as signOn } from '#server/identity/signon.text.vi.ts'
import { text as linkage } from '#server/linkage/text.vi.ts'
import { text as national } from '#server/national/text.vi.ts'
import { text as organisation } from '#server/organisation/text.vi.ts'
import { text as openFigures } from '#server/transparency/open.text.vi.ts'
import { text as digitisation } from '#server/transparency/digitisation.text.vi.ts'
import { text as figures } from '#server/transparency/text.vi.ts'
import { text as copies } from '#server/papers/copies.text.vi.ts'
import { text as retention } from '#server/papers/retention.text.vi.ts'
import { text as signatures } from '#server/signatures/text.vi.ts'
import { text as newScans } from '#server/scans/text.vi.ts'
import { text as mailboxes } from '#server/scans/mailbox.text.vi.ts'
import { text as seals } from '#server/seals/text.vi.ts'
import { text as ratings } from '#server/feedback/ratings.text.vi.ts'
import { text as surveys } from '#server/feedback/surveys.text.vi.ts'
import { text as feedback } from '#server/feedback/text.vi.ts'
import { text as reform } from '#server/reform/text.vi.ts'
import { text as steering } from '#server/reform/office.text.vi.ts'
import { text as foreign } from '#server/foreign/text.vi.ts'
import { text as transfer } from '#server/transfer/text.vi.ts'
import { text as paperStore } from '#server/papers/store.text.vi.ts'
import { text as payments } from '#server/payments/text.vi.ts'
import { text as partners } from '#server/partners/text.vi.ts'
import { text as news } from '#server/portal/text.vi.ts'
import { text as rulesets } from '#server/rulesets/text.vi.ts'
import { text as lateLists } from '#server/transparency/late-list.text.vi.ts'
import { text as calendar } from './calendar/text.vi.ts'
import { text as common } from './common.vi.ts'
import { text as developers } from './developers/text.vi.ts'

/** Every Vietnamese word of the house: a slice adds its line here and its twin in `words.en.ts`. */
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
} as const
