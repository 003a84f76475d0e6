/** How a file stands with the scanner; null where none is set up. */
export type ScanState = 'clean' | 'waiting' | 'infected'
export type ScanRefusal = { readonly code: 'infected'; readonly virus: string } | { readonly code: 'scanner-away' }
