/** Pages are read without JavaScript; a desk page that needs it says so itself. */
export const csr = false
