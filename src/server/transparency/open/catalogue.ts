import type { Ctx } from '#server/platform/index.ts'
import { text as en } from '../open.text.en.ts'
import { text as vi } from '../open.text.vi.ts'
import { COLUMNS } from './columns.rules.ts'
import type { ColumnOf } from './columns.rules.ts'
import { DATASETS, LICENCE, MEDIA_TYPES } from './model.ts'
import type { Build, DatasetFile, DatasetName } from './model.ts'
import { buildInForce, datasetFiles } from './store.ts'

export type Dataset = {
  readonly name: DatasetName
  readonly rows: number
  readonly columns: readonly ColumnOf[]
  readonly files: readonly DatasetFile[]
}

/** The data sets there are, with their files; empty before the first build. */
export async function openDatasets(ctx: Ctx): Promise<{ build: Build | null; datasets: Dataset[] }> {
  const [build, files] = await Promise.all([buildInForce(ctx), datasetFiles(ctx)])
  const datasets = DATASETS.map(name => {
    const own = files.filter(file => file.name === name)
    return { name, rows: own[0]?.rows ?? 0, columns: COLUMNS[name], files: own }
  })
  return { build, datasets: datasets.filter(({ files: own }) => own.length > 0) }
}

/** The file of an address such as `units.csv`; null where there is none. */
export async function datasetFile(ctx: Ctx, address: string): Promise<DatasetFile | null> {
  const files = await datasetFiles(ctx)
  return files.find(({ name, format }) => `${name}.${format}` === address) ?? null
}

export const addressOf = (ctx: Ctx, { name, format }: Pick<DatasetFile, 'name' | 'format'>): string =>
  `${ctx.province.origin}/open/data/${name}.${format}`

const both = (key: keyof typeof vi) => [
  { '@language': 'vi', '@value': vi[key] },
  { '@language': 'en', '@value': en[key] }
]

/** The catalogue in DCAT 3 (JSON-LD), as data portals harvest it. */
export async function dcatCatalogue(ctx: Ctx): Promise<object> {
  const { build, datasets } = await openDatasets(ctx)
  const home = `${ctx.province.origin}/open/data`
  const publisher = { '@type': 'foaf:Organization', 'foaf:name': ctx.province.name }
  return {
    '@context': {
      ...{ dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/', foaf: 'http://xmlns.com/foaf/0.1/' },
      xsd: 'http://www.w3.org/2001/XMLSchema#'
    },
    ...{ '@id': home, '@type': 'dcat:Catalog', 'dct:title': both('open.data-title'), 'dct:publisher': publisher },
    'dct:license': { '@id': LICENCE.url },
    'dcat:dataset': datasets.map(({ name, files }) => ({
      ...{ '@id': `${home}#${name}`, '@type': 'dcat:Dataset', 'dct:identifier': name },
      ...{
        'dct:title': both(`open.dataset.${name}`),
        'dct:publisher': publisher,
        'dct:license': { '@id': LICENCE.url }
      },
      'dct:accrualPeriodicity': { '@id': 'http://publications.europa.eu/resource/authority/frequency/DAILY' },
      ...(build && { 'dct:modified': stamp(build.builtAt), 'dct:temporal': during(build) }),
      'dcat:distribution': files.map(file => ({
        ...{ '@type': 'dcat:Distribution', 'dcat:downloadURL': { '@id': addressOf(ctx, file) } },
        ...{
          'dcat:mediaType': MEDIA_TYPES[file.format],
          'dcat:byteSize': file.bytes,
          'dct:modified': stamp(file.builtAt)
        }
      }))
    }))
  }
}
const stamp = (at: Date) => ({ '@type': 'xsd:dateTime', '@value': at.toISOString() })
const during = ({ first, last }: Build) => ({
  ...{ '@type': 'dct:PeriodOfTime' },
  ...{
    'dcat:startDate': { '@type': 'xsd:date', '@value': first },
    'dcat:endDate': { '@type': 'xsd:date', '@value': last }
  }
})
