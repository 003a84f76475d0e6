/**
 * What the demonstration province is like, in stated figures: changed here, seen in every list and report.
 * Shares are of dossiers that are not settled at once, unless said otherwise.
 */
export const FIGURES = {
  from: '2025-12-01',
  seed: 20251201,
  /** Dossiers on an ordinary working day, all units together. */
  perDay: 48,
  /** Of a working week, Monday to Friday; online filings also come at weekends. */
  weekday: { 1: 1.25, 2: 1.1, 3: 1.0, 4: 0.95, 5: 0.8, 6: 0.12, 0: 0.08 },
  /** Hours at the counter, from opening to closing. */
  counterHours: { 7: 0.6, 8: 1.6, 9: 1.7, 10: 1.2, 11: 0.3, 13: 0.9, 14: 1.4, 15: 1.1, 16: 0.7, 17: 0.1 },
  onlineHours: {
    6: 0.2,
    7: 0.5,
    8: 1.2,
    9: 1.4,
    10: 1.2,
    11: 0.8,
    12: 0.6,
    13: 0.9,
    14: 1.1,
    15: 1.0,
    16: 0.8,
    17: 0.5,
    18: 0.4,
    19: 0.8,
    20: 1.0,
    21: 0.8,
    22: 0.3
  },
  /** The three working days before a holiday bring this much more. */
  beforeHoliday: 1.45,
  online: 0.55,
  late: 0.02,
  /** Of late dossiers whose term is long enough to see it coming. */
  lateWithLetter: 0.9,
  supplemented: 0.08,
  withdrawn: 0.012,
  refused: 0.015,
  notAccepted: 0.01,
  delegated: 0.06,
  companies: 0.12,
  /** Of dossiers that came on paper, those the desk scanned: in the first month told, and in the last. */
  digitised: [0.5, 0.86],
  /** Of those, with every paper and not only the first. */
  digitisedWhole: 0.82,
  /** Of results, those with a signed file, likewise. */
  electronicResult: [0.55, 0.88],
  /** Working time used of what the limit gives, in the middle; the rest spreads around it. */
  medianShareOfLimit: 0.62
} as const
