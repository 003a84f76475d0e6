/** Lists and forms: nothing here needs a script. */
export const csr = false
