import { join } from 'node:path'
import { projectRoot } from '#server/platform/index.ts'
import type { Ctx } from '#server/platform/index.ts'
import { loadEdition, publishEdition } from './edition.actions.ts'
import type { EditionHead, EditionId } from './model.ts'

const FOLDER = join(projectRoot, 'src', 'server', 'indices', 'editions')
const EXAMPLE = 'Bộ tiêu chí minh họa, không phải bảng điểm chính thức; bảng chính thức do đơn vị nạp.'

const head = (
  index: string,
  year: number,
  version: string,
  scored: EditionHead['scored'],
  vi: string,
  en: string,
  source: string
) => ({
  index,
  year,
  version,
  scored,
  name: { vi, en },
  example: true,
  source: `${EXAMPLE} ${source}`.trim()
})
const PAR =
  'Theo tổng 61,5 + 10 + 22 + 6,5 công bố cho đợt 2022 (Quyết định 876/QĐ-BNV); điểm từng tiêu chí là giả định.'

/** The labelled example editions that ship, as data files beside this one. */
export const SHIPPED: readonly { readonly file: string; readonly head: EditionHead }[] = [
  ...[2023, 2024].map(year => ({
    file: 'par-2022.csv',
    head: head(
      'par',
      year,
      'minh-hoa-2022',
      'province',
      'Chỉ số cải cách hành chính (PAR Index)',
      'Reform index (PAR Index)',
      PAR
    )
  })),
  ...[2025, 2026].map(year => ({
    file: 'par-2025.csv',
    head: head(
      'par',
      year,
      'minh-hoa-2025',
      'province',
      'Chỉ số cải cách hành chính (PAR Index)',
      'Reform index (PAR Index)',
      PAR
    )
  })),
  {
    file: 'sipas-2024.csv',
    head: head(
      'sipas',
      2024,
      'minh-hoa',
      'province',
      'Chỉ số hài lòng (SIPAS)',
      'Satisfaction index (SIPAS)',
      'Năm yếu tố và chín nhóm chính sách; trọng số là giả định.'
    )
  },
  {
    file: 'papi-2019.csv',
    head: head(
      'papi',
      2019,
      'minh-hoa',
      'province',
      'Chỉ số PAPI',
      'PAPI',
      'Cấu trúc tám nội dung, 29 nội dung thành phần của năm 2019.'
    )
  },
  {
    file: 'pci-2019.csv',
    head: head(
      'pci',
      2019,
      'minh-hoa',
      'province',
      'Chỉ số PCI',
      'PCI',
      'Mười chỉ số thành phần với trọng số tính lại từ kết quả công bố.'
    )
  },
  {
    file: 'service-766.csv',
    head: head(
      'service-766',
      2025,
      'minh-hoa',
      'province',
      'Bộ chỉ số phục vụ (Quyết định 766)',
      'Service index (Decision 766)',
      'Điểm từng nhóm theo Quyết định 766/QĐ-TTg; ngưỡng là tham số.'
    )
  },
  ...[2023, 2024, 2025].map(year => ({
    file: 'own-2023.csv',
    head: head(
      'own',
      year,
      'minh-hoa',
      'unit',
      'Chỉ số cải cách hành chính nội bộ',
      'The province’s own reform index',
      ''
    )
  }))
]

/** Loads and publishes the editions that ship; what is published already is left alone. */
export async function shipEditions(ctx: Ctx): Promise<Map<string, EditionId>> {
  const ids = new Map<string, EditionId>()
  for (const { file, head } of SHIPPED) {
    const loaded = await loadEdition(ctx, join(FOLDER, file), head)
    if (!loaded.ok) {
      if (loaded.error.code === 'edition-published') continue
      throw new Error(`a shipped edition is refused: ${file} ${JSON.stringify(loaded.error)}`)
    }
    await publishEdition(ctx, loaded.value.id)
    ids.set(`${head.index} ${head.year}`, loaded.value.id)
  }
  return ids
}
