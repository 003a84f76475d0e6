import { fold } from '#server/platform/language.ts'
import type { Role } from './model.ts'

/**
 * How decisions of provinces name the one who does a step, most telling first. Texts are folded (no accents, lower
 * case, single spaces), so `Lãnh đạo Phòng` is `lanh dao phong`.
 */
const SAYS: readonly { readonly role: Role; readonly when: RegExp }[] = [
  {
    role: 'one-stop-officer',
    when: /\b(tn tkq|tn va tkq|tiep nhan va tra ket qua|ttpvhcc|tt pvhcc|trung tam phuc vu hanh chinh cong)\b/
  },
  { role: 'one-stop-officer', when: /^(nhan vien|cong chuc|can bo|chuyen vien|bo phan)\b.* tiep nhan ho so/ },
  { role: 'one-stop-officer', when: /^(bo phan )?mot cua\b/ },
  { role: 'clerk', when: /^(bo phan )?van thu\b/ },
  { role: 'consulted', when: /\bduoc (xin|lay) y kien\b/ },
  { role: 'division-head', when: /^(lanh dao|truong|pho truong) (phong|van phong)\b/ },
  { role: 'chair', when: /^(lanh dao|chu tich|pho chu tich) (ubnd|uy ban nhan dan)\b/ },
  { role: 'chair', when: /^(ubnd|uy ban nhan dan) (tinh|thanh pho|cap tinh|cap xa|xa|phuong)\b/ },
  {
    role: 'agency-head',
    when: /^(lanh dao|giam doc|pho giam doc|nguoi dung dau|thu truong|chinh uy|chi huy truong|chi huy|chanh van phong)\b/
  },
  { role: 'handler', when: /^(chuyen vien|cong chuc|vien chuc|can bo|nhan vien)\b/ },
  { role: 'council', when: /\b(hoi dong|to tham dinh|ban kiem tra)\b/ },
  { role: 'applicant', when: /^(to chuc|ca nhan|nguoi nop|nguoi dan|cong dan|nha dau tu)\b/ }
]

export type Recognised = { readonly role: Role; readonly others: readonly Role[] }

/** Who a role text means; `other` where no known word is in it. A text that lists several is given to the most telling one. */
export function recogniseRole(text: string): Recognised {
  const parts = text
    .split(/;|(?:^|\s)-\s|\/|, (?=Cán bộ|Công chức)/u)
    .map(fold)
    .filter(part => part !== '')
  const named = SAYS.flatMap(({ role }) => role).filter((role, index, all) => all.indexOf(role) === index)
  const meant = new Set(parts.flatMap(part => says(part) ?? []))
  const [role = says(fold(text)) ?? 'other', ...others] = named.filter(each => meant.has(each))
  return { role, others }
}

const says = (folded: string): Role | null => SAYS.find(({ when }) => when.test(folded))?.role ?? null
