/** Names of PAPI's dimensions and parts and of PCI's parts, by the keys of the data. */
export const NAMES: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  papi: { vi: 'Chỉ số PAPI', en: 'PAPI' },
  d1: { vi: 'Tham gia của người dân ở cấp cơ sở', en: 'Participation at local levels' },
  d2: { vi: 'Công khai, minh bạch', en: 'Transparency' },
  d3: { vi: 'Trách nhiệm giải trình với người dân', en: 'Vertical accountability' },
  d4: { vi: 'Kiểm soát tham nhũng trong khu vực công', en: 'Control of corruption' },
  d5: { vi: 'Thủ tục hành chính công', en: 'Public administrative procedures' },
  d6: { vi: 'Cung ứng dịch vụ công', en: 'Public service delivery' },
  d7: { vi: 'Quản trị môi trường', en: 'Environmental governance' },
  d8: { vi: 'Quản trị điện tử', en: 'E-governance' },
  peoples_inspection_boards: { vi: 'Ban thanh tra nhân dân', en: 'People’s inspection boards' },
  community_investment_boards: { vi: 'Ban giám sát đầu tư cộng đồng', en: 'Community investment boards' },
  pci: { vi: 'Chỉ số PCI', en: 'PCI' },
  entry_costs: { vi: 'Chi phí gia nhập thị trường', en: 'Entry costs' },
  land_access: { vi: 'Tiếp cận đất đai', en: 'Access to land' },
  transparency: { vi: 'Tính minh bạch', en: 'Transparency' },
  time_costs: { vi: 'Chi phí thời gian', en: 'Time costs' },
  informal_charges: { vi: 'Chi phí không chính thức', en: 'Informal charges' },
  policy_bias: { vi: 'Cạnh tranh bình đẳng', en: 'Policy bias' },
  proactivity: { vi: 'Tính năng động của chính quyền', en: 'Proactivity' },
  business_support: { vi: 'Dịch vụ hỗ trợ doanh nghiệp', en: 'Business support' },
  labour: { vi: 'Đào tạo lao động', en: 'Labour' },
  law_order: { vi: 'Thiết chế pháp lý và an ninh trật tự', en: 'Law and order' }
}

/** PCI weights: no page states them; they rebuild every published total of 2013–2019. */
export const PCI_WEIGHTS: Readonly<Record<string, number>> = {
  entry_costs: 0.05,
  land_access: 0.05,
  transparency: 0.2,
  time_costs: 0.05,
  informal_charges: 0.1,
  policy_bias: 0.05,
  proactivity: 0.05,
  business_support: 0.2,
  labour: 0.2,
  law_order: 0.05
}
