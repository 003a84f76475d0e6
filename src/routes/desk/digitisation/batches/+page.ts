/** Plain forms. */
export const csr = false
