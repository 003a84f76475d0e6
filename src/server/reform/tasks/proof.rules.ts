import type { Proof } from './model.ts'

export const blank = (words: string): boolean => words.trim() === ''
/** Proof names the document or brings a file; words alone prove nothing. */
export const lacksProof = ({ document, files }: Proof): boolean => blank(document) && files.length === 0
