/** What an address says of where a paper to be read is from: a dossier, a scanner's folder, or neither. */
export const paperQuery = ({ dossier, scan }: { dossier: string | null; scan: string | null }): string => {
  if (dossier) return `?dossier=${encodeURIComponent(dossier)}`
  return scan ? `?scan=${encodeURIComponent(scan)}` : ''
}
